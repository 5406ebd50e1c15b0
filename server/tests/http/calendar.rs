//! Calendar files and feeds, as the programs of residents read them.

use std::collections::HashMap;

use busola_domain::time::{DAY, HOUR};
use reqwest::Method;
use reqwest::header::ACCEPT_LANGUAGE;
use serde_json::{Value, json};

use crate::city::City;
use crate::fixture::{consultation, created, id, new_id, now};
use crate::person::{Answer, Person};

on_both_databases!(
    a_meeting_is_a_file_for_everybody,
    a_meeting_by_invitation_is_a_file_for_who_is_in,
    a_feed_follows_what_was_changed_and_called_off,
    the_feed_of_all_has_what_everybody_may_read,
    the_feed_of_all_consultations_has_their_dates_and_meetings,
);

/// A session that begins in a day.
async fn announced(moderator: &Person, consultation: &Value, changes: Value) -> Value {
    let mut new = json!({
        "title": "Spotkanie, otwarte dla wszystkich",
        "starts_at": now().plus(DAY),
        "ends_at": now().plus(DAY + 2 * HOUR),
        "place": "Rynek 1; sala 5",
        "agenda": [{ "title": "Powitanie", "unit": null }],
    });
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    moderator.post(&format!("/api/v1/consultations/{}/sessions", id(consultation)), &new).await.expect(201)
}

fn file_of(session: &Value) -> String {
    format!("/sessions/{}/calendar.ics", id(session))
}

fn feed_of(consultation: &Value) -> String {
    format!("/consultations/{}/calendar.ics", id(consultation))
}

/// The lines of a calendar, unfolded (RFC 5545, section 3.1).
#[track_caller]
fn lines(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(answer.text.starts_with("BEGIN:VCALENDAR\r\n") && answer.text.ends_with("END:VCALENDAR\r\n"), "{}", answer.text);
    answer.text.replace("\r\n ", "").split_terminator("\r\n").map(ToOwned::to_owned).collect()
}

/// The properties of each event of a calendar, by the first part of its `UID`.
#[track_caller]
fn events(answer: &Answer) -> HashMap<String, HashMap<String, String>> {
    let lines = lines(answer);
    let property = |line: &String| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut events = HashMap::new();
    for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
        let properties: HashMap<_, _> = event.iter().take_while(|line| *line != "END:VEVENT").filter_map(property).collect();
        let uid = properties["UID"].split('@').next().unwrap().to_owned();
        assert!(events.insert(uid, properties).is_none(), "an id that two events have");
    }
    events
}

/// A moment as a calendar has it.
fn utc(moment: &Value) -> String {
    format!("{}Z", moment.as_str().unwrap().split('.').next().unwrap().replace(['-', ':'], ""))
}

async fn a_meeting_is_a_file_for_everybody(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let session = announced(&moderator, &consultation, json!({})).await;
    let (guest, path) = (city.guest(), file_of(&session));
    let answer = guest.get(&path).await;
    let events = events(&answer);
    assert_eq!(events.len(), 1);
    let event = &events[id(&session)];
    for (name, value) in [
        ("UID", format!("{}@{}", id(&session), city.url.trim_start_matches("http://"))),
        ("SEQUENCE", "0".to_owned()),
        ("STATUS", "CONFIRMED".to_owned()),
        ("DTSTART", utc(&session["starts_at"])),
        ("DTEND", utc(&session["ends_at"])),
        ("SUMMARY", r"Spotkanie\, otwarte dla wszystkich".to_owned()),
        ("LOCATION", r"Rynek 1\; sala 5".to_owned()),
        ("DESCRIPTION", r"Consultation: Program współpracy na 2027 rok\n\nAgenda\n1. Powitanie".to_owned()),
        ("URL", format!("{}/sessions/{}", city.url, id(&session))),
    ] {
        assert_eq!(event[name], value, "{name}");
    }
    assert!(event["DTSTAMP"].ends_with('Z'));
    assert!(!answer.text.contains(session["code"].as_str().unwrap()), "{}", answer.text);
    assert!(answer.header("content-disposition").starts_with("inline; filename=\"program-"), "{:?}", answer.headers);
    assert_eq!(answer.header("cache-control"), "private, no-cache");

    let head = guest.call(Method::HEAD, &path).await;
    assert_eq!((head.status, head.header("content-type"), head.text.as_str()), (200, "text/calendar; charset=utf-8", ""));
    guest.call(Method::POST, &path).await.problem(405);
    guest.get("/sessions/nothing/calendar.ics").await.problem(404);
    guest.get(&format!("/sessions/{}/calendar.ics", new_id())).await.problem(404);
}

