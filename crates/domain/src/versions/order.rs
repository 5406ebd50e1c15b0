//! The pairs in an order to read, and what each of them is.

use super::matching::Matching;
use super::version::Versions;
use super::{Kind, Pair};

/// All pairs in the order of the new version; what was removed stands where it stood among its siblings.
pub(super) fn lay_out(
    versions: &Versions<'_>,
    matching: &Matching,
    certain: impl Fn(Option<usize>, Option<usize>) -> bool,
    successor: impl Fn(usize) -> Option<usize>,
) -> Vec<Pair> {
    let stayed = longest_order(versions, matching);
    let mut gone = removed(versions, matching).into_iter().peekable();
    let mut pairs = Vec::with_capacity(versions.new.len());
    let removal =
        |old| Pair { from: Some(old), to: None, kind: Kind::Removed, certain: certain(Some(old), None), replaced_by: successor(old) };
    for new in 0..versions.new.len() {
        while let Some((_, old)) = gone.next_if(|(slot, _)| *slot <= new) {
            pairs.push(removal(old));
        }
        let from = matching.old_of(new);
        let in_order = stayed.get(new).copied().unwrap_or_default();
        let kind = from.map_or(Kind::Added, |old| kind(versions, old, new, in_order));
        pairs.push(Pair { from, to: Some(new), kind, certain: certain(from, Some(new)), replaced_by: None });
    }
    pairs.extend(gone.map(|(_, old)| removal(old)));
    pairs
}

fn kind(versions: &Versions<'_>, old: usize, new: usize, in_order: bool) -> Kind {
    if !versions.same_text(old, new) {
        Kind::Changed
    } else if in_order && versions.same_label(old, new) {
        Kind::Same
    } else {
        Kind::Moved
    }
}

/// Whether each new unit is in the longest run of units that kept their order.
fn longest_order(versions: &Versions<'_>, matching: &Matching) -> Vec<bool> {
    /// The last unit of a run: what it was, where it is, and the one before it.
    struct End {
        old: usize,
        new: usize,
        before: Option<usize>,
    }
    let mut ends: Vec<End> = Vec::new();
    // For each length the run that ends earliest in the old version, as an index of `ends`.
    let mut runs: Vec<usize> = Vec::new();
    for new in 0..versions.new.len() {
        let Some(old) = matching.old_of(new) else { continue };
        let length = runs.partition_point(|end| ends.get(*end).is_some_and(|end| end.old < old));
        let before = length.checked_sub(1).and_then(|length| runs.get(length).copied());
        runs.truncate(runs.len().max(length));
        match runs.get_mut(length) {
            Some(run) => *run = ends.len(),
            None => runs.push(ends.len()),
        }
        ends.push(End { old, new, before });
    }
    let mut stayed = vec![false; versions.new.len()];
    let mut end = runs.last().copied();
    while let Some(at) = end.and_then(|end| ends.get(end)) {
        stayed.get_mut(at.new).into_iter().for_each(|stayed| *stayed = true);
        end = at.before;
    }
    stayed
}

/// The removed units, each with the new unit before which it is shown.
fn removed(versions: &Versions<'_>, matching: &Matching) -> Vec<(usize, usize)> {
    let mut slots: Vec<Option<usize>> = vec![None; versions.old.len()];
    for old in (0..versions.old.len()).filter(|old| matching.new_of(*old).is_none()) {
        let slot = slot(versions, matching, &slots, old);
        slots.get_mut(old).into_iter().for_each(|place| *place = Some(slot));
    }
    let mut removed: Vec<(usize, usize)> = slots.into_iter().enumerate().filter_map(|(old, slot)| Some((slot?, old))).collect();
    removed.sort_unstable();
    removed
}

/// Behind the nearest sibling that was before it and still is under the same parent; else at the start of the parent.
fn slot(versions: &Versions<'_>, matching: &Matching, slots: &[Option<usize>], old: usize) -> usize {
    let at = versions.old.place(old);
    let (start, end) = match at.parent.map(|parent| (parent, matching.new_of(parent))) {
        None => (0, versions.new.len()),
        Some((_, Some(parent))) => (parent + 1, versions.new.place(parent).end),
        // With its parent.
        Some((parent, None)) => return slots.get(parent).copied().flatten().unwrap_or_default(),
    };
    let mut before = at.before;
    while let Some(sibling) = before {
        match (matching.new_of(sibling), slots.get(sibling).copied().flatten()) {
            (Some(new), _) if (start..end).contains(&new) => return versions.new.place(new).end,
            (None, Some(slot)) => return slot,
            _ => before = versions.old.place(sibling).before,
        }
    }
    start
}
