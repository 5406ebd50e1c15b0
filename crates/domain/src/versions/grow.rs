//! Growing the pairs from what is beyond doubt: the best pair first, and each one is a sign for those around it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::anchors;
use super::index::Index;
use super::matching::Matching;
use super::scores::{self, ACCEPTED, Repeats, Scores};
use super::version::{Version, Versions};

/// An old unit is looked at with no more new ones than this, besides that of its label.
const OFFERED_MAX: usize = 64;
/// Of a text that stands in more places than this on one side, only those at the same turn are candidates.
const REPEATS_MAX: usize = 6;
/// Another pair is no rival when it is so much worse.
const MARGIN: i32 = 100;

/// What is left is looked at again with less and less care.
const ROUNDS: [(Care, Repeats); 5] = [
    (Care::Full, Repeats::All),
    (Care::Full, Repeats::All),
    (Care::None, Repeats::All),
    (Care::Full, Repeats::Left),
    (Care::None, Repeats::Left),
];

/// Whether a pair that has a rival has to wait until more is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    Full,
    None,
}

/// Units that may be pairs.
pub(super) struct Candidates {
    of_new: Vec<Vec<usize>>,
    of_old: Vec<Vec<usize>>,
}

impl Candidates {
    /// Those of all units that are free: by label, by rare words, by the same text. `index` is of the old version.
    pub(super) fn new(versions: &Versions<'_>, matching: &Matching, index: &Index) -> Self {
        let mut all = Self { of_new: vec![Vec::new(); versions.new.len()], of_old: vec![Vec::new(); versions.old.len()] };
        let free = |new: &usize| matching.is_free_new(*new);
        for new in (0..versions.new.len()).filter(free) {
            if let Some(old) = versions.new.side(new).and_then(|side| versions.old.by_label(side.label)) {
                all.add(old, new);
            }
        }
        for new in (0..versions.new.len()).filter(free) {
            let Some(text) = versions.new.text(new) else { continue };
            for old in index.nearest(text, &versions.weights, |old| matching.is_free_old(old)) {
                all.add(old, new);
            }
        }
        all.add_repeated(versions, matching);
        for candidates in all.of_new.iter_mut().chain(&mut all.of_old) {
            candidates.sort_unstable();
            candidates.dedup();
        }
        all
    }

    fn add(&mut self, old: usize, new: usize) {
        let Some(of_old) = self.of_old.get_mut(old).filter(|news| news.len() <= OFFERED_MAX) else { return };
        if let Some(of_new) = self.of_new.get_mut(new) {
            of_new.push(old);
            of_old.push(new);
        }
    }

    fn add_repeated(&mut self, versions: &Versions<'_>, matching: &Matching) {
        let mut olds: HashMap<usize, Vec<usize>> = HashMap::new();
        for old in (0..versions.old.len()).filter(|old| matching.is_free_old(*old)) {
            olds.entry(versions.old.like(old)).or_default().push(old);
        }
        let mut news: HashMap<usize, Vec<usize>> = HashMap::new();
        for new in (0..versions.new.len()).filter(|new| matching.is_free_new(*new) && versions.new.like(*new) != 0) {
            news.entry(versions.new.like(new)).or_default().push(new);
        }
        for (like, news) in news {
            let Some(olds) = olds.get(&like) else { continue };
            if olds.len().max(news.len()) <= REPEATS_MAX {
                olds.iter().for_each(|old| news.iter().for_each(|new| self.add(*old, *new)));
            } else {
                olds.iter().zip(&news).for_each(|(old, new)| self.add(*old, *new));
                olds.iter().rev().zip(news.iter().rev()).for_each(|(old, new)| self.add(*old, *new));
            }
        }
    }

    /// The old units that a new one may have been.
    pub(super) fn of_new(&self, new: usize) -> &[usize] {
        self.of_new.get(new).map(Vec::as_slice).unwrap_or_default()
    }

