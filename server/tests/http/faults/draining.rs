//! SIGTERM while everybody is there.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::hall::Hall;
use super::locked::Other;
use super::raw::Raw;
use crate::city::on_sqlite;
use crate::fixture::{listed, posted, remark};

const SOCKETS: usize = 50;
const REQUESTS: usize = 10;

/// A remark that has arrived in part: the server has asked for the rest of it.
struct Half {
    line: Raw,
    body: String,
    new: Value,
}

impl Half {
    async fn of(hall: &Hall, text: &str) -> Self {
        let new = remark(text);
        let post = hall.post(&new).replacen("\r\n", "\r\nExpect: 100-continue\r\n", 1);
        let (head, body) = post.split_once("\r\n\r\n").unwrap();
        let mut line = Raw::connect(&hall.city).await;
        line.write(format!("{head}\r\n\r\n").as_bytes()).await;
        assert_eq!(line.reply().await.expect("no answer").status, 100);
        Self { line, body: body.to_owned(), new }
    }

    async fn finish(&mut self) {
        self.line.write(self.body.as_bytes()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_finishes_what_it_began_and_tells_everybody_when_to_come_back() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut sockets = Vec::new();
        for _ in 0..SOCKETS {
            sockets.push(hall.guest().await);
        }
        // One who does not read, with more to come than the line holds; one who asks half a question.
        let mut deaf = Raw::open_narrow(&hall.city).await;
        deaf.subscribe(&hall.consultation, Some(0)).await;
        for _ in 0..20 {
            posted(&hall.moderator, &hall.consultation, &"Długo. ".repeat(1_400)).await;
        }
        let mut half = Raw::connect(&hall.city).await;
        half.write(b"GET / HTTP/1.1\r\nHost: a\r\nX-").await;
        let mut requests = Vec::new();
        for number in 0..REQUESTS {
            requests.push(Half::of(&hall, &format!("Na koniec {number}")).await);
        }

        let asked = Instant::now();
        hall.city.ask_to_end();
        let mut hints = HashSet::new();
        for socket in &mut sockets {
            let (code, reason) = socket.closed().await.expect("no farewell");
            assert_eq!(code, Some(1001));
            let reason: Value = serde_json::from_str(&reason).unwrap_or_else(|_| panic!("no hint: {reason:?}"));
            let wait = reason["retry_after_ms"].as_u64().unwrap_or_else(|| panic!("no hint: {reason}"));
            assert!(wait <= 10_000, "{wait}");
            hints.insert(wait);
        }
        // Everybody at the same moment would be a storm.
        assert!(hints.len() > SOCKETS / 2, "{hints:?}");
        let address = hall.city.url.strip_prefix("http://").unwrap();
        while TcpStream::connect(address).await.is_ok() {
            assert!(asked.elapsed() < Duration::from_secs(3), "new lines are still taken");
            sleep(Duration::from_millis(10)).await;
        }
        for request in &mut requests {
            request.finish().await;
            assert_eq!(request.line.reply().await.expect("no answer").status, 201);
        }
        let (status, _) = hall.city.ended().await;
        assert_eq!(status.code(), Some(0), "{}", hall.city.printed());
        assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());

        hall.city.serve().await;
        for request in &requests {
            assert!(listed(&hall.moderator, &hall.consultation, &request.new).await.is_some(), "what was acknowledged is lost");
        }
        drop((deaf, half));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_ends_in_time_while_another_one_holds_the_database() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut late = Half::of(&hall, "Na ostatnią chwilę").await;
        let other = Other::holds(&hall.city).await;
        let asked = Instant::now();
        hall.city.ask_to_end();
        // At the very end of what requests are given.
        sleep(Duration::from_secs(7)).await;
        late.finish().await;
        let (status, _) = hall.city.ended().await;
        assert_eq!(status.code(), Some(0), "{}", hall.city.printed());
        assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());
        other.lets_go().await;

        hall.city.serve().await;
        assert!(listed(&hall.moderator, &hall.consultation, &late.new).await.is_none(), "nobody was told that it is there");
    })
    .await;
}
