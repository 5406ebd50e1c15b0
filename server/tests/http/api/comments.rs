//! Posting, answering, editing, withdrawing and supporting remarks.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, counts, id, kinds, listed, log, new_id, posted, remark, remark_on, unit};
use crate::person::Answer;

async fn a_remark_is_posted_once_however_often_it_is_sent(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let path = comments_of(&consultation);
    let new = remark_on(unit(&consultation, "§ 7"), "Za **mało**.");

    let comment = anna.post(&path, &new).await.expect(201);
    assert_eq!(comment["id"], new["id"]);
    assert_eq!(comment["consultation"], consultation["id"]);
    assert_eq!(comment["unit"], new["unit"]);
    assert_eq!(comment["parent"], Value::Null);
    assert_eq!(comment["author"], json!({ "name": "Anna", "role": "resident", "organisation": null }));
    assert_eq!(comment["body"], "Za **mało**.");
    assert_eq!(comment["status"], "published");
    assert_eq!(comment["supports"], 0);
    assert_eq!(comment["edited_at"], Value::Null);
    let at = comment["created_at"].as_str().unwrap();
    assert!(at.len() == 24 && at.ends_with('Z'), "{at} has no milliseconds");
    assert!(comment["html"].as_str().unwrap().contains("<strong>mało</strong>"));

    assert_eq!(anna.post(&path, &new).await.expect(200), comment);
    let mut spaced = new.clone();
    spaced["body"] = json!("  Za **mało**.\r\n");
    assert_eq!(anna.post(&path, &spaced).await.expect(200), comment);
    let mut other = new.clone();
    other["body"] = json!("Za dużo.");
    anna.post(&path, &other).await.problem(409);
    city.person("Jan", "resident").post(&path, &new).await.problem(409);

    assert_eq!(listed(&city.guest(), &consultation, &comment).await.unwrap(), comment);
    assert_eq!(counts(&anna, &consultation).await, (1, 1));
    let events = log(&city.guest(), &consultation).await;
    assert_eq!(kinds(&events, &comment), ["comment.posted"]);
    let event = events.last().unwrap();
    assert_eq!((&event["seq"], &event["data"]), (&comment["seq"], &comment));
}

async fn two_that_send_the_same_at_once_post_once(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let path = comments_of(&consultation);
    let new = remark("Raz.");
    let (one, two, three) = tokio::join!(anna.post(&path, &new), anna.post(&path, &new), anna.post(&path, &new));
    let mut statuses = [one.status, two.status, three.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 201]);
    assert_eq!(counts(&anna, &consultation).await, (1, 1));
    assert_eq!(kinds(&log(&anna, &consultation).await, &new), ["comment.posted"]);
}

async fn supports_are_counted_once_a_person(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = consultation(&moderator).await;
    let comment = posted(&anna, &consultation, "Popieram siebie.").await;
    let path = format!("/api/v1/comments/{}/support", id(&comment));
    let supports = async || listed(&jan, &consultation, &comment).await.unwrap()["supports"].clone();

    jan.call(Method::PUT, &path).await.nothing();
    jan.call(Method::PUT, &path).await.nothing();
    anna.call(Method::PUT, &path).await.nothing();
    assert_eq!(supports().await, 2);
    jan.call(Method::DELETE, &path).await.nothing();
    jan.call(Method::DELETE, &path).await.nothing();
    assert_eq!(supports().await, 1);

    city.guest().call(Method::PUT, &path).await.problem(401);
    jan.call(Method::PUT, &format!("/api/v1/comments/{}/support", new_id())).await.problem(404);
    // A support is no event: it changes nothing that was said.
    assert_eq!(kinds(&log(&jan, &consultation).await, &comment), ["comment.posted"]);
}

