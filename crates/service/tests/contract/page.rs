//! An open page: a connection that listens to one consultation, on a wire in memory.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, Cursor, ErrorKind};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use busola_domain::live::CloseCode;
use busola_domain::{Actor, Consultation, SessionId};
use busola_service::live::{End, Refusal, Socket, Turn, Wire};
use serde_json::Value;
use tokio::sync::Notify;
use tungstenite::protocol::frame::FrameHeader;

use crate::city::{City, channel};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A wire that takes what there is room for.
#[derive(Default)]
struct Pipe {
    state: Mutex<State>,
    changed: Notify,
}

struct State {
    bytes: Vec<u8>,
    /// How much more is taken.
    room: usize,
}

impl Default for State {
    fn default() -> Self {
        Self { bytes: Vec::new(), room: usize::MAX }
    }
}

/// The hub's end of it.
pub(crate) struct Plug(Arc<Pipe>);

impl Wire for Plug {
    fn try_write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.0.state.lock().unwrap();
        let taken = bytes.len().min(state.room);
        if taken == 0 {
            return Err(ErrorKind::WouldBlock.into());
        }
        state.room -= taken;
        state.bytes.extend_from_slice(&bytes[..taken]);
        self.0.changed.notify_one();
        Ok(taken)
    }
}

pub(crate) struct Page {
    pub(crate) socket: Socket<Plug>,
    pipe: Arc<Pipe>,
    name: String,
    read: VecDeque<Value>,
    ended: Option<End>,
    /// The number of the latest event when it came.
    pub(crate) head: i64,
}

impl Page {
    pub(crate) async fn open(city: &City, on: &Consultation) -> Self {
        Self::come(city, on, None, None, None).await.unwrap()
    }

    /// A page of a browser that is signed in.
    pub(crate) async fn open_in(city: &City, on: &Consultation, session: Option<SessionId>) -> Self {
        Self::come(city, on, None, session, None).await.unwrap()
    }

    /// A page that saw everything up to a number.
    pub(crate) async fn back(city: &City, on: &Consultation, after: i64) -> Self {
        Self::come(city, on, None, None, Some(after)).await.unwrap()
    }

    /// A page that has not subscribed yet.
    pub(crate) fn connected(city: &City, on: &Consultation, session: Option<SessionId>) -> Self {
        let pipe = Arc::new(Pipe::default());
        let socket = city.service.hub().connect(Plug(Arc::clone(&pipe)), None, session);
        Self { socket, pipe, name: channel(on).to_string(), read: VecDeque::new(), ended: None, head: 0 }
    }

    pub(crate) async fn come(
        city: &City,
        on: &Consultation,
        actor: Option<&Actor>,
        session: Option<SessionId>,
        after: Option<i64>,
    ) -> Result<Self, Refusal> {
        let mut page = Self::connected(city, on, session);
        page.socket.subscribe(actor, &page.name, after).await?;
        page.head = page.next("subscribed").await["head"].as_i64().unwrap();
        Ok(page)
    }

    /// What this reader looks at; `false` when there is no such unit.
    pub(crate) fn focus(&self, unit: Option<busola_domain::UnitId>) -> bool {
        self.socket.focus(&self.name, unit).is_ok()
    }

    pub(crate) fn leave(&mut self) {
        self.socket.unsubscribe(&self.name).unwrap();
    }

    /// Takes so many bytes more, and nothing after that.
    pub(crate) fn stop_reading_after(&self, bytes: usize) {
        self.pipe.state.lock().unwrap().room = bytes;
    }

    /// Takes everything again.
    pub(crate) fn read_again(&self) {
        self.stop_reading_after(usize::MAX);
        self.pipe.changed.notify_one();
    }

    /// Does what a connection's task does until something changes.
    async fn step(&mut self) {
        let turn = poll_fn(|cx| match self.socket.line().turn(cx.waker()) {
            Turn::Wait => Poll::Pending,
            Turn::Write if self.pipe.state.lock().unwrap().room == 0 => Poll::Pending,
            turn => Poll::Ready(turn),
        });
        tokio::select! {
            biased;
            () = self.pipe.changed.notified() => {}
            turn = turn => match turn {
                Turn::End(end) => self.ended = Some(end),
                Turn::Write => self.socket.line().flush(),
                Turn::Feed => self.socket.feed().await.unwrap(),
                Turn::Wait => {}
            },
        }
        self.understand();
    }

    /// Whole frames become messages.
    fn understand(&mut self) {
        let mut state = self.pipe.state.lock().unwrap();
        loop {
            let mut cursor = Cursor::new(state.bytes.as_slice());
            let Some((header, length)) = FrameHeader::parse(&mut cursor).unwrap() else { return };
            let (start, length) = (cursor.position() as usize, length as usize);
            let Some(content) = state.bytes.get(start..start + length) else { return };
            assert!(header.is_final && header.mask.is_none());
            self.read.extend(serde_json::from_slice::<Value>(content).ok());
            state.bytes.drain(..start + length);
        }
    }

    /// The next message of a type.
    pub(crate) async fn next(&mut self, kind: &str) -> Value {
        let next = async {
            loop {
                while let Some(message) = self.read.pop_front() {
                    if message["type"] == kind {
                        return message;
                    }
                }
                assert!(self.ended.is_none(), "{:?} instead of {kind}", self.ended);
                self.step().await;
            }
        };
        tokio::time::timeout(PATIENCE, next).await.expect(kind)
    }

    /// The next so many events.
    pub(crate) async fn events(&mut self, count: usize) -> Vec<Value> {
        let mut events = Vec::new();
        while events.len() < count {
            events.push(self.next("event").await);
        }
        events
    }

    /// The events up to a number.
    pub(crate) async fn events_up_to(&mut self, last: i64) -> Vec<Value> {
        let mut events = Vec::new();
        while events.last().is_none_or(|event: &Value| event["seq"].as_i64() < Some(last)) {
            events.push(self.next("event").await);
        }
        events
    }

    /// Whatever comes in the next moment.
    pub(crate) async fn waiting(&mut self) -> Vec<Value> {
        while tokio::time::timeout(Duration::from_millis(150), self.step()).await.is_ok() && self.ended.is_none() {}
        self.read.drain(..).collect()
    }

    /// The numbers of supports that come in the next moment.
    pub(crate) async fn tallies(&mut self) -> Vec<Value> {
        self.waiting().await.into_iter().filter(|message| message["type"] == "tally").collect()
    }

    /// Waits for the end.
    pub(crate) async fn ended(&mut self) -> End {
        let ended = async {
            while self.ended.is_none() {
                self.step().await;
            }
        };
        tokio::time::timeout(PATIENCE, ended).await.expect("an end");
        self.ended.unwrap()
    }

    /// Waits to be closed.
    pub(crate) async fn closed(&mut self) -> CloseCode {
        match self.ended().await {
            End::Close(code) => Some(code),
            End::Away(_) => Some(CloseCode::GoingAway),
            End::Gone => None,
        }
        .expect("a code")
    }
}

/// The numbers of events.
pub(crate) fn numbers(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["seq"].as_i64().unwrap()).collect()
}
