//! How far in a line stands: in the text of a draft that says what lies under what, where numbers alone don't.

use crate::block::Paragraph;
use crate::number::Rank;

/// How much further in a unit stands than the one that it lies under.
const STEP: usize = 2;
/// A difference that is seen, in twentieths of a point.
const SEEN: i32 = 100;

/// The units that a line may lie under, outermost first.
#[derive(Debug, Default)]
pub(super) struct Places {
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    rank: Rank,
    indent: usize,
    left: i32,
    /// The list, and its level there.
    entry: Option<(u64, usize)>,
    /// Whether its text announces what follows.
    announces: bool,
}

impl Places {
    /// The place of a paragraph that begins units, from the outermost, which are open from then on.
    pub(super) fn units(&mut self, ranks: &[Rank], paragraph: &Paragraph) -> usize {
        let Some((first, deeper)) = ranks.split_first() else { return 0 };
        let indent = self.unit(*first, paragraph);
        for rank in deeper {
            self.begin(*rank, indent, paragraph);
        }
        indent
    }

    fn unit(&mut self, rank: Rank, paragraph: &Paragraph) -> usize {
        let entry = paragraph.entry.as_ref().map(|entry| (entry.list, entry.level));
        while self.open.last().is_some_and(|open| !open.holds(rank, paragraph.left, entry)) {
            self.open.pop();
        }
        let above = self.open.last().filter(|above| above.rank > Rank::Top);
        let indent = above.map_or(0, |above| above.indent + STEP);
        self.begin(rank, indent, paragraph);
        indent
    }

    fn begin(&mut self, rank: Rank, indent: usize, paragraph: &Paragraph) {
        let entry = paragraph.entry.as_ref().map(|entry| (entry.list, entry.level));
        let announces = paragraph.text.trim_end().ends_with(':');
        self.open.push(Open { rank, indent, left: paragraph.left, entry, announces });
    }

    /// The place of a paragraph without a number: under the unit in whose column it stands.
    pub(super) fn paragraph(&self, paragraph: &Paragraph) -> usize {
        let holds = |open: &&Open| open.entry.is_some() && open.rank > Rank::Top && open.left > 0 && open.left <= paragraph.left + SEEN / 4;
        let under = self.open.iter().rev().find(holds);
        under.map_or(0, |open| open.indent + STEP)
    }

    /// The place of a table: under the unit that announces it, or else under the last subsection.
    pub(super) fn table(&self) -> usize {
        match self.open.last() {
            Some(open) if open.rank > Rank::Top && open.announces => open.indent + STEP,
            _ => self.open.iter().rev().find(|open| open.rank == Rank::Subsection).map_or(0, |open| open.indent + STEP),
        }
    }

    /// Nothing is open after a heading.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }
}

impl Open {
    /// Whether a unit lies under this one. What is of one rank does so where it stands deeper in one list, or in another
    /// list visibly further in.
    fn holds(&self, rank: Rank, left: i32, entry: Option<(u64, usize)>) -> bool {
        match (self.entry, entry) {
            _ if self.rank == Rank::Top || rank == Rank::Top => rank > self.rank,
            (Some((list, level)), Some((other, deeper))) if list == other => deeper > level,
            _ if self.rank == rank => left > self.left + SEEN && self.entry.is_some() && entry.is_some(),
            _ => rank > self.rank,
        }
    }
}
