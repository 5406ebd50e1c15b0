//! Which unit of the next version is which of the present one, as it was recognised, with what a person may decide.

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_domain::draft::ParsedUnit;
use busola_domain::versions::{Kind, Pair, word_diff};
use busola_service::consultations::StoredUnit;
use busola_service::drafts::{DraftDesk, Pin, Preview};
use busola_texts::Lang;
use leptos::prelude::*;

use super::words::in_one;
use crate::pages::form::{Filled, Words, field};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;

/// How many units of the present version are offered for one of the next.
const OFFERED: usize = 40;
/// How many units can be decided on at once; the others by their citations.
const DECIDED: usize = 100;
/// How many characters tell which unit it is.
const FIRST_WORDS: usize = 60;

/// What is looked at.
struct Look<'a> {
    lang: Lang,
    present: &'a [StoredUnit],
    preview: &'a Preview,
    /// What was decided, by the citation of a unit: which one it is, or that it is new.
    decided: HashMap<&'a str, Option<UnitId>>,
    /// The places of present units that may be others than what they were taken for.
    free: Vec<usize>,
}

/// The mapping: first what is in doubt.
pub(super) fn mapping(lang: Lang, desk: &DraftDesk, preview: &Preview, pins: &[Pin], filled: &Filled) -> AnyView {
    let decided: HashMap<_, _> = pins.iter().map(|pin| (pin.unit.as_str(), pin.from)).collect();
    let mut look = Look { lang, present: &desk.present, preview, decided, free: Vec::new() };
    let free = preview.pairs.iter().filter(|pair| pair.to.is_none() || look.is_open(pair)).filter_map(|pair| pair.from);
    look.free = free.collect();
    let open: Vec<_> = preview.pairs.iter().filter(|pair| look.is_open(pair)).collect();
    let added = preview.pairs.iter().filter(|pair| pair.kind == Kind::Added && !look.is_open(pair) && !look.free.is_empty());
    let rows = open.iter().copied().chain(added).take(DECIDED).enumerate().map(|(n, pair)| look.row(n, pair)).collect_view();
    let none = open.is_empty().then(|| view! { <p class="empty">{lang.mapping_none_uncertain()}</p> });
    let doubts = open.len();
    view! {
        <section class="mapping" id="mapping" tabindex="-1" aria-labelledby="mapping-title">
            <h2 id="mapping-title">{lang.mapping_title()}</h2>
            <p class="hint">{lang.mapping_lead()}</p>
            {look.counts()}
            <h3>{lang.mapping_uncertain()} " " <span class="amount">{doubts}</span></h3>
            {none}
            <ul class="mapping-rows">{rows}</ul>
            {look.removed()}
            {other(lang, desk, preview, filled)}
        </section>
    }
    .rendered()
}

