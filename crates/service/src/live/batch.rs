//! Frames that leave in one write.

use std::sync::Arc;

use busola_domain::Subject;

use super::frame::EventFrame;
use super::shard::Missed;

/// Whole frames, one after another, and where each ends. Events come first and in their order.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Of which state of the room it was made: once a text was taken out since, it may not be sent.
    pub(super) generation: u64,
    bytes: Vec<u8>,
    marks: Vec<Mark>,
}

/// A frame of a batch.
#[derive(Clone, Copy, Debug)]
struct Mark {
    end: usize,
    what: What,
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An event, with its number and whose words are in it.
    Event(i64, Option<Subject>),
    /// A number that changed, told in a turn of the room.
    Tally(Missed),
    /// A number for who comes back: it changed when the channel's head was this.
    Number(i64),
    /// Who is here.
    Presence,
}

impl Batch {
    /// A batch of events.
    pub(super) fn of<'a>(generation: u64, events: impl IntoIterator<Item = &'a EventFrame>) -> Self {
        let mut batch = Self { generation, ..Self::default() };
        for event in events {
            batch.push(&event.bytes, What::Event(event.seq, event.words));
        }
        batch
    }

    pub(super) fn push(&mut self, frame: &[u8], what: What) {
        self.bytes.extend_from_slice(frame);
        self.marks.push(Mark { end: self.bytes.len(), what });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// How many bytes it holds.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// How many frames there are from one on.
    pub(super) fn count(&self, from: usize) -> usize {
        self.marks.len() - from
    }

    /// The number of the last event.
    pub(super) fn last(&self) -> Option<i64> {
        self.marks.iter().rev().find_map(|mark| match mark.what {
            What::Event(seq, _) => Some(seq),
            What::Tally(_) | What::Number(_) | What::Presence => None,
        })
    }

    /// The first frame for whoever has all events up to `sent`.
    pub(super) fn first_after(&self, sent: i64) -> usize {
        self.marks.partition_point(|mark| matches!(mark.what, What::Event(seq, _) if seq <= sent))
    }

    /// The bytes from a frame on.
    pub(super) fn bytes_from(&self, from: usize) -> &[u8] {
        &self.bytes[self.start(from)..]
    }

    /// What of the bytes from a frame on were taken: the frames that were begun, and what is missing of the last of them.
    pub(super) fn taken(&self, from: usize, bytes: usize) -> Taken<'_> {
        let at = self.start(from) + bytes;
        let begun = self.marks.partition_point(|mark| mark.end < at).max(from);
        match self.marks.get(begun) {
            Some(mark) if bytes > 0 => {
                let of = match mark.what {
                    What::Event(_, words) => words,
                    What::Tally(_) | What::Number(_) | What::Presence => None,
                };
                Taken { next: begun + 1, rest: &self.bytes[at..mark.end], of }
            }
            _ => Taken { next: from, rest: &[], of: None },
        }
    }

    /// What the frames from one on are.
    pub(super) fn whats(&self, from: usize) -> impl Iterator<Item = What> {
        self.marks[from..].iter().map(|mark| mark.what)
    }

    fn start(&self, frame: usize) -> usize {
        frame.checked_sub(1).map_or(0, |before| self.marks[before].end)
    }
}

/// How far a write came.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken<'a> {
    /// The first frame of which nothing was taken.
    pub(super) next: usize,
    /// What is missing of the one before.
    pub(super) rest: &'a [u8],
    /// Whose words are in that one.
    pub(super) of: Option<Subject>,
}

/// A batch for many.
pub(super) type Shared = Arc<Batch>;

#[cfg(test)]
mod tests {
    use super::*;

    fn batch() -> Batch {
        let mut batch = Batch::default();
        for (frame, what) in [
            ("aaa", What::Event(5, None)),
            ("bb", What::Event(6, None)),
            ("c", What::Tally(Missed { turn: 6, head: 6 })),
            ("dd", What::Presence),
        ] {
            batch.push(frame.as_bytes(), what);
        }
        batch
    }

    #[test]
    fn who_has_some_events_gets_the_rest() {
        let batch = batch();
        let texts: Vec<_> = [4, 5, 6, 9].map(|sent| batch.bytes_from(batch.first_after(sent))).to_vec();
        assert_eq!(texts, [b"aaabbcdd".as_slice(), b"bbcdd", b"cdd", b"cdd"]);
        assert_eq!((batch.last(), batch.len(), batch.count(2)), (Some(6), 8, 2));
    }

    #[test]
    fn a_write_that_stops_anywhere_leaves_the_rest_of_one_frame() {
        let batch = batch();
        let taken = |from, bytes| (batch.taken(from, bytes).next, batch.taken(from, bytes).rest);
        assert_eq!(taken(0, 0), (0, b"".as_slice()));
        assert_eq!(taken(0, 1), (1, b"aa".as_slice()));
        assert_eq!(taken(0, 3), (1, b"".as_slice()));
        assert_eq!(taken(0, 4), (2, b"b".as_slice()));
        assert_eq!(taken(0, 6), (3, b"".as_slice()));
        assert_eq!(taken(0, 7), (4, b"d".as_slice()));
        assert_eq!(taken(0, 8), (4, b"".as_slice()));
        assert_eq!(taken(1, 0), (1, b"".as_slice()));
        assert_eq!(taken(1, 1), (2, b"b".as_slice()));
        assert_eq!(taken(2, 3), (4, b"".as_slice()));
    }
}
