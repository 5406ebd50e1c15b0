//! What was announced of a meeting is changed, or called off.

use busola_domain::meeting::poll::State as PollState;
use busola_domain::meeting::question::State as QuestionState;
use busola_domain::meeting::speaker::State as SpeakerState;
use busola_domain::meeting::{Focus, Meeting, MeetingChange, Rules, State};
use busola_domain::policy::Denied;
use busola_domain::time::HOUR;
use busola_domain::{EventKind, MeetingId, Problem};
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_service::meetings::{FocusChange, Handling};
use busola_service::{Conflict, Error};
use busola_storage::Db;
use busola_storage::meetings::{self as stored, votes};
use serde_json::{Value, json};

use crate::city::{CLOSES, City, NOW, denied, kinds, meeting_of, question, source, unit, yes_or_no};
use crate::meetings::problems;
use crate::polls::{secret, tally};

on_both_databases!(
    what_was_announced_is_changed_by_a_moderator_alone,
    what_is_changed_is_told_and_all_else_stays,
    every_bad_field_of_a_change_is_named,
    an_item_keeps_its_id_and_questions_of_one_that_is_gone_stay,
    a_unit_that_the_draft_has_lost_stays_in_the_agenda,
    a_change_that_changes_nothing_writes_nothing,
    of_two_who_change_the_same_announcement_the_second_is_told,
    a_meeting_that_is_called_off_takes_nobody,
    one_that_was_begun_is_not_called_off,
    calling_off_ends_what_is_open,
);

impl City {
    /// Changes what was announced of a meeting, as it is sent.
    pub(crate) async fn change(&self, of: &Meeting, sent: Value) -> Result<Meeting, Error> {
        let change: MeetingChange = serde_json::from_value(sent).unwrap();
        self.service.change_meeting(Some(&self.moderator), of.id, change, self.service.now()).await
    }

    /// A meeting that is planned, of a consultation of its own.
    pub(crate) async fn planned(&self) -> Meeting {
        let consultation = self.consultation().await;
        self.announce(&consultation, meeting_of(&consultation)).await
    }

    /// How often what was announced of a meeting has changed.
    async fn revision(&self, of: &Meeting) -> i64 {
        stored::by_id(&mut self.db.read().await.unwrap(), of.id).await.unwrap().unwrap().revision
    }
}

async fn what_was_announced_is_changed_by_a_moderator_alone(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, moderator, service) = (city.resident("Anna").await, Some(&city.moderator), &city.service);
    let new = || MeetingChange { title: Some("Inny tytuł".to_owned()), ..MeetingChange::default() };
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(service.change_meeting(who, meeting.id, new(), NOW).await), no);
        assert_eq!(denied(service.cancel_meeting(who, meeting.id, NOW).await), no);
    }
    let nowhere = MeetingId(service.new_id());
    assert_eq!(denied(service.change_meeting(moderator, nowhere, new(), NOW).await), Denied::NotFound);
    assert_eq!(denied(service.cancel_meeting(moderator, nowhere, NOW).await), Denied::NotFound);
    assert_eq!(city.meeting(None, &meeting).await.meeting, meeting);
    // While it is under way too, but not once it is over.
    assert_eq!(service.change_meeting(moderator, meeting.id, new(), NOW).await.unwrap().title, "Inny tytuł");
    service.end_meeting(moderator, meeting.id, NOW).await.unwrap();
    assert_eq!(denied(service.change_meeting(moderator, meeting.id, MeetingChange::default(), NOW).await), Denied::MeetingOver);
}

async fn what_is_changed_is_told_and_all_else_stays(db: Db) {
    let city = City::new(db).await;
    let announced = city.planned().await;
    let mut page = city.follow(None, &announced, None).await.unwrap();
    let (starts_at, ends_at) = (CLOSES.plus(HOUR), CLOSES.plus(3 * HOUR));
    let rules = Rules { guests: false, speech_seconds: 60, ..Rules::default() };
    city.at(5);
    let title = " Spotkanie  w bibliotece ";
    let sent = json!({ "title": title, "starts_at": starts_at, "ends_at": ends_at, "place": "Plac 2", "rules": rules });
    let changed = city.change(&announced, sent).await.unwrap();
    let (title, place) = ("Spotkanie w bibliotece".to_owned(), "Plac 2".to_owned());
    let expected = Meeting { title, starts_at, ends_at: Some(ends_at), place, rules, ..announced.clone() };
    assert_eq!((&changed, &city.meeting(None, &announced).await.meeting), (&expected, &expected));

    let log = city.meeting_log(&announced).await;
    assert_eq!((kinds(&log), log[1].at), (vec![EventKind::SessionChanged; 2], NOW.plus(5)));
    let mut facts = json!(expected);
    assert_eq!(facts.as_object_mut().unwrap().remove("code"), Some(json!(announced.code)));
    let told = page.next("event").await;
    assert_eq!((&log[1].data, &told["data"], &told["kind"]), (&facts, &facts, &json!("session.changed")));
    assert!(!json!(log).to_string().contains(&announced.code) && !told.to_string().contains(&announced.code));
    // No announced end any more, and the rest as it is.
    let open = city.change(&announced, json!({ "ends_at": null })).await.unwrap();
    assert_eq!(open, Meeting { ends_at: None, ..expected });
    assert_eq!(city.revision(&announced).await, 2);
}

