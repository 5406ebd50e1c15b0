//! How much speaks for a pair: its text, and its place as far as it is known.

use std::collections::HashMap;

use super::features::SAME;
use super::matching::Matching;
use super::version::{Version, Versions};

/// From here on two units may be a pair at all.
pub(super) const ACCEPTED: i32 = 560;

/// Both are paragraphs, points and so on; or not.
const KIND: i32 = 40;
/// They have the same number under their parents.
const NUMBER: i32 = 60;
/// Their whole citation is the same.
const LABEL: i32 = 80;
/// Their parents are a pair.
const ABOVE: i32 = 200;
/// Neither has a parent, which is not saying much.
const ROOT: i32 = 80;
/// The nearest siblings on one side are a pair.
const BESIDE: i32 = 100;
/// There is no sibling on that side of either.
const AT_END: i32 = 60;
/// Both sides agree: there is no other place for it.
const BETWEEN: i32 = 120;
/// All their children are pairs.
const CHILDREN: i32 = 600;
/// All their children became children of others.
const CHILDREN_ELSEWHERE: i32 = -400;
/// A parent that became another unit.
const ELSEWHERE_ABOVE: i32 = -100;
/// A sibling that became another unit.
const ELSEWHERE_BESIDE: i32 = -40;
/// Neither has a text of its own.
const WITHOUT_TEXT: i32 = 250;
/// What the children say for two units without a text, beyond [`CHILDREN`].
const CHILDREN_ALONE: i32 = 150;
/// One has a text of its own, and the other has none.
const ONE_TEXT: i32 = -100;

/// The new one is repealed, and has the number that the old one had: a repealed unit keeps its number.
const REPEALED: i32 = 400;

/// How a text begins that only says that the unit is repealed.
const REPEALS: [&str; 6] = ["(uchyl", "uchylon", "[uchyl", "(skreśl", "skreślon", "(utraci"];
/// Such a text has no more words than this.
const REPEAL_WORDS: usize = 3;

/// How far siblings without a pair are passed over.
const STEPS: usize = 3;

/// Texts compared so far.
pub(super) struct Scores<'a> {
    pub(super) versions: &'a Versions<'a>,
    alike: HashMap<(usize, usize), u32>,
    repeats: Repeats,
}

/// Which repetitions of a text make it say less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeats {
    /// All there are.
    All,
    /// Those in units without a pair: what is left over is told by elimination.
    Left,
}

impl<'a> Scores<'a> {
    /// None compared yet.
    pub(super) fn new(versions: &'a Versions<'a>) -> Self {
        Self { versions, alike: HashMap::new(), repeats: Repeats::All }
    }

    /// Counts repetitions in another way from now on.
    pub(super) fn count(&mut self, repeats: Repeats) {
        self.repeats = repeats;
    }

    /// How alike the texts of two units are, of 1,000.
    pub(super) fn alike(&mut self, old: usize, new: usize) -> u32 {
        *self.alike.entry((old, new)).or_insert_with(|| self.versions.alike(old, new))
    }

    /// What speaks for a pair.
    pub(super) fn of(&mut self, matching: &Matching, old: usize, new: usize) -> i32 {
        let (Some(before), Some(after)) = (self.versions.old.side(old), self.versions.new.side(new)) else { return 0 };
        let children = children(self.versions, matching, old, new);
        let kind = if before.kind == after.kind { KIND } else { -KIND };
        let number = if self.versions.old.number(old) == self.versions.new.number(new) { NUMBER } else { 0 };
        let label = if self.versions.same_label(old, new) { LABEL } else { 0 };
        let text = self.text(matching, old, new, children);
        let elsewhere = CHILDREN_ELSEWHERE * elsewhere(self.versions, matching, old, new) / 1_000;
        text + kind + number + label + CHILDREN * children / 1_000 + elsewhere + place(self.versions, matching, old, new)
    }

    /// What the texts say: less where they are short, and half where they stand in several places.
    fn text(&mut self, matching: &Matching, old: usize, new: usize, children: i32) -> i32 {
        let (before, after) = (&self.versions.old, &self.versions.new);
        if is_repealed(self.versions, old, new) {
            return if before.number(old) == after.number(new) { REPEALED } else { REPEALED / 2 };
        }
        match (before.exact(old), after.exact(new)) {
            (0, 0) => return WITHOUT_TEXT + CHILDREN_ALONE * children / 1_000,
            (0, _) | (_, 0) => return ONE_TEXT,
            _ => {}
        }
        let words = before.words(old).min(after.words(new));
        let weight = match words {
            _ if self.is_repeated(matching, old, new) => 500,
            0 => 400,
            1 => 500,
            2 => 650,
            3 => 800,
            4 => 900,
            _ => 1_000,
        };
        signed(self.alike(old, new)) * weight / 1_000
    }

