//! Rules of deadlines, and the council's opinion.

use busola_domain::time::DAY;
use reqwest::Method;
use serde_json::json;

use super::announcement::kind;
use super::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, created, id, now};

const RULES: &str = "/api/v1/deadline-rules";

async fn an_administrator_sets_the_rule_of_a_kind(city: City) {
    let (moderator, admin) = (city.person("Ewa", "moderator"), city.person("Adam", "admin"));
    let rules = city.guest().get(RULES).await.expect(200);
    let kinds: Vec<_> = rules["items"].as_array().unwrap().iter().map(|rule| rule["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds, &rules["next"]), (vec!["cooperation_programme", "local_act", "strategy", "council", "other"], &json!(null)));
    let programme = &rules["items"][0];
    assert_eq!(
        (&programme["opinion_days"], &programme["adopted_by"], &programme["reported_by"]),
        (&json!(14), &json!("11-30"), &json!("05-31"))
    );
    let path = format!("{RULES}/local_act");
    let new = json!({ "min_days": 21, "adopted_by": "12-31", "source": "uchwała nr 1" });
    assert_eq!(kind(&city.guest().send(Method::PUT, &path, &new).await, 401), "sign-in-needed");
    assert_eq!(kind(&moderator.send(Method::PUT, &path, &new).await, 403), "not-allowed");
    assert_eq!(admin.send(Method::PUT, &format!("{RULES}/party"), &new).await.status, 404);
    for (bad, field) in [(json!({ "min_days": 0 }), "min_days"), (json!({ "adopted_by": "02-30" }), "adopted_by")] {
        assert_eq!(admin.send(Method::PUT, &path, &bad).await.bad_fields(), [field]);
    }
    let set = admin.send(Method::PUT, &path, &new).await.expect(200);
    let expected = json!({
        "kind": "local_act",
        "min_days": 21,
        "report_days": null,
        "opinion_days": null,
        "adopted_by": "12-31",
        "reported_by": null,
        "source": "uchwała nr 1",
    });
    assert_eq!(set, expected);
    assert_eq!(city.guest().get(RULES).await.expect(200)["items"][1], set);
    // A program knows what it does: nothing is said of a period that is too short.
    created(&moderator, json!({ "kind": "local_act", "closes_at": now().plus(DAY) })).await;
    created(&moderator, json!({ "kind": "local_act", "closes_at": now() })).await;
}

async fn the_opinion_of_the_council_is_read_by_everybody(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let made = consultation(&moderator).await;
    let path = format!("/api/v1/consultations/{}/opinion", id(&made));
    assert_eq!(kind(&city.guest().get(&path).await, 404), "not-found");
    let asked = json!({ "requested_on": "2026-10-20" });
    assert_eq!(kind(&city.guest().send(Method::PUT, &path, &asked).await, 401), "sign-in-needed");
    assert_eq!(kind(&anna.send(Method::PUT, &path, &asked).await, 403), "not-allowed");
    for (bad, field) in [
        (json!({}), "requested_on"),
        (json!({ "requested_on": "20.10.2026" }), "requested_on"),
        (json!({ "requested_on": "2026-10-20", "given_on": "2026-10-19", "kind": "negative" }), "given_on"),
        (json!({ "requested_on": "2026-10-20", "given_on": "2026-10-21" }), "kind"),
        (json!({ "requested_on": "2026-10-20", "kind": "maybe" }), "kind"),
    ] {
        assert_eq!(moderator.send(Method::PUT, &path, &bad).await.bad_fields(), [field], "{bad}");
    }
    let opinion = moderator.send(Method::PUT, &path, &asked).await.expect(200);
    assert_eq!((&opinion["due_on"], &opinion["given_on"], &opinion["kind"]), (&json!("2026-11-03"), &json!(null), &json!(null)));
    assert_eq!(city.guest().get(&path).await.expect(200), opinion);
    let draft = created(&moderator, json!({ "publish": false })).await;
    let hidden = format!("/api/v1/consultations/{}/opinion", id(&draft));
    moderator.send(Method::PUT, &hidden, &asked).await.expect(200);
    assert_eq!(kind(&anna.get(&hidden).await, 404), "not-found");
}

on_both_databases!(an_administrator_sets_the_rule_of_a_kind, the_opinion_of_the_council_is_read_by_everybody);

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_is_described() {
    on_sqlite(|city| async move {
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let moderator = city.person("Ewa", "moderator");
        let made = consultation(&moderator).await;
        let path = format!("/api/v1/consultations/{}/opinion", id(&made));
        let opinion = moderator.send(Method::PUT, &path, &json!({ "requested_on": "2026-10-20" })).await.expect(200);
        let rules = city.guest().get(RULES).await.expect(200);
        for (name, thing) in [("Opinion", &opinion), ("DeadlineRuleList", &rules), ("DeadlineRule", &rules["items"][0])] {
            compare(&described, name, thing);
        }
    })
    .await;
}
