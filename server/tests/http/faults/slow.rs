//! Readers who do not read.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::hall::{Reader, visit};
use super::raw::Raw;
use crate::city::on_sqlite;
use crate::fixture::{consultation, log, posted};

const READERS: usize = 38;
const STOPPED: usize = 2;
const AUTHORS: usize = 6;
/// Remarks of a size that fills the buffers of the kernel: four megabytes of send buffer, as Linux has it.
const LARGE: usize = 200;
/// Remarks that no buffers of a machine hold.
const ENOUGH: usize = 6_000;

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

        let enough = Arc::new(AtomicBool::new(false));
        let written = Arc::new(AtomicUsize::new(0));
        let mut authors = JoinSet::new();
        for number in 0..AUTHORS {
            let author = city.person(&format!("Osoba{number}"), "resident");
            let (consultation, enough, written) = (consultation.clone(), Arc::clone(&enough), Arc::clone(&written));
            authors.spawn(async move {
                while !enough.load(Ordering::Relaxed) {
                    // Large ones for the buffers of the kernel, then small ones for whoever counts.
                    let large = written.fetch_add(1, Ordering::Relaxed) < LARGE;
                    let body = if large { "Długo. ".repeat(1_400) } else { "Krótko.".to_owned() };
                    posted(&author, &consultation, &body).await;
                }
            });
        }
        // How many are here tells that the two were let go.
        let mut visitor = Raw::open(&city).await;
        while visit(&mut visitor, &consultation).await != i64::try_from(READERS + 1).unwrap() {
            assert!(written.load(Ordering::Relaxed) < ENOUGH, "who does not read is still served");
            sleep(Duration::from_millis(50)).await;
        }
        enough.store(true, Ordering::Relaxed);
        authors.join_all().await;

        let all = log(&moderator, &consultation).await.len();
        assert_eq!(all, written.load(Ordering::Relaxed) + 1);
        let all = i64::try_from(all).unwrap();
        known.send_replace(Some(all));
        // `Reader` takes no gap and no repeat.
        assert_eq!(readers.join_all().await, [all; READERS]);
        for mut reader in stopped {
            let end = loop {
                if let Err(end) = reader.read().await {
                    break end;
                }
            };
            assert!(matches!(end, None | Some(4000)), "{end:?}");
            assert!(reader.last < all, "it was not behind");
            let mut reader = Reader::after(Raw::open(&city).await, &consultation, reader.last).await;
            reader.read_to(head.clone()).await;
            assert_eq!(reader.last, all);
        }
    })
    .await;
}
