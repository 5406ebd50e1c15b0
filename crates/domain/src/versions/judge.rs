//! What of a matching a person should look at.

use super::features::taken;
use super::grow::Candidates;
use super::index::Index;
use super::matching::Matching;
use super::scores::{self, Scores};
use super::successor;
use super::version::Versions;

/// What must speak for a pair of the same text, and of another.
const SAME_SCORE: i32 = 700;
const CHANGED_SCORE: i32 = 800;
/// So alike, of 1,000, must two texts be that one is a change of the other.
const CHANGED: u32 = 450;
/// So many of the children, of 1,000, must be pairs where the text does not say it.
const CHILDREN: i32 = 500;
/// Another pair is no rival when it is so much worse.
const MARGIN: i32 = 120;
/// From here on a unit without a pair might have had one.
const DOUBTFUL: i32 = 460;
/// So much of a text, of 1,000, must come from another that was split, or go into one that was merged.
const PART: u32 = 500;
/// So alike, of 1,000, must two texts be that a unit could be the one or the other.
const ALIKE: u32 = 600;
/// A part of fewer words than this comes from anywhere.
const PART_WORDS: usize = 3;

/// Whether each unit of both versions is where it is without a doubt.
pub(super) struct Verdicts {
    pub(super) old: Vec<bool>,
    pub(super) new: Vec<bool>,
}

/// Judges every pair, and every unit without one. The indices are of the old and of the new version.
pub(super) fn judge(scores: &mut Scores<'_>, matching: &Matching, candidates: &Candidates, indices: (&Index, &Index)) -> Verdicts {
    let versions = scores.versions;
    let mut judge = Judge { scores, matching, candidates };
    let new = (0..versions.new.len()).map(|new| match matching.old_of(new) {
        _ if matching.is_pinned(new) => true,
        Some(old) => judge.is_certain(old, new),
        None => !judge.might_be_old(new),
    });
    let new: Vec<bool> = new.collect();
    let old = (0..versions.old.len()).map(|old| match matching.new_of(old) {
        Some(new_at) => new.get(new_at).copied().unwrap_or_default(),
        None => !judge.might_be_new(old),
    });
    let mut verdicts = Verdicts { old: old.collect(), new };
    split(versions, matching, indices.0, &mut verdicts);
    merged(versions, matching, indices.1, &mut verdicts);
    replaced(versions, matching, &mut verdicts);
    verdicts
}

struct Judge<'a, 'b> {
    scores: &'b mut Scores<'a>,
    matching: &'b Matching,
    candidates: &'b Candidates,
}

impl Judge<'_, '_> {
    fn score(&mut self, old: usize, new: usize) -> i32 {
        self.scores.of(self.matching, old, new)
    }

    fn is_certain(&mut self, old: usize, new: usize) -> bool {
        let versions = self.scores.versions;
        let score = self.score(old, new);
        let children = scores::children(versions, self.matching, old, new);
        let enough = match (versions.same_text(old, new), versions.old.exact(old)) {
            (true, 0) => score >= CHANGED_SCORE || children >= CHILDREN,
            (true, _) => score >= SAME_SCORE,
            (false, _) if scores::is_repealed(versions, old, new) => score >= CHANGED_SCORE,
            (false, _) => score >= CHANGED_SCORE && (self.scores.alike(old, new) >= CHANGED || children >= CHILDREN),
        };
        enough && !self.is_one_of_many(old, new) && !self.has_rival(old, new, score)
    }

    /// Whether it is one of several siblings with the same text, of which there are more or fewer now.
    fn is_one_of_many(&self, old: usize, new: usize) -> bool {
        let versions = self.scores.versions;
        versions.old.like(old) != 0
            && versions.is_repeated(old, new)
            && versions.old.siblings_alike(old) != versions.new.siblings_alike(new)
    }

    /// Whether another pair with one of the two is nearly as good, and has no better place itself.
    fn has_rival(&mut self, old: usize, new: usize, score: i32) -> bool {
        let versions = self.scores.versions;
        if versions.same_text(old, new) && versions.old.exact(old) != 0 && !versions.is_repeated(old, new) {
            return false;
        }
        let candidates = self.candidates;
        candidates.of_new(new).iter().any(|other| *other != old && self.is_rival_old(*other, new, score - MARGIN))
            || candidates.of_old(old).iter().any(|other| *other != new && self.is_rival_new(old, *other, score - MARGIN))
    }

