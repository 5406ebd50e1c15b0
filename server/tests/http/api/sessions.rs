//! Live sessions: announced, run, voted in and followed from outside.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, new_id, now, unit};
use crate::live::socket::Socket;
use crate::person::Person;

/// A session that is announced, with an item on § 7.
pub(super) async fn announced(moderator: &Person, consultation: &Value, changes: Value) -> Value {
    let mut new = json!({
        "title": "Spotkanie otwarte",
        "starts_at": now(),
        "place": "Dziedziniec ratusza",
        "agenda": [{ "title": "Pieniądze", "unit": unit(consultation, "§ 7") }, { "title": "Sprawy różne", "unit": null }],
    });
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    moderator.post(&format!("/api/v1/consultations/{}/sessions", id(consultation)), &new).await.expect(201)
}

/// One that is running.
pub(crate) async fn session(moderator: &Person, consultation: &Value, changes: Value) -> Value {
    let made = announced(moderator, consultation, changes).await;
    moderator.call(Method::POST, &format!("/api/v1/sessions/{}/start", id(&made))).await.expect(200);
    made
}

pub(crate) async fn poll(moderator: &Person, session: &Value, changes: Value) -> Value {
    let mut new = json!({
        "question": "Gdzie się spotkać?", "type": "single", "options": ["W ratuszu", "W bibliotece"], "max": 1,
        "visibility": "live", "electorate": "everyone", "secret": false,
    });
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    moderator.post(&format!("/api/v1/sessions/{}/polls", id(session)), &new).await.expect(201)
}

pub(crate) fn option(poll: &Value, at: usize) -> &Value {
    &poll["options"][at]["id"]
}

pub(crate) async fn act(moderator: &Person, poll: &Value, action: &str) -> Value {
    moderator.call(Method::POST, &format!("/api/v1/polls/{}/{action}", id(poll))).await.expect(200)
}

pub(crate) fn vote_of(poll: &Value) -> String {
    format!("/api/v1/polls/{}/vote", id(poll))
}

/// Listens to the channel of a session.
async fn follow(city: &City, session: &Value, after: Option<i64>) -> Socket {
    let mut socket = Socket::open(city).await;
    socket.say(&json!({ "type": "subscribe", "channel": format!("session/{}", id(session)), "after": after })).await;
    assert_eq!(socket.next_of("subscribed").await["channel"], format!("session/{}", id(session)));
    socket
}

/// The next tally of a poll with so many ballots.
async fn tally(socket: &mut Socket, poll: &Value, ballots: i64) -> Value {
    loop {
        let tally = socket.next_of("tally").await;
        if tally["subject"] == format!("poll/{}", id(poll)) && tally["values"]["ballots"] == ballots {
            return tally["values"].clone();
        }
    }
}

async fn a_poll_goes_its_course_on_every_socket(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = consultation(&moderator).await;
    let session = session(&moderator, &consultation, json!({})).await;
    // One with a slip in it goes again, until it is opened.
    let slip = poll(&moderator, &session, json!({})).await;
    let removed = async |who: &Person, poll: &Value| who.call(Method::DELETE, &format!("/api/v1/polls/{}", id(poll))).await;
    removed(&anna, &slip).await.problem(403);
    removed(&moderator, &slip).await.nothing();
    removed(&moderator, &slip).await.problem(404);
    let made = poll(&moderator, &session, json!({})).await;
    assert_eq!((&made["state"], made["options"].as_array().unwrap().len()), (&json!("prepared"), 2));
    let vote = |at: usize| json!({ "options": [option(&made, at)] });
    anna.send(Method::PUT, &vote_of(&made), &vote(0)).await.problem(409);

    let mut early = follow(&city, &session, Some(0)).await;
    act(&moderator, &made, "open").await;
    removed(&moderator, &made).await.problem(409);
    tally(&mut early, &made, 0).await;
    city.guest().send(Method::PUT, &vote_of(&made), &vote(0)).await.problem(401);
    anna.send(Method::PUT, &vote_of(&made), &vote(0)).await.nothing();
    jan.send(Method::PUT, &vote_of(&made), &vote(0)).await.nothing();
    anna.send(Method::PUT, &vote_of(&made), &vote(1)).await.nothing();
    for (bad, at) in [(json!([]), "options"), (json!([new_id()]), "options"), (json!([option(&made, 0), option(&made, 1)]), "options")] {
        assert_eq!(jan.send(Method::PUT, &vote_of(&made), &json!({ "options": bad })).await.bad_fields(), [at]);
    }
    let counted = json!({ option(&made, 0).as_str().unwrap(): 1, option(&made, 1).as_str().unwrap(): 1, "ballots": 2 });
    while tally(&mut early, &made, 2).await != counted {}
    let mut late = follow(&city, &session, None).await;
    assert_eq!(tally(&mut late, &made, 2).await, counted);

    let closed = act(&moderator, &made, "close").await;
    assert_eq!((&closed["state"], &closed["tally"]), (&json!("closed"), &counted));
    anna.send(Method::PUT, &vote_of(&made), &vote(0)).await.problem(409);
    assert_eq!(act(&moderator, &made, "close").await, closed);
    let page = jan.get(&format!("/api/v1/sessions/{}", id(&session))).await.expect(200);
    assert_eq!(page["own"]["votes"], json!({ id(&made): [option(&made, 0)] }));
    assert_eq!(page["polls"][0]["tally"], counted);
}

