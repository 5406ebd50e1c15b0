//! More remarks at once than can be written.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::header::RETRY_AFTER;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::hall::Hall;
use super::locked::{Other, insist, refused_for_now};
use super::raw::Raw;
use crate::city::on_sqlite;
use crate::fixture::{comments_of, log, remark};

/// Remarks on their way at once.
const CROWD: usize = 2_500;
/// Of them at least so many find the queue of the writer full; it holds 1,024, and some are being written.
const TURNED_AWAY: usize = 300;
/// A refusal that waits for nothing.
const QUICK: Duration = Duration::from_secs(1);

/// A test and its program have more lines open than a shell usually allows.
fn allow_many_lines() {
    let id = std::process::id().to_string();
    assert!(Command::new("prlimit").args(["--pid", &id, "--nofile=8192:"]).status().unwrap().success(), "8,192 open files are needed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_is_told_at_once_to_come_back_and_nothing_acknowledged_is_lost() {
    allow_many_lines();
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut lines = Vec::new();
        for _ in 0..CROWD {
            lines.push(Raw::connect(&hall.city).await);
        }
        let other = Other::holds(&hall.city).await;
        let answered = Arc::new(AtomicUsize::new(0));
        let mut crowd = JoinSet::new();
        for (number, mut line) in lines.into_iter().enumerate() {
            let new = remark(&format!("Uwaga {number}"));
            let (request, answered) = (hall.post(&new), Arc::clone(&answered));
            crowd.spawn(async move {
                let asked = Instant::now();
                line.write(request.as_bytes()).await;
                let reply = line.reply().await.expect("no answer");
                answered.fetch_add(1, Ordering::Relaxed);
                let retry = reply.header(RETRY_AFTER.as_str()).is_some_and(|seconds| seconds.parse::<u64>().is_ok());
                (new, reply.status, retry, asked.elapsed())
            });
        }
        // Nothing can be written yet, so whoever is answered was turned away.
        let asked = Instant::now();
        while answered.load(Ordering::Relaxed) < TURNED_AWAY {
            assert!(asked.elapsed() < Duration::from_secs(3), "{} of {CROWD} were answered", answered.load(Ordering::Relaxed));
            sleep(Duration::from_millis(10)).await;
        }
        // Who comes now is told so at once.
        for number in 0..3 {
            let asked = Instant::now();
            let answer = hall.moderator.post(&comments_of(&hall.consultation), &remark(&format!("Spóźniona {number}"))).await;
            refused_for_now(&answer);
            assert!(asked.elapsed() < QUICK, "refused after {:?}", asked.elapsed());
        }
        let healthy = timeout(QUICK, hall.city.guest().get("/healthz")).await.expect("no answer");
        assert_eq!(healthy.status, 200);
        other.lets_go().await;

        let crowd = tokio::select! {
            crowd = crowd.join_all() => crowd,
            () = hall.heard_up_to(i64::MAX) => unreachable!("the log has an end"),
        };
        let (written, refused): (Vec<_>, Vec<_>) = crowd.iter().partition(|(_, status, ..)| *status == 201);
        assert!(written.len() >= 1_000, "the queue held {}", written.len());
        for (_, status, retry, took) in &refused {
            assert!(*status == 503 && *retry, "{status}");
            assert!(*took < Duration::from_secs(7), "refused after {took:?}");
        }
        let mut expected: Vec<_> = written.iter().map(|(new, ..)| new["id"].to_string()).collect();
        expected.sort();
        assert_eq!(ids(&log(&hall.moderator, &hall.consultation).await), expected);
        // Who comes back is served, once.
        for (new, ..) in refused.iter().take(20) {
            insist(&hall.moderator, &hall.consultation, new).await;
        }
        let events = log(&hall.moderator, &hall.consultation).await;
        assert_eq!(ids(&events).len(), written.len() + 20);
        hall.heard_up_to(i64::try_from(events.len()).unwrap()).await;
        hall.undisturbed("after the crowd").await;
    })
    .await;
}

/// The ids of the remarks of a log, sorted.
fn ids(events: &[Value]) -> Vec<String> {
    let mut ids: Vec<_> =
        events.iter().filter(|event| event["kind"] == "comment.posted").map(|event| event["data"]["id"].to_string()).collect();
    ids.sort();
    ids
}
