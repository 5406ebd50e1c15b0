//! The text of a draft, unit by unit, with the panel after the unit in focus.

use std::collections::HashMap;
use std::sync::LazyLock;

use busola_domain::UnitId;
use busola_domain::consultation::Unit;
use busola_service::consultations::StoredUnit;
use busola_service::drafts::Removed;
use busola_texts::Lang;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;

use super::outline::{Rank, indents, split_label};
use super::start::Panel;
use super::{contents, gone};
use crate::pages::memo::Memo;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use busola_browser::number;

/// All that the HTML of a unit is made from.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    unit: Unit,
    rank: Rank,
    indent: u8,
    in_focus: bool,
    /// The entry of the contents that counts its remarks.
    part: Option<UnitId>,
    count: i64,
    /// Whether chapters stand above sections.
    chaptered: bool,
    lang: Lang,
    path: String,
}

/// The draft, with the panel where it stands; after it, units that it does not have any more.
pub(super) fn draft(of: &Panel, units: Vec<StoredUnit>, removed: &[Removed], counts: &HashMap<UnitId, i64>, panel: AnyView) -> AnyView {
    static KEPT: LazyLock<Memo<Key>> = LazyLock::new(|| Memo::new(1_000));
    let (lang, path, focus) = (of.lang, &of.path, of.unit.as_ref().map(|unit| unit.id));
    let parts = contents::parts(&units);
    let indents = indents(units.iter().map(|stored| (stored.kind, stored.unit.depth)));
    let chaptered = units.iter().any(|stored| Rank::of(stored.kind) == Rank::Chapter);
    let mut html = String::new();
    let mut before = None;
    for (StoredUnit { kind, unit }, indent) in units.into_iter().zip(indents) {
        let id = unit.id;
        let (part, count) = (parts.get(&id).copied(), counts.get(&id).copied().unwrap_or(0));
        let key = Key { unit, rank: Rank::of(kind), indent, in_focus: focus == Some(id), part, count, chaptered, lang, path: path.clone() };
        html.push_str(&KEPT.html(key, section));
        if focus == Some(id) {
            before = Some(std::mem::take(&mut html));
        }
    }
    for (at, former) in removed.iter().enumerate() {
        html.push_str(&gone::section(of, former, counts, at == 0));
        if focus == Some(former.unit.unit.id) {
            before = Some(std::mem::take(&mut html));
        }
    }
    // Where no unit is in focus the panel stands after all of them.
    let (before, after) = match before {
        Some(before) => (before, Some(html)),
        None => (html, None),
    };
    view! { <div class="draft">{InertElement::new(before)} {panel} {after.map(InertElement::new)}</div> }.rendered()
}

fn section(key: &Key) -> AnyView {
    let Key { unit, rank, .. } = key;
    let id = unit.id.to_string();
    let text = (!unit.text.is_empty()).then(|| {
        let paragraphs = unit.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> });
        view! { <div class="unit-text" lang=key.lang.content()>{paragraphs.collect_view()}</div> }
    });
    view! {
        <section
            class="unit"
            id=id
            data-kind=rank.as_str()
            data-indent=key.indent.to_string()
            data-focus=key.in_focus
            data-label=unit.label.clone()
            data-in=key.part.map(|part| part.to_string())
        >
            {label(key.lang, *rank, &unit.label, key.chaptered)}
            {text}
            <div class="unit-tools">{tools(key)}</div>
        </section>
    }
    .rendered()
}

/// The way to the remarks on a unit, with their number. The browser keeps it right (`islands/browser/units.rs`).
fn tools(key: &Key) -> impl IntoView + use<> {
    let (lang, id, count) = (key.lang, key.unit.id, key.count);
    let (number, word) = match count {
        0 => ("+".to_owned(), lang.live_add_remark()),
        count => (number(count), lang.live_remarks(count, "").trim().to_owned()),
    };
    view! {
        <a class="unit-count" data-do="unit" data-count=count.to_string() href=format!("{}?unit={id}#{id}", key.path)>
            <span aria-hidden=(count == 0).then_some("true")>{number}</span>
            " "
            <span class="count-word">{word}</span>
            <span class="visually-hidden">{format!(", {}", key.unit.label)}</span>
        </a>
    }
}

/// The citation of a unit as its heading: no level is left out where there are no chapters.
pub(super) fn label(lang: Lang, rank: Rank, label: &str, chaptered: bool) -> AnyView {
    let written = lang.content();
    let (above, own) = split_label(label);
    let above = (!above.is_empty()).then(|| format!("{} ", bind(above)));
    let own = bind(own);
    match rank {
        Rank::Section if !chaptered => view! { <h2 class="unit-label" lang=written>{above} <b>{own}</b></h2> }.rendered(),
        Rank::Chapter => view! { <h2 class="unit-label" lang=written>{above} <b>{own}</b></h2> }.rendered(),
        Rank::Section => view! { <h3 class="unit-label" lang=written>{above} <b>{own}</b></h3> }.rendered(),
        Rank::Unit => view! { <p class="unit-label" lang=written>{above} <b>{own}</b></p> }.rendered(),
    }
}
