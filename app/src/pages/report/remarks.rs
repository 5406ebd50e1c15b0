//! The table of remarks, a page of it.

use busola_domain::report::Row;
use busola_report::table::{cells, head};
use busola_texts::Lang;
use leptos::prelude::*;

use super::blocks::scrolled;
use crate::pages::rendered::Rendered as _;

/// Remarks on a page.
const SHOWN: usize = 100;
/// Remarks that a page asks for: one more says that there are others.
pub(super) const ASKED: i64 = SHOWN as i64 + 1;

/// The first of some rows, with the way to the others.
pub(super) fn table(lang: Lang, path: &str, mut rows: Vec<Row>) -> AnyView {
    if rows.is_empty() {
        return ().rendered();
    }
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more).map(|last| {
        let href = format!("{path}/report?after={}#remarks", last.number);
        view! { <p><a class="button button-quiet" href=href rel="next">{lang.reporting_more()}</a></p> }
    });
    let head = head(lang);
    let names: Vec<_> = head.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect();
    let rows: Vec<_> = rows.into_iter().map(|row| one(lang, &head, row)).collect();
    let table = view! {
        <table class="table report-remarks" id="remarks">
            <caption>{lang.report_remarks()}</caption>
            <thead><tr>{names}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    view! { {scrolled(lang.report_remarks(), table.rendered())} {next} }.rendered()
}

/// The number heads its row: who listens to a cell hears of which remark it is.
fn one(lang: Lang, head: &[String], row: Row) -> AnyView {
    let row = row.public();
    let [number, others @ ..] = cells(lang, &row);
    let label = |place: usize| head.get(place).cloned();
    let spoken = |place: usize| written(&row, place).then(|| lang.content()).flatten();
    let others = others.into_iter().zip(1..).map(|(words, place)| view! { <td lang=spoken(place) data-label=label(place)>{words}</td> });
    let others: Vec<_> = others.collect();
    view! { <tr><th scope="row" data-label=label(0)>{number}</th> {others}</tr> }.rendered()
}

/// Whether all of a cell is what somebody wrote: a remark, a justification that stands under it alone, a changed unit.
fn written(row: &Row, place: usize) -> bool {
    match place {
        3 => row.remark.is_some(),
        5 => row.justification.is_some() && row.group.is_none(),
        6 => row.change.is_some(),
        _ => false,
    }
}
