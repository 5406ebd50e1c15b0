//! The pages of a meeting: for who takes part, for the big screen, for who runs it, its announcement, the way in,
//! its minutes, and who voted how.

mod announce;
mod edit;
mod enter;
mod fields;
mod head;
mod minutes;
mod new;
mod qr;
mod said;
mod votes;

use busola_domain::consultation::Unit;
use busola_domain::meeting::{Meeting, State};
use busola_domain::policy::{Action, allow};
use busola_domain::time::DAY;
use busola_domain::{MeetingId, Timestamp};
use busola_hall::{Console, Participant, Screen, Start};
use busola_service::Error;
use busola_service::meetings::MeetingPage;
use leptos::prelude::*;
use leptos_meta::Title;

use super::typography::bind;
use super::{Width, awaited, main_part};
use crate::context::{FailedForm, Site};
use crate::pages::rendered::Rendered as _;
pub(super) use announce::announced;
pub(super) use edit::page as edit_page;
pub(super) use enter::short;
use head::head;
pub(super) use minutes::page as minutes_page;
pub(super) use new::page as new_page;
pub(super) use said::page as said_page;
pub(super) use votes::page as votes_page;

/// The participant's page.
pub(super) fn page() -> AnyView {
    with_meeting(|site, page| {
        let title = page.snapshot.meeting.title.clone();
        let content = view! {
            {head(&site, &page)}
            {head::ways(&site, &page)}
            {head::agenda(&site, &page)}
            {head::named_polls(&site, &page)}
            {enter::card(&site, &page)}
            // Of one that was called off there is nothing to take part in.
            {(page.snapshot.meeting.state != State::Cancelled).then(|| view! { <Participant start=start(&site, page).written() /> }.rendered())}
        };
        Ok(main_part(&site, &title, Width::Wide, content))
    })
}

/// The console.
pub(super) fn console() -> AnyView {
    with_meeting(|site, mut page| {
        allow(site.actor.as_ref(), Action::RunMeetings, site.received)?;
        let spoken = std::mem::take(&mut page.spoken);
        let lang = site.lang;
        let title = lang.hall_console_of(page.snapshot.meeting.title.clone());
        let id = page.snapshot.meeting.id;
        let content = view! {
            {head(&site, &page)}
            <p class="button-row">
                <a class="button button-small button-quiet" href=format!("/sessions/{id}/screen") target="_blank">{lang.hall_screen()}</a>
                <a class="button button-small button-quiet" href=format!("/sessions/{id}")>{lang.hall_participant()}</a>
                {head::around(&site, &page)}
            </p>
            <Console start=start(&site, page).with_spoken(spoken).written() />
        };
        Ok(main_part(&site, &title, Width::Wide, content))
    })
}

/// The big screen.
pub(super) fn screen() -> AnyView {
    with_meeting(|site, page| {
        let lang = site.lang;
        let title = page.snapshot.meeting.title.clone();
        let short = short_address(&site, &page.snapshot.meeting.code);
        // As it is read out: nobody types the scheme.
        let address = short.split_once("://").map_or(short.as_str(), |(_, rest)| rest);
        // A line may end before the code, not within it.
        let (host, code) = address.split_at(address.find('/').unwrap_or(address.len()));
        let (host, code) = (host.to_owned(), code.to_owned());
        let start = start(&site, page).written();
        Ok(view! {
            <Title text=title />
            <main class="screen" id="content">
                <Screen start=start>
                    {qr::svg(&short)}
                    <p class="screen-code"><span>{lang.hall_join_at()}</span> <b>{host}<wbr /><span class="screen-key">{code}</span></b></p>
                </Screen>
            </main>
        }
        .rendered())
    })
}

fn may_run(site: &Site) -> bool {
    allow(site.actor.as_ref(), Action::RunMeetings, site.received).is_ok()
}

/// The meeting whose id stands in the address.
fn meeting_id(site: &Site) -> Option<MeetingId> {
    site.path.split(['/', '?']).nth(2).and_then(|id| id.parse().ok())
}

/// A page of the meeting whose id stands in the address.
fn with_meeting(show: impl FnOnce(Site, MeetingPage) -> Result<AnyView, Error> + Send + 'static) -> AnyView {
    awaited(|site| {
        let id = meeting_id(&site);
        async move {
            let id = id.ok_or_else(Error::not_found)?;
            let page = site.service.meeting(site.actor.as_ref(), id).await?;
            show(site, page)
        }
    })
}

fn start(site: &Site, page: MeetingPage) -> Start {
    let path = site.path.split('?').next().unwrap_or_default().to_owned();
    let bound = |unit: Unit| Unit { text: bind(&unit.text), ..unit };
    let units = page.units.into_iter().map(|stored| bound(stored.unit)).collect();
    let person = site.actor.as_ref().map(|actor| actor.account.to_string()).unwrap_or_default();
    let start = Start::new(site.lang, path, page.snapshot, units, page.takes_part, person, site.service.now());
    match use_context::<FailedForm>() {
        Some(form) => start.with_refused(form.action, form.fields),
        None => start,
    }
}

/// The address that is read out and stands in the QR code.
fn short_address(site: &Site, code: &str) -> String {
    format!("{}/s/{code}", site.service.public_url())
}

/// Until when a meeting that was never begun is announced: a day after it was to begin.
fn is_past(meeting: &Meeting, now: Timestamp) -> bool {
    meeting.ended_at.is_some() || (meeting.started_at.is_none() && now.since(meeting.starts_at) > DAY)
}
