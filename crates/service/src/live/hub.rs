//! The rooms and the connections in them.

mod removal;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use busola_domain::live::{Channel, CloseCode};
use busola_domain::{AccountId, SessionId, Subject, Timestamp};
use busola_storage::{Db, events};
use slab::Slab;
use tokio::sync::{OnceCell, watch};
use tokio::task::yield_now;
use tokio::time::{Instant, MissedTickBehavior, timeout};

use super::fan_out::keep;
use super::line::{End, Line, Wire};
use super::metrics::Metrics;
use super::older::Older;
use super::room::Room;
use super::socket::Socket;
use crate::markup::Markup;
use crate::{Clock, Error};

/// How often connections are looked at, and the log for what other processes wrote.
const SWEEP: Duration = Duration::from_secs(1);
/// How long looking at the log may take.
const SWEEP_MAX: Duration = Duration::from_secs(5);
/// Pings that are sent in a row, before others are served.
const PINGS_IN_A_ROW: usize = 256;
/// A client is asked whether it is there after so many seconds, and given up after so many without a word.
const PING_AFTER: u32 = 25;
const SILENCE_MAX: u32 = 60;
/// How long a room stays that nobody is in: a hall whose network failed comes back to it.
const LINGER: Duration = Duration::from_secs(60);
/// The shortest wait before coming back after the program ended, and the time over which those waits are spread.
const AWAY: u32 = 1_000;
const AWAY_SPREAD: (u32, u32) = (1_000, 8_000);

/// The live hub. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    markup: Markup,
    metrics: Metrics,
    began: Instant,
    lanes: usize,
    rooms: Mutex<HashMap<Channel, Arc<OnceCell<Arc<Room>>>>>,
    older: Older,
    lines: Mutex<Lines>,
    /// The program ends: nobody is taken in any more. Changes under the lock of the lines.
    away: watch::Sender<bool>,
    generation: AtomicU64,
}

#[derive(Default)]
struct Lines {
    open: Slab<Arc<Line>>,
    swept: bool,
    /// Sessions that ended, and when, for as long as somebody may have asked for a connection before that.
    signed_out: Vec<(SessionId, u32)>,
}

impl Hub {
    pub(crate) fn new(db: Db, clock: Clock, markup: Markup) -> Self {
        Self(Arc::new(Inner {
            db,
            clock,
            markup,
            metrics: Metrics::new(),
            began: Instant::now(),
            lanes: std::thread::available_parallelism().map_or(1, usize::from),
            rooms: Mutex::default(),
            older: Older::new(),
            lines: Mutex::default(),
            away: watch::Sender::new(false),
            generation: AtomicU64::new(1),
        }))
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(super) fn markup(&self) -> &Markup {
        &self.0.markup
    }

    pub(super) fn older(&self) -> &Older {
        &self.0.older
    }

    /// What the hub counts.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(super) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// How many tasks share a large fan-out.
    pub(super) fn lanes(&self) -> usize {
        self.0.lanes
    }

    /// A number that no state of any room had yet.
    pub(super) fn next_generation(&self) -> u64 {
        self.0.generation.fetch_add(1, Ordering::Relaxed)
    }

    /// Seconds since the hub began.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        u32::try_from(self.0.began.elapsed().as_secs()).unwrap_or(u32::MAX)
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<Channel, Arc<OnceCell<Arc<Room>>>>> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn room(&self, channel: Channel) -> Option<Arc<Room>> {
        self.rooms().get(&channel)?.get().cloned()
    }

    /// Takes a connection in; the end of the session or of the account closes it.
    #[must_use]
    pub fn connect<W: Wire>(&self, wire: W, account: Option<AccountId>, session: Option<SessionId>) -> Socket<W> {
        let line = Arc::new(Line::new(wire, account, session, self.seconds()));
        let mut lines = self.lines();
        if *self.0.away.borrow() {
            line.end(End::Away(AWAY));
        }
        if lines.signed_out.iter().any(|(ended, _)| session == Some(*ended)) {
            line.end(End::Close(CloseCode::SignedOut));
        }
        if !std::mem::replace(&mut lines.swept, true) {
            tokio::spawn(sweep(Arc::downgrade(&self.0)));
        }
        let shared: Arc<Line> = line.clone();
        let key = lines.open.insert(shared);
        self.0.metrics.sockets.set(lines.open.len() as i64);
        drop(lines);
        Socket::new(self.clone(), key, line)
    }

    pub(super) fn disconnect(&self, key: usize) {
        let mut lines = self.lines();
        let line = lines.open.try_remove(key);
        self.0.metrics.sockets.set(lines.open.len() as i64);
        drop(lines);
        // The last one closes a file: not under the lock.
        drop(line);
    }

    /// The room of a channel, opened once however many ask for it; `None` without such a channel.
    pub(super) async fn open_room(&self, channel: Channel) -> Result<Option<Arc<Room>>, Error> {
        let cell = Arc::clone(self.rooms().entry(channel).or_default());
        let opened = cell
            .get_or_try_init(async || {
                let room = Room::open(self, channel).await.map_err(Some)?.ok_or(None)?;
                tokio::spawn(keep(self.clone(), Arc::clone(&room)));
                Ok::<_, Option<Error>>(room)
            })
            .await;
        match opened {
            Ok(room) => Ok(Some(Arc::clone(room))),
            Err(failed) => {
                // Whoever else waits for it tries again, and needs the one that others find.
                if let Entry::Occupied(entry) = self.rooms().entry(channel)
                    && Arc::strong_count(entry.get()) <= 2
                {
                    entry.remove();
                }
                failed.map_or(Ok(None), Err)
            }
        }
    }

    /// Says that the log of a channel has grown.
    pub(crate) fn wake(&self, channel: Channel) {
        if let Some(room) = self.room(channel) {
            room.grown();
        }
    }

    /// Says that the numbers of something changed.
    pub(crate) fn tally(&self, channel: Channel, subject: Subject) {
        if let Some(room) = self.room(channel) {
            room.tally_changed(subject);
        }
    }

    /// Takes the words of a remark or a question out of everything that has not been sent. When this returns, they
    /// are out.
    pub(crate) fn redact(&self, channel: Channel, words: Subject) {
        if let Some(room) = self.room(channel) {
            room.redact(self, words);
        }
        self.0.older.purge(channel);
        // All of them: what was begun for a channel goes on after who left it.
        for (_, line) in &self.lines().open {
            line.cut(words);
        }
    }

    /// Composes anew what is kept of a channel: names in it have changed.
    pub(crate) async fn compose_anew(&self, channel: Channel) -> Result<(), Error> {
        if let Some(room) = self.room(channel) {
            room.compose_anew(self).await?;
        }
        self.0.older.purge(channel);
        Ok(())
    }

    /// Closes the connections of a session that has ended, also such as are on their way in.
    pub(crate) fn sign_out(&self, session: SessionId) {
        self.lines().signed_out.push((session, self.seconds()));
        self.send_away(&HashSet::from([session]));
    }

    /// Closes the connections of sessions that may do less from now on; whoever comes back is asked anew what they may.
    pub(crate) fn send_away(&self, sessions: &HashSet<SessionId>) {
        for (_, line) in &self.lines().open {
            if line.session.is_some_and(|session| sessions.contains(&session)) {
                line.end(End::Close(CloseCode::SignedOut));
            }
        }
    }

    /// Closes every connection, because the program ends; each is told another moment to come back at, so that they
    /// do not all come at once.
    pub fn go_away(&self) {
        let lines = self.lines();
        self.0.away.send_replace(true);
        let count = u32::try_from(lines.open.len()).unwrap_or(u32::MAX).max(1);
        let spread = count.clamp(AWAY_SPREAD.0, AWAY_SPREAD.1);
        for (place, (_, line)) in (0_u32..).zip(&lines.open) {
            let share = u64::from(place) * u64::from(spread) / u64::from(count);
            line.end(End::Away(AWAY + u32::try_from(share).unwrap_or(spread)));
        }
    }

    /// Returns when the program ends.
    pub async fn going_away(&self) {
        let mut away = self.0.away.subscribe();
        let _never_dropped = away.wait_for(|away| *away).await;
    }

    /// How many connections there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.lines().open.len()
    }

