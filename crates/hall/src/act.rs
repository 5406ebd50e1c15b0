//! What a press does. Every button stands in a plain form that works by itself; with the script running the same form
//! is sent without leaving the page.

use std::sync::Arc;

use busola_domain::meeting::Focus;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::state::Hall;

/// What is done with the server's answer, and with what was on show when the button was pressed.
type Then = Arc<dyn Fn(&str, Focus) + Send + Sync>;

/// A form of one button.
#[derive(Clone)]
pub(crate) struct Form {
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    key: Option<&'static str>,
    about: Option<String>,
    then: Option<Then>,
}

impl Form {
    /// A form that is sent to a function.
    pub(crate) fn to(action: &'static str) -> Self {
        Self { action, hidden: Vec::new(), key: None, about: None, then: None }
    }

    /// With a field.
    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.hidden.push((name, value));
        self
    }

    /// Whose button is described by the element of an id: there are others with the same words.
    #[cfg(feature = "running")]
    pub(crate) fn about(self, id: String) -> Self {
        Self { about: Some(id), ..self }
    }

    /// The same, with a field that has this id.
    #[cfg(feature = "running")]
    pub(crate) fn with_item(self, name: &'static str, id: String) -> Self {
        self.about(id.clone()).with(name, id)
    }

    /// With a key that presses the button.
    #[cfg(feature = "running")]
    pub(crate) fn key(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// With something that is done once the server has answered.
    pub(crate) fn then(self, then: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { then: Some(Arc::new(move |answer, _| then(answer))), ..self }
    }

    /// With something that is done with the answer and what was on show before it.
    #[cfg(feature = "running")]
    pub(crate) fn then_from(self, then: impl Fn(&str, Focus) + Send + Sync + 'static) -> Self {
        Self { then: Some(Arc::new(then)), ..self }
    }

    /// The form of what can't be undone: its button is pressed in a second step, a key only opens the first.
    #[cfg(feature = "running")]
    pub(crate) fn in_two_steps(mut self, hall: Hall, summary: String, words: String) -> impl IntoView {
        let (key, about) = (self.key.take(), self.about.clone());
        view! {
            <details on:toggle=to_button>
                <summary data-key=key aria-keyshortcuts=key aria-describedby=about>{summary} {shown(key)}</summary>
                {self.button(hall, "button button-small", words)}
            </details>
        }
    }

    /// The form with the words of its button.
    pub(crate) fn button(self, hall: Hall, class: &'static str, words: String) -> impl IntoView {
        let inputs: Vec<_> = self.hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
        let then = self.then;
        view! {
            <form class="one-button" method="post" action=self.action on:submit=move |event| {
                let then = then.clone();
                let before = hall.meeting.with_untracked(|meeting| meeting.focus);
                send(hall, event, move |answer| {
                    if let Some(then) = &then {
                        then(answer, before);
                    }
                });
            }>
                <input type="hidden" name="page" value=hall.path() />
                {inputs}
                <button class=class data-key=self.key aria-keyshortcuts=self.key aria-describedby=self.about>{words} {shown(self.key)}</button>
            </form>
        }
    }
}

/// A key as it is seen on what it presses.
pub(crate) fn shown(key: Option<&'static str>) -> impl IntoView {
    key.map(|key| view! { " " <kbd aria-hidden="true">{key.to_uppercase()}</kbd> })
}

/// The second step is at hand once the first was taken.
#[cfg(all(feature = "running", not(feature = "ssr")))]
fn to_button(event: leptos::web_sys::Event) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{Element, HtmlElement};

    let details = event.target().and_then(|target| target.dyn_into::<Element>().ok()).filter(|details| details.has_attribute("open"));
    let button = details.and_then(|details| details.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        drop(button.focus());
    }
}

#[cfg(feature = "ssr")]
fn to_button(_: leptos::web_sys::Event) {}

/// Sends a form without leaving the page; what was not done is said. `done` runs with the answer once it was.
#[cfg(not(feature = "ssr"))]
pub(crate) fn send(hall: Hall, event: SubmitEvent, done: impl Fn(&str) + 'static) {
    use busola_browser::request::call;
    use leptos::task::spawn_local;
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{HtmlElement, HtmlFormElement};

    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
    if !hall.takes_part() {
        // The form itself goes to the sign-in.
        return;
    }
    event.prevent_default();
    let button = event.submitter().and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if button.as_ref().is_some_and(|button| button.has_attribute("aria-disabled")) {
        return;
    }
    // Where a reader is who does it by keyboard. A button that a pointer or a key of the console pressed may have no
    // focus: then none can be lost, and nothing scrolls.
    let held = document().active_element().is_some_and(|active| form.contains(Some(&active)));
    let section = form.closest("section, .reach").ok().flatten().filter(|_| held);
    let fields = fields(&form);
    let action = form.get_attribute("action").unwrap_or_default();
    if let Some(button) = &button {
        drop(button.set_attribute("aria-disabled", "true"));
    }
    spawn_local(async move {
        let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        match call(&action, &pairs).await {
            Ok(answer) => {
                hall.notice.set(None);
                done(&answer);
            }
            Err(refusal) if refusal.unreachable => hall.notice.set(Some(hall.say(|words| &words.unreachable))),
            Err(refusal) if refusal.message.is_empty() => hall.notice.set(Some(hall.say(|words| &words.failed))),
            Err(refusal) => hall.notice.set(Some(refusal.message)),
        }
        if let Some(button) = button {
            drop(button.remove_attribute("aria-disabled"));
        }
        if let Some(section) = section {
            keep_focus(&section);
            // The line may tell of the change after the answer.
            set_timeout(move || keep_focus(&section), std::time::Duration::from_millis(600));
        }
    });
}

/// Where a pressed button is gone, its reader goes on from the heading of its section, not from the top of the page; from
/// what stays in reach without one, since that may be far from its section.
#[cfg(not(feature = "ssr"))]
fn keep_focus(section: &leptos::web_sys::Element) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::HtmlElement;

    if document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
        return;
    }
    let place = section.query_selector("h2").ok().flatten().unwrap_or_else(|| section.clone());
    if let Ok(place) = place.dyn_into::<HtmlElement>() {
        drop(place.set_attribute("tabindex", "-1"));
        drop(place.focus());
    }
}

/// On the server nothing is pressed.
#[cfg(feature = "ssr")]
pub(crate) fn send(_: Hall, _: SubmitEvent, _: impl Fn(&str) + 'static) {}

/// What stands in the fields of a form, as a browser would send it.
#[cfg(not(feature = "ssr"))]
pub(crate) fn fields(form: &leptos::web_sys::HtmlFormElement) -> Vec<(String, String)> {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{HtmlInputElement, HtmlTextAreaElement};

    let elements = form.elements();
    let mut fields = Vec::new();
    for at in 0..elements.length() {
        let Some(element) = elements.item(at) else { continue };
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let pressed = !matches!(input.type_().as_str(), "radio" | "checkbox") || input.checked();
            if pressed && !input.disabled() && !input.name().is_empty() {
                fields.push((input.name(), input.value()));
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            fields.push((area.name(), area.value()));
        }
    }
    fields
}
