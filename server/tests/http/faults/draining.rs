//! SIGTERM while everybody is there.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::hall::Hall;
use super::raw::Raw;
use crate::city::on_sqlite;
use crate::fixture::{listed, posted, remark};

const SOCKETS: usize = 50;
const REQUESTS: usize = 10;

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
        // Requests that have arrived: the server has asked for the rest of them.
        let mut requests = Vec::new();
        for number in 0..REQUESTS {
            let new = remark(&format!("Na koniec {number}"));
            let post = hall.post(&new).replacen("\r\n", "\r\nExpect: 100-continue\r\n", 1);
            let (head, body) = post.split_once("\r\n\r\n").unwrap();
            let mut line = Raw::connect(&hall.city).await;
            line.write(format!("{head}\r\n\r\n").as_bytes()).await;
            assert_eq!(line.reply().await.expect("no answer").status, 100);
            requests.push((line, body.to_owned(), new));
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
        for (line, body, _) in &mut requests {
            line.write(body.as_bytes()).await;
            assert_eq!(line.reply().await.expect("no answer").status, 201);
        }
        let (status, _) = hall.city.ended().await;
        assert_eq!(status.code(), Some(0), "{}", hall.city.printed());
        assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());

        hall.city.serve().await;
        for (_, _, new) in &requests {
            assert!(listed(&hall.moderator, &hall.consultation, new).await.is_some(), "what was acknowledged is lost");
        }
        drop((deaf, half));
    })
    .await;
}