    /// Asks the quiet ones whether they are there, and gives the silent ones up.
    async fn sweep_lines(&self) {
        let now = self.seconds();
        let quiet: Vec<_> = {
            let mut lines = self.lines();
            lines.signed_out.retain(|(_, ended)| now.saturating_sub(*ended) < SILENCE_MAX);
            let due = |line: &Arc<Line>| {
                let (silent, unasked) = line.quiet(now);
                silent >= SILENCE_MAX || unasked >= PING_AFTER
            };
            lines.open.iter().filter(|(_, line)| due(line)).map(|(_, line)| Arc::clone(line)).collect()
        };
        for (place, line) in (1_usize..).zip(quiet) {
            if line.quiet(now).0 >= SILENCE_MAX {
                line.end(if line.is_clear() { End::Gone } else { End::Close(CloseCode::TooSlow) });
            } else {
                line.ping(now);
            }
            // Each ping is a system call, and a hall that came back at one moment is quiet at one moment.
            if place.is_multiple_of(PINGS_IN_A_ROW) {
                yield_now().await;
            }
        }
    }

    /// Looks for what other processes wrote, and closes rooms that nobody is in.
    async fn sweep_rooms(&self) -> Result<(), Error> {
        let now = Instant::now();
        let mut open = Vec::new();
        self.rooms().retain(|_, cell| {
            let Some(room) = cell.get() else { return true };
            if room.close_if_left(now, LINGER) {
                room.wake.notify_one();
                return false;
            }
            open.push(Arc::clone(room));
            true
        });
        self.0.metrics.channels.set(open.len() as i64);
        if open.is_empty() {
            self.0.metrics.events_behind.set(0);
            return Ok(());
        }
        let channels: Vec<_> = open.iter().map(|room| room.channel).collect();
        let mut session = self.0.db.read().await?;
        let heads = events::heads(&mut session, &channels).await?;
        drop(session);
        let mut behind = 0;
        for room in open {
            let head = heads.get(&room.channel).copied().unwrap_or(0);
            behind += (head - room.fanned()).max(0);
            if head > room.known_head() {
                room.grown();
            }
        }
        self.0.metrics.events_behind.set(behind);
        Ok(())
    }
}

async fn sweep(hub: Weak<Inner>) {
    let mut every = tokio::time::interval(SWEEP);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let Some(hub) = hub.upgrade().map(Hub) else { return };
        hub.sweep_lines().await;
        // A database that does not answer must not keep the lines from being looked at. The next sweep tries again.
        match timeout(SWEEP_MAX, hub.sweep_rooms()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the log could not be looked at"),
            Err(_) => tracing::warn!("the log could not be looked at in time"),
        }
    }
}
