//! What a client may say.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::socket::{Socket, channel};
use crate::city::on_sqlite;
use crate::fixture::{consultation, created, new_id, posted, unit};

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_is_answered_and_the_socket_stays_open() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let draft = created(&moderator, json!({ "publish": false })).await;
        let name = channel(&consultation);
        let mut socket = Socket::subscribed(&city, &consultation, None).await;

        let malformed =
            ["", "{", "[]", "7", "null", "{}", r#"{"type":7}"#, r#"{"type":"subscribe"}"#, r#"{"type":"subscribe","channel":7}"#];
        for text in malformed {
            socket.say_text(text).await;
            assert_eq!(socket.error().await, ("malformed".to_owned(), Value::Null), "{text}");
        }
        socket.say_bytes(b"{}").await;
        assert_eq!(socket.error().await.0, "malformed");
        for (message, code) in [
            (json!({ "type": "subscribe", "channel": name, "after": "7" }), "malformed"),
            (json!({ "type": "focus", "channel": name, "unit": "paragraf" }), "malformed"),
            (json!({ "type": "focus", "channel": name, "unit": new_id() }), "malformed"),
            (json!({ "type": "shout", "channel": name }), "unknown_type"),
        ] {
            socket.say(&message).await;
            assert_eq!(socket.error().await, (code.to_owned(), json!(name)), "{message}");
        }
        let unknown = [
            "",
            "consultation",
            "consultation/7",
            "party/7",
            &format!("consultation/{}", new_id()),
            &channel(&draft),
            &name.to_uppercase(),
        ];
        for channel in unknown {
            socket.say(&json!({ "type": "subscribe", "channel": channel, "after": null })).await;
            assert_eq!(socket.error().await, ("unknown_channel".to_owned(), json!(channel)));
        }
        for kind in ["unsubscribe", "focus"] {
            let elsewhere = channel(&draft);
            socket.say(&json!({ "type": kind, "channel": elsewhere, "unit": null })).await;
            assert_eq!(socket.error().await, ("unknown_channel".to_owned(), json!(elsewhere)), "{kind}");
        }
        // It has heard all that and listens still.
        let comment = posted(&moderator, &consultation, "Słychać?").await;
        assert_eq!(socket.next_of("event").await["data"], comment);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_was_left_is_silent() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let (one, two) = (consultation(&moderator).await, consultation(&moderator).await);
        let mut socket = Socket::subscribed(&city, &one, None).await;
        socket.next_of("presence").await;
        socket.subscribe(&two, None).await;
        socket.say(&json!({ "type": "unsubscribe", "channel": channel(&one) })).await;
        socket.say(&json!({ "type": "focus", "channel": channel(&two), "unit": unit(&two, "§ 7") })).await;
        socket.say(&json!({ "type": "hello" })).await;
        socket.error().await;
        posted(&moderator, &one, "Nikt nie słucha.").await;
        posted(&moderator, &two, "Ktoś słucha.").await;
        assert_eq!(socket.next_of("event").await["channel"], channel(&two));
        // Coming back one goes on where one was.
        assert_eq!(socket.subscribe(&one, Some(1)).await, 2);
        assert_eq!(socket.next_of("event").await["seq"], 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_sixteen_kibibytes_is_heard_and_a_larger_one_ends_it() {
    on_sqlite(|city| async move {
        let limit = 16 * 1024;
        let shout = r#"{"type":"shout","channel":""}"#;
        let mut socket = Socket::open(&city).await;
        socket.say_text(&format!("{shout}{}", " ".repeat(limit - shout.len()))).await;
        assert_eq!(socket.error().await.0, "unknown_type");
        socket.say_text(&format!("{shout}{}", " ".repeat(limit + 1 - shout.len()))).await;
        assert_eq!(socket.closed().await, 1009);
        let mut socket = Socket::open(&city).await;
        socket.say_text(&"x".repeat(100_000)).await;
        assert_eq!(socket.closed().await, 1009);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_has_sixty_four_channels() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let mut all = Vec::new();
        for _ in 0..65 {
            all.push(consultation(&moderator).await);
        }
        let mut socket = Socket::open(&city).await;
        for one in &all {
            socket.say(&json!({ "type": "subscribe", "channel": channel(one), "after": null })).await;
        }
        assert_eq!(socket.error().await, ("too_many_channels".to_owned(), json!(channel(&all[64]))));
        // One that is left makes room.
        socket.say(&json!({ "type": "unsubscribe", "channel": channel(&all[0]) })).await;
        socket.say(&json!({ "type": "subscribe", "channel": channel(&all[64]), "after": null })).await;
        let head = loop {
            let message = socket.next_of("subscribed").await;
            if message["channel"] == channel(&all[64]) {
                break message["head"].clone();
            }
        };
        assert_eq!(head, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_answers_no_ping_is_let_go() {
    on_sqlite(|city| async move {
        let address = city.url.strip_prefix("http://").unwrap();
        let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13";
        let hello = format!("GET /live HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n{key}\r\n\r\n");
        let mut line = TcpStream::connect(address).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        line.write_all(hello.as_bytes()).unwrap();
        let opened = Instant::now();
        let listen = move || {
            let mut heard = Vec::new();
            line.read_to_end(&mut heard).map(|_| heard)
        };
        let heard = spawn_blocking(listen).await.unwrap().expect("the line stays open");
        let took = opened.elapsed();
        assert!((58..66).contains(&took.as_secs()), "closed after {took:?}");
        let pings = heard.windows(2).filter(|frame| frame == b"\x89\x00").count();
        assert_eq!(pings, 2);
    })
    .await;
}
