//! What was announced of a session is changed or called off, and who follows it by mail is told.

use busola_domain::time::{DAY, HOUR};
use reqwest::Method;
use serde_json::{Value, json};

use super::sessions::{announced, session};
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, new_id, now};
use crate::person::Answer;

/// The end of a problem's type.
#[track_caller]
pub(super) fn kind(answer: &Answer, status: u16) -> String {
    let problem = answer.problem(status);
    problem["type"].as_str().unwrap().strip_prefix("urn:busola:problem:").unwrap_or_default().to_owned()
}

pub(super) fn path_of(session: &Value) -> String {
    format!("/api/v1/sessions/{}", id(session))
}

async fn what_was_announced_is_changed_in_part(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let made = announced(&moderator, &consultation, json!({ "ends_at": now().plus(3 * HOUR) })).await;
    assert_eq!((&made["state"], made["ends_at"].is_string(), &made["minutes_at"]), (&json!("planned"), true, &Value::Null));
    let (path, change) = (path_of(&made), json!({ "title": "Inny tytuł" }));
    assert_eq!(kind(&city.guest().send(Method::PATCH, &path, &change).await, 401), "sign-in-needed");
    assert_eq!(kind(&anna.send(Method::PATCH, &path, &change).await, 403), "not-allowed");
    let nowhere = format!("/api/v1/sessions/{}", new_id());
    assert_eq!(kind(&moderator.send(Method::PATCH, &nowhere, &change).await, 404), "not-found");
    for (bad, fields) in [
        (json!({ "title": " ", "ends_at": made["starts_at"] }), vec!["title", "ends_at"]),
        (json!({ "agenda": [{ "id": new_id(), "title": "a" }] }), vec!["agenda.0.id"]),
        (json!({ "starts_at": "jutro" }), vec!["starts_at"]),
        (json!({ "rules": { "speech_seconds": -1 } }), vec!["rules.speech_seconds"]),
    ] {
        assert_eq!(moderator.send(Method::PATCH, &path, &bad).await.bad_fields(), fields, "{bad}");
    }
    assert_eq!(moderator.send(Method::PATCH, &path, &json!({})).await.expect(200), made);

    let last = &made["agenda"][1];
    let agenda = json!([{ "id": last["id"], "title": "Na koniec" }, { "title": "Pytania", "unit": made["agenda"][0]["unit"] }]);
    let sent = json!({ "title": "Inny tytuł", "ends_at": null, "agenda": agenda, "rules": { "guests": false } });
    let changed = moderator.send(Method::PATCH, &path, &sent).await.expect(200);
    assert_eq!((&changed["title"], &changed["ends_at"], &changed["rules"]["guests"]), (&json!("Inny tytuł"), &Value::Null, &json!(false)));
    assert_eq!((&changed["place"], &changed["starts_at"], &changed["code"]), (&made["place"], &made["starts_at"], &made["code"]));
    assert_eq!((&changed["agenda"][0]["id"], &changed["agenda"][0]["title"]), (&last["id"], &json!("Na koniec")));
    assert_eq!(changed["agenda"][1]["unit"], made["agenda"][0]["unit"]);
    let read = city.guest().get(&path).await.expect(200);
    assert_eq!((&read["agenda"], &read["title"], &read["head"]), (&changed["agenda"], &changed["title"], &json!(2)));
}

async fn a_session_that_is_called_off_stays_so(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let planned = announced(&moderator, &consultation, json!({})).await;
    let path = path_of(&planned);
    let cancel = format!("{path}/cancel");
    assert_eq!(kind(&city.guest().call(Method::POST, &cancel).await, 401), "sign-in-needed");
    assert_eq!(kind(&anna.call(Method::POST, &cancel).await, 403), "not-allowed");
    assert_eq!(kind(&moderator.call(Method::POST, &format!("/api/v1/sessions/{}/cancel", new_id())).await, 404), "not-found");
    let off = moderator.call(Method::POST, &cancel).await.expect(200);
    assert_eq!((&off["state"], &off["started_at"]), (&json!("cancelled"), &Value::Null));
    assert_eq!(moderator.call(Method::POST, &cancel).await.expect(200), off);
    for refused in [
        moderator.call(Method::POST, &format!("{path}/start")).await,
        moderator.send(Method::PATCH, &path, &json!({ "title": "Inny tytuł" })).await,
        anna.call(Method::POST, &format!("{path}/speakers")).await,
        anna.post(&format!("{path}/questions"), &json!({ "body": "Kiedy?" })).await,
        anna.call(Method::PUT, &format!("{path}/reminder")).await,
    ] {
        assert_eq!(kind(&refused, 409), "meeting-cancelled");
    }
    assert_eq!(city.guest().get(&path).await.expect(200)["state"], "cancelled");
    let running = session(&moderator, &consultation, json!({})).await;
    assert_eq!(kind(&moderator.call(Method::POST, &format!("{}/cancel", path_of(&running))).await, 409), "wrong-state");
}

on_both_databases!(what_was_announced_is_changed_in_part, a_session_that_is_called_off_stays_so);

#[tokio::test(flavor = "multi_thread")]
async fn who_is_reminded_is_told_by_mail() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let made = announced(&moderator, &consultation, json!({ "starts_at": now().plus(3 * DAY) })).await;
        let path = path_of(&made);
        let reminder = format!("{path}/reminder");
        for method in [Method::PUT, Method::DELETE] {
            assert_eq!(kind(&city.guest().call(method.clone(), &reminder).await, 401), "sign-in-needed");
            assert_eq!(kind(&anna.call(method, &format!("/api/v1/sessions/{}/reminder", new_id())).await, 404), "not-found");
        }
        for (method, is) in
            [(Method::PUT, true), (Method::PUT, true), (Method::DELETE, false), (Method::DELETE, false), (Method::PUT, true)]
        {
            anna.call(method, &reminder).await.nothing();
            assert_eq!(anna.get(&path).await.expect(200)["own"]["reminded"], is);
        }
        moderator.send(Method::PATCH, &path, &json!({ "place": "Biblioteka" })).await.expect(200);
        // In the language of the request that asked for it.
        let letter = city.letter("anna@example.org").await;
        assert!(letter.contains("has changed") && letter.contains("Where: Biblioteka") && letter.contains(id(&made)), "{letter}");
        moderator.call(Method::POST, &format!("{path}/cancel")).await.expect(200);
        let letter = city.letter("anna@example.org").await;
        assert!(letter.contains("was called off"), "{letter}");
        // Nobody has to be reminded of what will not be.
        anna.call(Method::DELETE, &reminder).await.nothing();
    })
    .await;
}
