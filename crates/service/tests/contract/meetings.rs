//! Meetings themselves: announced, run and shown by moderators, and who finds them.

use busola_domain::consultation::Moderation;
use busola_domain::event::About;
use busola_domain::live::ErrorCode;
use busola_domain::meeting::{Focus, Meeting, NewItem, NewMeeting, Rules, State};
use busola_domain::policy::Denied;
use busola_domain::{Actor, EventKind, MeetingId, Problem};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::consultations::{Key, NewConsultation};
use busola_service::live::Refusal;
use busola_service::meetings::{FocusChange, Handling};
use busola_storage::{Db, meetings::focuses};
use serde_json::{Value, json};

use crate::city::{City, NOW, denied, draft_of, invalid, kinds, meeting_of, question, unit, yes_or_no};
use crate::page::numbers;

on_both_databases!(
    a_meeting_is_announced_by_a_moderator_alone,
    every_bad_field_of_a_meeting_is_named,
    meetings_are_listed_in_the_order_in_which_they_begin,
    a_meeting_is_begun_and_ended_once,
    what_is_shown_is_changed_in_part,
    what_is_not_there_is_not_shown,
    in_a_meeting_that_is_over_nothing_changes,
    the_log_has_no_gap_and_tells_the_present,
    a_meeting_by_invitation_is_found_by_who_has_its_code,
    a_meeting_of_a_draft_is_not_there_for_residents,
);

/// Every bad field, in the order in which they are named.
pub(crate) fn problems<T>(outcome: Result<T, Error>) -> Vec<(String, Problem)> {
    match outcome.map(|_| ()) {
        Err(Error::Invalid(errors)) => Some(errors.into_iter().map(|error| (error.field, error.problem)).collect()),
        _ => None,
    }
    .expect("bad fields")
}

/// What is to be shown, as it is sent.
fn change(sent: Value) -> FocusChange {
    serde_json::from_value(sent).unwrap()
}

async fn a_meeting_is_announced_by_a_moderator_alone(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let key = Key::Id(consultation.id);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.create_meeting(who, &key, meeting_of(&consultation)).await), no);
    }
    let nowhere = city.service.create_meeting(Some(&city.moderator), &Key::Slug("nie-ma".to_owned()), meeting_of(&consultation)).await;
    assert_eq!(denied(nowhere), Denied::NotFound);
    assert_eq!(city.service.meetings(None, &key).await.unwrap(), []);

    let (new, meeting) = (meeting_of(&consultation), city.announce(&consultation, meeting_of(&consultation)).await);
    assert_eq!((&meeting.title, &meeting.place, meeting.starts_at), (&new.title, &new.place, new.starts_at));
    assert_eq!((meeting.public, meeting.rules, meeting.consultation), (true, new.rules, consultation.id));
    assert_eq!((meeting.state, meeting.started_at, meeting.ended_at, meeting.focus), (State::Planned, None, None, Focus::default()));
    let agenda: Vec<_> = meeting.agenda.iter().map(|item| (item.title.as_str(), item.unit)).collect();
    assert_eq!(agenda, [("Zasady", Some(unit(&consultation, "§ 1"))), ("Sprawy różne", None)]);
    assert_eq!(city.service.meeting_by_code(None, &meeting.code).await.unwrap(), meeting.id);
    assert_eq!(kinds(&city.meeting_log(&meeting).await), [EventKind::SessionChanged]);
    for (reader, own) in [(None, false), (Some(&anna), true), (Some(&city.moderator), true)] {
        let page = city.meeting(reader, &meeting).await;
        assert_eq!((page.meeting, page.head, page.own.is_some()), (meeting.clone(), 1, own));
    }
}

