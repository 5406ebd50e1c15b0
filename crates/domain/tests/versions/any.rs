//! What holds for any two versions, whatever is in them.

use busola_domain::draft::UnitKind;
use busola_domain::versions::{Kind, Pair, Side, compare, match_units};
use proptest::prelude::*;

/// A version as depths and texts; the labels are its positions.
type Any = Vec<(u32, &'static str)>;

/// Few texts, so that many stand in several places.
fn any_version() -> impl Strategy<Value = Any> {
    let text = prop_oneof![
        Just(""),
        Just("uchyla się"),
        Just("w terminie 14 dni"),
        Just("w terminie 30 dni"),
        Just("Rada opiniuje projekty uchwał w terminie 14 dni."),
        Just("Rada opiniuje projekty uchwał niezwłocznie."),
        Just("Obsługę zapewnia urząd miasta, chyba że rada postanowi inaczej."),
        Just("—"),
    ];
    prop::collection::vec((0_u32..4, text), 0..40)
}

fn labels() -> Vec<String> {
    (0..40).map(|at| format!("akapit {at}")).collect()
}

fn sides<'a>(version: &Any, labels: &'a [String]) -> Vec<Side<'a>> {
    let side = |(label, (depth, text)): (&'a String, &(u32, &'static str))| Side { kind: UnitKind::Item, depth: *depth, label, text };
    labels.iter().zip(version).map(side).collect()
}

/// Each unit is in one pair, in order, and what became of it fits.
fn check(old: &[Side<'_>], new: &[Side<'_>], pairs: &[Pair]) {
    let all = |units: usize| (0..units).collect::<Vec<_>>();
    let mut from: Vec<usize> = pairs.iter().filter_map(|pair| pair.from).collect();
    from.sort_unstable();
    assert_eq!(from, all(old.len()));
    assert_eq!(pairs.iter().filter_map(|pair| pair.to).collect::<Vec<_>>(), all(new.len()));
    for pair in pairs {
        assert_eq!((pair.kind == Kind::Added, pair.kind == Kind::Removed), (pair.from.is_none(), pair.to.is_none()));
        assert!(pair.replaced_by.is_none_or(|new_at| pair.to.is_none() && new_at < new.len()));
        if let (Some(from), Some(to)) = (pair.from, pair.to) {
            assert_eq!(pair.kind == Kind::Changed, old[from].text != new[to].text);
            assert!(pair.kind != Kind::Same || old[from].label == new[to].label);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_unit_is_in_one_pair_and_always_in_the_same(old in any_version(), new in any_version()) {
        let labels = labels();
        let (old, new) = (sides(&old, &labels), sides(&new, &labels));
        let pairs = match_units(&old, &new, &[]);
        check(&old, &new, &pairs);
        prop_assert_eq!(&pairs, &match_units(&old, &new, &[]));
    }

    #[test]
    fn a_version_is_itself(version in any_version()) {
        let labels = labels();
        let version = sides(&version, &labels);
        let pairs = match_units(&version, &version, &[]);
        prop_assert!(pairs.iter().all(|pair| pair.kind == Kind::Same && pair.certain && pair.from == pair.to), "{pairs:#?}");
    }

    #[test]
    fn decisions_hold(old in any_version(), new in any_version(), pins in prop::collection::vec((0_usize..45, prop::option::of(0_usize..45)), 0..6)) {
        let labels = labels();
        let (old, new) = (sides(&old, &labels), sides(&new, &labels));
        let pairs = match_units(&old, &new, &pins);
        check(&old, &new, &pairs);
        if let Some((to, from)) = pins.first().filter(|(to, from)| *to < new.len() && from.is_none_or(|from| from < old.len())) {
            prop_assert!(pairs.iter().any(|pair| pair.to == Some(*to) && pair.from == *from && pair.certain));
        }
    }

    #[test]
    fn what_was_matched_is_compared_as_it_was_matched(old in any_version(), new in any_version()) {
        let labels = labels();
        let (old, new) = (sides(&old, &labels), sides(&new, &labels));
        let pairs = match_units(&old, &new, &[]);
        let from: Vec<Option<usize>> = pairs.iter().filter(|pair| pair.to.is_some()).map(|pair| pair.from).collect();
        let certain = |pairs: Vec<Pair>| pairs.into_iter().map(|pair| Pair { certain: true, ..pair }).collect::<Vec<_>>();
        prop_assert_eq!(certain(pairs), compare(&old, &new, &from));
    }
}

#[test]
fn a_draft_of_the_most_units_that_repeat_is_matched_too() {
    let labels: Vec<String> = (0..20_000).map(|at| format!("akapit {at}")).collect();
    let version = |text: fn(usize) -> &'static str| -> Vec<Side<'_>> {
        let units = labels.iter().enumerate();
        units.map(|(at, label)| Side { kind: UnitKind::Paragraph, depth: 0, label, text: text(at) }).collect()
    };
    let old = version(|_| "w terminie 14 dni");
    let new = version(|at| ["w terminie 14 dni", "na piśmie", "Obsługę zapewnia urząd miasta."][at * at % 3]);
    let began = std::time::Instant::now();
    check(&old, &new, &match_units(&old, &new, &[]));
    println!("{} units in {:?}", old.len(), began.elapsed());
}
