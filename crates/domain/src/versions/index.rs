//! Finding texts that have rare words in common, without comparing every text with every other.

use std::collections::HashMap;

use super::features::Text;
use super::version::Version;

/// A word in more units than this finds nothing: it would find too much.
const FOUND_MAX: usize = 48;
/// How many of a text's rarest words are looked up.
const ASKED_MAX: usize = 24;
/// How many texts are found.
pub(super) const NEAREST_MAX: usize = 8;

/// In which units of one version each feature stands.
pub(super) struct Index(Vec<Vec<usize>>);

impl Index {
    /// Of all units of a version; `features` is how many features there are.
    pub(super) fn new(version: &Version<'_>, features: usize) -> Self {
        let mut found = vec![Vec::new(); features];
        for at in 0..version.len() {
            for feature in version.text(at).map(|text| text.features.as_slice()).unwrap_or_default() {
                if let Some(units) = found.get_mut(*feature).filter(|units: &&mut Vec<usize>| units.len() <= FOUND_MAX) {
                    units.push(at);
                }
            }
        }
        Self(found)
    }

    /// The units with the most in common with a text, best first, of those that `may` be found.
    pub(super) fn nearest(&self, text: &Text, weights: &[u32], may: impl Fn(usize) -> bool) -> Vec<usize> {
        let units = |feature: &usize| self.0.get(*feature).map(Vec::as_slice).unwrap_or_default();
        let mut asked: Vec<(usize, usize)> = text
            .features
            .iter()
            .map(|feature| (units(feature).len(), *feature))
            .filter(|(found, _)| (1..=FOUND_MAX).contains(found))
            .collect();
        asked.sort_unstable();
        asked.truncate(ASKED_MAX);
        let mut votes: HashMap<usize, u32> = HashMap::new();
        for (_, feature) in &asked {
            for unit in units(feature) {
                *votes.entry(*unit).or_default() += weights.get(*feature).copied().unwrap_or_default();
            }
        }
        let mut votes: Vec<(u32, usize)> = votes.into_iter().filter(|(unit, _)| may(*unit)).map(|(unit, votes)| (votes, unit)).collect();
        votes.sort_unstable_by_key(|(votes, unit)| (std::cmp::Reverse(*votes), *unit));
        votes.truncate(NEAREST_MAX);
        votes.into_iter().map(|(_, unit)| unit).collect()
    }
}
