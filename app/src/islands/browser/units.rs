//! The draft's units: how many remarks each has, how many are new, who reads it, and the way to it.

use std::collections::BTreeMap;
use std::time::Duration;

use busola_domain::{CommentId, UnitId};
use leptos::prelude::*;
use leptos::web_sys::Element;
use leptos::web_sys::HtmlElement;

use super::page::Page;
use super::{dom, form, panel};
use crate::islands::heat;
use crate::islands::start::{HEADING, PANEL};
use busola_browser::number;

/// The section of a unit.
pub(crate) fn section(unit: UnitId) -> Option<HtmlElement> {
    dom::by_id(&unit.to_string())
}

/// The citation of a unit.
pub(crate) fn label(unit: UnitId) -> Option<String> {
    section(unit)?.get_attribute("data-label")
}

/// How many published remarks a unit has.
pub(crate) fn count(unit: UnitId) -> i64 {
    section(unit).and_then(|section| dom::find(&section, ".unit-count")).map_or(0, |link| dom::number(&link, "data-count"))
}

/// Counts a remark that came to a unit, or that left.
pub(crate) fn add_to_count(page: Page, unit: UnitId, by: i64) {
    let Some(section) = section(unit) else { return };
    let Some(link) = dom::find(&section, ".unit-count") else { return };
    let count = (dom::number(&link, "data-count") + by).max(0);
    dom::set(&link, "data-count", Some(&count.to_string()));
    let (figure, word) = match count {
        0 => ("+".to_owned(), page.say(|words| &words.add_remark)),
        _ => (number(count), page.count_word(|words| &words.remarks, count)),
    };
    if let Some(element) = link.first_element_child() {
        dom::text(&element, &figure);
        dom::set(&element, "aria-hidden", (count == 0).then_some("true"));
    }
    dom::text_of(&link, ".count-word", &word);
    if let Some(entry) = section.get_attribute("data-in") {
        show_heat(page, &entry);
    }
}

/// The entry of the contents for a part of the draft.
fn entry(part: &str) -> Option<HtmlElement> {
    let link = document().query_selector(&format!(".contents a[href='#{part}']")).ok()??;
    dom::around(&link, "li")
}

fn show_heat(page: Page, part: &str) {
    let Some(bar) = entry(part).and_then(|entry| dom::find(&entry, ".heat")) else { return };
    let count = dom::all(&format!("section[data-in='{part}'] .unit-count")).map(|link| dom::number(&link, "data-count")).sum();
    dom::set(&bar, "data-level", Some(heat(count)));
    dom::text_of(&bar, "span", &page.count(|words| &words.remarks, count));
}

/// Shows how many read each part of the draft.
pub(crate) fn show_readers(page: Page, readers: &BTreeMap<UnitId, i64>) {
    let mut parts: BTreeMap<String, i64> = BTreeMap::new();
    for (unit, count) in readers {
        if let Some(part) = section(*unit).and_then(|section| section.get_attribute("data-in")) {
            *parts.entry(part).or_default() += count;
        }
    }
    for element in dom::all(".contents .reading-now") {
        let link = dom::around(&element, "li").and_then(|entry| dom::find(&entry, "a"));
        let part = link.and_then(|link| link.get_attribute("href")).unwrap_or_default();
        let count = parts.get(part.trim_start_matches('#')).copied().unwrap_or(0);
        element.set_hidden(count == 0);
        dom::text_of(&element, ".figures", &number(count));
        dom::text_of(&element, ".visually-hidden", &page.count_word(|words| &words.reading, count));
    }
}

/// The chip that says how many remarks on a unit the reader has not been shown; its ids stand in `data-ids`.
fn chip(section: &Element) -> Option<HtmlElement> {
    dom::find(section, ".unit-tools .new-chip")
}

/// One more remark that is new to the reader.
pub(crate) fn add_fresh(page: Page, unit: UnitId, id: CommentId) {
    let Some(section) = section(unit) else { return };
    let ids = chip(&section).and_then(|chip| chip.get_attribute("data-ids")).unwrap_or_default();
    show_chip(page, &section, &format!("{ids} {id}"));
}

/// A remark that is not to be seen any more.
pub(crate) fn drop_fresh(page: Page, unit: UnitId, id: CommentId) {
    let Some(section) = section(unit) else { return };
    if let Some(ids) = chip(&section).and_then(|chip| chip.get_attribute("data-ids")) {
        show_chip(page, &section, &ids.replace(&format!(" {id}"), ""));
    }
}

