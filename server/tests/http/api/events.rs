//! The event log.

use serde_json::Value;
use tokio::task::JoinSet;

use crate::city::City;
use crate::fixture::{consultation, counts, id, log, posted};

async fn the_log_has_no_gap_however_many_write_at_once(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let person = if writer == 0 { moderator.clone() } else { city.person(&format!("Osoba{writer}"), "resident") };
        let consultation = consultation.clone();
        writers.spawn(async move {
            let mut numbers = Vec::new();
            for number in 0..12 {
                let comment = posted(&person, &consultation, &format!("Uwaga {number} osoby {writer}")).await;
                numbers.push(comment["seq"].as_i64().unwrap());
            }
            numbers
        });
    }
    let mut numbers = writers.join_all().await.concat();
    numbers.sort_unstable();

    // `log` checks that the numbers are 1, 2, 3 and so on.
    let events = log(&city.guest(), &consultation).await;
    let said: Vec<_> =
        events.iter().filter(|event| event["kind"] == "comment.posted").map(|event| event["seq"].as_i64().unwrap()).collect();
    assert_eq!(said, numbers);
    assert_eq!(counts(&moderator, &consultation).await, (96, 8));
}

async fn the_log_is_read_from_any_number_on(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    for number in 0..5 {
        posted(&moderator, &consultation, &format!("Uwaga {number}")).await;
    }
    let all = log(&city.guest(), &consultation).await;
    assert_eq!(all[0]["kind"], "draft.published");
    let path = format!("/api/v1/consultations/{}/events", consultation["slug"].as_str().unwrap());
    let read = async |query: &str| city.guest().get(&format!("{path}?{query}")).await.expect(200);
    let page = read("after=2&limit=3").await;
    assert_eq!((page["items"].as_array().unwrap().as_slice(), &page["head"]), (&all[2..5], &Value::from(all.len())));
    assert_eq!(read("").await["items"].as_array().unwrap().len(), all.len());
    assert_eq!(read("after=1000").await["items"].as_array().unwrap().len(), 0);
    for event in &all {
        let members: Vec<_> = event.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(members.len(), 4);
        assert!(["seq", "at", "kind", "data"].iter().all(|member| members.contains(member)), "{event}");
    }
    assert_eq!(all.last().unwrap()["data"]["consultation"], id(&consultation));
}

on_both_databases!(the_log_has_no_gap_however_many_write_at_once, the_log_is_read_from_any_number_on);
