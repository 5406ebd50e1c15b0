//! Questions of a hall: asked and supported by everyone, handled by moderators.

use busola_domain::meeting::question::State;
use busola_domain::meeting::{Meeting, Question, Rules};
use busola_domain::policy::Denied;
use busola_domain::{Actor, EventKind, Problem, QuestionId};
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_service::meetings::{FocusChange, Handling, NewQuestion};
use busola_service::{Conflict, Error};
use busola_storage::Db;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::city::{City, NOW, all_at_once, denied, invalid, kinds, question, unit};
use crate::page::{Page, numbers};
use crate::together::Change;

on_both_databases!(
    a_question_is_asked_once,
    what_is_wrong_with_a_question_is_said_at_its_field,
    an_id_that_no_browser_makes_is_refused,
    a_question_waits_until_it_is_approved,
    a_question_that_was_refused_never_appears,
    the_words_of_a_hidden_question_are_gone_everywhere,
    the_answer_to_a_hidden_question_is_gone_everywhere,
    what_becomes_of_a_question_depends_on_what_became_of_it,
    a_question_is_merged_into_another_one_of_its_meeting,
    an_anonymous_question_has_no_name_anywhere,
    a_question_is_supported_once_a_person,
);

impl City {
    async fn handle(&self, question: QuestionId, handling: Handling) -> Result<Question, Error> {
        self.service.handle_question(Some(&self.moderator), question, handling, self.service.now()).await
    }

    async fn support(&self, who: &Actor, question: QuestionId, wanted: Support) -> Result<(), Error> {
        self.service.support_question(Some(who), question, wanted, self.service.now()).await
    }
}

fn waiting_for_approval() -> Rules {
    Rules { approve_questions: true, ..Rules::default() }
}

async fn a_question_is_asked_once(db: Db) {
    let city = City::new(db).await;
    let (meeting, elsewhere) = (city.hall(Rules::default()).await, city.hall(Rules::default()).await);
    let (anna, jan, service) = (city.resident("Anna").await, city.resident("Jan").await, &city.service);
    let consultation = service.consultation(None, &Key::Id(meeting.consultation)).await.unwrap();
    let focus = FocusChange { item: Some(Some(meeting.agenda[0].id)), ..FocusChange::default() };
    service.focus_meeting(Some(&city.moderator), meeting.id, focus, NOW).await.unwrap();
    let new = question(service.new_id(), " Kiedy\r\nto wejdzie?");
    let first = service.ask_question(Some(&anna), meeting.id, new.clone(), city.at(7)).await.unwrap();
    let asked = first.question;
    assert_eq!((Some(asked.id), asked.body.as_deref(), asked.author.as_deref()), (new.id, Some("Kiedy\nto wejdzie?"), Some("Anna")));
    assert_eq!((asked.state, asked.supports, asked.created_at, asked.session), (State::Open, 0, NOW.plus(7), meeting.id));
    // What is on show when it comes is what it is about, unless its author says so.
    assert_eq!((asked.item, asked.unit), (Some(meeting.agenda[0].id), Some(unit(&consultation, "§ 1"))));
    let about = NewQuestion { unit: Some(unit(&consultation, "§ 3")), ..question(service.new_id(), "A § 3?") };
    let other = service.ask_question(Some(&jan), meeting.id, about, city.at(8)).await.unwrap().question;
    assert_eq!((other.item, other.unit), (asked.item, Some(unit(&consultation, "§ 3"))));

    let again = service.ask_question(Some(&anna), meeting.id, new.clone(), city.at(9)).await.unwrap();
    assert_eq!((first.created, again.created, &again.question), (true, false, &asked));
    let another = NewQuestion { body: "Co innego?".to_owned(), ..new.clone() };
    for (who, of, sent) in [(&jan, &meeting, new.clone()), (&anna, &meeting, another), (&anna, &elsewhere, new)] {
        assert!(matches!(service.ask_question(Some(who), of.id, sent, NOW).await, Err(Error::Conflict(Conflict::IdTaken))));
    }
    let log = city.meeting_log(&meeting).await;
    assert_eq!(kinds(&log)[3..], [EventKind::QuestionAsked, EventKind::QuestionAsked]);
    assert_eq!((&log[3].data, log[3].at), (&json!(asked), NOW.plus(7)));
    let page = city.meeting(Some(&anna), &meeting).await;
    assert_eq!((page.own.unwrap().asked, city.meeting_log(&elsewhere).await.len()), (vec![asked.id], 2));
    assert_eq!(page.questions, [asked, other]);
}

