//! The remarks of the panel, as they stand on the page.

use std::time::Duration;

use busola_domain::comment::Order;
use busola_domain::{Comment, CommentId, EventKind, Status, UnitId};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use super::page::{Loading, Page};
use super::{dom, remark, time, units};
use crate::islands::start::PANEL;

/// The shortest time between two announcements.
const BETWEEN_ANNOUNCEMENTS: Duration = Duration::from_secs(5);

/// The list of threads.
pub(crate) fn threads() -> Option<HtmlElement> {
    dom::find(&*dom::by_id(PANEL)?, "ol.thread")
}

/// A remark that is on the page.
pub(crate) fn find(id: CommentId) -> Option<HtmlElement> {
    dom::by_id(&format!("u-{id}"))
}

/// Adds a page of threads that the server wrote.
pub(crate) fn add_page(page: Page, html: &str) {
    let (Some(threads), Some(source)) = (threads(), dom::parse(html)) else { return };
    while let Some(thread) = source.first_element_child() {
        // One's own remark may stand here before its page comes.
        let known = thread.first_element_child().is_some_and(|root| dom::by_id(&root.id()).is_some());
        if known {
            thread.remove();
        } else {
            drop(threads.append_child(&thread));
        }
    }
    time::tick(page.now());
    page.state.update(|state| state.arrived.retain(|comment| find(comment.id).is_none()));
}

/// Takes in what happened to a remark.
pub(crate) fn take(page: Page, kind: EventKind, comment: Comment) {
    let known = find(comment.id);
    if let Some(known) = &known {
        remark::change(page, known, &comment);
    }
    if page.state.with_untracked(|state| state.loading == Loading::Yes) {
        return page.memory.update_value(|memory| memory.meanwhile.push((kind, comment)));
    }
    if known.is_some() {
        return;
    }
    let gone = matches!(comment.status, Status::Hidden | Status::Withdrawn);
    if is_waiting(page, comment.id) {
        return page.state.update(|state| {
            if gone {
                state.arrived.retain(|known| known.id != comment.id);
            } else if let Some(known) = state.arrived.iter_mut().find(|known| known.id == comment.id) {
                *known = comment;
            }
        });
    }
    let here = page.unit().is_none_or(|unit| comment.unit == Some(unit));
    if kind != EventKind::CommentPosted || gone || !here {
        return;
    }
    if page.memory.with_value(|memory| memory.own.contains(&comment.id)) {
        place(page, &comment, true);
    } else if can_append(page, &comment) {
        place(page, &comment, false);
    } else if comment.parent.is_none_or(|parent| find(parent).is_some() || is_waiting(page, parent)) {
        // What answers a remark further down the list comes with that one.
        page.state.update(|state| state.arrived.push(comment));
    }
}

/// Whether a remark waits behind the chip.
fn is_waiting(page: Page, id: CommentId) -> bool {
    page.state.with_untracked(|state| state.arrived.iter().any(|known| known.id == id))
}

/// Whether a remark can be added at the end without moving anything that is being read.
fn can_append(page: Page, comment: &Comment) -> bool {
    // A reply stands inside of the list: what is below it would move.
    let at_the_end = comment.parent.is_none_or(|parent| {
        let thread = find(parent).and_then(|parent| dom::around(&parent, "ol.thread > li"));
        thread.is_some_and(|thread| thread.next_element_sibling().is_none())
    });
    let whole = page.state.with_untracked(|state| state.order == Order::Oldest && state.next.is_none());
    let no_form = threads().is_none_or(|threads| dom::find(&threads, "form.write").is_none());
    at_the_end && whole && no_form && dom::panel_scrolls()
}

/// Shows one's own remark at once.
pub(crate) fn add_own(page: Page, comment: &Comment) {
    if let Some(known) = find(comment.id) {
        // Its event was faster than the answer, and did not know whose it is.
        dom::set(&known, "data-mine", Some(""));
        remark::change(page, &known, comment);
    } else if page.unit().is_none_or(|unit| comment.unit == Some(unit)) {
        place(page, comment, true);
    }
}

fn place(page: Page, comment: &Comment, mine: bool) {
    let Some(article) = remark::build(page, comment, mine, false) else { return };
    let Ok(entry) = document().create_element("li") else { return };
    dom::set(&article, "data-new", Some(""));
    drop(entry.append_child(&article));
    if let Some(parent) = comment.parent {
        let thread = find(parent).and_then(|parent| dom::around(&parent, "ol.thread > li"));
        let Some(replies) = thread.and_then(|thread| dom::find(&thread, "ol.replies")) else { return };
        // A form that is open for a reply stays below the replies.
        let form = dom::find(&replies, "form.write").and_then(|form| dom::around(&form, "ol.replies > li"));
        drop(replies.insert_before(&entry, form.as_ref().filter(|form| form.next_element_sibling().is_none()).map(AsRef::as_ref)));
        replies.set_hidden(false);
    } else {
        if let Ok(replies) = document().create_element("ol") {
            replies.set_class_name("replies");
            dom::set(&replies, "hidden", Some(""));
            drop(entry.append_child(&replies));
        }
        let first = page.state.with_untracked(|state| state.order == Order::Newest);
        if let Some(threads) = threads() {
            drop(threads.insert_adjacent_element(if first { "afterbegin" } else { "beforeend" }, &entry));
        }
    }
    page.state.notify();
}

/// Shows what waits behind the chip, and takes the reader there.
pub(crate) fn show_arrived(page: Page) {
    let arrived = page.state.try_update(|state| std::mem::take(&mut state.arrived)).unwrap_or_default();
    for comment in &arrived {
        if find(comment.id).is_none() {
            place(page, comment, false);
        }
    }
    if let Some(first) = arrived.first().map(|comment| format!("u-{}", comment.id)) {
        // When the list is shown: one that was empty is hidden until then.
        set_timeout(move || dom::focus(&first), Duration::ZERO);
    }
}

/// Tells screen readers of a new remark, together with those that come in the next seconds.
pub(crate) fn announce(page: Page, unit: Option<UnitId>) {
    let waiting = page.memory.with_value(|memory| !memory.news.is_empty());
    page.memory.update_value(|memory| memory.news.push(unit));
    if waiting {
        return;
    }
    let say = move || {
        let news = page.memory.try_update_value(|memory| std::mem::take(&mut memory.news)).unwrap_or_default();
        let Some(first) = news.first().copied() else { return };
        let one_place = news.iter().all(|unit| *unit == first);
        let label = first.filter(|_| one_place).and_then(units::label);
        let count = news.len() as i64;
        let words = match label {
            Some(label) => format!("{} {label}", page.count(|words| &words.news_on, count)),
            None => page.count(|words| &words.news, count),
        };
        write_news(&words);
        // The same words again are news again.
        set_timeout(|| write_news(""), BETWEEN_ANNOUNCEMENTS);
    };
    set_timeout(say, BETWEEN_ANNOUNCEMENTS);
}

fn write_news(words: &str) {
    if let Some(panel) = dom::by_id(PANEL) {
        dom::text_of(&panel, ".news", words);
    }
}
