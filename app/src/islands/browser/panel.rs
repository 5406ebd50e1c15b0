//! What stands around the remarks: whose they are, how many, in which order, and those that are still to come.

use busola_domain::UnitId;
use busola_domain::comment::Order;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::Element;
use serde::Deserialize;

use super::page::{Loading, Notice, Page, State};
use super::{dom, list, units};
use crate::islands::address;
use crate::islands::start::{HEADING, PANEL};
use busola_browser::request;

/// Shows the state of the panel; called again whenever that changes.
pub(crate) fn draw(page: Page) {
    page.state.track();
    let Some(panel) = dom::by_id(PANEL) else { return };
    page.state.with_untracked(|state| {
        draw_head(page, &panel, state);
        draw_order(page, &panel, state);
        draw_list(page, &panel, state);
        draw_notice(page, &panel, state);
    });
}

/// The address of the panel as it is, with what is added to its query.
pub(crate) fn address(page: Page, added: &str, fragment: &str) -> String {
    page.state.with_untracked(|state| at(page, state, state.order, added, fragment))
}

/// The address of the panel at a unit, in the present order.
pub(crate) fn of_unit(page: Page, unit: Option<UnitId>, fragment: &str) -> String {
    let order = page.state.with_untracked(|state| state.order);
    page.start.with_value(|start| address::of_panel(&start.path, unit, order, "", fragment))
}

/// The address of the sign-in that comes back here.
pub(crate) fn sign_in(page: Page) -> String {
    address::of_sign_in(&address(page, "", PANEL))
}

fn at(page: Page, state: &State, order: Order, added: &str, fragment: &str) -> String {
    page.start.with_value(|start| address::of_panel(&start.path, state.unit, order, added, fragment))
}

fn draw_head(page: Page, panel: &Element, state: &State) {
    let section = state.unit.and_then(units::section);
    let (before, title) = match state.unit {
        Some(unit) => (page.say(|words| &words.remarks_on) + " ", units::label(unit).unwrap_or_default()),
        None => (String::new(), page.say(|words| &words.remarks_on_all)),
    };
    if let Some(heading) = dom::by_id(HEADING) {
        dom::text_of(&heading, ".visually-hidden", &before);
        dom::text_of(&heading, ".of", &title);
    }
    dom::show(panel, "[data-do=whole]", state.unit.is_some());
    if let Some(whole) = dom::find(panel, "[data-do=whole]") {
        let href = page.start.with_value(|start| address::of_panel(&start.path, None, state.order, "", PANEL));
        dom::set(&whole, "href", Some(&href));
    }
    let lines = section.iter().flat_map(|section| dom::all_in(section, ".unit-text p")).filter_map(|line| line.text_content());
    let text = lines.collect::<Vec<_>>().join("\n");
    dom::show(panel, ".cited", !text.is_empty());
    dom::text_of(panel, ".cited p", &text);
    let count = state.unit.map_or(state.total, units::count);
    dom::text_of(panel, ".thread-head h3", &page.count(|words| &words.remarks, count));
}

fn draw_order(page: Page, panel: &Element, state: &State) {
    for link in dom::all_in(panel, "[data-order]") {
        let order: Order = link.get_attribute("data-order").and_then(|order| order.parse().ok()).unwrap_or_default();
        dom::set(&link, "href", Some(&at(page, state, order, "", PANEL)));
        dom::set(&link, "aria-current", (order == state.order).then_some("true"));
    }
}

fn draw_list(page: Page, panel: &Element, state: &State) {
    let arrived = state.arrived.len() as i64;
    dom::show(panel, ".thread-new .new-chip", arrived > 0);
    if arrived > 0 {
        dom::text_of(panel, ".thread-new .new-chip", &page.count(|words| &words.show_new, arrived));
    }
    let empty = list::threads().is_none_or(|threads| threads.first_element_child().is_none());
    dom::show(panel, "ol.thread", !empty);
    // A list that could not be fetched to its end says so as well.
    dom::show(panel, ".empty", empty || state.loading == Loading::Failed);
    let words = page.say(|words| match state.loading {
        Loading::No => &words.none_yet,
        Loading::Yes => &words.loading,
        Loading::Failed => &words.load_failed,
    });
    let again = (state.loading == Loading::Failed).then(|| Link {
        words: page.say(|words| &words.try_again),
        href: at(page, state, state.order, "", PANEL),
        act: Some("again"),
    });
    say(panel, ".empty", &words, again);
    dom::show(panel, ".load-more", state.next.is_some());
    if let (Some(next), Some(link)) = (&state.next, dom::find(panel, "[data-do=more]")) {
        dom::set(&link, "href", Some(&at(page, state, state.order, &format!("&after={next}"), PANEL)));
        dom::set(&link, "aria-disabled", (state.loading == Loading::Yes).then_some("true"));
    }
}

