//! The contents of a draft, with a mark of how much is said about each section.

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_service::consultations::StoredUnit;
use busola_texts::Lang;
use leptos::prelude::*;

use super::outline::Rank;
use crate::islands::heat;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use busola_browser::number;

/// How many characters of a section stand beside its number.
const FIRST_WORDS: usize = 60;

/// The contents: chapters and sections. A draft without any has none.
pub(super) fn contents(lang: Lang, units: &[StoredUnit], counts: &HashMap<UnitId, i64>, focus: Option<UnitId>) -> Option<AnyView> {
    let entries: Vec<_> = (0..units.len()).filter_map(|at| entry(lang, units, at, counts, focus)).collect();
    if entries.is_empty() {
        return None;
    }
    let title = lang.contents_title();
    Some(
        view! {
            <nav class="contents" aria-labelledby="contents">
                <h2 id="contents">{title.clone()}</h2>
                <details>
                    <summary>{title}</summary>
                </details>
                <ol>{entries}</ol>
            </nav>
        }
        .rendered(),
    )
}

fn entry(lang: Lang, units: &[StoredUnit], at: usize, counts: &HashMap<UnitId, i64>, focus: Option<UnitId>) -> Option<AnyView> {
    let stored = units.get(at)?;
    let rank = Rank::of(stored.kind);
    if rank == Rank::Unit {
        return None;
    }
    let inside = inside(units, at);
    let leaf = is_leaf(units, at);
    let here = leaf && inside.iter().any(|below| Some(below.unit.id) == focus);
    let heat = leaf.then(|| {
        let count = inside.iter().filter_map(|below| counts.get(&below.unit.id)).sum::<i64>();
        view! {
            <span class="reading-now" hidden><span class="figures"></span> <span class="visually-hidden"></span></span>
            <span class="heat" data-level=heat(count)><span class="visually-hidden">{lang.live_remarks(count, number(count))}</span></span>
        }
    });
    let depth = if rank == Rank::Section || (stored.unit.depth > 0 && leaf) { "1" } else { "0" };
    let words = match rank {
        Rank::Section => {
            let text = inside.iter().map(|below| below.unit.text.as_str()).find(|text| !text.is_empty()).unwrap_or_default();
            view! { <b>{bind(&stored.unit.label)}</b> {bind(&first_words(text))} }.rendered()
        }
        _ if stored.unit.text.is_empty() => bind(&stored.unit.label).rendered(),
        _ => bind(&first_words(&stored.unit.text)).rendered(),
    };
    let current = here.then_some("true");
    Some(view! { <li data-depth=depth><a href=format!("#{}", stored.unit.id) lang=lang.content() aria-current=current>{words}</a> {heat}</li> }.rendered())
}

/// For each unit the entry of the contents that counts its remarks.
pub(super) fn parts(units: &[StoredUnit]) -> HashMap<UnitId, UnitId> {
    let mut parts = HashMap::new();
    for (at, stored) in units.iter().enumerate() {
        if is_leaf(units, at) {
            parts.extend(inside(units, at).iter().map(|below| (below.unit.id, stored.unit.id)));
        }
    }
    parts
}

/// Whether what people say is told here: a heading with headings or sections below it only leads there.
fn is_leaf(units: &[StoredUnit], at: usize) -> bool {
    match units.get(at).map(|stored| Rank::of(stored.kind)) {
        Some(Rank::Section) => true,
        Some(Rank::Chapter) => inside(units, at).iter().skip(1).all(|below| Rank::of(below.kind) == Rank::Unit),
        _ => false,
    }
}

/// A unit with all that lies in it.
fn inside(units: &[StoredUnit], at: usize) -> &[StoredUnit] {
    let Some((first, rest)) = units.get(at..).and_then(<[_]>::split_first) else { return &[] };
    let below = rest.iter().take_while(|stored| stored.unit.depth > first.unit.depth).count();
    units.get(at..=at + below).unwrap_or_default()
}

/// The beginning of a text, cut at a word.
fn first_words(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(FIRST_WORDS) else { return text.to_owned() };
    let start = text.get(..end).unwrap_or(text);
    let cut = start.rfind(char::is_whitespace).unwrap_or(end);
    let words = start.get(..cut).unwrap_or(start).trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{words}…")
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn the_first_words_end_at_a_word() {
        assert_eq!(first_words("In short."), "In short.");
        let long = "The programme of cooperation of the city with its own many, many organisations";
        assert_eq!(first_words(long), "The programme of cooperation of the city with its own many\u{2026}");
        assert_eq!(first_words(&"\u{17c}".repeat(100)).chars().count(), 61);
    }
}
