//! What of a matching a person should look at, however plain it is by itself: what was split, merged, copied, or
//! replaced in its place.

use std::collections::HashSet;

use super::features::taken;
use super::index::Index;
use super::judge::Verdicts;
use super::matching::Matching;
use super::successor;
use super::version::{Version, Versions};

/// So much of a text, of 1,000, must come from another that was split, or go into one that was merged.
const PART: u32 = 500;
/// A part of fewer words than this comes from anywhere.
const PART_WORDS: usize = 3;
/// So alike, of 1,000, must two texts be that a unit could be the one or the other.
const ALIKE: u32 = 600;
/// A text of fewer words than this stands in more places than one anyway.
const COPIED_WORDS: usize = 4;

/// Adds these doubts. The indices are of the old and of the new version.
pub(super) fn add(versions: &Versions<'_>, matching: &Matching, indices: (&Index, &Index), verdicts: &mut Verdicts) {
    split(versions, matching, indices.0, verdicts);
    merged(versions, matching, indices.1, verdicts);
    replaced(versions, matching, verdicts);
    copied(versions, matching, verdicts);
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

/// Doubts pairs whose text stood once and stands in an added part too, or stands once and stood in a removed one as
/// well: that may be the one they became, or were. A unit without a text is what is under it.
fn copied(versions: &Versions<'_>, matching: &Matching, verdicts: &mut Verdicts) {
    let (old, new) = (&versions.old, &versions.new);
    let above = |version: &Version<'_>, at: usize, free: &dyn Fn(usize) -> bool| version.place(at).parent.is_some_and(free);
    let (free_old, free_new) = (|at: usize| matching.is_free_old(at), |at: usize| matching.is_free_new(at));
    let removed = (0..old.len()).filter(|at| free_old(*at) && above(old, *at, &free_old)).map(|at| old.like(at));
    let added = (0..new.len()).filter(|at| free_new(*at) && above(new, *at, &free_new)).map(|at| new.like(at));
    let likes: HashSet<usize> = removed.chain(added).collect();
    for at in (0..new.len()).rev() {
        let Some(was) = matching.old_of(at).filter(|_| !matching.is_pinned(at)) else { continue };
        let is_doubted = |child: &usize| verdicts.new.get(*child) == Some(&false);
        let copied = match new.exact(at) {
            0 => 2 * new.children(at).filter(is_doubted).count() > new.place(at).children,
            _ => {
                let like = new.like(at);
                new.words(at) >= COPIED_WORDS && likes.contains(&like) && old.repeats(like).min(new.repeats(like)) == 1
            }
        };
        if copied {
            doubt(verdicts, &[was], &[at]);
        }
    }
}

fn doubt(verdicts: &mut Verdicts, old: &[usize], new: &[usize]) {
    for (list, units) in [(&mut verdicts.old, old), (&mut verdicts.new, new)] {
        units.iter().for_each(|at| list.get_mut(*at).into_iter().for_each(|certain| *certain = false));
    }
}
