//! Large files from people who may not send any.

use std::time::Duration;

use tokio::time::sleep;

use super::malformed::resident;
use super::raw::{Raw, Reply};
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id};
use crate::person::Person;
use crate::upload::{body, kind};

const LARGE: usize = 20 * 1024 * 1024;
/// A line that is slow, and never done while this is tried.
const PIECE: usize = 16 * 1024;
const PAUSE: Duration = Duration::from_millis(20);
/// Who sends all of it; it would be 160 MB, were it kept.
const LINES: usize = 8;
/// In KiB.
const KEPT_MAX: u64 = 32 * 1024;

/// The head of a form with a large file, and the body that it promises.
fn form(city: &City, path: &str, cookie: Option<&str>, fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    let body = body(fields, Some(("plan.pdf", &vec![b'x'; LARGE])));
    let host = city.url.strip_prefix("http://").unwrap();
    let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nAccept: text/html\r\nAccept-Language: en\r\n{cookie}Content-Type: {}\r\nContent-Length: {}\r\n\r\n",
        city.url,
        kind(),
        body.len()
    );
    (head, body)
}

/// Sends a form slowly until it is answered; gives how much was sent by then.
async fn sent_slowly(city: &City, (head, body): (String, Vec<u8>)) -> (Reply, usize) {
    let mut line = Raw::connect(city).await;
    line.write(head.as_bytes()).await;
    for (number, piece) in body.chunks(PIECE).enumerate() {
        line.write(piece).await;
        tokio::select! {
            biased;
            reply = line.head() => return (reply.expect("no answer"), (number + 1) * PIECE),
            () = sleep(PAUSE) => {}
        }
    }
    panic!("all of it was taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_file_is_answered_before_it_has_come_and_kept_nowhere() {
    on_sqlite(|city| async move {
        let made = consultation(&city.person("Ewa", "moderator")).await;
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, "anna@example.org").await;
        let page = format!("/consultations/{}/edit", made["slug"].as_str().unwrap());
        let fields = [("page", page.as_str()), ("id", id(&made)), ("caption", "Plan")];
        for path in ["/fn/add-attachment", "/fn/check-import", "/fn/read-document"] {
            let (reply, sent) = sent_slowly(&city, form(&city, path, None, &fields)).await;
            assert_eq!(reply.status, 303, "{path}");
            let location = reply.header("location").unwrap();
            assert!(location.starts_with("/sign-in?next=%2Fconsultations%2F") && location.ends_with("&unread=1"), "{location}");
            assert!(sent < 1024 * 1024, "{path}: {sent}");
            let told = city.guest().get(location).await;
            assert!(told.text.contains("Nothing of it was kept."), "{}", told.text);
            let (reply, sent) = sent_slowly(&city, form(&city, path, anna.cookie.as_deref(), &fields)).await;
            assert!(reply.status == 403 && sent < 1024 * 1024, "{path}: {} after {sent}", reply.status);
        }

        // Nobody's memory, though all of it comes.
        let before = resident(&city);
        let mut lines = Vec::new();
        for _ in 0..LINES {
            let (head, body) = form(&city, "/fn/read-document", None, &fields);
            let mut line = Raw::connect(&city).await;
            line.write(head.as_bytes()).await;
            line.write(&body).await;
            assert_eq!(line.head().await.expect("no answer").status, 303);
            lines.push(line);
        }
        let grown = resident(&city).saturating_sub(before);
        assert!(grown < KEPT_MAX, "{grown} KiB more");
    })
    .await;
}
