//! Upgrades that are wrong, half done, or more than one packet should hold.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::{sleep, timeout};

use super::hall::Hall;
use super::raw::{CLOSE, FIN, Heard, PING, Raw, TEXT, UPGRADE, farewell, frame, upgrade_request};
use crate::city::{City, on_sqlite};
use crate::live::socket::channel;

/// The status of an upgrade with these lines, and the versions that the refusal names.
async fn answered(city: &City, lines: &[&str]) -> (u16, Option<String>) {
    let mut guest = Raw::connect(city).await;
    guest.write(upgrade_request(city, lines).as_bytes()).await;
    let reply = guest.reply().await.expect("no answer");
    if reply.status >= 400 {
        assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    }
    (reply.status, reply.header("sec-websocket-version").map(str::to_owned))
}

/// What a browser says, with one line replaced by others.
fn but<'a>(name: &str, lines: &[&'a str]) -> Vec<&'a str> {
    let others: Vec<_> = UPGRADE.into_iter().filter(|line| !line.starts_with(name)).collect();
    assert_eq!(others.len(), 3);
    [&others, lines].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_upgrade_is_refused() {
    on_sqlite(|city| async move {
        for lines in [&["Sec-WebSocket-Version: 12"][..], &["Sec-WebSocket-Version: 8"], &["Sec-WebSocket-Version: x"], &[]] {
            let (status, versions) = answered(&city, &but("Sec-WebSocket-Version", lines)).await;
            assert!([400, 426].contains(&status), "{lines:?}: {status}");
            // RFC 6455, 4.4: it says which version it would have understood.
            assert_eq!(versions.as_deref(), Some("13"), "{lines:?}");
        }
        let keys = [
            "",
            "dGhlIHNhbXBsZSBub25jZQ",
            "dGhlIHNhbXBsZSBub25jZ===",
            "dGhlIHNhbXBsZSBub25j",
            "dGhlIHNhbXBsZSBub25jZSE=",
            "dGhlIHNhbXBs*SBub25jZQ==",
            "c2hvcnQ=",
            "AAAA",
        ];
        let keys = keys.map(|key| format!("Sec-WebSocket-Key: {key}"));
        let mut wrong: Vec<_> = keys.iter().map(|line| but("Sec-WebSocket-Key", &[line])).collect();
        wrong.push(but("Sec-WebSocket-Key", &[]));
        for lines in &wrong {
            assert_eq!(answered(&city, lines).await.0, 400, "{lines:?}");
        }
        let mut wrong = vec![but("Connection", &[]), but("Upgrade", &[])];
        wrong.extend(["Connection: keep-alive", "Connection: upgraded", "Connection: close"].map(|line| but("Connection", &[line])));
        wrong.extend(["Upgrade: h2c", "Upgrade: websockets"].map(|line| but("Upgrade", &[line])));
        for lines in &wrong {
            assert!([400, 426].contains(&answered(&city, lines).await.0), "{lines:?}");
        }
        // A router answers HEAD where it answers GET.
        let mut guest = Raw::connect(&city).await;
        guest.write(upgrade_request(&city, &UPGRADE).replacen("GET", "HEAD", 1).as_bytes()).await;
        assert_eq!(guest.head().await.unwrap().status, 400);
        // What browsers say in other words.
        for lines in [
            but("Connection", &["Connection: keep-alive, Upgrade"]),
            but("Connection", &["connection: upgrade"]),
            but("Upgrade", &["upgrade: WebSocket"]),
            [&UPGRADE[..], &["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"]].concat(),
        ] {
            assert_eq!(answered(&city, &lines).await.0, 101, "{lines:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_not_offered_is_agreed_to() {
    on_sqlite(|city| async move {
        let mut guest = Raw::connect(&city).await;
        let lines = [&UPGRADE[..], &["Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat"]].concat();
        guest.write(upgrade_request(&city, &lines).as_bytes()).await;
        let reply = guest.reply().await.unwrap();
        assert_eq!(reply.status, 101);
        assert_eq!((reply.header("sec-websocket-extensions"), reply.header("sec-websocket-protocol")), (None, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_frames_may_come_with_the_upgrade() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let subscribe = json!({ "type": "subscribe", "channel": channel(&hall.consultation), "after": 0 }).to_string();
        let frames = [frame(FIN | PING, b"early"), frame(FIN | TEXT, subscribe.as_bytes())].concat();
        let request = upgrade_request(&hall.city, &UPGRADE);
        // Cut in the request, between the two, and in the frames.
        let whole = [request.as_bytes(), &frames].concat();
        for cut in [whole.len(), request.len(), request.len() - 1, request.len() + 1, request.len() + 3, whole.len() - 1, 1] {
            let mut guest = Raw::connect(&hall.city).await;
            guest.write(&whole[..cut]).await;
            sleep(Duration::from_millis(5)).await;
            guest.write(&whole[cut..]).await;
            guest.accepted().await;
            assert_eq!(guest.hear().await, Heard::Pong("early".into()), "cut at {cut}");
            assert_eq!(guest.next().await["type"], "subscribed");
            assert_eq!(guest.next_of("event").await["seq"], 1);
        }
        // The farewell too.
        let mut guest = Raw::connect(&hall.city).await;
        guest.write(&[request.as_bytes(), &frame(FIN | CLOSE, &farewell(1000, b""))].concat()).await;
        guest.accepted().await;
        assert_eq!(guest.hear().await, Heard::Closed(Some(1000), String::new()));
        guest.gone().await;
        hall.undisturbed("after early frames").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_never_ends_holds_nobody_up() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let request = upgrade_request(&hall.city, &UPGRADE);
        let mut waiting = Vec::new();
        for cut in (0..request.len()).step_by(3) {
            let mut guest = Raw::connect(&hall.city).await;
            guest.write(&request.as_bytes()[..cut]).await;
            waiting.push(guest);
        }
        hall.undisturbed("beside half requests").await;
        // Headers without end: the server refuses them, or ends the line.
        let mut guest = Raw::connect(&hall.city).await;
        guest.write(request.trim_end().as_bytes()).await;
        for number in 0..40_000 {
            guest.write(format!("\r\nX-Header-{number}: {}", "x".repeat(100)).as_bytes()).await;
        }
        let reply = guest.reply().await;
        assert!(reply.is_none_or(|reply| reply.status == 431));
        hall.undisturbed("after headers without end").await;
        drop(waiting);
        hall.guest().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_at_once_leaves_nothing_behind() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        hall.guest().await;
        hall.present(1).await;
        let before = open_lines(&hall.city);
        let request = upgrade_request(&hall.city, &UPGRADE);
        for number in 0..200 {
            let mut guest = Raw::connect(&hall.city).await;
            match number % 5 {
                0 => {}
                1 => guest.write(&request.as_bytes()[..number / 2]).await,
                2 => guest.write(request.as_bytes()).await,
                3 => {
                    guest.write(request.as_bytes()).await;
                    guest.accepted().await;
                    guest.subscribe(&hall.consultation, Some(0)).await;
                }
                _ => {
                    guest.write(request.as_bytes()).await;
                    guest.accepted().await;
                    guest.write(&frame(FIN | TEXT, &[b' '; 200])[..number / 2]).await;
                }
            }
        }
        hall.present(1).await;
        let asked = Instant::now();
        // The neighbour's visitor of a moment ago may still be about to leave.
        while open_lines(&hall.city) > before + 2 {
            assert!(asked.elapsed() < Duration::from_secs(10), "{} lines are open instead of {before}", open_lines(&hall.city));
            sleep(Duration::from_millis(50)).await;
        }
        let healthy = timeout(Duration::from_secs(2), hall.city.guest().get("/healthz")).await.expect("no answer");
        assert_eq!(healthy.status, 200);
        hall.undisturbed("after two hundred who hung up").await;
        hall.guest().await;
    })
    .await;
}

/// How many lines the program has open.
fn open_lines(city: &City) -> usize {
    let files = std::fs::read_dir(city.process().join("fd")).unwrap();
    // One that was closed meanwhile leads nowhere.
    files
        .filter(|file| file.as_ref().is_ok_and(|file| file.path().read_link().is_ok_and(|to| to.to_string_lossy().starts_with("socket:"))))
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_is_not_waited_for() {
    on_sqlite(|city| async move {
        let hall = Hall::open(city).await;
        let request = hall.post(&json!({ "id": null, "body": "Uwaga, która nigdy się nie kończy." }));
        let mut guest = Raw::connect(&hall.city).await;
        guest.write(&request.as_bytes()[..request.len() - 10]).await;
        // Half a minute, and what it takes on a busy machine.
        sleep(Duration::from_secs(28)).await;
        let reply = guest.reply().await.expect("an answer");
        assert_eq!(reply.status, 408);
        assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    })
    .await;
}
