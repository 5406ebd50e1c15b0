//! What the city's portal takes from here: feeds and cards in frames.

use reqwest::Method;
use reqwest::header::{ACCEPT_LANGUAGE, COOKIE, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, created, id, posted, remark_on, unit};
use crate::person::{Answer, Person};

on_both_databases!(remarks_are_fed_and_what_is_hidden_is_gone, a_reader_who_has_a_feed_is_not_sent_it_again);

fn feed_of(consultation: &Value) -> String {
    format!("/consultations/{}/comments.atom", consultation["slug"].as_str().unwrap())
}

/// What stands between the tags of a name, in their order.
fn elements<'a>(feed: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    feed.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

async fn remarks_are_fed_and_what_is_hidden_is_gone(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    let draft = created(&moderator, json!({ "title": "Szkic", "publish": false })).await;
    posted(&anna, &consultation, "Pierwsza <b>uwaga</b>").await;
    let on_a_unit = remark_on(unit(&consultation, "§ 7"), "Druga");
    let second = anna.post(&comments_of(&consultation), &on_a_unit).await.expect(201);

    let all = city.guest().get("/consultations.atom").await;
    assert_eq!((all.status, all.header("content-type")), (200, "application/atom+xml; charset=utf-8"));
    assert_eq!(elements(&all.text, "title"), ["Public consultations", "Program współpracy na 2027 rok"]);
    assert_eq!(elements(&all.text, "id")[1], format!("urn:uuid:{}", id(&consultation)));
    // To moderators too it tells what everybody may read.
    assert!(!moderator.get("/consultations.atom").await.text.contains("Szkic"));

    let feed = city.guest().get(&feed_of(&consultation)).await;
    assert_eq!(feed.status, 200, "{}", feed.text);
    let titles = ["Comments: Program współpracy na 2027 rok", "Comment 2, Anna, on § 7", "Comment 1, Anna"];
    assert_eq!(elements(&feed.text, "title"), titles);
    assert!(feed.text.contains(&format!("/consultations/{}/comments.atom\"", id(&consultation))));
    assert!(!feed.text.contains("<b>") && !feed.text.contains("example.org"), "{}", feed.text);
    let hide = format!("/api/v1/comments/{}/hide", id(&second));
    moderator.post(&hide, &json!({ "reason": "Dane osobowe" })).await.expect(200);
    let after = city.guest().get(&feed_of(&consultation)).await.text;
    assert!(!after.contains("Druga") && !after.contains("Dane osobowe"), "{after}");
    assert_eq!(elements(&after, "title").len(), 2);

    for nothing in [feed_of(&draft), "/consultations/nie-ma/comments.atom".to_owned()] {
        moderator.get(&nothing).await.problem(404);
    }
    city.guest().call(Method::POST, "/consultations.atom").await.problem(405);
    let page = city.guest().get(&format!("/consultations/{}", consultation["slug"].as_str().unwrap())).await.text;
    for (page, href) in [
        (page, format!("/consultations/{}/comments.atom", consultation["slug"].as_str().unwrap())),
        (city.guest().get("/").await.text, "/consultations.atom".to_owned()),
    ] {
        let link = page.split("<link").find(|link| link.contains("application/atom+xml")).unwrap();
        assert!(link.contains("alternate") && link.contains(&href), "{link}");
    }
}

async fn a_reader_who_has_a_feed_is_not_sent_it_again(city: City) {
    let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
    let consultation = consultation(&moderator).await;
    posted(&anna, &consultation, "Uwaga").await;
    let path = feed_of(&consultation);
    let guest = city.guest();
    let first = guest.get(&path).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let asked = async |name: HeaderName, value: &str| Answer::of(guest.request(Method::GET, &path).header(name, value)).await;
    let again = asked(IF_NONE_MATCH, &tag).await;
    assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", tag.as_str()));
    posted(&anna, &consultation, "Nowa").await;
    let newer = asked(IF_NONE_MATCH, &tag).await;
    assert_eq!(newer.status, 200);
    // Another title within the same second too: who asks by a date gets what there is.
    let renamed = json!({ "title": "Inny tytuł" });
    moderator.send(Method::PATCH, &format!("/api/v1/consultations/{}", id(&consultation)), &renamed).await.expect(200);
    for (name, value) in [(IF_NONE_MATCH, newer.header("etag")), (IF_MODIFIED_SINCE, "Thu, 01 Jan 2099 00:00:00 GMT")] {
        let after = asked(name, value).await;
        assert_eq!((after.status, after.header("last-modified")), (200, ""));
        assert!(after.text.contains("Inny tytuł"), "{}", after.text);
    }
    let head = guest.call(Method::HEAD, &path).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert!(!head.header("etag").is_empty());
}

/// An administrator at a browser.
async fn administrator(city: &City) -> Person {
    city.person("Adam", "admin");
    Person::signed_in(city, "adam@example.org").await
}