async fn an_author_edits_and_withdraws(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = consultation(&moderator).await;
    let comment = posted(&anna, &consultation, "Pierwsza wersja.").await;
    let path = format!("/api/v1/comments/{}", id(&comment));

    let edited = anna.send(Method::PATCH, &path, &json!({ "body": " Druga wersja. " })).await.expect(200);
    assert_eq!(edited["body"], "Druga wersja.");
    assert!(edited["edited_at"].is_string());
    assert_eq!(listed(&jan, &consultation, &comment).await.unwrap(), edited);
    jan.send(Method::PATCH, &path, &json!({ "body": "Cudza." })).await.problem(403);
    city.guest().send(Method::PATCH, &path, &json!({ "body": "Niczyja." })).await.problem(401);
    assert_eq!(anna.send(Method::PATCH, &path, &json!({ "body": "\u{2800}" })).await.bad_fields(), ["body"]);

    let reply = json!({ "id": new_id(), "parent": comment["id"], "body": "Zgoda." });
    let reply = jan.post(&comments_of(&consultation), &reply).await.expect(201);
    assert_eq!(counts(&jan, &consultation).await, (2, 2));

    jan.call(Method::DELETE, &path).await.problem(403);
    anna.call(Method::DELETE, &path).await.nothing();
    anna.call(Method::DELETE, &path).await.nothing();
    anna.send(Method::PATCH, &path, &json!({ "body": "Jednak." })).await.problem(409);
    let withdrawn = listed(&jan, &consultation, &comment).await.unwrap();
    assert_eq!((&withdrawn["status"], &withdrawn["body"], &withdrawn["html"]), (&json!("withdrawn"), &Value::Null, &Value::Null));
    assert_eq!(listed(&jan, &consultation, &reply).await.unwrap()["body"], "Zgoda.");
    assert_eq!(counts(&jan, &consultation).await, (1, 1));

    let events = log(&jan, &consultation).await;
    assert_eq!(kinds(&events, &comment), ["comment.posted", "comment.edited", "comment.withdrawn"]);
    let of_comment = events.iter().filter(|event| event["data"]["id"] == comment["id"]);
    assert!(of_comment.map(|event| &event["data"]["body"]).all(Value::is_null));
}

on_both_databases!(
    a_remark_is_posted_once_however_often_it_is_sent,
    two_that_send_the_same_at_once_post_once,
    supports_are_counted_once_a_person,
    an_author_edits_and_withdraws,
);

#[tokio::test(flavor = "multi_thread")]
async fn each_event_keeps_the_text_of_its_moment() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let anna = city.person("Anna", "resident");
        let consultation = consultation(&moderator).await;
        let comment = posted(&anna, &consultation, "Pierwsza.").await;
        anna.send(Method::PATCH, &format!("/api/v1/comments/{}", id(&comment)), &json!({ "body": "Druga." })).await.expect(200);
        let events = log(&anna, &consultation).await;
        let bodies: Vec<_> =
            events.iter().filter(|event| event["data"]["id"] == comment["id"]).map(|event| event["data"]["body"].clone()).collect();
        assert_eq!(bodies, ["Pierwsza.", "Druga."]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_without_a_body_takes_an_empty_one_of_any_type() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let comment = posted(&moderator, &consultation, "Uwaga urzędu.").await;
        let path = format!("/api/v1/comments/{}", id(&comment));
        for kind in ["application/json", "text/plain", "application/x-www-form-urlencoded"] {
            let support = moderator.request(Method::PUT, &format!("{path}/support")).header(CONTENT_TYPE, kind);
            Answer::of(support).await.nothing();
            moderator.post(&format!("{path}/hide"), &json!({ "reason": "Próba" })).await.expect(200);
            let unhide = moderator.request(Method::POST, &format!("{path}/unhide")).header(CONTENT_TYPE, kind);
            Answer::of(unhide).await.expect(200);
        }
        Answer::of(moderator.request(Method::DELETE, &path).header(CONTENT_TYPE, "text/plain")).await.nothing();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_stands_on_the_unit_of_what_it_answers() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let path = comments_of(&consultation);
        let (here, there) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 7"));
        let comment = moderator.post(&path, &remark_on(here, "Do § 1.")).await.expect(201);
        let reply = |unit: &str| json!({ "id": new_id(), "unit": unit, "parent": comment["id"], "body": "Odpowiedź." });
        assert_eq!(moderator.post(&path, &reply(here)).await.expect(201)["parent"], comment["id"]);
        assert_eq!(moderator.post(&path, &reply(there)).await.bad_fields(), ["parent"]);
        let orphan = json!({ "id": new_id(), "parent": new_id(), "body": "Odpowiedź." });
        assert_eq!(moderator.post(&path, &orphan).await.bad_fields(), ["parent"]);
    })
    .await;
}
