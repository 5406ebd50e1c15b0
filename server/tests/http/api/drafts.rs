//! Versions of a draft: published, read, compared, corrected.

use reqwest::Method;
use serde_json::{Value, json};

use super::announcement::kind;
use super::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, created, id, kinds, log, new_id, remark_on, unit};
use crate::person::Person;

/// The draft of the fixture with a section put in, and another amount.
const NEXT: &str = "\
Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi.
§ 2. Miasto prowadzi jawny rejestr organizacji, które biorą udział w konsultacjach.
§ 3. 1. Współpraca opiera się na zasadzie pomocniczości.
2. Formy współpracy:
1) konsultowanie projektów;
2) zlecanie zadań.
§ 8. Na realizację programu przeznacza się 250 000 zł.
";

fn drafts_of(consultation: &Value) -> String {
    format!("/api/v1/consultations/{}/drafts", id(consultation))
}

fn diff_of(consultation: &Value, query: &str) -> String {
    format!("/api/v1/consultations/{}/diff?{query}", id(consultation))
}

async fn publish(moderator: &Person, consultation: &Value, source: &str) -> Value {
    moderator.post(&drafts_of(consultation), &json!({ "format": "text", "source": source, "note": "Po uwagach." })).await.expect(201)
}

async fn remarks_survive_a_renumbering(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let (on, gone) = (unit(&consultation, "§ 2 ust. 2"), unit(&consultation, "§ 7"));
    let first = anna.post(&comments_of(&consultation), &remark_on(on, "Uwaga.")).await.expect(201);
    let second = anna.post(&comments_of(&consultation), &remark_on(gone, "Za mało.")).await.expect(201);
    let published = publish(&moderator, &consultation, NEXT).await;
    assert_eq!((&published["version"], published["units"].as_array().unwrap().len()), (&json!(2), 9));
    let now = city.guest().get(&format!("/api/v1/consultations/{}", id(&consultation))).await.expect(200);
    assert_eq!(now["draft"], json!({ "version": 2, "units": published["units"] }));
    assert_eq!(unit(&now, "§ 3 ust. 2"), on);
    let listed = city.guest().get(&format!("{}?unit={on}", comments_of(&consultation))).await.expect(200);
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["version"]), (&first["id"], &json!(1)));

    // A version without what remarks stand on is not refused, and they are still there.
    let shorter = NEXT.lines().filter(|line| !line.contains("§ 8")).collect::<Vec<_>>().join("\n");
    let third = publish(&moderator, &consultation, &shorter).await;
    let row = third["mapping"].as_array().unwrap().iter().find(|row| row["to"].is_null()).unwrap();
    assert_eq!((&row["kind"], &row["from_label"], &row["to_label"]), (&json!("removed"), &json!("§ 8"), &Value::Null));
    let listed = city.guest().get(&format!("{}?unit={gone}", comments_of(&consultation))).await.expect(200);
    assert_eq!(listed["items"][0]["id"], second["id"]);
    let late = anna.post(&comments_of(&consultation), &remark_on(row["from"].as_str().unwrap(), "Za późno.")).await;
    assert_eq!(late.bad_fields(), ["unit"]);
    // Whose page still had it is heard.
    let mut read = remark_on(row["from"].as_str().unwrap(), "Pisane przy wersji 2.");
    read["version"] = json!(2);
    assert_eq!(anna.post(&comments_of(&consultation), &read).await.expect(201)["version"], 2);
    let events = log(&city.guest(), &consultation).await;
    let published: Vec<_> =
        events.iter().filter(|event| event["kind"] == "draft.published").map(|event| &event["data"]["version"]).collect();
    assert_eq!(published, [1, 2, 3]);
    assert_eq!(kinds(&events, &second), ["comment.posted"]);
}

async fn a_correction_moves_what_was_said_since(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let first = unit(&consultation, "§ 1");
    let before = anna.post(&comments_of(&consultation), &remark_on(first, "Przedtem.")).await.expect(201);
    publish(&moderator, &consultation, NEXT).await;
    let after = anna.post(&comments_of(&consultation), &remark_on(first, "Potem.")).await.expect(201);
    let mapping = format!("{}/2/mapping", drafts_of(&consultation));
    let patch = async |pairs: Value| moderator.send(Method::PATCH, &mapping, &json!({ "pairs": pairs })).await;
    let corrected = patch(json!([{ "to": first, "from": null }])).await.expect(200);
    let new = corrected["units"].as_array().unwrap().iter().find(|unit| unit["label"] == "§ 1").unwrap()["id"].as_str().unwrap();
    assert_ne!(new, first);
    for (unit, comment) in [(first, &before), (new, &after)] {
        let page = city.guest().get(&format!("{}?unit={unit}", comments_of(&consultation))).await.expect(200);
        let ids: Vec<_> = page["items"].as_array().unwrap().iter().map(|item| &item["id"]).collect();
        assert_eq!(ids, [&comment["id"]]);
    }
    let back = patch(json!([{ "to": new, "from": first }])).await.expect(200);
    assert_eq!(back["units"].as_array().unwrap().iter().find(|unit| unit["label"] == "§ 1").unwrap()["id"], first);
    let page = city.guest().get(&format!("{}?unit={first}", comments_of(&consultation))).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 2);

    assert_eq!(patch(json!([{ "to": new_id(), "from": null }])).await.bad_fields(), ["pairs.0.to"]);
    assert_eq!(patch(json!([{ "to": first, "from": new_id() }])).await.bad_fields(), ["pairs.0.from"]);
    // What it is has to be said.
    assert_eq!(patch(json!([{ "to": first }])).await.bad_fields().len(), 1);
    let earlier = format!("{}/1/mapping", drafts_of(&consultation));
    let pairs = json!({ "pairs": [{ "to": first, "from": null }] });
    assert_eq!(kind(&moderator.send(Method::PATCH, &earlier, &pairs).await, 409), "conflict");
    assert_eq!(kind(&anna.send(Method::PATCH, &mapping, &pairs).await, 403), "not-allowed");
    assert_eq!(kind(&city.guest().send(Method::PATCH, &mapping, &pairs).await, 401), "sign-in-needed");
    for version in ["3", "0", "x"] {
        moderator.send(Method::PATCH, &format!("{}/{version}/mapping", drafts_of(&consultation)), &pairs).await.problem(404);
    }
}