async fn every_bad_field_of_a_meeting_is_named(db: Db) {
    let city = City::new(db).await;
    let (consultation, other) = (city.consultation().await, city.consultation().await);
    let (moderator, key) = (Some(&city.moderator), Key::Id(consultation.id));
    let item = |title: &str, unit| NewItem { id: None, title: title.to_owned(), unit };
    let new = NewMeeting {
        title: " \u{200B}".to_owned(),
        place: "ż".repeat(301),
        agenda: vec![item("Nie stąd", Some(unit(&other, "§ 1"))), item("", None), item("Stąd", Some(unit(&consultation, "§ 2 pkt 1")))],
        rules: Rules { speech_seconds: 7_201, ..Rules::default() },
        ..meeting_of(&consultation)
    };
    let expected = [
        ("title", Problem::Required),
        ("place", Problem::TooLong { max: 300 }),
        ("agenda.1.title", Problem::Required),
        ("agenda.0.unit", Problem::UnknownUnit),
        ("rules.speech_seconds", Problem::Malformed),
    ];
    let named = problems(city.service.create_meeting(moderator, &key, new).await);
    assert_eq!(named, expected.map(|(field, problem)| (field.to_owned(), problem)));

    let long = |count: usize| NewMeeting { agenda: vec![item("Punkt", None); count], ..meeting_of(&consultation) };
    let refused = city.service.create_meeting(moderator, &key, long(101)).await;
    assert_eq!(invalid(refused), ("agenda".to_owned(), Problem::TooMany { max: 100 }));
    assert_eq!(city.service.meetings(None, &key).await.unwrap(), []);
    // As many as there may be, in their order; a place is not needed.
    let longest = city.announce(&consultation, NewMeeting { place: String::new(), ..long(100) }).await;
    assert_eq!((longest.agenda.len(), city.meeting(None, &longest).await.meeting), (100, longest));
}

async fn meetings_are_listed_in_the_order_in_which_they_begin(db: Db) {
    let city = City::new(db).await;
    let (consultation, other) = (city.consultation().await, city.consultation().await);
    let mut announced = Vec::new();
    for hour in [3, 1, 2] {
        let new = NewMeeting { starts_at: NOW.plus(hour * 3_600_000), title: format!("Spotkanie {hour}"), ..meeting_of(&consultation) };
        announced.push(city.announce(&consultation, new).await);
    }
    city.announce(&other, meeting_of(&other)).await;
    let listed = city.service.meetings(None, &Key::Slug(consultation.slug.clone())).await.unwrap();
    let expected: Vec<_> = [1, 2, 0].map(|at| Meeting { agenda: Vec::new(), ..announced[at].clone() }).to_vec();
    assert_eq!(listed, expected);
}

async fn a_meeting_is_begun_and_ended_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let planned = city.announce(&consultation, meeting_of(&consultation)).await;
    let other = city.announce(&consultation, meeting_of(&consultation)).await;
    let (anna, moderator, service) = (city.resident("Anna").await, Some(&city.moderator), &city.service);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(service.start_meeting(who, planned.id, NOW).await), no);
        assert_eq!(denied(service.end_meeting(who, planned.id, NOW).await), no);
        assert_eq!(denied(service.focus_meeting(who, planned.id, FocusChange::default(), NOW).await), no);
    }
    assert_eq!(denied(service.start_meeting(moderator, MeetingId(service.new_id()), NOW).await), Denied::NotFound);

    let begun = service.start_meeting(moderator, planned.id, city.at(1_000)).await.unwrap();
    assert_eq!(begun, Meeting { state: State::Running, started_at: Some(NOW.plus(1_000)), ..planned.clone() });
    assert_eq!(service.start_meeting(moderator, planned.id, city.at(2_000)).await.unwrap(), begun);
    let ended = service.end_meeting(moderator, planned.id, city.at(3_000)).await.unwrap();
    assert_eq!(ended, Meeting { state: State::Ended, ended_at: Some(NOW.plus(3_000)), ..begun });
    assert_eq!(service.end_meeting(moderator, planned.id, city.at(4_000)).await.unwrap(), ended);
    assert_eq!(denied(service.start_meeting(moderator, planned.id, city.at(5_000)).await), Denied::MeetingOver);
    let log: Vec<_> = city.meeting_log(&planned).await.iter().map(|event| (event.kind, event.at)).collect();
    let expected = [(EventKind::SessionChanged, 0), (EventKind::SessionStarted, 1_000), (EventKind::SessionEnded, 3_000)];
    assert_eq!(log, expected.map(|(kind, after)| (kind, NOW.plus(after))));
    // One that never began is called off.
    let off = service.end_meeting(moderator, other.id, city.at(6_000)).await.unwrap();
    assert_eq!(off, Meeting { state: State::Ended, ended_at: Some(NOW.plus(6_000)), ..other });
}

