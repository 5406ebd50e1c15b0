//! Answers on their way to the server: one after the other, and again while it can't be reached. Who wrote one goes on
//! at once.

use std::cell::RefCell;
use std::collections::VecDeque;

use busola_browser::line::wait;
use busola_browser::request::{Refusal, call};
use busola_domain::CommentId;
use busola_domain::answer::{Progress, State};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::start::{Entry, Seen, Typed};
use crate::state::Desk;
use crate::{go, kept, listen, templates};

/// How often an answer is sent again that the server had no time for.
const TRIES: u32 = 5;

/// What is done with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Draft,
    Publish,
    /// Published, and on to the next remark.
    Next,
}

/// An answer on its way.
#[derive(Clone)]
struct Outgoing {
    id: CommentId,
    number: i64,
    /// The others that get the same.
    together: Vec<Seen>,
    typed: Typed,
    doing: Doing,
}

impl Outgoing {
    /// Goes on from an answer of the same moderator that was taken since.
    fn follow(&mut self, taken: &Entry) {
        let seen = taken.seen();
        if self.id == seen.id {
            self.typed.revision = seen.revision;
        }
        self.together.iter_mut().filter(|other| other.id == seen.id).for_each(|other| *other = seen);
    }
}

#[derive(Default)]
struct Way {
    waiting: VecDeque<Outgoing>,
    in_flight: bool,
    tries: u32,
}

thread_local! {
    static WAY: RefCell<Way> = RefCell::default();
}