async fn what_is_wrong_with_a_question_is_said_at_its_field(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let good = || question(city.service.new_id(), "Kiedy?");
    let ask = |who, new| city.service.ask_question(who, meeting.id, new, NOW);
    assert_eq!(denied(ask(None, good()).await), Denied::SignInNeeded);
    for (new, field, problem) in [
        (NewQuestion { body: " \n".to_owned(), ..good() }, "body", Problem::Required),
        (NewQuestion { body: "ż".repeat(1_001), ..good() }, "body", Problem::TooLong { max: 1_000 }),
        (NewQuestion { unit: Some(city.service.new_id().into()), ..good() }, "unit", Problem::UnknownUnit),
        (NewQuestion { anonymous: true, ..good() }, "anonymous", Problem::Malformed),
    ] {
        assert_eq!(invalid(ask(Some(&anna), new).await), (field.to_owned(), problem));
    }
    assert_eq!(city.meeting_log(&meeting).await.len(), 2);
    // Without an id it gets one.
    assert!(ask(Some(&anna), NewQuestion { id: None, ..good() }).await.is_ok());
}

async fn an_id_that_no_browser_makes_is_refused(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let refused = city.service.ask_question(Some(&anna), meeting.id, question(Uuid::nil(), "Kiedy?"), NOW).await;
    assert_eq!(invalid(refused), ("id".to_owned(), Problem::Malformed));
}

async fn a_question_waits_until_it_is_approved(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(waiting_for_approval()).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let waits = city.ask(&anna, &meeting, "Kiedy?").await;
    assert_eq!((waits.state, waits.body.as_deref()), (State::Pending, Some("Kiedy?")));
    for (reader, sees) in [(None, false), (Some(&jan), false), (Some(&anna), true), (Some(&city.moderator), true)] {
        let expected = if sees { vec![waits.clone()] } else { Vec::new() };
        assert_eq!(city.meeting(reader, &meeting).await.questions, expected);
    }
    assert_eq!(denied(city.support(&jan, waits.id, Support::Given).await), Denied::NotFound);
    assert_eq!(city.meeting_log(&meeting).await.len(), 2);

    city.at(5);
    let approved = city.handle(waits.id, Handling::Approve).await.unwrap();
    assert_eq!(approved, Question { state: State::Open, ..waits });
    let log = city.meeting_log(&meeting).await;
    assert_eq!((log.len(), log[2].kind, log[2].at, &log[2].data), (3, EventKind::QuestionAsked, NOW.plus(5), &json!(approved)));
    assert_eq!(city.meeting(None, &meeting).await.questions, [approved]);
    // What moderators ask themselves does not wait.
    assert_eq!(city.ask(&city.moderator, &meeting, "Od urzędu").await.state, State::Open);
}

async fn a_question_that_was_refused_never_appears(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(waiting_for_approval()).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let waits = city.ask(&anna, &meeting, "Obraźliwe słowa").await;
    city.handle(waits.id, Handling::Hide).await.unwrap();
    for reader in [None, Some(&jan)] {
        assert_eq!(city.meeting(reader, &meeting).await.questions, []);
    }
    assert_eq!(city.meeting_log(&meeting).await.len(), 2);
    // Thought better of: it appears for the first time.
    city.handle(waits.id, Handling::Approve).await.unwrap();
    assert_eq!(kinds(&city.meeting_log(&meeting).await)[2..], [EventKind::QuestionAsked]);
}

/// All that the public finds of a meeting, and what a page that saw nothing yet is told.
async fn everything(city: &City, meeting: &Meeting) -> (String, Vec<Value>) {
    let stranger = city.resident("Obca").await;
    let (log, page) = (city.meeting_log(meeting).await, city.meeting(Some(&stranger), meeting).await);
    let told = city.follow(None, meeting, Some(0)).await.unwrap().events_up_to(page.head).await;
    (format!("{} {} {}", json!(log), json!(page), json!(city.meeting(None, meeting).await)), told)
}