async fn what_is_shown_is_changed_in_part(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let consultation = city.service.consultation(None, &Key::Id(meeting.consultation)).await.unwrap();
    let asked = city.ask(&city.resident("Anna").await, &meeting, "Kiedy?").await.id;
    let poll = city.poll(&meeting, yes_or_no()).await.id;
    let (first, second, unit) = (&meeting.agenda[0], &meeting.agenda[1], unit(&consultation, "§ 3"));
    // What was opened is on show.
    let focus = Focus { poll: Some(poll), ..Focus::default() };
    assert_eq!(city.meeting(None, &meeting).await.meeting.focus, focus);
    let steps: [(Value, Focus); 9] = [
        (json!({ "item": first.id }), Focus { item: Some(first.id), unit: first.unit, ..focus }),
        (json!({ "question": asked }), Focus { item: Some(first.id), unit: first.unit, question: Some(asked), ..focus }),
        (json!({ "poll": null }), Focus { item: Some(first.id), unit: first.unit, question: Some(asked), poll: None }),
        (json!({ "unit": unit }), Focus { item: Some(first.id), unit: Some(unit), question: Some(asked), poll: None }),
        (json!({ "unit": null, "question": null }), Focus { item: Some(first.id), ..Focus::default() }),
        (json!({ "item": first.id, "unit": unit }), Focus { item: Some(first.id), unit: Some(unit), ..Focus::default() }),
        // What is free has no unit.
        (json!({ "item": second.id, "poll": poll }), Focus { item: Some(second.id), ..focus }),
        (json!({ "unit": unit }), Focus { item: Some(second.id), unit: Some(unit), ..focus }),
        (json!({ "item": null, "poll": null }), Focus { unit: Some(unit), ..Focus::default() }),
    ];
    for (at, (sent, expected)) in (1..).zip(steps) {
        let shown = city.service.focus_meeting(Some(&city.moderator), meeting.id, change(sent.clone()), city.at(at)).await.unwrap();
        assert_eq!(shown.focus, expected, "{sent}");
        // Said again, or nothing said, changes nothing.
        for same in [sent, json!({})] {
            city.service.focus_meeting(Some(&city.moderator), meeting.id, change(same), city.at(at)).await.unwrap();
        }
        let page = city.meeting(None, &meeting).await;
        assert_eq!((page.meeting.focus, page.head), (expected, 5 + at));
    }
    // What the minutes tell: each change of the item or the unit, and when it was.
    let shown = focuses::of_meeting(&mut city.db.read().await.unwrap(), meeting.id).await.unwrap();
    let shown: Vec<_> = shown.iter().map(|shown| (shown.at.since(NOW), shown.item, shown.unit)).collect();
    let (first, second, is, unit) = (Some(first.id), Some(second.id), first.unit, Some(unit));
    let expected =
        [(1, first, is), (4, first, unit), (5, first, None), (6, first, unit), (7, second, None), (8, second, unit), (9, None, unit)];
    assert_eq!(shown, expected);
}

async fn what_is_not_there_is_not_shown(db: Db) {
    let city = City::new(db).await;
    let (meeting, other) = (city.hall(Rules { approve_questions: true, ..Rules::default() }).await, city.hall(Rules::default()).await);
    let anna = city.resident("Anna").await;
    let (waits, elsewhere) = (city.ask(&anna, &meeting, "Kiedy?").await.id, city.ask(&anna, &other, "Gdzie?").await.id);
    let (prepared, open) = (city.prepare(&meeting, yes_or_no()).await.id, city.poll(&other, yes_or_no()).await.id);
    let before = city.meeting(None, &meeting).await;
    let focus = |sent: Value| city.service.focus_meeting(Some(&city.moderator), meeting.id, change(sent), NOW);
    for (field, id, problem) in [
        ("item", json!(other.agenda[0].id), Problem::Malformed),
        ("unit", json!(other.agenda[0].unit), Problem::UnknownUnit),
        ("question", json!(elsewhere), Problem::Malformed),
        // Nor what moderators alone may see.
        ("question", json!(waits), Problem::Malformed),
        ("poll", json!(prepared), Problem::Malformed),
        ("poll", json!(open), Problem::Malformed),
    ] {
        let sent = json!({ "item": meeting.agenda[0].id, field: id });
        assert_eq!(invalid(focus(sent.clone()).await), (field.to_owned(), problem), "{sent}");
    }
    let all = problems(focus(json!({ "item": elsewhere, "unit": open, "question": open, "poll": waits })).await);
    assert_eq!(all.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["item", "unit", "question", "poll"]);
    let after = city.meeting(None, &meeting).await;
    assert_eq!((after.meeting, after.head), (before.meeting, before.head));
}

