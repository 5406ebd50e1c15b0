//! A client that writes every byte itself, right or wrong: HTTP/1.1 and the frames of RFC 6455.

use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::city::City;
use crate::live::socket::channel;

/// How long the next bytes may take.
const PATIENCE: Duration = Duration::from_secs(15);

pub(crate) const FIN: u8 = 0x80;
pub(crate) const CONTINUATION: u8 = 0x0;
pub(crate) const TEXT: u8 = 0x1;
pub(crate) const BINARY: u8 = 0x2;
pub(crate) const CLOSE: u8 = 0x8;
pub(crate) const PING: u8 = 0x9;
pub(crate) const PONG: u8 = 0xA;

/// What a browser's upgrade says; the key is the sample of RFC 6455, 1.3.
pub(crate) const UPGRADE: [&str; 4] =
    ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];
const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A frame as a client has to send it: masked, its length in as few bytes as it takes.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    frame_with_length(first, &shortest(payload.len()), payload)
}

/// A frame whose length is written in these bytes, whatever the payload; the mask's bit is added.
pub(crate) fn frame_with_length(first: u8, length: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first, length[0] | 0x80];
    frame.extend(&length[1..]);
    frame.extend(MASK);
    frame.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

/// A frame as only a server may send it.
pub(crate) fn unmasked(first: u8, payload: &[u8]) -> Vec<u8> {
    [&[first], shortest(payload.len()).as_slice(), payload].concat()
}

/// The payload of a close frame.
pub(crate) fn farewell(code: u16, reason: &[u8]) -> Vec<u8> {
    [&code.to_be_bytes(), reason].concat()
}

fn shortest(length: usize) -> Vec<u8> {
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(length @ ..=125), _) => vec![length],
        (_, Ok(length)) => [&[126], length.to_be_bytes().as_slice()].concat(),
        _ => [&[127], (length as u64).to_be_bytes().as_slice()].concat(),
    }
}

/// A request for the live channel, with these lines.
pub(crate) fn upgrade_request(city: &City, lines: &[&str]) -> String {
    let host = city.url.strip_prefix("http://").unwrap();
    format!("GET /live HTTP/1.1\r\nHost: {host}\r\n{}\r\n\r\n", lines.join("\r\n"))
}

/// What a server says on a socket.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    Text(Bytes),
    Ping,
    Pong(Bytes),
    Closed(Option<u16>, String),
    /// The line has ended.
    Gone,
}

/// The answer to a request.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
    head: String,
}

impl Reply {
    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A line to the server.
pub(crate) struct Raw {
    pub(crate) line: TcpStream,
    read: BytesMut,
}

impl Raw {
    /// A line on which nothing was said.
    pub(crate) async fn connect(city: &City) -> Self {
        Self::over(TcpSocket::new_v4().unwrap(), city).await
    }

    /// The same over a socket of one's own.
    async fn over(socket: TcpSocket, city: &City) -> Self {
        let address = city.url.strip_prefix("http://").unwrap().parse().unwrap();
        let line = timeout(PATIENCE, socket.connect(address)).await.expect("no line").unwrap();
        line.set_nodelay(true).unwrap();
        Self { line, read: BytesMut::new() }
    }

    /// An open socket.
    pub(crate) async fn open(city: &City) -> Self {
        Self::connect(city).await.upgraded(city).await
    }

    /// An open socket whose kernel holds as little as it can of what is not read.
    pub(crate) async fn open_narrow(city: &City) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        Self::over(socket, city).await.upgraded(city).await
    }

    async fn upgraded(mut self, city: &City) -> Self {
        self.write(upgrade_request(city, &UPGRADE).as_bytes()).await;
        self.accepted().await;
        self
    }

    /// Reads the answer to an upgrade, which must be granted.
    pub(crate) async fn accepted(&mut self) {
        let reply = self.reply().await.expect("no answer");
        assert_eq!((reply.status, reply.header("sec-websocket-accept")), (101, Some(ACCEPT)), "{}", reply.head);
        for (name, value) in [("upgrade", "websocket"), ("connection", "upgrade")] {
            assert!(reply.header(name).is_some_and(|given| given.eq_ignore_ascii_case(value)), "{}", reply.head);
        }
    }

