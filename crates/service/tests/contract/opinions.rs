//! The council is asked for its opinion.

use busola_domain::deadlines::{Rule, State, What};
use busola_domain::opinion::{NewOpinion, Standing, Verdict};
use busola_domain::policy::Denied;
use busola_domain::time::DAY;
use busola_domain::{Consultation, Day, EventKind, Problem};
use busola_service::consultations::Key;
use busola_service::opinions::OpinionNow;
use busola_service::{Conflict, Error};
use busola_storage::Db;
use serde_json::{Value, json};

use crate::changing::report;
use crate::city::{City, NOW, denied, invalid, kinds};

on_both_databases!(
    the_council_is_asked_and_answers,
    silence_counts_once_the_days_have_passed,
    the_day_that_was_named_outlives_the_rule,
    an_opinion_is_written_down_by_moderators_in_every_phase,
    of_two_who_write_it_down_at_once_the_second_is_told,
);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn put(city: &City, of: &Consultation, sent: Value) -> Result<OpinionNow, Error> {
    let new: NewOpinion = serde_json::from_value(sent).unwrap();
    city.service.put_opinion(Some(&city.moderator), &Key::Id(of.id), new, city.service.now()).await
}

async fn the_council_is_asked_and_answers(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let key = Key::Id(here.id);
    assert_eq!(denied(city.service.opinion(None, &key).await), Denied::NotFound);
    for _twice in 0..2 {
        let asked = put(&city, &here, json!({ "requested_on": "2026-06-17" })).await.unwrap();
        assert_eq!((asked.state, asked.opinion.due_on), (Standing::Awaited, Some(day("2026-07-01"))));
        assert_eq!(city.service.opinion(None, &key).await.unwrap(), asked);
    }
    city.at(10 * DAY);
    let sent = json!({ "requested_on": "2026-06-17", "given_on": "2026-06-26", "kind": "positive_with_remarks", "text": " Za mało. " });
    let given = put(&city, &here, sent).await.unwrap();
    assert_eq!((given.state, given.opinion.kind, given.opinion.text.as_str()), (Standing::Given, Some(Verdict::Remarks), "Za mało."));
    let expected = json!({
        "requested_on": "2026-06-17",
        "due_on": "2026-07-01",
        "given_on": "2026-06-26",
        "kind": "positive_with_remarks",
        "text": "Za mało.",
        "state": "given",
    });
    assert_eq!(json!(city.service.opinion(None, &key).await.unwrap()), expected);
    assert_eq!(kinds(&city.log(&here).await)[1..], [EventKind::ConsultationChanged; 2]);
    let course = city.service.course(None, &key).await.unwrap();
    let opinion = course.deadlines.iter().find(|deadline| deadline.what == What::Opinion).unwrap();
    assert_eq!((opinion.on, opinion.state), (day("2026-06-26"), State::Done));
}

async fn silence_counts_once_the_days_have_passed(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    put(&city, &here, json!({ "requested_on": "2026-06-17" })).await.unwrap();
    // NOW is 18:00 by the city's clocks.
    for (after, state) in [(14 * DAY, Standing::Awaited), (15 * DAY, Standing::Silent)] {
        city.at(after);
        assert_eq!(city.service.opinion(None, &Key::Id(here.id)).await.unwrap().state, state);
    }
}

async fn the_day_that_was_named_outlives_the_rule(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let admin = city.admin().await;
    let asked = put(&city, &here, json!({ "requested_on": "2026-06-17" })).await.unwrap();
    let rule = Rule { opinion_days: Some(30), ..Rule::usual(here.kind) };
    city.service.set_deadline_rule(Some(&admin), rule, NOW).await.unwrap();
    assert_eq!(put(&city, &here, json!({ "requested_on": "2026-06-17" })).await.unwrap(), asked);
    let again = put(&city, &here, json!({ "requested_on": "2026-06-18" })).await.unwrap();
    assert_eq!(again.opinion.due_on, Some(day("2026-07-18")));
}

async fn an_opinion_is_written_down_by_moderators_in_every_phase(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let anna = city.resident("Anna").await;
    let new = || serde_json::from_value::<NewOpinion>(json!({ "requested_on": "2026-06-17" })).unwrap();
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.put_opinion(who, &Key::Id(here.id), new(), NOW).await), no);
    }
    let without_a_day = json!({ "requested_on": "2026-06-17", "kind": "negative" });
    assert_eq!(invalid(put(&city, &here, without_a_day).await), ("given_on".to_owned(), Problem::Required));
    report(&city, &here).await;
    assert!(put(&city, &here, json!({ "requested_on": "2026-06-17" })).await.is_ok());
}

async fn of_two_who_write_it_down_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let put = async |requested_on: &str, revision| {
        let new = NewOpinion { requested_on: day(requested_on), given_on: None, kind: None, text: String::new(), revision: Some(revision) };
        city.service.put_opinion(Some(&city.moderator), &Key::Id(here.id), new, NOW).await
    };
    assert!(put("2026-06-17", 0).await.is_ok());
    assert!(matches!(put("2026-06-18", 0).await, Err(Error::Conflict(Conflict::OpinionChanged))));
    assert!(put("2026-06-18", 1).await.is_ok());
}
