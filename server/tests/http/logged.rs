//! The program's log names nobody, whatever people do.

use reqwest::Method;
use serde_json::{Value, json};

use crate::city::{City, with_settings};
use crate::fixture::{comments_of, consultation, id, now, remark};
use crate::person::{Answer, Person};

/// Where somebody is, as a trusted proxy says it.
const PLACE: &str = "203.0.113.77";

/// A meeting with an open poll, and the id of one of its options.
async fn poll(moderator: &Person, of: &Value) -> (String, String) {
    let announced =
        json!({ "title": "Spotkanie", "starts_at": now(), "place": "Rynek 1", "agenda": [{ "title": "Sprawy", "unit": null }] });
    let meeting = moderator.post(&format!("/api/v1/consultations/{}/sessions", id(of)), &announced).await.expect(201);
    moderator.call(Method::POST, &format!("/api/v1/sessions/{}/start", id(&meeting))).await.expect(200);
    let new = json!({
        "question": "Gdzie?", "type": "single", "options": ["W ratuszu", "W bibliotece"], "max": 1,
        "visibility": "live", "electorate": "everyone", "secret": false,
    });
    let poll = moderator.post(&format!("/api/v1/sessions/{}/polls", id(&meeting)), &new).await.expect(201);
    moderator.call(Method::POST, &format!("/api/v1/polls/{}/open", id(&poll))).await.expect(200);
    (id(&poll).to_owned(), id(&poll["options"][0]).to_owned())
}

/// Signs somebody in through the forms of the site, writes and votes as them; gives every secret that went over the line.
async fn live(city: &City, of: &Value, poll: &(String, String)) -> Vec<String> {
    let jan = Person::signed_in(city, "jan.kowalski@example.org").await;
    let cookie = jan.cookie.clone().unwrap();
    let from = |method, path: &str| jan.request(method, path).header("x-forwarded-for", PLACE).header("origin", &city.url);
    Answer::of(from(Method::GET, "/?email=jan.kowalski@example.org")).await;
    let form =
        |path: &str, fields: &[(&str, &str)]| jan.plain_form(path, fields).header("x-forwarded-for", PLACE).header("origin", &city.url);
    assert_eq!(Answer::of(form("/fn/rename", &[("name", "Tajemniczy Jan"), ("page", "/account")])).await.status, 303);
    let posted = Answer::of(from(Method::POST, &comments_of(of)).json(&remark("Treść tylko dla czytelników"))).await;
    posted.expect(201);
    let voted = Answer::of(from(Method::PUT, &format!("/api/v1/polls/{}/vote", poll.0)).json(&json!({ "options": [poll.1] }))).await;
    assert!(voted.status < 300, "{}", voted.text);
    // What goes wrong is logged more readily.
    Answer::of(from(Method::POST, &comments_of(of)).json(&json!({ "id": "Tajemniczy Jan", "body": 7 }))).await;
    Answer::of(form("/fn/confirm-code", &[("id", "x"), ("code", "12345678"), ("page", "/sign-in/code")])).await;
    cookie.split("; ").filter_map(|cookie| cookie.strip_prefix("busola=")).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_no_name_no_token_and_no_place_is_in_the_log() {
    let settings = [("BUSOLA_LOG", "json"), ("RUST_LOG", "busola=trace,info"), ("BUSOLA_TRUSTED_PROXIES", "127.0.0.1")];
    with_settings(&settings, async |city| {
        let moderator = city.person("Ewa", "moderator");
        let place = consultation(&moderator).await;
        let poll = poll(&moderator, &place).await;
        let mut secrets = live(&city, &place, &poll).await;
        secrets.push(moderator.bearer.clone().unwrap().trim_start_matches("Bearer ").to_owned());

        let log = city.printed();
        let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect();
        let requests: Vec<_> = lines.iter().filter(|line| line["span"]["id"].is_string()).collect();
        for route in ["/fn/{*name}", "/api/v1/consultations/{key}/comments"] {
            assert!(requests.iter().any(|line| line["span"]["route"] == route), "{route}:\n{log}");
        }
        let personal = ["kowalski", "example.org", "@", "Tajemniczy", "Ewa", "Treść", PLACE, "12345678"];
        for personal in personal.into_iter().map(str::to_owned).chain(secrets) {
            assert!(!log.contains(&personal), "{personal}:\n{log}");
        }
    })
    .await;
}
