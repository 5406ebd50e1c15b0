//! How many did what: facts, and charts with their tables.

use std::collections::BTreeMap;

use busola_domain::Day;
use busola_domain::answer::Decision;
use busola_texts::Lang;

use super::{Block, Cell, Column, Fact, Part, Section, Table};
use crate::chart::{Bar, Chart, Shade, Shape, svg};
use crate::model::{Numbers, OfDay};
use crate::words;

/// The most bars of a chart whose bars lie.
const LYING_MAX: usize = 20;
/// The most days of which those without a remark have a bar too: a little more than a year.
const DAYS_MAX: usize = 400;

pub(super) fn section(lang: Lang, numbers: &Numbers) -> Section {
    let number = |name: String, number: i64| Fact::value(name, &Cell::number(lang, number));
    let mut blocks = vec![Block::facts([
        number(lang.report_remarks_count(), numbers.comments),
        number(lang.report_participants(), numbers.participants),
        number(lang.report_organisations(), numbers.organisations),
        number(lang.report_residents(), numbers.residents),
        number(lang.report_hidden(), numbers.hidden),
        number(lang.report_withdrawn(), numbers.withdrawn),
    ])];
    blocks.extend(by_unit(lang, numbers));
    blocks.extend(by_day(lang, &numbers.by_day));
    blocks.extend(by_decision(lang, numbers));
    blocks.extend(by_source(lang, numbers));
    Section { part: Part::Numbers, title: lang.report_numbers(), blocks }
}

fn by_unit(lang: Lang, numbers: &Numbers) -> Vec<Block> {
    let rows = numbers.by_unit.iter().map(|of| (of.label.clone().unwrap_or_else(|| lang.report_whole_draft()), of.count, Shade::Plain));
    counted(lang, lang.report_by_unit(), lang.report_unit(), rows.collect())
}

fn by_decision(lang: Lang, numbers: &Numbers) -> Vec<Block> {
    let rows = numbers.by_decision.iter().map(|of| (words::decision(lang, of.decision), of.count, shade(of.decision)));
    counted(lang, lang.report_by_decision(), lang.report_decision(), rows.collect())
}

fn by_source(lang: Lang, numbers: &Numbers) -> Vec<Block> {
    let rows = numbers.by_source.iter().map(|of| (words::source(lang, of.source), of.count, Shade::Plain));
    counted(lang, lang.report_by_source(), lang.report_source(), rows.collect())
}

fn shade(decision: Option<Decision>) -> Shade {
    match decision {
        Some(Decision::Accepted) => Shade::Accepted,
        Some(Decision::Partly) => Shade::Partly,
        Some(Decision::Rejected) => Shade::Rejected,
        Some(Decision::OutOfScope) => Shade::Beyond,
        None => Shade::Open,
    }
}

/// A heading, a chart and its table; nothing where there is nothing to count.
fn counted(lang: Lang, title: String, what: String, rows: Vec<(String, i64, Shade)>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let cells = rows.iter().map(|(label, count, _)| vec![Cell::words(label.as_str()), Cell::number(lang, *count)]).collect();
    let table = table(&title, what, lang.report_remarks_count(), cells);
    let bars = rows.into_iter().map(|(label, count, shade)| bar(lang, label, count, shade)).collect();
    vec![Block::heading(2, title.as_str()), lying(lang, title, bars), table]
}

fn by_day(lang: Lang, days: &[OfDay]) -> Vec<Block> {
    if days.is_empty() {
        return Vec::new();
    }
    let title = lang.report_by_day();
    let cells = days.iter().map(|of| vec![Cell::day(lang, of.day), Cell::number(lang, of.count)]).collect();
    let table = table(&title, lang.report_day(), lang.report_remarks_count(), cells);
    let bars = every_day(days).into_iter().map(|(day, count)| bar(lang, words::day(lang, day), count, Shade::Plain)).collect();
    let description = lang.report_chart(title.as_str());
    let chart = image(Chart { title: title.clone(), description, shape: Shape::Standing, bars });
    vec![Block::heading(2, title), chart, table]
}

/// The days from the first to the last, those without a remark too, so that time runs evenly; only those with remarks where
/// that would be very many.
fn every_day(days: &[OfDay]) -> Vec<(Day, i64)> {
    let known: BTreeMap<Day, i64> = days.iter().map(|of| (of.day, of.count)).collect();
    let mut all = Vec::new();
    let mut next = known.keys().next().copied();
    let last = known.keys().next_back().copied();
    while let Some(day) = next.filter(|day| Some(*day) <= last) {
        if all.len() == DAYS_MAX {
            return known.into_iter().collect();
        }
        all.push((day, known.get(&day).copied().unwrap_or(0)));
        next = Some(day.plus(1));
    }
    all
}

fn bar(lang: Lang, label: String, value: i64, shade: Shade) -> Bar {
    Bar { label, value, words: words::number(lang, value), shade }
}

/// A chart whose bars lie: of very many, the largest.
pub(super) fn lying(lang: Lang, title: String, mut bars: Vec<Bar>) -> Block {
    let mut description = lang.report_chart(title.as_str());
    if bars.len() > LYING_MAX {
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
        bars.truncate(LYING_MAX);
        description = format!("{description} {}", lang.report_chart_largest(LYING_MAX));
    }
    image(Chart { title, description, shape: Shape::Lying, bars })
}

fn image(chart: Chart) -> Block {
    Block::Chart { svg: svg(&chart), description: chart.description }
}

/// A table of names and numbers.
pub(super) fn table(caption: &str, names: String, numbers: String, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table {
        caption: caption.to_owned(),
        head: vec![names, numbers],
        columns: vec![Column::words(4), Column::numbers(1)],
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OfUnit;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_without_a_remark_is_in_the_chart_but_not_in_the_table() {
        let days = [OfDay { day: day("2026-06-30"), count: 3 }, OfDay { day: day("2026-07-02"), count: 1 }];
        assert_eq!(every_day(&days), [(day("2026-06-30"), 3), (day("2026-07-01"), 0), (day("2026-07-02"), 1)]);
        let blocks = by_day(Lang::Pl, &days);
        assert!(matches!(&blocks[2], Block::Table(table) if table.rows.len() == 2));
    }

    #[test]
    fn years_without_a_remark_are_not_drawn() {
        let days = [OfDay { day: day("2020-01-01"), count: 3 }, OfDay { day: day("2026-07-02"), count: 1 }];
        assert_eq!(every_day(&days).len(), 2);
        assert!(every_day(&[]).is_empty());
    }

    #[test]
    fn of_very_many_units_the_chart_shows_the_largest_and_says_so() {
        let by_unit = (0..50).map(|at| OfUnit { label: Some(format!("§ {at}")), count: at }).collect();
        let blocks = super::by_unit(Lang::Pl, &Numbers { by_unit, ..Numbers::default() });
        let [Block::Heading { .. }, Block::Chart { svg, description }, Block::Table(table)] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        assert_eq!(table.rows.len(), 50);
        assert!(svg.contains("§ 49<") && !svg.contains("§ 29<"));
        assert!(description.ends_with(&Lang::Pl.report_chart_largest(20)), "{description}");
    }
}
