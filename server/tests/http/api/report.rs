//! The report: refused while something is missing, then published, and the same in every format.

use reqwest::Method;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite, with_settings};
use crate::fixture::{comments_of, consultation, id, new_id, now, posted, remark_on, unit};
use crate::person::{Answer, Person};

fn below(consultation: &Value, what: &str) -> String {
    format!("/api/v1/consultations/{}/{what}", id(consultation))
}

async fn answer(moderator: &Person, comment: &Value, decision: &str, justification: &str) {
    let path = format!("/api/v1/comments/{}/answer", id(comment));
    let answer = json!({ "decision": decision, "justification": justification, "unit": null, "publish": true });
    moderator.send(Method::PUT, &path, &answer).await.expect(200);
}

/// Ends a consultation a moment ago.
async fn close(moderator: &Person, consultation: &Value) {
    let path = format!("/api/v1/consultations/{}", id(consultation));
    moderator.send(Method::PATCH, &path, &json!({ "closes_at": now().plus(-1_000) })).await.expect(200);
}

async fn a_report_waits_for_the_end_and_for_every_answer(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let (first, second) = (posted(&anna, &consultation, "Pierwsza").await, posted(&anna, &consultation, "Druga").await);
    let reply = json!({ "id": new_id(), "unit": null, "parent": first["id"], "body": "Popieram" });
    anna.post(&comments_of(&consultation), &reply).await.expect(201);
    let publish = below(&consultation, "report/publish");
    city.guest().call(Method::POST, &publish).await.problem(401);
    anna.call(Method::POST, &publish).await.problem(403);
    let open = moderator.call(Method::POST, &publish).await.problem(409);
    assert_eq!((&open["type"], &open["unanswered"]), (&json!("urn:busola:problem:not-yet-closed"), &json!([])));

    answer(&moderator, &first, "accepted", "Tak.").await;
    close(&moderator, &consultation).await;
    let refused = moderator.call(Method::POST, &publish).await.problem(409);
    assert_eq!((&refused["type"], &refused["unanswered"]), (&json!("urn:busola:problem:unanswered"), &json!([second["id"]])));
    answer(&moderator, &second, "rejected", "Nie.").await;
    let page = format!("/consultations/{}/report", consultation["slug"].as_str().unwrap());
    assert_eq!((anna.get(&below(&consultation, "report.json")).await.status, anna.get(&page).await.status), (404, 404));

    let reported = moderator.call(Method::POST, &publish).await.expect(200);
    assert_eq!(reported["phase"], "reported");
    assert_eq!(moderator.call(Method::POST, &publish).await.expect(200)["phase"], "reported");
    assert_eq!((anna.get(&below(&consultation, "report.csv")).await.status, anna.get(&page).await.status), (200, 200));
    let late = json!({ "decision": "accepted", "justification": "Jednak.", "unit": null, "publish": true });
    let late = moderator.send(Method::PUT, &format!("/api/v1/comments/{}/answer", id(&second)), &late).await.problem(409);
    assert_eq!(late["type"], "urn:busola:problem:already-reported");
}

on_both_databases!(a_report_waits_for_the_end_and_for_every_answer);

