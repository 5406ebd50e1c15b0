//! How many units are recognised after the edits of a real amendment, on an act of fifty to sixty pages.

use std::sync::OnceLock;
use std::time::Instant;

use busola_domain::versions::{Pair, Side, match_units};

use crate::act::{Act, Printed};
use crate::compose;
use crate::edits::{Edit, lists, places, words};

/// What came of a matching whose truth is known.
#[derive(Clone, Copy, Debug, Default)]
struct Figure {
    /// Units of the new version that were in the old one.
    kept: usize,
    /// Those of them that were recognised.
    found: usize,
    /// Those of them whose citation is another.
    moved: usize,
    /// Those of these that were recognised.
    moved_found: usize,
    /// Units taken for another.
    wrong: usize,
    /// Those of them of which it is said to be certain.
    wrong_certain: usize,
    /// Units said to be new, and that for certain, which are not.
    lost_certain: usize,
    /// What a person is asked to look at.
    doubted: usize,
}

impl Figure {
    /// Compares pairs with the truth.
    fn measure(old: &Printed, new: &Printed, pairs: &[Pair]) -> Self {
        let mut figure = Self { doubted: pairs.iter().filter(|pair| !pair.certain).count(), ..Self::default() };
        for pair in pairs {
            let Some(to) = pair.to else { continue };
            let truth = old.tags.iter().position(|tag| *tag == new.tags[to]);
            if pair.from != truth {
                complain(old, new, pair, truth);
            }
            let wrong = pair.from.is_some() && pair.from != truth;
            figure.wrong += usize::from(wrong);
            figure.wrong_certain += usize::from(wrong && pair.certain);
            figure.lost_certain += usize::from(pair.from.is_none() && truth.is_some() && pair.certain);
            let Some(truth) = truth else { continue };
            let moved = old.units[truth].label != new.units[to].label;
            figure.kept += 1;
            figure.found += usize::from(pair.from == Some(truth));
            figure.moved += usize::from(moved);
            figure.moved_found += usize::from(moved && pair.from == Some(truth));
        }
        figure
    }
}

/// Says what is wrong with a pair; seen with `--nocapture`.
fn complain(old: &Printed, new: &Printed, pair: &Pair, truth: Option<usize>) {
    let shown = |at: Option<usize>| at.map_or("new".to_owned(), |at| format!("{} „{}”", old.units[at].label, old.units[at].text));
    let unit = pair.to.map(|to| &new.units[to]);
    let (label, text) = unit.map_or(("", ""), |unit| (&unit.label, &unit.text));
    let certain = if pair.certain { "for certain" } else { "with a doubt" };
    println!("  {label} „{text}”\n    is {}\n    and was taken for {}, {certain}", shown(truth), shown(pair.from));
}

fn sides(printed: &Printed) -> Vec<Side<'_>> {
    printed.units.iter().map(Side::from).collect()
}

/// Makes edits, and compares what comes out with the truth.
fn amend(name: &str, act: &Act, old: &Printed, edits: &[&Edit]) -> Figure {
    let mut act = act.clone();
    for (_, edit) in edits {
        edit(&mut act);
    }
    let new = act.print();
    let began = Instant::now();
    let pairs = match_units(&sides(old), &sides(&new), &[]);
    let took = began.elapsed();
    let figure = Figure::measure(old, &new, &pairs);
    println!("{name}: {} to {} units in {took:?}: {figure:?}", old.units.len(), new.units.len());
    figure
}

/// Edits after which it is a matter of opinion which unit is which.
const OPINIONS: [&str; 2] = ["a_subsection_is_split_into_two_alike", "two_points_are_merged"];

/// Tries one edit.
pub(crate) fn alone(name: &'static str, edit: fn(&mut Act)) {
    static ACT: OnceLock<(Act, Printed)> = OnceLock::new();
    let (act, old) = ACT.get_or_init(|| {
        let act = compose::act(1);
        let printed = act.print();
        (act, printed)
    });
    let figure = amend(name, act, old, &[&(name, edit)]);
    assert_eq!((figure.wrong_certain, figure.lost_certain), (0, 0), "{figure:?}");
    if !OPINIONS.contains(&name) {
        assert_eq!(figure.found, figure.kept, "{figure:?}");
    }
}

#[test]
fn the_units_of_an_act_are_recognised_after_all_the_edits_of_a_real_amendment() {
    let edits: Vec<&Edit> = [places::ALL, lists::ALL, words::ALL].into_iter().flatten().collect();
    assert!(edits.len() >= 40);
    for seed in 1..=3 {
        let act = compose::act(seed);
        let old = act.print();
        let words: usize = old.units.iter().map(|unit| unit.text.split_whitespace().count()).sum();
        let figure = amend(&format!("act {seed}, {words} words, {} edits", edits.len()), &act, &old, &edits);
        assert!(figure.moved_found * 1_000 >= figure.moved * 990, "{figure:?}");
        assert_eq!(figure.wrong_certain, 0, "{figure:?}");
        assert!(figure.lost_certain <= 3, "{figure:?}");
        assert!(figure.doubted <= 80, "{figure:?}");
    }
}

#[test]
fn an_act_is_itself() {
    let act = compose::act(5);
    let printed = act.print();
    let figure = amend("the same act", &act, &printed, &[]);
    assert_eq!((figure.found, figure.wrong, figure.doubted), (printed.units.len(), 0, 0));
}
