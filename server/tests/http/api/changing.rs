//! What was announced of a consultation is changed by `PATCH`.

use busola_domain::time::{DAY, HOUR};
use reqwest::Method;
use serde_json::{Value, json};

use super::announcement::kind;
use crate::city::City;
use crate::fixture::{comments_of, consultation, id, log, new_id, now, posted, remark};

fn path_of(consultation: &Value) -> String {
    format!("/api/v1/consultations/{}", id(consultation))
}

async fn what_was_announced_is_changed_in_part(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let made = consultation(&moderator).await;
    let (path, change) = (path_of(&made), json!({ "title": "Inny tytuł" }));
    assert_eq!(kind(&city.guest().send(Method::PATCH, &path, &change).await, 401), "sign-in-needed");
    assert_eq!(kind(&anna.send(Method::PATCH, &path, &change).await, 403), "not-allowed");
    let nowhere = format!("/api/v1/consultations/{}", new_id());
    assert_eq!(kind(&moderator.send(Method::PATCH, &nowhere, &change).await, 404), "not-found");
    for (bad, fields) in [
        (json!({ "title": " ", "closes_at": made["opens_at"] }), vec!["title", "closes_at"]),
        (json!({ "audience": "nobody" }), vec!["audience"]),
        (json!({ "opens_at": "jutro" }), vec!["opens_at"]),
        (json!({ "responsible": new_id() }), vec!["responsible"]),
        (json!({ "responsible": "Ewa" }), vec!["responsible"]),
    ] {
        assert_eq!(moderator.send(Method::PATCH, &path, &bad).await.bad_fields(), fields, "{bad}");
    }
    assert_eq!(moderator.send(Method::PATCH, &path, &json!({})).await.expect(200), made);

    let sent =
        json!({ "title": "Inny tytuł", "notice": { "aim": "Cel", "forms": ["spotkanie"] }, "moderation": "pre", "responsible": null });
    let by_slug = format!("/api/v1/consultations/{}", made["slug"].as_str().unwrap());
    let changed = moderator.send(Method::PATCH, &by_slug, &sent).await.expect(200);
    assert_eq!((&changed["title"], &changed["moderation"], &changed["slug"]), (&json!("Inny tytuł"), &json!("pre"), &made["slug"]));
    assert_eq!((&changed["notice"]["aim"], &changed["notice"]["subject"]), (&json!("Cel"), &json!("")));
    for same in ["id", "kind", "summary", "audience", "opens_at", "closes_at", "phase", "draft", "counts"] {
        assert_eq!(changed[same], made[same], "{same}");
    }
    assert_eq!(city.guest().get(&path).await.expect(200), changed);
    let events = log(&anna, &made).await;
    let kinds: Vec<_> = events.iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["draft.published", "consultation.changed"]);
}

async fn a_consultation_is_closed_early_and_prolonged(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let made = consultation(&moderator).await;
    let path = path_of(&made);
    posted(&anna, &made, "W porę.").await;
    let closed = moderator.send(Method::PATCH, &path, &json!({ "closes_at": now().plus(-1_000) })).await.expect(200);
    assert_eq!(closed["phase"], "closed");
    assert_eq!(kind(&anna.post(&comments_of(&made), &remark("Po czasie.")).await, 409), "already-closed");
    let open = moderator.send(Method::PATCH, &path, &json!({ "closes_at": now().plus(DAY) })).await.expect(200);
    assert_eq!(open["phase"], "open");
    posted(&anna, &made, "Znowu w porę.").await;
    assert_eq!(kind(&moderator.send(Method::PATCH, &path, &json!({ "opens_at": now().plus(HOUR) })).await, 409), "already-open");
}

on_both_databases!(what_was_announced_is_changed_in_part, a_consultation_is_closed_early_and_prolonged);
