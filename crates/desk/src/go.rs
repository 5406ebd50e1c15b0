//! The ways about the desk: to a remark, to a page of the queue, to another queue.

use std::time::Duration;

use busola_browser::request::{Refusal, call};
use busola_domain::CommentId;
use busola_domain::answer::State;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::start::{Entry, Filter, Queue};
use crate::state::{Desk, Step};
use crate::{PAGE, kept, listen};

/// How many remarks before the last one that was loaded more are loaded.
const AHEAD: usize = 15;

/// After how long somebody is told that they wait.
const SOON: Duration = Duration::from_millis(300);

/// What is done once more remarks are there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    /// The first of them is shown.
    Show,
    /// Their page is shown.
    Turn,
}

/// Whether a press is the desk's to handle: with another button or a key the browser opens a tab or a window.
fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key()
}

/// A remark of the queue was pressed.
pub(crate) fn open(desk: Desk, id: CommentId, event: &MouseEvent) {
    if is_plain(event) {
        event.prevent_default();
        show(desk, id);
    }
}

/// A way to a neighbour was pressed.
pub(crate) fn step(desk: Desk, step: Step, event: &MouseEvent) {
    if is_plain(event) {
        event.prevent_default();
        match untrack(|| desk.beside(step)) {
            Some(id) => show(desk, id),
            None if step == Step::On => more(desk, Then::Show),
            None => {}
        }
    }
}

/// Goes on after an answer was sent to some remarks: to the next that is still to be answered, where the queue is of those.
pub(crate) fn on_from(desk: Desk, sent: &[CommentId]) {
    let state = desk.filter.with_untracked(|filter| filter.state);
    let shown = untrack(|| desk.shown_id());
    let next = desk.entries.with_untracked(|entries| {
        let from = entries.iter().position(|entry| Some(entry.id) == shown).map_or(0, |at| at + 1);
        let fits = |entry: &&Entry| match state {
            State::Waiting => entry.state() == State::Waiting && entry.is_there() && !sent.contains(&entry.id),
            State::Unpublished => entry.state() != State::Answered && entry.is_there() && !sent.contains(&entry.id),
            _ => true,
        };
        entries.iter().skip(from).find(fits).map(|entry| entry.id)
    });
    match next {
        Some(id) => show(desk, id),
        None if desk.next.with_untracked(Option::is_some) => more(desk, Then::Show),
        None => {
            desk.shown.set(None);
            desk.opened.set(true);
            arrive(desk);
        }
    }
}

/// Shows a remark of the queue.
pub(crate) fn show(desk: Desk, id: CommentId) {
    let at = desk.entries.with_untracked(|entries| entries.iter().position(|entry| entry.id == id));
    let Some((at, entry)) = at.and_then(|at| Some((at, desk.entries.with_untracked(|entries| entries.get(at).cloned())?))) else { return };
    kept::begin(desk, &entry);
    desk.shown.set(Some(entry));
    desk.opened.set(true);
    if desk.window.get_untracked() != at / PAGE * PAGE {
        desk.window.set(at / PAGE * PAGE);
    }
    arrive(desk);
    refresh(desk, id);
    if desk.entries.with_untracked(Vec::len) - at <= AHEAD {
        more(desk, Then::Nothing);
    }
}

/// Brings the address, the lock and the reader to what is shown.
fn arrive(desk: Desk) {
    remember(desk);
    listen::say_focus(desk);
    let id = untrack(|| desk.shown_id());
    // From here on a key is a command, and not a letter of the answer that was just given.
    if let Some(field) = document().active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok())
        && field.id() != "remark"
    {
        drop(field.blur());
    }
    // When it stands on the page.
    set_timeout(
        move || {
            let Some(heading) = element("remark") else { return };
            if document().active_element().is_some_and(|active| active.id() == "remark") {
                // It has the focus already: a screen reader would say nothing.
                desk.said.set(heading.text_content().unwrap_or_default());
            }
            drop(heading.focus());
            if let Some(line) = id.and_then(|id| element(&format!("line-{id}"))) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                line.scroll_into_view_with_scroll_into_view_options(&options);
            }
        },
        Duration::ZERO,
    );
}

/// The way back to the queue was pressed.
pub(crate) fn to_queue(desk: Desk, event: &MouseEvent) {
    if is_plain(event) {
        event.prevent_default();
        desk.opened.set(false);
        focus_queue();
    }
}

/// Goes a page back among those that were loaded; before them the link leads.
pub(crate) fn turn_back(desk: Desk, event: &MouseEvent) {
    let window = desk.window.get_untracked();
    if is_plain(event) && window > 0 {
        event.prevent_default();
        desk.window.set(window.saturating_sub(PAGE));
        focus_queue();
    }
}

