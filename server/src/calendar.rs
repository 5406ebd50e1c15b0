//! Meetings and the moments of consultations for people's calendars: files and feeds of iCalendar (RFC 5545).
//!
//! They say what pages say, to whoever may read those. What they lack is a meeting's code, and anything of a person:
//! calendars are passed on.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use busola_domain::meeting::State as MeetingState;
use busola_domain::schedule::local;
use busola_domain::{MeetingId, Timestamp};
use busola_service::Error;
use busola_service::consultations::{Dated, Key};
use busola_service::meetings::CalendarEntry;
use busola_texts::Lang;
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property, ValueType};

use crate::api::extract::{Caller, InPath};
use crate::api::problem::Problem;
use crate::app::App;
use crate::caller;

/// Who made a calendar (RFC 5545, section 3.7.3).
const PRODUCT: &str = "-//Busola//Busola//PL";
/// How often programs are asked to read a feed anew: each hour (RFC 7986, section 5.7).
const REFRESH: &str = "PT1H";
/// What stands for white space until lines are folded: a control character, which no text has.
///
/// icalendar 0.17 looks for white space around a fold at a place that it takes for a number of characters, while it cuts
/// by bytes. A title with many letters of several bytes could thus make it cut before the beginning of a line, or for
/// ever at the same place. Where it finds no white space, it cuts between letters.
const SPACE: &str = "\u{1F}";

/// The addresses of calendars.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/calendar.ics", get(of_all))
        .route("/consultations.ics", get(of_consultations))
        .route("/consultations/{key}/calendar.ics", get(of_consultation))
        .route("/sessions/{id}/calendar.ics", get(of_meeting))
        .method_not_allowed_fallback(|| async { Problem::bare(StatusCode::METHOD_NOT_ALLOWED) })
}

