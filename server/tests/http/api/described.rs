//! What the API answers of sessions is what its description says.

use reqwest::Method;
use serde_json::{Value, json};

use super::announcement::path_of;
use super::sessions::{act, option, poll, session, vote_of};
use super::spoken::{remark_of, speech};
use crate::city::on_sqlite;
use crate::fixture::{consultation, id};

/// Compares something with the schema of a name: it has all that is required, and nothing that is not described.
pub(crate) fn compare(described: &Value, name: &str, thing: &Value) {
    let schema = &described["components"]["schemas"][name];
    let properties = schema["properties"].as_object().unwrap();
    for member in thing.as_object().unwrap_or_else(|| panic!("{name}: {thing}")).keys() {
        assert!(properties.contains_key(member), "{name}.{member} is not described");
    }
    for member in schema["required"].as_array().unwrap() {
        assert!(thing.get(member.as_str().unwrap()).is_some(), "{name}.{member} is required");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_of_a_session_is_described() {
    on_sqlite(|city| async move {
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let made = session(&moderator, &consultation, json!({})).await;
        let path = path_of(&made);
        anna.post(&format!("{path}/questions"), &json!({ "body": "Kiedy?" })).await.expect(201);
        let speech = speech(&moderator, &anna, &made).await;
        let spoken = moderator.send(Method::PUT, &remark_of(&speech), &json!({ "body": "Słowa" })).await.expect(200);
        let poll = poll(&moderator, &made, json!({ "named": true })).await;
        act(&moderator, &poll, "open").await;
        anna.send(Method::PUT, &vote_of(&poll), &json!({ "options": [option(&poll, 0)] })).await.nothing();
        act(&moderator, &poll, "close").await;
        let ended = moderator.call(Method::POST, &format!("{path}/end")).await.expect(200);
        let minutes = moderator.get(&format!("{path}/minutes")).await.expect(200);
        let votes = anna.get(&format!("/api/v1/polls/{}/votes", id(&poll))).await.expect(200);
        let page = anna.get(&path).await.expect(200);
        for (name, thing) in [
            ("Session", &ended),
            ("AgendaItem", &ended["agenda"][0]),
            ("Rules", &ended["rules"]),
            ("Focus", &ended["focus"]),
            ("Question", &page["questions"][0]),
            ("Speaker", &page["speakers"][0]),
            ("Poll", &page["polls"][0]),
            ("Own", &page["own"]),
            ("SpokenRemark", &spoken),
            ("Minutes", &minutes),
            ("NamedVoteList", &votes),
            ("NamedVote", &votes["items"][0]),
            ("SessionPage", &page),
        ] {
            compare(&described, name, thing);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_api_names_every_request_and_object() {
    on_sqlite(|city| async move {
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let page = city.guest().get("/api").await;
        assert_eq!(page.status, 200);
        // Leptos marks where texts that may change begin.
        let text = page.text.replace("<!>", "");
        let mut requests = 0;
        for (path, operations) in described["paths"].as_object().unwrap() {
            for method in operations.as_object().unwrap().keys().filter(|method| *method != "parameters") {
                let heading = format!("<b>{}</b> {path}</code>", method.to_uppercase());
                assert!(text.contains(&heading), "{heading}");
                requests += 1;
            }
        }
        assert!(requests > 70);
        let objects = described["components"]["schemas"].as_object().unwrap();
        assert!(objects.keys().all(|name| page.text.contains(&format!("id=\"schema-{name}\""))));
        // Nothing comes from elsewhere, and no reference leads nowhere.
        for target in page.text.split("href=\"#schema-").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(objects.contains_key(target), "{target}");
        }
        assert!(city.guest().get("/").await.text.contains("href=\"/api\""));
    })
    .await;
}