async fn the_words_of_a_hidden_question_are_gone_everywhere(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let mut slow = city.follow(None, &meeting, None).await.unwrap();
    slow.waiting().await;
    slow.stop_reading_after(0);
    let asked = city.ask(&anna, &meeting, "Obraźliwe słowa").await.id;
    let focus = FocusChange { question: Some(Some(asked)), ..FocusChange::default() };
    city.service.focus_meeting(Some(&city.moderator), meeting.id, focus, NOW).await.unwrap();
    // Somebody who takes everything has them.
    let mut quick = city.follow(None, &meeting, Some(2)).await.unwrap();
    assert_eq!(quick.next("event").await["data"]["body"], "Obraźliwe słowa");
    city.support(&anna, asked, Support::Given).await.unwrap();

    assert_eq!(city.handle(asked, Handling::Hide).await.unwrap().state, State::Hidden);
    slow.read_again();
    let late = slow.events_up_to(6).await;
    assert_eq!(numbers(&late), [3, 4, 5, 6]);
    let (found, told) = everything(&city, &meeting).await;
    assert!(!found.contains("Obraźliwe") && !json!([late, told]).to_string().contains("Obraźliwe"));
    let page = city.meeting(None, &meeting).await;
    assert_eq!((page.questions[0].body.as_deref(), page.questions[0].state, page.meeting.focus.question), (None, State::Hidden, None));
    let log = city.meeting_log(&meeting).await;
    let kinds = kinds(&log);
    assert!(kinds[4..].contains(&EventKind::SessionFocused) && kinds[4..].contains(&EventKind::QuestionHidden) && kinds.len() == 6);
    assert!(log[2].data["body"].is_null() && log[2].data["id"] == json!(asked));
    // It is not supported any more, nor does anybody hear of its number.
    assert_eq!(denied(city.support(&anna, asked, Support::Withdrawn).await), Denied::WrongState);
    let told = city.follow(None, &meeting, Some(0)).await.unwrap().tallies().await;
    assert!(told.iter().all(|told| told["subject"] != format!("question/{asked}")), "{told:?}");

    let shown = city.handle(asked, Handling::Approve).await.unwrap();
    assert_eq!((shown.state, shown.body.as_deref(), shown.supports), (State::Open, Some("Obraźliwe słowa"), 1));
    assert_eq!(quick.events_up_to(7).await.last().unwrap()["data"]["body"], "Obraźliwe słowa");
    assert_eq!(city.meeting(None, &meeting).await.questions, [shown]);
}

async fn the_answer_to_a_hidden_question_is_gone_everywhere(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let _listens = city.follow(None, &meeting, None).await.unwrap();
    let asked = city.ask(&city.resident("Anna").await, &meeting, "Obraźliwe słowa").await.id;
    let answer = Handling::InWriting { answer: Some("Pan Obraźliwy się myli.".to_owned()) };
    city.handle(asked, answer).await.unwrap();
    let (found, told) = everything(&city, &meeting).await;
    assert!(found.contains("się myli") && json!(told).to_string().contains("się myli"));
    city.handle(asked, Handling::Hide).await.unwrap();
    let (found, told) = everything(&city, &meeting).await;
    assert!(!found.contains("Obraźliw") && !json!(told).to_string().contains("Obraźliw"), "{told:?}");
}

async fn what_becomes_of_a_question_depends_on_what_became_of_it(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(waiting_for_approval()).await;
    let anna = city.resident("Anna").await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        let asked = city.ask(&anna, &meeting, "Kiedy?").await.id;
        assert_eq!(denied(city.service.handle_question(who, asked, Handling::Approve, NOW).await), no);
    }
    assert_eq!(denied(city.handle(QuestionId(city.service.new_id()), Handling::Hide).await), Denied::NotFound);
    let stays = city.ask(&city.moderator, &meeting, "Co zostaje?").await.id;
    use Handling::{Answer, Approve, Hide, Reopen};
    let (merge, write) = (Handling::Merge { into: stays }, Handling::InWriting { answer: None });
    let all = [Approve, Answer, write.clone(), merge.clone(), Hide, Reopen];
    // What was done with it before, and what can be done with it then.
    for (before, possible) in [
        (vec![], vec![Approve, Hide]),
        (vec![Approve], vec![Answer, write.clone(), merge.clone(), Hide]),
        (vec![Approve, Answer], vec![Answer, write.clone(), merge.clone(), Hide, Reopen]),
        (vec![Approve, write.clone()], vec![Answer, write, merge.clone(), Hide, Reopen]),
        (vec![Approve, merge], vec![Hide, Reopen]),
        (vec![Approve, Hide], vec![Approve]),
    ] {
        for handling in &all {
            let asked = city.ask(&anna, &meeting, "Kiedy?").await.id;
            for earlier in &before {
                city.handle(asked, earlier.clone()).await.unwrap();
            }
            let head = city.meeting_log(&meeting).await.len();
            let handled = city.handle(asked, handling.clone()).await;
            assert_eq!(handled.is_ok(), possible.contains(handling), "{before:?}, {handling:?}");
            if let Ok(handled) = handled {
                assert_eq!(handled.merged_into.is_some(), handled.state == State::Merged);
            } else {
                assert_eq!(denied(handled), Denied::WrongState);
                assert_eq!(city.meeting_log(&meeting).await.len(), head);
            }
        }
    }
}

