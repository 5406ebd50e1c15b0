//! Errors are problems (RFC 9457), and the API describes itself.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::city::{on_sqlite, with_settings};
use crate::fixture::{comments_of, consultation, id, new_id, open_now, posted, remark};
use crate::person::{Answer, Person};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_problem_too() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        for path in
            ["", "/nothing", "/consultations/nothing", "/consultations/nothing/comments", "/consultations/nothing/events", "/comments"]
        {
            guest.get(&format!("/api/v1{path}")).await.problem(404);
        }
        guest.get(&format!("/api/v1/consultations/{}", new_id())).await.problem(404);
        let jan = city.person("Jan", "resident");
        jan.send(Method::PATCH, &format!("/api/v1/comments/{}", new_id()), &json!({ "body": "x" })).await.problem(404);
        jan.call(Method::DELETE, "/api/v1/comments/7").await.problem(404);
        jan.post(&format!("/api/v1/consultations/{}/comments", new_id()), &remark("x")).await.problem(404);
        guest.call(Method::PUT, "/api/v1/consultations").await.problem(405);
        guest.get(&format!("/api/v1/comments/{}", new_id())).await.problem(405);
        guest.get(&format!("/api/v1/comments/{}/hide", new_id())).await.problem(405);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_cannot_be_read_is_told_from_one_that_does_not_fit() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        let raw = async |kind: &str, body: &'static str| {
            Answer::of(moderator.request(Method::POST, &path).header(CONTENT_TYPE, kind).body(body)).await
        };
        for body in ["", "{", "{\"id\":", "[1,2", "{} {}", "nic"] {
            raw("application/json", body).await.problem(400);
        }
        raw("application/json", "[]").await.problem(422);
        // serde alone would take it for the fields in their order.
        raw("application/json", r#" ["Tytuł","other"]"#).await.problem(422);
        raw("text/plain", "{}").await.problem(415);
        raw("application/x-www-form-urlencoded", "body=x").await.problem(415);
        Answer::of(moderator.request(Method::POST, &path).body("{}")).await.problem(415);
        raw("application/json; charset=utf-8", "{}").await.problem(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_too_large_is_refused() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let mut new = open_now();
        new["draft"]["source"] = json!("x".repeat(8 * 1024 * 1024));
        moderator.post("/api/v1/consultations", &new).await.problem(413);
        city.guest().get("/healthz").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_is_told_how() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        let refused = city.guest().post(&path, &remark("Kto?")).await;
        refused.problem(401);
        assert_eq!(refused.header("www-authenticate"), "Bearer");
        let forged = Person::with_token(&city.url, "not-a-token");
        forged.post(&path, &remark("Kto?")).await.problem(401);
        forged.get("/api/v1/consultations").await.problem(401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_too_much_is_told_when_to_go_on() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let comment = posted(&moderator, &consultation, "Uwaga.").await;
        let path = format!("/api/v1/comments/{}/support", id(&comment));
        let answers = std::iter::repeat_with(|| moderator.call(Method::PUT, &path)).take(150);
        let mut refused = None;
        for answer in answers {
            let answer = answer.await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
            answer.nothing();
        }
        let refused = refused.expect("150 requests at once are too many");
        refused.problem(429);
        assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
        // Others go on, and so does reading.
        city.person("Jan", "resident").call(Method::PUT, &path).await.nothing();
        moderator.get("/api/v1/consultations").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_describes_itself() {
    on_sqlite(|city| async move {
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        assert!(described["openapi"].as_str().unwrap().starts_with("3.1"));
        let consultation = consultation(&city.person("Ewa", "moderator")).await;
        let comment = posted(&city.person("Anna", "resident"), &consultation, "Uwaga.").await;
        for (schema, thing) in [("Consultation", &consultation), ("Comment", &comment), ("Notice", &consultation["notice"])] {
            let properties = described["components"]["schemas"][schema]["properties"].as_object().unwrap();
            for member in thing.as_object().unwrap().keys() {
                assert!(properties.contains_key(member), "{schema}.{member} is not described");
            }
            let required = described["components"]["schemas"][schema]["required"].as_array().unwrap();
            assert!(required.iter().all(|member| thing.get(member.as_str().unwrap()).is_some()), "{schema}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_of_anybody_is_told() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let anna = city.person("Anna", "resident");
        let consultation = consultation(&moderator).await;
        let comment = posted(&anna, &consultation, "Uwaga.").await;
        let path = format!("/api/v1/consultations/{}", id(&consultation));
        let hidden = moderator.post(&format!("/api/v1/comments/{}/hide", id(&comment)), &json!({ "reason": "Próba" })).await;
        let mut told = vec![hidden.text, comment.to_string()];
        for path in ["/api/v1/consultations", &path, &format!("{path}/comments"), &format!("{path}/events"), "/api/v1/openapi.json"] {
            for reader in [&city.guest(), &anna, &moderator] {
                told.push(reader.get(path).await.text);
            }
        }
        assert!(told.iter().all(|text| !text.contains("example.org") && !text.contains('@')), "{told:?}");
        assert!(!city.printed().contains("example.org"));
        // Compact, as the contract has it.
        assert!(told[2].starts_with("{\"items\":[{\"id\":\""));
        assert!(serde_json::from_str::<Value>(&told[2]).is_ok());
    })
    .await;
}
