//! Which unit became which, as far as it is known.

use std::collections::HashMap;

use super::version::Versions;

/// Pairs of units, one old and one new each.
pub(super) struct Matching {
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
    /// New units that a person has decided on.
    pinned: Vec<bool>,
    /// How many children two units have in common.
    shared: HashMap<(usize, usize), usize>,
    /// How many children of each unit are in pairs.
    children_old: Vec<usize>,
    children_new: Vec<usize>,
    /// How often each text stands in units without a pair, in the old version and in the new one.
    left: HashMap<usize, (usize, usize)>,
}

impl Matching {
    /// No pairs yet but those that a person has decided. What points nowhere, or at what is taken, decides nothing.
    pub(super) fn new(versions: &Versions<'_>, pinned: &[(usize, Option<usize>)]) -> Self {
        let (old, new) = (versions.old.len(), versions.new.len());
        let mut matching = Self {
            to_new: vec![None; old],
            to_old: vec![None; new],
            pinned: vec![false; new],
            shared: HashMap::new(),
            children_old: vec![0; old],
            children_new: vec![0; new],
            left: HashMap::new(),
        };
        (0..old).for_each(|old| matching.left.entry(versions.old.like(old)).or_default().0 += 1);
        (0..new).for_each(|new| matching.left.entry(versions.new.like(new)).or_default().1 += 1);
        for (new, old) in pinned {
            if old.is_none_or(|old| matching.is_free(old, *new)) && matching.is_free_new(*new) {
                if let Some(old) = old {
                    matching.tie(versions, *old, *new);
                }
                if let Some(pinned) = matching.pinned.get_mut(*new) {
                    *pinned = true;
                }
            }
        }
        matching
    }

    /// What became of an old unit.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.to_new.get(old).copied().flatten()
    }

    /// What a new unit was.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.to_old.get(new).copied().flatten()
    }

    pub(super) fn are_tied(&self, old: usize, new: usize) -> bool {
        self.new_of(old) == Some(new)
    }

    pub(super) fn is_pinned(&self, new: usize) -> bool {
        self.pinned.get(new).copied().unwrap_or_default()
    }

    pub(super) fn is_free_old(&self, old: usize) -> bool {
        self.to_new.get(old).is_some_and(Option::is_none)
    }

    pub(super) fn is_free_new(&self, new: usize) -> bool {
        self.to_old.get(new).is_some_and(Option::is_none) && !self.is_pinned(new)
    }

    /// Whether the two may become a pair.
    pub(super) fn is_free(&self, old: usize, new: usize) -> bool {
        self.is_free_old(old) && self.is_free_new(new)
    }

    /// How many children of the one became children of the other.
    pub(super) fn shared(&self, old: usize, new: usize) -> usize {
        self.shared.get(&(old, new)).copied().unwrap_or_default()
    }

    /// How many children of the one and of the other are in pairs, whatever with.
    pub(super) fn children(&self, old: usize, new: usize) -> (usize, usize) {
        let count = |list: &[usize], at: usize| list.get(at).copied().unwrap_or_default();
        (count(&self.children_old, old), count(&self.children_new, new))
    }

    /// How often a text, by its number but for endings, accents and signs, stands in units of the old and of the new
    /// version that have no pair.
    pub(super) fn left(&self, like: usize) -> (usize, usize) {
        self.left.get(&like).copied().unwrap_or_default()
    }

    /// Makes a pair of two that are free.
    pub(super) fn tie(&mut self, versions: &Versions<'_>, old: usize, new: usize) {
        if let (Some(to_new), Some(to_old)) = (self.to_new.get_mut(old), self.to_old.get_mut(new)) {
            (*to_new, *to_old) = (Some(new), Some(old));
        }
        for (like, of_old) in [(versions.old.like(old), true), (versions.new.like(new), false)] {
            if let Some((old, new)) = self.left.get_mut(&like) {
                let left = if of_old { old } else { new };
                *left = left.saturating_sub(1);
            }
        }
        let above = (versions.old.place(old).parent, versions.new.place(new).parent);
        for (parent, children) in [(above.0, &mut self.children_old), (above.1, &mut self.children_new)] {
            parent.and_then(|parent| children.get_mut(parent)).into_iter().for_each(|children| *children += 1);
        }
        if let (Some(old), Some(new)) = above {
            *self.shared.entry((old, new)).or_default() += 1;
        }
    }
}
