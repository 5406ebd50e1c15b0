//! Pages and the headers of every answer.

use reqwest::Method;
use reqwest::header::{ACCEPT_LANGUAGE, COOKIE, HOST};

use crate::city::on_sqlite;
use crate::fixture::{consultation, new_id, posted};
use crate::person::{Answer, Person};

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_there() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        posted(&moderator, &consultation, "Uwaga na stronie.").await;
        let slug = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let (edit, opinion) = (format!("{slug}/edit"), format!("{slug}/opinion"));
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        for path in [
            "/",
            &slug,
            "/sign-in",
            "/sign-in/code?id=x",
            "/accessibility",
            "/privacy",
            "/api",
            "/account",
            "/account/password",
            "/account/address",
            "/account/remove",
            "/sign-in/password",
            "/log",
            "/consultations/new",
            &edit,
            &opinion,
        ] {
            let page = ewa.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.header("content-type").starts_with("text/html"), "{path}");
            assert!(page.text.contains("<h1") && page.text.contains("<main"), "{path}");
        }
        assert!(city.guest().get(&slug).await.text.contains("Uwaga na stronie."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_shown_is_a_page_with_a_way_on() {
    on_sqlite(|city| async move {
        city.person("Jan", "resident");
        let (guest, jan) = (city.guest(), Person::signed_in(&city, "jan@example.org").await);
        let nothing = format!("/consultations/{}", new_id());
        for (reader, path, status) in [
            (&guest, "/nothing", 404),
            (&guest, &nothing, 404),
            (&guest, "/account", 401),
            (&guest, "/log", 401),
            (&jan, "/log", 403),
            (&jan, "/consultations/new", 403),
            (&jan, "/consultations/x/edit", 403),
            (&jan, "/consultations/x/opinion", 404),
            (&guest, "/consultations/x/edit", 401),
            (&guest, "/admin/deadlines", 401),
            (&jan, "/admin/deadlines", 403),
            (&guest, "/admin/city", 401),
            (&jan, "/admin/city", 403),
            (&jan, "/admin/accessibility", 403),
            (&jan, "/admin/retention", 403),
            (&guest, "/admin/people", 401),
            (&jan, "/admin/people", 403),
            (&guest, "/account/password", 401),
            (&guest, "/account/remove", 401),
        ] {
            let page = reader.get(path).await;
            assert_eq!(page.status, status, "{path}");
            assert!(page.header("content-type").starts_with("text/html"), "{path}");
            assert!(page.text.contains("<h1") && page.text.contains("href=\"/\""), "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_allows_its_own_files_only() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        let (one, two) = (guest.get("/").await, guest.get("/").await);
        let policy = one.header("content-security-policy");
        for rule in ["default-src 'none'", "'wasm-unsafe-eval'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(rule), "{rule}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        let nonce =
            |page: &Answer| page.header("content-security-policy").split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert_ne!(nonce(&one), nonce(&two));
        for script in one.text.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains("src=\"/assets/") || tag.contains(&nonce(&one)) || tag.contains("application/json"), "{tag}");
        }
        assert!(!one.text.contains("style=\"") && !one.text.contains(" onclick="));
        assert!(one.header("cache-control").contains("private"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_headers_that_protect_it() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        for path in ["/", "/nothing", "/healthz", "/api/v1/consultations", "/api/v1/nothing", "/assets/nothing", "/api/v1/openapi.json"] {
            let answer = guest.get(path).await;
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(name), value, "{path}");
            }
            assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
            assert!(!answer.headers.contains_key("server"), "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_live_under_one_host_name() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        let asked = Answer::of(guest.request(Method::GET, "/sign-in?next=%2F").header(HOST, "busola.example.org")).await;
        assert!((301..=308).contains(&asked.status));
        assert_eq!(asked.header("location"), format!("{}/sign-in?next=%2F", city.url));
        // The API answers under every name: a proxy may call it by an inner one.
        assert_eq!(Answer::of(guest.request(Method::GET, "/healthz").header(HOST, "10.0.0.1")).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_says_that_it_lives_and_is_ready() {
    on_sqlite(|city| async move {
        assert_eq!(city.guest().get("/healthz").await.status, 200);
        assert_eq!(city.guest().get("/readyz").await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_in_the_language_that_was_asked_for() {
    on_sqlite(|city| async move {
        let guest = city.guest();
        let page = async |path: &str, wished: &str, cookie: &str| {
            let request = reqwest::Client::new().get(format!("{}{path}", city.url)).header(ACCEPT_LANGUAGE, wished).header(COOKIE, cookie);
            Answer::of(request).await.text
        };
        assert!(page("/", "pl", "").await.contains("<html lang=\"pl\""));
        assert!(page("/", "en-GB,en;q=0.8", "").await.contains("<html lang=\"en\""));
        assert!(page("/", "de", "").await.contains("<html lang=\"pl\""));
        assert!(page("/", "pl", "lang=en").await.contains("<html lang=\"en\""));
        let chosen = guest.get("/privacy?lang=pl").await;
        assert_eq!((chosen.status, chosen.header("location")), (303, "/privacy"));
        assert_eq!(chosen.cookie().as_deref(), Some("lang=pl"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_wrote_says_its_language_where_the_page_has_another() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let slug = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let first = posted(&moderator, &consultation, "Uwaga po polsku.").await;
        posted(&moderator, &consultation, "Druga uwaga.").await;
        let hide = [("id", first["id"].as_str().unwrap()), ("ground", "advert"), ("reason", "Kto by pomyślał."), ("page", &slug)];
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        assert_eq!(ewa.form("/fn/hide-comment", &hide).await.status, 303);
        let page = async |lang: &str| {
            let request = reqwest::Client::new().get(format!("{}{slug}", city.url)).header(ACCEPT_LANGUAGE, lang);
            Answer::of(request).await.text.replace("<!>", "")
        };
        let polish = page("pl").await;
        assert!(!polish.split_once("<h1").unwrap().1.contains(" lang=\"pl\""), "{polish}");
        assert!(polish.contains("Reklama. Kto by pomyślał."));
        let english = page("en").await;
        for part in ["<h1 lang=\"pl\"", "lang=\"pl\" class=\"unit-text\"", "lang=\"pl\" class=\"remark-body prose\""] {
            assert!(english.contains(part), "{part}: {english}");
        }
        // The ground was chosen from a list, in the page's language; the moderator's words are theirs.
        assert!(english.contains("Advertisement. Kto by pomyślał."), "{english}");
    })
    .await;
}
