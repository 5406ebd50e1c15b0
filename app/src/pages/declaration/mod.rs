//! The declaration of accessibility: the public page.
//!
//! Its headings, their order and the ids are those that the ministry's technical conditions name (version 2.0 of 2024), so
//! that programs which look for declarations find their parts. What the city wrote stands in the city's language.

mod edit;

use busola_domain::Day;
use busola_domain::accessibility::{Declaration, Method, Status, entries};
use busola_domain::contact::tel;
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Tone, message};
use super::typography::bind;
use super::{Width, awaited, main_part};
use crate::pages::rendered::Rendered as _;
pub(super) use edit::page as edit_page;

/// Where one complains in the end.
const OMBUDSMAN: &str = "https://bip.brpo.gov.pl/";

/// The declaration, or that there is none yet and what is known all the same.
pub(super) fn page() -> AnyView {
    awaited(|site| async move {
        let lang = site.lang;
        let parts = match site.service.declaration().await? {
            Some(declaration) => declared(lang, &declaration, site.service.public_url()),
            None => undeclared(lang),
        };
        let content = view! {
            <h1>{lang.accessibility_title()}</h1>
            <div class="prose">{parts}</div>
        };
        Ok(main_part(&site, &lang.accessibility_title(), Width::Narrow, content))
    })
}

/// What the authors of the program can say without the city.
fn undeclared(lang: Lang) -> AnyView {
    view! {
        {message(Tone::Warning, view! { <p>{lang.law_undeclared()}</p> })}
        <p>{bind(&lang.accessibility_intro())}</p>
        <p>{bind(&lang.accessibility_assessment())}</p>
        <h2>{lang.accessibility_limits_title()}</h2>
        <ul>
            <li>{bind(&lang.accessibility_limit_remarks())}</li>
            <li>{bind(&lang.accessibility_limit_live())}</li>
            <li>{bind(&lang.accessibility_limit_review())}</li>
        </ul>
        <h2>{lang.accessibility_keyboard_title()}</h2>
        <p>{bind(&lang.accessibility_keyboard())}</p>
        <h2>{lang.accessibility_contact_title()}</h2>
        <p>{bind(&lang.accessibility_contact())}</p>
        <h2>{lang.accessibility_complaint_title()}</h2>
        <p>{bind(&lang.accessibility_complaint())}</p>
    }
    .rendered()
}

fn declared(lang: Lang, declaration: &Declaration, url: &str) -> AnyView {
    let own = lang.content();
    let status = match declaration.status {
        Status::Full => lang.law_status_full(),
        Status::Partial => lang.law_status_partial(),
        Status::Not => lang.law_status_not(),
    };
    let help = (!declaration.help.is_empty()).then(|| view! { <h2>{lang.law_help_title()}</h2> {paragraphs(lang, &declaration.help)} });
    view! {
        <p id="a11y-wstep">
            <span id="a11y-podmiot" lang=own>{declaration.entity.clone()}</span> " " {lang.law_intro_pledges()} " "
            <span id="a11y-zakres">{lang.law_intro_site()}</span> " " {bind(&lang.law_intro_act())} " "
            {lang.law_intro_of()} " " <a id="a11y-url" href=url.to_owned()>{url.to_owned()}</a> "."
        </p>
        <ul>
            <li>{lang.law_published_on()} ": " {time(lang, "a11y-data-publikacja", declaration.published_on)}</li>
            <li>{lang.law_updated_on()} ": " {time(lang, "a11y-data-aktualizacja", declaration.updated_on)}</li>
        </ul>
        <h2>{lang.law_status_title()}</h2>
        <p id="a11y-status">{bind(&status)}</p>
        {barriers(lang, declaration)}
        <h2>{lang.law_made_title()}</h2>
        {made(lang, declaration)}
        {help}
        <h2>{lang.law_keys_title()}</h2>
        <p>{bind(&lang.accessibility_keyboard())}</p>
        {contact(lang, declaration)}
        <h2>{lang.law_procedure_title()}</h2>
        {procedure(lang, declaration)}
        {others(lang, declaration)}
    }
    .rendered()
}

fn time(lang: Lang, id: &'static str, day: Day) -> impl IntoView + use<> {
    view! { <time id=id datetime=day.to_string()>{lang.date(day.year(), day.month(), day.day())}</time> }
}

