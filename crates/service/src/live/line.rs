//! The way out to one open page.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use busola_domain::live::CloseCode;
use busola_domain::{AccountId, SessionId, Subject};
use bytes::{Buf as _, BytesMut};
use uuid::Uuid;

use super::batch::Batch;
use super::frame;

/// Where the bytes for a page go.
pub trait Wire: Send + Sync + 'static {
    /// Writes what is taken at once.
    ///
    /// # Errors
    /// [`ErrorKind::WouldBlock`] when nothing is; anything else means that the other side is gone.
    fn try_write(&self, bytes: &[u8]) -> io::Result<usize>;
}

impl Wire for tokio::net::TcpStream {
    fn try_write(&self, bytes: &[u8]) -> io::Result<usize> {
        Self::try_write(self, bytes)
    }
}

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The other side is gone.
    Gone,
    /// We close it.
    Close(CloseCode),
    /// The program ends; so many milliseconds are a good time to wait before coming back.
    Away(u32),
}

/// What the task of a connection has to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Say goodbye.
    End(End),
    /// Wait until the wire takes more, then [`Line::flush`].
    Write,
    /// Bring subscriptions that are behind up to date.
    Feed,
    /// Nothing.
    Wait,
}

/// One open page's way out. Whoever has something for it writes it at once; what the wire does not take is not kept
/// but for the frame that was begun: a page that is behind is told from the log, by the number that it has.
pub struct Line<W: ?Sized = dyn Wire> {
    pub(super) account: Option<AccountId>,
    pub(super) session: Option<SessionId>,
    /// When something was last heard, in seconds of the hub.
    heard: AtomicU32,
    pinged: AtomicU32,
    state: Mutex<State>,
    pub(super) wire: W,
}

#[derive(Default)]
struct State {
    /// What was not taken of a frame that was begun, and answers to the client behind it.
    rest: BytesMut,
    /// Whose words are in the frame.
    rest_of: Option<Subject>,
    /// The last write was not taken.
    stalled: bool,
    /// A subscription is behind.
    behind: bool,
    end: Option<End>,
    waker: Option<Waker>,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delivered {
    /// The first frame that was not.
    pub(super) next: usize,
    /// Whether a system call was made.
    pub(super) tried: bool,
}

impl<W: Wire> Line<W> {
    pub(super) fn new(wire: W, account: Option<AccountId>, session: Option<SessionId>, now: u32) -> Self {
        Self { account, session, heard: AtomicU32::new(now), pinged: AtomicU32::new(now), state: Mutex::default(), wire }
    }
}

impl<W: Wire + ?Sized> Line<W> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the connection's task has to do; `waker` is called when that changes.
    pub fn turn(&self, waker: &Waker) -> Turn {
        let mut state = self.state();
        if state.waker.as_ref().is_none_or(|known| !known.will_wake(waker)) {
            state.waker = Some(waker.clone());
        }
        if let Some(end) = state.end {
            Turn::End(end)
        } else if state.stalled || !state.rest.is_empty() {
            Turn::Write
        } else if std::mem::take(&mut state.behind) {
            Turn::Feed
        } else {
            Turn::Wait
        }
    }

    /// Writes the frames of a batch from one on, unless an earlier write waits.
    pub(super) fn deliver(&self, batch: &Batch, from: usize) -> Delivered {
        let mut state = self.state();
        if state.end.is_some() || state.stalled || !state.rest.is_empty() {
            return Delivered { next: from, tried: false };
        }
        let bytes = batch.bytes_from(from);
        match self.wire.try_write(bytes) {
            Ok(written) if written == bytes.len() => Delivered { next: from + batch.count(from), tried: true },
            Ok(written) => {
                let taken = batch.taken(from, written);
                state.rest.extend_from_slice(taken.rest);
                state.rest_of = taken.of;
                state.stall();
                Delivered { next: taken.next, tried: true }
            }
            Err(error) => {
                state.failed(&error);
                Delivered { next: from, tried: true }
            }
        }
    }

