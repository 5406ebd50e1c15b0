//! How many units are recognised after the edits of a real amendment.

use busola_domain::versions::{Kind, Pair, Side, match_units};

use crate::act::{Act, Printed};
use crate::compose;
use crate::edits::{Edit, PLACES, WORDS};

/// What came of a matching whose truth is known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figure {
    /// Units of the new version that were in the old one.
    pub(crate) kept: usize,
    /// Those of them that were recognised.
    pub(crate) found: usize,
    /// Those whose citation is another, and how many of them were recognised.
    pub(crate) moved: usize,
    pub(crate) moved_found: usize,
    /// Units taken for another.
    pub(crate) wrong: usize,
    /// Units taken for another without a doubt.
    pub(crate) wrong_certain: usize,
    /// Units said to be new or gone without a doubt that are not.
    pub(crate) lost_certain: usize,
    /// What a person is asked to look at.
    pub(crate) doubtful: usize,
}

fn sides(printed: &Printed) -> Vec<Side<'_>> {
    printed.units.iter().map(Side::from).collect()
}

/// Compares a matching with the truth; `say` is told what is wrong.
pub(crate) fn measure(old: &Printed, new: &Printed, pairs: &[Pair], say: &mut dyn FnMut(String)) -> Figure {
    let mut figure = Figure { doubtful: pairs.iter().filter(|pair| !pair.certain).count(), ..Figure::default() };
    let was = |new_at: usize| old.tags.iter().position(|tag| *tag == new.tags[new_at]);
    for pair in pairs {
        let Some(to) = pair.to else { continue };
        let truth = was(to);
        let shown = |at: Option<usize>| at.map_or("nothing".to_owned(), |at| format!("{} {:?}", old.units[at].label, old.units[at].text));
        if pair.from != truth {
            say(format!(
                "{}{} {:?} was {}, taken for {}",
                if pair.certain { "CERTAIN " } else { "" },
                new.units[to].label,
                new.units[to].text,
                shown(truth),
                shown(pair.from)
            ));
        }
        let wrong = pair.from.is_some() && pair.from != truth;
        figure.wrong += usize::from(wrong);
        figure.wrong_certain += usize::from(wrong && pair.certain);
        figure.lost_certain += usize::from(pair.from.is_none() && truth.is_some() && pair.certain);
        let Some(truth) = truth else { continue };
        let found = pair.from == Some(truth);
        let moved = old.units[truth].label != new.units[to].label;
        figure.kept += 1;
        figure.found += usize::from(found);
        figure.moved += usize::from(moved);
        figure.moved_found += usize::from(moved && found);
    }
    figure
}

fn run(name: &str, act: &Act, edits: &[&Edit], loud: bool) -> Figure {
    let old = act.print();
    let mut act = act.clone();
    for (_, edit) in edits {
        edit(&mut act);
    }
    let new = act.print();
    let began = std::time::Instant::now();
    let pairs = match_units(&sides(&old), &sides(&new), &[]);
    let took = began.elapsed();
    let mut said = Vec::new();
    let figure = measure(&old, &new, &pairs, &mut |line| said.push(line));
    println!("{name}: {} -> {} units in {took:?}: {figure:?}", old.units.len(), new.units.len());
    if let Ok(all) = std::env::var("SHOW") {
        let label = |units: &[busola_domain::draft::ParsedUnit], at: Option<usize>| at.map_or("-".to_owned(), |at| units[at].label.clone());
        for pair in pairs.iter().filter(|pair| label(&new.units, pair.to).starts_with(&all) || all == "-") {
            println!("  > {} -> {} {:?} {} by {}", label(&old.units, pair.from), label(&new.units, pair.to), pair.kind, pair.certain, label(&new.units, pair.replaced_by));
        }
    }
    if loud {
        said.iter().for_each(|line| println!("    {line}"));
        pairs.iter().filter(|pair| !pair.certain).for_each(|pair| {
            let label = |units: &[busola_domain::draft::ParsedUnit], at: Option<usize>| at.map_or("-".to_owned(), |at| units[at].label.clone());
            println!("    ? {} -> {} {:?}", label(&old.units, pair.from), label(&new.units, pair.to), pair.kind);
        });
    }
    assert_eq!(pairs.iter().filter(|pair| pair.kind != Kind::Removed).count(), new.units.len());
    figure
}

