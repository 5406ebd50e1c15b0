//! The line of everybody fails again and again while others write: nobody misses or hears twice what was written.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::hall::Reader;
use super::raw::Raw;
use crate::city::City;
use crate::fixture::{consultation, log, posted};

const READERS: usize = 30;
const ROUNDS: usize = 5;
const AWAY: Duration = Duration::from_millis(300);

async fn everything_arrives_once_however_often_the_line_fails(city: City) {
    let city = Arc::new(city);
    let authors = ["Ewa", "Anna", "Jan"].map(|name| city.person(name, "moderator"));
    let consultation = consultation(&authors[0]).await;
    let (round, _) = watch::channel(0);
    let (known, head) = watch::channel(None);

    let mut writers = JoinSet::new();
    for author in &authors {
        let (author, consultation, round) = (author.clone(), consultation.clone(), round.subscribe());
        writers.spawn(async move {
            while *round.borrow() < ROUNDS {
                posted(&author, &consultation, "Czy to dotrze?").await;
                sleep(Duration::from_millis(5)).await;
            }
        });
    }
    let mut readers = JoinSet::new();
    for _ in 0..READERS {
        let mut reader = Reader::after(Raw::open(&city).await, &consultation, 0).await;
        let (mut fails, head) = (round.subscribe(), head.clone());
        let (city, consultation) = (Arc::clone(&city), consultation.clone());
        readers.spawn(async move {
            while *fails.borrow_and_update() < ROUNDS {
                tokio::select! {
                    read = reader.read() => read.unwrap(),
                    failed = fails.changed() => {
                        failed.unwrap();
                        let last = reader.last;
                        drop(reader);
                        sleep(AWAY).await;
                        reader = Reader::after(Raw::open(&city).await, &consultation, last).await;
                    }
                }
            }
            reader.read_to(head).await;
            reader.last
        });
    }
    for number in 1..=ROUNDS {
        sleep(2 * AWAY).await;
        round.send_replace(number);
    }
    writers.join_all().await;
    let written = i64::try_from(log(&authors[0], &consultation).await.len()).unwrap();
    assert!(written > 50, "hardly anything was written: {written}");
    known.send_replace(Some(written));
    assert_eq!(readers.join_all().await, [written; READERS]);
}

on_both_databases!(everything_arrives_once_however_often_the_line_fails);
