//! A message of the server as bytes of the wire, encoded once for everybody who gets it.

use std::collections::HashSet;

use busola_domain::live::{Channel, ServerMessage};
use busola_domain::{Event, Subject};
use bytes::Bytes;
use serde_json::Value;
use tungstenite::protocol::frame::FrameHeader;
use tungstenite::protocol::frame::coding::{Control, Data, OpCode};
use uuid::Uuid;

/// An event as a WebSocket frame.
#[derive(Clone, Debug)]
pub(super) struct EventFrame {
    /// Its number.
    pub(super) seq: i64,
    /// Whose words are in it.
    pub(super) words: Option<Subject>,
    /// Header and JSON.
    pub(super) bytes: Bytes,
}

impl EventFrame {
    pub(super) fn new(channel: Channel, event: Event, words: Option<Subject>) -> Self {
        let seq = event.seq;
        let message = ServerMessage::Event { channel: channel.to_string(), seq, at: event.at, kind: event.kind, data: event.data };
        Self { seq, words, bytes: text(&message).into() }
    }

    /// Takes words out, if they are in here.
    pub(super) fn redact(&mut self, words: Subject) {
        if self.words != Some(words) {
            return;
        }

        let json = &self.bytes[header_len(&self.bytes)..];
        let Ok(mut message) = serde_json::from_slice::<Value>(json) else { return };
        if let Some(data) = message.get_mut("data").and_then(Value::as_object_mut) {
            let members: &[&str] = match words {
                // What it says, what was said to it, and what tells who asked.
                Subject::Question(_) => &["body", "html", "answer", "author"],
                // The city's answer to a remark is the city's word, and stays.
                _ => &["body", "html"],
            };
            for member in members {
                if let Some(value) = data.get_mut(*member) {
                    *value = Value::Null;
                }
            }
        }
        self.bytes = framed(OpCode::Data(Data::Text), message.to_string().as_bytes()).into();
    }

    /// Gives who wrote or said what is in here another name, where it is one of those ids.
    pub(super) fn rename(&mut self, of: &HashSet<Uuid>, name: &str) {
        // A speech has no words of its own here: it is looked for.
        if self.words.is_some_and(|words| !is_among(words, of)) {
            return;
        }
        let json = &self.bytes[header_len(&self.bytes)..];
        let Ok(mut message) = serde_json::from_slice::<Value>(json) else { return };
        let Some(data) = message.get_mut("data") else { return };
        let speaks = data.get_mut("speaker").is_some_and(|speaker| named(speaker, of, "/name", name));
        // The author of a remark has more to them than a name, that of a question has not.
        if named(data, of, "/author/name", name) || named(data, of, "/author", name) || speaks {
            self.bytes = framed(OpCode::Data(Data::Text), message.to_string().as_bytes()).into();
        }
    }
}

/// Whether what somebody wrote is one of those ids.
pub(super) fn is_among(words: Subject, of: &HashSet<Uuid>) -> bool {
    match words {
        Subject::Comment(id) => of.contains(&id.0),
        Subject::Question(id) => of.contains(&id.0),
        Subject::Poll(_) | Subject::Desk(_) => false,
    }
}

/// Puts a name in its place, if there is one and this is one of those ids.
fn named(thing: &mut Value, of: &HashSet<Uuid>, place: &str, name: &str) -> bool {
    let id = thing.get("id").and_then(Value::as_str).and_then(|id| id.parse::<Uuid>().ok());
    match thing.pointer_mut(place) {
        Some(Value::String(known)) if id.is_some_and(|id| of.contains(&id)) => {
            name.clone_into(known);
            true
        }
        _ => false,
    }
}

/// A message as a text frame.
pub(super) fn text(message: &ServerMessage) -> Vec<u8> {
    framed(OpCode::Data(Data::Text), &serde_json::to_vec(message).unwrap_or_default())
}

/// A ping without content.
pub(super) fn ping() -> Vec<u8> {
    framed(OpCode::Control(Control::Ping), &[])
}

/// The answer to a ping (RFC 6455, section 5.5.3).
pub(super) fn pong(content: &[u8]) -> Vec<u8> {
    framed(OpCode::Control(Control::Pong), content)
}