async fn many_votes_of_one_person_at_once_are_one(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let session = session(&moderator, &consultation, json!({})).await;
    let made = poll(&moderator, &session, json!({ "secret": true })).await;
    act(&moderator, &made, "open").await;
    let votes = join_all((0..100).map(|n| {
        let (anna, path, vote) = (anna.clone(), vote_of(&made), json!({ "options": [option(&made, n % 2)] }));
        async move { anna.send(Method::PUT, &path, &vote).await.status }
    }));
    assert!(votes.await.iter().all(|status| *status == 204));
    let closed = act(&moderator, &made, "close").await;
    let votes: i64 = (0..2).map(|at| closed["tally"][option(&made, at).as_str().unwrap()].as_i64().unwrap()).sum();
    assert_eq!((&closed["tally"]["ballots"], votes), (&json!(1), 1));
}

async fn what_is_shown_is_told_in_order_and_found_by_who_comes_late(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let session = session(&moderator, &consultation, json!({})).await;
    let mut socket = follow(&city, &session, Some(0)).await;
    let focus = format!("/api/v1/sessions/{}/focus", id(&session));
    let item = &session["agenda"][0];
    let shown = moderator.post(&focus, &json!({ "item": item["id"] })).await.expect(200);
    assert_eq!((&shown["focus"]["item"], &shown["focus"]["unit"]), (&item["id"], &item["unit"]));
    moderator.post(&focus, &json!({ "unit": unit(&consultation, "§ 1") })).await.expect(200);
    assert_eq!(moderator.post(&focus, &json!({ "unit": new_id() })).await.bad_fields(), ["unit"]);
    city.person("Anna", "resident").post(&focus, &json!({ "unit": null })).await.problem(403);

    let kinds = ["session.changed", "session.started", "session.focused", "session.focused"];
    let mut last = Value::Null;
    for (seq, kind) in (1..).zip(kinds) {
        let event = socket.next_of("event").await;
        assert_eq!((&event["seq"], &event["kind"]), (&json!(seq), &json!(kind)));
        assert!(event["data"].get("code").is_none(), "the code is for who is shown the page");
        last = event["data"]["focus"].clone();
    }
    assert_eq!(last["unit"], unit(&consultation, "§ 1"));
    let late = city.guest().get(&format!("/api/v1/sessions/{}", id(&session))).await.expect(200);
    assert_eq!((&late["focus"], &late["head"]), (&last, &json!(4)));
}

async fn by_invitation_it_is_found_by_who_has_the_code(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let session = session(&moderator, &consultation, json!({ "public": false })).await;
    let path = format!("/api/v1/sessions/{}", id(&session));
    anna.get(&path).await.problem(404);
    city.guest().get(&path).await.problem(404);
    let list = format!("/api/v1/consultations/{}/sessions", id(&consultation));
    assert_eq!(anna.get(&list).await.expect(200)["items"], json!([]));
    anna.post("/api/v1/sessions/join", &json!({ "code": "000000" })).await.problem(404);

    let code = session["code"].as_str().unwrap();
    let joined = anna.post("/api/v1/sessions/join", &json!({ "code": format!(" {} ", code.to_lowercase()) })).await.expect(200);
    assert_eq!(joined, json!({ "id": session["id"] }));
    assert_eq!(anna.get(&path).await.expect(200)["id"], session["id"]);
    assert_eq!(anna.get(&list).await.expect(200)["items"].as_array().unwrap().len(), 1);
}