/// What is not accessible, by why it may not be.
fn barriers(lang: Lang, declaration: &Declaration) -> Option<AnyView> {
    if declaration.status == Status::Full {
        return None;
    }
    let part =
        |title: String, id: Option<&'static str>, text: &str| (!text.is_empty()).then(|| view! { <h3>{title}</h3> {list(lang, id, text)} });
    let parts = view! {
        <h2>{lang.law_barriers_title()}</h2>
        {part(lang.law_barriers_annex(), None, &declaration.barriers)}
        {part(lang.law_barriers_costs(), Some("a11y-ocena"), &declaration.costs)}
        {part(lang.law_barriers_exempt(), None, &declaration.exempt)}
    };
    Some(parts.rendered())
}

fn list(lang: Lang, id: Option<&'static str>, text: &str) -> impl IntoView + use<> {
    let entries = entries(text).map(|entry| view! { <li>{bind(entry)}</li> }).collect_view();
    view! { <ul id=id lang=lang.content()>{entries}</ul> }
}

fn paragraphs(lang: Lang, text: &str) -> impl IntoView + use<> {
    let paragraphs = entries(text).map(|entry| view! { <p>{bind(entry)}</p> }).collect_view();
    view! { <div lang=lang.content()>{paragraphs}</div> }
}

/// When and how it was made.
fn made(lang: Lang, declaration: &Declaration) -> impl IntoView + use<> {
    let reviewed =
        declaration.reviewed_on.map(|day| view! { <li>{lang.law_reviewed_on()} ": " {time(lang, "a11y-data-przeglad", day)}</li> });
    let method = match declaration.method {
        Method::Own => lang.law_method_own(),
        Method::External => lang.law_method_external(declaration.examiner.clone()),
    };
    view! {
        <ul>
            <li>{lang.law_made_on()} ": " {time(lang, "a11y-data-sporzadzenie", declaration.made_on)}</li>
            {reviewed}
        </ul>
        <p>{bind(&method)}</p>
    }
}

fn contact(lang: Lang, declaration: &Declaration) -> impl IntoView + use<> {
    let Declaration { contact, email, phone, .. } = declaration.clone();
    view! {
        <h2>{lang.law_contact_title()}</h2>
        <p>{bind(&lang.law_contact_lead())}</p>
        <ul>
            <li>{lang.law_contact_who()} ": " <span id="a11y-kontakt" lang=lang.content()>{contact}</span></li>
            <li>{lang.law_city_email()} ": " <a id="a11y-email" href=format!("mailto:{email}")>{email.clone()}</a></li>
            <li>{lang.law_city_phone()} ": " <a id="a11y-telefon" href=tel(&phone)>{phone.clone()}</a></li>
        </ul>
    }
}

/// What everybody may ask for, and what to do when that is refused (art. 18 of the act).
fn procedure(lang: Lang, declaration: &Declaration) -> impl IntoView + use<> {
    view! {
        <div id="a11y-procedura">
            <p>{bind(&lang.law_procedure_right())}</p>
            <ul>
                <li>{lang.law_procedure_name()}</li>
                <li>{lang.law_procedure_contact()}</li>
                <li>{lang.law_procedure_address()}</li>
                <li>{lang.law_procedure_wish()}</li>
            </ul>
            <p>{bind(&lang.law_procedure_time())}</p>
            <p>{bind(&lang.law_procedure_complaint(declaration.entity.clone()))}</p>
            <p>{lang.law_procedure_then()} " " <a href=OMBUDSMAN>{lang.law_procedure_ombudsman()}</a> "."</p>
        </div>
    }
}

fn others(lang: Lang, declaration: &Declaration) -> impl IntoView + use<> {
    let apps = (!declaration.apps.is_empty())
        .then(|| view! { <h3>{lang.law_apps_title()}</h3> {list(lang, Some("a11y-aplikacje"), &declaration.apps)} });
    view! {
        <h2>{lang.law_others_title()}</h2>
        {apps}
        <section id="a11y-architektura" aria-labelledby="architecture">
            <h3 id="architecture">{lang.law_architecture_title()}</h3>
            {paragraphs(lang, &declaration.architecture)}
        </section>
        <section id="a11y-komunikacja" aria-labelledby="communication">
            <h3 id="communication">{lang.law_communication_title()}</h3>
            {paragraphs(lang, &declaration.communication)}
        </section>
    }
}
