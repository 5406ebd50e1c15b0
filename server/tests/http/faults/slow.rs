//! Readers who do not read.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::hall::Reader;
use super::raw::{FIN, PING, Raw, frame};
use crate::city::on_sqlite;
use crate::fixture::{consultation, log, posted};

const READERS: usize = 38;
const STOPPED: usize = 2;
const AUTHORS: usize = 6;
/// The longest remark that there is, in letters of four bytes.
static LARGE: LazyLock<String> = LazyLock::new(|| "🦫".repeat(10_000));
/// So many fill what the system holds for one reader: 128 KiB, not the megabytes that it may hold by itself.
const MANY: usize = 8;
/// More than the minute for which one may take nothing.
const LONG: Duration = Duration::from_secs(65);
/// More than the 1,024 events that a reader may be behind.
const SMALL: usize = 1_100;

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_let_go_and_holds_nobody_up() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let (known, head) = watch::channel(None);
        let mut readers = JoinSet::new();
        for _ in 0..READERS {
            let mut reader = Reader::after(Raw::open(&city).await, &consultation, 0).await;
            let head = head.clone();
            readers.spawn(async move {
                reader.read_to(head).await;
                reader.last
            });
        }
        let mut stopped = Vec::new();
        for _ in 0..STOPPED {
            stopped.push(Reader::after(Raw::open_narrow(&city).await, &consultation, 0).await);
        }

        // Large ones fill the buffers of the system, small ones are more than anybody may be behind.
        let remarks = Arc::new(AtomicUsize::new(0));
        let mut authors = JoinSet::new();
        for number in 0..AUTHORS {
            let author = city.person(&format!("Osoba{number}"), "resident");
            let (consultation, remarks) = (consultation.clone(), Arc::clone(&remarks));
            authors.spawn(async move {
                loop {
                    match remarks.fetch_add(1, Ordering::Relaxed) {
                        number if number < MANY => posted(&author, &consultation, &LARGE).await,
                        number if number < MANY + SMALL => posted(&author, &consultation, "Krótko.").await,
                        _ => return,
                    };
                }
            });
        }
        authors.join_all().await;
        // They go on reading while the server still waits for them: then they are told why it ends.
        for reader in &mut stopped {
            assert_eq!(reader.end().await, Some(4000));
        }

        let all = log(&moderator, &consultation).await.len();
        assert_eq!(all, 1 + MANY + SMALL);
        let all = i64::try_from(all).unwrap();
        known.send_replace(Some(all));
        // `Reader` takes no gap and no repeat.
        assert_eq!(readers.join_all().await, [all; READERS]);
        for reader in stopped {
            assert!(reader.last < all, "it was not behind");
            let mut reader = Reader::after(Raw::open(&city).await, &consultation, reader.last).await;
            reader.read_to(head.clone()).await;
            assert_eq!(reader.last, all);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_nothing_for_a_minute_is_let_go_whatever_they_say() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let mut reader = Reader::after(Raw::open_narrow(&city).await, &consultation, 0).await;
        for _ in 0..MANY {
            posted(&moderator, &consultation, &LARGE).await;
        }
        let stopped = Instant::now();
        while stopped.elapsed() < LONG {
            reader.raw.write(&frame(FIN | PING, b"")).await;
            sleep(Duration::from_secs(1)).await;
        }
        assert_eq!(reader.end().await, Some(4000));
        assert!(reader.last < i64::try_from(MANY).unwrap(), "nothing waited for it");
    })
    .await;
}