on_both_databases!(
    a_poll_goes_its_course_on_every_socket,
    many_votes_of_one_person_at_once_are_one,
    what_is_shown_is_told_in_order_and_found_by_who_comes_late,
    by_invitation_it_is_found_by_who_has_the_code,
);

#[tokio::test(flavor = "multi_thread")]
async fn questions_and_hands_are_for_who_is_signed_in() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let anna = city.person("Anna", "resident");
        let consultation = consultation(&moderator).await;
        let session = session(&moderator, &consultation, json!({})).await;
        let asked = format!("/api/v1/sessions/{}/questions", id(&session));
        let hands = format!("/api/v1/sessions/{}/speakers", id(&session));
        city.guest().post(&asked, &json!({ "body": "Kiedy?" })).await.problem(401);
        city.guest().call(Method::POST, &hands).await.problem(401);

        let new = json!({ "id": Uuid::now_v7(), "body": "Kiedy?" });
        let question = anna.post(&asked, &new).await.expect(201);
        assert_eq!(anna.post(&asked, &new).await.expect(200), question);
        moderator.post(&asked, &new).await.problem(409);
        assert_eq!(anna.post(&asked, &json!({ "body": "\u{2800}" })).await.bad_fields(), ["body"]);
        let path = format!("/api/v1/questions/{}", id(&question));
        moderator.call(Method::PUT, &format!("{path}/support")).await.nothing();
        anna.send(Method::PATCH, &path, &json!({ "action": "hide" })).await.problem(403);
        let hidden = moderator.send(Method::PATCH, &path, &json!({ "action": "hide" })).await.expect(200);
        assert_eq!(hidden["state"], "hidden");
        let page = city.guest().get(&format!("/api/v1/sessions/{}", id(&session))).await.expect(200);
        assert!(!page.to_string().contains("Kiedy?"), "{page}");

        let hand = anna.call(Method::POST, &hands).await.expect(200);
        anna.call(Method::POST, &format!("/api/v1/speakers/{}/call", id(&hand))).await.problem(403);
        let called = moderator.call(Method::POST, &format!("/api/v1/speakers/{}/call", id(&hand))).await.expect(200);
        assert_eq!((&called["state"], called["until"].is_string()), (&json!("speaking"), true));
        moderator.call(Method::POST, &format!("/api/v1/sessions/{}/end", id(&session))).await.expect(200);
        anna.post(&asked, &json!({ "body": "Jeszcze jedno." })).await.problem(409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_is_refused_at_its_field() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let path = format!("/api/v1/consultations/{}/sessions", id(&consultation));
        let bad = json!({ "title": " ", "starts_at": now(), "agenda": [{ "title": "a", "unit": new_id() }] });
        assert_eq!(moderator.post(&path, &bad).await.bad_fields(), ["title", "agenda.0.unit"]);
        moderator.post(&path, &json!({ "title": "a", "starts_at": "jutro" })).await.problem(422);
        city.person("Anna", "resident").post(&path, &json!({ "title": "a", "starts_at": now() })).await.problem(403);
        let session = session(&moderator, &consultation, json!({})).await;
        let polls = format!("/api/v1/sessions/{}/polls", id(&session));
        for (new, field) in [
            (json!({ "question": "a", "type": "single", "options": ["jeden"] }), "options"),
            (json!({ "question": "", "type": "yes_no" }), "question"),
            (json!({ "question": "a", "type": "multiple", "options": ["a", "b"], "max": 3 }), "max"),
        ] {
            assert_eq!(moderator.post(&polls, &new).await.bad_fields(), [field]);
        }
        moderator.post(&polls, &json!({ "question": "a", "type": "secret" })).await.problem(422);
        city.guest().get(&format!("/api/v1/sessions/{}", new_id())).await.problem(404);
    })
    .await;
}
