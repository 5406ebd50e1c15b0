//! Remarks that came on paper are entered; files are listed.

use busola_domain::Day;
use busola_domain::time::{DAY, MINUTE};
use reqwest::Method;
use serde_json::{Value, json};

use super::announcement::kind;
use super::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, counts, created, id, kinds, listed, log, new_id, now, unit};

/// What came on paper today.
fn letter(body: &str) -> Value {
    json!({ "id": new_id(), "unit": null, "body": body, "source": "paper", "received_on": Day::of(now()).to_string(), "author": "Anna Nowak" })
}

/// The same with another value.
fn but(letter: &Value, field: &str, value: Value) -> Value {
    let mut other = letter.clone();
    other[field] = value;
    other
}

async fn what_came_on_paper_is_entered(city: City) {
    let (moderator, jan, guest) = (city.person("Ewa", "moderator"), city.person("Jan", "resident"), city.guest());
    let consultation = consultation(&moderator).await;
    let path = format!("{}/paper", comments_of(&consultation));
    let letter = but(&letter("Za krótki termin."), "unit", json!(unit(&consultation, "§ 7")));
    assert_eq!(kind(&guest.post(&path, &letter).await, 401), "sign-in-needed");
    assert_eq!(kind(&jan.post(&path, &letter).await, 403), "not-allowed");

    let entered = moderator.post(&path, &letter).await.expect(201);
    assert_eq!(moderator.post(&path, &letter).await.expect(200), entered);
    assert_eq!(kind(&moderator.post(&path, &but(&letter, "body", json!("Inny"))).await, 409), "conflict");
    assert_eq!((&entered["author"]["name"], &entered["author"]["role"]), (&json!("Anna Nowak"), &json!("guest")));
    assert_eq!((&entered["source"], &entered["received_on"], &entered["number"]), (&json!("paper"), &letter["received_on"], &json!(1)));
    let described = guest.get("/api/v1/openapi.json").await.expect(200);
    compare(&described, "Comment", &entered);
    compare(&described, "NewEntry", &letter);
    let seen = listed(&guest, &consultation, &entered).await.unwrap();
    assert_eq!(seen, entered);
    assert_eq!(kinds(&log(&guest, &consultation).await, &entered), ["comment.posted"]);

    let mail = but(&but(&letter, "id", json!(new_id())), "source", json!("email"));
    let nobodys = moderator.post(&path, &but(&mail, "author", Value::Null)).await.expect(201);
    assert_eq!((&nobodys["source"], nobodys["author"]["name"].is_string()), (&json!("mail"), true));
    assert_eq!(counts(&guest, &consultation).await, (2, 2));
}

async fn what_was_entered_is_corrected(city: City) {
    let (moderator, jan, guest) = (city.person("Ewa", "moderator"), city.person("Jan", "resident"), city.guest());
    let consultation = consultation(&moderator).await;
    let entered = moderator.post(&format!("{}/paper", comments_of(&consultation)), &letter("Za krutki termin.")).await.expect(201);
    let path = format!("/api/v1/comments/{}", id(&entered));
    let right = json!({ "body": "Za krótki termin.", "source": "mail", "author": null, "seq": entered["seq"] });
    assert_eq!(kind(&guest.send(Method::PATCH, &path, &right).await, 401), "sign-in-needed");
    assert_eq!(kind(&jan.send(Method::PATCH, &path, &right).await, 403), "not-allowed");
    let corrected = moderator.send(Method::PATCH, &path, &right).await.expect(200);
    assert_eq!((&corrected["body"], &corrected["source"]), (&right["body"], &right["source"]));
    assert_eq!((&corrected["received_on"], &corrected["created_at"]), (&entered["received_on"], &entered["created_at"]));
    assert_eq!(listed(&guest, &consultation, &entered).await.unwrap(), corrected);
    assert_eq!(kinds(&log(&guest, &consultation).await, &entered), ["comment.posted", "comment.edited"]);
    // From an older state it is refused; from the present one, or from whatever there is, it is taken.
    assert_eq!(kind(&moderator.send(Method::PATCH, &path, &right).await, 409), "conflict");
    let unit = json!({ "unit": unit(&consultation, "§ 7") });
    assert_eq!(moderator.send(Method::PATCH, &path, &unit).await.expect(200)["unit"], unit["unit"]);
    assert_eq!(moderator.send(Method::PATCH, &path, &json!({ "received_on": "wczoraj" })).await.bad_fields(), ["received_on"]);
    let answer = json!({ "decision": "accepted", "justification": "Tak.", "unit": null, "publish": true });
    moderator.send(Method::PUT, &format!("{path}/answer"), &answer).await.expect(200);
    assert_eq!(kind(&moderator.send(Method::PATCH, &path, &json!({ "body": "Inaczej" })).await, 409), "answered");
}

on_both_databases!(what_came_on_paper_is_entered, what_was_entered_is_corrected);

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_entered_is_told_by_its_fields() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let path = format!("{}/paper", comments_of(&consultation));
        let letter = letter("Za krótki termin.");
        for (field, value) in [
            ("id", json!("00000000-0000-0000-0000-000000000000")),
            ("unit", json!(new_id())),
            ("body", json!(" \u{2800}")),
            ("source", json!("online")),
            ("received_on", json!("12.06.2026")),
            ("received_on", json!(Day::of(now()).plus(2).to_string())),
            ("received_on", json!(Day::of(now()).plus(-9).to_string())),
            ("author", json!("anna@example.org")),
        ] {
            assert_eq!(moderator.post(&path, &but(&letter, field, value.clone())).await.bad_fields(), [field], "{value}");
        }
        let bad = but(&but(&letter, "body", json!("")), "source", json!("fax"));
        assert_eq!(moderator.post(&path, &bad).await.bad_fields(), ["body", "source"]);
        assert_eq!(moderator.post(&path, &json!({ "id": new_id() })).await.bad_fields(), ["body"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_time_is_entered_after_the_closing_and_nothing_before_the_opening() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let over = created(&moderator, json!({ "opens_at": now().plus(-3 * DAY), "closes_at": now().plus(-MINUTE) })).await;
        let yesterday = but(&letter("Z listu"), "received_on", json!(Day::of(now().plus(-DAY)).to_string()));
        moderator.post(&format!("{}/paper", comments_of(&over)), &yesterday).await.expect(201);
        let soon = created(&moderator, json!({ "opens_at": now().plus(DAY) })).await;
        let early = moderator.post(&format!("{}/paper", comments_of(&soon)), &letter("Z listu")).await;
        assert_eq!(kind(&early, 409), "not-yet-open");
        let files = moderator.get(&format!("/api/v1/consultations/{}/attachments", id(&soon))).await.expect(200);
        assert_eq!(files, json!({ "items": [] }));
    })
    .await;
}
