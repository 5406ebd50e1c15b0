//! What changed between two versions, unit by unit, and which remarks led to it.

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_domain::versions::{Kind, Op};
use busola_service::Error;
use busola_service::drafts::{Compared, Comparison, Led, Version};
use busola_texts::Lang;
use leptos::prelude::*;

use super::words::{in_one, side};
use super::{asked_key, changes_of, doubts, doubts_link, note};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part};

/// How many remarks are named at a change.
const NAMED: usize = 30;

/// How the two texts of a unit are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// In one text.
    One,
    /// Side by side.
    Two,
}

/// What all parts of the page know.
struct Page<'a> {
    lang: Lang,
    /// The path of the consultation.
    path: &'a str,
    layout: Layout,
    comparison: &'a Comparison,
    /// What the units of the second version are called.
    labels: HashMap<UnitId, &'a str>,
}

/// The changes between two versions: those that the address names, else the latest two.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let key = asked_key();
        let (from, to) = (address::query("from"), address::query("to"));
        let layout = if address::query("view").as_deref() == Some("two") { Layout::Two } else { Layout::One };
        async move {
            let actor = site.actor.as_ref();
            let consultation = site.service.consultation(actor, &key).await?;
            let versions = site.service.versions(actor, &key).await?;
            let latest = consultation.draft.version;
            let number = |asked: Option<String>, usual: i64| asked.map_or(Ok(usual), |text| text.parse().map_err(|_| Error::not_found()));
            let to = number(to, latest)?;
            let from = number(from, (to - 1).max(1))?;
            let comparison = site.service.compare(actor, &key, from, to).await?;
            let doubts = if to == latest { doubts(&site, &key).await? } else { 0 };
            let lang = site.lang;
            let path = format!("/consultations/{}", consultation.slug);
            let labels = comparison.units.iter().filter_map(|unit| Some((unit.to?, unit.to_label.as_deref()?))).collect();
            let page = Page { lang, path: &path, layout, comparison: &comparison, labels };
            let title = lang.changes_title(from, to);
            let content = view! {
                <p class="kind"><a href=path.clone() lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{title.clone()}</h1>
                {said_of(lang, &versions, from.max(to))}
                {counts(&page)}
                {ways(&page, doubts)}
                {list(&page)}
            };
            Ok(main_part(&site, &format!("{title} – {}", bind(&consultation.title)), Width::Plain, content))
        }
    })
}

/// What a moderator said of the later one of the versions.
fn said_of(lang: Lang, versions: &[Version], later: i64) -> Option<AnyView> {
    let text = note(&versions.iter().find(|version| version.version == later)?.note)?;
    Some(view! { <section aria-label=lang.changes_note()>{text}</section> }.rendered())
}

/// How many units became what.
fn counts(page: &Page<'_>) -> AnyView {
    let lang = page.lang;
    let count = |kind: Kind| page.comparison.units.iter().filter(|unit| unit.kind == kind).count() as i64;
    let entries = [
        (count(Kind::Changed), lang.changes_changed(count(Kind::Changed))),
        (count(Kind::Added), lang.changes_added(count(Kind::Added))),
        (count(Kind::Removed), lang.changes_removed(count(Kind::Removed))),
        (count(Kind::Moved), lang.changes_moved(count(Kind::Moved))),
        (count(Kind::Same), lang.changes_same(count(Kind::Same))),
    ];
    if page.comparison.units.iter().all(|unit| unit.kind == Kind::Same) {
        return view! { <p class="lead">{lang.changes_none()}</p> }.rendered();
    }
    let entries = entries.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| view! { <li>{words}</li> }).collect_view();
    view! { <ul class="change-counts" aria-label=lang.changes_counts()>{entries}</ul> }.rendered()
}

/// The ways to the other view, to the other versions and to what is in doubt, and how to read the marks.
fn ways(page: &Page<'_>, doubts: i64) -> impl IntoView + use<> {
    let lang = page.lang;
    let here = changes_of(page.path, page.comparison.from, page.comparison.to);
    let way = |layout: Layout, name: &str, words: String| {
        let current = (page.layout == layout).then_some("true");
        view! { <li><a href=format!("{here}&view={name}") aria-current=current>{words}</a></li> }
    };
    view! {
        <div class="change-ways">
            <ul class="sort" aria-label=lang.changes_view()>
                {way(Layout::One, "one", lang.changes_view_one())}
                {way(Layout::Two, "two", lang.changes_view_two())}
            </ul>
            <a href=format!("{}/versions", page.path)>{lang.version_all()}</a>
            {doubts_link(lang, page.path, page.comparison.to, doubts)}
        </div>
        <p class="hint">{lang.changes_legend_words()}</p>
    }
}