async fn every_bad_field_of_a_change_is_named(db: Db) {
    let city = City::new(db).await;
    let (announced, other) = (city.planned().await, city.consultation().await);
    let known = announced.agenda[0].id;
    let (strange, elsewhere) = (city.service.new_id(), unit(&other, "§ 1"));
    let (required, malformed) = (Problem::Required, Problem::Malformed);
    for (sent, expected) in [
        (
            json!({ "title": " \u{200B}", "place": "ż".repeat(301) }),
            vec![("title", required.clone()), ("place", Problem::TooLong { max: 300 })],
        ),
        (json!({ "ends_at": announced.starts_at }), vec![("ends_at", Problem::EndsBeforeStart)]),
        (json!({ "rules": { "speech_seconds": -1 } }), vec![("rules.speech_seconds", malformed.clone())]),
        (
            json!({ "agenda": [{ "title": "" }, { "title": "Nie stąd", "unit": elsewhere }] }),
            vec![("agenda.0.title", required), ("agenda.1.unit", Problem::UnknownUnit)],
        ),
        // An item that is not of this meeting, and one that would be there twice.
        (
            json!({ "agenda": [{ "id": known, "title": "a" }, { "id": strange, "title": "b" }, { "id": known, "title": "c" }] }),
            vec![("agenda.1.id", malformed.clone()), ("agenda.2.id", malformed)],
        ),
    ] {
        let named = problems(city.change(&announced, sent.clone()).await);
        let expected: Vec<_> = expected.into_iter().map(|(field, problem)| (field.to_owned(), problem)).collect();
        assert_eq!(named, expected, "{sent}");
    }
    let page = city.meeting(None, &announced).await;
    assert_eq!((page.meeting, page.head), (announced, 1));
}

async fn an_item_keeps_its_id_and_questions_of_one_that_is_gone_stay(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (first, second) = (&meeting.agenda[0], &meeting.agenda[1]);
    let anna = city.resident("Anna").await;
    let mut asked = Vec::new();
    for (after, item) in (1..).zip([second.id, first.id]) {
        let focus = FocusChange { item: Some(Some(item)), ..FocusChange::default() };
        city.service.focus_meeting(Some(&city.moderator), meeting.id, focus, city.at(after)).await.unwrap();
        asked.push(city.ask(&anna, &meeting, "Kiedy?").await.id);
    }
    let wanted = json!([{ "title": "Na początek" }, { "id": second.id, "title": "Wolne wnioski" }]);
    let changed = city.change(&meeting, json!({ "agenda": wanted })).await.unwrap();
    let agenda: Vec<_> = changed.agenda.iter().map(|item| (item.title.as_str(), item.unit)).collect();
    assert_eq!(agenda, [("Na początek", None), ("Wolne wnioski", None)]);
    assert_eq!(changed.agenda[1].id, second.id);
    assert!(changed.agenda[0].id != first.id && changed.agenda[0].id != second.id);
    // The item that was on show is gone; its unit is still there to be seen.
    assert_eq!(changed.focus, Focus { unit: first.unit, ..Focus::default() });
    let page = city.meeting(None, &meeting).await;
    let items: Vec<_> = page.questions.iter().map(|question| (question.id, question.item)).collect();
    assert_eq!(items, [(asked[0], Some(second.id)), (asked[1], None)]);
    assert_eq!(page.meeting, changed);
}

async fn a_unit_that_the_draft_has_lost_stays_in_the_agenda(db: Db) {
    let city = City::new(db).await;
    let announced = city.planned().await;
    assert!(announced.agenda[0].unit.is_some());
    city.service.import_draft(&Key::Id(announced.consultation), &source("§ 7. Nowy.")).await.unwrap();
    let changed = city.change(&announced, json!({ "title": "Inny tytuł" })).await.unwrap();
    assert_eq!((&changed.agenda, changed.title.as_str()), (&announced.agenda, "Inny tytuł"));
}

async fn a_change_that_changes_nothing_writes_nothing(db: Db) {
    let city = City::new(db).await;
    let announced = city.planned().await;
    let before = city.meeting(None, &announced).await;
    let same = json!({
        "title": announced.title,
        "starts_at": announced.starts_at,
        "ends_at": null,
        "place": announced.place,
        "agenda": announced.agenda,
        "rules": announced.rules,
    });
    for sent in [json!({}), same] {
        assert_eq!(city.change(&announced, sent).await.unwrap(), announced);
    }
    assert_eq!((city.meeting(None, &announced).await, city.revision(&announced).await), (before, 0));
}

