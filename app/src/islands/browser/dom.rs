//! Small ways to find and change what stands on the page.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, NodeList};

/// An element by its id.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that a selector names inside of another one.
pub(crate) fn find(inside: &Element, selector: &str) -> Option<HtmlElement> {
    inside.query_selector(selector).ok()??.dyn_into().ok()
}

/// Every element that a selector names on the page.
pub(crate) fn all(selector: &str) -> impl Iterator<Item = HtmlElement> + use<> {
    elements(document().query_selector_all(selector).ok())
}

/// Every element that a selector names inside of another one.
pub(crate) fn all_in(inside: &Element, selector: &str) -> impl Iterator<Item = HtmlElement> + use<> {
    elements(inside.query_selector_all(selector).ok())
}

fn elements(list: Option<NodeList>) -> impl Iterator<Item = HtmlElement> + use<> {
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

/// The nearest element around this one (or itself) that a selector names.
pub(crate) fn around(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok()??.dyn_into().ok()
}

/// A new element from the HTML of one of the page's templates, with an id in the place of nil.
pub(crate) fn from_template(template: &str, id: &str) -> Option<HtmlElement> {
    let html = by_id(template)?.inner_html().replace("00000000-0000-0000-0000-000000000000", id);
    parse(&html)?.first_element_child()?.dyn_into().ok()
}

/// Reads HTML that the server wrote, into an element around it.
pub(crate) fn parse(html: &str) -> Option<Element> {
    let around = document().create_element("div").ok()?;
    around.set_inner_html(html);
    Some(around)
}

/// Sets a text, if it is another: what is read aloud must not be read twice.
pub(crate) fn text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Sets the text of the first element that a selector names inside of another one.
pub(crate) fn text_of(inside: &Element, selector: &str, words: &str) {
    if let Some(element) = find(inside, selector) {
        text(&element, words);
    }
}

/// Sets or removes an attribute.
pub(crate) fn set(element: &Element, name: &str, value: Option<&str>) {
    drop(match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    });
}

/// Shows the first element that a selector names inside of another one, or hides it.
pub(crate) fn show(inside: &Element, selector: &str, shown: bool) {
    if let Some(element) = find(inside, selector) {
        element.set_hidden(!shown);
    }
}

/// The number in an attribute; 0 where there is none.
pub(crate) fn number(element: &Element, name: &str) -> i64 {
    element.get_attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0)
}

/// The input of a form with a name.
pub(crate) fn input(form: &Element, name: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[name={name}]")).ok()??.dyn_into().ok()
}

/// The text field inside of an element.
pub(crate) fn field(inside: &Element) -> Option<HtmlTextAreaElement> {
    inside.query_selector("textarea").ok()??.dyn_into().ok()
}

/// Puts the keyboard's focus on an element by its id.
pub(crate) fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        drop(element.focus());
    }
}

/// Puts the keyboard's focus on a heading without moving the page.
pub(crate) fn heading(id: &str) {
    if let Some(element) = by_id(id) {
        let options = leptos::web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        drop(element.focus_with_options(&options));
    }
}

/// Whether the keyboard's focus is inside of an element.
pub(crate) fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Whether the panel stands beside the text and scrolls by itself.
pub(crate) fn panel_scrolls() -> bool {
    window().match_media("(min-width: 1100px)").ok().flatten().is_some_and(|query| query.matches())
}

/// Whether somebody has typed something inside of an element that has not been sent.
pub(crate) fn has_typed(inside: &Element) -> bool {
    all_in(inside, "textarea")
        .filter_map(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
        .any(|field| !field.read_only() && !field.value().trim().is_empty())
}

/// Puts an address into the history, so that it can be shared and gone back from.
pub(crate) fn push_address(address: &str) {
    if let Ok(history) = window().history() {
        drop(history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address)));
    }
}

/// A value of the present address's query.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = location().search().ok()?;
    let pairs = search.strip_prefix('?')?.split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// Takes a value out of the present address's query.
pub(crate) fn drop_query(name: &str) {
    let location = location();
    let (Ok(search), Ok(path), Ok(hash)) = (location.search(), location.pathname(), location.hash()) else { return };
    let pairs = search.trim_start_matches('?').split('&').filter(|pair| pair.split('=').next() != Some(name));
    let kept = pairs.collect::<Vec<_>>().join("&");
    if kept.len() + 1 < search.len()
        && let Ok(history) = window().history()
    {
        let address = format!("{path}?{kept}{hash}");
        drop(history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address)));
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    drop(location().reload());
}