#[test]
fn explore() {
    let loud = std::env::var("LOUD").is_ok();
    let seeds: Vec<u64> = std::env::var("SEEDS").map_or(vec![1], |seeds| (1..=seeds.parse().unwrap()).collect());
    for seed in seeds {
        let act = compose::act(seed);
        let all: Vec<&Edit> = PLACES.iter().chain(WORDS).collect();
        if std::env::var("ALONE").is_ok() {
            for edit in &all {
                run(edit.0, &act, &[*edit], loud);
            }
        }
        run(&format!("all {seed}"), &act, &all, loud);
    }
}

#[test]
fn large() {
    let mut act = compose::act(1);
    for seed in 2..14 {
        act.root.below.extend(compose::act(seed).root.below);
    }
    // Not printable as one act: as sides by themselves.
    let mut units = Vec::new();
    for seed in 1..14 {
        let mut printed = compose::act(seed).print().units;
        printed.iter_mut().for_each(|unit| unit.label = format!("Część {seed} {}", unit.label));
        units.extend(printed);
    }
    units.truncate(20_000);
    let old: Vec<Side<'_>> = units.iter().map(Side::from).collect();
    let mut new = old.clone();
    new.rotate_left(500);
    new.remove(10_000);
    let began = std::time::Instant::now();
    let pairs = match_units(&old, &new, &[]);
    println!("{} real: {:?} doubt {}", old.len(), began.elapsed(), pairs.iter().filter(|pair| !pair.certain).count());
    let labels: Vec<String> = (0..20_000).map(|at| format!("akapit {at}")).collect();
    let flat = |text: fn(usize) -> &'static str, from: usize| -> Vec<Side<'_>> {
        labels.iter().enumerate().skip(from).map(|(at, label)| Side { kind: busola_domain::draft::UnitKind::Paragraph, depth: 0, label, text: text(at) }).collect()
    };
    for (name, text) in [("same", (|_| "uchyla się w całości") as fn(usize) -> &'static str), ("empty", |_| ""), ("few", |at| ["a b c d e f", "g h i j k", "l m n", "a c e g"][at * at % 7 % 4])] {
        let old = flat(text, 0);
        let mut new = flat(text, 77);
        for (at, side) in new.iter_mut().enumerate() { side.label = &labels[at]; }
        let began = std::time::Instant::now();
        let pairs = match_units(&old, &new, &[]);
        println!("{name}: {:?} doubt {}", began.elapsed(), pairs.iter().filter(|pair| !pair.certain).count());
    }
    let long: Vec<String> = (0..2).map(|by| (0..20_000usize).map(|at| format!("słowo{} ten{} ", at * (7 + by) % 9001, at % 13)).collect()).collect();
    let texts: Vec<Vec<String>> = (0..2usize).map(|by| (0..20_000usize).map(|at| format!("w{} x{} y{} z{}", (at + by) % 40, at % 41, (at * 3 + by) % 43, at % 47)).collect()).collect();
    let old: Vec<Side<'_>> = texts[0].iter().zip(&labels).map(|(text, label)| Side { kind: busola_domain::draft::UnitKind::Paragraph, depth: 0, label, text }).collect();
    let new: Vec<Side<'_>> = texts[1].iter().zip(&labels).map(|(text, label)| Side { kind: busola_domain::draft::UnitKind::Paragraph, depth: 0, label, text }).collect();
    let began = std::time::Instant::now();
    let pairs = match_units(&old, &new, &[]);
    println!("alike: {:?} doubt {} {}", began.elapsed(), pairs.iter().filter(|pair| !pair.certain).count(), long.len());
}
