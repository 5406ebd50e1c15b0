//! What the law wants said: who runs the site, the declaration of accessibility, when names leave.

use reqwest::Method;
use serde_json::json;

use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, now, posted};
use crate::person::{Answer, Person};

/// An administrator at a browser.
async fn admin(city: &City) -> Person {
    city.person("Adam", "admin");
    Person::signed_in(city, "adam@example.org").await
}

/// Sends a form with some fields in place of the usual ones.
async fn send(who: &Person, action: &str, usual: &[(&'static str, &'static str)], other: &[(&'static str, &'static str)]) -> Answer {
    let kept = usual.iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    let fields: Vec<_> = kept.chain(other).copied().collect();
    who.form(action, &fields).await
}

const OFFICE: [(&str, &str); 8] = [
    ("name", "Prezydent Miasta Leszna"),
    ("address", "ul. Karasia 15\n64-100 Leszno"),
    ("email", "urzad@leszno.example"),
    ("phone", ""),
    ("officer", "iod@leszno.example"),
    ("retention_years", "5"),
    ("revision", "0"),
    ("page", "/admin/city"),
];

const DECLARATION: [(&str, &str); 15] = [
    ("entity", "Urząd Miasta Leszna"),
    ("published_on", "2025-01-10"),
    ("updated_on", "2025-05-01"),
    ("status", "partial"),
    ("barriers", "Skany załączników.\nFilmy bez napisów."),
    ("method", "own"),
    ("made_on", "2025-06-10"),
    ("reviewed_on", "2025-06-11"),
    ("contact", "Biuro <Partycypacji>"),
    ("email", "biuro@leszno.example"),
    ("phone", "65 529 81 00"),
    ("architecture", "Wejście ma podjazd."),
    ("communication", "Tłumacz języka migowego."),
    ("revision", "0"),
    ("page", "/admin/accessibility"),
];

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_the_site_is_told_where_somebody_gives_their_data() {
    on_sqlite(|city| async move {
        let (adam, guest) = (admin(&city).await, city.guest());
        let place = consultation(&city.person("Ewa", "moderator")).await;
        let path = format!("/consultations/{}", place["slug"].as_str().unwrap());
        assert!(guest.get("/privacy").await.text.contains("has not given its details"));
        assert!(guest.get("/sign-in").await.text.contains("The controller of the data is the office"));

        let refused = send(&adam, "/fn/set-city", &OFFICE, &[("email", "urząd"), ("retention_years", "pięć")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("value=\"pięć\"") && refused.text.contains("ul. Karasia 15\n64-100 Leszno"), "{}", refused.text);
        let saved = send(&adam, "/fn/set-city", &OFFICE, &[]).await;
        assert_eq!((saved.status, saved.header("location")), (303, "/admin/city?saved=1"), "{}", saved.text);
        let stale = send(&adam, "/fn/set-city", &OFFICE, &[("name", "Inny")]).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("value=\"Inny\"") && stale.text.contains("name=\"revision\" value=\"1\""), "{}", stale.text);
        for (who, status) in [(&guest, 401), (&Person::signed_in(&city, "ewa@example.org").await, 403)] {
            assert_eq!(send(who, "/fn/set-city", &OFFICE, &[("revision", "1")]).await.status, status);
        }

        let privacy = guest.get("/privacy").await.text;
        for told in ["Prezydent Miasta Leszna", "64-100 Leszno", "href=\"mailto:iod@leszno.example\"", "for 5 years after"] {
            assert!(privacy.contains(told), "{told}: {privacy}");
        }
        for form in ["/sign-in", &path] {
            let page = guest.get(form).await.text;
            assert!(
                page.contains("The controller of the data is Prezydent Miasta Leszna.") && page.contains("href=\"/privacy\""),
                "{page}"
            );
        }
        assert!(guest.get(&path).await.text.contains("The name leaves 5 years after the report"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_has_the_parts_that_programs_look_for() {
    on_sqlite(|city| async move {
        let (adam, guest) = (admin(&city).await, city.guest());
        let before = guest.get("/accessibility").await.text;
        assert!(before.contains("has not published its accessibility statement") && !before.contains("id=\"a11y-"), "{before}");
        let moved = guest.get("/deklaracja-dostepnosci").await;
        assert_eq!((moved.status, moved.header("location")), (308, "/accessibility"));

        let refused = send(&adam, "/fn/publish-declaration", &DECLARATION, &[("barriers", " "), ("made_on", "10.06.2025")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Wejście ma podjazd.") && refused.text.contains("href=\"#barriers\""), "{}", refused.text);
        let published = send(&adam, "/fn/publish-declaration", &DECLARATION, &[]).await;
        assert_eq!((published.status, published.header("location")), (303, "/accessibility"), "{}", published.text);

        let page = guest.get("/accessibility").await.text;
        for id in [
            "wstep",
            "podmiot",
            "zakres",
            "url",
            "data-publikacja",
            "data-aktualizacja",
            "status",
            "kontakt",
            "email",
            "telefon",
            "procedura",
            "data-sporzadzenie",
            "data-przeglad",
            "architektura",
            "komunikacja",
        ] {
            assert_eq!(page.matches(&format!("id=\"a11y-{id}\"")).count(), 1, "{id}: {page}");
        }
        for told in [
            "datetime=\"2025-01-10\"",
            "datetime=\"2025-05-01\"",
            "datetime=\"2025-06-10\"",
            "href=\"mailto:biuro@leszno.example\"",
            "href=\"tel:+48655298100\"",
            "Biuro &lt;Partycypacji&gt;",
            "partly compliant",
            "Filmy bez napisów.",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(!page.contains("id=\"a11y-ocena\"") && !page.contains("id=\"a11y-aplikacje\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_names_leave_is_told_to_administrators() {
    on_sqlite(|city| async move {
        let adam = admin(&city).await;
        let page = adam.get("/admin/retention").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("No consultation has a published report yet.") && page.text.contains("until then they do not leave"));
    })
    .await;
}

/// The day that a form asks to agree to.
fn asked(answer: &Answer) -> String {
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains("The name of 1 person leaves 1 consultation, the first on"), "{}", answer.text);
    answer.text.split_once("name=\"agreed\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn how_many_names_leave_and_when_is_shown_before_they_do() {
    on_sqlite(|city| async move {
        let (adam, ewa) = (admin(&city).await, city.person("Ewa", "moderator"));
        let made = consultation(&ewa).await;
        let remark = posted(&city.person("Anna", "resident"), &made, "Uwaga").await;
        let answer = json!({ "decision": "accepted", "justification": "Tak.", "unit": null, "publish": true });
        ewa.send(Method::PUT, &format!("/api/v1/comments/{}/answer", id(&remark)), &answer).await.expect(200);
        let path = format!("/api/v1/consultations/{}", id(&made));
        ewa.send(Method::PATCH, &path, &json!({ "closes_at": now().plus(-1_000) })).await.expect(200);
        ewa.call(Method::POST, &format!("{path}/report/publish")).await.expect(200);

        // So far they did not leave at all.
        let first = send(&adam, "/fn/set-city", &OFFICE, &[]).await;
        let day = asked(&first);
        assert!(first.text.contains("ul. Karasia 15\n64-100 Leszno") && first.text.contains("I confirm it, save"), "{}", first.text);
        let agreed = [&OFFICE[..], &[("agreed", day.as_str())]].concat();
        assert_eq!(adam.form("/fn/set-city", &agreed).await.status, 303);

        let page = format!("/admin/retention?consultation={}", id(&made));
        let set = async |years: &str, agreed: &str| {
            let fields = [("consultation", id(&made)), ("years", years), ("agreed", agreed), ("page", page.as_str())];
            adam.form("/fn/set-retention", &fields).await
        };
        assert_eq!(set("9", "").await.status, 303, "more time needs nobody's yes");
        let second = set("3", "").await;
        assert!(second.text.contains("value=\"3\""), "{}", second.text);
        // Who changes their mind about the years is asked about those.
        let other = asked(&set("2", &asked(&second)).await);
        let saved = set("2", &other).await;
        assert_eq!((saved.status, saved.header("location")), (303, "/admin/retention?saved=1"), "{}", saved.text);
        assert!(adam.get("/admin/retention").await.text.contains("2 years"));
    })
    .await;
}
