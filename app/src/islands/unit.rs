//! Beside each unit: how many remarks it has, and the way to them.

use std::time::Duration;

use busola_domain::UnitId;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::Element;

use super::page::Page;
use super::start::CitedUnit;
use super::{dom, panel, plural};

/// The tools of a unit: a chip that says how many remarks are new, and the count, which leads to them.
#[island]
pub(crate) fn UnitTools(
    /// The unit.
    unit: UnitId,
    /// Its citation.
    label: String,
    /// The address of the page with this unit in focus.
    href: String,
    /// How many published remarks it has.
    count: i64,
) -> impl IntoView {
    let page = use_context::<Page>();
    let count = Memo::new(move |_| page.map_or(count, |page| page.count_of(unit)));
    let fresh = Memo::new(move |_| page.map_or(0, |page| page.fresh.with(|fresh| fresh.get(&unit).map_or(0, Vec::len))) as i64);
    // The panel cites units that the reader has not been to: in announcements, and beside remarks on all.
    #[cfg(not(feature = "ssr"))]
    if let Some(page) = page {
        page.panel.labels.update(|labels| {
            labels.insert(unit, label.clone());
        });
    }
    let link = NodeRef::<html::A>::new();
    let target = StoredValue::new((label.clone(), href.clone()));
    let open = move || {
        if let (Some(page), Some(link)) = (page, link.get_untracked()) {
            target.with_value(|(label, href)| go_to(page, unit, label, href, &link));
        }
    };
    let on_link = move |event: MouseEvent| {
        if page.is_some() && dom::is_plain(&event) {
            event.prevent_default();
            open();
        }
    };
    let number = move || match count.get() {
        0 => "+".to_owned(),
        count => plural::number(count),
    };
    let word = move || {
        page.map(|page| match count.get() {
            0 => page.say(|words| &words.add_remark),
            count => page.count_word(|words| &words.remarks, count),
        })
        .unwrap_or_default()
    };
    let chip = move || page.filter(|_| fresh.get() > 0).map(|page| page.count(|words| &words.new, fresh.get())).unwrap_or_default();
    view! {
        <button class="new-chip" type="button" hidden=move || fresh.get() == 0 on:click=move |_| open()>
            {chip}
        </button>
        <a class="unit-count" data-count=move || count.get().to_string() href=href node_ref=link on:click=on_link>
            <span aria-hidden=move || (count.get() == 0).then_some("true")>{number}</span>
            " "
            <span class="count-word">{word}</span>
            <span class="visually-hidden">", " {label}</span>
        </a>
    }
}

/// Opens the panel at a unit because somebody pressed for it.
fn go_to(page: Page, unit: UnitId, label: &str, href: &str, pressed: &Element) {
    if page.panel.place.with_untracked(|place| place.as_ref().map(|cited| cited.id)) == Some(unit) {
        return dom::heading(panel::HEADING);
    }
    let section = pressed.closest("section.unit").ok().flatten();
    let text = section.as_ref().map(|section| dom::cited(section).1).unwrap_or_default();
    dom::push_address(href);
    show(page, Some(CitedUnit { id: unit, label: label.to_owned(), text }), section.as_ref(), Some(pressed));
}

/// Brings the panel to a unit, or to the whole draft.
pub(super) fn show(page: Page, cited: Option<CitedUnit>, section: Option<&Element>, held: Option<&Element>) {
    if let Some(panel) = dom::by_id(panel::ID) {
        dom::move_panel(&panel, section, held);
    }
    let panel = page.panel;
    if let Some(cited) = &cited {
        page.fresh.update(|fresh| {
            fresh.remove(&cited.id);
        });
    }
    panel.open.set(None);
    panel.typed.set_value(None);
    panel.place.set(cited);
    panel.load(page, None);
    tell_focus(page);
    // The heading has its words when the signals have run.
    set_timeout(|| dom::heading(panel::HEADING), Duration::ZERO);
}

#[cfg(not(feature = "ssr"))]
fn tell_focus(page: Page) {
    super::socket::focus(page);
}

#[cfg(feature = "ssr")]
fn tell_focus(_: Page) {}

/// Keeps the panel at what the address says when somebody goes back or forward.
#[cfg(not(feature = "ssr"))]
pub(crate) fn follow_history(page: Page) {
    window_event_listener_untyped("popstate", move |_| {
        let unit: Option<UnitId> = dom::query("unit").and_then(|unit| unit.parse().ok());
        let order = dom::query("order").and_then(|order| order.parse().ok()).unwrap_or_default();
        let panel = page.panel;
        let same_unit = panel.place.with_untracked(|place| place.as_ref().map(|cited| cited.id)) == unit;
        if same_unit && panel.order.get_untracked() == order {
            return;
        }
        panel.order.set(order);
        if same_unit {
            return panel.load(page, None);
        }
        let section = unit.and_then(dom::section);
        match (unit, &section) {
            (Some(id), Some(section)) => {
                let (label, text) = dom::cited(section);
                let label = label.or_else(|| untrack(|| panel.label(id))).unwrap_or_default();
                show(page, Some(CitedUnit { id, label, text }), Some(section), None);
            }
            (None, _) if panel.total.with_untracked(Option::is_some) => show(page, None, None, None),
            // Not known to this page: a unit of another version, or how many remarks there are in all.
            _ => dom::reload(),
        }
    });
}
