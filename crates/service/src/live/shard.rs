//! Some of the readers of a channel.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use busola_domain::UnitId;
use busola_domain::live::CloseCode;
use slab::Slab;

use super::batch::{Batch, What};
use super::line::{End, Line};

/// Readers of a shard: its lock is held while one batch is written to all of them, some milliseconds.
pub(super) const READERS: usize = 256;
/// Events that a reader who stopped reading may be behind.
const BEHIND_MAX: i64 = 1_024;

/// Some of the readers of a channel, under a lock of their own: who comes and goes disturbs a part of the fan-out only.
pub(super) struct Shard {
    state: Mutex<State>,
    /// Who looks for a place need not wait for a fan-out to learn that there is none.
    full: AtomicBool,
}

struct State {
    /// The number of the last event that was written to all who are not behind.
    head: i64,
    readers: Slab<Reader>,
}

struct Reader {
    line: Arc<Line>,
    /// The last number that it was sent.
    sent: i64,
    focus: Option<UnitId>,
    /// `None`: it gets each batch at once.
    behind: Option<Behind>,
}

/// What a reader is owed who does not get the batches: its connection's task sends it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Behind {
    /// It was in the present: too far behind, it is too slow. Who just came may be as far as the log reaches.
    fell: bool,
    /// For who comes back: the numbers that changed when the channel's head was this or later.
    pub(super) since: Option<i64>,
    /// The numbers that were told and that it did not get.
    pub(super) missed: Option<Missed>,
    /// Who is here.
    pub(super) presence: bool,
}

/// Numbers that were told in a turn of the room or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Missed {
    pub(super) turn: u64,
    /// The first of them changed when the channel's head was this.
    pub(super) head: i64,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Frames.
    pub(super) frames: u64,
    /// System calls.
    pub(super) writes: u64,
    /// Readers that fell behind.
    pub(super) fell_behind: u64,
}

/// What became of a batch for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fed {
    /// All of it was taken.
    All,
    /// The wire takes no more now.
    Stalled,
    /// A text was taken out since it was made.
    Outdated,
}

