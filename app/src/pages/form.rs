//! Pieces of forms: fields with their words and errors, messages, the summary of what was refused.

use busola_texts::Lang;
use leptos::prelude::*;

use crate::context::{FailedForm, failed};
use crate::failure::Failure;
use crate::icons;
use crate::pages::rendered::Rendered as _;

/// A form as it was sent and refused; empty when the page is opened.
pub(super) struct Filled(pub(super) Option<FailedForm>);

impl Filled {
    /// The form of a server function on this page.
    pub(super) fn of(action: &str) -> Self {
        Self(failed(action))
    }

    /// What was typed in a field.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.0.as_ref().and_then(|form| form.value(name)).map(str::to_owned)
    }

    /// What is wrong with a field. The rules name fields with what they are in (`draft.source`).
    pub(super) fn error(&self, name: &str) -> Option<String> {
        let Some(Failure::Invalid { fields }) = self.0.as_ref().map(|form| &form.failure) else { return None };
        fields.iter().find(|bad| own_name(&bad.error.field) == name).map(|bad| bad.message.clone())
    }
}

fn own_name(field: &str) -> &str {
    field.rsplit('.').next().unwrap_or(field)
}

/// The words around a control.
pub(super) struct Words {
    /// Its name.
    pub(super) label: String,
    /// What helps to fill it in.
    pub(super) hint: Option<String>,
    /// Said of fields that may stay empty.
    pub(super) optional: Option<String>,
}

impl Words {
    /// A name alone.
    pub(super) fn label(label: String) -> Self {
        Self { label, hint: None, optional: None }
    }

    /// With a hint.
    pub(super) fn hint(self, hint: String) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Of a field that may stay empty.
    pub(super) fn optional(self, lang: Lang) -> Self {
        Self { optional: Some(lang.field_optional()), ..self }
    }
}

/// What a control must say of itself to be tied to its words.
pub(super) struct Ties {
    /// The ids of its hint and its error.
    pub(super) described_by: Option<String>,
    /// `aria-invalid`.
    pub(super) invalid: Option<&'static str>,
}

/// A control with its label, its error and its hint; the error stands before the control, so that it is read first.
pub(super) fn field(name: &'static str, words: Words, error: Option<String>, control: impl FnOnce(Ties) -> AnyView) -> AnyView {
    let hint_id = words.hint.as_ref().map(|_| format!("{name}-hint"));
    let error_id = error.as_ref().map(|_| format!("{name}-error"));
    let described_by: Vec<&str> = [&hint_id, &error_id].into_iter().flatten().map(String::as_str).collect();
    let is_invalid = error.is_some();
    let ties = Ties { described_by: (!described_by.is_empty()).then(|| described_by.join(" ")), invalid: is_invalid.then_some("true") };
    view! {
        <div class="field" data-invalid=is_invalid>
            <label for=name>{words.label} {words.optional.map(|words| view! { " " <span class="optional">{words}</span> })}</label>
            {error.map(|error| view! { <p class="error-text" id=error_id>{icons::alert()} {error}</p> })}
            {words.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {control(ties)}
        </div>
    }
    .rendered()
}

/// A text as the content of a `textarea`, where Leptos escapes nothing; a browser drops the first line end.
pub(super) fn as_content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// The hidden field that names the page of a form, to come back to.
pub(super) fn page_field(path: &str) -> impl IntoView + use<> {
    view! { <input type="hidden" name="page" value=path.to_owned() /> }
}

/// What a message is about.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    /// Something to know.
    Info,
    /// Done.
    Good,
    /// To look at.
    Warning,
}

/// A message in a box.
pub(super) fn message(tone: Tone, words: impl IntoView + 'static) -> AnyView {
    let (tone, icon, role) = match tone {
        Tone::Info => ("info", icons::info().rendered(), None),
        Tone::Good => ("good", icons::check().rendered(), Some("status")),
        Tone::Warning => ("warning", icons::alert().rendered(), None),
    };
    view! { <div class="message" data-tone=tone role=role>{icon} {words}</div> }.rendered()
}

/// What was refused, on top of a form, with links to the fields.
pub(super) fn summary(lang: Lang, failure: &Failure, label_of: impl Fn(&str) -> Option<String>) -> AnyView {
    summary_at(lang, failure, label_of, str::to_owned)
}

/// The same where the ids of fields are not their names.
pub(super) fn summary_at(
    lang: Lang,
    failure: &Failure,
    label_of: impl Fn(&str) -> Option<String>,
    id_of: impl Fn(&str) -> String,
) -> AnyView {
    let words = match failure {
        Failure::Invalid { fields } => {
            let entry = |name: &str, words: &str| {
                let words = label_of(name).map_or_else(|| words.to_owned(), |label| format!("{label}: {words}"));
                view! { <li><a href=format!("#{}", id_of(name))>{words}</a></li> }
            };
            let entries = fields.iter().map(|bad| entry(own_name(&bad.error.field), &bad.message)).collect_view();
            view! {
                <h2>{lang.form_refused(fields.len())}</h2>
                <p>{lang.form_kept()}</p>
                <ul>{entries}</ul>
            }
            .rendered()
        }
        Failure::NotYet => return ().rendered(),
        other => view! { <p>{in_words(lang, other)}</p> }.rendered(),
    };
    view! { <div class="message" data-tone="error" role="alert" tabindex="-1">{icons::alert()} {words}</div> }.rendered()
}

/// A failure that belongs to no field, in words.
pub(super) fn in_words(lang: Lang, failure: &Failure) -> String {
    match failure {
        Failure::Malformed => lang.failure_malformed(),
        other => other.message().map_or_else(|| lang.failure_internal(), str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::as_content;

    #[test]
    fn a_text_does_not_end_its_field() {
        assert_eq!(as_content("\n§ 1. A & B</textarea><b>"), "\n\n§ 1. A &amp; B&lt;/textarea>&lt;b>");
    }
}