    fn is_rival_old(&mut self, old: usize, new: usize, least: i32) -> bool {
        let score = self.score(old, new);
        let placed = self.matching.new_of(old).is_some_and(|placed| self.score(old, placed) >= score + MARGIN);
        score >= least && !placed
    }

    fn is_rival_new(&mut self, old: usize, new: usize, least: i32) -> bool {
        let score = self.score(old, new);
        let placed = self.matching.old_of(new).is_some_and(|placed| self.score(placed, new) >= score + MARGIN);
        score >= least && !placed
    }

    fn might_be_old(&mut self, new: usize) -> bool {
        let candidates = self.candidates;
        let like = self.scores.versions.new.like(new);
        (like != 0 && self.matching.left(like).0 > 0) || candidates.of_new(new).iter().any(|old| self.is_rival_old(*old, new, DOUBTFUL))
    }

    fn might_be_new(&mut self, old: usize) -> bool {
        let candidates = self.candidates;
        let like = self.scores.versions.old.like(old);
        (like != 0 && self.matching.left(like).1 > 0) || candidates.of_old(old).iter().any(|new| self.is_rival_new(old, *new, DOUBTFUL))
    }
}

/// Whether a pair that is out of its place could be another, which is alike.
fn could_be(versions: &Versions<'_>, matching: &Matching, pair: (usize, usize), other: (usize, usize)) -> bool {
    !in_place(versions, matching, pair.0, pair.1) && versions.alike(other.0, other.1) >= ALIKE
}

/// Whether a pair is still under the same parent.
fn in_place(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> bool {
    match (versions.old.place(old).parent, versions.new.place(new).parent) {
        (Some(old), Some(new)) => matching.are_tied(old, new),
        (old, new) => old == new,
    }
}

/// Doubts every pair of which a part went into an added unit.
fn split(versions: &Versions<'_>, matching: &Matching, index: &Index, verdicts: &mut Verdicts) {
    for new in (0..versions.new.len()).filter(|new| matching.is_free_new(*new)) {
        let Some(text) = versions.new.text(new).filter(|text| text.words >= PART_WORDS) else { continue };
        let at = versions.new.place(new);
        let near = [at.before, at.after].into_iter().flatten().filter_map(|near| matching.old_of(near));
        for old in near.chain(index.nearest(text, &versions.weights, |_| true)) {
            let Some(kept) = matching.new_of(old) else { continue };
            let (Some(had), Some(has)) = (versions.old.text(old), versions.new.text(kept)) else { continue };
            let part = taken(text, had, has, &versions.weights) >= PART;
            if (part || could_be(versions, matching, (old, kept), (old, new))) && !matching.is_pinned(kept) {
                doubt(verdicts, &[old], &[new, kept]);
            }
        }
    }
}

/// Doubts every pair that took up a part of a removed unit.
fn merged(versions: &Versions<'_>, matching: &Matching, index: &Index, verdicts: &mut Verdicts) {
    for old in (0..versions.old.len()).filter(|old| matching.is_free_old(*old)) {
        let Some(text) = versions.old.text(old).filter(|text| text.words >= PART_WORDS) else { continue };
        for new in successor::heirs(versions, matching, index, old) {
            let Some(kept) = matching.old_of(new) else { continue };
            let (Some(has), Some(had)) = (versions.new.text(new), versions.old.text(kept)) else { continue };
            let part = taken(text, has, had, &versions.weights) >= PART;
            if (part || could_be(versions, matching, (kept, new), (old, new))) && !matching.is_pinned(new) {
                doubt(verdicts, &[old, kept], &[new]);
            }
        }
    }
}

/// Doubts what was removed, or moved to another parent, where something was added in its place: it may be the same
/// with other words.
fn replaced(versions: &Versions<'_>, matching: &Matching, verdicts: &mut Verdicts) {
    for old in 0..versions.old.len() {
        let kept = matching.new_of(old);
        if kept.is_some_and(|new| matching.is_pinned(new) || in_place(versions, matching, old, new)) {
            continue;
        }
        if let Some(new) = successor::place(versions, matching, old).filter(|new| matching.is_free_new(*new)) {
            doubt(verdicts, &[old], &[new]);
            doubt(verdicts, &[], kept.as_slice());
        }
    }
}

fn doubt(verdicts: &mut Verdicts, old: &[usize], new: &[usize]) {
    for (list, units) in [(&mut verdicts.old, old), (&mut verdicts.new, new)] {
        units.iter().for_each(|at| list.get_mut(*at).into_iter().for_each(|certain| *certain = false));
    }
}
