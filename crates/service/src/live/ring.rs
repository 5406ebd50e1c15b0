//! The latest events of a channel, in memory in front of the log.

use std::collections::{HashSet, VecDeque};

use busola_domain::Subject;
use uuid::Uuid;

use super::batch::Batch;
use super::frame::EventFrame;

/// Events of a page: what is read from the log and kept at a time. Page `n` holds the numbers from `n * PAGE + 1`.
pub(super) const PAGE: i64 = 256;
/// Events that are kept.
const KEPT: usize = 8 * PAGE as usize;
/// Bytes of events that are kept.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// The latest events, from the beginning of a page on: all pages before it are complete and can be kept elsewhere.
#[derive(Debug)]
pub(super) struct Ring {
    /// The number before the first event.
    base: i64,
    frames: VecDeque<EventFrame>,
    bytes: usize,
}

/// The page that a number stands on.
pub(super) fn page_of(seq: i64) -> i64 {
    (seq - 1).max(0) / PAGE
}

impl Ring {
    /// An empty ring whose first event will be the first of the page on which what follows `head` stands.
    pub(super) fn before(head: i64) -> Self {
        Self { base: page_of(head + 1) * PAGE, frames: VecDeque::new(), bytes: 0 }
    }

    /// The number before the first event.
    pub(super) fn base(&self) -> i64 {
        self.base
    }

    /// The number of the last event.
    pub(super) fn head(&self) -> i64 {
        self.base + self.frames.len() as i64
    }

    /// Takes the next event.
    pub(super) fn push(&mut self, frame: EventFrame) {
        self.bytes += frame.bytes.len();
        self.frames.push_back(frame);
    }

    /// Drops the oldest pages while there is more than is kept; what comes after `needed` stays.
    pub(super) fn trim(&mut self, needed: i64) {
        while (self.frames.len() > KEPT || self.bytes > KEPT_BYTES) && self.base + PAGE <= needed && self.frames.len() >= 2 * PAGE as usize
        {
            let dropped: usize = self.frames.drain(..PAGE as usize).map(|frame| frame.bytes.len()).sum();
            self.bytes -= dropped;
            self.base += PAGE;
        }
    }

    /// Events after a number, until there are so many bytes; `None` when the number lies before this ring.
    pub(super) fn after(&self, sent: i64, enough: usize, generation: u64) -> Option<Batch> {
        let from = usize::try_from(sent - self.base).ok()?;
        let mut bytes = 0;
        let more = |frame: &&EventFrame| {
            let wanted = bytes < enough;
            bytes += frame.bytes.len();
            wanted
        };
        Some(Batch::of(generation, self.frames.iter().skip(from).take_while(more)))
    }

    /// Puts events that were composed anew in the place of themselves.
    pub(super) fn replace(&mut self, frames: impl Iterator<Item = EventFrame>) {
        for frame in frames {
            let place = usize::try_from(frame.seq - self.base - 1).ok();
            if let Some(known) = place.and_then(|place| self.frames.get_mut(place)) {
                *known = frame;
            }
        }
        self.bytes = self.frames.iter().map(|frame| frame.bytes.len()).sum();
    }

    /// Takes words out.
    pub(super) fn redact(&mut self, words: Subject) {
        for frame in &mut self.frames {
            frame.redact(words);
        }
        self.weigh();
    }

    /// Gives who wrote or said something another name.
    pub(super) fn rename(&mut self, of: &HashSet<Uuid>, name: &str) {
        for frame in &mut self.frames {
            frame.rename(of, name);
        }
        self.weigh();
    }

    fn weigh(&mut self) {
        self.bytes = self.frames.iter().map(|frame| frame.bytes.len()).sum();
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn frame(seq: i64, bytes: usize) -> EventFrame {
        EventFrame { seq, words: None, bytes: Bytes::from(vec![b'x'; bytes]) }
    }

    #[test]
    fn a_ring_begins_with_a_page() {
        for (head, base) in [(0, 0), (1, 0), (255, 0), (256, 256), (257, 256), (1_000, 768)] {
            assert_eq!(Ring::before(head).base(), base, "{head}");
        }
        assert_eq!([0, 1, 256, 257].map(page_of), [0, 0, 0, 1]);
    }

    #[test]
    fn what_is_composed_anew_takes_its_own_place() {
        let mut ring = Ring::before(256);
        (257..=259).for_each(|seq| ring.push(frame(seq, 10)));
        ring.replace([frame(1, 3), frame(258, 7), frame(260, 3)].into_iter());
        let lengths: Vec<_> = ring.frames.iter().map(|frame| frame.bytes.len()).collect();
        assert_eq!((lengths, ring.bytes, ring.head()), (vec![10, 7, 10], 27, 259));
    }

    #[test]
    fn the_oldest_pages_go_but_not_what_is_needed() {
        let mut ring = Ring::before(0);
        for seq in 1..=3_000 {
            ring.push(frame(seq, 10));
        }
        ring.trim(300);
        assert_eq!((ring.base(), ring.head()), (256, 3_000));
        ring.trim(3_000);
        assert_eq!((ring.base(), ring.head()), (1_024, 3_000));
        assert!(ring.after(1_023, 100, 0).is_none());
        assert_eq!(ring.after(1_024, 100, 0).unwrap().last(), Some(1_034));
        assert_eq!(ring.after(1_024, 1, 0).unwrap().last(), Some(1_025));
        assert!(ring.after(3_000, 100, 0).unwrap().is_empty());
    }

    #[test]
    fn large_events_are_kept_for_a_page_at_least() {
        let mut ring = Ring::before(0);
        for seq in 1..=600 {
            ring.push(frame(seq, 30_000));
            ring.trim(seq);
        }
        assert_eq!(ring.base(), 256);
    }
}
