//! The declaration of accessibility: the form, for administrators.

use busola_domain::Day;
use busola_domain::accessibility::{Declaration, Method, PART_MAX, Status};
use busola_domain::city::NAME_MAX;
use busola_domain::contact::PHONE_MAX;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::pages::edit::revision;
use crate::pages::form::{Filled, Tone, Words, message, page_field, summary};
use crate::pages::new::{Begin, Form};
use crate::pages::rendered::Rendered as _;
use crate::pages::{Width, awaited, main_part};

const ACTION: &str = "/fn/publish-declaration";
/// The longest address of the office, in characters.
const EMAIL_MAX: usize = 254;

/// The form, filled in with what is published, or with what is known of the office.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(ACTION);
        async move {
            let lang = site.lang;
            let said = site.service.declaration_to_edit(site.actor.as_ref()).await?;
            let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
            let begin = match (&said.text, site.service.city()) {
                (Some(declaration), _) => known(declaration),
                (None, Some(city)) => {
                    Begin::Known(vec![("entity", city.name.clone()), ("email", city.email.clone()), ("phone", city.phone.clone())])
                }
                (None, None) => Begin::Empty,
            };
            let content = view! {
                <p class="kind"><a href="/admin/city">{lang.law_city_title()}</a></p>
                <h1>{lang.law_declaration_title()}</h1>
                {state(lang, said.text.as_ref(), Day::of(site.received))}
                <p class="lead">{lang.law_declaration_lead()}</p>
                {refused}
                <form class="form" method="post" action=ACTION>
                    {page_field(&site.path)}
                    <input type="hidden" name="revision" value=revision(&filled, said.revision) />
                    {fields(&Form { lang, filled: &filled, begin: &begin })}
                    <p><button class="button">{lang.law_declaration_publish()}</button></p>
                </form>
            };
            Ok(main_part(&site, &lang.law_declaration_title(), Width::Narrow, content))
        }
    })
}

/// Whether there is one, and by when it is to be looked through.
fn state(lang: Lang, declaration: Option<&Declaration>, today: Day) -> AnyView {
    let Some(declaration) = declaration else { return message(Tone::Warning, view! { <p>{lang.law_undeclared()}</p> }) };
    let by = declaration.review_by();
    let tone = if declaration.is_to_be_reviewed(today) { Tone::Warning } else { Tone::Info };
    let words = lang.law_review_by(lang.date(by.year(), by.month(), by.day()));
    message(tone, view! { <p>{words} " " <a href="/accessibility">{lang.law_declaration_read()}</a></p> })
}

/// The name of a field, as it stands above it.
fn label_of(lang: Lang, name: &str) -> Option<String> {
    lang.by_name(&format!("law-field-{}", name.replace('_', "-")))
}

fn known(declaration: &Declaration) -> Begin {
    let text = |name, text: &String| (name, text.clone());
    Begin::Known(vec![
        text("entity", &declaration.entity),
        ("published_on", declaration.published_on.to_string()),
        ("updated_on", declaration.updated_on.to_string()),
        ("status", declaration.status.as_str().to_owned()),
        text("barriers", &declaration.barriers),
        text("costs", &declaration.costs),
        text("exempt", &declaration.exempt),
        ("method", declaration.method.as_str().to_owned()),
        text("examiner", &declaration.examiner),
        ("made_on", declaration.made_on.to_string()),
        ("reviewed_on", declaration.reviewed_on.map(|day| day.to_string()).unwrap_or_default()),
        text("help", &declaration.help),
        text("contact", &declaration.contact),
        text("email", &declaration.email),
        text("phone", &declaration.phone),
        text("apps", &declaration.apps),
        text("architecture", &declaration.architecture),
        text("communication", &declaration.communication),
    ])
}

fn fields(form: &Form<'_>) -> AnyView {
    let lang = form.lang;
    let words = |name: &str| Words::label(label_of(lang, name).unwrap_or_default());
    let optional = |name: &str| words(name).optional(lang);
    view! {
        <fieldset class="form-part">
            <legend>{lang.law_part_site()}</legend>
            {form.line("entity", words("entity"), NAME_MAX)}
            <div class="field-pair">
                {form.day("published_on", words("published_on"))}
                {form.day("updated_on", words("updated_on").hint(lang.law_field_updated_on_hint()))}
            </div>
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.law_part_status()}</legend>
            {form.select("status", lang.law_field_status(), Status::ALL.iter().map(|status| status.as_str()))}
            {form.area("barriers", optional("barriers").hint(lang.law_field_barriers_hint()), PART_MAX)}
            {form.area("costs", optional("costs").hint(lang.law_field_costs_hint()), PART_MAX)}
            {form.area("exempt", optional("exempt").hint(lang.law_field_list_hint()), PART_MAX)}
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.law_part_made()}</legend>
            {form.select("method", lang.law_field_method(), Method::ALL.iter().map(|method| method.as_str()))}
            {form.line("examiner", optional("examiner").hint(lang.law_field_examiner_hint()), NAME_MAX)}
            <div class="field-pair">
                {form.day("made_on", words("made_on"))}
                {form.day("reviewed_on", optional("reviewed_on").hint(lang.law_field_reviewed_on_hint()))}
            </div>
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.law_part_contact()}</legend>
            {form.line("contact", words("contact"), NAME_MAX)}
            <div class="field-pair">
                {form.line("email", words("email"), EMAIL_MAX)}
                {form.line("phone", words("phone"), PHONE_MAX)}
            </div>
        </fieldset>
        <fieldset class="form-part">
            <legend>{lang.law_part_others()}</legend>
            {form.area("architecture", words("architecture").hint(lang.law_field_architecture_hint()), PART_MAX)}
            {form.area("communication", words("communication").hint(lang.law_field_communication_hint()), PART_MAX)}
            {form.area("help", optional("help"), PART_MAX)}
            {form.area("apps", optional("apps").hint(lang.law_field_list_hint()), PART_MAX)}
        </fieldset>
    }
    .rendered()
}