    /// The new units that an old one may have become.
    pub(super) fn of_old(&self, old: usize) -> &[usize] {
        self.of_old.get(old).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Ties all that enough speaks for.
pub(super) fn tie(scores: &mut Scores<'_>, matching: &mut Matching, candidates: &Candidates) {
    let versions = scores.versions;
    let mut growth = Growth { scores, matching, candidates, waiting: BinaryHeap::new(), found: Vec::new() };
    growth.found = (0..versions.new.len()).rev().filter_map(|new| Some((growth.matching.old_of(new)?, new))).collect();
    growth.look();
    for (care, repeats) in ROUNDS {
        growth.scores.count(repeats);
        for new in 0..versions.new.len() {
            candidates.of_new(new).iter().for_each(|old| growth.offer(Some(*old), Some(new)));
            growth.offer_neighbours(new);
        }
        growth.run(care);
    }
    growth.scores.count(Repeats::All);
}

struct Growth<'a, 'b> {
    scores: &'b mut Scores<'a>,
    matching: &'b mut Matching,
    candidates: &'b Candidates,
    /// Pairs by what spoke for them when they were offered; of the same score the first in the text.
    waiting: BinaryHeap<(i32, Reverse<usize>, Reverse<usize>)>,
    /// Pairs around which nobody has looked yet.
    found: Vec<(usize, usize)>,
}

impl Growth<'_, '_> {
    fn offer(&mut self, old: Option<usize>, new: Option<usize>) {
        let (Some(old), Some(new)) = (old, new) else { return };
        if !self.matching.is_free(old, new) {
            return;
        }
        let score = self.scores.of(self.matching, old, new);
        if score >= ACCEPTED {
            self.waiting.push((score, Reverse(new), Reverse(old)));
        }
    }

    /// Offers a new unit what stands where it stands.
    fn offer_neighbours(&mut self, new: usize) {
        let versions = self.scores.versions;
        let at = versions.new.place(new);
        let before = at.before.and_then(|before| self.matching.old_of(before)).and_then(|before| versions.old.place(before).after);
        let after = at.after.and_then(|after| self.matching.old_of(after)).and_then(|after| versions.old.place(after).before);
        self.offer(before, Some(new));
        self.offer(after, Some(new));
    }

    /// Ties what waits.
    fn run(&mut self, care: Care) {
        while let Some((score, Reverse(new), Reverse(old))) = self.waiting.pop() {
            if !self.matching.is_free(old, new) {
                continue;
            }
            let now = self.scores.of(self.matching, old, new);
            if now < score {
                self.offer(Some(old), Some(new));
            } else if care == Care::None || !self.has_rival(old, new, now - MARGIN) {
                self.matching.tie(self.scores.versions, old, new);
                self.found.push((old, new));
                self.look();
            }
        }
    }

    /// Whether one of the two could as well be in another pair.
    fn has_rival(&mut self, old: usize, new: usize, least: i32) -> bool {
        let candidates = self.candidates;
        let others =
            candidates.of_new(new).iter().map(|other| (*other, new)).chain(candidates.of_old(old).iter().map(|other| (old, *other)));
        others
            .filter(|other| *other != (old, new))
            .any(|(old, new)| self.matching.is_free(old, new) && self.scores.of(self.matching, old, new) >= least)
    }

    /// Looks around what was found.
    fn look(&mut self) {
        while let Some((old, new)) = self.found.pop() {
            self.look_below(old, new);
            self.look_around(old, new);
        }
    }

    /// Offers those for whom this pair is a sign.
    fn look_around(&mut self, old: usize, new: usize) {
        let versions = self.scores.versions;
        let (old_at, new_at) = (versions.old.place(old), versions.new.place(new));
        self.offer(old_at.parent, new_at.parent);
        self.offer(old_at.first, new_at.first);
        let sides: [fn(super::shape::Place) -> Option<usize>; 2] = [|place| place.before, |place| place.after];
        for next in sides {
            let (old, new) = (next(old_at), next(new_at));
            self.offer(old, new);
            self.offer(old.and_then(|old| next(versions.old.place(old))), new);
            self.offer(old, new.and_then(|new| next(versions.new.place(new))));
            for near in new.into_iter().flat_map(|new| self.candidates.of_new(new)) {
                self.offer(Some(*near), new);
            }
        }
    }

    /// Ties children with the same text, if no sibling has it too, and offers others.
    fn look_below(&mut self, old: usize, new: usize) {
        let versions = self.scores.versions;
        let (olds, news): (Vec<usize>, Vec<usize>) = (versions.old.children(old).collect(), versions.new.children(new).collect());
        let texts: [fn(&Version<'_>, usize) -> usize; 2] = [|version, at| version.exact(at), |version, at| version.like(at)];
        for text in texts {
            let keys = |version: &Version<'_>, units: &[usize]| -> Vec<Option<usize>> {
                units.iter().map(|at| Some(text(version, *at)).filter(|number| *number != 0)).collect()
            };
            for (old, new) in anchors::unique(keys(&versions.old, &olds), keys(&versions.new, &news)) {
                let (Some(old), Some(new)) = (olds.get(old), news.get(new)) else { continue };
                let moved = scores::elsewhere(versions, self.matching, *old, *new) > scores::children(versions, self.matching, *old, *new);
                if self.matching.is_free(*old, *new) && !moved {
                    self.matching.tie(versions, *old, *new);
                    self.found.push((*old, *new));
                }
            }
        }
        let numbers: HashMap<&str, usize> = olds.iter().map(|child| (versions.old.number(*child), *child)).collect();
        for child in news {
            if !self.matching.is_free_new(child) {
                continue;
            }
            self.offer(numbers.get(versions.new.number(child)).copied(), Some(child));
            for near in self.candidates.of_new(child) {
                self.offer(Some(*near), Some(child));
            }
        }
    }
}
