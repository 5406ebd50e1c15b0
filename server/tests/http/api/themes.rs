//! Themes and what a consultation continues, by the API and on the pages.

use reqwest::Method;
use serde_json::{Value, json};

use super::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, posted};
use crate::person::Person;

on_both_databases!(a_remark_is_tied_and_untied);

async fn theme(moderator: &Person, title: &str) -> Value {
    moderator.post("/api/v1/themes", &json!({ "title": title })).await.expect(201)
}

async fn a_remark_is_tied_and_untied(city: City) {
    let (ewa, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let place = consultation(&ewa).await;
    let remark = posted(&anna, &place, "Potrzebne centrum").await;
    let centre = theme(&ewa, "Centrum organizacji").await;
    let slug = centre["slug"].as_str().unwrap();
    let tie = format!("/api/v1/themes/{slug}/comments/{}", id(&remark));
    city.guest().call(Method::PUT, &tie).await.problem(401);
    anna.call(Method::PUT, &tie).await.problem(403);
    for _twice in 0..2 {
        ewa.call(Method::PUT, &tie).await.nothing();
    }
    let page = city.guest().get(&format!("/api/v1/themes/{slug}/comments?limit=1")).await.expect(200);
    assert_eq!((&page["items"][0]["id"], &page["next"]), (&remark["id"], &Value::Null));
    let raised = city.guest().get(&format!("/api/v1/consultations/{}/themes", id(&place))).await.expect(200);
    assert_eq!((&raised["items"][0]["slug"], &raised["items"][0]["comments"]), (&centre["slug"], &json!(1)));
    let changed = ewa.send(Method::PATCH, &format!("/api/v1/themes/{}", id(&centre)), &json!({ "state": "taken_up" })).await.expect(200);
    assert_eq!((&changed["state"], &changed["title"], &changed["comments"]), (&json!("taken_up"), &centre["title"], &json!(1)));
    // Written from an older state.
    let late = json!({ "state": "done", "revision": centre["revision"] });
    ewa.send(Method::PATCH, &format!("/api/v1/themes/{}", id(&centre)), &late).await.problem(409);
    for _twice in 0..2 {
        ewa.call(Method::DELETE, &tie).await.nothing();
    }
    assert_eq!(city.guest().get(&format!("/api/v1/themes/{slug}")).await.expect(200)["comments"], 0);

    ewa.call(Method::PUT, &format!("/api/v1/themes/nie-ma/comments/{}", id(&remark))).await.problem(404);
    assert_eq!(ewa.post("/api/v1/themes", &json!({ "title": "" })).await.bad_fields(), ["title"]);
    ewa.post(&format!("/api/v1/comments/{}/hide", id(&remark)), &json!({ "reason": "x" })).await.expect(200);
    ewa.call(Method::PUT, &tie).await.problem(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_of_themes_is_described() {
    on_sqlite(|city| async move {
        let ewa = city.person("Ewa", "moderator");
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        let place = consultation(&ewa).await;
        let centre = theme(&ewa, "Centrum").await;
        let continues = format!("/api/v1/consultations/{}/continues", id(&place));
        let new = json!({ "title": "Spotkanie w marcu", "held_on": "2026-03-14", "themes": [id(&centre)] });
        let earlier = ewa.post(&continues, &new).await.expect(201);
        let whole = city.guest().get(&format!("/api/v1/themes/{}", id(&centre))).await.expect(200);
        let remark = posted(&ewa, &place, "Uwaga").await;
        ewa.call(Method::PUT, &format!("/api/v1/themes/{}/comments/{}", id(&centre), id(&remark))).await.nothing();
        let raised = city.guest().get(&format!("/api/v1/consultations/{}/themes", id(&place))).await.expect(200);
        for (name, thing) in [
            ("Theme", &centre),
            ("WholeTheme", &whole),
            ("Occasion", &whole["occasions"][0]),
            ("Earlier", &earlier),
            ("ThemeChip", &earlier["themes"][0]),
            ("RaisedTheme", &raised["items"][0]),
        ] {
            compare(&described, name, thing);
        }
        let entry = format!("/api/v1/continues/{}", id(&earlier));
        let bad = json!({ "title": " ", "link": "https://example.org" });
        assert_eq!(ewa.send(Method::PUT, &entry, &bad).await.bad_fields(), ["title"]);
        let linked = json!({ "title": "Konsultacje", "link": format!("{}/consultations/{}", city.url, id(&place)) });
        let linked = ewa.send(Method::PUT, &entry, &linked).await.expect(200);
        assert_eq!(linked["link"], format!("/consultations/{}", place["slug"].as_str().unwrap()));
        let late = json!({ "title": "Spóźnione", "revision": earlier["revision"] });
        ewa.send(Method::PUT, &entry, &late).await.problem(409);
        ewa.call(Method::DELETE, &entry).await.nothing();
        assert_eq!(city.guest().get(&continues).await.expect(200)["items"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_refused_keeps_what_was_typed() {
    on_sqlite(|city| async move {
        let program = city.person("Ewa", "moderator");
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let fields = [("page", "/themes"), ("title", " "), ("description", "Długi opis"), ("state", "done"), ("words", "")];
        let refused = ewa.form("/fn/save-theme", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Długi opis"), "{}", refused.text);
        // Another moderator was quicker; what was typed is kept over what they wrote, next.
        let centre = theme(&program, "Centrum").await;
        let edit = format!("/themes/{}/edit", centre["slug"].as_str().unwrap());
        let late = [
            ("page", edit.as_str()),
            ("theme", id(&centre)),
            ("revision", "1"),
            ("title", "Centrum"),
            ("description", "Długi opis"),
            ("state", "open"),
        ];
        program.send(Method::PATCH, &format!("/api/v1/themes/{}", id(&centre)), &json!({ "words": "Powstaje." })).await.expect(200);
        let refused = ewa.form("/fn/save-theme", &late).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("Długi opis") && refused.text.contains("name=\"revision\" value=\"2\""), "{}", refused.text);
        // The sign-in has ended meanwhile.
        let refused = city.guest().form("/fn/save-theme", &fields).await;
        assert_eq!(refused.status, 401);
        assert!(refused.text.contains("Długi opis"), "{}", refused.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ticked_stays_ticked_in_a_form_that_is_refused() {
    on_sqlite(|city| async move {
        let (program, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let place = consultation(&program).await;
        let (stays, hidden) = (posted(&anna, &place, "Potrzebne centrum").await, posted(&anna, &place, "Potrzebny lokal").await);
        let centre = theme(&program, "Centrum").await;
        let page = format!("/themes/{}?consultation={}", centre["slug"].as_str().unwrap(), place["slug"].as_str().unwrap());
        let fields = [("page", page.as_str()), ("theme", id(&centre)), ("comments[]", id(&stays)), ("comments[]", id(&hidden))];
        // The sign-in has ended meanwhile.
        let refused = city.guest().form("/fn/tie-remarks", &fields).await;
        assert_eq!(refused.status, 401);
        assert!(refused.text.contains(&format!("name=\"comments[]\" value=\"{}\"", id(&stays))), "{}", refused.text);
        // Another moderator was quicker with one of them.
        program.post(&format!("/api/v1/comments/{}/hide", id(&hidden)), &json!({ "reason": "x" })).await.expect(200);
        let refused = ewa.form("/fn/tie-remarks", &fields).await;
        assert_eq!(refused.status, 409);
        let boxes: Vec<_> = refused.text.split('<').filter(|tag| tag.contains("comments[]")).collect();
        assert!(matches!(boxes.as_slice(), [only] if only.contains(id(&stays)) && only.contains(" checked")), "{boxes:?}");
    })
    .await;
}
