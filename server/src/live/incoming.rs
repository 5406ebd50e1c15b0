//! What a client sends, read strictly as RFC 6455 has it.

use std::io::Cursor;

use busola_domain::live::{CLIENT_MESSAGE_MAX, CloseCode};
use tungstenite::protocol::frame::FrameHeader;
use tungstenite::protocol::frame::coding::{CloseCode as WireCode, Control, Data, OpCode};

/// The longest content of a control frame (section 5.5).
const CONTROL_MAX: u64 = 125;
/// Empty fragments that a message may have: they are allowed, and endless ones would cost nothing to send.
const EMPTY_MAX: u32 = 64;

/// Frames that become messages. Holds no memory while nothing is half read.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    /// What came and was not understood yet: less than one frame.
    buffer: Vec<u8>,
    message: Option<Fragments>,
}

/// A message whose last fragment has not come.
#[derive(Debug)]
struct Fragments {
    kind: Data,
    content: Vec<u8>,
    empty: u32,
}

/// What a client said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A text message.
    Text(String),
    /// A message that is no text.
    Binary,
    /// Is anybody there?
    Ping(Vec<u8>),
    /// The answer to that.
    Pong,
    /// The end, with its code if it has one.
    Close(Option<u16>),
}

impl Incoming {
    /// Takes bytes as they come.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next thing that was said; `None` until more bytes come.
    ///
    /// # Errors
    /// The code to close with, once the rules are broken.
    pub(super) fn next(&mut self) -> Result<Option<Heard>, CloseCode> {
        while let Some((header, content)) = self.frame()? {
            if let Some(heard) = self.take(&header, content)? {
                return Ok(Some(heard));
            }
        }
        Ok(None)
    }

    /// The next whole frame, unmasked.
    fn frame(&mut self) -> Result<Option<(FrameHeader, Vec<u8>)>, CloseCode> {
        let mut cursor = Cursor::new(self.buffer.as_slice());
        let parsed = FrameHeader::parse(&mut cursor).map_err(|_| CloseCode::Protocol)?;
        let Some((header, length)) = parsed else { return Ok(None) };
        let start = usize::try_from(cursor.position()).map_err(|_| CloseCode::Protocol)?;
        check(&header, length, start)?;
        let so_far = self.message.as_ref().map_or(0, |message| message.content.len());
        // Before a byte of it is waited for.
        let length = usize::try_from(length).map_err(|_| CloseCode::TooBig)?;
        if length > CLIENT_MESSAGE_MAX || matches!(header.opcode, OpCode::Data(_)) && so_far + length > CLIENT_MESSAGE_MAX {
            return Err(CloseCode::TooBig);
        }
        let Some(content) = self.buffer.get(start..start + length) else { return Ok(None) };
        let mask = header.mask.unwrap_or_default();
        let content = content.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask).collect();
        self.buffer.drain(..start + length);
        if self.buffer.is_empty() {
            self.buffer = Vec::new();
        }
        Ok(Some((header, content)))
    }

    fn take(&mut self, header: &FrameHeader, content: Vec<u8>) -> Result<Option<Heard>, CloseCode> {
        match header.opcode {
            OpCode::Control(Control::Ping) => Ok(Some(Heard::Ping(content))),
            OpCode::Control(Control::Pong) => Ok(Some(Heard::Pong)),
            OpCode::Control(_) => close(&content).map(Some),
            OpCode::Data(Data::Continue) => self.go_on(header.is_final, content),
            OpCode::Data(_) if self.message.is_some() => Err(CloseCode::Protocol),
            OpCode::Data(kind) => {
                self.message = Some(Fragments { kind, content: Vec::new(), empty: 0 });
                self.go_on(header.is_final, content)
            }
        }
    }

    /// Adds a fragment; the whole message once it is the last.
    fn go_on(&mut self, last: bool, content: Vec<u8>) -> Result<Option<Heard>, CloseCode> {
        let message = self.message.as_mut().ok_or(CloseCode::Protocol)?;
        message.empty += u32::from(content.is_empty());
        if message.empty > EMPTY_MAX {
            return Err(CloseCode::Policy);
        }
        if message.content.is_empty() {
            message.content = content;
        } else {
            message.content.extend_from_slice(&content);
        }
        if !last {
            return Ok(None);
        }
        match self.message.take() {
            Some(Fragments { kind: Data::Text, content, .. }) => {
                String::from_utf8(content).map(|text| Some(Heard::Text(text))).map_err(|_| CloseCode::NotText)
            }
            _ => Ok(Some(Heard::Binary)),
        }
    }
}

/// What a single frame must keep to, whatever came before: masked, no reserved bits, the shortest form of its length
/// (section 5.2), and control frames short and whole (section 5.5).
fn check(header: &FrameHeader, length: u64, header_len: usize) -> Result<(), CloseCode> {
    let reserved = header.rsv1 || header.rsv2 || header.rsv3;
    let shortest = header.len(length) == header_len && length >> 63 == 0;
    let control = matches!(header.opcode, OpCode::Control(_));
    if reserved || header.mask.is_none() || !shortest || control && (!header.is_final || length > CONTROL_MAX) {
        return Err(CloseCode::Protocol);
    }
    Ok(())
}

/// A close frame: nothing, or a code that may be sent and a reason (section 5.5.1).
fn close(content: &[u8]) -> Result<Heard, CloseCode> {
    let Some((code, reason)) = content.split_first_chunk::<2>() else {
        return if content.is_empty() { Ok(Heard::Close(None)) } else { Err(CloseCode::Protocol) };
    };
    let code = u16::from_be_bytes(*code);
    if !WireCode::from(code).is_allowed() {
        return Err(CloseCode::Protocol);
    }
    std::str::from_utf8(reason).map(|_| Heard::Close(Some(code))).map_err(|_| CloseCode::NotText)
}

#[cfg(test)]
#[path = "incoming_tests.rs"]
mod tests;
