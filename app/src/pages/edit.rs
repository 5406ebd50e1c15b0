//! Another notice for a consultation, and other dates.

use busola_domain::AccountId;
use busola_domain::schedule::local;
use busola_service::consultations::{Editing, Key};
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, Words, field, page_field, summary};
use super::new::{Begin, anyway, facts, label_of};
use super::typography::bind;
use super::{Width, attachments, awaited, key_in, main_part};
use crate::failure::Failure;
use crate::functions::edit::NOBODY;
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/change-consultation";

/// The form, filled in with what was announced.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let (filled, forms) = (Filled::of(ACTION), attachments::Forms::read());
        async move {
            let lang = site.lang;
            let known = site.service.edit_consultation(site.actor.as_ref(), &key_in(&site)).await?;
            let attached = site.service.attachments(site.actor.as_ref(), &Key::Id(known.consultation.id)).await?;
            let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
            let consultation = &known.consultation;
            let content = view! {
                <p class="kind"><a href=format!("/consultations/{}", consultation.slug) lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{lang.edit_title()}</h1>
                {refused}
                <form class="form" method="post" action=ACTION>
                    {page_field(&site.path)}
                    <input type="hidden" name="id" value=consultation.id.to_string() />
                    <input type="hidden" name="revision" value=revision(&filled, known.revision) />
                    {facts(lang, &filled, &begin(&known))}
                    {responsible(lang, &filled, &known)}
                    {anyway(lang, &filled)}
                    <p class="hint">{lang.edit_told()}</p>
                    <p><button class="button">{lang.edit_save()}</button></p>
                </form>
                {attachments::manage(&site, consultation, &attached.items, &forms)}
            };
            Ok(main_part(&site, &lang.edit_title(), Width::Narrow, content))
        }
    })
}

/// The revision that is edited: after a conflict what was typed is kept over the present one next.
pub(super) fn revision(filled: &Filled, present: i64) -> String {
    let conflict = filled.0.as_ref().is_some_and(|form| matches!(form.failure, Failure::Conflict { .. }));
    filled.value("revision").filter(|_| !conflict).unwrap_or_else(|| present.to_string())
}

/// What is announced, by the names of the fields.
fn begin(known: &Editing) -> Begin {
    let consultation = &known.consultation;
    let notice = &consultation.notice;
    Begin::Known(vec![
        ("title", consultation.title.clone()),
        ("summary", consultation.summary.clone()),
        ("opens_at", local::field(consultation.opens_at)),
        ("closes_at", local::field(consultation.closes_at)),
        ("subject", notice.subject.clone()),
        ("aim", notice.aim.clone()),
        ("legal_basis", notice.legal_basis.clone()),
        ("territory", notice.territory.clone()),
        ("unit", notice.unit.clone()),
        ("contact", notice.contact.clone()),
        ("forms", notice.forms.join("\n")),
        ("audience", consultation.audience.as_str().to_owned()),
        ("moderation", consultation.moderation.as_str().to_owned()),
    ])
}

/// Who is reminded of what is due.
fn responsible(lang: Lang, filled: &Filled, known: &Editing) -> AnyView {
    let value_of = |account: Option<AccountId>| account.map_or_else(|| NOBODY.to_owned(), |account| account.to_string());
    let present = filled.value("responsible").unwrap_or_else(|| value_of(known.responsible));
    let nobody = std::iter::once((NOBODY.to_owned(), lang.new_responsible_nobody()));
    let officers = known.officers.iter().map(|officer| (officer.account.to_string(), officer.name.clone()));
    let options = nobody.chain(officers).map(|(value, name)| {
        let selected = value == present;
        view! { <option value=value selected=selected>{name}</option> }
    });
    let options: Vec<_> = options.collect();
    let words = Words::label(lang.new_responsible()).hint(lang.new_responsible_hint());
    field("responsible", words, filled.error("responsible"), |ties| {
        view! {
            <select id="responsible" name="responsible" aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select>
        }
        .rendered()
    })
}