/// Goes a page on.
pub(crate) fn turn_on(desk: Desk, event: &MouseEvent) {
    if !is_plain(event) {
        return;
    }
    event.prevent_default();
    let next = desk.window.get_untracked() + PAGE;
    if desk.entries.with_untracked(Vec::len) > next {
        desk.window.set(next);
        focus_queue();
    } else {
        more(desk, Then::Turn);
    }
}

/// Takes in what came since the queue was loaded: it stands at its unit, so the queue is read from its start on.
pub(crate) fn take_fresh(desk: Desk) {
    load(desk, None);
    focus_queue();
}

/// Reads the queue anew from a place on. What is shown and typed stays.
pub(crate) fn load(desk: Desk, after: Option<String>) {
    let asked = begin_loading(desk);
    spawn_local(async move {
        let answer = read(desk, after.clone()).await;
        if desk.asked.get_value() != asked {
            return;
        }
        desk.loading.set(false);
        desk.slow.set(false);
        match answer {
            Ok(queue) => {
                let found = queue.entries.len() as i64;
                // Whoever is in the list is on a remark that another one takes the place of.
                if document().active_element().is_some_and(|active| active.closest(".desk-list").is_ok_and(|list| list.is_some())) {
                    focus_queue();
                }
                desk.window.set(0);
                desk.entries.set(queue.entries);
                desk.next.set(queue.next);
                desk.progress.set(queue.progress);
                desk.after.set(after);
                desk.fresh.set(0);
                desk.said.set(desk.count(|words| &words.remarks, found));
                remember(desk);
            }
            Err(refusal) => tell(desk, refusal),
        }
    });
}

/// Counts a loading, and says so once it takes a while: a list that moves down and up again is in nobody's interest.
fn begin_loading(desk: Desk) -> u32 {
    let asked = desk.asked.get_value() + 1;
    desk.asked.set_value(asked);
    desk.loading.set(true);
    set_timeout(
        move || {
            if desk.asked.get_value() == asked && desk.loading.get_untracked() {
                desk.slow.set(true);
            }
        },
        SOON,
    );
    asked
}

/// Reads the next page of the queue, one at a time.
fn more(desk: Desk, then: Then) {
    let Some(next) = desk.next.get_untracked().filter(|_| !desk.loading.get_untracked()) else { return };
    let asked = begin_loading(desk);
    spawn_local(async move {
        let answer = read(desk, Some(next)).await;
        if desk.asked.get_value() != asked {
            return;
        }
        desk.loading.set(false);
        desk.slow.set(false);
        match answer {
            Ok(queue) => {
                let before = desk.entries.with_untracked(Vec::len);
                desk.entries.update(|entries| {
                    let new: Vec<_> = queue.entries.into_iter().filter(|new| entries.iter().all(|known| known.id != new.id)).collect();
                    entries.extend(new);
                });
                desk.next.set(queue.next);
                desk.progress.set(queue.progress);
                let first = desk.entries.with_untracked(|entries| entries.get(before).map(|entry| entry.id));
                match (then, first) {
                    (Then::Show, Some(id)) => show(desk, id),
                    (Then::Turn, Some(_)) => {
                        desk.window.set(before / PAGE * PAGE);
                        focus_queue();
                    }
                    _ => {}
                }
            }
            Err(refusal) if then != Then::Nothing => tell(desk, refusal),
            // It was to be there in time; whoever comes so far asks again.
            Err(_) => {}
        }
    });
}

async fn read(desk: Desk, after: Option<String>) -> Result<Queue, Refusal> {
    let mut pairs = desk.filter.with_untracked(Filter::pairs);
    pairs.push(("consultation", desk.start.with_value(|start| start.page.consultation.to_string())));
    pairs.extend(after.map(|after| ("after", after)));
    let fields: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = call("/fn/desk-queue", &fields).await?;
    serde_json::from_str(&answer).map_err(|_| Refusal::default())
}

/// Reads a remark anew: a colleague's draft has no event.
pub(crate) fn refresh(desk: Desk, id: CommentId) {
    spawn_local(async move {
        if let Some(entry) = read_remark(id).await {
            listen::put(desk, entry);
        }
    });
}

/// A remark as it is now, with who wrote its answer.
pub(crate) async fn read_remark(id: CommentId) -> Option<Entry> {
    let answer = call("/fn/desk-remark", &[("id", &id.to_string())]).await.ok()?;
    serde_json::from_str(&answer).ok()
}

/// Says that something was not done.
pub(crate) fn tell(desk: Desk, refusal: Refusal) {
    let words = if refusal.message.is_empty() { desk.say(|words| &words.failed) } else { refusal.message };
    desk.notice.set(Some(words));
}

/// Keeps the address right, so that it can be shared and loaded again.
pub(crate) fn remember(desk: Desk) {
    let address = untrack(|| desk.address(desk.shown_id()));
    if let Ok(history) = window().history() {
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    }
}

fn focus_queue() {
    set_timeout(|| drop(element("queue").map(|heading| heading.focus())), Duration::ZERO);
}

/// An element by its id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
