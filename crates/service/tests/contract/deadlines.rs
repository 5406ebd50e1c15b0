//! Rules of deadlines, the course of a consultation, letters before something is due.

use busola_domain::consultation::{Consultation, Kind, Moderation};
use busola_domain::deadlines::{Rule, State, What};
use busola_domain::policy::Denied;
use busola_domain::time::DAY;
use busola_domain::{Actor, Day, EventKind, Problem, Role};
use busola_service::consultations::{Key, NewConsultation};
use busola_storage::Db;
use serde_json::json;

use crate::changing::report;
use crate::city::{CLOSES, City, NOW, all_at_once, denied, draft_of, invalid, kinds};
use crate::letters::{letter, letters};
use crate::together::Change;

on_both_databases!(
    a_rule_is_set_by_an_administrator_for_its_kind,
    the_course_says_what_is_due_and_done,
    what_busola_does_not_see_is_written_down,
    the_officer_is_reminded_a_week_and_a_day_before_and_once,
    nobody_is_reminded_of_what_is_done_or_nobodys,
    a_due_day_that_moves_is_told_anew,
    nobody_gets_two_letters_about_a_deadline_where_several_send_at_once,
    what_is_due_when_the_program_ends_is_told_by_the_next,
    a_letter_that_waits_tells_what_is_still_due_to_who_is_responsible_by_then,
    of_two_letters_that_wait_the_later_tells,
);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A strategy that closes on 18 June 2026: its report is due on 18 July.
async fn strategy(city: &City) -> Consultation {
    city.create(NewConsultation { kind: Kind::Strategy, ..draft_of(Moderation::Post) }).await
}

async fn due(city: &City, of: &Consultation) -> Vec<(What, Day, State)> {
    let course = city.service.course(None, &Key::Id(of.id)).await.unwrap();
    course.deadlines.into_iter().map(|deadline| (deadline.what, deadline.on, deadline.state)).collect()
}

async fn a_rule_is_set_by_an_administrator_for_its_kind(db: Db) {
    let city = City::new(db).await;
    let (service, admin, anna) = (&city.service, city.admin().await, city.resident("Anna").await);
    let usual: Vec<_> = Kind::ALL.iter().map(|kind| Rule::usual(*kind)).collect();
    assert_eq!(service.deadline_rules().await.unwrap(), usual);
    let rule = Rule { report_days: Some(21), source: " uchwała \n".to_owned(), ..Rule::usual(Kind::Strategy) };
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed), (Some(&city.moderator), Denied::NotAllowed)] {
        assert_eq!(denied(service.set_deadline_rule(who, rule.clone(), NOW).await), no);
    }
    let bad = Rule { min_days: Some(0), ..rule.clone() };
    assert_eq!(invalid(service.set_deadline_rule(Some(&admin), bad, NOW).await), ("min_days".to_owned(), Problem::TooFew { min: 1 }));
    let set = service.set_deadline_rule(Some(&admin), rule.clone(), NOW).await.unwrap();
    assert_eq!(set, Rule { source: "uchwała".to_owned(), ..rule });
    let rules = service.deadline_rules().await.unwrap();
    let expected: Vec<_> = usual.into_iter().map(|usual| if usual.kind == Kind::Strategy { set.clone() } else { usual }).collect();
    assert_eq!(rules, expected);
    assert_eq!(due(&city, &strategy(&city).await).await, [(What::Report, day("2026-07-09"), State::Ahead)]);
}

async fn the_course_says_what_is_due_and_done(db: Db) {
    let city = City::new(db).await;
    let here = strategy(&city).await;
    for (after, state) in [(0, State::Ahead), (24 * DAY, State::Near), (31 * DAY, State::Near), (32 * DAY, State::Late)] {
        city.at(after);
        assert_eq!(due(&city, &here).await, [(What::Report, day("2026-07-18"), state)], "{after}");
    }
    report(&city, &here).await;
    assert_eq!(due(&city, &here).await, [(What::Report, day("2026-07-19"), State::Done)]);
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    assert_eq!(denied(city.service.course(None, &Key::Id(draft.id)).await), Denied::NotFound);
    let course = city.service.course(Some(&city.moderator), &Key::Id(draft.id)).await.unwrap();
    assert_eq!((course.published_at, course.today), (None, day("2026-07-19")));
}

