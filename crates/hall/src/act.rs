//! What a press does. Every button stands in a plain form that works by itself; with the script running the same form
//! is sent without leaving the page.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::state::Hall;

/// What is done with the server's answer.
type Then = Arc<dyn Fn(&str) + Send + Sync>;

/// A form of one button.
#[derive(Clone)]
pub(crate) struct Form {
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    key: Option<&'static str>,
    then: Option<Then>,
}

impl Form {
    /// A form that is sent to a function.
    pub(crate) fn to(action: &'static str) -> Self {
        Self { action, hidden: Vec::new(), key: None, then: None }
    }

    /// With a field.
    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.hidden.push((name, value));
        self
    }

    /// With a key that presses the button.
    #[cfg(feature = "running")]
    pub(crate) fn key(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// With something that is done once the server has answered.
    pub(crate) fn then(self, then: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { then: Some(Arc::new(then)), ..self }
    }

    /// The form with the words of its button.
    pub(crate) fn button(self, hall: Hall, class: &'static str, words: String) -> impl IntoView {
        let inputs: Vec<_> = self.hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
        let then = self.then;
        view! {
            <form class="one-button" method="post" action=self.action on:submit=move |event| {
                let then = then.clone();
                send(hall, event, move |answer| {
                    if let Some(then) = &then {
                        then(answer);
                    }
                });
            }>
                <input type="hidden" name="page" value=hall.path() />
                {inputs}
                <button class=class data-key=self.key>{words} {self.key.map(|key| view! { " " <kbd aria-hidden="true">{key.to_uppercase()}</kbd> })}</button>
            </form>
        }
    }
}

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
    });
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
