//! The text of a draft, unit by unit, with the panel after the unit in focus.

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_domain::consultation::Unit;
use busola_service::consultations::StoredUnit;
use busola_texts::Lang;
use leptos::prelude::*;

use super::contents;
use super::outline::{Rank, indents, split_label};
use crate::islands::plural::number;
use crate::pages::typography::bind;

/// The draft, with the panel where it stands.
pub(super) fn draft(
    lang: Lang,
    path: &str,
    units: Vec<StoredUnit>,
    counts: &HashMap<UnitId, i64>,
    focus: Option<UnitId>,
    panel: AnyView,
) -> impl IntoView + use<> {
    let words = Words { add_remark: lang.live_add_remark() };
    let parts = contents::parts(&units);
    let indents = indents(units.iter().map(|stored| (stored.kind, stored.unit.depth)));
    let mut panel = Some(panel);
    let mut views = Vec::with_capacity(units.len() + 1);
    for (stored, indent) in units.into_iter().zip(indents) {
        let in_focus = focus == Some(stored.unit.id);
        let count = counts.get(&stored.unit.id).copied().unwrap_or(0);
        let part = parts.get(&stored.unit.id).copied();
        let tools = tools(lang, &words, path, &stored.unit, count);
        views.push(unit(stored, indent, in_focus, part, tools));
        if in_focus {
            views.extend(panel.take());
        }
    }
    views.extend(panel);
    view! { <div class="draft">{views}</div> }
}

/// Words looked up once for all units.
struct Words {
    add_remark: String,
}

fn unit(stored: StoredUnit, indent: u8, in_focus: bool, part: Option<UnitId>, tools: impl IntoView + 'static) -> AnyView {
    let rank = Rank::of(stored.kind);
    let unit = stored.unit;
    let id = unit.id.to_string();
    let text = (!unit.text.is_empty()).then(|| {
        let paragraphs = unit.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> });
        view! { <div class="unit-text">{paragraphs.collect_view()}</div> }
    });
    view! {
        <section
            class="unit"
            id=id
            data-kind=rank.as_str()
            data-indent=indent.to_string()
            data-focus=in_focus
            data-label=unit.label.clone()
            data-in=part.map(|part| part.to_string())
        >
            {label(rank, &unit.label)}
            {text}
            <div class="unit-tools">{tools}</div>
        </section>
    }
    .into_any()
}

/// The way to the remarks on a unit, with their number. The browser keeps it right (`islands/browser/units.rs`).
fn tools(lang: Lang, words: &Words, path: &str, unit: &Unit, count: i64) -> impl IntoView + use<> {
    let href = format!("{path}?unit={id}#{id}", id = unit.id);
    let label = unit.label.clone();
    let (number, word) = match count {
        0 => ("+".to_owned(), words.add_remark.clone()),
        count => (number(count), lang.live_remarks(count, "").trim().to_owned()),
    };
    view! {
        <a class="unit-count" data-do="unit" data-count=count.to_string() href=href>
            <span aria-hidden=(count == 0).then_some("true")>{number}</span>
            " "
            <span class="count-word">{word}</span>
            <span class="visually-hidden">", " {label}</span>
        </a>
    }
}

fn label(rank: Rank, label: &str) -> AnyView {
    let (above, own) = split_label(label);
    let above = (!above.is_empty()).then(|| format!("{} ", bind(above)));
    let own = bind(own);
    match rank {
        Rank::Chapter => view! { <h2 class="unit-label">{above} <b>{own}</b></h2> }.into_any(),
        Rank::Section => view! { <h3 class="unit-label">{above} <b>{own}</b></h3> }.into_any(),
        Rank::Unit => view! { <p class="unit-label">{above} <b>{own}</b></p> }.into_any(),
    }
}
