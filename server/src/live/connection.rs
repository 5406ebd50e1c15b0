//! One socket: one task that reads what the client says and brings what is behind up to date. What happens is
//! written to its wire by whoever has it, not by this task.

use std::net::Shutdown;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use busola_domain::Actor;
use busola_domain::live::{ClientMessage, CloseCode, ErrorCode, ServerMessage};
use busola_service::live::{End, Hub, Refusal, Socket, Turn};
use serde_json::{Value, json};
use socket2::SockRef;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::incoming::{Heard, Incoming};

/// Bytes that are read at a time.
const READ: usize = 4 * 1024;
/// Bytes that the system takes for a client who does not read; Linux doubles it.
const SEND_BUFFER: usize = 64 * 1024;
/// How long a farewell may take, until the other side has closed too.
const FAREWELL: Duration = Duration::from_secs(3);
/// How long it may take a client who stopped reading, unless the program ends: it finds out when it goes on.
const SLOW_FAREWELL: Duration = Duration::from_secs(30);
/// Frames of one client that are read in a row, before others are served.
const IN_A_ROW: u32 = 64;

pub(super) struct Connection {
    socket: Socket<TcpStream>,
    actor: Option<Box<Actor>>,
    incoming: Incoming,
    /// What was said while the client had not taken all answers: it is answered once it has.
    waiting: Option<Heard>,
    /// Frames that were read since others were served.
    in_a_row: u32,
}

/// What the task has to see to.
enum Happened {
    /// The client said something that is to be answered.
    Said(Heard),
    /// A subscription is behind.
    Behind,
    /// The hub ends the connection.
    Ended(End),
    /// The client ends it.
    Left(Option<u16>),
    /// The client broke the rules of the protocol.
    Broke(CloseCode),
}