#[tokio::test(flavor = "multi_thread")]
async fn every_format_tells_the_same_and_nothing_that_is_hidden() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let on = unit(&consultation, "§ 7");
        let told = anna.post(&comments_of(&consultation), &remark_on(on, "=1+1 zażółć")).await.expect(201);
        let hidden = posted(&anna, &consultation, "Tajna treść").await;
        moderator.post(&format!("/api/v1/comments/{}/hide", id(&hidden)), &json!({ "reason": "Dane" })).await.expect(200);
        answer(&moderator, &told, "partly", "Częściowo tak.").await;

        let report = moderator.get(&below(&consultation, "report.json")).await.expect(200);
        let numbers = &report["report"]["numbers"];
        assert_eq!((&numbers["comments"], &numbers["hidden"], &numbers["participants"]), (&json!(1), &json!(1), &json!(1)));
        assert_eq!(numbers["by_unit"], json!([{ "label": "§ 7", "count": 1 }]));
        let remarks = report["remarks"].as_array().unwrap();
        assert_eq!(remarks.len(), 2);
        assert_eq!((&remarks[0]["decision"], &remarks[0]["unit_label"]), (&json!("partly"), &json!("§ 7")));
        assert_eq!((&remarks[1]["status"], &remarks[1]["remark"]), (&json!("hidden"), &Value::Null));

        let csv = moderator.get(&below(&consultation, "report.csv")).await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert!(csv.header("content-disposition").ends_with(".csv\""));
        assert!(csv.text.contains("'=1+1 zażółć") && csv.text.contains("Częściowo tak."), "{}", csv.text);
        let page = moderator.get(&format!("/consultations/{}/report", consultation["slug"].as_str().unwrap())).await;
        assert!(page.text.contains("zażółć") && page.text.contains("<svg"), "{}", page.text);
        for text in [&report.to_string(), &csv.text, &page.text] {
            assert!(!text.contains("Tajna") && !text.contains("@example.org"));
        }
        for (format, begins) in [("xlsx", "PK"), ("docx", "PK"), ("pdf", "%PDF")] {
            let file = moderator.get(&below(&consultation, &format!("report.{format}"))).await;
            assert_eq!(file.status, 200, "{}", file.text);
            assert!(file.text.starts_with(begins), "{format}");
            // Again it is there already.
            assert_eq!(moderator.get(&below(&consultation, &format!("report.{format}"))).await.text.len(), file.text.len());
        }
        let schema = city.guest().get("/api/v1/report-schema.json").await;
        assert_eq!((schema.status, schema.header("content-type")), (200, "application/schema+json"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_file_that_is_still_so_gets_nothing_of_it_again() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        posted(&anna, &consultation, "Zażółć").await;
        let path = below(&consultation, "report.docx");
        // The page has it made, and says when it is there.
        let page = format!("/consultations/{}/report/docx", consultation["slug"].as_str().unwrap());
        let mut shown = moderator.get(&page).await;
        for _ in 0..20 {
            assert_eq!(shown.status, 200, "{}", shown.text);
            if shown.text.contains("report.docx\"") {
                break;
            }
            shown = moderator.get(&format!("{page}?begun=1")).await;
        }
        assert!(shown.text.contains("report.docx\""), "{}", shown.text);

        let asked = |tag: String| Answer::of(moderator.request(Method::GET, &path).header("if-none-match", tag));
        let bytes = moderator.request(Method::GET, &path).send().await.unwrap();
        let tag = bytes.headers()["etag"].to_str().unwrap().to_owned();
        assert_eq!((bytes.status().as_u16(), &bytes.headers()["cache-control"]), (200, &"private, no-cache".parse().unwrap()));
        let length: usize = bytes.headers()["content-length"].to_str().unwrap().parse().unwrap();
        assert_eq!(bytes.bytes().await.unwrap().len(), length);
        let again = asked(tag.clone()).await;
        assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", tag.as_str()));
        // Once the report says something else, it is another file.
        posted(&anna, &consultation, "Jeszcze jedna").await;
        let newer = asked(tag.clone()).await;
        assert_eq!(newer.status, 200);
        assert_ne!(newer.header("etag"), tag);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_asks_for_files_again_and_again() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        let guest = city.guest();
        let mut asked = 0;
        let refused = loop {
            let answer = guest.get("/api/v1/consultations/nie-ma/report.pdf").await;
            if answer.status == 429 {
                break answer;
            }
            answer.problem(404);
            asked += 1;
        };
        assert!((60..90).contains(&asked), "{asked}");
        refused.problem(429);
        assert!(!refused.header("retry-after").is_empty());
        let page = guest.get("/consultations/nie-ma/report/xlsx").await;
        assert!(page.status == 429 && page.text.contains("<main"), "{}", page.text);
        // What is no file is read as before.
        assert_eq!(guest.get("/consultations/nie-ma/report").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_changed_after_it_was_published_says_so_everywhere() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let told = posted(&anna, &consultation, "Uwaga").await;
        answer(&moderator, &told, "accepted", "Tak.").await;
        close(&moderator, &consultation).await;
        moderator.call(Method::POST, &below(&consultation, "report/publish")).await.expect(200);
        let guest = city.guest();
        let report = guest.get(&below(&consultation, "report.json")).await.expect(200);
        assert_eq!(report["report"]["head"]["changed_at"], Value::Null);
        let page = format!("/consultations/{}/report", consultation["slug"].as_str().unwrap());
        let before = guest.get(&page).await.text;
        assert!(before.contains("The report was published on") && !before.contains("It has changed since"), "{before}");

        let draft = json!({ "format": "text", "source": "§ 1. Zupełnie nowa treść.", "note": "" });
        moderator.post(&below(&consultation, "drafts"), &draft).await.expect(201);
        let report = guest.get(&below(&consultation, "report.json")).await.expect(200);
        let last = report["report"]["course"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&last["what"], &last["detail"]), (&json!("draft_published"), &json!("2")));
        assert_eq!((&report["report"]["head"]["changed_at"], last["at"].is_string()), (&last["at"], true));
        assert!(guest.get(&page).await.text.contains("It has changed since, last on"));
    })
    .await;
}
