//! Two versions of a draft: which unit became which, and what changed in its words.
//!
//! A unit that is recognised keeps its id, so that a remark on § 12 of the first version stands at § 13 of the second.
//! The way of a matching: `version` measures both sides (`shape` their places, `features` their texts); `anchors` ties
//! what is beyond doubt into the `matching`; `grow` goes on from there, best pair first, by `scores` over candidates
//! that the `index` finds; `judge` and `doubts` say what a person should look at; `successor` says what took the place
//! of what is gone; `order` lays the pairs out. All of it counts and compares whole numbers, and no order but that of
//! the text decides: the same two versions are matched in the same way everywhere.
//!
//! By themselves, `words` compares two texts, cut by `token`, and `near` finds what a unit might be.

mod anchors;
mod doubts;
mod features;
mod grow;
mod index;
mod judge;
mod matching;
mod near;
mod order;
mod scores;
mod shape;
mod successor;
mod token;
mod version;
mod words;

pub use near::alike;
pub use words::{Op, Words, word_diff};

use serde::{Deserialize, Serialize};

use crate::draft::{ParsedUnit, UnitKind};
use index::Index;
use matching::Matching;
use scores::Scores;
use version::Versions;

/// A unit of a version, as far as matching asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// What it is in the act.
    pub kind: UnitKind,
    /// How deep it lies, from 0.
    pub depth: u32,
    /// The full citation.
    pub label: &'a str,
    /// Its own text, without its number and without its children; may be empty.
    pub text: &'a str,
}

impl<'a> From<&'a ParsedUnit> for Side<'a> {
    fn from(unit: &'a ParsedUnit) -> Self {
        Self { kind: unit.kind, depth: unit.depth, label: &unit.label, text: &unit.text }
    }
}

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Fate))]
pub enum Kind {
    /// The same words under the same citation.
    Same,
    /// Other words, wherever it stands.
    Changed,
    /// The same words under another citation or in another place.
    Moved,
    /// It stands in the old version only.
    Removed,
    /// It stands in the new version only.
    Added,
}

impl Kind {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// A unit in both versions, or in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Its index in the old version.
    pub from: Option<usize>,
    /// Its index in the new version.
    pub to: Option<usize>,
    /// What became of it.
    pub kind: Kind,
    /// Whether it can be taken as it is; else a person should look at it.
    pub certain: bool,
    /// For a removed unit: the index in the new version of what most likely took its place.
    pub replaced_by: Option<usize>,
}

/// Finds out which unit of the old version became which of the new one.
///
/// `pinned` is what a person has decided: an index in the new version, and the one in the old version that it was, or
/// `None` when it is new. That is always certain; a decision that names no unit, or one that is taken, is passed over.
///
/// Every unit of both versions is in exactly one pair. The pairs are in the order of the new version; what was removed
/// stands among them where it stood.
#[must_use]
pub fn match_units(old: &[Side<'_>], new: &[Side<'_>], pinned: &[(usize, Option<usize>)]) -> Vec<Pair> {
    let versions = Versions::new(old, new);
    let mut matching = Matching::new(&versions, pinned);
    anchors::tie(&versions, &mut matching);
    let indices = (Index::new(&versions.old, versions.weights.len()), Index::new(&versions.new, versions.weights.len()));
    let candidates = grow::Candidates::new(&versions, &matching, &indices.0);
    let mut scores = Scores::new(&versions);
    grow::tie(&mut scores, &mut matching, &candidates);
    let verdicts = judge::judge(&mut scores, &matching, &candidates, (&indices.0, &indices.1));
    let certain = |old: Option<usize>, new: Option<usize>| match (old, new) {
        (_, Some(new)) => verdicts.new.get(new).copied().unwrap_or_default(),
        (Some(old), None) => verdicts.old.get(old).copied().unwrap_or_default(),
        (None, None) => false,
    };
    order::lay_out(&versions, &matching, certain, |old| successor::of(&versions, &matching, &indices.1, old))
}

/// What became of units that were matched before: `from` has, for each unit of the new version, the index in the old
/// version of the unit with the same id. As [`match_units`], and all of it certain.
#[must_use]
pub fn compare(old: &[Side<'_>], new: &[Side<'_>], from: &[Option<usize>]) -> Vec<Pair> {
    let versions = Versions::new(old, new);
    let pinned: Vec<(usize, Option<usize>)> = from.iter().copied().enumerate().collect();
    let matching = Matching::new(&versions, &pinned);
    let index = Index::new(&versions.new, versions.weights.len());
    order::lay_out(&versions, &matching, |_, _| true, |old| successor::of(&versions, &matching, &index, old))
}

/// What became of a unit, by itself: whether it stands in another place among the others is not asked here.
/// Texts that differ in white space alone are the same.
#[must_use]
pub fn kind_of(old: Option<Side<'_>>, new: Option<Side<'_>>) -> Option<Kind> {
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(Kind::Added),
        (Some(_), None) => Some(Kind::Removed),
        (Some(old), Some(new)) if !old.text.split_whitespace().eq(new.text.split_whitespace()) => Some(Kind::Changed),
        (Some(old), Some(new)) if old.label != new.label => Some(Kind::Moved),
        (Some(_), Some(_)) => Some(Kind::Same),
    }
}
