//! What was hidden or withdrawn is not sent again.

use reqwest::Method;
use serde_json::{Value, json};

use super::socket::{Socket, numbers};
use crate::city::City;
use crate::fixture::{consultation, id, posted};

const WORDS: &str = "Numer telefonu sąsiada";

async fn who_comes_after_a_hide_never_reads_the_text(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let comment = posted(&moderator, &consultation, WORDS).await;
    let mut present = Socket::subscribed(&city, &consultation, Some(0)).await;
    assert_eq!(present.events_up_to(2).await[1]["data"]["body"], WORDS);

    let path = format!("/api/v1/comments/{}", id(&comment));
    let hidden = moderator.post(&format!("{path}/hide"), &json!({ "reason": "Dane osobowe" })).await.expect(200);
    let mut late = Socket::subscribed(&city, &consultation, Some(0)).await;
    let missed = late.events_up_to(3).await;
    assert_eq!(numbers(&missed), [1, 2, 3]);
    assert!(!json!(missed).to_string().contains(WORDS));
    assert_eq!((&missed[1]["kind"], &missed[1]["data"]["body"]), (&json!("comment.posted"), &Value::Null));

    let told = present.events_up_to(3).await;
    assert_eq!((&told[0]["kind"], &told[0]["data"]), (&json!("comment.hidden"), &hidden));
    moderator.call(Method::POST, &format!("{path}/unhide")).await.expect(200);
    assert_eq!(present.events_up_to(4).await[0]["data"]["body"], WORDS);
}

async fn a_withdrawn_text_is_gone_too(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let anna = city.person("Anna", "resident");
    let consultation = consultation(&moderator).await;
    let comment = posted(&anna, &consultation, WORDS).await;
    let mut present = Socket::subscribed(&city, &consultation, None).await;
    anna.call(Method::DELETE, &format!("/api/v1/comments/{}", id(&comment))).await.nothing();
    assert_eq!(present.next_of("event").await["kind"], "comment.withdrawn");
    let mut late = Socket::subscribed(&city, &consultation, Some(0)).await;
    assert!(!json!(late.events_up_to(3).await).to_string().contains(WORDS));
}

/// Each reader is at another place of the log when the hide is acknowledged.
async fn a_hide_is_acknowledged_after_it_left_every_buffer(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    for round in 0..8 {
        let comment = posted(&moderator, &consultation, WORDS).await;
        let mut sockets = Vec::new();
        for _ in 0..6 {
            sockets.push(Socket::subscribed(&city, &consultation, Some(0)).await);
        }
        let path = format!("/api/v1/comments/{}/hide", id(&comment));
        let hidden = moderator.post(&path, &json!({ "reason": "Dane osobowe" })).await.expect(200);
        let head = hidden["seq"].as_i64().unwrap();
        for mut socket in sockets {
            let events = socket.events_up_to(head).await;
            assert_eq!(numbers(&events), (1..=head).collect::<Vec<_>>(), "round {round}");
            assert_eq!(events.last().unwrap()["data"]["body"], Value::Null);
        }
        let mut late = Socket::subscribed(&city, &consultation, Some(0)).await;
        assert!(!json!(late.events_up_to(head).await).to_string().contains(WORDS));
    }
}

on_both_databases!(
    who_comes_after_a_hide_never_reads_the_text,
    a_withdrawn_text_is_gone_too,
    a_hide_is_acknowledged_after_it_left_every_buffer
);