/// Asks who leaves the page while answers are on their way.
pub(crate) fn guard() {
    let handle = window_event_listener(leptos::ev::beforeunload, |event| {
        if WAY.with_borrow(|way| !way.waiting.is_empty()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether an answer to a remark is on its way: what is heard of it meanwhile may well be one's own.
pub(crate) fn is_under_way(id: CommentId) -> bool {
    WAY.with_borrow(|way| way.waiting.iter().any(|waiting| waiting.id == id))
}

/// A button of the form was pressed.
pub(crate) fn submit(desk: Desk, event: SubmitEvent) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::Element;

    event.prevent_default();
    let button = event.submitter().and_then(|button| button.dyn_into::<Element>().ok());
    let doing = match button.and_then(|button| button.get_attribute("value")).as_deref() {
        Some("template") => {
            templates::insert(desk);
            return;
        }
        Some("publish") => Doing::Publish,
        Some("next") => Doing::Next,
        _ => Doing::Draft,
    };
    give(desk, doing);
}

/// Sends what stands in the form.
fn give(desk: Desk, doing: Doing) {
    let Some(entry) = desk.shown.get_untracked() else { return };
    let typed = desk.typed.get_untracked();
    let missing = if typed.decision.is_none() {
        Some((desk.say(|words| &words.choose_decision), "input[name=decision]"))
    } else if typed.justification.trim().is_empty() {
        Some((desk.say(|words| &words.required), "#justification"))
    } else {
        None
    };
    if let Some((words, field)) = missing {
        desk.refused.set(Some(words));
        return focus(field);
    }
    let together: Vec<_> = desk.marked.get_untracked().into_iter().filter(|seen| seen.id != entry.id).collect();
    let sent: Vec<_> = together.iter().map(|seen| seen.id).chain([entry.id]).collect();
    desk.marked.set(Vec::new());
    // Kept until the server has it, whatever happens to the page.
    kept::store(desk, entry.id, Some(&typed));
    WAY.with_borrow_mut(|way| way.waiting.push_back(Outgoing { id: entry.id, number: entry.number, together, typed, doing }));
    count(desk);
    if doing == Doing::Next {
        go::on_from(desk, &sent);
    } else {
        // It may leave the queue with this; the page is to have it when it is loaded again.
        desk.opened.set(true);
        go::remember(desk);
    }
    pump(desk);
}

fn focus(selector: &str) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::HtmlElement;

    let field = document().query_selector(selector).ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        drop(field.focus());
    }
}

fn count(desk: Desk) {
    desk.unsent.set(WAY.with_borrow(|way| way.waiting.len()) as i64);
}

/// Sends what waits, now that the network is back.
pub(crate) fn again(desk: Desk) {
    WAY.with_borrow_mut(|way| way.tries = 0);
    pump(desk);
}

/// Sends the first of those that wait, unless one is under way.
fn pump(desk: Desk) {
    let first = WAY.with_borrow_mut(|way| {
        let first = way.waiting.front().filter(|_| !way.in_flight).cloned()?;
        way.in_flight = true;
        Some(first)
    });
    let Some(outgoing) = first else { return };
    spawn_local(async move {
        let answer = post(&outgoing).await;
        let tries = WAY.with_borrow_mut(|way| {
            way.in_flight = false;
            way.tries += 1;
            way.tries
        });
        match answer {
            Err(refusal) if refusal.unreachable || (refusal.later && tries < TRIES) => {
                set_timeout(move || pump(desk), wait(tries));
            }
            answer => {
                WAY.with_borrow_mut(|way| {
                    way.waiting.pop_front();
                    way.tries = 0;
                });
                count(desk);
                match answer {
                    Ok(answer) => taken(desk, &outgoing, &answer),
                    Err(refusal) => refused(desk, outgoing, refusal),
                }
                pump(desk);
            }
        }
    });
}

async fn post(outgoing: &Outgoing) -> Result<String, Refusal> {
    let Outgoing { id, together, typed, doing, .. } = outgoing;
    let id = String::from(Seen { id: *id, revision: typed.revision });
    let unit = typed.unit.map(|unit| unit.to_string()).unwrap_or_default();
    let together: Vec<_> = together.iter().map(|seen| String::from(*seen)).collect();
    let action = if *doing == Doing::Draft { "draft" } else { "publish" };
    let mut fields = vec![
        ("id", id.as_str()),
        ("decision", typed.decision.map_or("", busola_domain::Decision::as_str)),
        ("justification", typed.justification.as_str()),
        ("unit", unit.as_str()),
        ("action", action),
    ];
    fields.extend(together.iter().map(|id| ("together[]", id.as_str())));
    call("/fn/answer-remark", &fields).await
}

/// The server has it.
fn taken(desk: Desk, outgoing: &Outgoing, answer: &str) {
    for entry in serde_json::from_str::<Vec<Entry>>(answer).unwrap_or_default() {
        WAY.with_borrow_mut(|way| way.waiting.iter_mut().for_each(|waiting| waiting.follow(&entry)));
        if entry.id == outgoing.id {
            own(desk, outgoing, entry.seen().revision);
        }
        if let Some(before) = desk.entry(entry.id) {
            desk.progress.update(|progress| moved(progress, before.state(), entry.state()));
        }
        listen::put(desk, entry);
    }
    let number = outgoing.number.to_string();
    desk.said.set(match outgoing.doing {
        Doing::Draft => desk.say_with(|words| &words.draft_saved, &number),
        Doing::Publish | Doing::Next => desk.say_with(|words| &words.published, &number),
    });
}

/// What stands under the remark now is the reader's own, who may have gone on typing: that goes on from it.
fn own(desk: Desk, outgoing: &Outgoing, revision: i64) {
    kept::saved(desk, outgoing.id, &outgoing.typed, revision);
    if untrack(|| desk.shown_id()) == Some(outgoing.id) {
        desk.typed.update(|typed| typed.revision = revision);
        desk.standing.set(None);
    }
}

/// Counts an answer that went from one state to another; the server's own count follows.
fn moved(progress: &mut Progress, from: State, to: State) {
    let mut add = |state, by| match state {
        State::Drafted => progress.drafted += by,
        State::Answered => progress.answered += by,
        State::All | State::Waiting | State::Unpublished => {}
    };
    add(from, -1);
    add(to, 1);
}

/// The server did not take it: what was typed is kept, and said at its form or, where that has gone on, over the page.
fn refused(desk: Desk, outgoing: Outgoing, refusal: Refusal) {
    let words = if refusal.message.is_empty() { desk.say(|words| &words.failed) } else { refusal.message };
    if !outgoing.together.is_empty() && desk.marked.with_untracked(Vec::is_empty) {
        desk.marked.set(outgoing.together);
    }
    if let Ok(answered) = refusal.answered.parse() {
        show_standing(desk, outgoing.id, answered);
    }
    if untrack(|| desk.shown_id()) == Some(outgoing.id) {
        desk.refused.set(Some(words));
    } else {
        let not_saved = desk.say_with(|words| &words.not_saved, &outgoing.number.to_string());
        desk.notice.set(Some(format!("{not_saved} {words}")));
    }
}

/// Shows what somebody else answered meanwhile beside what was sent: sent again, this takes the place of that.
fn show_standing(desk: Desk, sent: CommentId, answered: CommentId) {
    spawn_local(async move {
        let Some(entry) = go::read_remark(answered).await else { return };
        let here = untrack(|| desk.shown_id()) == Some(sent);
        listen::put(desk, entry.clone());
        if !here {
            return;
        }
        if sent == answered {
            desk.typed.update(|typed| typed.revision = entry.seen().revision);
            kept::keep(desk);
        }
        desk.standing.set(Some(entry));
    });
}
