//! Going on where one was after the line broke, and after the program did.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::socket::{Socket, numbers};
use crate::city::City;
use crate::fixture::{comments_of, consultation, log, posted, remark};
use crate::person::Answer;

async fn who_was_away_hears_what_they_missed_once(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let mut socket = Socket::subscribed(&city, &consultation, Some(0)).await;
    let before = posted(&moderator, &consultation, "Przy mnie").await["seq"].as_i64().unwrap();
    socket.events_up_to(before).await;
    drop(socket);
    for number in 0..5 {
        posted(&moderator, &consultation, &format!("Beze mnie {number}")).await;
    }
    let mut socket = Socket::subscribed(&city, &consultation, Some(before)).await;
    let last = posted(&moderator, &consultation, "Znowu przy mnie").await["seq"].as_i64().unwrap();
    assert_eq!(numbers(&socket.events_up_to(last).await), (before + 1..=last).collect::<Vec<_>>());
}

/// The power fails while many write; a client sends again what nobody acknowledged.
async fn what_was_acknowledged_survives_a_power_cut_once(mut city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let path = comments_of(&consultation);
    let mut reader = Socket::subscribed(&city, &consultation, Some(0)).await;

    let mut writers = JoinSet::new();
    for writer in 0..6 {
        let (person, path) = (moderator.clone(), path.clone());
        writers.spawn(async move {
            let mut acknowledged = Vec::new();
            for number in 0.. {
                let new = remark(&format!("Uwaga {writer}/{number}"));
                match person.request(reqwest::Method::POST, &path).json(&new).send().await {
                    Ok(answer) if answer.status() == 201 => acknowledged.push(new),
                    _ => return (acknowledged, new),
                }
            }
            unreachable!("the power fails before")
        });
    }
    sleep(Duration::from_millis(600)).await;
    city.kill();
    let written = writers.join_all().await;
    assert!(written.iter().map(|(acknowledged, _)| acknowledged.len()).sum::<usize>() > 6, "nothing was written before the power cut");
    let mut seen = Vec::new();
    while let super::socket::Said::Json(message) = reader.hear().await {
        if message["type"] == "event" {
            seen.push(message);
        }
    }
    let last_seen = numbers(&seen).last().copied().unwrap_or(0);

    city.serve().await;
    let survived = log(&city.guest(), &consultation).await;
    let times = |new: &Value| survived.iter().filter(|event| event["data"]["id"] == new["id"]).count();
    for (acknowledged, doubtful) in &written {
        assert!(acknowledged.iter().all(|new| times(new) == 1), "an acknowledged remark is lost or doubled");
        assert!(times(doubtful) <= 1);
        // The client can't know; it sends the same again.
        let again = Answer::of(moderator.request(reqwest::Method::POST, &path).json(doubtful)).await;
        assert!([200, 201].contains(&again.status), "{}", again.text);
    }
    // What a socket was told before is what the log says now, and it goes on from there.
    for event in &seen {
        let seq = usize::try_from(event["seq"].as_i64().unwrap()).unwrap();
        assert_eq!((&event["kind"], &event["data"]["id"]), (&survived[seq - 1]["kind"], &survived[seq - 1]["data"]["id"]));
    }
    let now = log(&city.guest(), &consultation).await;
    let mut reader = Socket::subscribed(&city, &consultation, Some(last_seen)).await;
    let head = i64::try_from(now.len()).unwrap();
    let mut ids: Vec<Value> = seen.iter().chain(&reader.events_up_to(head).await).map(|event| event["data"]["id"].clone()).collect();
    assert_eq!(ids.len(), now.len());
    ids.retain(|id| id != &json!(null));
    let posted = ids.len();
    ids.sort_by_key(ToString::to_string);
    ids.dedup();
    assert_eq!(ids.len(), posted, "an event came twice");
}

on_both_databases!(who_was_away_hears_what_they_missed_once, what_was_acknowledged_survives_a_power_cut_once);
