//! A channel that somebody listens to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use busola_domain::live::{Channel, CloseCode, ServerMessage};
use busola_domain::{CommentId, EventKind, UnitId};
use busola_storage::{Session, consultations, supports};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Notify, mpsc, watch};

use super::frame::Frame;
use super::hub::Hub;
use super::socket::SocketId;
use crate::{Error, events};

/// Events read from the log at a time.
const PAGE: i64 = 500;

pub(super) struct Room {
    pub(super) channel: Channel,
    pub(super) wake: Notify,
    /// One reader of the log at a time, so that frames leave in their order.
    advancing: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

struct State {
    head: i64,
    readers: HashMap<SocketId, Reader>,
    /// Frames that may still wait in a queue, so that a text can be taken out of them.
    recent: VecDeque<Weak<Frame>>,
    /// Counts the texts that were taken out: whoever read the log meanwhile reads again.
    redactions: u64,
    tallies: BTreeSet<CommentId>,
    presence_changed: bool,
    units: HashSet<UnitId>,
    closed: bool,
}

struct Reader {
    queue: mpsc::Sender<Arc<Frame>>,
    close: watch::Sender<Option<CloseCode>>,
    focus: Option<UnitId>,
}

impl Room {
    pub(super) async fn open(channel: Channel, session: &mut Session) -> Result<Self, Error> {
        let head = busola_storage::events::head(session, channel).await?;
        let state = State {
            head,
            readers: HashMap::new(),
            recent: VecDeque::new(),
            redactions: 0,
            tallies: BTreeSet::new(),
            presence_changed: false,
            units: units(channel, session).await?,
            closed: false,
        };
        Ok(Self { channel, wake: Notify::new(), advancing: tokio::sync::Mutex::new(()), state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a reader in and gives the head from which on it gets everything; `None` once the room is closed.
    pub(super) fn enter(&self, id: SocketId, queue: mpsc::Sender<Arc<Frame>>, close: watch::Sender<Option<CloseCode>>) -> Option<i64> {
        let mut state = self.state();
        if state.closed {
            return None;
        }
        state.readers.insert(id, Reader { queue, close, focus: None });
        state.presence_changed = true;
        Some(state.head)
    }

    pub(super) fn leave(&self, id: SocketId) {
        let mut state = self.state();
        if state.readers.remove(&id).is_some() {
            state.presence_changed = true;
        }
    }

    pub(super) fn focus(&self, id: SocketId, unit: Option<UnitId>) -> bool {
        let mut state = self.state();
        if unit.is_some_and(|unit| !state.units.contains(&unit)) {
            return false;
        }
        if let Some(reader) = state.readers.get_mut(&id)
            && reader.focus != unit
        {
            reader.focus = unit;
            state.presence_changed = true;
        }
        true
    }

    /// Closes the room if nobody is in it.
    pub(super) fn close_if_empty(&self) -> bool {
        let mut state = self.state();
        state.closed = state.readers.is_empty();
        state.closed
    }

    /// Reads what is new in the log and sends it to everybody.
    pub(super) async fn advance(&self, hub: &Hub) -> Result<(), Error> {
        let _one_at_a_time = self.advancing.lock().await;
        loop {
            let (head, redactions) = {
                let state = self.state();
                (state.head, state.redactions)
            };
            let mut session = hub.db().read().await?;
            let items = events::read(&mut session, hub.markup(), self.channel, head, PAGE, hub.now()).await?;
            let new_units = if items.iter().any(|item| item.event.kind == EventKind::DraftPublished) {
                Some(units(self.channel, &mut session).await?)
            } else {
                None
            };
            drop(session);
            let mut state = self.state();
            if state.redactions != redactions {
                continue;
            }
            if let Some(units) = new_units {
                state.units = units;
            }
            let full = items.len() as i64 == PAGE;
            for item in items {
                state.head = item.event.seq;
                // Another process may have hidden it: what waits here loses the text too.
                if let (Some(comment), EventKind::CommentHidden | EventKind::CommentWithdrawn) = (item.comment, item.event.kind) {
                    state.redact(comment);
                }
                let frame = Arc::new(Frame::event(self.channel, item.event, item.comment));
                state.remember(&frame);
                state.send(&frame);
            }
            if !full {
                return Ok(());
            }
        }
    }

    /// A page of the log for a reader who was away.
    pub(super) async fn missed(&self, hub: &Hub, after: i64, until: i64) -> Result<Vec<Arc<Frame>>, Error> {
        loop {
            let redactions = self.state().redactions;
            let mut session = hub.db().read().await?;
            let limit = PAGE.min(until.saturating_sub(after));
            let items = events::read(&mut session, hub.markup(), self.channel, after, limit, hub.now()).await?;
            drop(session);
            let mut state = self.state();
            if state.redactions != redactions {
                continue;
            }
            return Ok(items
                .into_iter()
                .map(|item| {
                    let frame = Arc::new(Frame::event(self.channel, item.event, item.comment));
                    state.remember(&frame);
                    frame
                })
                .collect());
        }
    }

    /// Takes the words of a remark out of every frame that has not been sent.
    pub(super) fn redact(&self, comment: CommentId) {
        let mut state = self.state();
        state.redactions += 1;
        state.redact(comment);
    }

    pub(super) fn tally_changed(&self, comment: CommentId) {
        self.state().tallies.insert(comment);
    }

    /// Sends the tallies that changed since the last time, as they are now.
    pub(super) async fn flush_tallies(&self, hub: &Hub) -> Result<(), Error> {
        let changed: Vec<_> = std::mem::take(&mut self.state().tallies).into_iter().collect();
        if changed.is_empty() {
            return Ok(());
        }
        match numbers(hub, &changed).await {
            Ok(numbers) => {
                let mut state = self.state();
                for (comment, supports) in numbers {
                    state.send(&Arc::new(tally(self.channel, comment, supports)));
                }
                Ok(())
            }
            Err(error) => {
                // The next tick tries again.
                self.state().tallies.extend(changed);
                Err(error)
            }
        }
    }

    pub(super) async fn tallies_since(&self, hub: &Hub, after: i64) -> Result<Vec<Arc<Frame>>, Error> {
        let Channel::Consultation(consultation) = self.channel;
        let mut session = hub.db().read().await?;
        let changed = supports::changed_since(&mut session, consultation, after).await?;
        Ok(changed.into_iter().map(|(id, supports)| Arc::new(tally(self.channel, id, supports))).collect())
    }

    /// Tells everybody who is here, if that changed.
    pub(super) fn flush_presence(&self) {
        let changed = std::mem::take(&mut self.state().presence_changed);
        if changed {
            let frame = self.presence();
            self.state().send(&frame);
        }
    }

    pub(super) fn presence(&self) -> Arc<Frame> {
        let state = self.state();
        let mut units: BTreeMap<UnitId, i64> = BTreeMap::new();
        for unit in state.readers.values().filter_map(|reader| reader.focus) {
            *units.entry(unit).or_default() += 1;
        }
        let message = ServerMessage::Presence { channel: self.channel.to_string(), count: state.readers.len() as i64, units };
        Arc::new(Frame::other(self.channel, &message))
    }
}

impl State {
    fn redact(&mut self, comment: CommentId) {
        self.recent.retain(|frame| frame.strong_count() > 0);
        for frame in self.recent.iter().filter_map(Weak::upgrade) {
            frame.redact(comment);
        }
    }

    fn remember(&mut self, frame: &Arc<Frame>) {
        while self.recent.front().is_some_and(|frame| frame.strong_count() == 0) {
            self.recent.pop_front();
        }
        self.recent.push_back(Arc::downgrade(frame));
    }

    /// Puts a frame into every queue. One that is full belongs to a reader who is too slow.
    fn send(&mut self, frame: &Arc<Frame>) {
        let before = self.readers.len();
        self.readers.retain(|_, reader| match reader.queue.try_send(Arc::clone(frame)) {
            Ok(()) => true,
            Err(TrySendError::Full(_)) => {
                reader.close.send_if_modified(|code| code.is_none() && code.replace(CloseCode::TooSlow).is_none());
                false
            }
            Err(TrySendError::Closed(_)) => false,
        });
        if self.readers.len() != before {
            self.presence_changed = true;
        }
    }
}

/// How many support each of these remarks. Read again, not remembered from the change: two that were counted
/// at once may have told the hub in the other order.
async fn numbers(hub: &Hub, comments: &[CommentId]) -> Result<Vec<(CommentId, i64)>, Error> {
    let mut session = hub.db().read().await?;
    Ok(supports::numbers(&mut session, comments).await?)
}

fn tally(channel: Channel, comment: CommentId, supports: i64) -> Frame {
    let message = ServerMessage::Tally {
        channel: channel.to_string(),
        subject: format!("comment/{comment}"),
        values: BTreeMap::from([("supports".to_owned(), supports)]),
    };
    Frame::other(channel, &message)
}

/// The units of the present draft, which alone can be looked at.
async fn units(channel: Channel, session: &mut Session) -> Result<HashSet<UnitId>, Error> {
    let Channel::Consultation(id) = channel;
    let Some(consultation) = consultations::by_id(session, id).await? else { return Ok(HashSet::new()) };
    let units = consultations::units(session, id, consultation.draft_version).await?;
    Ok(units.into_iter().map(|unit| unit.unit.id).collect())
}
