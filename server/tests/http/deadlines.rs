//! Forms without JavaScript: changing a consultation, rules of deadlines, the council's opinion.

use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{created, id};
use crate::person::{Answer, Person};

/// A moderator at a browser, with a token too.
async fn moderator(city: &City) -> (Person, Person) {
    let program = city.person("Ewa", "moderator");
    (program, Person::signed_in(city, "ewa@example.org").await)
}

/// A strategy that is open in ten years.
async fn strategy(program: &Person) -> Value {
    let (opens_at, closes_at) = ("2036-06-01T06:00:00.000Z", "2036-08-01T22:00:00.000Z");
    created(program, json!({ "title": "Strategia", "kind": "strategy", "opens_at": opens_at, "closes_at": closes_at })).await
}

/// Sends the form of a change, with some fields in place of the usual ones.
async fn change(ewa: &Person, of: &Value, fields: &[(&str, &str)]) -> Answer {
    let page = format!("/consultations/{}/edit", of["slug"].as_str().unwrap());
    let usual = [
        ("id", id(of)),
        ("title", "Strategia"),
        ("opens_at", "2036-06-01T08:00"),
        ("closes_at", "2036-08-02T00:00"),
        ("audience", "everyone"),
        ("moderation", "post"),
        ("page", &page),
    ];
    let usual = usual.into_iter().filter(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    let all: Vec<_> = usual.chain(fields.iter().copied()).collect();
    ewa.form("/fn/change-consultation", &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consultation_is_changed_and_the_second_of_two_loses_nothing() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = strategy(&program).await;
        let path = format!("/api/v1/consultations/{}", id(&made));
        let page = ewa.get(&format!("/consultations/{}/edit", made["slug"].as_str().unwrap())).await;
        assert!(page.text.contains("value=\"2036-06-01T08:00\"") && page.text.contains("name=\"revision\" value=\"0\""), "{}", page.text);

        let refused = change(&ewa, &made, &[("title", ""), ("closes_at", "2036-03-30T02:30"), ("revision", "0")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("2036-03-30T02:30"), "what was typed stays");
        let changed = change(&ewa, &made, &[("title", "Pierwsza"), ("revision", "0"), ("responsible", "nobody")]).await;
        assert_eq!((changed.status, changed.header("location")), (303, "/consultations/strategia"), "{}", changed.text);
        let stale = change(&ewa, &made, &[("title", "Druga"), ("revision", "0")]).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Druga") && stale.text.contains("name=\"revision\" value=\"1\""), "{}", stale.text);
        assert_eq!(program.get(&path).await.expect(200)["title"], "Pierwsza");
        assert_eq!(change(&ewa, &made, &[("title", "Druga"), ("revision", "1")]).await.status, 303);
        let after = program.get(&path).await.expect(200);
        assert_eq!((&after["title"], &after["opens_at"], &after["closes_at"]), (&json!("Druga"), &made["opens_at"], &made["closes_at"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_short_is_published_for_a_reason() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = strategy(&program).await;
        let path = format!("/api/v1/consultations/{}", id(&made));
        let soon = ("closes_at", "2036-06-11T00:00");
        let warned = change(&ewa, &made, &[soon]).await;
        assert_eq!(warned.status, 422);
        assert!(warned.text.contains("There are 9 whole days") && warned.text.contains("at least 35"), "{}", warned.text);
        assert!(warned.text.contains("name=\"anyway\"") && warned.text.contains("2036-06-11T00:00"));
        let without = change(&ewa, &made, &[soon, ("anyway", "true"), ("reason", " ")]).await;
        assert_eq!(without.status, 422);
        assert!(without.text.contains("name=\"anyway\" value=\"true\" checked"), "{}", without.text);
        assert_eq!(program.get(&path).await.expect(200)["closes_at"], made["closes_at"]);
        let taken = change(&ewa, &made, &[soon, ("anyway", "true"), ("reason", "Ustawowy termin.")]).await;
        assert_eq!(taken.status, 303, "{}", taken.text);
        let log = ewa.get("/log").await.text;
        assert!(log.contains("Ustawowy termin.") && log.contains("2036-08-02 00:00 → 2036-06-11 00:00"), "{log}");

        // A draft is asked about when it is published.
        let draft = created(&program, json!({ "title": "Szkic", "kind": "strategy", "publish": false })).await;
        let page = format!("/consultations/{}", draft["slug"].as_str().unwrap());
        let publish = async |more: &[(&str, &str)]| {
            let fields = [more, &[("id", id(&draft)), ("page", &page)]].concat();
            ewa.form("/fn/publish-consultation", &fields).await
        };
        let warned = publish(&[]).await;
        assert_eq!(warned.status, 422);
        assert!(warned.text.contains("name=\"anyway\""), "{}", warned.text);
        assert_eq!(publish(&[("anyway", "true"), ("reason", "Pilne.")]).await.status, 303);
        assert_eq!(city.guest().get(&page).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sets_a_rule_by_its_form() {
    on_sqlite(|city| async move {
        city.person("Adam", "admin");
        let (_, ewa) = moderator(&city).await;
        let adam = Person::signed_in(&city, "adam@example.org").await;
        let page = "/admin/deadlines?kind=strategy";
        assert!(adam.get("/").await.text.contains("/admin/deadlines") && !ewa.get("/").await.text.contains("/admin/deadlines"));
        assert!(adam.get(page).await.text.contains("value=\"35\""));
        let set = async |who: &Person, min_days: &str| {
            let fields = [("kind", "strategy"), ("min_days", min_days), ("report_days", ""), ("adopted_by", "12-31"), ("page", page)];
            who.form("/fn/set-deadline-rule", &fields).await
        };
        let refused = set(&adam, "dużo").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("value=\"dużo\""), "{}", refused.text);
        assert_eq!(set(&ewa, "21").await.status, 403);
        let saved = set(&adam, "21").await;
        assert_eq!((saved.status, saved.header("location")), (303, "/admin/deadlines?saved=1"), "{}", saved.text);
        let rule = &city.guest().get("/api/v1/deadline-rules").await.expect(200)["items"][2];
        assert_eq!((&rule["min_days"], &rule["report_days"], &rule["adopted_by"]), (&json!(21), &Value::Null, &json!("12-31")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_opinion_and_what_follows_are_written_down_and_shown() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = created(&program, json!({})).await;
        let consultation = format!("/consultations/{}", made["slug"].as_str().unwrap());
        let page = format!("{consultation}/opinion");
        assert_eq!(city.guest().get(&page).await.status, 404);
        let put = async |who: &Person, more: &[(&str, &str)]| {
            let fields = [more, &[("consultation", id(&made)), ("requested_on", "2025-10-20"), ("page", &page)]].concat();
            who.form("/fn/put-opinion", &fields).await
        };
        let refused = put(&ewa, &[("kind", "negative"), ("text", "Zbyt ogólny <program>.")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Zbyt ogólny &lt;program>."), "{}", refused.text);
        let given = [("kind", "negative"), ("given_on", "2025-10-29"), ("text", "Zbyt ogólny <program>."), ("revision", "0")];
        assert_eq!(put(&ewa, &given).await.status, 303);
        assert_eq!(put(&ewa, &given).await.status, 409, "somebody else wrote it down meanwhile");
        let shown = city.guest().get(&page).await;
        assert_eq!(shown.status, 200);
        assert!(shown.text.contains("Zbyt ogólny &lt;program&gt;.") && shown.text.contains("negative"), "{}", shown.text);
        assert!(!shown.text.contains("/fn/put-opinion") && shown.text.contains("29 October 2025"));

        let met = ewa.form("/fn/meet-deadlines", &[("consultation", id(&made)), ("adoption", "2025-11-27"), ("page", &page)]).await;
        assert_eq!(met.status, 303, "{}", met.text);
        let course = city.guest().get(&consultation).await.text;
        for expected in ["datetime=\"2025-10-29\"", "datetime=\"2025-11-27\"", "data-state=\"done\"", "data-state=\"ahead\""] {
            assert!(course.contains(expected), "{expected}: {course}");
        }
    })
    .await;
}
