//! Moderation by the API: several at once, reports, rules, slow mode, the public log, appeals; and that what is answered
//! is described.

use reqwest::Method;
use serde_json::{Value, json};

use super::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, created, id, listed, posted, remark};
use crate::person::Person;

async fn a_queue_is_worked_off(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = created(&moderator, json!({ "moderation": "pre" })).await;
    let path = format!("/api/v1/consultations/{}/moderation", id(&consultation));
    let (one, two) = (posted(&anna, &consultation, "Pierwsza").await, posted(&anna, &consultation, "Druga").await);
    let queue = moderator.get(&path).await.expect(200);
    assert_eq!((queue["items"].as_array().unwrap().len(), &queue["pending"], &queue["next"]), (2, &json!(2), &Value::Null));
    anna.get(&path).await.problem(403);
    city.guest().get(&path).await.problem(401);
    moderator.get(&format!("{path}?after=x")).await.problem(400);

    let approve = json!({ "act": "approve", "comments": [id(&one), id(&two)] });
    let done = moderator.post(&path, &approve).await.expect(200);
    assert_eq!((done["done"].as_array().unwrap().len(), &done["left"]), (2, &json!([])));
    let hide = json!({ "act": "hide", "comments": [id(&one)], "ground": "insult", "reason": "Obraża innych" });
    moderator.post(&path, &hide).await.expect(200);
    assert_eq!(listed(&anna, &consultation, &one).await.unwrap()["hidden_reason"], "Obraża innych");
    assert_eq!(moderator.post(&path, &json!({ "act": "approve", "comments": [] })).await.bad_fields(), ["comments"]);
    anna.post(&path, &approve).await.problem(403);

    let log = city.guest().get(&format!("{path}-log")).await.expect(200);
    let done = &log["items"][0]["done"];
    assert_eq!((&done[0]["deed"], &done[0]["count"], &done[1]["reason"]), (&json!("approved"), &json!(2), &json!("insult")));
}

async fn slow_mode_says_when_to_come_again(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let path = format!("/api/v1/consultations/{}/slow-mode", id(&consultation));
    moderator.send(Method::PUT, &path, &json!({ "slow_seconds": 600 })).await.expect(200);
    posted(&anna, &consultation, "Pierwsza").await;
    let refused = anna.post(&comments_of(&consultation), &remark("Druga")).await;
    refused.problem(429);
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((500..=600).contains(&seconds), "{seconds}");
    let bad = moderator.send(Method::PUT, &path, &json!({ "slow_seconds": -1 })).await;
    assert_eq!(bad.bad_fields(), ["slow_seconds"]);
    anna.send(Method::PUT, &path, &json!({ "slow_seconds": 0 })).await.problem(403);
}

on_both_databases!(a_queue_is_worked_off, slow_mode_says_when_to_come_again);

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_of_moderation_is_described() {
    on_sqlite(|city| async move {
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let (moderator, adam) = (city.person("Ewa", "moderator"), city.person("Adam", "moderator"));
        let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
        let consultation = consultation(&moderator).await;
        let base = format!("/api/v1/consultations/{}", id(&consultation));
        let rules = json!({ "revision": 0, "words": ["reklam*"], "hosts": ["spam.example"], "links": 3 });
        let rules = moderator.send(Method::PUT, "/api/v1/moderation-rules", &rules).await.expect(200);
        assert_eq!(moderator.get("/api/v1/moderation-rules").await.expect(200), rules);
        let held = posted(&anna, &consultation, "Reklama").await;
        assert_eq!(held["status"], "pending");
        let bad = posted(&anna, &consultation, "Brzydkie słowa").await;
        let path = format!("/api/v1/comments/{}", id(&bad));
        let new = json!({ "reason": "insult", "words": "Proszę spojrzeć" });
        let report = jan.post(&format!("{path}/reports"), &new).await.expect(201);
        jan.post(&format!("{path}/reports"), &new).await.problem(409);
        anna.post(&format!("{path}/reports"), &new).await.problem(403);
        let queue = moderator.get(&format!("{base}/moderation")).await.expect(200);
        let hide = json!({ "act": "hide", "comments": [id(&bad)], "reason": "Obraża" });
        let moderated = moderator.post(&format!("{base}/moderation"), &hide).await.expect(200);
        assert_eq!(jan.get("/api/v1/reports").await.expect(200)["items"][0]["outcome"], "hidden");
        anna.post(&format!("{path}/appeal"), &json!({ "words": "Nikogo nie obrażam" })).await.nothing();
        let decision = json!({ "ruling": "restored" });
        moderator.post(&format!("{path}/appeal/decide"), &decision).await.problem(403);
        adam.post(&format!("{path}/appeal/decide"), &decision).await.nothing();
        let receipts = anna.get("/api/v1/receipts").await.expect(200);
        let receipt = receipts["items"].as_array().unwrap().iter().find(|receipt| receipt["id"] == bad["id"]).unwrap();
        let log = city.guest().get(&format!("{base}/moderation-log")).await.expect(200);
        let slow = moderator.send(Method::PUT, &format!("{base}/slow-mode"), &json!({ "slow_seconds": 5 })).await.expect(200);
        for (name, thing) in [
            ("ModerationRules", &rules),
            ("OwnReport", &report),
            ("ModerationQueue", &queue),
            ("QueuedComment", &queue["items"][0]),
            ("Moderated", &moderated),
            ("Appealed", &receipt["appeal"]),
            ("ModerationDayPage", &log),
            ("ModerationDay", &log["items"][0]),
            ("SlowMode", &slow),
        ] {
            compare(&described, name, thing);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_reading_page_a_remark_is_hidden_for_the_same_reasons_as_in_the_queue() {
    on_sqlite(|city| async move {
        let (program, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let consultation = consultation(&program).await;
        let one = posted(&anna, &consultation, "Kupcie u nas").await;
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let sent = |ground: &'static str, reason: &'static str| {
            let fields =
                [("page", page.clone()), ("id", id(&one).to_owned()), ("ground", ground.to_owned()), ("reason", reason.to_owned())];
            let ewa = &ewa;
            async move { ewa.form("/fn/hide-comment", &fields.each_ref().map(|(name, value)| (*name, value.as_str()))).await }
        };
        // One is to be chosen, and another one than those that are named is to be said.
        for (ground, reason) in [("", "Reklama"), ("other", " ")] {
            let refused = sent(ground, reason).await;
            assert_eq!(refused.status, 422, "{ground}");
            assert!(refused.text.contains("aria-invalid=\"true\""), "{ground}: {}", refused.text);
        }
        assert_eq!(sent("advert", "").await.status, 303);
        // In the language of the consultations, whatever the moderator's page has; pages say it in their reader's.
        assert_eq!(listed(&anna, &consultation, &one).await.unwrap()["hidden_reason"], "Reklama");
        let log = city.guest().get(&format!("/api/v1/consultations/{}/moderation-log", id(&consultation))).await.expect(200);
        assert_eq!(log["items"][0]["done"][0]["reason"], "advert");
    })
    .await;
}
