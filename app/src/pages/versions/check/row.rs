//! A pair: both texts, how many remarks stand on it, and what its unit is to be.

use busola_browser::number;
use busola_domain::consultation::Unit;
use busola_domain::versions::{Op, Words, word_diff};
use busola_service::consultations::StoredUnit;
use busola_service::drafts::{Named, Row};
use leptos::prelude::*;

use super::Look;
use crate::functions::mapping::{Choice, Typed, row_of};
use crate::icons;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::versions::mapping::first_words;
use crate::pages::versions::words::side;

/// What is to be chosen for a pair.
struct Asking<'a> {
    row: &'a Row,
    was: Option<&'a Unit>,
    is: Option<&'a Unit>,
    /// What was chosen in a form that was refused; empty for nothing.
    chosen: &'a str,
}

/// A pair; `n` is its place on the page, unless it had one in a form that was refused.
pub(super) fn row(look: &Look<'_>, n: usize, row: &Row) -> Option<AnyView> {
    let lang = look.lang;
    let (was, is) = (look.mapping.was(&row.pair), look.mapping.is(&row.pair));
    let unit = is.or(was)?;
    let label = unit.label.clone();
    let name = row_of(&if is.is_some() { Named::To(label.clone()) } else { Named::From(label.clone()) });
    let place = look.typed.iter().position(|typed| typed.row == name);
    let typed = place.and_then(|place| look.typed.get(place));
    let n = place.unwrap_or(look.typed.len() + n);
    let (heading, told) = (format!("pair-{n}"), format!("pair-{n}-fate"));
    let fate = lang.by_name(&format!("fate-{}", row.pair.kind.as_str()));
    let doubt = (!row.pair.certain).then(|| view! { <span class="badge">{lang.check_doubt()}</span> });
    let heading_words = match (was, is) {
        (Some(was), Some(is)) if was.label != is.label => {
            view! { {bind(&is.label)} " " <span class="was">"("{bind(&lang.changes_was(was.label.clone()))}")"</span> }.rendered()
        }
        _ => bind(&label).rendered(),
    };
    let words = word_diff(was.map_or("", |unit| unit.text.as_str()), is.map_or("", |unit| unit.text.as_str()));
    let version = look.mapping.version;
    let asking = Asking { row, was, is, chosen: typed.map_or("", |typed| typed.choice.as_str()) };
    Some(
        view! {
            <section class="change" data-kind=row.pair.kind.as_str() aria-labelledby=format!("{heading} {told}")>
                <header>
                    <h2 id=heading.clone()>{heading_words}</h2>
                    <span class="badge" id=told.clone()>{fate}</span>
                    {doubt}
                </header>
                <div class="sides">
                    {text(look, version - 1, was, &words, Op::Delete)} {text(look, version, is, &words, Op::Insert)}
                </div>
                {remarks(look, unit)}
                <input type="hidden" name="rows[]" value=name />
                {select(look, n, &asking)}
                {other(look, n, &asking, typed)}
            </section>
        }
        .rendered(),
    )
}

/// The text of one of the versions.
fn text(look: &Look<'_>, version: i64, unit: Option<&Unit>, words: &[Words], op: Op) -> impl IntoView + use<> {
    let lang = look.lang;
    let (title, text) = match unit {
        Some(unit) => (lang.check_side(version, unit.label.clone()), side(lang, words, op)),
        None => (lang.version_number(version), view! { <p class="empty">{lang.check_no_unit()}</p> }.rendered()),
    };
    view! { <div class="side"><h3>{bind(&title)}</h3>{text}</div> }
}

/// How many remarks stand on a unit, with the way to them.
fn remarks(look: &Look<'_>, unit: &Unit) -> impl IntoView + use<> {
    let count = look.mapping.counts.get(&unit.id).copied().unwrap_or_default();
    let words = look.lang.live_remarks(count, number(count));
    let href = format!("{}?unit={id}#{id}", look.path, id = unit.id);
    let of = view! { <span class="visually-hidden">", "{unit.label.clone()}</span> };
    let shown = if count > 0 { view! { <a href=href>{words}{of}</a> }.rendered() } else { words.rendered() };
    view! { <p>{shown}</p> }
}

/// The list from which it is chosen what the unit is.
fn select(look: &Look<'_>, n: usize, asking: &Asking<'_>) -> AnyView {
    let lang = look.lang;
    let before = look.mapping.version - 1;
    let label = match (asking.was, asking.is) {
        (_, Some(is)) => lang.check_was(is.label.clone(), before),
        (Some(was), None) => lang.check_became(was.label.clone(), before),
        (None, None) => String::new(),
    };
    let field = format!("choice-{n}");
    let Refusal { words, id, invalid } = Refusal::of(look, &field);
    view! {
        <div class="field" data-invalid=invalid>
            <label for=field.clone()>{bind(&label)}</label>
            {words}
            <select id=field name="choices[]" aria-describedby=id aria-invalid=invalid>
                {decisions(look, asking)}
                {candidates(look, asking)}
            </select>
        </div>
    }
    .rendered()
}

