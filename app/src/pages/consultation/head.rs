//! The head of a consultation: what it is, its notice, and how long it still takes.

use busola_domain::consultation::{Audience, Consultation};
use busola_domain::policy::{Action, allow};
use busola_domain::{Phase, Timestamp};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_texts::Lang;
use leptos::prelude::*;

use super::start::Typed;
use super::write::escaped;
use crate::context::{FailedForm, Site};
use crate::pages::embedding;
use crate::pages::form::{Filled, Tone, message, page_field, summary};
use crate::pages::list::{kind_name, phase_name, when};
use crate::pages::new::anyway;
use crate::pages::rendered::Rendered as _;
use crate::pages::time;
use crate::pages::typography::bind;

/// Where a draft is made public.
const PUBLISH: &str = "/fn/publish-consultation";

/// What the head says beside the consultation itself.
pub(super) struct Beside {
    /// Which version the draft is.
    pub(super) version: Option<AnyView>,
    /// How many remarks wait for a moderator, where one reads the page.
    pub(super) waiting: i64,
}

/// How many remarks wait for a moderator; none for who is not one.
pub(super) async fn waiting(site: &Site, key: &Key) -> Result<i64, Error> {
    let actor = site.actor.as_ref();
    if allow(actor, Action::Moderate, site.received).is_err() {
        return Ok(0);
    }
    site.service.to_moderate(actor, key).await
}

/// The head and the notice.
pub(super) fn head(
    site: &Site,
    consultation: &Consultation,
    now: Timestamp,
    Beside { version, waiting }: Beside,
    homeless: Option<&Typed>,
) -> AnyView {
    let lang = site.lang;
    view! {
        {refused(lang, homeless)}
        {publish(site, consultation, now)}
        {ways(site, consultation, now, waiting)}
        {embedding::code(site, consultation, now)}
        <header class="consultation-head">
            <p class="kind">
                <span class="badge" data-phase=consultation.phase.as_str()>{phase_name(lang, consultation.phase)}</span>
                " "
                {kind_name(lang, consultation)}
            </p>
            <h1 lang=lang.content()>{bind(&consultation.title)}</h1>
            {(!consultation.summary.is_empty()).then(|| view! { <p class="lead" lang=lang.content()>{bind(&consultation.summary)}</p> })}
            {version}
        </header>
        {reported(lang, consultation)}
        {facts(lang, consultation)}
    }
    .rendered()
}

/// The way to the report, once it is published.
fn reported(lang: Lang, consultation: &Consultation) -> Option<impl IntoView + use<>> {
    let href = format!("/consultations/{}/report", consultation.slug);
    (consultation.phase == Phase::Reported).then(|| view! { <p><a class="button" href=href>{lang.reporting_published()}</a></p> })
}

/// How long remarks are still received, or that they are not.
pub(super) fn time_line(lang: Lang, now: Timestamp, consultation: &Consultation) -> AnyView {
    when(lang, now, consultation)
}

/// A refusal that stands in no form of the panel: of a support, a withdrawal, an approval; or of a text whose form
/// is not on the page any more, with the text, so that it is not lost.
fn refused(lang: Lang, homeless: Option<&Typed>) -> Option<AnyView> {
    let in_the_panel = ["/fn/post-comment", "/fn/edit-comment", "/fn/hide-comment"];
    let form = use_context::<FailedForm>().filter(|form| homeless.is_some() || !in_the_panel.contains(&form.action.as_str()))?;
    let text = homeless.map(|typed| {
        view! {
            <div class="field">
                <label for="homeless">{lang.live_your_text()}</label>
                <textarea id="homeless" rows="5" readonly inner_html=escaped(&typed.body)></textarea>
            </div>
        }
    });
    Some(view! { {summary(lang, &form.failure, |_| None)} {text} }.rendered())
}

