//! Units of another version that a unit might be: what is offered to a person who corrects a matching.

use std::cmp::Reverse;

use super::Side;
use super::index::Index;
use super::version::Versions;

/// For each of some units of `version`, by their indices, the units of `other` that are most like it, the most alike
/// first: some that have rare words in common with it, and the one with its citation.
#[must_use]
pub fn alike(version: &[Side<'_>], other: &[Side<'_>], asked: &[usize]) -> Vec<Vec<usize>> {
    if asked.is_empty() {
        return Vec::new();
    }
    let versions = Versions::new(other, version);
    let index = Index::new(&versions.old, versions.weights.len());
    let of = |at: usize| {
        let texts = versions.new.text(at).map(|text| index.nearest(text, &versions.weights, |_| true)).unwrap_or_default();
        let cited = versions.new.side(at).and_then(|side| versions.old.by_label(side.label));
        let mut found: Vec<usize> = texts.into_iter().chain(cited).collect();
        found.sort_by_cached_key(|found| (Reverse(versions.alike(*found, at)), *found));
        found.dedup();
        found
    };
    asked.iter().map(|at| of(*at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::UnitKind;

    fn sides<'a>(units: &[(&'a str, &'a str)]) -> Vec<Side<'a>> {
        units.iter().map(|(label, text)| Side { kind: UnitKind::Section, depth: 0, label, text }).collect()
    }

    #[test]
    fn the_most_alike_come_first_and_the_same_citation_among_them() {
        let old = sides(&[
            ("§ 1", "Rada opiniuje projekty uchwał."),
            ("§ 2", "Kadencja rady trwa trzy lata."),
            ("§ 3", "Obsługę zapewnia urząd miasta."),
        ]);
        let new = sides(&[("§ 1", "Kadencja rady trwa cztery lata."), ("§ 9", "Zupełnie inne słowa."), ("§ 3", "")]);
        assert_eq!(alike(&new, &old, &[0, 1, 2]), [vec![1, 0], vec![], vec![2]]);
    }
}