/// `GET /calendar.ics`: the meetings that everybody may know of, whoever asks.
async fn of_all(State(app): State<App>, Caller(caller): Caller) -> Response {
    match app.service().public_meetings().await {
        Ok(entries) => {
            let composer = Composer::of(&app, &caller);
            let events = entries.iter().map(|entry| composer.meeting(entry));
            file("busola", &calendar(Some(&caller.lang.calendar_all()), events))
        }
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// `GET /consultations.ics`: the moments of the consultations and the meetings that everybody may know of, whoever asks.
async fn of_consultations(State(app): State<App>, Caller(caller): Caller) -> Response {
    let found = async { Ok::<_, Error>((app.service().public_dates().await?, app.service().public_meetings().await?)) };
    match found.await {
        Ok((dates, entries)) => {
            let composer = Composer::of(&app, &caller);
            let meetings = entries.iter().map(|entry| composer.meeting(entry));
            let events = dates.iter().flat_map(|dated| composer.moments(dated)).chain(meetings);
            file("konsultacje", &calendar(Some(&caller.lang.calendar_consultations()), events))
        }
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// `GET /consultations/{slug or id}/calendar.ics`: its two moments, and its meetings that the caller may know of.
async fn of_consultation(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    match app.service().consultation_calendar(caller.actor.as_ref(), &Key::parse(&key)).await {
        Ok(found) => {
            let composer = Composer::of(&app, &caller);
            let meetings = found.entries.iter().map(|entry| composer.meeting(entry));
            let events = composer.moments(&found.dated).into_iter().chain(meetings);
            let name = caller.lang.calendar_of(found.dated.consultation.title.as_str());
            file(&found.dated.consultation.slug, &calendar(Some(&name), events))
        }
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// `GET /sessions/{id}/calendar.ics`: one meeting with its agenda.
async fn of_meeting(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    match app.service().calendar_entry(caller.actor.as_ref(), id).await {
        Ok(entry) => {
            let event = Composer::of(&app, &caller).meeting(&entry);
            let day = local::civil(entry.meeting.starts_at).date();
            file(&format!("{}-{day}", entry.consultation_slug), &calendar(None, [event]))
        }
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// A calendar as an answer, with the name of a file for who saves it.
fn file(name: &str, calendar: &Calendar) -> Response {
    let disposition = HeaderValue::from_str(&format!("inline; filename=\"{name}.ics\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("inline"))),
        // As of pages: it is for who asked, and what was called off must not be read from a cache.
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (headers, written(calendar)).into_response()
}

/// What events are composed with.
struct Composer<'a> {
    /// The address of the site, without a slash at its end.
    url: &'a str,
    /// Its host, with which the ids of events are the only ones in the world.
    host: &'a str,
    /// The language of the reader.
    lang: Lang,
    /// The moment of the answer.
    now: Timestamp,
}

impl<'a> Composer<'a> {
    fn of(app: &'a App, caller: &caller::Caller) -> Self {
        Self { url: app.service().public_url(), host: app.public().host(), lang: caller.lang, now: caller.received }
    }

    /// A meeting.
    fn meeting(&self, entry: &CalendarEntry) -> Event {
        let meeting = &entry.meeting;
        let mut event = self.event(&meeting.id.to_string(), &meeting.title, meeting.starts_at, &format!("/sessions/{}", meeting.id));
        // Of two that a program has, the one with the higher number is true (RFC 5545, section 3.8.7.4).
        event.sequence(revision(entry.revision));
        event.description(&text(&self.description(entry)));
        if let Some(ends_at) = meeting.ends_at {
            event.add_property("DTEND", utc(ends_at));
        }
        if !meeting.place.is_empty() {
            event.location(&text(&meeting.place));
        }
        if meeting.state == MeetingState::Cancelled {
            event.status(EventStatus::Cancelled);
        }
        event
    }

    /// The consultation of a meeting, and the agenda where it is there.
    fn description(&self, entry: &CalendarEntry) -> String {
        let mut lines = vec![self.lang.calendar_of(entry.consultation_title.as_str())];
        if !entry.meeting.agenda.is_empty() {
            lines.extend([String::new(), self.lang.hall_agenda()]);
            lines.extend((1..).zip(&entry.meeting.agenda).map(|(number, item)| format!("{number}. {}", item.title)));
        }
        lines.join("\n")
    }

    /// The beginning and the end of a consultation.
    fn moments(&self, Dated { consultation, revision: changes }: &Dated) -> [Event; 2] {
        let (title, path) = (consultation.title.as_str(), format!("/consultations/{}", consultation.slug));
        let moment = |which: &str, summary: &str, at: Timestamp| {
            let mut event = self.event(&format!("{}-{which}", consultation.id), summary, at, &path);
            // Without an end it takes no time (RFC 5545, section 3.6.1): nobody is busy for it.
            event.add_property("TRANSP", "TRANSPARENT");
            event.sequence(revision(*changes));
            event
        };
        [
            moment("opens", &self.lang.calendar_opens(title), consultation.opens_at),
            moment("closes", &self.lang.calendar_closes(title), consultation.closes_at),
        ]
    }

    /// What every event has; `path` is that of its page.
    fn event(&self, id: &str, summary: &str, at: Timestamp, path: &str) -> Event {
        let mut event = Event::new();
        event
            .uid(&format!("{id}@{}", self.host))
            // When something was last changed is kept nowhere; programs ask the number of its changes first.
            .add_property("DTSTAMP", utc(self.now))
            .add_property("DTSTART", utc(at))
            .summary(&text(summary))
            .url(&format!("{}{path}", self.url))
            .status(EventStatus::Confirmed);
        event
    }
}

/// How often something was changed, as calendars count it.
fn revision(revision: i64) -> u32 {
    u32::try_from(revision).unwrap_or(u32::MAX)
}

/// A calendar of events; with a name it is a feed, which is read again and again.
///
/// A file with one event has none: programs would make a calendar of its own for it. There is no `METHOD`: one would ask
/// for an organiser by address (RFC 5546, section 3.2.1).
fn calendar(name: Option<&str>, events: impl IntoIterator<Item = Event>) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", PRODUCT)).append_property(("CALSCALE", "GREGORIAN"));
    if let Some(name) = name {
        let name = text(name);
        calendar
            // Without a type the crate takes it for no text and escapes nothing.
            .append_property(Property::new("NAME", name.as_str()).append_parameter(ValueType::Text).done())
            .append_property(("X-WR-CALNAME", name.as_str()))
            .append_property(Property::new("REFRESH-INTERVAL", REFRESH).append_parameter(ValueType::Duration).done())
            .append_property(("X-PUBLISHED-TTL", REFRESH));
    }
    calendar.extend(events);
    calendar
}

/// A calendar as it is sent: texts escaped and lines folded.
fn written(calendar: &Calendar) -> String {
    calendar.to_string().replace(SPACE, " ")
}

/// A text as the crate is given it, with [`SPACE`] for white space within lines.
fn text(plain: &str) -> String {
    plain.replace(|c: char| c != '\n' && c.is_whitespace(), SPACE)
}

/// A moment to the second, in UTC (RFC 5545, section 3.3.5).
fn utc(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use busola_domain::meeting::{AgendaItem, Focus, Meeting, Rules};
    use busola_domain::{AgendaItemId, ConsultationId};
    use uuid::Uuid;

    use super::*;

    fn meeting(title: &str) -> CalendarEntry {
        CalendarEntry {
            meeting: Meeting {
                id: MeetingId(Uuid::from_u128(7)),
                consultation: ConsultationId(Uuid::from_u128(8)),
                title: title.to_owned(),
                starts_at: Timestamp(1_781_712_000_007),
                ends_at: None,
                place: String::new(),
                public: false,
                code: "7KQ2MX".to_owned(),
                state: MeetingState::Planned,
                started_at: None,
                ended_at: None,
                minutes_at: None,
                agenda: Vec::new(),
                focus: Focus::default(),
                rules: Rules::default(),
            },
            revision: 0,
            consultation_title: "Program współpracy".to_owned(),
            consultation_slug: "program-wspolpracy".to_owned(),
        }
    }

    /// The file of a meeting.
    fn file_of(entry: &CalendarEntry) -> String {
        let now = Timestamp(1_781_625_600_000);
        let composer = Composer { url: "https://miasto.example", host: "miasto.example", lang: Lang::Pl, now };
        written(&calendar(None, [composer.meeting(entry)]))
    }

    /// Its lines, unfolded (RFC 5545, section 3.1).
    fn lines(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(ToOwned::to_owned).collect()
    }

    #[test]
    fn a_meeting_is_one_event_without_its_code() {
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Busola//Busola//PL",
            "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT",
            "DESCRIPTION:Konsultacje: Program współpracy",
            "DTSTAMP:20260616T160000Z",
            "DTSTART:20260617T160000Z",
            "SEQUENCE:0",
            "STATUS:CONFIRMED",
            "SUMMARY:Spotkanie",
            "UID:00000000-0000-0000-0000-000000000007@miasto.example",
            "URL:https://miasto.example/sessions/00000000-0000-0000-0000-000000000007",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(lines(&file_of(&meeting("Spotkanie"))), expected);
    }

    #[test]
    fn what_would_end_a_text_is_escaped() {
        let mut entry = meeting("Park; ul. Nowa, \\ etap\nII");
        entry.meeting.place = "Rynek 1, sala 5; piętro II".to_owned();
        entry.meeting.agenda = ["Powitanie", "Terminy, pieniądze"]
            .map(|title| AgendaItem { id: AgendaItemId(Uuid::from_u128(9)), title: title.to_owned(), unit: None })
            .to_vec();
        let lines = lines(&file_of(&entry));
        for expected in [
            r"SUMMARY:Park\; ul. Nowa\, \\ etap\nII",
            r"LOCATION:Rynek 1\, sala 5\; piętro II",
            r"DESCRIPTION:Konsultacje: Program współpracy\n\nPorządek spotkania\n1. Powitanie\n2. Terminy\, pieniądze",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected}: {lines:#?}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        // The last two are such as the crate alone would fold for ever, or not at all.
        let titles = [
            "Zażółć gęślą jaźń ".repeat(11).trim_end().to_owned(),
            format!("{}{}", "👩".repeat(24), " x".repeat(35)),
            format!("{}{}", "ą".repeat(72), " x".repeat(37)),
        ];
        for title in titles {
            let file = file_of(&meeting(&title));
            assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
            assert!(lines(&file).contains(&format!("SUMMARY:{title}")), "{file}");
        }
    }

    #[test]
    fn what_changed_has_a_higher_number_and_what_was_called_off_says_so() {
        let mut entry = meeting("Spotkanie");
        entry.revision = 3;
        entry.meeting.state = MeetingState::Cancelled;
        entry.meeting.ends_at = Some(entry.meeting.starts_at.plus(5_400_000));
        let lines = lines(&file_of(&entry));
        for expected in ["SEQUENCE:3", "STATUS:CANCELLED", "DTSTART:20260617T160000Z", "DTEND:20260617T173000Z"] {
            assert_eq!(lines.iter().filter(|line| *line == expected).count(), 1, "{expected}: {lines:#?}");
        }
        assert!(!lines.iter().any(|line| line == "STATUS:CONFIRMED"));
    }

    #[test]
    fn the_name_of_a_feed_is_a_text() {
        let lines = lines(&written(&calendar(Some("Konsultacje: woda, zieleń"), [])));
        for expected in [
            r"NAME;VALUE=TEXT:Konsultacje: woda\, zieleń",
            r"X-WR-CALNAME:Konsultacje: woda\, zieleń",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected}: {lines:#?}");
        }
    }
}
