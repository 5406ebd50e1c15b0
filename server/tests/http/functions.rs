//! Forms without JavaScript, `/fn/…`: signing in, writing, supporting, and what is refused.

use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite, with_settings};
use crate::fixture::{comments_of, consultation, id, listed, new_id, posted};
use crate::person::{Answer, Person};

async fn somebody_signs_in_by_the_code_and_writes(city: City) {
    let moderator = city.person("Ewa", "moderator");
    city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let anna = Person::signed_in(&city, "anna@example.org").await;
    let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());

    let remark = new_id();
    let fields =
        [("consultation", id(&consultation)), ("id", &remark), ("unit", ""), ("parent", ""), ("body", "Z formularza."), ("page", &page)];
    let sent = anna.form("/fn/post-comment", &fields).await;
    assert_eq!((sent.status, sent.header("location")), (303, format!("{page}#u-{remark}").as_str()), "{}", sent.text);
    let comment = listed(&anna, &consultation, &json!({ "id": remark })).await.unwrap();
    assert_eq!((&comment["body"], &comment["author"]["name"]), (&json!("Z formularza."), &json!("Anna")));
    let sent = anna.form("/fn/support-comment", &[("id", &remark), ("wanted", "true"), ("page", &page)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert_eq!(listed(&anna, &consultation, &comment).await.unwrap()["supports"], 1);
    let shown = anna.get(&page).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("Z formularza.") && shown.text.contains("Anna"));
}