impl Look<'_> {
    fn after(&self, pair: &Pair) -> Option<&ParsedUnit> {
        self.preview.parsed.units.get(pair.to?)
    }

    fn before(&self, pair: &Pair) -> Option<&StoredUnit> {
        self.present.get(pair.from?)
    }

    /// Whether a person should look at a unit, or has decided about it.
    fn is_open(&self, pair: &Pair) -> bool {
        self.after(pair).is_some_and(|unit| !pair.certain || self.decided.contains_key(unit.label.as_str()))
    }

    fn counts(&self) -> AnyView {
        let lang = self.lang;
        let count = |kind: Kind| self.preview.pairs.iter().filter(|pair| pair.kind == kind).count() as i64;
        let entries = [
            (count(Kind::Changed), lang.changes_changed(count(Kind::Changed))),
            (count(Kind::Added), lang.changes_added(count(Kind::Added))),
            (count(Kind::Removed), lang.changes_removed(count(Kind::Removed))),
            (count(Kind::Moved), lang.changes_moved(count(Kind::Moved))),
            (count(Kind::Same), lang.changes_same(count(Kind::Same))),
        ];
        let entries = entries.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| view! { <li>{words}</li> }).collect_view();
        view! { <ul class="change-counts">{entries}</ul> }.rendered()
    }

    /// A unit of the next version, what became of its words, and which one it is to be.
    fn row(&self, n: usize, pair: &Pair) -> Option<AnyView> {
        let lang = self.lang;
        let unit = self.after(pair)?;
        let before = self.before(pair);
        let decided = self.decided.get(unit.label.as_str());
        let fate = lang.by_name(&format!("fate-{}", pair.kind.as_str()));
        let by_hand = decided.map(|_| view! { " " <span class="badge">{lang.mapping_decided()}</span> });
        let words = word_diff(before.map_or("", |stored| stored.unit.text.as_str()), &unit.text);
        let id = format!("pin-{n}");
        Some(
            view! {
                <li data-kind=pair.kind.as_str()>
                    <p><b>{bind(&unit.label)}</b> " " {fate} {by_hand}</p>
                    {in_one(lang, &words)}
                    <div class="field">
                        <label for=id.clone()>{bind(&lang.mapping_select(unit.label.clone()))}</label>
                        <select id=id name="pins[]">{self.options(pair, unit, decided.copied())}</select>
                    </div>
                </li>
            }
            .rendered(),
        )
    }

    fn options(&self, pair: &Pair, unit: &ParsedUnit, decided: Option<Option<UnitId>>) -> impl IntoView + use<> {
        let lang = self.lang;
        let before = self.before(pair);
        let as_found = match (decided, before) {
            (Some(_), _) => lang.mapping_automatic(),
            (None, Some(stored)) => lang.mapping_as_found(first_words(lang, stored)),
            (None, None) => lang.mapping_as_found_new(),
        };
        let option = |choice: String, words: String, selected: bool| {
            view! { <option value=format!("{choice} {}", unit.label) selected=selected>{words}</option> }
        };
        let fixed = option("new".to_owned(), lang.mapping_new(), decided == Some(None));
        let here = pair.to.unwrap_or_default();
        let mut near = self.free.clone();
        near.extend(pair.from);
        near.sort_unstable();
        near.dedup();
        near.sort_by_key(|at| at.abs_diff(pair.from.unwrap_or(here)));
        near.truncate(OFFERED);
        near.sort_unstable();
        let others = near.into_iter().filter_map(|at| self.present.get(at)).map(|stored| {
            let id = stored.unit.id;
            option(id.to_string(), first_words(lang, stored), decided == Some(Some(id)))
        });
        let others = others.collect_view();
        view! { <option value="" selected=decided.is_none()>{as_found}</option> {fixed} {others} }
    }

    /// What the next version leaves out, and what is there now.
    fn removed(&self) -> Option<AnyView> {
        let lang = self.lang;
        let removed: Vec<_> = self.preview.pairs.iter().filter(|pair| pair.to.is_none()).collect();
        if removed.is_empty() {
            return None;
        }
        let count = removed.len();
        let entries = removed.into_iter().filter_map(|pair| {
            let heir = pair.replaced_by.and_then(|at| self.preview.parsed.units.get(at));
            let heir = heir.map(|unit| format!(" ({})", lang.mapping_now(unit.label.clone())));
            let words = bind(&first_words(lang, self.before(pair)?));
            Some(view! { <li>{words} {heir}</li> })
        });
        let entries = entries.collect_view();
        Some(
            view! { <details class="way-on"><summary>{lang.mapping_removed()} " " {count}</summary><ul>{entries}</ul></details> }
                .rendered(),
        )
    }
}

/// Any other pair, by the citations of both units.
fn other(lang: Lang, desk: &DraftDesk, preview: &Preview, filled: &Filled) -> AnyView {
    let typed = |n: usize| {
        let fields = filled.0.as_ref().map(|form| form.fields.as_slice()).unwrap_or_default();
        fields.iter().filter(|(name, _)| name == "pair[]").nth(n).map(|(_, value)| value.clone())
    };
    let next = preview.parsed.units.iter().map(|unit| view! { <option value=unit.label.clone()></option> }).collect_view();
    let present = desk.present.iter().map(|stored| view! { <option value=stored.unit.label.clone()></option> }).collect_view();
    let to = field("pair", Words::label(lang.mapping_other_to()), filled.error("pair"), |ties| {
        view! {
            <input id="pair" name="pair[]" list="next-units" autocomplete="off" value=typed(0) aria-describedby=ties.described_by
                aria-invalid=ties.invalid />
        }
        .rendered()
    });
    view! {
        <details class="way-on" open=filled.error("pair").is_some()>
            <summary>{lang.mapping_other()}</summary>
            <p class="hint">{lang.mapping_other_hint()}</p>
            <div class="field-pair">
                {to}
                <div class="field">
                    <label for="pair-from">{lang.mapping_other_from()}</label>
                    <input id="pair-from" name="pair[]" list="present-units" autocomplete="off" value=typed(1) />
                </div>
            </div>
            <datalist id="next-units">{next}</datalist>
            <datalist id="present-units">{present}</datalist>
        </details>
    }
    .rendered()
}

/// A citation with the beginning of the text, so that it can be told which unit it is.
pub(super) fn first_words(lang: Lang, stored: &StoredUnit) -> String {
    let text = &stored.unit.text;
    if text.is_empty() {
        return stored.unit.label.clone();
    }
    let mut words: String = text.chars().take(FIRST_WORDS).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if text.chars().nth(FIRST_WORDS).is_some() {
        words.push('…');
    }
    lang.mapping_first_words(stored.unit.label.clone(), words)
}