async fn a_meeting_by_invitation_is_a_file_for_who_is_in(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, guest) = (city.person("Anna", "resident"), city.guest());
    let consultation = consultation(&moderator).await;
    let session = announced(&moderator, &consultation, json!({ "public": false })).await;
    let (path, code) = (file_of(&session), session["code"].as_str().unwrap());
    for stranger in [&guest, &anna] {
        stranger.get(&path).await.problem(404);
        assert!(!events(&stranger.get(&feed_of(&consultation)).await).contains_key(id(&session)));
    }

    anna.post("/api/v1/sessions/join", &json!({ "code": code })).await.expect(200);
    for own in [path.clone(), feed_of(&consultation)] {
        let answer = anna.get(&own).await;
        assert!(events(&answer).contains_key(id(&session)), "{own}");
        assert!(!answer.text.contains(code), "{own}");
    }
    guest.get(&path).await.problem(404);
    // The feed of all is the same for all.
    assert!(events(&anna.get("/calendar.ics").await).is_empty());
}

async fn a_feed_follows_what_was_changed_and_called_off(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let guest = city.guest();
    let consultation = consultation(&moderator).await;
    let moved = announced(&moderator, &consultation, json!({ "ends_at": null })).await;
    let off = announced(&moderator, &consultation, json!({ "place": "" })).await;
    let before = events(&guest.get(&feed_of(&consultation)).await);
    assert_eq!(before.len(), 4);
    for (which, summary) in [("opens", "Consultation opens"), ("closes", "Comments close")] {
        let moment = &before[&format!("{}-{which}", id(&consultation))];
        assert_eq!(moment["SUMMARY"], format!("{summary}: Program współpracy na 2027 rok"));
        assert_eq!(moment["DTSTART"], utc(&consultation[format!("{which}_at")]));
        assert_eq!(moment["URL"], format!("{}/consultations/{}", city.url, consultation["slug"].as_str().unwrap()));
        assert!(!moment.contains_key("DTEND"));
    }
    let (moved_before, off_before) = (&before[id(&moved)], &before[id(&off)]);
    assert_eq!((moved_before["SEQUENCE"].as_str(), off_before["SEQUENCE"].as_str()), ("0", "0"));
    assert!(!moved_before.contains_key("DTEND") && !off_before.contains_key("LOCATION"));
    // The agenda is in the file of a meeting.
    assert_eq!(moved_before["DESCRIPTION"], "Consultation: Program współpracy na 2027 rok");

    let change = json!({ "starts_at": now().plus(3 * DAY), "place": "Biblioteka, ul. Długa 2" });
    let changed = moderator.send(Method::PATCH, &format!("/api/v1/sessions/{}", id(&moved)), &change).await.expect(200);
    moderator.call(Method::POST, &format!("/api/v1/sessions/{}/cancel", id(&off))).await.expect(200);
    let by_slug = format!("/consultations/{}/calendar.ics", consultation["slug"].as_str().unwrap());
    let after = events(&guest.get(&by_slug).await);
    let (moved_after, off_after) = (&after[id(&moved)], &after[id(&off)]);
    assert_eq!((moved_after["SEQUENCE"].as_str(), moved_after["STATUS"].as_str()), ("1", "CONFIRMED"));
    assert_eq!((&moved_after["DTSTART"], moved_after["LOCATION"].as_str()), (&utc(&changed["starts_at"]), r"Biblioteka\, ul. Długa 2"));
    assert_eq!((off_after["SEQUENCE"].as_str(), off_after["STATUS"].as_str()), ("1", "CANCELLED"));
    assert_eq!((&moved_after["UID"], &off_after["UID"]), (&moved_before["UID"], &off_before["UID"]));
    assert_eq!(events(&guest.get(&file_of(&off)).await)[id(&off)]["STATUS"], "CANCELLED");

    let feed = reqwest::Client::new().get(format!("{}{by_slug}", city.url)).header(ACCEPT_LANGUAGE, "pl");
    let lines = lines(&Answer::of(feed).await);
    for expected in [
        "NAME;VALUE=TEXT:Konsultacje: Program współpracy na 2027 rok",
        "X-WR-CALNAME:Konsultacje: Program współpracy na 2027 rok",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SUMMARY:Koniec przyjmowania uwag: Program współpracy na 2027 rok",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected}: {lines:#?}");
    }
    assert!(!lines.iter().any(|line| line.starts_with("METHOD")));
}