impl Connection {
    /// A connection with what came of it already.
    pub(super) fn new(hub: &Hub, stream: TcpStream, early: &[u8], actor: Option<Actor>) -> Self {
        // What the system keeps for a reader who does not read is memory as well, and by itself it grows to megabytes.
        if let Err(error) = SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER) {
            tracing::warn!(%error, "the buffer of a socket could not be limited");
        }
        let (account, session) = (actor.as_ref().map(|actor| actor.account), actor.as_ref().and_then(|actor| actor.session));
        let mut incoming = Incoming::default();
        incoming.push(early);
        Self { socket: hub.connect(stream, account, session), actor: actor.map(Box::new), incoming, waiting: None, in_a_row: 0 }
    }

    /// Serves it until it ends.
    pub(super) async fn run(mut self) {
        loop {
            let end = match std::future::poll_fn(|cx| self.poll(cx)).await {
                // Boxed, so that a socket at rest holds no room for it.
                Happened::Said(heard) => Box::pin(self.answer(heard)).await,
                Happened::Behind => Box::pin(self.feed()).await,
                Happened::Ended(end) => Some(end),
                Happened::Broke(code) => Some(End::Close(code)),
                // Not counted: we did not end it.
                Happened::Left(code) => return Box::pin(self.farewell(code, "", FAREWELL)).await,
            };
            match end {
                None => {}
                Some(End::Gone) => return self.count(0),
                Some(End::Close(code)) => {
                    let time = if code == CloseCode::TooSlow { SLOW_FAREWELL } else { FAREWELL };
                    self.count(code as u16);
                    return Box::pin(self.farewell(Some(code as u16), "", time)).await;
                }
                Some(End::Away(wait)) => {
                    self.count(CloseCode::GoingAway as u16);
                    let reason = json!({ "retry_after_ms": wait }).to_string();
                    return Box::pin(self.farewell(Some(CloseCode::GoingAway as u16), &reason, FAREWELL)).await;
                }
            }
        }
    }

    fn count(&self, code: u16) {
        self.socket.hub().metrics().closed(code);
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Happened> {
        loop {
            let line = self.socket.line();
            let full = match line.turn(cx.waker()) {
                Turn::End(end) => return Poll::Ready(Happened::Ended(end)),
                Turn::Feed => return Poll::Ready(Happened::Behind),
                Turn::Wait => false,
                Turn::Write => match self.socket.wire().poll_write_ready(cx) {
                    Poll::Ready(Ok(())) => {
                        line.flush();
                        line.hear(self.socket.hub().seconds());
                        continue;
                    }
                    Poll::Ready(Err(_)) => return Poll::Ready(Happened::Ended(End::Gone)),
                    Poll::Pending => true,
                },
            };
            // Answers to a client who takes none are not piled up: it is heard again when it reads.
            match self.waiting.take() {
                Some(heard) if full => {
                    self.waiting = Some(heard);
                    return Poll::Pending;
                }
                Some(Heard::Ping(content)) => line.pong(&content),
                Some(heard) => return Poll::Ready(Happened::Said(heard)),
                None if self.in_a_row >= IN_A_ROW => {
                    self.in_a_row = 0;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                None => match self.incoming.next() {
                    Ok(Some(Heard::Close(code))) => return Poll::Ready(Happened::Left(code)),
                    Ok(Some(heard)) => {
                        self.in_a_row += 1;
                        self.waiting = Some(heard).filter(|heard| *heard != Heard::Pong);
                    }
                    Ok(None) => {
                        if !ready!(self.read(cx, full)) {
                            return Poll::Ready(Happened::Ended(End::Gone));
                        }
                    }
                    Err(code) => return Poll::Ready(Happened::Broke(code)),
                },
            }
        }
    }

    /// Reads what has come; `false` at the end. Of who takes nothing, what they say is no sign of life: they would
    /// be kept for ever.
    fn read(&mut self, cx: &mut Context<'_>, full: bool) -> Poll<bool> {
        let mut bytes = [0; READ];
        loop {
            if ready!(self.socket.wire().poll_read_ready(cx)).is_err() {
                return Poll::Ready(false);
            }
            match self.socket.wire().try_read(&mut bytes) {
                Ok(0) => return Poll::Ready(false),
                Ok(read) => {
                    if !full {
                        self.socket.line().hear(self.socket.hub().seconds());
                    }
                    self.incoming.push(&bytes[..read]);
                    return Poll::Ready(true);
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => return Poll::Ready(false),
            }
        }
    }

    async fn feed(&mut self) -> Option<End> {
        self.socket.feed().await.err().map(|error| {
            tracing::error!(%error, "the log could not be read");
            // Without a moment to come back at: each page waits for another time, and longer each time.
            End::Close(CloseCode::GoingAway)
        })
    }

    async fn answer(&mut self, heard: Heard) -> Option<End> {
        let Heard::Text(text) = heard else {
            return self.complain(None, ErrorCode::Malformed, "text frames only");
        };
        let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(&text) else {
            return self.complain(None, ErrorCode::Malformed, "not a JSON object");
        };
        let channel = fields.get("channel").and_then(Value::as_str).map(str::to_owned);
        let known = matches!(fields.get("type").and_then(Value::as_str), Some("subscribe" | "unsubscribe" | "focus"));
        if !known {
            let code = if fields.get("type").is_some_and(Value::is_string) { ErrorCode::UnknownType } else { ErrorCode::Malformed };
            return self.complain(channel, code, "type must be subscribe, unsubscribe or focus");
        }
        let done = match serde_json::from_value(Value::Object(fields)) {
            Ok(ClientMessage::Subscribe { channel, after }) => self.socket.subscribe(self.actor.as_deref(), &channel, after).await,
            Ok(ClientMessage::Unsubscribe { channel }) => self.socket.unsubscribe(&channel),
            Ok(ClientMessage::Focus { channel, unit }) => self.socket.focus(&channel, unit),
            Err(error) => return self.complain(channel, ErrorCode::Malformed, &error.to_string()),
        };
        match done {
            Ok(()) => None,
            Err(Refusal::Said(code, message)) => self.complain(channel, code, message),
            Err(Refusal::Failed(error)) => {
                tracing::error!(%error, "a subscription failed");
                Some(End::Close(CloseCode::GoingAway))
            }
        }
    }

    fn complain(&self, channel: Option<String>, code: ErrorCode, message: &str) -> Option<End> {
        self.socket.say(&ServerMessage::Error { channel, code, message: message.to_owned() });
        None
    }

    /// Says goodbye and waits for the other side's, so that ours is not lost behind what was never read.
    async fn farewell(self, code: Option<u16>, reason: &str, time: Duration) {
        let Self { socket, .. } = self;
        let hub = socket.hub().clone();
        socket.line().farewell(code, reason);
        let goodbye = async {
            while !socket.line().is_clear() {
                socket.wire().writable().await?;
                socket.line().flush();
            }
            SockRef::from(socket.wire()).shutdown(Shutdown::Write)?;
            let mut bytes = [0; 512];
            loop {
                socket.wire().readable().await?;
                match socket.wire().try_read(&mut bytes) {
                    Ok(0) => return Ok::<_, std::io::Error>(()),
                    Ok(_) => {}
                    Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                    Err(error) => return Err(error),
                }
            }
        };
        // Whoever neither reads nor closes must keep neither the task alive nor the program.
        tokio::select! {
            _ = goodbye => {}
            () = sleep(time) => {}
            () = async { hub.going_away().await; sleep(FAREWELL).await } => {}
        }
    }
}
