//! The rooms and the connections in them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use busola_domain::live::{Channel, CloseCode};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, CommentId, SessionId, Timestamp};
use busola_storage::{Db, consultations};
use tokio::sync::{mpsc, watch};
use tokio::time::MissedTickBehavior;

use super::room::Room;
use super::socket::{QUEUE, Queue, Socket, SocketId, Subscription};
use crate::markup::Markup;
use crate::{Clock, Error};

/// How often tallies leave: ten times a second at most.
const TICK: Duration = Duration::from_millis(100);
/// Presence leaves, and other processes' events are looked for, at every so many ticks.
const TICKS_A_SECOND: u32 = 10;

/// The live hub. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    markup: Markup,
    rooms: Mutex<HashMap<Channel, Arc<Room>>>,
    sockets: Mutex<HashMap<SocketId, Connected>>,
    next: AtomicU64,
}

struct Connected {
    session: Option<SessionId>,
    close: watch::Sender<Option<CloseCode>>,
}

/// Why a channel can't be subscribed to.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// There is no such channel, or not for this person.
    #[error("unknown channel")]
    UnknownChannel,
    /// Not the client's doing.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Hub {
    pub(crate) fn new(db: Db, clock: Clock, markup: Markup) -> Self {
        Self(Arc::new(Inner { db, clock, markup, rooms: Mutex::default(), sockets: Mutex::default(), next: AtomicU64::new(1) }))
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(super) fn markup(&self) -> &Markup {
        &self.0.markup
    }

    pub(super) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<Channel, Arc<Room>>> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sockets(&self) -> MutexGuard<'_, HashMap<SocketId, Connected>> {
        self.0.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn room(&self, channel: Channel) -> Option<Arc<Room>> {
        self.rooms().get(&channel).cloned()
    }

    /// Takes a connection in; `session` is the one whose end closes it.
    #[must_use]
    pub fn connect(&self, session: Option<SessionId>) -> (Socket, Queue) {
        let (sender, frames) = mpsc::channel(QUEUE);
        let (close, closed) = watch::channel(None);
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        self.sockets().insert(id, Connected { session, close: close.clone() });
        (Socket { id, hub: self.clone(), sender, close }, Queue { frames, close: closed })
    }

    pub(super) fn disconnect(&self, id: SocketId) {
        self.sockets().remove(&id);
        let rooms: Vec<_> = self.rooms().values().cloned().collect();
        for room in rooms {
            room.leave(id);
        }
    }

    pub(super) fn leave(&self, channel: Channel, id: SocketId) {
        if let Some(room) = self.room(channel) {
            room.leave(id);
        }
    }

    /// Subscribes a connection: from the head that is returned on, it gets every event by its queue.
    ///
    /// # Errors
    /// [`SubscribeError::UnknownChannel`] also for what `actor` may not know of.
    pub async fn subscribe(&self, socket: &Socket, actor: Option<&Actor>, channel: Channel) -> Result<Subscription, SubscribeError> {
        let Channel::Consultation(id) = channel;
        let mut session = self.0.db.read().await.map_err(Error::from)?;
        let consultation = consultations::by_id(&mut session, id).await.map_err(Error::from)?;
        drop(session);
        let consultation = consultation.ok_or(SubscribeError::UnknownChannel)?;
        allow(actor, Action::ReadConsultation(&consultation.schedule), self.now()).map_err(|_| SubscribeError::UnknownChannel)?;
        loop {
            let room = self.open_room(channel).await?;
            // A number that the client just got for its own remark must not look like one of the future.
            room.advance(self).await?;
            if let Some(head) = room.enter(socket.id, socket.sender.clone(), socket.close.clone()) {
                return Ok(Subscription { room, hub: self.clone(), head });
            }
        }
    }

    async fn open_room(&self, channel: Channel) -> Result<Arc<Room>, Error> {
        if let Some(room) = self.room(channel) {
            return Ok(room);
        }
        let mut session = self.0.db.read().await?;
        let room = Arc::new(Room::open(channel, &mut session).await?);
        drop(session);
        let mut rooms = self.rooms();
        // Somebody else may have been quicker.
        if let Some(room) = rooms.get(&channel) {
            return Ok(Arc::clone(room));
        }
        rooms.insert(channel, Arc::clone(&room));
        tokio::spawn(self.clone().keep(Arc::clone(&room)));
        Ok(room)
    }

    /// Runs a room until nobody is in it.
    async fn keep(self, room: Arc<Room>) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut ticks = 0_u32;
        loop {
            let outcome = tokio::select! {
                () = room.wake.notified() => room.advance(&self).await,
                _ = tick.tick() => {
                    ticks = (ticks + 1) % TICKS_A_SECOND;
                    let outcome = room.flush_tallies(&self).await;
                    if ticks == 0 {
                        room.flush_presence();
                        outcome.and(room.advance(&self).await)
                    } else {
                        outcome
                    }
                }
            };
            if let Err(error) = outcome {
                // The next tick tries again from where the room is.
                tracing::warn!(%error, channel = %room.channel, "the log could not be read");
            }
            let mut rooms = self.rooms();
            if ticks == 0 && room.close_if_empty() {
                rooms.remove(&room.channel);
                return;
            }
        }
    }

    /// Says that the log of a channel has grown.
    pub(crate) fn wake(&self, channel: Channel) {
        if let Some(room) = self.room(channel) {
            room.wake.notify_one();
        }
    }

    /// Says that the supports of a remark changed.
    pub(crate) fn tally(&self, channel: Channel, comment: CommentId) {
        if let Some(room) = self.room(channel) {
            room.tally_changed(comment);
        }
    }

    /// Takes the words of a remark out of everything that has not been sent. When this returns, they are out.
    pub(crate) fn redact(&self, channel: Channel, comment: CommentId) {
        if let Some(room) = self.room(channel) {
            room.redact(comment);
        }
    }

    /// Closes the connections of a session that has ended.
    pub(crate) fn sign_out(&self, session: SessionId) {
        for connected in self.sockets().values().filter(|connected| connected.session == Some(session)) {
            connected.close.send_replace(Some(CloseCode::SignedOut));
        }
    }

    /// Closes every connection, because the program ends.
    pub fn go_away(&self) {
        for connected in self.sockets().values() {
            connected.close.send_replace(Some(CloseCode::GoingAway));
        }
    }

    /// How many connections there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.sockets().len()
    }
}
