//! Hiding, showing and approving.

use reqwest::Method;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, counts, created, id, kinds, listed, log, new_id, posted, remark};

async fn what_is_hidden_leaves_the_api_and_the_log(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = consultation(&moderator).await;
    let comment = posted(&anna, &consultation, "Słowo, którego nikt nie powinien czytać.").await;
    let reply = json!({ "id": new_id(), "parent": comment["id"], "body": "Odpowiedź zostaje." });
    jan.post(&comments_of(&consultation), &reply).await.expect(201);
    let path = format!("/api/v1/comments/{}", id(&comment));
    let before = log(&jan, &consultation).await.len();

    let hidden = moderator.post(&format!("{path}/hide"), &json!({ "reason": " Dane osobowe " })).await.expect(200);
    assert_eq!((&hidden["status"], &hidden["hidden_reason"]), (&json!("hidden"), &json!("Dane osobowe")));
    for reader in [&jan, &anna, &city.guest()] {
        let found = listed(reader, &consultation, &comment).await.unwrap();
        assert_eq!(found, hidden);
        assert_eq!((&found["body"], &found["html"]), (&Value::Null, &Value::Null));
    }
    let events = log(&jan, &consultation).await;
    assert_eq!(events.len(), before + 1);
    assert_eq!(kinds(&events, &comment), ["comment.posted", "comment.hidden"]);
    assert!(!json!(events).to_string().contains("nikt nie powinien"));
    assert_eq!(counts(&jan, &consultation).await, (1, 1));
    assert_eq!(listed(&jan, &consultation, &reply).await.unwrap()["body"], "Odpowiedź zostaje.");

    jan.call(Method::PUT, &format!("{path}/support")).await.problem(409);
    anna.call(Method::DELETE, &path).await.problem(409);
    moderator.post(&format!("{path}/hide"), &json!({ "reason": "Drugi raz" })).await.problem(409);

    let shown = moderator.call(Method::POST, &format!("{path}/unhide")).await.expect(200);
    assert_eq!((&shown["status"], &shown["body"]), (&json!("published"), &comment["body"]));
    assert!(shown.get("hidden_reason").is_none());
    assert_eq!(listed(&jan, &consultation, &comment).await.unwrap(), shown);
    assert_eq!(counts(&jan, &consultation).await, (2, 2));
    assert_eq!(kinds(&log(&jan, &consultation).await, &comment), ["comment.posted", "comment.hidden", "comment.unhidden"]);
    moderator.call(Method::POST, &format!("{path}/unhide")).await.problem(409);
}

async fn what_waits_is_seen_by_its_author_and_moderators_until_it_is_approved(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = created(&moderator, json!({ "moderation": "pre" })).await;
    let new = remark("Proszę o sprawdzenie.");
    let waiting = anna.post(&comments_of(&consultation), &new).await.expect(201);
    assert_eq!((&waiting["status"], &waiting["seq"]), (&json!("pending"), &Value::Null));
    anna.post(&comments_of(&consultation), &new).await.expect(200);
    for (reader, sees) in [(&anna, true), (&moderator, true), (&jan, false), (&city.guest(), false)] {
        assert_eq!(listed(reader, &consultation, &waiting).await.is_some(), sees);
    }
    assert!(kinds(&log(&moderator, &consultation).await, &waiting).is_empty());
    assert_eq!(counts(&jan, &consultation).await, (0, 0));
    let path = format!("/api/v1/comments/{}", id(&waiting));
    jan.call(Method::PUT, &format!("{path}/support")).await.problem(404);
    jan.send(Method::PATCH, &path, &json!({ "body": "x" })).await.problem(404);
    jan.call(Method::DELETE, &path).await.problem(404);

    jan.call(Method::POST, &format!("{path}/approve")).await.problem(403);
    let approved = moderator.call(Method::POST, &format!("{path}/approve")).await.expect(200);
    assert_eq!(approved["status"], "published");
    assert_eq!(listed(&city.guest(), &consultation, &waiting).await.unwrap(), approved);
    let events = log(&city.guest(), &consultation).await;
    assert_eq!(kinds(&events, &waiting), ["comment.posted"]);
    assert_eq!(events.last().unwrap()["seq"], approved["seq"]);
    assert_eq!(counts(&jan, &consultation).await, (1, 1));
    moderator.call(Method::POST, &format!("{path}/approve")).await.problem(409);
}

on_both_databases!(what_is_hidden_leaves_the_api_and_the_log, what_waits_is_seen_by_its_author_and_moderators_until_it_is_approved);

#[tokio::test(flavor = "multi_thread")]
async fn moderators_and_administrators_moderate_and_say_why() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let (anna, admin) = (city.person("Anna", "resident"), city.person("Adam", "admin"));
        let consultation = consultation(&moderator).await;
        let comment = posted(&anna, &consultation, "Uwaga.").await;
        let path = format!("/api/v1/comments/{}", id(&comment));
        let reason = json!({ "reason": "Obraźliwa" });
        for action in ["hide", "unhide", "approve"] {
            anna.post(&format!("{path}/{action}"), &reason).await.problem(403);
            city.guest().post(&format!("{path}/{action}"), &reason).await.problem(401);
            let nobody = format!("/api/v1/comments/{}/{action}", new_id());
            moderator.post(&nobody, &reason).await.problem(404);
        }
        for bad in [json!({}), json!({ "reason": " " }), json!({ "reason": "x".repeat(501) })] {
            assert_eq!(moderator.post(&format!("{path}/hide"), &bad).await.bad_fields(), ["reason"]);
        }
        moderator.post(&format!("{path}/approve"), &json!({})).await.problem(409);
        admin.post(&format!("{path}/hide"), &reason).await.expect(200);
    })
    .await;
}
