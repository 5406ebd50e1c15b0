//! A consultation with somebody who listens while others misbehave, and readers who count.

use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::raw::{Heard, Raw};
use crate::city::City;
use crate::fixture::{comments_of, consultation, posted};
use crate::live::socket::{Socket, channel};
use crate::person::Person;

/// What a neighbour calls at once, on a machine that is busy with other tests.
const PROMPT: Duration = Duration::from_secs(5);
/// How long it may take until who is gone is not counted any more.
const PATIENCE: Duration = Duration::from_secs(15);

/// A consultation, a moderator who writes in it and a neighbour who listens to it.
pub(crate) struct Hall {
    pub(crate) city: City,
    pub(crate) moderator: Person,
    pub(crate) consultation: Value,
    neighbour: Socket,
    heard: i64,
}

impl Hall {
    pub(crate) async fn open(city: City) -> Self {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        Self::of(city, moderator, consultation).await
    }

    pub(crate) async fn of(city: City, moderator: Person, consultation: Value) -> Self {
        let mut neighbour = Socket::open(&city).await;
        let heard = neighbour.subscribe(&consultation, None).await;
        Self { city, moderator, consultation, neighbour, heard }
    }

    /// Posts a remark: the neighbour gets it at once, as the next event.
    pub(crate) async fn undisturbed(&mut self, by: &str) {
        let comment = posted(&self.moderator, &self.consultation, by).await;
        let event = timeout(PROMPT, self.neighbour.next_of("event")).await;
        let event = event.unwrap_or_else(|_| panic!("the neighbour hears nothing: {by}"));
        self.heard += 1;
        assert_eq!((&event["seq"], &event["data"]), (&Value::from(self.heard), &comment), "{by}");
    }

    /// The neighbour gets what others wrote, up to a number, in order. Can be given up at any moment.
    pub(crate) async fn heard_up_to(&mut self, head: i64) {
        while self.heard < head {
            let event = self.neighbour.next_of("event").await;
            self.heard += 1;
            assert_eq!(event["seq"], self.heard, "a gap or a repeat");
        }
    }

    /// The request that posts a remark of the moderator's.
    pub(crate) fn post(&self, new: &Value) -> String {
        let host = self.city.url.strip_prefix("http://").unwrap();
        let (path, bearer, body) = (comments_of(&self.consultation), self.moderator.bearer.as_ref().unwrap(), new.to_string());
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {bearer}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    /// An open socket on the same channel as the neighbour's.
    pub(crate) async fn guest(&self) -> Raw {
        let mut guest = Raw::open(&self.city).await;
        guest.subscribe(&self.consultation, None).await;
        guest.next_of("presence").await;
        guest
    }

    /// Waits until so many are here, the neighbour among them.
    pub(crate) async fn present(&self, count: i64) {
        let asked = Instant::now();
        let mut visitor = Raw::open(&self.city).await;
        loop {
            // The visitor comes, is told who is here, and leaves again.
            visitor.subscribe(&self.consultation, None).await;
            let here = visitor.next_of("presence").await["count"].as_i64().unwrap() - 1;
            visitor.say(&json!({ "type": "unsubscribe", "channel": channel(&self.consultation) })).await;
            if here == count {
                return;
            }
            assert!(asked.elapsed() < PATIENCE, "{here} are here instead of {count}");
            sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Somebody who takes the numbers of events and nothing else of them.
pub(crate) struct Reader {
    pub(crate) raw: Raw,
    /// The number of the last event; the next one has to be the one after it.
    pub(crate) last: i64,
}

#[derive(Deserialize)]
struct Told<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    seq: Option<i64>,
}

impl Reader {
    /// Subscribes a socket after a number.
    pub(crate) async fn after(mut raw: Raw, consultation: &Value, last: i64) -> Self {
        raw.subscribe(consultation, Some(last)).await;
        Self { raw, last }
    }

    /// Reads the next event; otherwise it is the end, with its code where there is one. Can be given up at any moment.
    pub(crate) async fn read(&mut self) -> Result<(), Option<u16>> {
        loop {
            match self.raw.hear().await {
                Heard::Text(text) => {
                    let told: Told<'_> = serde_json::from_slice(&text).unwrap();
                    assert_ne!(told.kind, "resync");
                    if let Some(seq) = told.seq {
                        assert_eq!(seq, self.last + 1, "a gap or a repeat");
                        self.last = seq;
                        return Ok(());
                    }
                }
                Heard::Ping | Heard::Pong(_) => {}
                Heard::Closed(code, _) => return Err(code),
                Heard::Gone => return Err(None),
            }
        }
    }

    /// Reads on to the end, and gives its code where there is one.
    pub(crate) async fn end(&mut self) -> Option<u16> {
        loop {
            if let Err(end) = self.read().await {
                return end;
            }
        }
    }

    /// Reads on up to a number that is not known at first.
    pub(crate) async fn read_to(&mut self, mut head: watch::Receiver<Option<i64>>) {
        while head.borrow_and_update().is_none_or(|head| self.last < head) {
            tokio::select! {
                read = self.read() => read.unwrap(),
                changed = head.changed() => changed.unwrap(),
            }
        }
    }
}