    /// Says something to this client alone, behind what still waits.
    pub(super) fn say(&self, frame: &[u8]) {
        let mut state = self.state();
        if state.end.is_some() {
            return;
        }
        if state.stalled || !state.rest.is_empty() {
            state.rest.extend_from_slice(frame);
            return;
        }
        match self.wire.try_write(frame) {
            Ok(written) if written == frame.len() => {}
            Ok(written) => {
                state.rest.extend_from_slice(&frame[written..]);
                state.stall();
            }
            Err(error) => {
                if error.kind() == ErrorKind::WouldBlock {
                    state.rest.extend_from_slice(frame);
                }
                state.failed(&error);
            }
        }
    }

    /// Answers a ping.
    pub fn pong(&self, content: &[u8]) {
        self.say(&frame::pong(content));
    }

    /// Asks whether the client is there, unless it has been asked for too much already.
    pub(super) fn ping(&self, now: u32) {
        self.pinged.store(now, Ordering::Relaxed);
        if self.is_clear() {
            self.say(&frame::ping());
        }
    }

    /// Writes what waits, as far as it is taken.
    pub fn flush(&self) {
        let mut state = self.state();
        state.stalled = false;
        while !state.rest.is_empty() {
            match self.wire.try_write(&state.rest) {
                Ok(written) => state.rest.advance(written),
                Err(error) => return state.failed(&error),
            }
        }
        // What was large once is not kept for the hours in which nothing waits.
        state.rest = BytesMut::new();
        state.rest_of = None;
    }

    /// Whether everything said so far was taken.
    pub fn is_clear(&self) -> bool {
        let state = self.state();
        !state.stalled && state.rest.is_empty()
    }

    /// Says that a subscription is behind.
    pub(super) fn fall_behind(&self) {
        let mut state = self.state();
        state.behind = true;
        state.wake();
    }

    /// Ends the connection; the first reason counts.
    pub fn end(&self, end: End) {
        let mut state = self.state();
        if state.end.is_none() {
            state.end = Some(end);
            state.wake();
        }
    }

    /// Puts a farewell behind what waits, and tries to write it. Nothing comes behind it.
    pub fn farewell(&self, code: Option<u16>, reason: &str) {
        let mut state = self.state();
        state.rest.extend_from_slice(&frame::close(code, reason));
        state.end.get_or_insert(End::Gone);
        drop(state);
        self.flush();
    }

    /// Gives up a connection on whose way a frame with these words is stuck: they may not go on.
    pub(super) fn cut(&self, words: Subject) {
        let mut state = self.state();
        if state.rest_of == Some(words) {
            state.rest = BytesMut::new();
            state.end = Some(End::Gone);
            state.wake();
        }
    }

    /// The same with anything that one of these ids is about.
    pub(super) fn cut_any(&self, of: &HashSet<Uuid>) {
        let mut state = self.state();
        if state.rest_of.is_some_and(|words| frame::is_among(words, of)) {
            state.rest = BytesMut::new();
            state.end = Some(End::Gone);
            state.wake();
        }
    }

    /// Notes that the client is there: something came from it, or it took what had waited.
    pub fn hear(&self, now: u32) {
        self.heard.store(now, Ordering::Relaxed);
    }

    /// For how many seconds nothing was heard, and nothing asked.
    pub(super) fn quiet(&self, now: u32) -> (u32, u32) {
        let heard = self.heard.load(Ordering::Relaxed);
        (now.saturating_sub(heard), now.saturating_sub(self.pinged.load(Ordering::Relaxed)))
    }
}

impl State {
    fn failed(&mut self, error: &io::Error) {
        match error.kind() {
            ErrorKind::WouldBlock | ErrorKind::Interrupted => self.stall(),
            _ => {
                self.rest = BytesMut::new();
                self.stalled = false;
                self.end = self.end.or(Some(End::Gone));
                self.wake();
            }
        }
    }

    fn stall(&mut self) {
        self.stalled = true;
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}
