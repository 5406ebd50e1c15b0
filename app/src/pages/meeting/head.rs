//! The head of a meeting's pages: what it is, when and where, and what can be done around it.

use busola_domain::meeting::State;
use busola_domain::meeting::poll::State as PollState;
use busola_domain::policy::{Action, Denied, allow};
use busola_service::meetings::MeetingPage;
use busola_texts::Lang;
use leptos::prelude::*;

use super::{may_run, short_address};
use crate::context::{FailedForm, Site};
use crate::failure::{Failure, FieldMessage};
use crate::icons;
use crate::pages::form::{Tone, message, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{address, time};

/// The title, when and where, the consultation that it belongs to, and the way into one's calendar until it is over.
pub(super) fn head(site: &Site, page: &MeetingPage) -> AnyView {
    let lang = site.lang;
    let meeting = &page.snapshot.meeting;
    let place = (!meeting.place.is_empty()).then(|| view! { ", " {bind(&meeting.place)} });
    let calendar = (!meeting.state.is_over()).then(|| {
        view! { <p><a href=format!("/sessions/{}/calendar.ics", meeting.id)>{lang.calendar_add()}</a></p> }
    });
    // A meeting by invitation is on no list: who runs it gives the way in.
    let join = (may_run(site) && !meeting.state.is_over()).then(|| {
        view! { <p>{lang.hall_join_at()} " " <b>{short_address(site, &meeting.code)}</b></p> }
    });
    let cancelled = (meeting.state == State::Cancelled).then(|| message(Tone::Warning, view! { <p>{lang.denied_meeting_cancelled()}</p> }));
    view! {
        <header class="consultation-head hall-head">
            <p class="kind"><a href=format!("/consultations/{}", page.slug) lang=lang.content()>{bind(&page.consultation_title)}</a></p>
            <h1 lang=lang.content()>{bind(&meeting.title)}</h1>
            <p class="hall-when">{time::span(lang, meeting.starts_at, meeting.ends_at)} {place}</p>
            {calendar}
            {join}
        </header>
        {cancelled}
        {refused(site)}
    }
    .rendered()
}

/// Why a form of the hall was not carried out that was sent without JavaScript. The way in says it by itself.
fn refused(site: &Site) -> Option<AnyView> {
    let form = use_context::<FailedForm>().filter(|form| form.action != super::enter::ACTION)?;
    let lang = site.lang;
    let Failure::Invalid { fields } = &form.failure else { return Some(summary(lang, &form.failure, |_| None)) };
    let entry = |bad: &FieldMessage| {
        let Some((id, label)) = field(lang, &form, &bad.error.field) else { return view! { <li>{bad.message.clone()}</li> }.rendered() };
        view! { <li><a href=format!("#{id}")>{label} ": " {bad.message.clone()}</a></li> }.rendered()
    };
    let entries: Vec<_> = fields.iter().map(entry).collect();
    Some(
        view! {
            <div class="message" data-tone="error" role="alert" tabindex="-1">
                {icons::alert()}
                <h2>{lang.form_refused(fields.len())}</h2>
                <p>{lang.form_kept()}</p>
                <ul>{entries}</ul>
            </div>
        }
        .rendered(),
    )
}

/// Where a field of a form in the hall stands, and what it is called. The rules name one of several options apart.
fn field(lang: Lang, form: &FailedForm, name: &str) -> Option<(String, String)> {
    let of = |what: &str, key: &str| format!("{what}-{}", form.value(key).unwrap_or_default());
    let (id, label) = match (form.action.as_str(), name.split('.').next()?) {
        ("/fn/ask-question", "body") => ("question".to_owned(), lang.hall_your_question()),
        ("/fn/vote", "options") => ("poll".to_owned(), lang.hall_poll()),
        ("/fn/handle-question", "answer") => (of("answer", "id"), lang.hall_write_answer()),
        ("/fn/offer-remark", "body") => (of("speech", "speaker"), lang.hall_speech_words()),
        ("/fn/offer-remark", "unit") => (of("speech", "speaker"), lang.hall_speech_about()),
        ("/fn/create-poll", "question") => ("poll-question".to_owned(), lang.hall_poll_question()),
        ("/fn/create-poll", "options") => ("poll-options".to_owned(), lang.hall_poll_options()),
        ("/fn/create-poll", "max") => ("poll-max".to_owned(), lang.hall_poll_max()),
        _ => return None,
    };
    Some((id, label))
}

/// The ways on from the participant's page.
pub(super) fn ways(site: &Site, page: &MeetingPage) -> AnyView {
    let lang = site.lang;
    let console = may_run(site).then(|| {
        let href = format!("/sessions/{}/console", page.snapshot.meeting.id);
        view! { <a class="button button-small" href=href>{lang.hall_console()}</a> }
    });
    view! {
        <div class="button-row hall-ways">
            {console}
            {around(site, page)}
            {reminder(site, page)}
        </div>
    }
    .rendered()
}

/// What is to be talked about; out of the way while it is talked about, since the page shows where the talk is.
pub(super) fn agenda(site: &Site, page: &MeetingPage) -> Option<AnyView> {
    let meeting = &page.snapshot.meeting;
    if meeting.agenda.is_empty() {
        return None;
    }
    let items: Vec<_> = meeting
        .agenda
        .iter()
        .map(|item| {
            let unit = item.unit.and_then(|id| page.units.iter().find(|stored| stored.unit.id == id));
            let unit = unit.map(|stored| {
                let href = format!("/consultations/{}?unit={}", page.slug, stored.unit.id);
                view! { " " <a class="question-unit" href=href>{stored.unit.label.clone()}</a> }
            });
            view! { <li lang=site.lang.content()>{bind(&item.title)} {unit}</li> }
        })
        .collect();
    let open = meeting.state != State::Running;
    Some(
        view! {
            <details class="hall-agenda" open=open>
                <summary>{site.lang.hall_agenda()}</summary>
                <ol>{items}</ol>
            </details>
        }
        .rendered(),
    )
}

/// The polls of which everybody may see who voted how.
pub(super) fn named_polls(site: &Site, page: &MeetingPage) -> Option<AnyView> {
    let told = page.snapshot.polls.iter().filter(|poll| poll.named && poll.state == PollState::Closed);
    let links: Vec<_> = told
        .map(|poll| {
            let href = format!("/sessions/{}/votes/{}", poll.session, poll.id);
            view! { <li><a href=href lang=site.lang.content()>{bind(&poll.question)}</a></li> }
        })
        .collect();
    if links.is_empty() {
        return None;
    }
    let list = view! {
        <section aria-labelledby="named-polls">
            <h2 id="named-polls">{site.lang.hall_named_polls()}</h2>
            <ul>{links}</ul>
        </section>
    };
    Some(list.rendered())
}

/// The ways to what is around the meeting: its announcement, its minutes.
pub(super) fn around(site: &Site, page: &MeetingPage) -> AnyView {
    let lang = site.lang;
    let meeting = &page.snapshot.meeting;
    let may = |action| allow(site.actor.as_ref(), action, site.received).is_ok();
    let change = may(Action::RunMeeting(meeting.state)).then(|| quiet(format!("/sessions/{}/edit", meeting.id), lang.hall_change()));
    let minutes = match (meeting.minutes_at, may(Action::WriteMinutes(meeting.state))) {
        (Some(_), _) => Some(lang.hall_minutes()),
        (None, true) => Some(lang.hall_write_minutes()),
        (None, false) => None,
    };
    let minutes = minutes.map(|words| quiet(format!("/sessions/{}/minutes", meeting.id), words));
    view! { {change} {minutes} }.rendered()
}

fn quiet(href: String, words: String) -> impl IntoView + use<> {
    view! { <a class="button button-small button-quiet" href=href>{words}</a> }
}

/// Being reminded by mail, while the meeting has not begun.
fn reminder(site: &Site, page: &MeetingPage) -> Option<AnyView> {
    let lang = site.lang;
    let meeting = &page.snapshot.meeting;
    match page.may_be_reminded {
        Ok(()) => {}
        Err(Denied::SignInNeeded) => {
            return Some(quiet(address::sign_in(&site.path), lang.hall_remind_me_after_sign_in()).rendered());
        }
        Err(_) => return None,
    }
    let reminded = page.snapshot.own.as_ref().is_some_and(|own| own.reminded);
    let (state, words) = if reminded { (Some(lang.hall_reminded()), lang.hall_remind_no_more()) } else { (None, lang.hall_remind_me()) };
    let wanted = (!reminded).to_string();
    let form = view! {
        <form class="one-button hall-reminder" method="post" action="/fn/remind-meeting">
            {page_field(&site.path)}
            <input type="hidden" name="id" value=meeting.id.to_string() />
            <input type="hidden" name="wanted" value=wanted />
            {state.map(|words| view! { <span>{words}</span> " " })}
            <button class="button button-small button-quiet">{words}</button>
        </form>
    };
    Some(form.rendered())
}