    /// Sends bytes. A server that has hung up is no failure: what it said before is still to be read.
    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        let _ = timeout(PATIENCE, self.line.write_all(bytes)).await.expect("the server does not read");
    }

    /// Sends a JSON message.
    pub(crate) async fn say(&mut self, message: &Value) {
        self.write(&frame(FIN | TEXT, message.to_string().as_bytes())).await;
    }

    /// Subscribes to a consultation; the answer is yet to be read.
    pub(crate) async fn subscribe(&mut self, consultation: &Value, after: Option<i64>) {
        self.say(&json!({ "type": "subscribe", "channel": channel(consultation), "after": after })).await;
    }

    /// The status and the headers of an answer; `None` when the line ends first.
    pub(crate) async fn head(&mut self) -> Option<Reply> {
        let head_end = loop {
            match self.read.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                Some(position) => break position + 4,
                None => self.more().await?,
            }
        };
        let head = String::from_utf8(self.read.split_to(head_end).to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Some(Reply { status, body: Bytes::new(), head })
    }

    /// The answer to a request; `None` when the line ends first.
    pub(crate) async fn reply(&mut self) -> Option<Reply> {
        let mut reply = self.head().await?;
        let length = reply.header("content-length").map_or(0, |length| length.parse().unwrap());
        while self.read.len() < length {
            self.more().await?;
        }
        reply.body = self.read.split_to(length).freeze();
        Some(reply)
    }

    /// What comes next on an open socket.
    pub(crate) async fn hear(&mut self) -> Heard {
        loop {
            match self.take_frame() {
                Some(heard) => return heard,
                None if self.more().await.is_none() => return Heard::Gone,
                None => {}
            }
        }
    }

    /// The next message, as JSON.
    pub(crate) async fn next(&mut self) -> Value {
        loop {
            match self.hear().await {
                Heard::Text(text) => return serde_json::from_slice(&text).unwrap(),
                Heard::Ping | Heard::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next message of a type; others are passed over.
    pub(crate) async fn next_of(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["type"] == kind {
                return message;
            }
        }
    }

    /// The code and the reason of the farewell, whatever comes before it; `None` when the line ends without one.
    pub(crate) async fn closed(&mut self) -> Option<(Option<u16>, String)> {
        loop {
            match self.hear().await {
                Heard::Closed(code, reason) => return Some((code, reason)),
                Heard::Gone => return None,
                Heard::Text(_) | Heard::Ping | Heard::Pong(_) => {}
            }
        }
    }

    /// Reads on, after the farewell, to the end of the line: nothing may come any more.
    pub(crate) async fn gone(&mut self) {
        assert_eq!(self.hear().await, Heard::Gone);
    }

    /// Reads some bytes; `None` at the end of the line. Can be given up at any moment: nothing is lost.
    async fn more(&mut self) -> Option<()> {
        self.read.reserve(4096);
        let read = timeout(PATIENCE, self.line.read_buf(&mut self.read)).await.expect("nothing comes");
        read.is_ok_and(|bytes| bytes > 0).then_some(())
    }

    fn take_frame(&mut self) -> Option<Heard> {
        let &[first, length, ..] = &self.read[..] else { return None };
        assert!(first & 0xF0 == FIN && length & 0x80 == 0, "whole frames without a mask: {first:x} {length:x}");
        let (head, length) = match length {
            126 => (4, usize::from(u16::from_be_bytes(self.read.get(2..4)?.try_into().unwrap()))),
            127 => (10, usize::try_from(u64::from_be_bytes(self.read.get(2..10)?.try_into().unwrap())).unwrap()),
            length => (2, usize::from(length)),
        };
        if self.read.len() < head + length {
            return None;
        }
        self.read.advance(head);
        let payload = self.read.split_to(length).freeze();
        Some(match first & 0x0F {
            TEXT => Heard::Text(payload),
            PING => Heard::Ping,
            PONG => Heard::Pong(payload),
            CLOSE => {
                let code = payload.get(..2).map(|code| u16::from_be_bytes(code.try_into().unwrap()));
                Heard::Closed(code, String::from_utf8(payload.get(2..).unwrap_or_default().to_vec()).unwrap())
            }
            other => panic!("a server does not send frames of the kind {other:x}"),
        })
    }
}
