//! The office's answers, the desk and its templates.

use reqwest::Method;
use serde_json::{Value, json};

use super::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, created, id, kinds, listed, log, new_id, posted, remark_on, unit};
use crate::live::socket::Socket;

/// The address of the answer to a remark.
fn answer_of(comment: &Value) -> String {
    format!("/api/v1/comments/{}/answer", id(comment))
}

/// An address below a consultation.
fn below(consultation: &Value, what: &str) -> String {
    format!("/api/v1/consultations/{}/{what}", id(consultation))
}

async fn a_draft_is_for_moderators_and_an_answer_for_all(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, guest) = (city.person("Anna", "resident"), city.guest());
    let consultation = consultation(&moderator).await;
    let comment = posted(&anna, &consultation, "Proszę o dłuższy termin.").await;
    let path = answer_of(&comment);
    let draft = json!({ "decision": "partly", "justification": "Tylko trochę.", "unit": unit(&consultation, "§ 7"), "publish": false });
    guest.send(Method::PUT, &path, &draft).await.problem(401);
    anna.send(Method::PUT, &path, &draft).await.problem(403);
    let drafted = moderator.send(Method::PUT, &path, &draft).await.expect(200);
    assert_eq!((&drafted["answer"]["decision"], &drafted["answer"]["published_at"]), (&json!("partly"), &Value::Null));
    let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
    for reader in [&anna, &guest] {
        assert_eq!(listed(reader, &consultation, &comment).await.unwrap()["answer"], Value::Null);
        assert!(!json!(log(reader, &consultation).await).to_string().contains("trochę"));
        assert!(!reader.get(&page).await.text.contains("trochę"));
    }

    let mut open = Socket::subscribed(&city, &consultation, None).await;
    let published = json!({ "decision": "partly", "justification": "Tylko trochę.", "unit": unit(&consultation, "§ 7"), "publish": true });
    let answered = moderator.send(Method::PUT, &path, &published).await.expect(200);
    let told = open.next_of("event").await;
    assert_eq!((&told["kind"], &told["data"]), (&json!("answer.published"), &answered));
    assert_eq!(listed(&guest, &consultation, &comment).await.unwrap(), answered);
    assert!(guest.get(&page).await.text.contains("trochę"));
    assert_eq!(kinds(&log(&guest, &consultation).await, &comment), ["comment.posted", "answer.published"]);
    // Sent again, as after a lost answer.
    assert_eq!(moderator.send(Method::PUT, &path, &published).await.expect(200), answered);
    let refused = moderator.send(Method::PUT, &path, &draft).await.problem(409);
    assert_eq!(refused["type"], "urn:busola:problem:wrong-state");
    let edited = anna.send(Method::PATCH, &format!("/api/v1/comments/{}", id(&comment)), &json!({ "body": "Inaczej" })).await;
    assert_eq!(edited.problem(409)["type"], "urn:busola:problem:answered");
    assert_eq!(log(&guest, &consultation).await.len(), 3);

    let path = format!("/api/v1/comments/{}/hide", id(&comment));
    moderator.post(&path, &json!({ "reason": "Dane osobowe" })).await.expect(200);
    for event in &log(&guest, &consultation).await[1..] {
        assert_eq!((&event["data"]["body"], &event["data"]["answer"]), (&Value::Null, &answered["answer"]), "{event}");
    }
}

async fn several_are_answered_together_or_none_is(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let (one, two) = (posted(&anna, &consultation, "A").await, posted(&anna, &consultation, "B").await);
    let group =
        |comments: Value, publish| json!({ "comments": comments, "decision": "rejected", "justification": "Nie.", "publish": publish });
    let path = below(&consultation, "answers");
    assert_eq!(moderator.post(&path, &group(json!([]), true)).await.bad_fields(), ["comments"]);
    let unknown = json!([one["id"], new_id()]);
    assert_eq!(moderator.post(&path, &group(unknown, true)).await.bad_fields(), ["comments"]);
    let other = created(&moderator, json!({})).await;
    let foreign = posted(&anna, &other, "Gdzie indziej").await;
    assert_eq!(moderator.post(&path, &group(json!([one["id"], foreign["id"]]), true)).await.bad_fields(), ["comments"]);
    assert_eq!(listed(&moderator, &consultation, &one).await.unwrap()["answer"], Value::Null);

    let drafted = moderator.post(&path, &group(json!([two["id"], one["id"]]), false)).await.expect(200);
    assert_eq!(drafted["items"].as_array().unwrap().iter().map(|item| &item["id"]).collect::<Vec<_>>(), [&one["id"], &two["id"]]);
    let publish = below(&consultation, "answers/publish");
    anna.call(Method::POST, &publish).await.problem(403);
    assert_eq!(moderator.call(Method::POST, &publish).await.expect(200), json!({ "published": 2 }));
    assert_eq!(moderator.call(Method::POST, &publish).await.expect(200), json!({ "published": 0 }));
    let other = json!({ "comments": [one["id"]], "decision": "accepted", "justification": "Tak.", "publish": true });
    let refused = moderator.post(&path, &other).await.problem(409);
    assert!(refused["detail"].as_str().unwrap().contains("no. 1"), "{refused}");
}