fn show_chip(page: Page, section: &Element, ids: &str) {
    let count = ids.split_whitespace().count() as i64;
    let known = chip(section);
    if count == 0 {
        return known.into_iter().for_each(|chip| chip.remove());
    }
    let made = || {
        let chip = document().create_element("button").ok()?;
        for (name, value) in [("class", "new-chip"), ("type", "button"), ("data-do", "unit")] {
            dom::set(&chip, name, Some(value));
        }
        drop(dom::find(section, ".unit-tools")?.insert_adjacent_element("afterbegin", &chip));
        self::chip(section)
    };
    if let Some(chip) = known.or_else(made) {
        dom::set(&chip, "data-ids", Some(ids));
        dom::text(&chip, &page.count(|words| &words.new, count));
    }
}

/// Opens the panel at the unit in whose section something was pressed.
pub(crate) fn open(page: Page, pressed: &Element) {
    let Some(section) = dom::around(pressed, "section.unit") else { return };
    let Ok(unit) = section.id().parse() else { return };
    if page.unit() == Some(unit) {
        drop_all_fresh(&section);
        return dom::heading(HEADING);
    }
    if let Some(link) = dom::find(&section, ".unit-count") {
        dom::push_address(&panel::of_unit(page, Some(unit), &section.id()));
        // The chip goes away: what stays where it is on the screen is the link beside it.
        show(page, Some(unit), Some(&link));
    }
}

fn drop_all_fresh(section: &Element) {
    if let Some(chip) = chip(section) {
        chip.remove();
    }
}

/// Brings the panel to a unit, or to the whole draft, and keeps `held` where it is on the screen.
pub(crate) fn show(page: Page, unit: Option<UnitId>, held: Option<&Element>) {
    let section = unit.and_then(section);
    move_panel(section.as_ref(), held);
    if let Some(section) = &section {
        drop_all_fresh(section);
    }
    page.state.update(|state| state.unit = unit);
    form::bring_to(page, unit);
    panel::load(page, None);
    page.say_focus();
    let title = dom::all("h1").next().and_then(|heading| heading.text_content()).unwrap_or_default();
    let title = unit.and_then(label).map_or_else(|| title.clone(), |label| format!("{label} – {title}"));
    document().set_title(&page.say_with(|words| &words.title, &title));
    // The heading has its words when the panel was drawn.
    set_timeout(|| dom::heading(HEADING), Duration::ZERO);
}

/// Moves the panel after the section of a unit and marks that one.
fn move_panel(section: Option<&HtmlElement>, held: Option<&Element>) {
    let top = |element: &Element| element.get_bounding_client_rect().top();
    let before = held.map(top);
    for marked in dom::all("section.unit[data-focus]") {
        dom::set(&marked, "data-focus", None);
    }
    for marked in dom::all(".contents a[aria-current]") {
        dom::set(&marked, "aria-current", None);
    }
    let Some(beside) = dom::by_id(PANEL).and_then(|panel| dom::around(&panel, ".beside")) else { return };
    if let Some(section) = section {
        dom::set(section, "data-focus", Some(""));
        drop(section.insert_adjacent_element("afterend", &beside));
        if let Some(link) = section.get_attribute("data-in").and_then(|part| dom::find(&*entry(&part)?, "a")) {
            dom::set(&link, "aria-current", Some("true"));
        }
    } else if let Some(draft) = beside.parent_element() {
        drop(draft.insert_adjacent_element("beforeend", &beside));
    }
    match (held, before) {
        (Some(held), Some(before)) => window().scroll_by_with_x_and_y(0.0, top(held) - before),
        // Below the whole draft nobody would find it.
        _ if !dom::panel_scrolls() => beside.scroll_into_view(),
        _ => {}
    }
}

/// Keeps the panel at what the address says when somebody goes back or forward.
pub(crate) fn follow_history(page: Page) {
    window_event_listener_untyped("popstate", move |_| {
        let unit: Option<UnitId> = dom::query("unit").and_then(|unit| unit.parse().ok());
        let order = dom::query("order").and_then(|order| order.parse().ok()).unwrap_or_default();
        let (here, in_order) = page.state.with_untracked(|state| (state.unit == unit, state.order == order));
        if here && in_order {
            return;
        }
        page.state.update(|state| state.order = order);
        match unit {
            _ if here => panel::load(page, None),
            // A unit of another version is not on this page.
            Some(unit) if section(unit).is_none() => dom::reload(),
            unit => show(page, unit, None),
        }
    });
}
