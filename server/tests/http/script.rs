//! What the script of a page asks of `/fn/…`: JSON, HTML of remarks, and refusals in words.

use serde_json::json;

use crate::city::on_sqlite;
use crate::fixture::{comments_of, consultation, id, new_id, posted, remark_on, unit};
use crate::person::Person;

#[tokio::test(flavor = "multi_thread")]
async fn threads_come_as_the_page_shows_them() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let on_unit = unit(&consultation, "§ 1");
        posted(&moderator, &consultation, "Na **całość** <script>alert(1)</script>").await;
        moderator.post(&comments_of(&consultation), &remark_on(on_unit, "Na paragraf")).await.expect(201);
        let guest = Person::nobody(&city.url);
        let fields = [("consultation", id(&consultation)), ("order", "oldest")];

        let all = guest.script("/fn/threads", &fields).await.expect(200);
        let html = all["html"].as_str().unwrap();
        assert!(html.contains("Na <strong>całość</strong>") && html.contains("Na paragraf"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
        // Among all remarks each says which unit it is on.
        assert!(html.contains("class=\"remark-note on-unit\"") && html.contains("§ 1"), "{html}");
        assert_eq!(all["next"], json!(null));
        // Nobody who only reads gets the doings of moderators.
        assert!(!html.contains("hide-comment") && !html.contains("reason-"), "{html}");

        let one = guest.script("/fn/threads", &[&fields[..], &[("unit", on_unit)]].concat()).await.expect(200);
        let html = one["html"].as_str().unwrap();
        assert!(html.contains("Na paragraf") && !html.contains("całość"), "{html}");

        for bad in [vec![("consultation", "x"), ("order", "oldest")], vec![("order", "oldest")], vec![]] {
            assert_eq!(guest.script("/fn/threads", &bad).await.expect(400), json!({ "message": "", "field": false, "sign_in": false }));
        }
        let unknown = new_id();
        let gone = guest.script("/fn/threads", &[("consultation", unknown.as_str()), ("order", "oldest")]).await.expect(404);
        assert_ne!(gone["message"], json!(""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_says_what_would_help() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        city.person("Anna", "resident");
        let consultation = consultation(&moderator).await;
        let anna = Person::signed_in(&city, "anna@example.org").await;
        let remark = new_id();
        let fields = |body| [("consultation", id(&consultation)), ("id", &remark), ("body", body)];

        let refused = Person::nobody(&city.url).script("/fn/post-comment", &fields("Uwaga")).await.expect(401);
        assert_eq!((&refused["sign_in"], &refused["field"]), (&json!(true), &json!(false)));
        let long = "x".repeat(10_001);
        let refused = anna.script("/fn/post-comment", &fields(&long)).await.expect(422);
        assert_eq!((&refused["sign_in"], &refused["field"]), (&json!(false), &json!(true)));
        assert!(refused["message"].as_str().unwrap().contains("10"));
        let comment = anna.script("/fn/post-comment", &fields("Uwaga")).await.expect(200);
        assert_eq!((&comment["body"], &comment["id"]), (&json!("Uwaga"), &json!(remark)));
        let withdrawn = anna.script("/fn/withdraw-comment", &[("id", &remark)]).await.expect(200);
        assert_eq!((&withdrawn["status"], &withdrawn["body"]), (&json!("withdrawn"), &json!(null)));
    })
    .await;
}
