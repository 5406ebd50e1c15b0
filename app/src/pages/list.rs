//! The start page: what is open, coming and closed.

use busola_domain::consultation::Consultation;
use busola_domain::policy::{Action, allow};
use busola_domain::{ConsultationId, Phase, Timestamp};
use busola_service::Error;
use busola_texts::Lang;
use leptos::prelude::*;

use super::time::{self, full};
use super::typography::bind;
use super::{Width, address, awaited, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

/// The most consultations of a phase that are shown at once; a city has few.
const ALL: usize = 100;
/// Closed consultations on a page.
const CLOSED: usize = 20;

/// The start page.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let before = address::query("before").and_then(|place| address::parse_place(&place));
        async move {
            let lang = site.lang;
            let now = site.service.now();
            let current = if before.is_none() { Some(current(&site, now).await?) } else { None };
            let (closed, next) = closed(&site, before).await?;
            let older = next.map(|place| {
                let href = format!("/?before={}#closed", address::place(place));
                view! { <nav class="pager" aria-label=lang.list_pages()><a class="button button-quiet" href=href>{lang.list_older()}</a></nav> }
            });
            let newer = before.map(|_| view! { <p><a href="/">{lang.list_back()}</a></p> });
            // The last page alone shows how many there are.
            let amount = (before.is_none() && older.is_none()).then_some(closed.len());
            let content = view! {
                <h1>{lang.list_title()}</h1>
                <p class="lead">{lang.list_lead()}</p>
                {newer}
                {current}
                {part(lang, now, "closed", lang.list_closed(), amount, closed, lang.list_none_closed())}
                {older}
                <p class="feeds">
                    <a href="/consultations.ics">{lang.calendar_consultations_feed()}</a>
                    <a href="/consultations.atom" type="application/atom+xml">{lang.feed_consultations_link()}</a>
                </p>
            };
            Ok(main_part(&site, &lang.nav_consultations(), Width::Plain, content))
        }
    })
}

/// Drafts (for those who run consultations), what is open, what is coming.
async fn current(site: &Site, now: Timestamp) -> Result<AnyView, Error> {
    let lang = site.lang;
    let mut drafts = None;
    if allow(site.actor.as_ref(), Action::ManageConsultations, now).is_ok() {
        let items = of_phase(site, Phase::Draft).await?;
        drafts = (!items.is_empty()).then(|| part(lang, now, "drafts", lang.list_drafts(), Some(items.len()), items, String::new()));
    }
    let open = of_phase(site, Phase::Open).await?;
    let announced = of_phase(site, Phase::Announced).await?;
    let coming = (!announced.is_empty())
        .then(|| part(lang, now, "announced", lang.list_announced(), Some(announced.len()), announced, String::new()));
    Ok(view! {
        {drafts}
        {part(lang, now, "open", lang.list_open(), Some(open.len()), open, lang.list_none_open())}
        {coming}
    }
    .rendered())
}

/// The consultations of a phase, the first to close first.
async fn of_phase(site: &Site, phase: Phase) -> Result<Vec<Consultation>, Error> {
    let mut items = site.service.consultations(site.actor.as_ref(), Some(phase), None, ALL).await?.items;
    items.reverse();
    Ok(items)
}

type Place = (Timestamp, ConsultationId);

/// A page of what is over, with a report or without, the last closed first.
async fn closed(site: &Site, before: Option<Place>) -> Result<(Vec<Consultation>, Option<Place>), Error> {
    let actor = site.actor.as_ref();
    let closed = site.service.consultations(actor, Some(Phase::Closed), before, CLOSED).await?;
    let reported = site.service.consultations(actor, Some(Phase::Reported), before, CLOSED).await?;
    let mut items = closed.items;
    items.extend(reported.items);
    items.sort_unstable_by_key(|item| std::cmp::Reverse((item.closes_at, item.id)));
    let more = items.len() > CLOSED || closed.next.is_some() || reported.next.is_some();
    items.truncate(CLOSED);
    let next = items.last().filter(|_| more).map(|last| (last.closes_at, last.id));
    Ok((items, next))
}

fn part(
    lang: Lang,
    now: Timestamp,
    id: &'static str,
    title: String,
    amount: Option<usize>,
    items: Vec<Consultation>,
    none: String,
) -> AnyView {
    let heading = format!("{id}-heading");
    let heading_id = heading.clone();
    let content = if items.is_empty() {
        view! { <p class="empty">{none}</p> }.rendered()
    } else {
        view! { <ul class="consultations">{items.into_iter().map(|item| entry(lang, now, &item)).collect_view()}</ul> }.rendered()
    };
    view! {
        <section class="list-part" id=id aria-labelledby=heading>
            <h2 id=heading_id>{title} {amount.map(|amount| view! { " " <span class="amount">{amount}</span> })}</h2>
            {content}
        </section>
    }
    .rendered()
}

fn entry(lang: Lang, now: Timestamp, item: &Consultation) -> impl IntoView + use<> {
    view! {
        <li>
            <p class="kind">{kind_name(lang, item)}</p>
            <h3><a href=format!("/consultations/{}", item.slug) lang=lang.content()>{bind(&item.title)}</a></h3>
            <p class="summary" lang=lang.content()>{bind(&item.summary)}</p>
            <div class="when-facts">
                {when(lang, now, item)}
                {(item.counts.comments > 0).then(|| view! { <p>{lang.comments_by_people(item.counts.comments, item.counts.participants)}</p> })}
            </div>
        </li>
    }
}

/// What a consultation is in law, by its name in the reader's language.
pub(super) fn kind_name(lang: Lang, item: &Consultation) -> String {
    lang.by_name(&format!("kind-{}", item.kind.as_str().replace('_', "-"))).unwrap_or_default()
}

/// The phase of a consultation in words.
pub(super) fn phase_name(lang: Lang, phase: Phase) -> String {
    lang.by_name(&format!("phase-{}", phase.as_str())).unwrap_or_default()
}

/// What a reader wants to know first: how long still, from when, or that it is over.
pub(super) fn when(lang: Lang, now: Timestamp, item: &Consultation) -> AnyView {
    let closing = time::moment(lang, item.closes_at);
    match item.phase {
        Phase::Open => {
            let left = time::left(lang, now, item.closes_at);
            view! { <p><strong class=left.urgent.then_some("urgent")>{left.words}</strong> " " {lang.until()} " " {closing}</p> }.rendered()
        }
        Phase::Announced | Phase::Draft => {
            view! { <p><strong>{time::capitalised(&lang.from_moment(full(lang, item.opens_at)))}</strong> " " {lang.until()} " " {closing}</p> }.rendered()
        }
        Phase::Closed | Phase::Reported => view! { <p><strong>{phase_name(lang, item.phase)}</strong> " " {closing}</p> }.rendered(),
    }
}