async fn set(who: &Person, origins: &str) -> Answer {
    who.form("/fn/set-embed-origins", &[("origins", origins), ("page", "/admin/embed")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_framed_by_the_sites_that_were_named_alone() {
    on_sqlite(|city| async move {
        let (moderator, adam) = (city.person("Ewa", "moderator"), administrator(&city).await);
        let consultation = consultation(&moderator).await;
        let card = format!("/embed/consultations/{}", consultation["slug"].as_str().unwrap());
        let before = city.guest().get(&card).await;
        assert_eq!((before.status, before.header("x-frame-options")), (200, "DENY"));
        assert!(before.header("content-security-policy").contains("frame-ancestors 'none'"));

        let refused = set(&adam, "https://portal.example.org\nportal").await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("Line 2 is not the address of a site") && refused.text.contains("\nportal</textarea>"),
            "{}",
            refused.text
        );
        let saved = set(&adam, "https://Portal.example.org/\nhttps://bip.example.org:8443").await;
        assert_eq!((saved.status, saved.header("location")), (303, "/admin/embed?saved=1"), "{}", saved.text);
        let page = adam.get("/admin/embed").await.text;
        assert!(page.contains("https://bip.example.org:8443\nhttps://portal.example.org</textarea>"), "{page}");

        let after = city.guest().get(&card).await;
        assert_eq!(after.status, 200);
        let policy = after.header("content-security-policy");
        assert!(policy.ends_with("frame-ancestors https://bip.example.org:8443 https://portal.example.org"), "{policy}");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!after.headers.contains_key("x-frame-options"));
        // Nothing else may be framed.
        for path in ["/", &format!("/consultations/{}", id(&consultation)), "/api/v1/consultations", "/embed/card.js"] {
            let other = city.guest().get(path).await;
            assert_eq!(other.header("x-frame-options"), "DENY", "{path}");
            assert!(other.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_the_same_for_everybody_and_sets_no_cookie() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        posted(&anna, &consultation, "Uwaga").await;
        let card = format!("/embed/consultations/{}", id(&consultation));
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let (own, others) = (ewa.get(&card).await, city.guest().get(&card).await);
        assert_eq!(own.text, others.text);
        assert!(own.text.contains("1 comment by 1 person"), "{}", own.text);
        let slug = consultation["slug"].as_str().unwrap();
        assert!(own.text.contains(&format!("href=\"{}/consultations/{slug}\"", city.url)), "{}", own.text);
        assert!(own.text.contains("target=\"_top\""));
        assert!(own.cookie().is_none());
        // The language is the address's, else the browser's; a cookie does not count.
        assert!(city.guest().get(&format!("{card}?lang=pl")).await.text.contains("1 uwaga od 1 osoby"));
        let polish = city.guest().request(Method::GET, &card).header(COOKIE, "lang=pl");
        assert!(Answer::of(polish).await.text.contains("<html lang=\"en\">"));
        let polish = reqwest::Client::new().get(format!("{}{card}", city.url)).header(ACCEPT_LANGUAGE, "pl");
        assert!(Answer::of(polish).await.text.contains("<html lang=\"pl\">"));

        let known = city.guest().request(Method::GET, &card).header(IF_NONE_MATCH, own.header("etag"));
        assert_eq!(Answer::of(known).await.status, 304);
        let script = city.guest().get("/embed/card.js").await;
        assert_eq!((script.status, script.header("content-type")), (200, "text/javascript; charset=utf-8"));
        assert!(script.text.len() < 3_000);

        let draft = created(&moderator, json!({ "publish": false })).await;
        for path in [format!("/embed/consultations/{}", id(&draft)), "/embed/consultations/nie-ma".to_owned()] {
            let nothing = ewa.get(&path).await;
            assert_eq!((nothing.status, nothing.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
            assert!(!nothing.text.contains("<h1"), "{}", nothing.text);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_a_card_is_for_moderators_and_its_sites_for_administrators() {
    on_sqlite(|city| async move {
        let (moderator, adam) = (city.person("Ewa", "moderator"), administrator(&city).await);
        let consultation = consultation(&moderator).await;
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        let code = format!("&lt;iframe src=\"{}/embed{page}?lang=en\"", city.url);
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        assert!(ewa.get(&page).await.text.contains(&code));
        assert!(!city.guest().get(&page).await.text.contains("iframe"));
        assert_eq!(ewa.get("/admin/embed").await.status, 403);
        assert_eq!(city.guest().get("/admin/embed").await.status, 401);
        assert_eq!(set(&ewa, "https://a.pl").await.status, 403);
        assert_eq!(set(&adam, "").await.status, 303);
        assert!(adam.get("/log").await.text.contains("sites that may show cards changed"));
    })
    .await;
}