async fn what_busola_does_not_see_is_written_down(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let (service, key) = (&city.service, Key::Id(here.id));
    let meet = async |who: Option<&Actor>, on: Option<&str>| service.meet_deadline(who, &key, What::Adoption, on.map(day), NOW).await;
    assert_eq!(denied(meet(None, Some("2026-06-10")).await), Denied::SignInNeeded);
    assert_eq!(denied(meet(Some(&city.resident("Anna").await), Some("2026-06-10")).await), Denied::NotAllowed);
    let moderator = Some(&city.moderator);
    for _twice in 0..2 {
        meet(moderator, Some("2026-06-10")).await.unwrap();
    }
    assert_eq!(due(&city, &here).await[0], (What::Adoption, day("2026-06-10"), State::Done));
    meet(moderator, None).await.unwrap();
    assert_eq!(due(&city, &here).await[0], (What::Adoption, day("2026-11-30"), State::Ahead));
    // Again the same is no event; and what follows the report is written down after it.
    assert_eq!(kinds(&city.log(&here).await)[1..], [EventKind::ConsultationChanged; 2]);
    report(&city, &here).await;
    assert!(meet(moderator, Some("2026-06-17")).await.is_ok());
}

/// Somebody who moderates, at an address that has their name.
async fn officer(city: &City, name: &str) -> Actor {
    let email = format!("{name}@example.org");
    city.service.create_user(&email, name, Role::Moderator).await.unwrap();
    let token = city.service.create_token(&email).await.unwrap();
    city.service.actor_by_token(&token).await.unwrap().unwrap()
}

/// A strategy for which somebody with an address is responsible.
async fn of_officer(city: &City, name: &str) -> Consultation {
    let (here, officer) = (strategy(city).await, officer(city, name).await);
    city.alter(&here, json!({ "responsible": officer.account })).await.unwrap()
}

/// How many letters leave so many days after [`NOW`].
async fn sent(city: &City, days: i64) -> usize {
    city.at(days * DAY);
    city.service.remind_of_deadlines().await.unwrap();
    city.service.send_letters().await.unwrap()
}

async fn the_officer_is_reminded_a_week_and_a_day_before_and_once(db: Db) {
    let city = City::new(db).await;
    of_officer(&city, "ewa").await;
    // The report is due 31 days after NOW.
    for (days, count) in [(0, 0), (23, 0), (24, 1), (24, 0), (29, 0), (30, 1), (31, 0), (32, 0)] {
        assert_eq!(sent(&city, days).await, count, "{days}");
    }
    let told = letters(&city.mail_folder(), 2).await;
    assert_eq!(told.len(), 2);
    for letter in &told {
        for expected in ["raport z konsultacji", "18 lipca 2026", "Program współpracy na rok 2027", "http://127.0.0.1:3000/consultations/"]
        {
            assert!(letter.text.contains(expected), "{expected} is not in {}", letter.text);
        }
        assert!(!letter.text.contains('@'), "{}", letter.text);
        // It is an officer's duty and nothing to unsubscribe from, but no program is to answer it.
        assert!(!letter.header.contains("List-Unsubscribe") && letter.header.contains("Auto-Submitted: auto-generated\n"));
    }
}

