//! Messages that come in pieces: of the protocol and of the line.

use std::time::Duration;

use tokio::time::sleep;

use super::hall::Hall;
use super::raw::{CONTINUATION, FIN, PING, Raw, TEXT, frame};
use crate::city::on_sqlite;

/// The answer to it repeats the channel, with letters that take several bytes.
const SHOUT: &str = r#"{"type":"shout","channel":"żółć🦫"}"#;

/// The answer to [`SHOUT`] comes next.
async fn understood(guest: &mut Raw, how: &str) {
    let answer = guest.next().await;
    assert_eq!((&answer["code"], &answer["channel"]), (&"unknown_type".into(), &"żółć🦫".into()), "{how}: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_may_be_cut_anywhere() {
    on_sqlite(|city| async move {
        let mut guest = Raw::open(&city).await;
        let bytes = SHOUT.as_bytes();
        for cut in 0..=bytes.len() {
            let (start, rest) = bytes.split_at(cut);
            guest.write(&[frame(TEXT, start), frame(FIN | CONTINUATION, rest)].concat()).await;
            understood(&mut guest, &format!("two pieces, cut at {cut}")).await;
            guest
                .write(&[frame(TEXT, b""), frame(CONTINUATION, start), frame(CONTINUATION, rest), frame(FIN | CONTINUATION, b"")].concat())
                .await;
            understood(&mut guest, &format!("four pieces, cut at {cut}")).await;
        }
        let mut each = frame(TEXT, b"");
        for byte in bytes {
            each.extend(frame(CONTINUATION, &[*byte]));
        }
        each.extend(frame(FIN | CONTINUATION, b""));
        guest.write(&each).await;
        understood(&mut guest, "a fragment for each byte").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_may_bring_bytes_one_by_one() {
    on_sqlite(|city| async move {
        let mut guest = Raw::open(&city).await;
        // A length in 7 bits, in fragments, in 16 bits.
        let (start, rest) = SHOUT.as_bytes().split_at(SHOUT.len() - 8);
        let long = format!("{SHOUT}{}", " ".repeat(300));
        let messages = [
            frame(FIN | TEXT, SHOUT.as_bytes()),
            [frame(TEXT, start), frame(FIN | CONTINUATION, rest)].concat(),
            frame(FIN | TEXT, long.as_bytes()),
        ];
        for message in messages {
            for byte in message {
                guest.write(&[byte]).await;
                tokio::task::yield_now().await;
            }
            understood(&mut guest, "one by one").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_may_be_cut_anywhere_in_a_frame() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut guest = Raw::open(&hall.city).await;
        let message = [frame(TEXT, &SHOUT.as_bytes()[..30]), frame(FIN | CONTINUATION, &SHOUT.as_bytes()[30..])].concat();
        for cut in 1..message.len() {
            guest.write(&message[..cut]).await;
            // Long enough for the server to read what has come.
            sleep(Duration::from_millis(2)).await;
            // The second packet ends one message and begins the next.
            guest.write(&[&message[cut..], &message[..cut]].concat()).await;
            understood(&mut guest, &format!("cut at {cut}")).await;
            guest.write(&message[cut..]).await;
            understood(&mut guest, &format!("cut again at {cut}")).await;
        }
        // A guest who never goes on holds nobody up.
        guest.write(&message[..9]).await;
        hall.undisturbed("beside half a frame").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_messages_may_come_in_one_packet() {
    on_sqlite(|city| async move {
        let mut guest = Raw::open(&city).await;
        guest.write(&frame(FIN | TEXT, SHOUT.as_bytes()).repeat(100)).await;
        for number in 0..100 {
            understood(&mut guest, &format!("number {number}")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_kibibytes_may_come_in_pieces() {
    on_sqlite(|city| async move {
        let mut guest = Raw::open(&city).await;
        let full = format!("{SHOUT}{}", " ".repeat(16 * 1024 - SHOUT.len()));
        for size in [300, 4096, 8192, 16 * 1024 - 1, 16 * 1024] {
            let pieces: Vec<_> = full.as_bytes().chunks(size).collect();
            let last = pieces.len() - 1;
            for (number, piece) in pieces.iter().enumerate() {
                let kind = if number == 0 { TEXT } else { CONTINUATION };
                let end = if number == last { FIN } else { 0 };
                guest.write(&frame(end | kind, piece)).await;
                guest.write(&frame(FIN | PING, b"")).await;
            }
            let answer = guest.next().await;
            assert_eq!(answer["code"], "unknown_type", "{size}: {answer}");
        }
    })
    .await;
}
