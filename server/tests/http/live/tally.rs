//! Supports, as absolute numbers.

use reqwest::Method;
use serde_json::{Value, json};

use super::socket::{Socket, channel};
use crate::city::City;
use crate::fixture::{consultation, id, posted};

async fn supports_are_told_as_they_are(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let people = ["Anna", "Jan", "Ola"].map(|name| city.person(name, "resident"));
    let consultation = consultation(&moderator).await;
    let comment = posted(&moderator, &consultation, "Uwaga.").await;
    let path = format!("/api/v1/comments/{}/support", id(&comment));
    let mut socket = Socket::subscribed(&city, &consultation, None).await;
    for person in &people {
        person.call(Method::PUT, &path).await.nothing();
    }
    // Latest only: numbers in between may be left out.
    loop {
        let tally = socket.next_of("tally").await;
        assert_eq!(tally["channel"], channel(&consultation));
        assert_eq!(tally["subject"], format!("comment/{}", id(&comment)));
        if tally["values"] == json!({ "supports": 3 }) {
            break;
        }
    }
    people[0].call(Method::DELETE, &path).await.nothing();
    assert_eq!(socket.next_of("tally").await["values"], json!({ "supports": 2 }));
}

async fn who_was_away_hears_the_tallies_that_changed(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let early = posted(&moderator, &consultation, "Pierwsza.").await;
    let support = async |comment: &Value| moderator.call(Method::PUT, &format!("/api/v1/comments/{}/support", id(comment))).await.nothing();
    support(&early).await;
    let late = posted(&moderator, &consultation, "Druga.").await;
    let head = late["seq"].as_i64().unwrap();
    support(&late).await;

    let mut socket = Socket::subscribed(&city, &consultation, Some(head)).await;
    let tally = socket.next().await;
    assert_eq!((&tally["type"], &tally["subject"]), (&json!("tally"), &json!(format!("comment/{}", id(&late)))), "{tally}");
    // The first one changed before: it is not told again.
    assert_eq!(socket.next().await["type"], "presence");

    let mut all = Socket::subscribed(&city, &consultation, Some(0)).await;
    all.events_up_to(head).await;
    let mut subjects = [all.next_of("tally").await, all.next_of("tally").await].map(|tally| tally["subject"].as_str().unwrap().to_owned());
    subjects.sort();
    let mut expected = [&early, &late].map(|comment| format!("comment/{}", id(comment)));
    expected.sort();
    assert_eq!(subjects, expected);
}

on_both_databases!(supports_are_told_as_they_are, who_was_away_hears_the_tallies_that_changed);
