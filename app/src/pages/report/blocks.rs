//! The pieces of a report as HTML. A section's heading is of the second level, so each of its own is one deeper.

use busola_report::document::{Block, Cell, Fact, Mark, Run, Section, Table};
use leptos::prelude::*;

use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;

/// A section; `place` tells it apart from the others of its page.
pub(super) fn section(section: &Section, place: usize) -> AnyView {
    let id = format!("section-{place}");
    let blocks: Vec<_> = section.blocks.iter().map(block).collect();
    view! {
        <section class="report-section" aria-labelledby=id>
            <h2 id=id.clone()>{bind(&section.title)}</h2>
            {blocks}
        </section>
    }
    .rendered()
}

fn block(known: &Block) -> AnyView {
    match known {
        Block::Heading { level: 0..=2, text } => view! { <h3>{bind(text)}</h3> }.rendered(),
        Block::Heading { level: 3, text } => view! { <h4>{bind(text)}</h4> }.rendered(),
        Block::Heading { text, .. } => view! { <h5>{bind(text)}</h5> }.rendered(),
        Block::Paragraph { runs } => view! { <p>{spans(runs)}</p> }.rendered(),
        Block::Facts { facts } => {
            let facts: Vec<_> = facts.iter().map(fact).collect();
            view! { <dl class="report-facts">{facts}</dl> }.rendered()
        }
        Block::List { start, items } => {
            let items: Vec<_> = items.iter().map(|item| view! { <li>{item.iter().map(block).collect_view()}</li> }).collect();
            match start {
                Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.rendered(),
                None => view! { <ul>{items}</ul> }.rendered(),
            }
        }
        Block::Table(known) => table(known),
        // The drawing has its own title and description; its numbers follow in a table.
        Block::Chart { svg, .. } => view! { <div class="report-chart" inner_html=svg.clone()></div> }.rendered(),
    }
}

fn fact(fact: &Fact) -> AnyView {
    let lines: Vec<_> = fact.lines.iter().map(|line| view! { <dd>{bind(line)}</dd> }).collect();
    view! { <dt>{fact.name.clone()}</dt> {lines} }.rendered()
}

fn table(known: &Table) -> AnyView {
    let numeric = |place: usize| known.columns.get(place).is_some_and(|column| column.numeric).then_some("numeric");
    let head: Vec<_> =
        known.head.iter().enumerate().map(|(place, name)| view! { <th scope="col" class=numeric(place)>{name.clone()}</th> }).collect();
    let row = |cells: &Vec<Cell>| {
        let label = |place: usize| known.head.get(place).cloned();
        let cell = |(place, cell): (usize, &Cell)| view! { <td class=numeric(place) data-label=label(place)>{spans(&cell.runs)}</td> };
        let cells: Vec<_> = cells.iter().enumerate().map(cell).collect();
        view! { <tr>{cells}</tr> }
    };
    let rows: Vec<_> = known.rows.iter().map(row).collect();
    scrolled(
        known.caption.clone(),
        view! {
            <table class="table">
                <caption class="visually-hidden">{known.caption.clone()}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .rendered(),
    )
}

/// A table that may be wider than the screen: it is scrolled by itself, by the keyboard too. It is no landmark of its own,
/// since its section has one, often by the same name.
pub(super) fn scrolled(name: String, table: AnyView) -> AnyView {
    view! { <div class="table-scroll" role="group" tabindex="0" aria-label=name>{table}</div> }.rendered()
}

fn spans(runs: &[Run]) -> Vec<AnyView> {
    let span = |run: &Run| {
        let text = bind(&run.text);
        match run.mark {
            Mark::Plain => text.rendered(),
            Mark::Strong => view! { <strong>{text}</strong> }.rendered(),
            Mark::Inserted => view! { <ins>{text}</ins> }.rendered(),
            Mark::Deleted => view! { <del>{text}</del> }.rendered(),
        }
    };
    runs.iter().map(span).collect()
}
