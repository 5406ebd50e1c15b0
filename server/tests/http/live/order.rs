//! What comes in which order, without a gap and without a repeat.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::socket::{Socket, channel, numbers};
use crate::city::City;
use crate::fixture::{consultation, log, posted};

async fn first_the_answer_then_what_was_missed_then_what_happens(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    for number in 0..3 {
        posted(&moderator, &consultation, &format!("Przedtem {number}")).await;
    }
    let past = log(&moderator, &consultation).await;
    let mut socket = Socket::open(&city).await;
    assert_eq!(socket.subscribe(&consultation, Some(1)).await, 4);
    for expected in &past[1..] {
        let event = socket.next().await;
        assert_eq!((&event["type"], &event["channel"]), (&json!("event"), &json!(channel(&consultation))), "{event}");
        for member in ["seq", "at", "kind", "data"] {
            assert_eq!(event[member], expected[member], "{member}");
        }
    }
    let after = posted(&moderator, &consultation, "Potem").await;
    let event = socket.next_of("event").await;
    assert_eq!((&event["seq"], &event["kind"], &event["data"]), (&json!(5), &json!("comment.posted"), &after));
}

async fn a_number_from_the_future_and_a_negative_one_mean_reading_anew(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    for number in [2, 1_000_000, -1] {
        let mut socket = Socket::open(&city).await;
        let head = socket.subscribe(&consultation, Some(number)).await;
        let resync = socket.next().await;
        assert_eq!(resync, json!({ "type": "resync", "channel": channel(&consultation), "head": head }));
        // The subscription goes on from the head.
        let comment = posted(&moderator, &consultation, "Dalej").await;
        assert_eq!(socket.next_of("event").await["seq"], comment["seq"]);
    }
}

async fn nobody_misses_or_hears_twice_what_is_written_while_they_come(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    const WRITERS: usize = 4;
    const EACH: usize = 15;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let (person, consultation) = (moderator.clone(), consultation.clone());
        writers.spawn(async move {
            for number in 0..EACH {
                posted(&person, &consultation, &format!("Uwaga {writer}/{number}")).await;
            }
        });
    }
    let last = i64::try_from(1 + WRITERS * EACH).unwrap();
    let mut readers = JoinSet::new();
    for _ in 0..6 {
        let mut from_the_start = Socket::open(&city).await;
        from_the_start.subscribe(&consultation, Some(0)).await;
        readers.spawn(async move {
            assert_eq!(numbers(&from_the_start.events_up_to(last).await), (1..=last).collect::<Vec<_>>());
        });
        let mut from_now_on = Socket::open(&city).await;
        let head = from_now_on.subscribe(&consultation, None).await;
        if head < last {
            readers.spawn(async move {
                assert_eq!(numbers(&from_now_on.events_up_to(last).await), (head + 1..=last).collect::<Vec<_>>());
            });
        }
    }
    writers.join_all().await;
    readers.join_all().await;
}

async fn what_is_acknowledged_can_be_subscribed_from(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    for _ in 0..20 {
        let comment = posted(&moderator, &consultation, "Moja").await;
        let mut socket = Socket::open(&city).await;
        let head = socket.subscribe(&consultation, comment["seq"].as_i64()).await;
        assert_eq!(Value::from(head), comment["seq"]);
        assert_ne!(socket.next().await["type"], "resync", "a number that was just acknowledged is none of the future");
    }
}

on_both_databases!(
    first_the_answer_then_what_was_missed_then_what_happens,
    a_number_from_the_future_and_a_negative_one_mean_reading_anew,
    nobody_misses_or_hears_twice_what_is_written_while_they_come,
    what_is_acknowledged_can_be_subscribed_from,
);