on_both_databases!(somebody_signs_in_by_the_code_and_writes);

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_text_stands_in_its_form_again() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        city.person("Anna", "resident");
        let consultation = consultation(&moderator).await;
        let anna = Person::signed_in(&city, "anna@example.org").await;
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let long = format!("Ważne słowa. {}", "x".repeat(10_000));
        let refused = anna
            .form("/fn/post-comment", &[("consultation", id(&consultation)), ("id", &new_id()), ("body", &long), ("page", &page)])
            .await;
        assert_eq!(refused.status, 422);
        assert!(refused.header("content-type").starts_with("text/html"));
        assert!(
            refused.text.contains("Ważne słowa.") && refused.text.contains("10000") | refused.text.contains("10,000"),
            "{}",
            refused.text
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_somebody_who_has_to_sign_in_first_is_kept() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let guest = city.guest();
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let text = "Długo to pisałam.";
        let fields = [("consultation", id(&consultation)), ("id", &new_id()), ("body", text), ("page", &page)];
        let parked = guest.form("/fn/post-comment", &fields).await;
        assert_eq!(parked.status, 303, "{}", parked.text);
        let sign_in = parked.header("location").to_owned();
        assert!(sign_in.starts_with("/sign-in?next="), "{sign_in}");
        let next: String =
            form_urlencoded::parse(sign_in.split_once('?').unwrap().1.as_bytes()).find(|(name, _)| name == "next").unwrap().1.into_owned();
        let back = guest.get(next.split('#').next().unwrap()).await;
        assert_eq!(back.status, 200);
        assert!(back.text.contains(text), "{next}");
        assert_eq!(guest.get(&comments_of(&consultation)).await.expect(200)["items"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_works_once_and_a_wrong_one_five_times() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let guest = city.guest();
        let request = async || {
            let asked = guest.form("/fn/request-sign-in", &[("email", "anna@example.org"), ("page", "/sign-in")]).await;
            asked.header("location").split_once("id=").unwrap().1.to_owned()
        };
        let confirm =
            async |id: &str, code: &str| guest.form("/fn/confirm-code", &[("id", id), ("code", code), ("page", "/sign-in/code")]).await;
        let sign_in = request().await;
        let letter = city.letter("anna@example.org").await;
        let code = letter.split_once("Code: ").unwrap().1.lines().next().unwrap().to_owned();
        for _ in 0..4 {
            let wrong = confirm(&sign_in, "0000 000").await;
            assert_eq!(wrong.status, 422);
            assert!(wrong.cookie().is_none());
        }
        assert_eq!(confirm(&sign_in, &code).await.status, 303);
        let used = confirm(&sign_in, &code).await;
        assert_eq!((used.status, used.cookie()), (422, None));
        let sign_in = request().await;
        for _ in 0..6 {
            assert_eq!(confirm(&sign_in, "1").await.status, 422);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_used_up_by_pressing_the_button_only() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let guest = city.guest();
        guest.form("/fn/request-sign-in", &[("email", "anna@example.org"), ("next", "/privacy"), ("page", "/sign-in")]).await;
        let letter = city.letter("anna@example.org").await;
        let token = letter.split_once("/sign-in/link?token=").unwrap().1.split_whitespace().next().unwrap().to_owned();
        let link = format!("/sign-in/link?token={token}");
        for _ in 0..3 {
            let page = guest.get(&link).await;
            assert_eq!((page.status, page.cookie()), (200, None));
            assert!(page.text.contains("anna@example.org"), "whoever has the link has the mailbox");
        }
        let entered = guest.form("/fn/confirm-link", &[("token", &token), ("page", &link)]).await;
        assert_eq!((entered.status, entered.header("location")), (303, "/privacy"));
        let cookie = entered.header("set-cookie");
        assert!(["HttpOnly", "SameSite=Lax", "Path=/"].iter().all(|part| cookie.contains(part)), "{cookie}");
        assert_eq!(guest.get(&link).await.status, 410);
        assert_eq!(guest.form("/fn/confirm-link", &[("token", &token), ("page", &link)]).await.cookie(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_whether_an_address_is_known() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let guest = city.guest();
        let mut answers = Vec::new();
        for email in ["anna@example.org", "nieznana@example.org"] {
            let answer = guest.form("/fn/request-sign-in", &[("email", email), ("page", "/sign-in")]).await;
            let (path, id) = answer.header("location").split_once("id=").unwrap();
            let page = guest.get(answer.header("location")).await;
            answers.push((
                answer.status,
                path.to_owned(),
                page.status,
                page.text.replace(id, "").split("nonce").next().unwrap().to_owned(),
            ));
        }
        assert_eq!(answers[0], answers[1]);
        city.letter("nieznana@example.org").await;
        // Whoever is new is asked for a name.
        let new = Person::signed_in(&city, "nieznana@example.org").await;
        let named = new.form("/fn/rename", &[("name", "Nowa Osoba"), ("next", "/"), ("page", "/account")]).await;
        assert_eq!(named.status, 303);
        let account = new.get("/account").await;
        assert!(account.text.contains("Nowa Osoba") && !account.text.contains("nieznana@"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_cannot_make_a_browser_act() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let comment = posted(&moderator, &consultation, "Uwaga.").await;
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let hide = format!("/api/v1/comments/{}/hide", id(&comment));
        let with_origin = async |origin: Option<&str>| {
            let request = ewa.request(reqwest::Method::POST, &hide).json(&json!({ "reason": "Próba" }));
            Answer::of(origin.map_or(request.try_clone().unwrap(), |origin| request.header(ORIGIN, origin))).await
        };
        with_origin(None).await.problem(403);
        with_origin(Some("https://example.org")).await.problem(403);
        with_origin(Some("null")).await.problem(403);
        with_origin(Some(&city.url)).await.expect(200);
        for origin in [None, Some("https://example.org")] {
            let form = ewa.plain_form("/fn/sign-out", &[("page", "/")]);
            let form = origin.map_or(form.try_clone().unwrap(), |origin| form.header(ORIGIN, origin));
            assert_eq!(Answer::of(form).await.status, 403);
        }
        assert_eq!(ewa.get("/account").await.status, 200);
        // A function answers to POST only.
        assert_eq!(ewa.get("/fn/sign-out").await.status, 405);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_not_filled_by_strangers() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        let guest = city.guest();
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(guest.form("/fn/request-sign-in", &[("email", "ofiara@example.org"), ("page", "/sign-in")]).await);
        }
        let refused = statuses.last().unwrap();
        assert_eq!(refused.status, 429);
        assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
        assert!(refused.text.contains("ofiara@example.org"), "what was typed stays in the form");
        assert_eq!(statuses[0].status, 303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_creates_a_consultation_with_a_preview_first() {
    on_sqlite(|city| async move {
        city.person("Ewa", "moderator");
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let send = async |wanted: &str, closes_at: &str| {
            let fields = [
                ("title", "Plac zabaw"),
                ("kind", "local_act"),
                ("summary", ""),
                ("opens_at", "2026-01-10T08:00"),
                ("closes_at", closes_at),
                ("audience", "everyone"),
                ("moderation", "post"),
                ("format", "text"),
                ("source", "§ 1. Plac powstanie.\n§ 2. Wchodzi w życie."),
                ("forms", ""),
                ("do", wanted),
                ("page", "/consultations/new"),
            ];
            ewa.form("/fn/create-consultation", &fields).await
        };
        let preview = send("preview", "2036-01-10T08:00").await;
        assert_eq!(preview.status, 200, "{}", preview.text);
        assert!(preview.text.contains("Plac zabaw") && preview.text.contains("Plac powstanie."));
        let refused = send("publish", "2026-03-29T02:30").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Plac zabaw"), "what was typed stays");
        assert_eq!(ewa.get("/api/v1/consultations").await.expect(200)["items"], json!([]));
        let made = send("publish", "2036-01-10T08:00").await;
        assert_eq!((made.status, made.header("location")), (303, "/consultations/plac-zabaw"));
        let made: Value = ewa.get("/api/v1/consultations/plac-zabaw").await.expect(200);
        assert_eq!((&made["phase"], &made["closes_at"]), (&json!("open"), &json!("2036-01-10T07:00:00.000Z")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_answers_by_a_form_and_a_refused_one_stands_there_again() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let comment = posted(&moderator, &consultation, "Uwaga").await;
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let opened = ewa.get(&format!("{page}?answer={}", id(&comment))).await;
        assert!(opened.text.contains("/fn/answer-comment"), "{}", opened.text);
        assert!(!city.guest().get(&format!("{page}?answer={}", id(&comment))).await.text.contains("/fn/answer-comment"));
        let fields = |decision: &'static str, publish: &'static str| {
            [
                ("id", id(&comment)),
                ("decision", decision),
                ("justification", "Długo to pisałam."),
                ("unit", ""),
                ("publish", publish),
                ("page", page.as_str()),
            ]
        };
        let refused = ewa.form("/fn/answer-comment", &fields("", "true")).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.text.contains("Długo to pisałam.") && refused.text.contains("/fn/answer-comment"));
        let sent = ewa.form("/fn/answer-comment", &fields("accepted", "true")).await;
        assert_eq!((sent.status, sent.header("location")), (303, format!("{page}#u-{}", id(&comment)).as_str()), "{}", sent.text);
        let shown = city.guest().get(&page).await.text;
        assert!(shown.contains("Długo to pisałam.") && shown.contains("data-decision=\"accepted\""), "{shown}");
        // Whose sign-in has ended finds the words kept, and a way to sign in beside them.
        let bare = city.guest().form("/fn/answer-comment", &fields("accepted", "true")).await;
        assert_eq!(bare.status, 401, "{}", bare.text);
        assert!(bare.text.contains("Długo to pisałam.") && bare.text.contains("/sign-in?next="), "{}", bare.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_a_colleague_wrote_meanwhile_is_shown_above_the_form() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let comment = posted(&moderator, &consultation, "Uwaga").await;
        city.person("Adam", "moderator");
        let adam = Person::signed_in(&city, "adam@example.org").await;
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let revision = |text: &str| text.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let opened = revision(&adam.get(&format!("{page}?answer={}", id(&comment))).await.text);
        let hers = json!({ "decision": "rejected", "justification": "Słowa Ewy.", "publish": false });
        moderator.send(Method::PUT, &format!("/api/v1/comments/{}/answer", id(&comment)), &hers).await.expect(200);

        let send = async |revision: &str, decision: &str| {
            let fixed = [("id", id(&comment)), ("justification", "Słowa Adama."), ("unit", ""), ("publish", "false"), ("page", &page)];
            adam.form("/fn/answer-comment", &[&fixed[..], &[("revision", revision), ("decision", decision)]].concat()).await
        };
        let refused = send(&opened, "accepted").await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        for words in ["Słowa Ewy.", "Słowa Adama.", ", Ewa.", "Somebody else answered comment no. 1"] {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        // What is wrong with the form itself does not make an answer seen that was not.
        assert_eq!(revision(&send(&opened, "").await.text), opened);
        let now = revision(&refused.text);
        assert_ne!(now, opened);
        assert_eq!(send(&now, "accepted").await.status, 303);
        assert_eq!(listed(&moderator, &consultation, &comment).await.unwrap()["answer"]["justification"], "Słowa Adama.");
    })
    .await;
}
