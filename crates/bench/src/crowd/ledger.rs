//! What was published and when, and what came of it on all sockets together.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use hdrhistogram::Histogram;

use super::record::Verdict;
use crate::latency;

/// Numbers whose moment is remembered.
const REMEMBERED: usize = 1 << 17;

/// The book of a crowd.
pub(crate) struct Ledger {
    start: Instant,
    /// When each number was published, in microseconds after the start; 0 before.
    published: Box<[AtomicU64]>,
    next: AtomicUsize,
    acknowledged: AtomicU64,
    /// When all were dropped, if they come back now.
    dropped: Mutex<Option<Instant>>,
    tally: Mutex<Tally>,
    fault: OnceLock<String>,
}

/// What came of it since it was last taken.
pub(crate) struct Tally {
    /// From publishing to receipt, in microseconds.
    pub(crate) latency: Histogram<u64>,
    /// From the drop until a socket had caught up, in microseconds.
    pub(crate) returned: Histogram<u64>,
    /// Events that came, each once and in order.
    pub(crate) delivered: u64,
    /// Events that were passed over, and those that came again.
    pub(crate) lost: u64,
    pub(crate) repeated: u64,
    /// Connections that the server ended, and those of them with code 4000.
    pub(crate) ended: u64,
    pub(crate) too_slow: u64,
    /// Posts that the server told to come later.
    pub(crate) put_off: u64,
    /// Sockets whose session the peer did not know any more.
    pub(crate) forgotten: u64,
    /// Why a socket could not come in, the last time.
    pub(super) refused: Option<String>,
}

impl Tally {
    fn new() -> Self {
        let zero = 0;
        Self {
            latency: latency::histogram(),
            returned: latency::histogram(),
            delivered: zero,
            lost: zero,
            repeated: zero,
            ended: zero,
            too_slow: zero,
            put_off: zero,
            forgotten: zero,
            refused: None,
        }
    }
}

impl Ledger {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            published: (0..REMEMBERED).map(|_| AtomicU64::new(0)).collect(),
            next: AtomicUsize::new(0),
            acknowledged: AtomicU64::new(0),
            dropped: Mutex::new(None),
            tally: Mutex::new(Tally::new()),
            fault: OnceLock::new(),
        }
    }

    /// The number of what is published at this moment.
    pub(crate) fn publish(&self) -> usize {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        if let Some(at) = self.published.get(number) {
            at.store(self.micros(Instant::now()).max(1), Ordering::Relaxed);
        }
        number
    }

    /// The server has taken what got this place in its log.
    pub(crate) fn acknowledge(&self, seq: u64) {
        self.acknowledged.fetch_max(seq, Ordering::Relaxed);
    }

    /// The server told a post to come later so many times.
    pub(crate) fn put_off(&self, times: u64) {
        self.tally().put_off += times;
    }

    /// The last place in the log that was acknowledged.
    pub(crate) fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// From now on it is measured how long sockets take to be back.
    pub(crate) fn drop_at(&self, at: Instant) {
        *self.dropped.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    /// Whether sockets come back from a drop that is measured.
    pub(super) fn is_dropped(&self) -> bool {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// A socket has all that it missed.
    pub(super) fn returned(&self) {
        let dropped = *self.dropped.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(dropped) = dropped {
            self.tally().returned.saturating_record(latency::micros(dropped.elapsed()));
        }
    }

    /// An event came; `number` is that of its publishing, unless its time is not to be counted.
    pub(super) fn deliver(&self, verdict: &Verdict, number: Option<usize>, at: Instant) {
        let published = number.and_then(|number| self.published.get(number)).map_or(0, |at| at.load(Ordering::Relaxed));
        let mut tally = self.tally();
        match verdict {
            Verdict::Next => tally.delivered += 1,
            Verdict::Lost(lost) => {
                tally.delivered += 1;
                tally.lost += lost;
            }
            Verdict::Repeated => tally.repeated += 1,
        }
        if published > 0 {
            tally.latency.saturating_record(self.micros(at).saturating_sub(published));
        }
    }

    /// Something that must never happen did.
    pub(super) fn fail(&self, fault: String) {
        // The first is told; those after it follow from it.
        self.fault.set(fault).ok();
    }

    /// What should never have happened.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.fault.get().map(String::as_str)
    }

    /// Changes what is counted.
    pub(super) fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came since the last time; counting begins anew.
    pub(crate) fn take(&self) -> Tally {
        std::mem::replace(&mut self.tally(), Tally::new())
    }

    fn micros(&self, at: Instant) -> u64 {
        latency::micros(at.saturating_duration_since(self.start))
    }
}