async fn of_two_who_change_the_same_announcement_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let announced = city.planned().await;
    let change = async |title: &str, revision| {
        let change = MeetingChange { title: Some(title.to_owned()), revision: Some(revision), ..MeetingChange::default() };
        city.service.change_meeting(Some(&city.moderator), announced.id, change, NOW).await
    };
    assert_eq!(change("Pierwszy", 0).await.unwrap().title, "Pierwszy");
    assert!(matches!(change("Drugi", 0).await, Err(Error::Conflict(Conflict::AnnouncementChanged))));
    assert_eq!(city.meeting(None, &announced).await.meeting.title, "Pierwszy");
    assert_eq!(change("Drugi", 1).await.unwrap().title, "Drugi");
}

async fn a_meeting_that_is_called_off_takes_nobody(db: Db) {
    let city = City::new(db).await;
    let planned = city.planned().await;
    let (anna, moderator, service) = (city.resident("Anna").await, Some(&city.moderator), &city.service);
    let asked = city.ask(&anna, &planned, "Obraźliwe słowa").await.id;
    let prepared = city.prepare(&planned, yes_or_no()).await;
    let off = service.cancel_meeting(moderator, planned.id, city.at(5)).await.unwrap();
    assert_eq!(off, Meeting { state: State::Cancelled, ..planned.clone() });
    // Again it is the same.
    assert_eq!(service.cancel_meeting(moderator, planned.id, city.at(6)).await.unwrap(), off);
    let log = city.meeting_log(&planned).await;
    assert_eq!(kinds(&log), [EventKind::SessionChanged, EventKind::QuestionAsked, EventKind::SessionChanged]);
    assert_eq!((log[2].at, &log[2].data["state"], city.revision(&planned).await), (NOW.plus(5), &json!("cancelled"), 1));

    let who = Some(&anna);
    let refused = [
        denied(service.start_meeting(moderator, planned.id, NOW).await),
        denied(service.end_meeting(moderator, planned.id, NOW).await),
        denied(service.focus_meeting(moderator, planned.id, FocusChange::default(), NOW).await),
        denied(service.create_poll(moderator, planned.id, yes_or_no(), NOW).await),
        denied(service.open_poll(moderator, prepared.id, NOW).await),
        denied(city.change(&planned, json!({ "title": "Inny tytuł" })).await),
        denied(service.ask_question(who, planned.id, question(service.new_id(), "Kiedy?"), NOW).await),
        denied(service.support_question(who, asked, Support::Given, NOW).await),
        denied(service.raise_hand(who, planned.id, NOW).await),
        denied(city.vote(&anna, &prepared, &[0]).await),
        denied(service.enter_meeting(None, &planned.code, "Ala").await),
    ];
    assert_eq!(refused, [Denied::MeetingCancelled; 11]);
    // Its page stays, and what must go from it goes.
    let hidden = service.handle_question(moderator, asked, Handling::Hide, NOW).await.unwrap();
    let page = city.meeting(None, &planned).await;
    assert_eq!((hidden.state, page.questions[0].body.as_deref(), page.meeting), (QuestionState::Hidden, None, off));
}

async fn one_that_was_begun_is_not_called_off(db: Db) {
    let city = City::new(db).await;
    let running = city.hall(Rules::default()).await;
    let (moderator, service) = (Some(&city.moderator), &city.service);
    assert_eq!(denied(service.cancel_meeting(moderator, running.id, NOW).await), Denied::WrongState);
    service.end_meeting(moderator, running.id, NOW).await.unwrap();
    assert_eq!(denied(service.cancel_meeting(moderator, running.id, NOW).await), Denied::WrongState);
    assert_eq!(city.meeting(None, &running).await.meeting.state, State::Ended);
}

async fn calling_off_ends_what_is_open(db: Db) {
    let city = City::new(db).await;
    let planned = city.planned().await;
    let people = city.residents(3).await;
    let poll = city.poll(&planned, secret()).await;
    for person in &people {
        city.vote(person, &poll, &[0]).await.unwrap();
    }
    city.service.raise_hand(Some(&people[0]), planned.id, NOW).await.unwrap();
    city.service.cancel_meeting(Some(&city.moderator), planned.id, city.at(5)).await.unwrap();
    let page = city.meeting(None, &planned).await;
    assert_eq!((page.polls[0].state, page.polls[0].tally.as_ref()), (PollState::Closed, Some(&tally(&poll, &[3, 0, 0], 3))));
    assert_eq!((page.queue.len(), page.speakers[0].state), (0, SpeakerState::Withdrawn));
    // Nobody can tell who voted how.
    assert_eq!(city.recount(&poll).await, [3, 0, 0]);
    assert_eq!(votes::of_poll(&mut city.db.read().await.unwrap(), poll.id).await.unwrap(), []);
}
