//! Templates: words that are put into the justification where the caret is.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::keys::shown;
use crate::state::Desk;

/// The choice of a template. Without the script the button sends the form, which comes back with the words in it.
pub(crate) fn templates(desk: Desk) -> impl IntoView {
    let chosen = desk.start.with_value(|start| start.page.template);
    let options: Vec<_> = desk.start.with_value(|start| {
        let templates = start.page.templates.iter();
        templates
            .map(|known| view! { <option value=known.id.to_string() selected=chosen == Some(known.id)>{known.name.clone()}</option> })
            .collect()
    });
    let some = !options.is_empty();
    view! {
        <div class="desk-templates">
            <div class="field" hidden=!some>
                <label for="template">{desk.say(|words| &words.template)} {shown(Some("t"))}</label>
                <select
                    id="template" name="template" data-key="t" aria-keyshortcuts="t" on:keydown=move |event| entered(desk, &event)
                >
                    <option value="">{desk.say(|words| &words.choose_template)}</option>
                    {options}
                </select>
            </div>
            <p class="button-row">
                <button class="button button-small button-quiet" name="action" value="template" formnovalidate hidden=!some>
                    {desk.say(|words| &words.insert_template)}
                </button>
                <a href="/answer-templates">{desk.say(|words| &words.manage_templates)}</a>
            </p>
        </div>
    }
}

#[cfg(feature = "ssr")]
fn entered(_: Desk, _: &KeyboardEvent) {}

/// Enter takes the template that is chosen.
#[cfg(not(feature = "ssr"))]
fn entered(desk: Desk, event: &KeyboardEvent) {
    if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() && insert(desk) {
        event.prevent_default();
    }
}

/// Puts the chosen template into the justification; whether one was chosen.
#[cfg(not(feature = "ssr"))]
pub(crate) fn insert(desk: Desk) -> bool {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{HtmlSelectElement, HtmlTextAreaElement};

    let by_id = |id: &str| document().get_element_by_id(id);
    let Some(select) = by_id("template").and_then(|select| select.dyn_into::<HtmlSelectElement>().ok()) else { return false };
    let id = select.value().parse::<busola_domain::TemplateId>().ok();
    let template = desk.start.with_value(|start| start.page.templates.iter().find(|known| Some(known.id) == id).cloned());
    let (Some(template), Some(field)) = (template, by_id("justification").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()))
    else {
        return false;
    };
    let typed = desk.typed.get_untracked();
    let caret = field.selection_start().ok().flatten().unwrap_or(u32::MAX);
    let (typed, end) = typed.clone().with(&template, bytes(&typed.justification, caret));
    let end = typed.justification.get(..end).map_or(0, |before| before.encode_utf16().count());
    crate::kept::change(desk, move |known| *known = typed);
    select.set_value("");
    // When the words are in the field.
    set_timeout(
        move || {
            let end = u32::try_from(end).unwrap_or(u32::MAX);
            drop(field.focus());
            drop(field.set_selection_range(end, end));
        },
        std::time::Duration::ZERO,
    );
    true
}

/// A place in a text, which a browser counts in units of UTF-16, in bytes; its end where it is shorter.
#[cfg(not(feature = "ssr"))]
fn bytes(text: &str, units: u32) -> usize {
    let mut left = usize::try_from(units).unwrap_or(usize::MAX);
    for (at, letter) in text.char_indices() {
        if left < letter.len_utf16() {
            return at;
        }
        left -= letter.len_utf16();
    }
    text.len()
}

#[cfg(all(test, not(feature = "ssr")))]
mod tests {
    use super::bytes;

    #[test]
    fn a_browsers_place_is_found_in_the_text() {
        let text = "aż😀b";
        let places = [0, 1, 2, 3, 4, 5, 99].map(|units| bytes(text, units));
        assert_eq!(places, [0, 1, 3, 3, 7, 8, 8]);
    }
}
