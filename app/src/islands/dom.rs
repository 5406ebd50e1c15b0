//! What islands ask of the browser. On the server there is none, and nothing of this is called.

use busola_domain::{CommentId, UnitId};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

/// Whether a press is the page's to handle: with another button or a key the browser opens a tab or a window.
pub(crate) fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key()
}

/// Whether a key is Escape and not part of composing a letter.
pub(crate) fn is_escape(event: &KeyboardEvent) -> bool {
    event.key() == "Escape" && !event.is_composing()
}

/// Whether keys say "send": Ctrl or Command with Enter.
pub(crate) fn is_send(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key())
}

/// An element by its id.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the keyboard's focus on an element when what is being changed now has been shown.
pub(crate) fn focus_soon(id: String) {
    set_timeout(
        move || {
            if let Some(element) = by_id(&id) {
                drop(element.focus());
            }
        },
        std::time::Duration::ZERO,
    );
}

/// Puts the keyboard's focus on the first element of a kind inside of another one.
pub(crate) fn focus_inside(element: &Element, selector: &str) {
    let found = element.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        drop(found.focus());
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

/// The section of a unit.
pub(crate) fn section(unit: UnitId) -> Option<HtmlElement> {
    by_id(&unit.to_string())
}

/// What a unit's section says of it: its citation and its text.
pub(crate) fn cited(section: &Element) -> (Option<String>, String) {
    let text = section.query_selector(".unit-text").ok().flatten().and_then(|text| text.text_content());
    (section.get_attribute("data-label"), text.unwrap_or_default().trim().to_owned())
}

/// Moves the panel after the section of a unit and marks that one, and keeps `held` where it is on the screen.
pub(crate) fn move_panel(panel: &Element, section: Option<&Element>, held: Option<&Element>) {
    let top = |element: &Element| element.get_bounding_client_rect().top();
    let before = held.map(top);
    if let Ok(Some(old)) = document().query_selector("section.unit[data-focus]") {
        drop(old.remove_attribute("data-focus"));
    }
    // The island moves as a whole, so that the panel stays inside of it.
    let island = panel.closest("leptos-island").ok().flatten().unwrap_or_else(|| panel.clone());
    let moved = match section {
        Some(section) => section.set_attribute("data-focus", "").and_then(|()| section.insert_adjacent_element("afterend", &island)),
        None => match island.parent_element() {
            Some(draft) => draft.insert_adjacent_element("beforeend", &island),
            None => return,
        },
    };
    drop(moved);
    if let (Some(held), Some(before)) = (held, before) {
        window().scroll_by_with_x_and_y(0.0, top(held) - before);
    }
}

/// Says of the link in the same entry of a list whether it leads to where the reader is.
pub(crate) fn mark_current(element: &Element, here: bool) {
    let entry = element.closest("li").ok().flatten();
    if let Some(link) = entry.and_then(|entry| entry.query_selector("a").ok().flatten()) {
        drop(if here { link.set_attribute("aria-current", "true") } else { link.remove_attribute("aria-current") });
    }
}

/// Whether the panel stands beside the text and scrolls by itself.
pub(crate) fn panel_scrolls() -> bool {
    window().match_media("(min-width: 1100px)").ok().flatten().is_some_and(|query| query.matches())
}

/// Whether somebody has typed something that has not been sent.
pub(crate) fn is_typing() -> bool {
    let Ok(fields) = document().query_selector_all("textarea") else { return false };
    (0..fields.length())
        .filter_map(|index| fields.item(index)?.dyn_into::<leptos::web_sys::HtmlTextAreaElement>().ok())
        .any(|field| !field.value().trim().is_empty())
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

/// Loads the page anew.
pub(crate) fn reload() {
    drop(location().reload());
}

/// A fresh id for a remark: its time, then randomness (UUIDv7).
pub(crate) fn new_comment_id() -> CommentId {
    let mut random = [0; 10];
    if let Ok(crypto) = window().crypto() {
        drop(crypto.get_random_values_with_u8_array(&mut random));
    }
    uuid::Builder::from_unix_timestamp_millis(js_sys::Date::now() as u64, &random).into_uuid().into()
}

/// The value kept under a key on this device. Storage may be full, or refused by its owner.
pub(crate) fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a value on this device, or (`None`) keeps it no longer.
pub(crate) fn store(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        });
    }
}

/// The page's language, as `Intl` takes it.
#[cfg(not(feature = "ssr"))]
pub(crate) fn locales() -> js_sys::Array {
    let tag = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    js_sys::Array::of1(&tag.into())
}

/// The present moment by the device's clock, in milliseconds.
pub(crate) fn device_now() -> i64 {
    js_sys::Date::now() as i64
}
