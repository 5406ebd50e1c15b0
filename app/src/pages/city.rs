//! Who runs the site: for administrators, with the way to what else they say.

use busola_domain::city::{ADDRESS_MAX, City, NAME_MAX};
use busola_domain::contact::PHONE_MAX;
use busola_texts::Lang;
use leptos::prelude::*;

use super::edit::revision;
use super::form::{Filled, Tone, Words, message, page_field, summary};
use super::new::{Begin, Form};
use super::retention::save;
use super::{Width, address, awaited, main_part};
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/set-city";
/// The longest number of years, in characters.
const YEARS_MAX: usize = 3;
/// The longest address of the office, in characters.
const EMAIL_MAX: usize = 254;

/// The form.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(ACTION);
        let saved = address::query("saved").is_some();
        async move {
            let lang = site.lang;
            let said = site.service.city_to_edit(site.actor.as_ref()).await?;
            let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
            let unsaid = (said.text.is_none() && !saved).then(|| message(Tone::Warning, view! { <p>{lang.law_city_unsaid()}</p> }));
            let begin = said.text.as_ref().map_or(Begin::Empty, known);
            let content = view! {
                <h1>{lang.law_city_title()}</h1>
                {saved.then(|| message(Tone::Good, view! { <p>{lang.law_city_saved()}</p> }))}
                {unsaid}
                <p class="lead">{lang.law_city_lead()}</p>
                <ul>
                    <li><a href="/admin/accessibility">{lang.law_declaration_title()}</a></li>
                    <li><a href="/admin/retention">{lang.law_retention_title()}</a></li>
                </ul>
                {refused}
                <form class="form" method="post" action=ACTION>
                    {page_field(&site.path)}
                    <input type="hidden" name="revision" value=revision(&filled, said.revision) />
                    {fields(&Form { lang, filled: &filled, begin: &begin })}
                    {save(lang, &filled)}
                </form>
            };
            Ok(main_part(&site, &lang.law_city_title(), Width::Narrow, content))
        }
    })
}

/// The name of a field, as it stands above it.
fn label_of(lang: Lang, name: &str) -> Option<String> {
    lang.by_name(&format!("law-city-{}", name.replace('_', "-")))
}

fn known(city: &City) -> Begin {
    Begin::Known(vec![
        ("name", city.name.clone()),
        ("address", city.address.clone()),
        ("email", city.email.clone()),
        ("phone", city.phone.clone()),
        ("officer", city.officer.clone()),
        ("retention_years", city.retention_years.to_string()),
    ])
}

fn fields(form: &Form<'_>) -> AnyView {
    let lang = form.lang;
    view! {
        {form.line("name", Words::label(lang.law_city_name()).hint(lang.law_city_name_hint()), NAME_MAX)}
        {form.area("address", Words::label(lang.law_city_address()), ADDRESS_MAX)}
        {form.line("email", Words::label(lang.law_city_email()), EMAIL_MAX)}
        {form.line("phone", Words::label(lang.law_city_phone()).optional(lang), PHONE_MAX)}
        {form.line("officer", Words::label(lang.law_city_officer()).hint(lang.law_city_officer_hint()), NAME_MAX)}
        {form.line("retention_years", Words::label(lang.law_city_retention_years()).hint(lang.law_city_retention_years_hint()), YEARS_MAX)}
    }
    .rendered()
}