/// For those who may: making a draft public.
fn publish(site: &Site, consultation: &Consultation, now: Timestamp) -> Option<AnyView> {
    let may = allow(site.actor.as_ref(), Action::ManageConsultations, now).is_ok();
    if consultation.phase != Phase::Draft || !may {
        return None;
    }
    let lang = site.lang;
    let filled = Filled::of(PUBLISH);
    let words = view! {
        <p>{lang.draft_unpublished()}</p>
        <form class="form" method="post" action=PUBLISH>
            {page_field(&site.path)}
            {anyway(lang, &filled)}
            <input type="hidden" name="id" value=consultation.id.to_string() />
            <p><button class="button button-small">{lang.publish()}</button></p>
        </form>
    };
    Some(message(Tone::Info, words))
}

/// For those who may: changing what was announced, and what the council says to it.
fn ways(site: &Site, consultation: &Consultation, now: Timestamp, waiting: i64) -> Option<AnyView> {
    let may = |action| allow(site.actor.as_ref(), action, now).is_ok();
    if !may(Action::ManageConsultations) {
        return None;
    }
    let lang = site.lang;
    let quiet = |page: &str, words: String| {
        let href = format!("/consultations/{}/{page}", consultation.slug);
        view! { <a class="button button-small button-quiet" href=href>{words}</a> }
    };
    let moderation = if waiting > 0 { lang.moderation_title_waiting(waiting) } else { lang.moderation_title() };
    let edit = (consultation.phase != Phase::Reported).then(|| quiet("edit", lang.edit_link()));
    let paper = matches!(consultation.phase, Phase::Open | Phase::Closed).then(|| quiet("paper", lang.paper_link()));
    Some(
        view! { <p class="button-row">{quiet("desk", lang.desk_title())} {quiet("moderation", moderation)} {paper} {edit} {quiet("continues", lang.earlier_edit())} {quiet("opinion", lang.opinion_link())} {quiet("report", lang.reporting_link())}</p> }
            .rendered(),
    )
}

fn facts(lang: Lang, consultation: &Consultation) -> impl IntoView + use<> {
    let notice = &consultation.notice;
    let fact = |name: String, text: &str| (!text.is_empty()).then(|| view! { <dt>{name}</dt> <dd>{bind(text)}</dd> });
    let forms = (!notice.forms.is_empty()).then(|| {
        let forms = notice.forms.iter().map(|form| view! { <li>{bind(form)}</li> }).collect_view();
        view! { <dt>{lang.fact_forms()}</dt> <dd><ul>{forms}</ul></dd> }
    });
    let office = match (notice.unit.as_str(), notice.contact.as_str()) {
        ("", contact) => contact.to_owned(),
        (unit, "") => unit.to_owned(),
        (unit, contact) => format!("{unit}, {contact}"),
    };
    let audience = match consultation.audience {
        Audience::Everyone => lang.audience_everyone(),
        Audience::Organisations => lang.audience_organisations(),
    };
    let log = format!("/consultations/{}/moderation-log", consultation.slug);
    view! {
        <details class="facts">
            <summary>{lang.facts_title()}</summary>
            <dl>
                {fact(lang.fact_subject(), &notice.subject)}
                {fact(lang.fact_aim(), &notice.aim)}
                <dt>{lang.fact_period()}</dt>
                <dd>
                    {lang.since()} " " {time::moment(lang, consultation.opens_at)} " " {lang.until()} " "
                    {time::moment(lang, consultation.closes_at)}
                </dd>
                {forms}
                {fact(lang.fact_audience(), &audience)}
                {fact(lang.fact_territory(), &notice.territory)}
                {fact(lang.fact_office(), &office)}
                {fact(lang.fact_legal_basis(), &notice.legal_basis)}
                <dt>{lang.moderation_log_fact()}</dt>
                <dd><a href=log>{lang.moderation_log_title()}</a></dd>
                <dt>{lang.fact_data()}</dt>
                <dd>{lang.fact_data_words()} " " <a href="/privacy">{lang.fact_data_link()}</a></dd>
            </dl>
        </details>
    }
}
