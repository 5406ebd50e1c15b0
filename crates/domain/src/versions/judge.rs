//! What of a matching a person should look at: what is not plain enough by itself, or has a rival.

use super::doubts;
use super::grow::Candidates;
use super::index::Index;
use super::matching::Matching;
use super::scores::{self, Scores};

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
    doubts::add(versions, matching, indices, &mut verdicts);
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
        let enough = scores::is_untouched(versions, self.matching, old, new)
            || match (versions.same_text(old, new), versions.old.exact(old)) {
                (true, 0) => score >= CHANGED_SCORE || children >= CHILDREN,
                (true, _) => score >= SAME_SCORE,
                (false, _) if scores::is_repealed(versions, old, new) => scores::is_between(versions, self.matching, old, new),
                (false, _) => score >= CHANGED_SCORE && (self.scores.alike(old, new) >= CHANGED || children >= CHILDREN),
            };
        enough && !self.is_one_of_many(old, new) && !self.has_rival(old, new, score)
    }

    /// Whether it is one of several siblings with the same text, of which there are more or fewer now.
    fn is_one_of_many(&self, old: usize, new: usize) -> bool {
        let (before, after) = (&self.scores.versions.old, &self.scores.versions.new);
        let (like, parents) = (before.like(old), (before.place(old).parent, after.place(new).parent));
        like != 0 && self.scores.versions.is_repeated(old, new) && before.alike_below(parents.0, like) != after.alike_below(parents.1, like)
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

    /// Whether a unit that is said to be new has its text from somewhere, or a sibling has it too.
    fn might_be_old(&mut self, new: usize) -> bool {
        let (matching, candidates, versions) = (self.matching, self.candidates, self.scores.versions);
        let (like, parent) = (versions.new.like(new), versions.new.place(new).parent);
        let before = parent.and_then(|parent| matching.old_of(parent));
        let among = parent.is_none() == before.is_none() && versions.old.alike_below(before, like) > 0;
        (like != 0 && (among || matching.left(like).0 > 0))
            || candidates.of_new(new).iter().any(|old| self.is_rival_old(*old, new, DOUBTFUL))
    }

    /// The same of a unit that is said to be gone.
    fn might_be_new(&mut self, old: usize) -> bool {
        let (matching, candidates, versions) = (self.matching, self.candidates, self.scores.versions);
        let (like, parent) = (versions.old.like(old), versions.old.place(old).parent);
        let after = parent.and_then(|parent| matching.new_of(parent));
        let among = parent.is_none() == after.is_none() && versions.new.alike_below(after, like) > 0;
        (like != 0 && (among || matching.left(like).1 > 0))
            || candidates.of_old(old).iter().any(|new| self.is_rival_new(old, *new, DOUBTFUL))
    }
}