async fn who_says_what_they_saw_is_told_what_they_did_not(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let (one, two) = (posted(&moderator, &consultation, "A").await, posted(&moderator, &consultation, "B").await);
    let new = |words: &str, revision: Value| json!({ "decision": "accepted", "justification": words, "revision": revision });
    let path = answer_of(&one);
    let first = moderator.send(Method::PUT, &path, &new("Pierwsza.", json!(0))).await.expect(200);
    let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
    compare(&described, "Answer", &first["answer"]);
    let refused = moderator.send(Method::PUT, &path, &new("Druga.", json!(0))).await.problem(409);
    assert_eq!(refused["type"], "urn:busola:problem:conflict");
    assert!(refused["detail"].as_str().unwrap().contains("no. 1"), "{refused}");
    let group = |revision: &Value| {
        let revisions = json!({ (id(&one)): revision, (id(&two)): 0 });
        json!({ "comments": [one["id"], two["id"]], "decision": "rejected", "justification": "Razem.", "revisions": revisions })
    };
    let path_of_group = below(&consultation, "answers");
    moderator.post(&path_of_group, &group(&json!(0))).await.problem(409);
    assert_eq!(listed(&moderator, &consultation, &one).await.unwrap()["answer"], first["answer"]);
    moderator.post(&path_of_group, &group(&first["answer"]["revision"])).await.expect(200);
    // Who says nothing of it writes over what is there.
    let last = moderator.send(Method::PUT, &path, &new("Trzecia.", Value::Null)).await.expect(200);
    assert_eq!(last["answer"]["justification"], "Trzecia.");
}

on_both_databases!(
    a_draft_is_for_moderators_and_an_answer_for_all,
    several_are_answered_together_or_none_is,
    who_says_what_they_saw_is_told_what_they_did_not,
);

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_taken_is_named() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let comment = posted(&moderator, &consultation, "Uwaga").await;
        let path = answer_of(&comment);
        let new = |decision: &str, justification: &str, unit: Value| json!({ "decision": decision, "justification": justification, "unit": unit });
        let bad = async |new: Value| moderator.send(Method::PUT, &path, &new).await.bad_fields();
        assert_eq!(bad(new("maybe", "Tak.", Value::Null)).await, ["decision"]);
        assert_eq!(bad(new("accepted", " ", Value::Null)).await, ["justification"]);
        assert_eq!(bad(new("accepted", "Tak.", json!(new_id()))).await, ["unit"]);
        assert_eq!(bad(json!({ "decision": "accepted" })).await, ["justification"]);
        let nowhere = format!("/api/v1/comments/{}/answer", new_id());
        moderator.send(Method::PUT, &nowhere, &new("accepted", "Tak.", Value::Null)).await.problem(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_read_page_by_page() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let anna = city.person("Anna", "resident");
        let consultation = consultation(&moderator).await;
        for body in ["Źródło", "B", "C"] {
            let new = remark_on(unit(&consultation, "§ 7"), body);
            anna.post(&comments_of(&consultation), &new).await.expect(201);
        }
        let path = below(&consultation, "desk");
        city.guest().get(&path).await.problem(401);
        anna.get(&path).await.problem(403);
        let numbers =
            |page: &Value| page["items"].as_array().unwrap().iter().map(|item| item["number"].as_i64().unwrap()).collect::<Vec<_>>();
        let first =
            moderator.get(&format!("{path}?state=waiting&source=online&unit={}&limit=2", unit(&consultation, "§ 7"))).await.expect(200);
        assert_eq!((numbers(&first), &first["progress"]), (vec![1, 2], &json!({ "needed": 3, "answered": 0, "drafted": 0 })));
        let second = moderator.get(&format!("{path}?state=waiting&limit=2&after={}", first["next"].as_str().unwrap())).await.expect(200);
        assert_eq!((numbers(&second), &second["next"]), (vec![3], &Value::Null));
        assert_eq!(numbers(&moderator.get(&format!("{path}?search=zrodlo")).await.expect(200)), [1]);
        // By units, and not by the order of receipt.
        for on in [json!(null), json!(unit(&consultation, "§ 1"))] {
            let new = json!({ "id": new_id(), "unit": on, "body": "D" });
            anna.post(&comments_of(&consultation), &new).await.expect(201);
        }
        assert_eq!(numbers(&moderator.get(&format!("{path}?state=unpublished")).await.expect(200)), [4, 5, 1, 2, 3]);
        assert_eq!(numbers(&moderator.get(&format!("{path}?search=%233")).await.expect(200)), [3]);
        // Of each the number of an earlier one on its unit that says nearly the same.
        for body in ["Proszę dopisać świetlicę przy szkole numer cztery", "Proszę dopisać świetlicę przy szkole numer cztery!"] {
            anna.post(&comments_of(&consultation), &remark_on(unit(&consultation, "§ 1"), body)).await.expect(201);
        }
        let alike = moderator.get(&format!("{path}?search=swietlice")).await.expect(200);
        assert_eq!((numbers(&alike), &alike["likes"]), (vec![6, 7], &json!([null, 6])));
        for wrong in ["state=maybe", "source=x", "unit=x", "after=x", "limit=0"] {
            moderator.get(&format!("{path}?{wrong}")).await.problem(400);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_kept_changed_and_removed() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let anna = city.person("Anna", "resident");
        let new = json!({ "name": "Poza zakresem", "decision": "out_of_scope", "justification": "To nie jest przedmiot konsultacji." });
        anna.post("/api/v1/answer-templates", &new).await.problem(403);
        let made = moderator.post("/api/v1/answer-templates", &new).await.expect(201);
        moderator.post("/api/v1/answer-templates", &new).await.problem(409);
        let path = format!("/api/v1/answer-templates/{}", id(&made));
        let changed = moderator.send(Method::PATCH, &path, &json!({ "decision": null })).await.expect(200);
        assert_eq!((&changed["name"], &changed["decision"]), (&made["name"], &Value::Null));
        assert_eq!(moderator.get("/api/v1/answer-templates").await.expect(200), json!({ "items": [changed], "next": null }));
        moderator.call(Method::DELETE, &path).await.nothing();
        moderator.send(Method::PATCH, &path, &json!({})).await.problem(404);
    })
    .await;
}
