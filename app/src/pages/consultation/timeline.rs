//! The course of a consultation: what was, what comes, what is due.

use busola_domain::consultation::Consultation;
use busola_domain::deadlines::{Deadline, NEAR, State, What};
use busola_domain::meeting::{self, Meeting};
use busola_domain::{Day, Phase, Timestamp};
use busola_service::deadlines::Course;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::context::Site;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;

/// An entry of the course.
struct Entry {
    day: Day,
    words: String,
    state: State,
    /// "At the latest", where it may come earlier.
    by: Option<String>,
    /// A page of its own.
    href: Option<String>,
    /// The language of its words, where the page has another.
    written: Option<&'static str>,
}

/// The course, folded: its head says what comes next.
pub(super) fn timeline(site: &Site, consultation: &Consultation, meetings: &[Meeting], course: &Course) -> AnyView {
    let lang = site.lang;
    let mut entries = moments(lang, consultation, meetings, course, site.service.now());
    entries.extend(course.deadlines.iter().map(|deadline| due(lang, consultation, *deadline)));
    entries.sort_by_key(|entry| entry.day);
    let next = entries.iter().find(|entry| entry.state != State::Done);
    let next = next.map(|entry| lang.timeline_next(entry.words.clone(), in_words(lang, entry.day)));
    let entries: Vec<_> = entries.into_iter().map(|entry| show(lang, entry)).collect();
    let path = format!("/consultations/{}", consultation.id);
    let comments = (consultation.phase != Phase::Draft).then(|| {
        let href = format!("{path}/comments.atom");
        view! { <a href=href type="application/atom+xml">{lang.feed_comments_link()}</a> }
    });
    view! {
        <details class="timeline">
            <summary>{lang.timeline_title()} {next.map(|next| view! { " " <span class="timeline-next">"("{bind(&next)}")"</span> })}</summary>
            <ol>{entries}</ol>
            <p class="feeds">
                <a href=format!("{path}/calendar.ics")>{lang.calendar_feed()}</a>
                {comments}
            </p>
        </details>
    }
    .rendered()
}

/// What has a moment of its own: it is over once that has come.
fn moments(lang: Lang, consultation: &Consultation, meetings: &[Meeting], course: &Course, now: Timestamp) -> Vec<Entry> {
    let entry = |at: Timestamp, day: Day, words: String, href: Option<String>| {
        let state = match course.today.until(day) {
            _ if at <= now => State::Done,
            ..=NEAR => State::Near,
            _ => State::Ahead,
        };
        Entry { day, words, state, by: None, href, written: None }
    };
    let on_its_day = |at: Timestamp, words: String, href: Option<String>| entry(at, Day::of(at), words, href);
    let mut entries: Vec<_> = course.published_at.map(|at| on_its_day(at, lang.timeline_published(), None)).into_iter().collect();
    entries.push(on_its_day(consultation.opens_at, lang.timeline_opens(), None));
    let held = meetings.iter().filter(|meeting| meeting.state != meeting::State::Cancelled);
    entries.extend(held.map(|meeting| {
        let href = Some(format!("/sessions/{}", meeting.id));
        Entry { written: lang.content(), ..on_its_day(meeting.starts_at, meeting.title.clone(), href) }
    }));
    // Closing at midnight ends the day before.
    let last = Day::of(consultation.closes_at.plus(-1));
    entries.push(entry(consultation.closes_at, last, lang.timeline_closes(), None));
    entries
}

fn due(lang: Lang, consultation: &Consultation, deadline: Deadline) -> Entry {
    let (words, href) = match deadline.what {
        What::Report => (lang.timeline_report(), None),
        What::Opinion => (lang.timeline_opinion(), Some(format!("/consultations/{}/opinion", consultation.slug))),
        What::Adoption => (lang.timeline_adoption(), None),
        What::YearlyReport => (lang.timeline_yearly_report(), None),
    };
    let by = (deadline.state != State::Done).then(|| lang.timeline_by());
    Entry { day: deadline.on, words, state: deadline.state, by, href, written: None }
}

fn show(lang: Lang, entry: Entry) -> impl IntoView + use<> {
    let Entry { day, words, state, by, href, written } = entry;
    let words = bind(&words);
    let words = match href {
        Some(href) => view! { <a href=href lang=written>{words}</a> }.rendered(),
        None => view! { <b>{words}</b> }.rendered(),
    };
    let state_in_words = match state {
        State::Done => lang.state_done(),
        State::Ahead => lang.state_ahead(),
        State::Near => lang.state_near(),
        State::Late => lang.state_late(),
    };
    view! {
        <li data-state=state.as_str()>
            {words}
            <span>{by} " " <time datetime=day.to_string()>{in_words(lang, day)}</time></span>
            <span class="timeline-state">{state_in_words}</span>
        </li>
    }
}

fn in_words(lang: Lang, day: Day) -> String {
    lang.date(day.year(), day.month(), day.day())
}
