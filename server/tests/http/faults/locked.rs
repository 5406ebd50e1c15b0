//! A database that another program holds.

use std::time::{Duration, Instant};

use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::hall::Hall;
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, id, log, remark};
use crate::person::{Answer, Person};

/// How long somebody waits for an answer while nothing can be written.
const ANSWERED: Duration = Duration::from_secs(7);

/// Another program that writes into the database.
pub(super) struct Other(SqliteConnection);

impl Other {
    pub(super) async fn holds(city: &City) -> Self {
        let mut connection = SqliteConnection::connect(city.setting("DATABASE_URL")).await.unwrap();
        // The program itself may be writing at this moment.
        sqlx::query("pragma busy_timeout = 5000").execute(&mut connection).await.unwrap();
        sqlx::query("begin immediate").execute(&mut connection).await.unwrap();
        Self(connection)
    }

    pub(super) async fn lets_go(mut self) {
        sqlx::query("rollback").execute(&mut self.0).await.unwrap();
        self.0.close().await.unwrap();
    }
}

/// The answer says when to come back.
#[track_caller]
pub(super) fn refused_for_now(answer: &Answer) {
    answer.problem(503);
    let seconds: u64 = answer.header("retry-after").parse().expect("seconds in Retry-After");
    assert!((1..=60).contains(&seconds), "{seconds}");
}

/// Posts until it is acknowledged, under one id.
pub(super) async fn insist(author: &Person, consultation: &Value, new: &Value) -> Value {
    let asked = Instant::now();
    loop {
        let answer = author.post(&comments_of(consultation), new).await;
        if [200, 201].contains(&answer.status) {
            return answer.expect(answer.status);
        }
        refused_for_now(&answer);
        assert!(asked.elapsed() < Duration::from_secs(20), "it can be written again, and is not");
        sleep(Duration::from_millis(100)).await;
    }
}

/// Pages and the API are read as ever.
pub(super) async fn readable(hall: &Hall) {
    let guest = hall.city.guest();
    let page = format!("/consultations/{}", hall.consultation["slug"].as_str().unwrap());
    for path in ["/healthz", "/", &page, &comments_of(&hall.consultation)] {
        let answer = timeout(Duration::from_secs(5), guest.get(path)).await.unwrap_or_else(|_| panic!("{path} is not answered"));
        assert_eq!(answer.status, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_another_program_holds_is_read_and_refuses_remarks_for_now() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut guest = hall.guest().await;
        let other = Other::holds(&hall.city).await;
        let mut answers = JoinSet::new();
        for number in 0..5 {
            let (author, path, new) = (hall.moderator.clone(), comments_of(&hall.consultation), remark(&format!("Uwaga {number}")));
            answers.spawn(async move {
                let asked = Instant::now();
                let answer = author.post(&path, &new).await;
                (new, answer, asked.elapsed())
            });
        }
        sleep(Duration::from_millis(300)).await;
        readable(&hall).await;
        let answers = answers.join_all().await;
        for (_, answer, took) in &answers {
            refused_for_now(answer);
            assert!(*took < ANSWERED, "answered after {took:?}");
        }
        readable(&hall).await;
        other.lets_go().await;

        assert_eq!(log(&hall.moderator, &hall.consultation).await.len(), 1, "what was refused was written");
        // The sockets of before are still there, and hear what is written now.
        for (new, ..) in &answers {
            insist(&hall.moderator, &hall.consultation, new).await;
        }
        let events = log(&hall.moderator, &hall.consultation).await;
        assert_eq!(events.len(), 1 + answers.len());
        for (new, ..) in &answers {
            assert_eq!(events.iter().filter(|event| event["data"]["id"] == new["id"]).count(), 1, "{new}");
        }
        for event in &events[1..] {
            assert_eq!(id(&guest.next_of("event").await["data"]), id(&event["data"]));
        }
        hall.heard_up_to(i64::try_from(events.len()).unwrap()).await;
        hall.undisturbed("when it is free").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_while_another_program_is_done_soon_waits_for_it() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let other = Other::holds(&hall.city).await;
        let waits = tokio::spawn(async move {
            sleep(Duration::from_secs(1)).await;
            other.lets_go().await;
        });
        hall.undisturbed("after a moment").await;
        waits.await.unwrap();
    })
    .await;
}