async fn the_words_of_a_diff_are_the_texts_of_both_versions(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    publish(&moderator, &consultation, NEXT).await;
    let versions: Vec<Value> = {
        let mut versions = Vec::new();
        for version in [1, 2] {
            versions.push(city.guest().get(&format!("{}/{version}", drafts_of(&consultation))).await.expect(200));
        }
        versions
    };
    for (from, to) in [(1, 2), (2, 1), (1, 1)] {
        let diff = city.guest().get(&diff_of(&consultation, &format!("from={from}&to={to}"))).await.expect(200);
        let units = diff["units"].as_array().unwrap();
        for (side, version, op) in [("from", from, "delete"), ("to", to, "insert")] {
            let texts = versions[version - 1]["units"].as_array().unwrap();
            assert_eq!(units.iter().filter(|unit| !unit[side].is_null()).count(), texts.len());
            for text in texts {
                let unit = units.iter().find(|unit| unit[side] == text["id"]).unwrap();
                let words = unit["words"].as_array().unwrap().iter();
                let words = words.filter(|words| words["op"] == "equal" || words["op"] == op).map(|words| words["text"].as_str().unwrap());
                assert_eq!(words.collect::<String>(), text["text"].as_str().unwrap(), "{}", text["label"]);
            }
        }
    }
    for missing in ["from=1", "to=2", "from=x&to=2", "from=1&to="] {
        city.guest().get(&diff_of(&consultation, missing)).await.problem(400);
    }
    for nowhere in ["from=1&to=3", "from=0&to=1", "from=-1&to=1"] {
        city.guest().get(&diff_of(&consultation, nowhere)).await.problem(404);
    }
}

on_both_databases!(
    remarks_survive_a_renumbering,
    a_correction_moves_what_was_said_since,
    the_words_of_a_diff_are_the_texts_of_both_versions,
);

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_publish_is_told_and_what_is_wrong_is_named() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let path = drafts_of(&consultation);
        let new = json!({ "format": "text", "source": NEXT });
        assert_eq!(kind(&anna.post(&path, &new).await, 403), "not-allowed");
        assert_eq!(kind(&city.guest().post(&path, &new).await, 401), "sign-in-needed");
        assert_eq!(moderator.post(&path, &json!({ "format": "text", "source": " " })).await.bad_fields(), ["source"]);
        assert_eq!(moderator.post(&path, &json!({ "format": "docx", "source": "x" })).await.bad_fields(), ["format"]);
        assert_eq!(moderator.post(&path, &json!({ "source": "x" })).await.bad_fields(), ["format"]);
        let long = json!({ "format": "text", "source": NEXT, "note": "x".repeat(2_001) });
        assert_eq!(moderator.post(&path, &long).await.bad_fields(), ["note"]);
        moderator.post(&format!("/api/v1/consultations/{}/drafts", new_id()), &new).await.problem(404);
        // Sent twice, it is published once.
        let published = moderator.post(&path, &new).await.expect(201);
        assert_eq!(moderator.post(&path, &new).await.expect(200), published);
        assert_eq!(log(&anna, &consultation).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_of_a_draft_is_described() {
    on_sqlite(|city| async move {
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        anna.post(&comments_of(&consultation), &remark_on(unit(&consultation, "§ 7"), "Za mało.")).await.expect(201);
        let published = publish(&moderator, &consultation, NEXT).await;
        let list = city.guest().get(&drafts_of(&consultation)).await.expect(200);
        assert_eq!((list["items"].as_array().unwrap().len(), &list["items"][1]["note"]), (2, &json!("Po uwagach.")));
        let version = city.guest().get(&format!("{}/2", drafts_of(&consultation))).await.expect(200);
        let diff = city.guest().get(&diff_of(&consultation, "from=1&to=2")).await.expect(200);
        for (name, thing) in [
            ("DraftVersion", &published),
            ("Match", &published["mapping"][0]),
            ("VersionList", &list),
            ("Version", &list["items"][0]),
            ("VersionPage", &version),
            ("Diff", &diff),
            ("DiffUnit", &diff["units"][0]),
        ] {
            compare(&described, name, thing);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_of_what_is_not_public_are_not_there() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = created(&moderator, json!({ "publish": false })).await;
        publish(&moderator, &consultation, NEXT).await;
        for path in [drafts_of(&consultation), format!("{}/1", drafts_of(&consultation)), diff_of(&consultation, "from=1&to=2")] {
            city.guest().get(&path).await.problem(404);
            moderator.get(&path).await.expect(200);
        }
    })
    .await;
}
