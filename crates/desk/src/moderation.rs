//! The keys of the moderators' queue. The page is the server's: plain boxes, buttons and forms, which the keys tick, press
//! and go to. What was decided leaves the queue with the page that comes next, which begins where the last one was left.

use leptos::prelude::*;

/// Listens to the keys of the queue.
#[island]
pub fn QueueKeys() -> impl IntoView {
    #[cfg(not(feature = "ssr"))]
    browser::listen();
    view! { <span hidden></span> }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use busola_browser::device;
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

    use crate::keys::{KEYS, command, is_typed};

    /// Where the device keeps which remark was decided on last, by its place in the page.
    const AT: &str = "busola-queue-at";

    pub(super) fn listen() {
        Effect::new(move || {
            begin();
            let handle = window_event_listener(leptos::ev::keydown, move |event| {
                if pressed(&event) {
                    event.prevent_default();
                }
            });
            on_cleanup(move || handle.remove());
        });
    }

    /// Goes to where the last page was left.
    fn begin() {
        if let Some(switch) = switch() {
            switch.set_checked(device::stored(KEYS).as_deref() != Some("off"));
        }
        let left: Option<usize> = device::stored(AT).and_then(|at| at.parse().ok());
        device::store(AT, None);
        let items = items();
        if let Some(item) = left.and_then(|at| items.get(at.min(items.len().saturating_sub(1)))) {
            drop(item.focus());
        }
    }

    /// The box that switches the letters off.
    fn switch() -> Option<HtmlInputElement> {
        document().get_element_by_id("queue-keys")?.dyn_into().ok()
    }

    fn pressed(event: &KeyboardEvent) -> bool {
        let Some(key) = command(event) else { return false };
        let on = switch().is_none_or(|switch| switch.checked());
        device::store(KEYS, (!on).then_some("off"));
        if !on || is_typed(event) {
            return false;
        }
        match key.as_str() {
            "j" => go(|at| at.map_or(0, |at| at + 1)),
            "k" => go(|at| at.map_or(0, |at| at.saturating_sub(1))),
            "x" => current().and_then(|at| box_of(items().get(at)?)).is_some_and(|found| {
                found.click();
                true
            }),
            "a" => mark() && press("queue-approve"),
            "u" => mark() && press("queue-restore"),
            "h" => mark() && focus("ground"),
            "?" => press("queue-help"),
            _ => false,
        }
    }

    fn items() -> Vec<HtmlElement> {
        let Ok(found) = document().query_selector_all("[data-queued]") else { return Vec::new() };
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
    }

    /// The place of the remark in which the keyboard is.
    fn current() -> Option<usize> {
        let active = document().active_element()?.closest("[data-queued]").ok()??;
        items().iter().position(|item| **item == active)
    }

    fn go(to: impl FnOnce(Option<usize>) -> usize) -> bool {
        let (items, to) = (items(), to(current()));
        let Some(item) = items.get(to).or(items.last()) else { return false };
        drop(item.focus());
        true
    }

    fn box_of(item: &HtmlElement) -> Option<HtmlInputElement> {
        item.query_selector("input[type=checkbox]").ok()??.dyn_into().ok()
    }

    /// Marks the remark in which the keyboard is, unless others are marked, and remembers the place; whether any is marked.
    fn mark() -> bool {
        let items = items();
        let boxes: Vec<_> = items.iter().filter_map(box_of).collect();
        if !boxes.iter().any(HtmlInputElement::checked) {
            let Some(found) = boxes.get(current().unwrap_or(0)) else { return false };
            found.set_checked(true);
        }
        let at = boxes.iter().position(HtmlInputElement::checked).unwrap_or(0);
        device::store(AT, Some(&at.to_string()));
        true
    }

    fn element(id: &str) -> Option<HtmlElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    fn press(id: &str) -> bool {
        element(id).is_some_and(|found| {
            found.click();
            true
        })
    }

    fn focus(id: &str) -> bool {
        element(id).is_some_and(|found| found.focus().is_ok())
    }
}
