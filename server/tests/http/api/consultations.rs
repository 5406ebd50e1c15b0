//! Creating and reading consultations.

use busola_domain::time::HOUR;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, created, id, now, open_now, open_now_but, unit};

const PATH: &str = "/api/v1/consultations";

async fn a_consultation_is_found_by_its_id_and_its_slug(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let new = open_now();
    let made = moderator.post(PATH, &new).await.expect(201);
    let guest = city.guest();
    assert_eq!(guest.get(&format!("{PATH}/{}", id(&made))).await.expect(200), made);
    assert_eq!(guest.get(&format!("{PATH}/{}", made["slug"].as_str().unwrap())).await.expect(200), made);

    for same in ["title", "kind", "summary", "notice", "audience", "moderation", "opens_at", "closes_at"] {
        assert_eq!(made[same], new[same], "{same}");
    }
    assert_eq!(made["slug"], "program-wspolpracy-na-2027-rok");
    assert_eq!(made["phase"], "open");
    assert_eq!(made["counts"], json!({ "comments": 0, "participants": 0 }));
    assert_eq!(made["draft"]["version"], 1);
    let units: Vec<_> = made["draft"]["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| (unit["label"].as_str().unwrap(), unit["depth"].as_i64().unwrap()))
        .collect();
    let expected = [
        ("Rozdział 1", 0),
        ("§ 1", 1),
        ("§ 2", 1),
        ("§ 2 ust. 1", 2),
        ("§ 2 ust. 2", 2),
        ("§ 2 ust. 2 pkt 1", 3),
        ("§ 2 ust. 2 pkt 2", 3),
        ("§ 7", 1),
    ];
    assert_eq!(units, expected);
    assert_eq!(unit(&made, "§ 2 ust. 2 pkt 2").len(), 36);
}

on_both_databases!(a_consultation_is_found_by_its_id_and_its_slug);

#[tokio::test(flavor = "multi_thread")]
async fn two_with_one_title_have_two_names() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let first = consultation(&moderator).await;
        let second = consultation(&moderator).await;
        assert_ne!(first["slug"], second["slug"]);
        let path = format!("{PATH}/{}", second["slug"].as_str().unwrap());
        assert_eq!(city.guest().get(&path).await.expect(200)["id"], second["id"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_and_administrators_create_and_nobody_else() {
    on_sqlite(|city| async move {
        city.guest().post(PATH, &open_now()).await.problem(401);
        city.person("Jan", "resident").post(PATH, &open_now()).await.problem(403);
        city.person("Adam", "admin").post(PATH, &open_now()).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_there_for_moderators_only() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let draft = created(&moderator, json!({ "publish": false })).await;
        assert_eq!(draft["phase"], "draft");
        let resident = city.person("Jan", "resident");
        for reader in [&city.guest(), &resident] {
            for path in [id(&draft), draft["slug"].as_str().unwrap()] {
                reader.get(&format!("{PATH}/{path}")).await.problem(404);
                reader.get(&format!("{PATH}/{path}/comments")).await.problem(404);
                reader.get(&format!("{PATH}/{path}/events")).await.problem(404);
            }
            assert_eq!(reader.get(PATH).await.expect(200)["items"], json!([]));
        }
        assert_eq!(moderator.get(&format!("{PATH}/{}", id(&draft))).await.expect(200)["phase"], "draft");
        assert_eq!(moderator.get(PATH).await.expect(200)["items"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn phases_follow_from_the_schedule() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let coming = created(&moderator, json!({ "opens_at": now().plus(HOUR) })).await;
        let over = created(&moderator, json!({ "closes_at": now().plus(-1_000) })).await;
        let open = consultation(&moderator).await;
        for (phase, one) in [("announced", &coming), ("closed", &over), ("open", &open)] {
            assert_eq!(one["phase"], phase);
            let page = city.guest().get(&format!("{PATH}?phase={phase}")).await.expect(200);
            let ids: Vec<&Value> = page["items"].as_array().unwrap().iter().map(|item| &item["id"]).collect();
            assert_eq!(ids, [&one["id"]], "{phase}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_field_is_named() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let bad = |changes: Value| {
            let moderator = moderator.clone();
            async move { moderator.post(PATH, &open_now_but(&changes)).await.bad_fields() }
        };
        assert_eq!(bad(json!({ "title": " \u{200b}" })).await, ["title"]);
        assert_eq!(bad(json!({ "title": "x".repeat(301) })).await, ["title"]);
        assert_eq!(bad(json!({ "kind": "party" })).await, ["kind"]);
        assert_eq!(bad(json!({ "audience": "nobody" })).await, ["audience"]);
        assert_eq!(bad(json!({ "opens_at": "tomorrow" })).await, ["opens_at"]);
        assert_eq!(bad(json!({ "closes_at": now().plus(-2 * HOUR) })).await, ["closes_at"]);
        assert_eq!(bad(json!({ "draft": { "format": "docx", "source": "x" } })).await, ["draft.format"]);
        assert_eq!(bad(json!({ "draft": { "format": "text", "source": " \n" } })).await, ["draft.source"]);
        assert_eq!(bad(json!({ "notice": { "aim": "a\u{202e}b" } })).await, ["notice.aim"]);
        let mut several = bad(json!({ "title": "", "summary": "x".repeat(2_001), "draft": { "format": "text", "source": "" } })).await;
        several.sort();
        assert_eq!(several, ["draft.source", "summary", "title"]);
        let mut without = open_now();
        without.as_object_mut().unwrap().remove("closes_at");
        assert_eq!(moderator.post(PATH, &without).await.bad_fields(), ["closes_at"]);
    })
    .await;
}