    /// Whether the same text, or one of two, stands in other units too.
    fn is_repeated(&self, matching: &Matching, old: usize, new: usize) -> bool {
        let (before, after) = (&self.versions.old, &self.versions.new);
        let count = |like: usize| match self.repeats {
            Repeats::All => (before.repeats(like), after.repeats(like)),
            Repeats::Left => matching.left(like),
        };
        let (old, new) = (before.like(old), after.like(new));
        if old == new { count(old).0 > 1 || count(old).1 > 1 } else { count(old).1 > 0 || count(new).0 > 0 }
    }
}

/// Whether only the new unit says that it is repealed.
pub(super) fn is_repealed(versions: &Versions<'_>, old: usize, new: usize) -> bool {
    let says = |version: &Version<'_>, at: usize| {
        let text = version.side(at).filter(|_| version.words(at) <= REPEAL_WORDS).map(|side| side.text.to_lowercase());
        text.is_some_and(|text| REPEALS.iter().any(|repeal| text.starts_with(repeal)))
    };
    says(&versions.new, new) && !says(&versions.old, old)
}

/// How many of their children are pairs, of 1,000.
pub(super) fn children(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> i32 {
    let all = versions.old.place(old).children + versions.new.place(new).children;
    let shared = matching.shared(old, new);
    i32::try_from(2_000 * shared / all.max(1)).unwrap_or_default()
}

/// How many of their children are in pairs with the children of others, of 1,000.
pub(super) fn elsewhere(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> i32 {
    let all = versions.old.place(old).children + versions.new.place(new).children;
    let (of_old, of_new) = matching.children(old, new);
    i32::try_from(1_000 * (of_old + of_new).saturating_sub(2 * matching.shared(old, new)) / all.max(1)).unwrap_or_default()
}

/// Whether nothing about a unit is another: not its text nor its citation, not its parent nor its siblings.
pub(super) fn is_untouched(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> bool {
    let same = versions.same_text(old, new) && versions.same_label(old, new);
    same && around(versions, matching, old, new).iter().all(|vote| *vote > 0)
}

/// Whether the very next siblings on both sides are pairs too, or there are none.
pub(super) fn is_between(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> bool {
    let (old, new) = (versions.old.place(old), versions.new.place(new));
    [(old.before, new.before), (old.after, new.after)].into_iter().all(|sides| match sides {
        (Some(old), Some(new)) => matching.are_tied(old, new),
        (old, new) => old == new,
    })
}

/// What the parents and siblings say.
fn place(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> i32 {
    let votes = around(versions, matching, old, new);
    let [_, before, after] = votes;
    let between = votes.iter().all(|vote| *vote > 0) && before + after > 2 * AT_END;
    votes.iter().sum::<i32>() + if between { BETWEEN } else { 0 }
}

/// What the parents say, the siblings before, and those behind.
fn around(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> [i32; 3] {
    let (old_at, new_at) = (versions.old.place(old), versions.new.place(new));
    let above = match (old_at.parent, new_at.parent) {
        (None, None) => ROOT,
        (Some(old), Some(new)) if matching.are_tied(old, new) => ABOVE,
        (old, new) if old.is_some_and(|old| !matching.is_free_old(old)) || new.is_some_and(|new| !matching.is_free_new(new)) => {
            ELSEWHERE_ABOVE
        }
        _ => 0,
    };
    let before = beside(versions, matching, (old_at.before, new_at.before), |place| place.before);
    let after = beside(versions, matching, (old_at.after, new_at.after), |place| place.after);
    [above, before, after]
}

/// What the nearest siblings on one side say that have a pair.
fn beside(
    versions: &Versions<'_>,
    matching: &Matching,
    (old, new): (Option<usize>, Option<usize>),
    next: fn(super::shape::Place) -> Option<usize>,
) -> i32 {
    if old.is_none() && new.is_none() {
        return AT_END;
    }
    let old = std::iter::successors(old, |at| next(versions.old.place(*at))).take(STEPS).find(|at| !matching.is_free_old(*at));
    let new = std::iter::successors(new, |at| next(versions.new.place(*at))).take(STEPS).find(|at| matching.old_of(*at).is_some());
    match (old, new) {
        (Some(old), Some(new)) if matching.are_tied(old, new) => BESIDE,
        (None, None) => 0,
        _ => ELSEWHERE_BESIDE,
    }
}

fn signed(measure: u32) -> i32 {
    i32::try_from(measure.min(SAME)).unwrap_or_default()
}
