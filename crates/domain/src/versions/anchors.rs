//! What is beyond doubt: whole parts, places and texts that stand once in each version.

use std::collections::HashMap;
use std::hash::Hash;

use super::matching::Matching;
use super::version::{Version, Versions};

/// How many words a part, or a unit with its neighbours, must have to say where it belongs.
const PART_WORDS: usize = 5;
/// How many words a text must have to say by itself where it belongs.
const TEXT_WORDS: usize = 4;

/// The number of a unit's text.
type TextNumber = fn(&Version<'_>, usize) -> usize;

/// Ties what can be told by texts alone: first by the same ones, then by those that differ in signs and endings only.
pub(super) fn tie(versions: &Versions<'_>, matching: &mut Matching) {
    ends(versions, matching);
    let texts: [TextNumber; 2] = [|version, at| version.exact(at), |version, at| version.like(at)];
    for text in texts {
        parts(versions, matching, text);
        singles(versions, matching, |version, at| {
            let near = [at.checked_sub(1), Some(at), Some(at + 1)].map(|at| at.filter(|at| *at < version.len()));
            let words: usize = near.iter().flatten().map(|at| version.words(*at)).sum();
            (words >= PART_WORDS).then(|| near.map(|at| at.map(|at| text(version, at))))
        });
        singles(versions, matching, |version, at| (version.words(at) >= TEXT_WORDS).then(|| text(version, at)));
    }
}

/// Ties what the versions begin and end with alike, citations included.
fn ends(versions: &Versions<'_>, matching: &mut Matching) {
    let (old, new) = (versions.old.len(), versions.new.len());
    let alike = |(old, new): &(usize, usize)| {
        let sides = versions.old.side(*old).zip(versions.new.side(*new));
        versions.same_text(*old, *new)
            && sides.is_some_and(|(old, new)| (old.kind, old.depth, old.label) == (new.kind, new.depth, new.label))
    };
    let head: Vec<(usize, usize)> = (0..old).zip(0..new).take_while(alike).collect();
    let tail = (head.len()..old).rev().zip((head.len()..new).rev()).take_while(alike);
    // A unit is what is under it too.
    let whole = |(old, new): &&(usize, usize)| versions.old.place(*old).end.max(versions.new.place(*new).end) <= head.len();
    for (old, new) in head.iter().filter(whole).copied().chain(tail) {
        if matching.is_free(old, new) {
            matching.tie(versions, old, new);
        }
    }
}

/// Ties units whose key stands exactly once in each version.
fn singles<K: Hash + Eq>(versions: &Versions<'_>, matching: &mut Matching, key: impl Fn(&Version<'_>, usize) -> Option<K>) {
    let keys = |version: &Version<'_>| -> Vec<Option<K>> { (0..version.len()).map(|at| key(version, at)).collect() };
    for (old, new) in unique(keys(&versions.old), keys(&versions.new)) {
        if matching.is_free(old, new) {
            matching.tie(versions, old, new);
        }
    }
}

/// Parts, from a unit down to its last child, with the same texts in the same shape.
fn parts(versions: &Versions<'_>, matching: &mut Matching, text: TextNumber) {
    let mut known = HashMap::new();
    let (old, new) = (digests(&versions.old, text, &mut known), digests(&versions.new, text, &mut known));
    for (old, new) in unique(old, new) {
        for (old, new) in (old..versions.old.place(old).end).zip(new..) {
            if matching.is_free(old, new) {
                matching.tie(versions, old, new);
            }
        }
    }
}

/// A number for each part that has enough words, the same for the same texts in the same shape.
fn digests(version: &Version<'_>, text: TextNumber, known: &mut HashMap<(usize, Vec<usize>), usize>) -> Vec<Option<usize>> {
    let mut parts = vec![(0, 0); version.len()];
    for at in (0..version.len()).rev() {
        let below: Vec<(usize, usize)> = version.children(at).filter_map(|child| parts.get(child).copied()).collect();
        let words = version.words(at) + below.iter().map(|(_, words)| words).sum::<usize>();
        let next = known.len();
        let number = *known.entry((text(version, at), below.into_iter().map(|(number, _)| number).collect())).or_insert(next);
        if let Some(part) = parts.get_mut(at) {
            *part = (number, words);
        }
    }
    parts.into_iter().map(|(number, words)| (words >= PART_WORDS).then_some(number)).collect()
}

/// The places of what stands exactly once in each list, in the order of the new one.
pub(super) fn unique<K: Hash + Eq>(old: Vec<Option<K>>, new: Vec<Option<K>>) -> Vec<(usize, usize)> {
    let once = |keys: Vec<Option<K>>| {
        let mut found: HashMap<K, Option<usize>> = HashMap::new();
        for (at, key) in keys.into_iter().enumerate() {
            if let Some(key) = key {
                found.entry(key).and_modify(|at| *at = None).or_insert(Some(at));
            }
        }
        found
    };
    let (old, new) = (once(old), once(new));
    let mut pairs: Vec<(usize, usize)> = new.into_iter().filter_map(|(key, at)| Some(((*old.get(&key)?)?, at?))).collect();
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}
