//! Meetings on the page of their consultation.

use busola_domain::meeting::{Meeting, State};
use busola_texts::Lang;
use leptos::prelude::*;

use super::{is_past, may_run};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;
use crate::pages::time;
use crate::pages::typography::bind;

/// The meetings of a consultation with their calendar, and the way to announce one for who may.
pub(in crate::pages) fn announced(site: &Site, key: &str, meetings: Vec<Meeting>) -> Option<AnyView> {
    let lang = site.lang;
    let new = may_run(site).then(|| {
        let href = format!("/consultations/{key}/sessions/new");
        view! { <p><a class="button button-small button-quiet" href=href>{lang.hall_announce()}</a></p> }
    });
    if meetings.is_empty() && new.is_none() {
        return None;
    }
    let now = site.service.now();
    let entries: Vec<_> = meetings.into_iter().map(|meeting| entry(lang, &meeting, is_past(&meeting, now))).collect();
    Some(
        view! {
            <section class="meetings" aria-labelledby="meetings">
                <h2 id="meetings" class="visually-hidden">{lang.hall_meetings()}</h2>
                <ul>{entries}</ul>
                {new}
            </section>
        }
        .rendered(),
    )
}

fn entry(lang: Lang, meeting: &Meeting, past: bool) -> impl IntoView + use<> {
    let state = match meeting.state {
        State::Running => Some(("open", lang.hall_running())),
        State::Cancelled => Some(("closed", lang.hall_cancelled())),
        State::Planned | State::Ended => None,
    };
    let state = state.map(|(phase, words)| view! { <span class="badge" data-phase=phase>{words}</span> " " });
    let minutes = meeting.minutes_at.map(|_| {
        let of = format!(" ({})", bind(&meeting.title));
        let href = format!("/sessions/{}/minutes", meeting.id);
        view! { ", " <a href=href>{lang.hall_minutes()} <span class="visually-hidden">{of}</span></a> }
    });
    let place = (!meeting.place.is_empty()).then(|| format!(", {}", bind(&meeting.place)));
    view! {
        <li data-past=past.then_some("")>
            {state}
            <a href=format!("/sessions/{}", meeting.id) lang=lang.content()>{bind(&meeting.title)}</a>
            ", " {time::span(lang, meeting.starts_at, meeting.ends_at)} {place} {minutes}
        </li>
    }
}