impl Shard {
    pub(super) fn new(head: i64) -> Self {
        Self { state: Mutex::new(State { head, readers: Slab::new() }), full: AtomicBool::new(false) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a reader in who has everything up to `sent` and is owed the rest; `None` when it is full.
    pub(super) fn enter(&self, line: &Arc<Line>, sent: i64, owed: Behind) -> Option<usize> {
        if self.full.load(Ordering::Relaxed) {
            return None;
        }
        let mut state = self.state();
        if state.readers.len() >= READERS {
            return None;
        }
        self.full.store(state.readers.len() + 1 >= READERS, Ordering::Relaxed);
        Some(state.readers.insert(Reader { line: Arc::clone(line), sent, focus: None, behind: Some(owed) }))
    }

    /// Lets a reader go and says what they looked at.
    pub(super) fn leave(&self, key: usize) -> Option<UnitId> {
        let mut state = self.state();
        let focus = state.readers.try_remove(key).and_then(|reader| reader.focus);
        if state.readers.is_empty() {
            state.readers = Slab::new();
        }
        self.full.store(false, Ordering::Relaxed);
        focus
    }

    /// Remembers what a reader looks at and says what it was before.
    pub(super) fn focus(&self, key: usize, unit: Option<UnitId>) -> Option<UnitId> {
        self.state().readers.get_mut(key).and_then(|reader| std::mem::replace(&mut reader.focus, unit))
    }

    /// The last number that a reader was sent.
    pub(super) fn sent(&self, key: usize) -> Option<i64> {
        self.state().readers.get(key).map(|reader| reader.sent)
    }

    /// What a reader who is behind is owed beside events. It counts as paid from here on.
    pub(super) fn take_owed(&self, key: usize) -> Behind {
        let mut state = self.state();
        let Some(behind) = state.readers.get_mut(key).and_then(|reader| reader.behind.as_mut()) else { return Behind::default() };
        let presence = std::mem::take(&mut behind.presence);
        Behind { fell: false, since: behind.since.take(), missed: behind.missed.take(), presence }
    }

    /// Writes a batch to all readers who are not behind; `None`, and nothing, once a text was taken out since it was made.
    pub(super) fn deliver(&self, batch: &Batch, is_current: impl FnOnce() -> bool) -> Option<Counts> {
        let mut state = self.state();
        if !is_current() {
            return None;
        }
        let State { head, readers } = &mut *state;
        let last = batch.last().unwrap_or(*head);
        *head = (*head).max(last);
        let mut counts = Counts::default();
        for (_, reader) in readers.iter_mut() {
            reader.take(batch, last, &mut counts);
        }
        Some(counts)
    }

    /// Writes to a reader who is behind. What is not taken is owed.
    pub(super) fn feed(&self, key: usize, batch: &Batch, is_current: impl FnOnce() -> bool, counts: &mut Counts) -> Fed {
        let mut state = self.state();
        let Some(reader) = state.readers.get_mut(key) else { return Fed::Stalled };
        let from = batch.first_after(reader.sent);
        if !is_current() {
            reader.owe(batch, from);
            return Fed::Outdated;
        }
        let next = reader.write(batch, from, counts);
        reader.owe(batch, next);
        if batch.count(next) == 0 { Fed::All } else { Fed::Stalled }
    }

    /// Lets a reader who has everything get the batches again; `false` while there is more.
    pub(super) fn join(&self, key: usize) -> bool {
        let mut state = self.state();
        let head = state.head;
        let Some(reader) = state.readers.get_mut(key) else { return true };
        let owes = reader.behind.is_some_and(|behind| behind.presence || behind.since.is_some() || behind.missed.is_some());
        if reader.sent < head || owes {
            return false;
        }
        reader.behind = None;
        true
    }

    /// Waits for who is writing. When this returns, whoever writes asks anew whether a text was taken out since.
    pub(super) fn pass(&self) {
        drop(self.state());
    }
}

impl Reader {
    fn take(&mut self, batch: &Batch, last: i64, counts: &mut Counts) {
        let from = batch.first_after(self.sent);
        if self.behind.is_none() {
            let next = self.write(batch, from, counts);
            if batch.count(next) > 0 {
                self.behind = Some(Behind { fell: true, ..Behind::default() });
                counts.fell_behind += 1;
                self.owe(batch, next);
                self.line.fall_behind();
            }
        } else {
            self.owe(batch, from);
            if self.behind.is_some_and(|behind| behind.fell) && last - self.sent > BEHIND_MAX {
                self.line.end(End::Close(CloseCode::TooSlow));
                self.behind = Some(Behind::default());
            }
        }
    }

    /// Writes what the wire takes and gives the first frame that it did not.
    fn write(&mut self, batch: &Batch, from: usize, counts: &mut Counts) -> usize {
        if batch.count(from) == 0 {
            return from;
        }
        let delivered = self.line.deliver(batch, from);
        counts.writes += u64::from(delivered.tried);
        counts.frames += (delivered.next - from) as u64;
        for what in batch.whats(from).take(delivered.next - from) {
            if let What::Event(seq, _) = what {
                self.sent = seq;
            }
        }
        delivered.next
    }

    /// Remembers what of a batch has to be sent later. Events need no remembering: they are what comes after `sent`.
    fn owe(&mut self, batch: &Batch, from: usize) {
        let Some(behind) = &mut self.behind else { return };
        for what in batch.whats(from) {
            match what {
                What::Event(..) => {}
                What::Tally(missed) => behind.missed = Some(behind.missed.map_or(missed, |owed| owed.and(missed))),
                What::Number(head) => behind.since = Some(behind.since.map_or(head, |owed| owed.min(head))),
                What::Presence => behind.presence = true,
            }
        }
    }
}

impl Behind {
    /// What somebody who comes is owed: numbers that changed at a head, if any, and who is here.
    pub(super) fn coming(since: Option<i64>) -> Self {
        Self { fell: false, since, missed: None, presence: true }
    }
}

impl Missed {
    fn and(self, other: Self) -> Self {
        Self { turn: self.turn.min(other.turn), head: self.head.min(other.head) }
    }
}

impl Counts {
    pub(super) fn add(&mut self, other: Self) {
        self.frames += other.frames;
        self.writes += other.writes;
        self.fell_behind += other.fell_behind;
    }
}
