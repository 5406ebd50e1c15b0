//! The report: refused while something is missing, then published, and the same in every format.

use reqwest::Method;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, id, new_id, now, posted, remark_on, unit};
use crate::person::Person;

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
