//! The keys. Each presses what shows it, or goes to it where that is a field; the list of them is at hand.

use leptos::prelude::*;

use crate::state::Desk;

/// Where the device keeps that keys are switched off.
#[cfg(not(feature = "ssr"))]
pub(crate) const KEYS: &str = "busola-keys";

/// A key as it is seen on what it presses.
pub(crate) fn shown(key: Option<&'static str>) -> impl IntoView {
    key.map(|key| view! { " " <kbd aria-hidden="true">{key.to_uppercase()}</kbd> })
}

/// Two keys that are pressed together.
pub(crate) fn chord(key: &'static str) -> impl IntoView {
    view! { " " <kbd aria-hidden="true">{format!("Ctrl+{key}")}</kbd> }
}

/// The list of keys, and the switch of those that are letters and signs.
pub(crate) fn help(desk: Desk, single: RwSignal<bool>) -> impl IntoView {
    let press = move |_| {
        single.update(|single| *single = !*single);
        #[cfg(not(feature = "ssr"))]
        busola_browser::device::store(KEYS, (!single.get_untracked()).then_some("off"));
    };
    let rows = [
        ("J", desk.say(|words| &words.next)),
        ("K", desk.say(|words| &words.previous)),
        ("1", desk.say(|words| &words.accepted)),
        ("2", desk.say(|words| &words.partly)),
        ("3", desk.say(|words| &words.rejected)),
        ("4", desk.say(|words| &words.out_of_scope)),
        ("E", desk.say(|words| &words.keys_justification)),
        ("T", desk.say(|words| &words.choose_template)),
        ("X", desk.say(|words| &words.together)),
        ("P", desk.say(|words| &words.publish_drafts)),
        ("/", desk.say(|words| &words.keys_search)),
        ("?", desk.say(|words| &words.keys_list_itself)),
        ("Ctrl+S", desk.say(|words| &words.save_draft)),
        ("Ctrl+Enter", desk.say(|words| &words.publish_next)),
    ]
    .map(|(key, words)| view! { <div><dt><kbd>{key}</kbd></dt> <dd>{words}</dd></div> });
    view! {
        <details class="way-on needs-script desk-keys">
            <summary data-key="?" aria-keyshortcuts="?">{desk.say(|words| &words.keys_list)} {shown(Some("?"))}</summary>
            <label class="choice">
                <input type="checkbox" prop:checked=move || single.get() on:change=press />
                " "
                <span>{desk.say(|words| &words.keys)}</span>
            </label>
            <p class="hint">{desk.say(|words| &words.keys_use)}</p>
            <dl>{rows.into_iter().collect::<Vec<_>>()}</dl>
        </details>
    }
}

/// On the server no key is pressed.
#[cfg(feature = "ssr")]
pub(crate) fn listen() -> RwSignal<bool> {
    RwSignal::new(true)
}

/// Listens to keys for as long as the page lives, and gives the switch of the single ones.
#[cfg(not(feature = "ssr"))]
pub(crate) fn listen() -> RwSignal<bool> {
    let single = RwSignal::new(true);
    Effect::new(move || {
        single.set(busola_browser::device::stored(KEYS).as_deref() != Some("off"));
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let Some(key) = command(&event) else { return };
            let alone = key.chars().count() == 1;
            if alone && (!single.get_untracked() || is_typed(&event)) {
                return;
            }
            if press(&key) {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
    single
}

/// What may be a command: a letter or a sign alone, or one of the two with Ctrl (on a Mac with Command).
#[cfg(not(feature = "ssr"))]
pub(crate) fn command(event: &leptos::web_sys::KeyboardEvent) -> Option<String> {
    if event.is_composing() || event.default_prevented() || event.alt_key() {
        return None;
    }
    let key = event.key();
    if event.ctrl_key() || event.meta_key() {
        return match key.as_str() {
            "Enter" | "s" | "S" if !event.repeat() && !event.shift_key() => Some(format!("Ctrl+{}", key.to_lowercase())),
            _ => None,
        };
    }
    let mut signs = key.chars();
    let sign = signs.next().filter(|_| signs.next().is_none())?.to_ascii_lowercase();
    // Held down, the ways to the neighbours go on and on; nothing else does.
    let goes = matches!(sign, 'j' | 'k');
    let known = goes || matches!(sign, '1'..='4' | 'a' | 'e' | 'h' | 'p' | 't' | 'u' | 'x' | '/' | '?');
    // A question mark takes Shift on most keyboards.
    let shifted = event.shift_key() && !matches!(sign, '?' | '/');
    (known && !shifted && (goes || !event.repeat())).then(|| sign.to_string())
}

/// Whether a key goes into a field. A box and a radio button take no letters.
#[cfg(not(feature = "ssr"))]
pub(crate) fn is_typed(event: &leptos::web_sys::KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::Element;

    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| match target.tag_name().as_str() {
        "INPUT" => !matches!(target.get_attribute("type").as_deref(), Some("checkbox" | "radio")),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    })
}

/// Presses what shows a key, or goes to it; whether there is such a thing.
#[cfg(not(feature = "ssr"))]
fn press(key: &str) -> bool {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::HtmlElement;

    let found = document().query_selector(&format!("[data-key=\"{key}\"]")).ok().flatten();
    let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else { return false };
    // What is hidden has no box: its key does nothing.
    if element.offset_height() == 0 {
        return false;
    }
    let is_field = match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")),
        _ => false,
    };
    if is_field {
        drop(element.focus());
    } else {
        element.click();
    }
    true
}
