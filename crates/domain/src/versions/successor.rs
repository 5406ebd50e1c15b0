//! What most likely took the place of a unit that is gone.

use super::features::taken;
use super::index::Index;
use super::matching::Matching;
use super::version::Versions;

/// So much of a text, of 1,000, must stand in another that it can be said to live on there.
const LIVES_ON: u32 = 500;
/// A text of fewer words than this lives on nowhere: its words stand everywhere.
const WORDS_MIN: usize = 3;

/// The new unit that most likely took the place of an old one without a pair: where its words are now, else what
/// stands where it stood. `index` is of the new version.
pub(super) fn of(versions: &Versions<'_>, matching: &Matching, index: &Index, old: usize) -> Option<usize> {
    words(versions, matching, index, old).or_else(|| place(versions, matching, old))
}

/// New units that may have taken up words of an old one: those with the same rare words, and the nearest.
pub(super) fn heirs(versions: &Versions<'_>, matching: &Matching, index: &Index, old: usize) -> Vec<usize> {
    let at = versions.old.place(old);
    let near = [at.before, at.after, at.parent].into_iter().flatten().filter_map(|near| matching.new_of(near));
    let alike = versions.old.text(old).map(|text| index.nearest(text, &versions.weights, |_| true)).unwrap_or_default();
    let mut heirs: Vec<usize> = near.chain(alike).collect();
    heirs.sort_unstable();
    heirs.dedup();
    heirs
}

fn words(versions: &Versions<'_>, matching: &Matching, index: &Index, old: usize) -> Option<usize> {
    if versions.old.words(old) < WORDS_MIN {
        return None;
    }
    let heirs = heirs(versions, matching, index, old);
    let shares = heirs.into_iter().map(|new| (inherited(versions, matching, old, new), std::cmp::Reverse(new)));
    shares.filter(|(share, _)| *share >= LIVES_ON).max().map(|(_, new)| new.0)
}

/// How much of an old text, of 1,000, a new unit has, and did not have before.
fn inherited(versions: &Versions<'_>, matching: &Matching, old: usize, new: usize) -> u32 {
    let before = matching.old_of(new).and_then(|before| versions.old.text(before));
    match (before, versions.old.text(old), versions.new.text(new)) {
        (Some(before), Some(old), Some(new)) => taken(old, new, before, &versions.weights),
        _ => versions.common(old, new).of_old(),
    }
}

/// An added unit of the same kind with its citation, or behind what stood before it, or before what stood behind it;
/// or the parent, where that has no children any more.
pub(super) fn place(versions: &Versions<'_>, matching: &Matching, old: usize) -> Option<usize> {
    let side = versions.old.side(old)?;
    let at = versions.old.place(old);
    let added = |new: &usize| matching.old_of(*new).is_none() && versions.new.side(*new).is_some_and(|new| new.kind == side.kind);
    let cited = versions.new.by_label(side.label);
    let behind = at.before.and_then(|before| matching.new_of(before)).and_then(|before| versions.new.place(before).after);
    let before = at.after.and_then(|after| matching.new_of(after)).and_then(|after| versions.new.place(after).before);
    let above = at.parent.and_then(|parent| matching.new_of(parent)).filter(|parent| versions.new.place(*parent).children == 0);
    [cited, behind, before].into_iter().flatten().find(added).or(above)
}