/// The end of a connection; without a code where the client gave none.
pub(super) fn close(code: Option<u16>, reason: &str) -> Vec<u8> {
    let mut content = Vec::with_capacity(2 + reason.len());
    if let Some(code) = code {
        content.extend_from_slice(&code.to_be_bytes());
        content.extend_from_slice(reason.as_bytes());
    }
    framed(OpCode::Control(Control::Close), &content)
}

/// A whole frame as a server sends it: final and unmasked (RFC 6455, section 5.2).
fn framed(opcode: OpCode, content: &[u8]) -> Vec<u8> {
    let header = FrameHeader { opcode, ..FrameHeader::default() };
    let length = content.len() as u64;
    let mut bytes = Vec::with_capacity(header.len(length) + content.len());
    // Writing into memory does not fail.
    let _ = header.format(length, &mut bytes);
    bytes.extend_from_slice(content);
    bytes
}

/// How long the header of a frame of ours is.
fn header_len(frame: &[u8]) -> usize {
    match frame.get(1) {
        Some(126) => 4,
        Some(127) => 10,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use busola_domain::{CommentId, EventKind, Timestamp};
    use serde_json::json;

    use super::*;

    fn event(body: &str) -> EventFrame {
        let channel: Channel = "consultation/01977a3e-0000-7000-8000-000000000001".parse().unwrap();
        let comment = CommentId("01977a3e-0000-7000-8000-000000000002".parse().unwrap());
        let data = json!({ "id": comment, "body": body, "html": body, "answer": { "decision": "accepted" } });
        EventFrame::new(channel, Event { seq: 7, at: Timestamp(0), kind: EventKind::CommentPosted, data }, Some(Subject::Comment(comment)))
    }

    #[test]
    fn words_leave_frames_of_every_length() {
        for length in [1, 200, 70_000] {
            let mut frame = event(&"x".repeat(length));
            let another = CommentId("01977a3e-0000-7000-8000-000000000003".parse().unwrap());
            let before = frame.bytes.clone();
            frame.redact(Subject::Comment(another));
            assert_eq!(frame.bytes, before);
            frame.redact(frame.words.unwrap());
            let json: Value = serde_json::from_slice(&frame.bytes[header_len(&frame.bytes)..]).unwrap();
            assert_eq!((&json["seq"], &json["data"]["body"], &json["data"]["html"]), (&json!(7), &Value::Null, &Value::Null));
            assert!(!String::from_utf8_lossy(&frame.bytes).contains("xx"));
            assert_eq!(json["data"]["answer"]["decision"], "accepted");
        }
    }

    #[test]
    fn a_name_leaves_the_frames_of_what_it_stands_with() {
        let channel: Channel = "session/01977a3e-0000-7000-8000-000000000001".parse().unwrap();
        let (id, another) = (Uuid::from_u128(2), Uuid::from_u128(3));
        let frame = |data, words| EventFrame::new(channel, Event { seq: 7, at: Timestamp(0), kind: EventKind::CommentPosted, data }, words);
        for id in [id, another] {
            let words = Some(Subject::Comment(CommentId(id)));
            for (data, words) in [
                (json!({ "id": id, "author": { "name": "Anna", "role": "resident" }, "body": "Uwaga" }), words),
                (json!({ "id": id, "author": "Anna", "body": "Pytanie" }), None),
                (json!({ "speaker": { "id": id, "name": "Anna" }, "queue": [] }), None),
            ] {
                let mut frame = frame(data, words);
                frame.rename(&HashSet::from([another]), "konto usunięte");
                let text = String::from_utf8_lossy(&frame.bytes[header_len(&frame.bytes)..]).into_owned();
                assert_eq!(text.contains("Anna"), id != another, "{text}");
                assert_eq!(text.contains("konto usunięte"), id == another, "{text}");
            }
        }
    }

    #[test]
    fn a_close_has_its_code_first() {
        assert_eq!(close(Some(1001), "{}"), [0x88, 4, 0x03, 0xE9, b'{', b'}']);
        assert_eq!(close(None, ""), [0x88, 0]);
        assert_eq!((ping(), pong(b"ab")), (vec![0x89, 0], vec![0x8A, 2, b'a', b'b']));
    }
}