/// The units in reading order; what did not change in words is folded.
fn list(page: &Page<'_>) -> AnyView {
    let mut parts = Vec::new();
    let mut rest = page.comparison.units.as_slice();
    while let Some(first) = rest.first() {
        let folds = matches!(first.kind, Kind::Same | Kind::Moved);
        let length = if folds { rest.iter().take_while(|unit| unit.kind == first.kind).count() } else { 1 };
        let (run, after) = rest.split_at(length.clamp(1, rest.len()));
        parts.push(if folds { folded(page, first.kind, run) } else { change(page, first) });
        rest = after;
    }
    let view = if page.layout == Layout::One { "one" } else { "two" };
    view! { <div class="changes" data-view=view>{parts}</div> }.rendered()
}

/// Units whose words are the same, behind their number.
fn folded(page: &Page<'_>, kind: Kind, units: &[Compared]) -> AnyView {
    let count = units.len() as i64;
    let words = if kind == Kind::Same { page.lang.changes_same(count) } else { page.lang.changes_moved(count) };
    let entries = units.iter().map(|unit| {
        let text = unit.words.iter().map(|part| part.text.as_str()).collect::<String>();
        view! {
            <li>
                <p class="unit-label">{label(page.lang, unit)}</p>
                <div class="diff" lang=page.lang.content()>{bind(&text)}</div>
                {led(page, unit)}
            </li>
        }
    });
    let entries = entries.collect_view();
    view! {
        <details class="unchanged" data-kind=kind.as_str()>
            <summary>{words}</summary>
            <ul>{entries}</ul>
        </details>
    }
    .rendered()
}

/// A unit whose words changed, or that came or went.
fn change(page: &Page<'_>, unit: &Compared) -> AnyView {
    let lang = page.lang;
    let id = unit.to.or(unit.from).map(|id| format!("z-{id}")).unwrap_or_default();
    // Two units may have the same citation, each in its version: what became of them tells them apart.
    let (heading, told) = (format!("{id}-label"), format!("{id}-fate"));
    let fate = lang.by_name(&format!("fate-{}", unit.kind.as_str()));
    let text = match page.layout {
        Layout::One => in_one(lang, &unit.words),
        Layout::Two => {
            let one = |number: i64, op: Op| {
                view! { <div class="side"><h3>{lang.version_number(number)}</h3>{side(lang, &unit.words, op)}</div> }
            };
            view! { <div class="sides">{one(page.comparison.from, Op::Delete)} {one(page.comparison.to, Op::Insert)}</div> }.rendered()
        }
    };
    let replaced = unit.replaced_by.filter(|_| unit.to.is_none()).and_then(|by| page.labels.get(&by));
    let replaced = replaced.map(|label| view! { <p class="hint">{bind(&lang.changes_replaced((*label).to_owned()))}</p> });
    view! {
        <section class="change" id=id data-kind=unit.kind.as_str() aria-labelledby=format!("{heading} {told}")>
            <header>
                <h2 id=heading.clone()>{label(lang, unit)}</h2>
                <span class="badge" id=told.clone()>{fate}</span>
            </header>
            {text}
            {replaced}
            {led(page, unit)}
        </section>
    }
    .rendered()
}

/// What a unit is called, and what it was called where that was something else.
fn label(lang: Lang, unit: &Compared) -> AnyView {
    match (unit.from_label.as_deref(), unit.to_label.as_deref()) {
        (Some(was), Some(is)) if was != is => {
            view! { {bind(is)} " " <span class="was">"("{bind(&lang.changes_was(was.to_owned()))}")"</span> }.rendered()
        }
        (was, is) => bind(is.or(was).unwrap_or_default()).rendered(),
    }
}

/// The remarks that led to a change.
fn led(page: &Page<'_>, unit: &Compared) -> Option<AnyView> {
    if unit.comments.is_empty() {
        return None;
    }
    let lang = page.lang;
    let entry = |led: &Led| {
        let on = led.unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
        let href = format!("{}{on}#u-{}", page.path, led.id);
        let decision = led.decision.and_then(|decision| lang.by_name(&format!("led-{}", decision.as_str().replace('_', "-"))));
        let decision = decision.map(|words| format!(" ({words})"));
        view! { <li><a href=href>{lang.changes_remark(led.number)}</a>{decision}</li> }
    };
    let entries = unit.comments.iter().take(NAMED).map(entry).collect_view();
    let more = unit.comments.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| view! { <li>{lang.changes_more_remarks(more as i64)}</li> });
    Some(
        view! {
            <div class="led">
                <p>{lang.changes_remarks()}</p>
                <ul>{entries} {more}</ul>
            </div>
        }
        .rendered(),
    )
}
