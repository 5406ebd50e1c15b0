//! The power fails again and again while many write.

use std::collections::HashSet;
use std::time::Duration;

use reqwest::Method;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::city::City;
use crate::fixture::{comments_of, consultation, counts, log, remark};
use crate::person::Person;

const RESTARTS: u64 = 20;
const AUTHORS: usize = 5;

/// What the writers know of the program.
#[derive(Clone, Copy, PartialEq)]
enum Power {
    On,
    Off,
    /// What is begun is still to be finished.
    Enough,
}

/// Posts remarks, each under one id until it is acknowledged, and gives those that are.
async fn write(author: Person, path: String, mut power: watch::Receiver<Power>) -> Vec<Value> {
    let mut acknowledged = Vec::new();
    while *power.borrow() != Power::Enough {
        let new = remark(&format!("Uwaga {}", acknowledged.len()));
        loop {
            power.wait_for(|power| *power != Power::Off).await.unwrap();
            match author.request(Method::POST, &path).json(&new).send().await.map(|answer| answer.status().as_u16()) {
                Ok(200 | 201) => break,
                Ok(status) => panic!("{status}"),
                // Nobody knows whether it was written: the same again.
                Err(_) => {}
            }
        }
        acknowledged.push(new["id"].clone());
    }
    acknowledged
}

async fn what_is_acknowledged_survives_twenty_power_cuts_once(mut city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let path = comments_of(&consultation);
    let (power, told) = watch::channel(Power::On);
    let mut authors = JoinSet::new();
    for number in 0..AUTHORS {
        let author = city.person(&format!("Osoba{number}"), "resident");
        authors.spawn(write(author, path.clone(), told.clone()));
    }
    for round in 0..RESTARTS {
        sleep(Duration::from_millis(60 + round * 37 % 100)).await;
        // Nothing is begun from here on, and what is under way is cut off.
        power.send_replace(Power::Off);
        city.kill();
        city.serve().await;
        power.send_replace(Power::On);
    }
    sleep(Duration::from_millis(60)).await;
    power.send_replace(Power::Enough);
    let acknowledged = authors.join_all().await.concat();
    assert!(acknowledged.len() > 60, "hardly anything was written: {}", acknowledged.len());

    // `log` checks that the numbers are 1, 2, 3 and so on.
    let events = log(&city.guest(), &consultation).await;
    let written: Vec<_> = events.iter().filter(|event| event["kind"] == "comment.posted").map(|event| &event["data"]["id"]).collect();
    let different: HashSet<_> = written.iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(different.len(), written.len(), "a remark is in the log twice");
    // Every writer ended with an acknowledgement, so nothing is in doubt.
    assert_eq!(different, acknowledged.iter().map(|id| id.as_str().unwrap()).collect());
    let everybody = i64::try_from(AUTHORS).unwrap();
    assert_eq!(counts(&moderator, &consultation).await, (i64::try_from(written.len()).unwrap(), everybody));
    assert_eq!(listed(&moderator, &path).await, different.into_iter().map(str::to_owned).collect());
}

/// The ids of all remarks, page by page.
async fn listed(reader: &Person, path: &str) -> HashSet<String> {
    let (mut all, mut next) = (HashSet::new(), String::new());
    loop {
        let page = reader.get(&format!("{path}?limit=100&order=oldest{next}")).await.expect(200);
        for comment in page["items"].as_array().unwrap() {
            assert!(all.insert(comment["id"].as_str().unwrap().to_owned()), "a remark is listed twice");
        }
        let Some(cursor) = page["next"].as_str() else { return all };
        next = format!("&after={cursor}");
    }
}

on_both_databases!(what_is_acknowledged_survives_twenty_power_cuts_once);
