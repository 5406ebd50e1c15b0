//! What becomes of the units of a draft in its next version: which is which, and what ids they get.

use std::collections::{HashMap, HashSet};

use busola_domain::UnitId;
use busola_domain::consultation::Unit;
use busola_domain::draft::{ParsedUnit, UnitKind};
use busola_domain::versions::{Pair, Side, compare, match_units};
use busola_storage::drafts::{Match, StoredUnit};

use super::Pin;

/// Stored units, as far as matching asks.
pub(super) fn of_stored(units: &[StoredUnit]) -> Vec<Side<'_>> {
    units
        .iter()
        .map(|StoredUnit { kind, unit }| Side {
            kind: *kind,
            depth: u32::try_from(unit.depth).unwrap_or_default(),
            label: &unit.label,
            text: &unit.text,
        })
        .collect()
}

fn of_parsed(units: &[ParsedUnit]) -> Vec<Side<'_>> {
    units.iter().map(Side::from).collect()
}

/// Which unit of the present version is which of the next, as far as can be told, and as a person decided. What was
/// decided about a unit that is not there any more is passed over.
pub(super) fn matched(present: &[StoredUnit], next: &[ParsedUnit], pins: &[Pin]) -> Vec<Pair> {
    let known: HashMap<UnitId, usize> = present.iter().enumerate().map(|(at, stored)| (stored.unit.id, at)).collect();
    let labels: HashMap<&str, usize> = next.iter().enumerate().map(|(at, unit)| (unit.label.as_str(), at)).collect();
    let pinned: Vec<_> = pins
        .iter()
        .filter_map(|pin| {
            let to = *labels.get(pin.unit.as_str())?;
            match pin.from {
                None => Some((to, None)),
                Some(from) => Some((to, Some(*known.get(&from)?))),
            }
        })
        .collect();
    match_units(&of_stored(present), &of_parsed(next), &pinned)
}

/// What became of the units of one version in another, by their ids alone.
pub(super) fn by_ids(old: &[StoredUnit], new: &[StoredUnit]) -> Vec<Pair> {
    let known: HashMap<UnitId, usize> = old.iter().enumerate().map(|(at, stored)| (stored.unit.id, at)).collect();
    let from: Vec<_> = new.iter().map(|stored| known.get(&stored.unit.id).copied()).collect();
    compare(&of_stored(old), &of_stored(new), &from)
}

/// Whether a draft says the same as it does.
pub(super) fn is_same(present: &[StoredUnit], next: &[ParsedUnit]) -> bool {
    let same = |(stored, unit): (&StoredUnit, &ParsedUnit)| {
        stored.kind == unit.kind
            && stored.unit.depth == i64::from(unit.depth)
            && stored.unit.label == unit.label
            && stored.unit.text == unit.text
    };
    present.len() == next.len() && present.iter().zip(next).all(same)
}

/// The units of the next version with their ids: of a unit that is recognised, its own; of one that says what a unit
/// said that was left out before, the one that it had, unless a person decided.
pub(super) fn identified(
    next: Vec<ParsedUnit>,
    (present, left_out): (&[StoredUnit], &[StoredUnit]),
    pairs: &[Pair],
    pins: &[Pin],
    mut new_id: impl FnMut() -> UnitId,
) -> Vec<StoredUnit> {
    let mut from = vec![None; next.len()];
    for pair in pairs {
        if let Some(place) = pair.to.and_then(|to| from.get_mut(to)) {
            *place = pair.from.and_then(|at| present.get(at)).map(|stored| stored.unit.id);
        }
    }
    come_back(&next, left_out, pins, &mut from);
    next.into_iter()
        .zip(from)
        .map(|(unit, known)| StoredUnit {
            kind: unit.kind,
            unit: Unit { id: known.unwrap_or_else(&mut new_id), label: unit.label, depth: i64::from(unit.depth), text: unit.text },
        })
        .collect()
}

/// Gives units that are new their ids of before, where they say word for word what one alone said that was left out.
fn come_back(next: &[ParsedUnit], left_out: &[StoredUnit], pins: &[Pin], ids: &mut [Option<UnitId>]) {
    let decided: HashSet<&str> = pins.iter().map(|pin| pin.unit.as_str()).collect();
    let mut known: HashMap<(UnitKind, &str), Vec<UnitId>> = HashMap::new();
    for stored in left_out.iter().filter(|stored| !stored.unit.text.is_empty()) {
        known.entry((stored.kind, stored.unit.text.as_str())).or_default().push(stored.unit.id);
    }
    let mut wanted: HashMap<UnitId, Vec<usize>> = HashMap::new();
    let open = |(at, unit): &(usize, &ParsedUnit)| ids.get(*at).is_some_and(Option::is_none) && !decided.contains(unit.label.as_str());
    for (at, unit) in next.iter().enumerate().filter(open) {
        if let Some([only]) = known.get(&(unit.kind, unit.text.as_str())).map(Vec::as_slice) {
            wanted.entry(*only).or_default().push(at);
        }
    }
    for (id, places) in wanted {
        if let [only] = places.as_slice()
            && let Some(place) = ids.get_mut(*only)
        {
            *place = Some(id);
        }
    }
}

/// The pairs as they are stored.
pub(super) fn matches(pairs: &[Pair], old: &[StoredUnit], new: &[StoredUnit]) -> Vec<Match> {
    let id = |units: &[StoredUnit], at: Option<usize>| at.and_then(|at| units.get(at)).map(|stored| stored.unit.id);
    pairs
        .iter()
        .map(|pair| Match {
            from: id(old, pair.from),
            to: id(new, pair.to),
            kind: pair.kind,
            certain: pair.certain,
            replaced_by: id(new, pair.replaced_by),
        })
        .collect()
}
