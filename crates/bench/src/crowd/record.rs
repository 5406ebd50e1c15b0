//! What one socket has got: whether each number came once, and in order; and what it was told of a poll.

use std::time::Instant;

/// What a number is after those before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The next one.
    Next,
    /// One that had come already, or was passed over.
    Repeated,
    /// So many before it did not come.
    Lost(u64),
}

/// What a socket was told of the poll that is watched.
#[derive(Clone, Default)]
pub(crate) struct Told {
    /// When it was told of how many ballots, in the order in which that came.
    pub(crate) ballots: Vec<(Instant, u64)>,
    /// When it was first told that the poll is closed.
    pub(crate) closed: Option<Instant>,
}

impl Told {
    /// The ballots that it was last told of.
    pub(crate) fn last(&self) -> Option<u64> {
        self.ballots.last().map(|(_, ballots)| *ballots)
    }
}

/// What a socket has got so far, over all its connections.
#[derive(Default)]
pub(super) struct Record {
    /// Whether it is subscribed at this moment.
    pub(super) is_present: bool,
    /// The number up to which it must come before it has caught up after a drop.
    pub(super) awaited: Option<u64>,
    /// Whether it has caught up after a drop.
    pub(super) has_returned: bool,
    /// The peer's name for its session.
    pub(super) session: Option<String>,
    /// The peer's name for the last event.
    pub(super) offset: Option<String>,
    /// What it was told of the poll that is watched.
    pub(super) poll: Told,
    last: Option<u64>,
}

impl Record {
    /// The last number that came; that of its first subscription before any.
    pub(super) fn last(&self) -> Option<u64> {
        self.last
    }

    /// Its first subscription, with all up to `head` behind it; later ones change nothing.
    pub(super) fn begin(&mut self, head: u64) {
        self.last.get_or_insert(head);
    }

    /// Takes a number down.
    pub(super) fn check(&mut self, seq: u64) -> Verdict {
        let last = self.last.unwrap_or(0);
        if seq <= last {
            return Verdict::Repeated;
        }
        self.last = Some(seq);
        if seq == last + 1 { Verdict::Next } else { Verdict::Lost(seq - last - 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_miss_come_twice_or_in_another_order_are_found() {
        let mut record = Record::default();
        record.begin(7);
        assert_eq!([8, 9].map(|seq| record.check(seq)), [Verdict::Next, Verdict::Next]);
        assert_eq!(record.check(9), Verdict::Repeated);
        assert_eq!(record.check(13), Verdict::Lost(3));
        assert_eq!([11, 14].map(|seq| record.check(seq)), [Verdict::Repeated, Verdict::Next]);
    }

    #[test]
    fn a_second_subscription_goes_on_after_the_last_number() {
        let mut record = Record::default();
        record.begin(0);
        assert_eq!(record.check(1), Verdict::Next);
        record.begin(5);
        assert_eq!(record.last(), Some(1));
        assert_eq!(record.check(2), Verdict::Next);
    }
}