async fn nobody_is_reminded_of_what_is_done_or_nobodys(db: Db) {
    let city = City::new(db).await;
    let (reported, nobodys) = (of_officer(&city, "ewa").await, of_officer(&city, "olga").await);
    let draft = NewConsultation { kind: Kind::Strategy, publish: false, ..draft_of(Moderation::Post) };
    city.create(draft).await;
    report(&city, &reported).await;
    city.alter(&nobodys, json!({ "responsible": null })).await.unwrap();
    city.at(30 * DAY);
    assert_eq!(city.service.remind_of_deadlines().await.unwrap(), 0);
    assert_eq!(sent(&city, 30).await, 0);
}

async fn a_due_day_that_moves_is_told_anew(db: Db) {
    let city = City::new(db).await;
    let here = of_officer(&city, "ewa").await;
    // After a pause the latest of the letters that were missed is sent.
    assert_eq!((sent(&city, 30).await, sent(&city, 30).await), (1, 0));
    city.alter(&here, json!({ "closes_at": CLOSES.plus(10 * DAY) })).await.unwrap();
    assert_eq!((sent(&city, 33).await, sent(&city, 34).await, sent(&city, 40).await), (0, 1, 1));
    let told = letters(&city.mail_folder(), 3).await;
    let later = told.iter().filter(|letter| letter.text.contains("28 lipca 2026")).count();
    assert_eq!((told.len(), later), (3, 2));
}

async fn nobody_gets_two_letters_about_a_deadline_where_several_send_at_once(db: Db) {
    let city = City::new(db).await;
    of_officer(&city, "ewa").await;
    city.at(30 * DAY);
    let other = city.started_again();
    let send = |n: usize| -> Change<(usize, usize)> {
        let service = if n.is_multiple_of(2) { city.service.clone() } else { other.clone() };
        Box::pin(async move { (service.remind_of_deadlines().await.unwrap(), service.send_letters().await.unwrap()) })
    };
    let (marked, sent): (Vec<_>, Vec<_>) = all_at_once((0..6).map(send).collect()).await.into_iter().unzip();
    assert_eq!((marked.iter().sum::<usize>(), sent.iter().sum::<usize>()), (1, 1));
    assert_eq!(letters(&city.mail_folder(), 1).await.len(), 1);
}

async fn what_is_due_when_the_program_ends_is_told_by_the_next(db: Db) {
    let city = City::new(db).await;
    of_officer(&city, "ewa").await;
    city.at(24 * DAY);
    // It is marked, and the program that marked it sends nothing.
    assert_eq!(city.service.remind_of_deadlines().await.unwrap(), 1);
    let next = city.started_again();
    assert_eq!((next.remind_of_deadlines().await.unwrap(), next.send_letters().await.unwrap()), (0, 1));
    assert_eq!(sent(&city, 24).await, 0);
    assert!(letters(&city.mail_folder(), 1).await[0].text.contains("18 lipca 2026"));
}

async fn a_letter_that_waits_tells_what_is_still_due_to_who_is_responsible_by_then(db: Db) {
    let city = City::new(db).await;
    let (reported, moved, handed_on) = (of_officer(&city, "ewa").await, of_officer(&city, "olga").await, of_officer(&city, "zofia").await);
    city.at(24 * DAY);
    assert_eq!(city.service.remind_of_deadlines().await.unwrap(), 3);
    report(&city, &reported).await;
    city.alter(&moved, json!({ "closes_at": CLOSES.plus(10 * DAY) })).await.unwrap();
    city.alter(&handed_on, json!({ "responsible": officer(&city, "iga").await.account })).await.unwrap();
    assert_eq!((sent(&city, 24).await, sent(&city, 29).await), (1, 0));
    letter(&city.mail_folder(), 1, "iga@example.org").await;
}

async fn of_two_letters_that_wait_the_later_tells(db: Db) {
    let city = City::new(db).await;
    of_officer(&city, "ewa").await;
    for days in [24, 30] {
        city.at(days * DAY);
        assert_eq!(city.service.remind_of_deadlines().await.unwrap(), 1);
    }
    assert_eq!((sent(&city, 30).await, sent(&city, 31).await), (1, 0));
}