async fn in_a_meeting_that_is_over_nothing_changes(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, moderator, service) = (city.resident("Anna").await, Some(&city.moderator), &city.service);
    let asked = city.ask(&anna, &meeting, "Kiedy?").await.id;
    let prepared = city.prepare(&meeting, yes_or_no()).await;
    let hand = service.raise_hand(Some(&anna), meeting.id, NOW).await.unwrap().id;
    service.end_meeting(moderator, meeting.id, NOW).await.unwrap();
    let before = city.meeting(moderator, &meeting).await;
    let who = Some(&anna);
    let refused = [
        denied(service.focus_meeting(moderator, meeting.id, change(json!({ "item": meeting.agenda[0].id })), NOW).await),
        denied(service.create_poll(moderator, meeting.id, yes_or_no(), NOW).await),
        denied(service.open_poll(moderator, prepared.id, NOW).await),
        denied(service.call_speaker(moderator, hand, NOW).await),
        denied(service.order_speakers(moderator, meeting.id, &[], NOW).await),
        denied(service.ask_question(who, meeting.id, question(service.new_id(), "Jeszcze jedno"), NOW).await),
        denied(service.support_question(who, asked, Support::Given, NOW).await),
        denied(service.raise_hand(who, meeting.id, NOW).await),
        denied(service.end_speaker(who, hand, NOW).await),
        denied(city.vote(&anna, &prepared, &[0]).await),
    ];
    assert_eq!(refused, [Denied::MeetingOver; 10]);
    assert_eq!(city.meeting(moderator, &meeting).await, before);
    // But what was asked is still answered in writing.
    let answer = Handling::InWriting { answer: Some("W maju.".to_owned()) };
    assert_eq!(service.handle_question(moderator, asked, answer, NOW).await.unwrap().answer.as_deref(), Some("W maju."));
}

async fn the_log_has_no_gap_and_tells_the_present(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, moderator, service) = (city.resident("Anna").await, Some(&city.moderator), &city.service);
    service.focus_meeting(moderator, meeting.id, change(json!({ "item": meeting.agenda[0].id })), NOW).await.unwrap();
    let asked = city.ask(&anna, &meeting, "Kiedy?").await.id;
    service.handle_question(moderator, asked, Handling::Answer, NOW).await.unwrap();
    let hand = service.raise_hand(Some(&anna), meeting.id, NOW).await.unwrap().id;
    service.call_speaker(moderator, hand, NOW).await.unwrap();
    service.end_speaker(Some(&anna), hand, NOW).await.unwrap();
    let again = service.raise_hand(Some(&anna), meeting.id, NOW.plus(1)).await.unwrap().id;
    service.order_speakers(moderator, meeting.id, &[again], NOW).await.unwrap();
    let poll = city.poll(&meeting, yes_or_no()).await;
    city.vote(&anna, &poll, &[0]).await.unwrap();
    service.close_poll(moderator, poll.id, NOW).await.unwrap();

    let (log, page) = (city.meeting_log(&meeting).await, city.meeting(None, &meeting).await);
    use EventKind::*;
    let run = [SessionChanged, SessionStarted, SessionFocused, QuestionAsked, QuestionChanged];
    let went_on = [SpeakerQueued, SpeakerCalled, SpeakerEnded, SpeakerQueued, SpeakerMoved, PollOpened, SessionFocused, PollClosed];
    assert_eq!((kinds(&log), page.head), ([&run[..], &went_on[..]].concat(), 13));
    assert_eq!(log.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=13).collect::<Vec<_>>());
    let mut facts = json!(page.meeting);
    assert_eq!(facts.as_object_mut().unwrap().remove("code"), Some(json!(meeting.code)));
    for event in &log {
        let expected = match event.kind.about() {
            About::Meeting => facts.clone(),
            About::Question => json!(page.questions[0]),
            About::Speaker => {
                let speaker = page.speakers.iter().find(|speaker| event.data["speaker"]["id"] == json!(speaker.id)).unwrap();
                json!({ "speaker": speaker, "queue": page.queue })
            }
            About::Poll => json!(page.polls[0]),
            About::Comment | About::Consultation => Value::Null,
        };
        assert_eq!(event.data, expected, "{:?}", event.kind);
    }
    assert!(!json!(log).to_string().contains(&meeting.code));
    // Who comes back is told the same.
    let told = city.follow(None, &meeting, Some(0)).await.unwrap().events_up_to(13).await;
    assert_eq!(numbers(&told), (1..=13).collect::<Vec<_>>());
    assert!(told.iter().zip(&log).all(|(told, event)| (&told["kind"], &told["data"]) == (&json!(event.kind), &event.data)));
}

