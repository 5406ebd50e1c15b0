//! Remarks are received from the opening to the closing, to the millisecond.

use std::time::Duration;

use busola_domain::time::HOUR;
use reqwest::Method;
use serde_json::json;
use tokio::time::sleep;

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, counts, created, id, log, now, posted, remark};

async fn nothing_is_received_from_the_closing_on(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let closes_at = now().plus(2_500);
    let consultation = created(&moderator, json!({ "closes_at": closes_at })).await;
    let path = comments_of(&consultation);

    let first = remark("Zdążyłam.");
    anna.post(&path, &first).await.expect(201);
    let mut received = 1;
    let refused = loop {
        let answer = anna.post(&path, &remark("Jeszcze jedna.")).await;
        if answer.status != 201 {
            break answer.problem(409);
        }
        assert!(answer.expect(201)["created_at"].as_str().unwrap() < closes_at.to_string().as_str());
        received += 1;
    };
    assert!(now() >= closes_at, "refused too early");
    assert_eq!(refused["type"], "urn:busola:problem:already-closed");
    assert_eq!(counts(&anna, &consultation).await, (received, 1));
    let open = city.guest().get(&format!("/api/v1/consultations/{}", id(&consultation))).await.expect(200);
    assert_eq!(open["phase"], "closed");

    // What was received stays received: a client whose answer was lost learns so also now.
    anna.post(&path, &first).await.expect(200);
    let comment = format!("/api/v1/comments/{}", first["id"].as_str().unwrap());
    anna.send(Method::PATCH, &comment, &json!({ "body": "Po czasie." })).await.problem(409);
    anna.call(Method::PUT, &format!("{comment}/support")).await.problem(409);
    let said = log(&anna, &consultation).await.iter().filter(|event| event["kind"] == "comment.posted").count();
    assert_eq!(i64::try_from(said).unwrap(), received);
}

on_both_databases!(nothing_is_received_from_the_closing_on);

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_received_before_the_opening() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let opens_at = now().plus(1_500);
        let consultation = created(&moderator, json!({ "opens_at": opens_at, "closes_at": now().plus(HOUR) })).await;
        let refused = moderator.post(&comments_of(&consultation), &remark("Za wcześnie.")).await.problem(409);
        assert_eq!(refused["type"], "urn:busola:problem:not-yet-open");
        sleep(Duration::from_millis(u64::try_from(opens_at.since(now()).max(0)).unwrap())).await;
        posted(&moderator, &consultation, "W porę.").await;
    })
    .await;
}