fn draw_notice(page: Page, panel: &Element, state: &State) {
    dom::show(panel, ".notice", state.notice.is_some());
    let (words, link) = match state.notice {
        None => return,
        Some(Notice::SignedOut) => {
            let href = address::of_sign_in(&at(page, state, state.order, "", PANEL));
            (page.say(|words| &words.signed_out), Link { words: page.say(|words| &words.sign_in), href, act: None })
        }
        Some(notice) => {
            let words = page.say(|words| if notice == Notice::Changed { &words.changed } else { &words.behind });
            let href = at(page, state, state.order, "", PANEL);
            (words, Link { words: page.say(|words| &words.reload), href, act: Some("reload") })
        }
    };
    say(panel, ".notice p", &words, Some(link));
}

/// A link after some words.
struct Link {
    words: String,
    href: String,
    /// What `actions.rs` does when it is pressed: an address of this page would only be scrolled to.
    act: Option<&'static str>,
}

/// Writes words into an element, with a link after them.
fn say(panel: &Element, selector: &str, words: &str, link: Option<Link>) {
    let Some(element) = dom::find(panel, selector) else { return };
    let Some(link) = link else { return dom::text(&element, words) };
    let known = dom::find(&element, "a").filter(|_| element.text_content() == Some(format!("{words} {}", link.words)));
    let anchor = known.map(Into::into).or_else(|| {
        element.set_text_content(Some(&format!("{words} ")));
        let anchor = document().create_element("a").ok()?;
        anchor.set_text_content(Some(&link.words));
        element.append_child(&anchor).ok()?;
        Some(anchor)
    });
    if let Some(anchor) = anchor {
        dom::set(&anchor, "href", Some(&link.href));
        dom::set(&anchor, "data-do", link.act);
    }
}

#[derive(Deserialize)]
struct Answer {
    html: String,
    next: Option<String>,
}

/// Fetches remarks: anew, or those after `after`.
pub(crate) fn load(page: Page, after: Option<String>) {
    let asked = page.memory.try_update_value(|memory| {
        memory.asked += 1;
        memory.asked
    });
    if after.is_none()
        && let Some(threads) = list::threads()
    {
        threads.set_inner_html("");
    }
    page.state.update(|state| {
        state.loading = Loading::Yes;
        if after.is_none() {
            state.next = None;
            state.arrived.clear();
        }
    });
    let consultation = page.start.with_value(|start| start.consultation.to_string());
    let (unit, order) = page.state.with_untracked(|state| (state.unit.map(|unit| unit.to_string()), state.order));
    spawn_local(async move {
        let mut fields = vec![("consultation", consultation.as_str()), ("order", order.as_str())];
        fields.extend(unit.as_deref().map(|unit| ("unit", unit)));
        fields.extend(after.as_deref().map(|after| ("after", after)));
        let answer = request::call("/fn/threads", &fields).await;
        if page.memory.with_value(|memory| Some(memory.asked) != asked) {
            return;
        }
        let answer = answer.ok().and_then(|answer| serde_json::from_str::<Answer>(&answer).ok());
        let loading = if answer.is_some() { Loading::No } else { Loading::Failed };
        if let Some(answer) = answer {
            list::add_page(page, &answer.html);
            page.state.update(|state| state.next = answer.next);
        }
        page.state.update(|state| state.loading = loading);
        // What happened while the answer was on its way may be missing in it.
        let meanwhile = page.memory.try_update_value(|memory| std::mem::take(&mut memory.meanwhile)).unwrap_or_default();
        for (kind, comment) in meanwhile {
            list::take(page, kind, comment);
        }
    });
}
