//! What RFC 6455 allows and few clients do: farewells of every kind, pings in between, bytes.

use bytes::Bytes;
use serde_json::json;

use super::hall::Hall;
use super::raw::{BINARY, CLOSE, CONTINUATION, FIN, Heard, PING, PONG, TEXT, farewell, frame};
use crate::city::on_sqlite;

#[tokio::test(flavor = "multi_thread")]
async fn a_farewell_is_answered_with_its_code_and_the_line_ends() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        for code in [1000, 1001, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999] {
            for reason in ["", "Do widzenia, żółwiu", &"x".repeat(123)] {
                let mut guest = hall.guest().await;
                guest.write(&frame(FIN | CLOSE, &farewell(code, reason.as_bytes()))).await;
                let (answer, _) = guest.closed().await.expect("no farewell");
                assert_eq!(answer, Some(code), "{reason}");
                guest.gone().await;
            }
        }
        let mut guest = hall.guest().await;
        guest.write(&frame(FIN | CLOSE, b"")).await;
        let (answer, _) = guest.closed().await.expect("no farewell");
        assert!(matches!(answer, None | Some(1000)), "{answer:?}");
        guest.gone().await;
        hall.present(1).await;
        hall.undisturbed("when they have left").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_counts_after_a_farewell() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let goodbye = frame(FIN | CLOSE, &farewell(1000, b""));
        let question = frame(FIN | TEXT, b"{\"type\":\"shout\"}");
        for after in [question, frame(FIN | PING, b"?"), goodbye.clone(), frame(FIN | 0x3, b""), vec![0xff; 300], vec![0x81]] {
            let mut guest = hall.guest().await;
            guest.write(&[goodbye.as_slice(), &after].concat()).await;
            assert_eq!(guest.hear().await, Heard::Closed(Some(1000), String::new()), "{after:x?}");
            guest.gone().await;
            hall.undisturbed("after a farewell").await;
        }
        // In the middle of a message too.
        let mut guest = hall.guest().await;
        guest.write(&[frame(TEXT, b"{"), goodbye].concat()).await;
        assert_eq!(guest.hear().await, Heard::Closed(Some(1000), String::new()));
        guest.gone().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ping_is_answered_with_what_it_says() {
    on_sqlite(|city| async move {
        let hall = Hall::open(city).await;
        let mut guest = hall.guest().await;
        for said in [&b""[..], b"hello", &[0xff; 125]] {
            guest.write(&frame(FIN | PING, said)).await;
            assert_eq!(guest.hear().await, Heard::Pong(Bytes::copy_from_slice(said)));
        }
        // Between fragments, before the message is there.
        guest.write(&[frame(TEXT, b"{\"type\":"), frame(FIN | PING, b"here?")].concat()).await;
        assert_eq!(guest.hear().await, Heard::Pong(Bytes::from_static(b"here?")));
        guest.write(&[frame(FIN | PONG, b"unasked"), frame(FIN | CONTINUATION, b"\"shout\"}")].concat()).await;
        assert_eq!(guest.next().await["code"], "unknown_type");
        // A pong that nobody asked for is no more than a sign of life.
        guest.write(&[frame(FIN | PONG, b""), frame(FIN | PONG, &[7; 125]), frame(FIN | PING, b"!")].concat()).await;
        assert_eq!(guest.hear().await, Heard::Pong(Bytes::from_static(b"!")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_are_not_understood_and_end_nothing() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut guest = hall.guest().await;
        let fragments = [frame(BINARY, b"{}"), frame(CONTINUATION, b""), frame(FIN | CONTINUATION, b"\xff")].concat();
        for bytes in [frame(FIN | BINARY, b""), frame(FIN | BINARY, b"{}"), frame(FIN | BINARY, b"\xff\x00"), fragments] {
            guest.write(&bytes).await;
            let error = guest.next().await;
            assert_eq!((&error["type"], &error["code"], &error["channel"]), (&json!("error"), &json!("malformed"), &json!(null)));
        }
        hall.undisturbed("after bytes").await;
        assert_eq!(guest.next_of("event").await["seq"], 2);
    })
    .await;
}