async fn a_question_is_merged_into_another_one_of_its_meeting(db: Db) {
    let city = City::new(db).await;
    let (meeting, elsewhere) = (city.hall(Rules::default()).await, city.hall(Rules::default()).await);
    let anna = city.resident("Anna").await;
    let mut asked = Vec::new();
    for of in [&meeting, &meeting, &meeting, &elsewhere] {
        asked.push(city.ask(&anna, of, "Kiedy?").await.id);
    }
    city.handle(asked[2], Handling::Hide).await.unwrap();
    for into in [asked[0], asked[2], asked[3], QuestionId(city.service.new_id())] {
        assert_eq!(invalid(city.handle(asked[0], Handling::Merge { into }).await), ("into".to_owned(), Problem::Malformed));
    }
    let merged = city.handle(asked[0], Handling::Merge { into: asked[1] }).await.unwrap();
    assert_eq!((merged.state, merged.merged_into, merged.body.as_deref()), (State::Merged, Some(asked[1]), Some("Kiedy?")));
    let log = city.meeting_log(&meeting).await;
    assert_eq!(log.last().map(|event| (event.kind, &event.data)), Some((EventKind::QuestionChanged, &json!(merged))));
    let open = city.handle(asked[0], Handling::Reopen).await.unwrap();
    assert_eq!((open.state, open.merged_into), (State::Open, None));
}

async fn an_anonymous_question_has_no_name_anywhere(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules { anonymous_questions: true, ..Rules::default() }).await;
    let (zofia, jan) = (city.resident("Zofia Skryta").await, city.resident("Jan").await);
    let new = NewQuestion { anonymous: true, ..question(city.service.new_id(), "Kto za to odpowiada?") };
    let asked = city.service.ask_question(Some(&zofia), meeting.id, new.clone(), NOW).await.unwrap().question;
    let named = city.ask(&jan, &meeting, "A kto pyta?").await;
    assert_eq!((asked.author, named.author.as_deref()), (None, Some("Jan")));
    city.support(&zofia, asked.id, Support::Given).await.unwrap();
    city.handle(asked.id, Handling::Answer).await.unwrap();
    let (found, told) = everything(&city, &meeting).await;
    for reader in [&zofia, &city.moderator] {
        assert!(!json!(city.meeting(Some(reader), &meeting).await).to_string().contains("Skryta"));
    }
    assert!(!found.contains("Skryta") && !json!(told).to_string().contains("Skryta"));
    // The id is that of an anonymous question.
    let under_a_name = NewQuestion { anonymous: false, ..new };
    let refused = city.service.ask_question(Some(&zofia), meeting.id, under_a_name, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::IdTaken))));
}

/// Waits until a page hears of so many supports of a question; it never hears of more.
async fn hears(page: &mut Page, of: &Question, supports: i64) {
    let subject = format!("question/{}", of.id);
    loop {
        let told = page.next("tally").await;
        if told["subject"] == format!("desk/{}", of.session) {
            continue;
        }
        let number = told["values"]["supports"].as_i64().unwrap();
        let values = json!({ "supports": number });
        assert_eq!(told, json!({ "type": "tally", "channel": format!("session/{}", of.session), "subject": subject, "values": values }));
        assert!(number <= supports, "{number}");
        if number == supports {
            return;
        }
    }
}

async fn a_question_is_supported_once_a_person(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(10).await;
    let asked = city.ask(&people[0], &meeting, "Kiedy?").await;
    let mut page = city.follow(None, &meeting, None).await.unwrap();
    assert_eq!(denied(city.service.support_question(None, asked.id, Support::Given, NOW).await), Denied::SignInNeeded);
    let supporting = |person: &Actor| -> Change<()> {
        let (service, person, id) = (city.service.clone(), person.clone(), asked.id);
        Box::pin(async move { service.support_question(Some(&person), id, Support::Given, NOW).await.unwrap() })
    };
    all_at_once(people.iter().flat_map(|person| [person; 4]).map(supporting).collect()).await;
    hears(&mut page, &asked, 10).await;
    for _twice in 0..2 {
        city.support(&people[3], asked.id, Support::Withdrawn).await.unwrap();
    }
    while page.next("tally").await["values"]["supports"] != 9 {}
    hears(&mut city.follow(None, &meeting, Some(0)).await.unwrap(), &asked, 9).await;
    for (person, supports) in [(&people[0], vec![asked.id]), (&people[3], vec![])] {
        let seen = city.meeting(Some(person), &meeting).await;
        assert_eq!((seen.questions[0].supports, seen.own.unwrap().supports), (9, supports));
    }
    // A support is no event.
    assert_eq!(city.meeting_log(&meeting).await.len(), 3);
}
