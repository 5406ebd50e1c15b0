//! Cards in the pages of other sites: which may show them, and what they put into their pages.

use busola_domain::consultation::Consultation;
use busola_domain::embed::SiteOrigin;
use busola_domain::policy::{Action, allow};
use busola_domain::{Phase, Timestamp};
use leptos::prelude::*;

use super::card::snippet;
use super::form::{Filled, Tone, Words, as_content, field, message, page_field, summary};
use super::{Width, address, awaited, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/set-embed-origins";

/// The sites that may show cards: for administrators.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(ACTION);
        let saved = address::query("saved").is_some();
        async move {
            let origins = site.service.embed_origins(site.actor.as_ref(), site.received).await?;
            let known: Vec<_> = origins.iter().map(SiteOrigin::as_str).collect();
            let saved = saved.then(|| message(Tone::Good, view! { <p>{site.lang.embed_saved()}</p> }));
            Ok(show(&site, &filled, &known.join("\n"), saved))
        }
    })
}

fn show(site: &Site, filled: &Filled, known: &str, saved: Option<AnyView>) -> AnyView {
    let lang = site.lang;
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| Some(lang.embed_origins())));
    let value = filled.value("origins").unwrap_or_else(|| known.to_owned());
    let words = Words::label(lang.embed_origins()).hint(lang.embed_origins_hint());
    let origins = field("origins", words, filled.error("origins"), |ties| {
        view! {
            <textarea id="origins" name="origins" rows="6" spellcheck="false" autocapitalize="off" aria-describedby=ties.described_by
                aria-invalid=ties.invalid inner_html=as_content(&value)></textarea>
        }
        .rendered()
    });
    let content = view! {
        <h1>{lang.embed_title()}</h1>
        {refused}
        {saved}
        <p class="lead">{lang.embed_lead()}</p>
        <form class="form" method="post" action=ACTION>
            {page_field("/admin/embed")}
            {origins}
            <p><button class="button">{lang.embed_save()}</button></p>
        </form>
    };
    main_part(site, &lang.embed_title(), Width::Narrow, content)
}

/// For those who may: what another site puts into its page to show the card of a consultation that is published.
pub(super) fn code(site: &Site, consultation: &Consultation, now: Timestamp) -> Option<AnyView> {
    let may = allow(site.actor.as_ref(), Action::ManageConsultations, now).is_ok();
    if consultation.phase == Phase::Draft || !may {
        return None;
    }
    let lang = site.lang;
    let code = snippet(lang, site.service.public_url(), consultation);
    let words = Words::label(lang.embed_code()).hint(lang.embed_code_hint());
    let field = field("embed-code", words, None, |ties| {
        view! { <textarea id="embed-code" rows="4" readonly aria-describedby=ties.described_by inner_html=as_content(&code)></textarea> }
            .rendered()
    });
    Some(view! { <details class="embed-code way-on"><summary>{lang.embed_code_title()}</summary> {field}</details> }.rendered())
}