/// Whether somebody finds a meeting: its page, its log, the list and the live channel say the same.
async fn finds(city: &City, who: Option<&Actor>, meeting: &Meeting) -> bool {
    let all = city.service.meetings(who, &Key::Id(meeting.consultation)).await.unwrap_or_default();
    let listed = all.iter().any(|one| one.id == meeting.id);
    let page = city.service.meeting(who, meeting.id).await;
    let log = city.service.meeting_events(who, meeting.id, 0, 10).await;
    let socket = city.follow(who, meeting, None).await;
    let found = page.is_ok();
    assert_eq!((log.is_ok(), listed, socket.is_ok()), (found, found, found));
    if !found {
        assert_eq!((denied(page), denied(log)), (Denied::NotFound, Denied::NotFound));
        assert!(matches!(socket.err(), Some(Refusal::Said(ErrorCode::UnknownChannel, _))));
    }
    found
}

async fn a_meeting_by_invitation_is_found_by_who_has_its_code(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let meeting = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let (anna, jan, service) = (city.resident("Anna").await, city.resident("Jan").await, &city.service);
    let poll = city.poll(&meeting, yes_or_no()).await;
    for (who, found) in [(None, false), (Some(&anna), false), (Some(&jan), false), (Some(&city.moderator), true)] {
        assert_eq!(finds(&city, who, &meeting).await, found);
    }
    // Nor does anybody take part in it who was not let in, or asks for another one.
    assert_eq!(denied(service.join_meeting(Some(&anna), "nie ma").await), Denied::NotFound);
    assert_eq!(denied(service.ask_question(Some(&anna), meeting.id, question(service.new_id(), "Kiedy?"), NOW).await), Denied::NotFound);
    assert_eq!(denied(service.raise_hand(Some(&anna), meeting.id, NOW).await), Denied::NotFound);
    assert_eq!(denied(city.vote(&anna, &poll, &[0]).await), Denied::NotFound);
    assert!(!finds(&city, Some(&anna), &meeting).await);

    // As it is typed, and again.
    let typed = format!(" {}-{} ", meeting.code[..3].to_lowercase(), &meeting.code[3..]);
    for code in [&typed, &meeting.code] {
        assert_eq!(service.join_meeting(Some(&anna), code).await.unwrap(), meeting.id);
    }
    // Who is not signed in can't be let in.
    assert_eq!(service.join_meeting(None, &meeting.code).await.unwrap(), meeting.id);
    for (who, found) in [(None, false), (Some(&anna), true), (Some(&jan), false)] {
        assert_eq!(finds(&city, who, &meeting).await, found);
    }
    city.ask(&anna, &meeting, "Kiedy?").await;
    service.raise_hand(Some(&anna), meeting.id, NOW).await.unwrap();
    city.vote(&anna, &poll, &[0]).await.unwrap();
    let log = service.meeting_events(Some(&anna), meeting.id, 0, 100).await.unwrap();
    assert!(!json!(log).to_string().contains(&meeting.code));
}

async fn a_meeting_of_a_draft_is_not_there_for_residents(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let meeting = city.announce(&consultation, meeting_of(&consultation)).await;
    let anna = city.resident("Anna").await;
    // Its code opens nothing.
    let _either = city.service.join_meeting(Some(&anna), &meeting.code).await;
    for (who, found) in [(None, false), (Some(&anna), false), (Some(&city.moderator), true)] {
        assert_eq!(finds(&city, who, &meeting).await, found);
    }
    assert_eq!(denied(city.service.raise_hand(Some(&anna), meeting.id, NOW).await), Denied::NotFound);
    city.service.publish_consultation(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap();
    for who in [None, Some(&anna), Some(&city.moderator)] {
        assert!(finds(&city, who, &meeting).await);
    }
}
