//! What is told as it is now, not as it changed: numbers and who is here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use busola_domain::live::{Channel, ServerMessage};
use busola_domain::{CommentId, Subject, Timestamp, UnitId};
use tokio::time::Instant;

use super::batch::{Batch, What};
use super::frame;
use super::locks::{Locks, Who};
use super::tally::Tally;

/// How often numbers leave at most.
const TALLIES_EVERY: Duration = Duration::from_millis(100);
/// How often presence leaves at most.
const PRESENCE_EVERY: Duration = Duration::from_secs(1);
/// In a full hall somebody comes or goes all the time: each second may tell so many readers of it.
const PRESENCE_A_SECOND: u32 = 2_000;

/// The numbers of a channel that changed.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    /// Changed, and not told yet.
    changed: BTreeSet<Subject>,
    /// As they were told last, and in which turn.
    latest: HashMap<Subject, (Tally, u64)>,
    turn: u64,
    trimmed: i64,
    told: Option<Instant>,
}

impl Tallies {
    pub(super) fn change(&mut self, subject: Subject) {
        self.changed.insert(subject);
    }

    /// When the next numbers leave.
    pub(super) fn due(&self) -> Option<Instant> {
        (!self.changed.is_empty()).then(|| self.told.map_or_else(Instant::now, |told| told + TALLIES_EVERY))
    }

    /// What changed, to be read anew, if it is time.
    pub(super) fn take(&mut self, now: Instant) -> Vec<Subject> {
        if self.changed.is_empty() || self.told.is_some_and(|told| told + TALLIES_EVERY > now) {
            return Vec::new();
        }
        self.told = Some(now);
        std::mem::take(&mut self.changed).into_iter().collect()
    }

    /// Remembers numbers that are told now.
    pub(super) fn remember(&mut self, tallies: &[Tally]) {
        self.turn += 1;
        self.latest.extend(tallies.iter().map(|tally| (tally.subject, (tally.clone(), self.turn))));
    }

    /// The present turn.
    pub(super) fn turn(&self) -> u64 {
        self.turn
    }

    /// What was told in a turn or later.
    pub(super) fn told_since(&self, turn: u64) -> impl Iterator<Item = Tally> {
        self.latest.values().filter(move |(_, told)| *told >= turn).map(|(tally, _)| tally.clone())
    }

    /// What was told and changed when the channel's head was `since` or later.
    pub(super) fn since(&self, since: i64) -> impl Iterator<Item = Tally> {
        self.latest.values().map(|(tally, _)| tally).filter(move |tally| tally.head >= since).cloned()
    }

    /// Forgets what is not public any more.
    pub(super) fn forget(&mut self, subject: Subject) {
        self.latest.remove(&subject);
    }

    /// What changed before the channel's head was this may have been told and forgotten.
    pub(super) fn trimmed(&self) -> i64 {
        self.trimmed
    }

    /// Forgets what changed before the channel's head was `since`.
    pub(super) fn trim(&mut self, since: i64) {
        self.trimmed = since;
        self.latest.retain(|_, (tally, _)| tally.head >= since);
    }
}

/// Puts numbers into a batch; `what` each of them is.
pub(super) fn push(batch: &mut Batch, channel: Channel, tallies: &[Tally], what: impl Fn(&Tally) -> What) {
    for tally in tallies {
        let message =
            ServerMessage::Tally { channel: channel.to_string(), subject: tally.subject.to_string(), values: tally.values.to_map() };
        batch.push(&frame::text(&message), what(tally));
    }
}

/// Who is here.
#[derive(Clone, Debug)]
pub(super) struct Presence {
    count: u32,
    units: BTreeMap<UnitId, i64>,
    /// At a desk this is told instead.
    locks: Option<Locks>,
    changed: bool,
    told: Instant,
}

impl Presence {
    /// Nobody; the first who come are told when they come.
    pub(super) fn new(channel: Channel) -> Self {
        let locks = matches!(channel, Channel::Desk(_)).then(Locks::default);
        Self { count: 0, units: BTreeMap::new(), locks, changed: false, told: Instant::now() }
    }

    pub(super) fn enter(&mut self) {
        self.count += 1;
        self.changed = true;
    }

    pub(super) fn leave(&mut self, focus: Option<UnitId>) {
        self.count = self.count.saturating_sub(1);
        self.look(focus, None);
        self.changed = true;
    }

    /// Somebody looks elsewhere.
    pub(super) fn look(&mut self, from: Option<UnitId>, to: Option<UnitId>) {
        if from == to {
            return;
        }
        if let Some(from) = from
            && let Some(count) = self.units.get_mut(&from)
        {
            *count -= 1;
            if *count == 0 {
                self.units.remove(&from);
            }
        }
        if let Some(to) = to {
            *self.units.entry(to).or_default() += 1;
        }
        self.changed = true;
    }

    /// A page at a desk looks at something: remarks stand in the place of units there.
    pub(super) fn lock(&mut self, who: &Who, to: Option<UnitId>, now: Timestamp) {
        if let (Some(locks), Some(to)) = (&mut self.locks, to) {
            locks.take(who, CommentId(to.0), now);
        }
    }

    /// It does not look at that any more.
    pub(super) fn unlock(&mut self, who: &Who, from: Option<UnitId>) {
        if let (Some(locks), Some(from)) = (&mut self.locks, from) {
            locks.release(who, CommentId(from.0));
        }
    }

    pub(super) fn count(&self) -> u32 {
        self.count
    }

    fn pause(&self) -> Duration {
        PRESENCE_EVERY.max(Duration::from_secs(1) * self.count / PRESENCE_A_SECOND)
    }

    /// When the next word leaves.
    pub(super) fn due(&self) -> Option<Instant> {
        self.changed.then(|| self.told + self.pause())
    }

    /// Whether it is time to tell.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        let due = self.changed && self.told + self.pause() <= now;
        if due {
            self.told = now;
            self.changed = false;
        }
        due
    }

    /// Puts who is here into a batch.
    pub(super) fn push(&self, batch: &mut Batch, channel: Channel) {
        let channel = channel.to_string();
        let message = match &self.locks {
            Some(locks) => ServerMessage::Locks { channel, locks: locks.list() },
            None => ServerMessage::Presence { channel, count: i64::from(self.count), units: self.units.clone() },
        };
        batch.push(&frame::text(&message), What::Presence);
    }
}
