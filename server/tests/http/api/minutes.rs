//! Minutes of a session, and who voted how in a poll by name.

use reqwest::Method;
use serde_json::{Value, json};

use super::announcement::{kind, path_of};
use super::sessions::{act, option, poll, session, vote_of};
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, new_id};

async fn minutes_are_kept_and_published(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let session = session(&moderator, &consultation, json!({})).await;
    let path = format!("{}/minutes", path_of(&session));
    let (publish, edit) = (format!("{path}/publish"), |revision: i64, body: &str| json!({ "body": body, "revision": revision }));
    let keep = async |revision: i64, body: &str| moderator.send(Method::PUT, &path, &edit(revision, body)).await;
    let which = |revision: i64| json!({ "revision": revision });
    assert_eq!(kind(&moderator.get(&path).await, 404), "not-found");
    assert_eq!(kind(&keep(0, "Tekst").await, 409), "meeting-not-over");
    assert_eq!(kind(&moderator.post(&publish, &which(0)).await, 409), "meeting-not-over");
    moderator.call(Method::POST, &format!("{}/end", path_of(&session))).await.expect(200);

    let derived = moderator.get(&path).await.expect(200);
    assert_eq!((&derived["state"], &derived["revision"], &derived["session"]), (&json!("derived"), &json!(0), &session["id"]));
    assert!(derived["body"].as_str().unwrap().contains("- Konsultacje: "));
    for (who, status, told) in [(&city.guest(), 401, "sign-in-needed"), (&anna, 403, "not-allowed")] {
        assert_eq!(kind(&who.send(Method::PUT, &path, &edit(0, "Tekst")).await, status), told);
        assert_eq!(kind(&who.post(&publish, &which(0)).await, status), told);
        assert_eq!(kind(&who.get(&path).await, 404), "not-found");
    }
    let nowhere = format!("/api/v1/sessions/{}/minutes", new_id());
    assert_eq!(kind(&moderator.get(&nowhere).await, 404), "not-found");
    assert_eq!(kind(&moderator.send(Method::PUT, &nowhere, &edit(0, "Tekst")).await, 404), "not-found");
    assert_eq!(kind(&moderator.post(&format!("{nowhere}/publish"), &which(0)).await, 404), "not-found");
    assert_eq!(keep(0, " ").await.bad_fields(), ["body"]);
    assert_eq!(moderator.send(Method::PUT, &path, &json!({ "body": "Tekst" })).await.bad_fields(), ["revision"]);

    let kept = keep(0, "# Protokół\n\nPierwszy.").await.expect(200);
    assert_eq!((&kept["state"], &kept["revision"], kept["written_at"].is_string()), (&json!("draft"), &json!(1), true));
    assert_eq!(kind(&keep(0, "Inny").await, 409), "conflict");
    assert_eq!(kind(&moderator.post(&publish, &which(0)).await, 409), "conflict");
    anna.get(&path).await.problem(404);
    let public = moderator.post(&publish, &which(1)).await.expect(200);
    assert_eq!((&public["state"], public["published_at"].is_string()), (&json!("published"), true));
    assert_eq!(moderator.post(&publish, &which(1)).await.expect(200), public);
    assert_eq!(keep(1, "Drugi").await.expect(200)["revision"], 2);
    assert_eq!(city.guest().get(&path).await.expect(200), public);
    assert_eq!(moderator.get(&path).await.expect(200)["body"], "Drugi");

    let read = city.guest().get(&path_of(&session)).await.expect(200);
    assert_eq!(read["minutes_at"], public["published_at"]);
    let events = city.guest().get(&format!("{}/events", path_of(&session))).await.expect(200);
    let last = events["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["data"]["minutes_at"]), (&json!("minutes.published"), &public["published_at"]));
}

on_both_databases!(minutes_are_kept_and_published);

#[tokio::test(flavor = "multi_thread")]
async fn who_voted_how_is_told_of_a_poll_by_name() {
    on_sqlite(|city| async move {
        let (moderator, anna, jan) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"), city.person("Jan", "resident"));
        let consultation = consultation(&moderator).await;
        let (public, invited) =
            (session(&moderator, &consultation, json!({})).await, session(&moderator, &consultation, json!({ "public": false })).await);
        let both = json!({ "question": "a", "type": "yes_no", "secret": true, "named": true });
        assert_eq!(moderator.post(&format!("{}/polls", path_of(&public)), &both).await.bad_fields(), ["named"]);
        let named = poll(&moderator, &public, json!({ "named": true })).await;
        let (other, closed) = (poll(&moderator, &public, json!({})).await, poll(&moderator, &invited, json!({ "named": true })).await);
        assert_eq!((&named["named"], &other["named"]), (&json!(true), &json!(false)));
        let votes = |of: &Value| format!("/api/v1/polls/{}/votes", id(of));
        for poll in [&named, &other, &closed] {
            act(&moderator, poll, "open").await;
        }
        for (who, at) in [(&jan, 0), (&anna, 1)] {
            who.send(Method::PUT, &vote_of(&named), &json!({ "options": [option(&named, at)] })).await.nothing();
        }
        assert_eq!(kind(&moderator.get(&votes(&named)).await, 404), "not-found");
        for poll in [&named, &other, &closed] {
            act(&moderator, poll, "close").await;
        }
        let told = city.guest().get(&votes(&named)).await.expect(200);
        let vote = |name: &str, at: usize| json!({ "name": name, "options": [option(&named, at)] });
        assert_eq!(told, json!({ "items": [vote("Anna", 1), vote("Jan", 0)], "next": null }));
        for poll in [&other, &closed, &json!({ "id": new_id() })] {
            assert_eq!(kind(&anna.get(&votes(poll)).await, 404), "not-found");
        }
        moderator.get(&votes(&closed)).await.expect(200);
    })
    .await;
}
