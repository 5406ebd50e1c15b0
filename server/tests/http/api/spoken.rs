//! What speakers say becomes a remark with their consent.

use busola_domain::time::MINUTE;
use reqwest::Method;
use serde_json::{Value, json};

use super::announcement::{kind, path_of};
use super::sessions::session;
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, created, id, listed, new_id, now, unit};
use crate::person::Person;

/// A speech that is over, of somebody in a session.
pub(super) async fn speech(moderator: &Person, who: &Person, session: &Value) -> Value {
    let hand = who.call(Method::POST, &format!("{}/speakers", path_of(session))).await.expect(200);
    moderator.call(Method::POST, &format!("/api/v1/speakers/{}/call", id(&hand))).await.expect(200);
    who.call(Method::POST, &format!("/api/v1/speakers/{}/end", id(&hand))).await.expect(200)
}

pub(super) fn remark_of(speech: &Value) -> String {
    format!("/api/v1/speakers/{}/remark", id(speech))
}

async fn words_become_a_remark_by_consent(city: City) {
    let (moderator, anna, jan) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = consultation(&moderator).await;
    let session = session(&moderator, &consultation, json!({})).await;
    let words = json!({ "unit": unit(&consultation, "§ 7"), "body": "Za mało pieniędzy, proszę państwa." });
    let hand = jan.call(Method::POST, &format!("{}/speakers", path_of(&session))).await.expect(200);
    assert_eq!(kind(&moderator.send(Method::PUT, &remark_of(&hand), &words).await, 409), "wrong-state");

    let speech = speech(&moderator, &anna, &session).await;
    assert_eq!(speech["remark"], Value::Null);
    let (remark, consent) = (remark_of(&speech), format!("{}/consent", remark_of(&speech)));
    assert_eq!(kind(&city.guest().send(Method::PUT, &remark, &words).await, 401), "sign-in-needed");
    assert_eq!(kind(&anna.send(Method::PUT, &remark, &words).await, 403), "not-allowed");
    assert_eq!(kind(&moderator.send(Method::PUT, &remark_of(&json!({ "id": new_id() })), &words).await, 404), "not-found");
    for (bad, field) in [(json!({ "body": "\u{2800}" }), "body"), (json!({ "unit": new_id(), "body": "a" }), "unit"), (json!({}), "body")] {
        assert_eq!(moderator.send(Method::PUT, &remark, &bad).await.bad_fields(), [field]);
    }
    let offered = moderator.send(Method::PUT, &remark, &words).await.expect(200);
    assert_eq!((&offered["speaker"], &offered["unit"], &offered["body"]), (&speech["id"], &words["unit"], &words["body"]));
    assert_eq!((&offered["state"], &offered["comment"]), (&json!("offered"), &Value::Null));

    // Nobody but who spoke and the moderators finds them.
    let page = async |who: &Person| who.get(&path_of(&session)).await.expect(200);
    let (of_anna, of_moderator) = (page(&anna).await, page(&moderator).await);
    assert_eq!((&of_anna["own"]["offered"], &of_anna["spoken"]), (&json!([speech["id"]]), &json!([offered])));
    assert_eq!((&of_moderator["own"]["offered"], &of_moderator["spoken"]), (&json!([]), &json!([offered])));
    let events = city.guest().get(&format!("{}/events", path_of(&session))).await;
    for text in [events.text, page(&jan).await.to_string(), page(&city.guest()).await.to_string()] {
        assert!(!text.contains("Za mało"), "{text}");
    }

    let mended = json!({ "body": "Za mało pieniędzy." });
    assert_eq!(kind(&city.guest().post(&consent, &mended).await, 401), "sign-in-needed");
    for other in [&jan, &moderator] {
        assert_eq!(kind(&other.post(&consent, &mended).await, 403), "not-the-author");
    }
    assert_eq!(anna.post(&consent, &json!({ "body": " " })).await.bad_fields(), ["body"]);
    let elsewhere = json!({ "unit": null, "body": "Za mało pieniędzy." });
    assert_eq!(kind(&anna.post(&consent, &elsewhere).await, 409), "conflict");
    let mended = json!({ "unit": words["unit"], "body": "Za mało pieniędzy." });
    let posted = anna.post(&consent, &mended).await.expect(200);
    assert_eq!((&posted["state"], &posted["body"]), (&json!("posted"), &mended["body"]));
    assert_eq!(anna.post(&consent, &mended).await.expect(200), posted);
    let comment = listed(&city.guest(), &consultation, &json!({ "id": posted["comment"] })).await.unwrap();
    assert_eq!((&comment["author"]["name"], &comment["body"], &comment["unit"]), (&json!("Anna"), &mended["body"], &words["unit"]));
    let events = city.guest().get(&format!("{}/events", path_of(&session))).await.expect(200);
    let last = events["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["data"]["speaker"]["remark"]), (&json!("speaker.remark"), &posted["comment"]));
    assert_eq!(kind(&anna.call(Method::POST, &format!("{remark}/decline")).await, 409), "wrong-state");
    assert_eq!(kind(&moderator.send(Method::PUT, &remark, &words).await, 409), "wrong-state");
}

on_both_databases!(words_become_a_remark_by_consent);

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_consent_keeps_their_words_to_themselves() {
    on_sqlite(|city| async move {
        let (moderator, anna, jan) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"), city.person("Jan", "resident"));
        let consultation = consultation(&moderator).await;
        let session = session(&moderator, &consultation, json!({})).await;
        let speech = speech(&moderator, &anna, &session).await;
        let decline = format!("{}/decline", remark_of(&speech));
        // Of what was not written down nobody decides.
        assert_eq!(kind(&anna.call(Method::POST, &decline).await, 404), "not-found");
        moderator.send(Method::PUT, &remark_of(&speech), &json!({ "unit": null, "body": "Tajne słowa" })).await.expect(200);
        assert_eq!(kind(&city.guest().call(Method::POST, &decline).await, 401), "sign-in-needed");
        assert_eq!(kind(&jan.call(Method::POST, &decline).await, 403), "not-the-author");
        let declined = anna.call(Method::POST, &decline).await.expect(200);
        assert_eq!((&declined["state"], &declined["comment"]), (&json!("declined"), &Value::Null));
        assert_eq!(anna.call(Method::POST, &decline).await.expect(200), declined);
        let page = jan.get(&path_of(&session)).await.expect(200);
        assert_eq!(page["speakers"][0]["remark"], Value::Null);
        assert!(!page.to_string().contains("Tajne"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_counts_while_remarks_are_received() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = created(&moderator, json!({ "closes_at": now().plus(-MINUTE) })).await;
        let session = session(&moderator, &consultation, json!({})).await;
        let speech = speech(&moderator, &anna, &session).await;
        let remark = remark_of(&speech);
        moderator.send(Method::PUT, &remark, &json!({ "body": "Słowa" })).await.expect(200);
        let refused = anna.post(&format!("{remark}/consent"), &json!({ "body": "Słowa" })).await;
        assert_eq!(kind(&refused, 409), "already-closed");
    })
    .await;
}
