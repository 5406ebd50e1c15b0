//! What became of one's remarks, `/account/remarks`, `/receipts/…` and `GET /receipts`; ending letters,
//! `/unsubscribe/…`.

use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::json;

use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, posted};
use crate::person::{Answer, Person};

async fn each_sees_their_own(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let first = posted(&anna, &consultation, "Uwaga Anny").await;
    let second = posted(&anna, &consultation, "Druga uwaga Anny").await;
    posted(&jan, &consultation, "Uwaga Jana").await;
    moderator.post(&format!("/api/v1/comments/{}/hide", id(&first)), &json!({ "reason": "dane osobowe" })).await.expect(200);

    let page = anna.get("/api/v1/receipts?limit=1").await.expect(200);
    assert_eq!(
        (&page["items"][0]["id"], &page["items"][0]["status"], &page["items"][0]["answer"]),
        (&second["id"], &json!("published"), &json!(null))
    );
    assert_eq!(page["items"][0]["consultation"]["slug"], consultation["slug"]);
    let next = page["next"].as_str().unwrap();
    let page = anna.get(&format!("/api/v1/receipts?limit=1&after={next}")).await.expect(200);
    assert_eq!((&page["items"][0]["hidden_reason"], &page["next"]), (&json!("dane osobowe"), &json!(null)));
    assert!(!page.to_string().contains("Uwaga Anny"));
    assert_eq!(jan.get("/api/v1/receipts").await.expect(200)["items"].as_array().unwrap().len(), 1);
    city.guest().get("/api/v1/receipts").await.problem(401);
    anna.get("/api/v1/receipts?after=x").await.problem(400);
}

on_both_databases!(each_sees_their_own);

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_of_a_receipt_is_described() {
    on_sqlite(|city| async move {
        let consultation = consultation(&city.person("Ewa", "moderator")).await;
        let anna = city.person("Anna", "resident");
        posted(&anna, &consultation, "Uwaga").await;
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let receipt = anna.get("/api/v1/receipts").await.expect(200)["items"][0].clone();
        let schema = &described["components"]["schemas"]["Receipt"];
        let mut members: Vec<_> = receipt.as_object().unwrap().keys().cloned().collect();
        let mut properties: Vec<_> = schema["properties"].as_object().unwrap().keys().cloned().collect();
        members.sort_unstable();
        properties.sort_unstable();
        assert_eq!(members, properties);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_for_who_is_signed_in() {
    on_sqlite(|city| async move {
        let consultation = consultation(&city.person("Ewa", "moderator")).await;
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, "anna@example.org").await;
        let page = anna.get("/account/remarks").await;
        assert!(page.status == 200 && page.text.contains("There is no comment here yet."), "{}", page.text);
        let sent = [("consultation", id(&consultation)), ("id", &crate::fixture::new_id()), ("body", "Uwaga"), ("page", "/")];
        assert_eq!(anna.form("/fn/post-comment", &sent).await.status, 303);
        let page = anna.get("/account/remarks").await;
        assert!(page.text.contains("Comment no. 1") && page.text.contains("has not answered it yet"), "{}", page.text);
        assert_eq!(city.guest().get("/account/remarks").await.status, 401);
    })
    .await;
}

fn kept_to_itself(answer: &Answer) {
    assert_eq!(
        (answer.header("referrer-policy"), answer.header("cache-control"), answer.header("x-robots-tag")),
        ("no-referrer", "no-store", "noindex, nofollow")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_link_that_is_over_tells_nothing() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        let token = "x".repeat(43);
        let page = guest.get(&format!("/receipts/{token}")).await;
        assert_eq!(page.status, 410, "{}", page.text);
        kept_to_itself(&page);
        // Neither a way back to it, which would be stored, nor any other trace.
        assert!(!page.text.contains(&format!("next=%2Freceipts%2F{token}")), "{}", page.text);
        assert!(page.text.contains("next=%2Faccount%2Fremarks"), "{}", page.text);
        assert!(!city.printed().contains(&token));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_from_anywhere_ends_letters() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        let path = format!("/unsubscribe/{}", "x".repeat(43));
        // As a mail provider sends it: without a cookie, with a foreign origin or none, and again.
        for origin in [None, Some("https://mail.example"), Some("null"), Some("null")] {
            let mut request = guest.plain_form(&path, &[("List-Unsubscribe", "One-Click")]);
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            let answer = Answer::of(request).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            assert!(answer.text.contains("such letters will not come any more"), "{}", answer.text);
            kept_to_itself(&answer);
        }
        // Without a body, or with one that is no form.
        assert_eq!(guest.call(Method::POST, &path).await.status, 200);
        assert_eq!(guest.post(&path, &json!({})).await.status, 200);
        assert_eq!(guest.call(Method::DELETE, &path).await.status, 405);
        let asked = guest.get(&path).await;
        assert!(asked.status == 200 && asked.text.contains(&format!("action=\"{path}\"")), "{}", asked.text);
        kept_to_itself(&asked);
        // Every other form needs the site's own origin.
        assert_eq!(Answer::of(guest.plain_form("/fn/choose-letters", &[("kind", "answered"), ("wanted", "false")])).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_switched_on_the_page_of_the_account() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, "anna@example.org").await;
        for (wanted, state) in [("false", "They do not come"), ("false", "They do not come"), ("true", "They come")] {
            let sent = anna.form("/fn/choose-letters", &[("kind", "answered"), ("wanted", wanted), ("page", "/account")]).await;
            assert_eq!((sent.status, sent.header("location")), (303, "/account#letters"), "{}", sent.text);
            let page = anna.get("/account").await;
            assert!(page.text.contains(state), "{}", page.text);
        }
        assert_eq!(anna.form("/fn/choose-letters", &[("kind", "all"), ("wanted", "true"), ("page", "/account")]).await.status, 400);
        let guest = city.guest().form("/fn/choose-letters", &[("kind", "answered"), ("wanted", "true"), ("page", "/account")]).await;
        assert!(guest.status == 303 && guest.header("location").starts_with("/sign-in"), "{}", guest.text);
    })
    .await;
}
