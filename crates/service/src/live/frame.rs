//! A message of the server, encoded once for everybody who gets it.

use std::sync::{Mutex, PoisonError};

use busola_domain::live::{Channel, ServerMessage};
use busola_domain::{CommentId, Event};
use bytes::Bytes;
use serde_json::Value;

/// An encoded message. Its text can still be taken out while it waits in queues.
#[derive(Debug)]
pub struct Frame {
    /// Which channel it is of.
    pub channel: Channel,
    /// The event's number; `None` for tallies and presence.
    pub seq: Option<i64>,
    comment: Option<CommentId>,
    text: Mutex<Bytes>,
}

impl Frame {
    pub(super) fn event(channel: Channel, event: Event, comment: Option<CommentId>) -> Self {
        let seq = Some(event.seq);
        let message =
            ServerMessage::Event { channel: channel.to_string(), seq: event.seq, at: event.at, kind: event.kind, data: event.data };
        Self { channel, seq, comment, text: Mutex::new(encode(&message)) }
    }

    pub(super) fn other(channel: Channel, message: &ServerMessage) -> Self {
        Self { channel, seq: None, comment: None, text: Mutex::new(encode(message)) }
    }

    /// The JSON to send, as it is at this moment.
    pub fn text(&self) -> Bytes {
        self.text.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes the words of a remark out, if this frame is about it.
    pub(super) fn redact(&self, comment: CommentId) {
        if self.comment != Some(comment) {
            return;
        }
        let mut text = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(mut message) = serde_json::from_slice::<Value>(&text) else { return };
        if let Some(data) = message.get_mut("data").and_then(Value::as_object_mut) {
            data.insert("body".to_owned(), Value::Null);
            data.insert("html".to_owned(), Value::Null);
        }
        *text = Bytes::from(message.to_string());
    }
}

/// A message as JSON.
pub(super) fn encode(message: &ServerMessage) -> Bytes {
    serde_json::to_vec(message).map(Bytes::from).unwrap_or_default()
}