async fn the_feed_of_all_has_what_everybody_may_read(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (first, second) = (consultation(&moderator).await, consultation(&moderator).await);
    let draft = created(&moderator, json!({ "publish": false })).await;
    let ago = |days: i64| json!({ "starts_at": now().plus(-days * DAY), "ends_at": null });
    let mut listed = Vec::new();
    for (consultation, changes) in [(&first, json!({})), (&second, json!({})), (&second, ago(89))] {
        listed.push(announced(&moderator, consultation, changes).await);
    }
    let invited = announced(&moderator, &first, json!({ "public": false })).await;
    let unpublished = announced(&moderator, &draft, json!({})).await;
    announced(&moderator, &first, ago(91)).await;

    // Whoever asks: a program that reads it has no account.
    for reader in [&city.guest(), &moderator] {
        let events = events(&reader.get("/calendar.ics").await);
        let mut found: Vec<_> = events.keys().map(String::as_str).collect();
        let mut expected: Vec<_> = listed.iter().map(id).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
    assert_eq!(city.guest().call(Method::HEAD, "/calendar.ics").await.status, 200);

    // Who runs them has them in the feeds of their consultations.
    city.guest().get(&feed_of(&draft)).await.problem(404);
    city.guest().get(&file_of(&unpublished)).await.problem(404);
    city.guest().get("/consultations/nie-ma/calendar.ics").await.problem(404);
    for (consultation, session) in [(&draft, &unpublished), (&first, &invited)] {
        assert!(events(&moderator.get(&feed_of(consultation)).await).contains_key(id(session)));
    }
}

async fn the_feed_of_all_consultations_has_their_dates_and_meetings(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let here = consultation(&moderator).await;
    let draft = created(&moderator, json!({ "publish": false })).await;
    created(&moderator, json!({ "opens_at": now().plus(-200 * DAY), "closes_at": now().plus(-91 * DAY) })).await;
    let session = announced(&moderator, &here, json!({})).await;
    announced(&moderator, &here, json!({ "public": false })).await;
    announced(&moderator, &draft, json!({})).await;
    let before = events(&city.guest().get("/consultations.ics").await);
    let mut found: Vec<_> = before.keys().cloned().collect();
    let [opens, closes] = ["opens", "closes"].map(|which| format!("{}-{which}", id(&here)));
    let mut expected = vec![opens, closes.clone(), id(&session).to_owned()];
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(before[&closes]["SEQUENCE"], "0");

    let change = json!({ "closes_at": now().plus(20 * DAY) });
    let changed = moderator.send(Method::PATCH, &format!("/api/v1/consultations/{}", id(&here)), &change).await.expect(200);
    for feed in ["/consultations.ics", &feed_of(&here)] {
        let after = events(&moderator.get(feed).await);
        let moment = &after[&closes];
        assert_eq!((moment["SEQUENCE"].as_str(), &moment["DTSTART"]), ("1", &utc(&changed["closes_at"])), "{feed}");
    }
}
