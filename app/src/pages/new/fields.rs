//! The fields of a consultation: of a new one, and of one that is there.

use busola_domain::consultation::{Audience, Kind, Moderation, SUMMARY_MAX, TITLE_MAX};
use busola_domain::draft::Format;
use busola_domain::notice::NOTICE_MAX;
use busola_texts::Lang;
use leptos::prelude::*;

use super::ACTION;
use crate::pages::form::{Filled, Words, as_content, field};
use crate::pages::imported::file;
use crate::pages::rendered::Rendered as _;

/// The name of a field, as it stands above it.
pub(in crate::pages) fn label_of(lang: Lang, name: &str) -> Option<String> {
    lang.by_name(&format!("new-{}", name.replace('_', "-")))
}

/// What the fields begin with.
pub(in crate::pages) enum Begin {
    /// Nothing: a new consultation.
    Empty,
    /// What is announced of one that is there, by name. Its kind stays.
    Known(Vec<(&'static str, String)>),
}

/// Every field of a new consultation, filled in as far as the form was; `beside` is what stands beside the text.
pub(super) fn fields(lang: Lang, filled: &Filled, beside: Option<AnyView>) -> impl IntoView + use<> {
    let form = Form { lang, filled, begin: &Begin::Empty };
    view! {
        {facts(lang, filled, &Begin::Empty)}
        <fieldset class="form-part">
            <legend>{lang.new_part_draft()}</legend>
            {form.choice("format", lang.new_format(), [Format::Text, Format::Markdown].into_iter().map(Format::as_str))}
            <div class="text-and-units">{form.source()} {beside}</div>
            {file(lang, filled, ACTION)}
        </fieldset>
    }
}

/// The fields of what is announced.
pub(in crate::pages) fn facts(lang: Lang, filled: &Filled, begin: &Begin) -> AnyView {
    let form = Form { lang, filled, begin };
    let (kind, when) = match begin {
        Begin::Empty => (Some(form.select("kind", lang.new_kind(), Kind::ALL.iter().map(|kind| kind.as_str()))), lang.new_when_hint()),
        Begin::Known(_) => (None, lang.edit_when_hint()),
    };
    let title = Words::label(lang.new_title()).hint(lang.new_title_hint());
    let summary = Words::label(lang.new_summary()).hint(lang.new_summary_hint()).optional(lang);
    let named = |words: String| Words::label(words).optional(lang);
    view! {
        <fieldset class="form-part">
            <legend>{lang.new_part_what()}</legend>
            {form.line("title", title, TITLE_MAX)}
            {kind}
            {form.area("summary", summary, SUMMARY_MAX)}
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.new_part_when()}</legend>
            <div class="field-pair">
                {form.moment("opens_at", lang.new_opens_at())}
                {form.moment("closes_at", lang.new_closes_at())}
            </div>
            <p class="hint">{when}</p>
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.new_part_notice()}</legend>
            {form.line("subject", named(lang.new_subject()), NOTICE_MAX)}
            {form.area("aim", named(lang.new_aim()), NOTICE_MAX)}
            {form.line("legal_basis", named(lang.new_legal_basis()), NOTICE_MAX)}
            <div class="field-pair">
                {form.line("territory", named(lang.new_territory()), NOTICE_MAX)}
                {form.line("unit", named(lang.new_unit()), NOTICE_MAX)}
            </div>
            {form.line("contact", named(lang.new_contact()), NOTICE_MAX)}
            {form.area("forms", named(lang.new_forms()).hint(lang.new_forms_hint()), NOTICE_MAX)}
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.new_part_how()}</legend>
            {form.choice("audience", lang.new_audience(), Audience::ALL.iter().map(|value| value.as_str()))}
            {form.choice("moderation", lang.new_moderation(), Moderation::ALL.iter().map(|value| value.as_str()))}
        </fieldset>
    }
    .rendered()
}

