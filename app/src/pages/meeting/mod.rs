//! The pages of a meeting: for who takes part, for the big screen, for who runs it, and its announcement.

mod announce;
mod new;
mod qr;

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

use super::form::page_field;
use super::typography::bind;
use super::{Width, address, awaited, main_part, time};
use crate::context::Site;
pub(super) use announce::announced;
pub(super) use new::page as new_page;

/// The participant's page.
pub(super) fn page() -> AnyView {
    with_meeting(|site, page| {
        let lang = site.lang;
        let title = page.snapshot.meeting.title.clone();
        let console = may_run(&site).then(|| {
            view! { <p class="button-row"><a class="button button-small" href=format!("/sessions/{}/console", page.snapshot.meeting.id)>{lang.hall_console()}</a></p> }
        });
        let content = view! {
            {head(&site, &page)}
            {console}
            <Participant start=start(&site, page) />
        };
        Ok(main_part(&site, &title, Width::Wide, content))
    })
}

/// The console.
pub(super) fn console() -> AnyView {
    with_meeting(|site, page| {
        allow(site.actor.as_ref(), Action::RunMeetings, site.received)?;
        let lang = site.lang;
        let title = lang.hall_console_of(page.snapshot.meeting.title.clone());
        let id = page.snapshot.meeting.id;
        let content = view! {
            {head(&site, &page)}
            <p class="button-row">
                <a class="button button-small button-quiet" href=format!("/sessions/{id}/screen") target="_blank">{lang.hall_screen()}</a>
                <a class="button button-small button-quiet" href=format!("/sessions/{id}")>{lang.hall_participant()}</a>
            </p>
            <Console start=start(&site, page) />
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
        let code = page.snapshot.meeting.code.clone();
        let start = start(&site, page);
        Ok(view! {
            <Title text=title />
            <main class="screen" id="content">
                <Screen start=start>
                    {qr::svg(&short)}
                    <p class="screen-code"><span>{lang.hall_join_at()}</span> <b>{code}</b></p>
                </Screen>
            </main>
        }
        .into_any())
    })
}

/// The short address: leads to the meeting of a code; into one by invitation by a press, for who is signed in.
pub(super) fn short() -> AnyView {
    awaited(|site| {
        let code = site.path.split(['/', '?']).nth(2).unwrap_or_default().to_owned();
        async move {
            let id = site.service.meeting_by_code(site.actor.as_ref(), &code).await?;
            if site.service.meeting(site.actor.as_ref(), id).await.is_ok() {
                leptos_axum::redirect(&format!("/sessions/{id}"));
                return Ok(().into_any());
            }
            let lang = site.lang;
            let way = if site.actor.is_some() {
                view! {
                    <form method="post" action="/fn/join-meeting">
                        {page_field(&site.path)}
                        <input type="hidden" name="code" value=code />
                        <p><button class="button">{lang.hall_come_in()}</button></p>
                    </form>
                }
                .into_any()
            } else {
                view! { <p><a class="button" href=address::sign_in(&site.path)>{lang.nav_sign_in()}</a></p> }.into_any()
            };
            let content = view! {
                <h1>{lang.hall_invited()}</h1>
                <p class="lead">{lang.hall_invited_lead()}</p>
                {way}
            };
            Ok(main_part(&site, &lang.hall_invited(), Width::Narrow, content))
        }
    })
}

fn may_run(site: &Site) -> bool {
    allow(site.actor.as_ref(), Action::RunMeetings, site.received).is_ok()
}

/// A page of the meeting whose id stands in the address.
fn with_meeting(show: impl FnOnce(Site, MeetingPage) -> Result<AnyView, Error> + Send + 'static) -> AnyView {
    awaited(|site| {
        let id = site.path.split(['/', '?']).nth(2).and_then(|id| id.parse::<MeetingId>().ok());
        async move {
            let id = id.ok_or_else(Error::not_found)?;
            let page = site.service.meeting(site.actor.as_ref(), id).await?;
            show(site, page)
        }
    })
}

fn start(site: &Site, page: MeetingPage) -> String {
    let path = site.path.split('?').next().unwrap_or_default().to_owned();
    let bound = |unit: Unit| Unit { text: bind(&unit.text), ..unit };
    let units = page.units.into_iter().map(|stored| bound(stored.unit)).collect();
    Start::new(site.lang, path, page.snapshot, units, page.takes_part, site.service.now()).written()
}

/// The title, when and where, the consultation that it belongs to, and the way into one's calendar until it is over.
fn head(site: &Site, page: &MeetingPage) -> AnyView {
    let lang = site.lang;
    let meeting = &page.snapshot.meeting;
    let place = (!meeting.place.is_empty()).then(|| view! { ", " {bind(&meeting.place)} });
    let calendar = matches!(meeting.state, State::Planned | State::Running).then(|| {
        view! { <p><a href=format!("/sessions/{}/calendar.ics", meeting.id)>{lang.calendar_add()}</a></p> }
    });
    view! {
        <header class="consultation-head hall-head">
            <p class="kind"><a href=format!("/consultations/{}", page.slug)>{bind(&page.consultation_title)}</a></p>
            <h1>{bind(&meeting.title)}</h1>
            <p class="hall-when">{time::moment(lang, meeting.starts_at)} {place}</p>
            {calendar}
        </header>
    }
    .into_any()
}

/// The address that is read out and stands in the QR code.
fn short_address(site: &Site, code: &str) -> String {
    format!("{}/s/{code}", site.service.public_url())
}

/// Until when a meeting that was never begun is announced: a day after it was to begin.
fn is_past(meeting: &Meeting, now: Timestamp) -> bool {
    meeting.ended_at.is_some() || (meeting.started_at.is_none() && now.since(meeting.starts_at) > DAY)
}