/// What is wrong with a field.
struct Refusal {
    words: Option<AnyView>,
    /// The id of the words.
    id: Option<String>,
    invalid: Option<&'static str>,
}

impl Refusal {
    fn of(look: &Look<'_>, field: &str) -> Self {
        let Some(error) = look.filled.error(field) else { return Self { words: None, id: None, invalid: None } };
        let id = format!("{field}-error");
        let words = view! { <p class="error-text" id=id.clone()>{icons::alert()} {error}</p> };
        Self { words: Some(words.rendered()), id: Some(id), invalid: Some("true") }
    }
}

fn option(asking: &Asking<'_>, value: String, words: String) -> AnyView {
    let selected = asking.chosen == value;
    view! { <option value=value selected=selected>{words}</option> }.rendered()
}

/// That it is right, or that its unit is no other one.
fn decisions(look: &Look<'_>, asking: &Asking<'_>) -> Vec<AnyView> {
    let lang = look.lang;
    let doubted = !asking.row.pair.certain;
    let mut options = vec![option(asking, String::new(), if doubted { lang.check_open() } else { lang.check_as_is() })];
    if doubted || asking.chosen == Choice::Keep.value() {
        let words = match (asking.was, asking.is) {
            (Some(was), Some(_)) => lang.check_keep_was(was.label.clone()),
            (None, _) => lang.check_keep_new(),
            (Some(_), None) => lang.check_keep_removed(),
        };
        options.push(option(asking, Choice::Keep.value(), words));
    }
    if let (Some(was), Some(_)) = (asking.was, asking.is) {
        options.push(option(asking, Choice::New.value(), lang.check_new(was.label.clone())));
    }
    options
}

/// Units of the other version: first those without a match.
fn candidates(look: &Look<'_>, asking: &Asking<'_>) -> impl IntoView + use<> {
    let (lang, mapping) = (look.lang, look.mapping);
    // Of a unit that was removed it is asked which one of the version it became.
    let (units, others, matched, left, taken) = if asking.is.is_some() {
        (&mapping.before, &mapping.after, &look.became, lang.check_left_was(mapping.version - 1), lang.check_taken_was())
    } else {
        (&mapping.after, &mapping.before, &look.came, lang.check_left_became(mapping.version), lang.check_taken_became())
    };
    let of = |at: usize| -> Option<(Choice, String)> {
        let stored: &StoredUnit = units.get(at)?;
        let words = first_words(lang, stored);
        let words = match matched.get(&at).and_then(|other| others.get(*other)) {
            Some(other) if asking.is.is_some() => lang.check_now(words, other.unit.label.clone()),
            Some(other) => lang.check_before(words, other.unit.label.clone()),
            None => words,
        };
        Some((Choice::Is(stored.unit.label.clone()), words))
    };
    let mut offered = asking.row.offered.clone();
    // What was chosen stays, offered or not.
    offered.extend(units.iter().position(|stored| Choice::Is(stored.unit.label.clone()).value() == asking.chosen));
    offered.sort_unstable();
    offered.dedup();
    let (taken_places, left_places): (Vec<usize>, Vec<usize>) = offered.into_iter().partition(|at| matched.contains_key(at));
    let group = |label: String, places: Vec<usize>| {
        let options: Vec<_> = places.into_iter().filter_map(of).map(|(choice, words)| option(asking, choice.value(), words)).collect();
        (!options.is_empty()).then(|| view! { <optgroup label=label>{options}</optgroup> })
    };
    view! { {group(left, left_places)} {group(taken, taken_places)} }
}

/// Any other unit, by its citation.
fn other(look: &Look<'_>, n: usize, asking: &Asking<'_>, typed: Option<&Typed>) -> Option<AnyView> {
    let lang = look.lang;
    let field = format!("cited-{n}");
    let Refusal { words, id, invalid } = Refusal::of(look, &field);
    let cited = typed.map(|typed| typed.cited.clone()).unwrap_or_default();
    let open = !cited.is_empty();
    let version = if asking.is.is_some() { look.mapping.version - 1 } else { look.mapping.version };
    let label = asking.is.or(asking.was)?.label.clone();
    Some(
        view! {
            <details class="way-on" open=open>
                <summary>{lang.check_other()} <span class="visually-hidden">" "{lang.check_other_of(label)}</span></summary>
                <div class="field" data-invalid=invalid>
                    <label for=field.clone()>{lang.check_other_label(version)}</label>
                    {words}
                    <input id=field name="cited[]" autocomplete="off" value=cited aria-describedby=id aria-invalid=invalid />
                </div>
            </details>
        }
        .rendered(),
    )
}