/// The form while it is written.
pub(in crate::pages) struct Form<'a> {
    pub(in crate::pages) lang: Lang,
    pub(in crate::pages) filled: &'a Filled,
    pub(in crate::pages) begin: &'a Begin,
}

impl Form<'_> {
    /// What was sent, where that was refused, else what the field begins with.
    fn present(&self, name: &str) -> Option<String> {
        match (&self.filled.0, self.begin) {
            (None, Begin::Known(known)) => known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()),
            _ => self.filled.value(name),
        }
    }

    fn value(&self, name: &str) -> String {
        self.present(name).unwrap_or_default()
    }

    /// A field of one line; it has to be filled in unless its words say otherwise.
    pub(in crate::pages) fn line(&self, name: &'static str, words: Words, max: usize) -> AnyView {
        let value = self.value(name);
        let required = words.optional.is_none();
        field(name, words, self.filled.error(name), |ties| {
            view! {
                <input id=name name=name maxlength=max.to_string() required=required value=value
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        })
    }

    /// A field of several lines.
    pub(in crate::pages) fn area(&self, name: &'static str, words: Words, max: usize) -> AnyView {
        let value = self.value(name);
        field(name, words, self.filled.error(name), |ties| {
            view! {
                <textarea id=name name=name rows="3" maxlength=max.to_string() aria-describedby=ties.described_by aria-invalid=ties.invalid
                    inner_html=as_content(&value)></textarea>
            }
            .rendered()
        })
    }

    /// A day; it has to be filled in unless its words say otherwise.
    pub(in crate::pages) fn day(&self, name: &'static str, words: Words) -> AnyView {
        let value = self.value(name);
        let required = words.optional.is_none();
        field(name, words, self.filled.error(name), |ties| {
            view! {
                <input type="date" id=name name=name required=required value=value
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        })
    }

    fn moment(&self, name: &'static str, label: String) -> AnyView {
        let value = self.value(name);
        field(name, Words::label(label), self.filled.error(name), |ties| {
            view! {
                <input type="datetime-local" id=name name=name step="1" required value=value
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        })
    }

    /// One of a closed set.
    pub(in crate::pages) fn select(&self, name: &'static str, label: String, values: impl Iterator<Item = &'static str>) -> AnyView {
        let present = self.value(name);
        let options = values.map(|value| {
            let words = self.lang.by_name(&format!("{name}-{}", value.replace('_', "-")));
            view! { <option value=value selected=value == present>{words}</option> }
        });
        let options = options.collect_view();
        field(name, Words::label(label), self.filled.error(name), |ties| {
            view! { <select id=name name=name aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select> }.rendered()
        })
    }

    /// One of a few, each with what it means; the first unless another was chosen.
    fn choice(&self, name: &'static str, legend: String, values: impl Iterator<Item = &'static str>) -> AnyView {
        let present = self.present(name);
        let choices = values.enumerate().map(|(at, value)| {
            let id = format!("{name}-{value}");
            let checked = present.as_deref().map_or(at == 0, |present| present == value);
            let words = self.lang.by_name(&format!("new-{name}-{value}"));
            let hint = self.lang.by_name(&format!("new-{name}-{value}-hint"));
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name=name value=value checked=checked />
                    <label for=id>{words} {hint.map(|hint| view! { <span class="hint">{hint}</span> })}</label>
                </div>
            }
        });
        let choices = choices.collect_view();
        view! { <fieldset id=name><legend>{legend}</legend>{choices}</fieldset> }.rendered()
    }

    fn source(&self) -> AnyView {
        let value = self.value("source");
        let words = Words::label(self.lang.new_source()).hint(self.lang.new_source_hint());
        field("source", words, self.filled.error("source"), |ties| {
            view! {
                <textarea class="source" id="source" name="source" required aria-describedby=ties.described_by aria-invalid=ties.invalid
                    inner_html=as_content(&value)></textarea>
            }
            .rendered()
        })
    }
}
