//! The queue: a page of remarks, those on one unit under its citation.

use busola_domain::answer::State;
use leptos::prelude::*;

use crate::start::{Entry, Seen};
use crate::state::{Desk, state_word};
use crate::{PAGE, decision};

/// The queue with the ways about it.
pub(crate) fn queue(desk: Desk) -> impl IntoView {
    let none = move || desk.entries.with(Vec::is_empty) && !desk.slow.get();
    view! {
        <div class="thread-new">
            <button type="button" class="new-chip" hidden=move || desk.fresh.get() == 0 on:click=move |_| take_fresh(desk)>
                {move || desk.count(|words| &words.fresh, desk.fresh.get())}
            </button>
        </div>
        <p class="empty" hidden=move || !none()>{desk.say(|words| &words.none)}</p>
        <p class="hint" hidden=move || !desk.slow.get()>{desk.say(|words| &words.loading)}</p>
        <div class="desk-list">{move || groups(desk)}</div>
        {pager(desk)}
    }
}

/// The page of the queue, remarks on one unit together.
///
/// All of it follows from the desk as it is, and what differs from what the browser shows is written to it: a search
/// changes every line at once, and lines whose parts live by themselves would each be taken down and built again.
fn groups(desk: Desk) -> Vec<impl IntoView> {
    let window = desk.window.get();
    desk.entries.with(|entries| {
        let page = entries.get(window..).unwrap_or_default();
        let page = page.get(..PAGE).unwrap_or(page);
        page.chunk_by(|one, other| one.unit == other.unit).map(|remarks| group(desk, remarks)).collect()
    })
}

fn group(desk: Desk, remarks: &[Entry]) -> impl IntoView + use<> {
    let unit = remarks.first().and_then(|entry| entry.unit);
    let lines: Vec<_> = remarks.iter().map(|entry| line(desk, entry)).collect();
    view! {
        <h3 class="desk-unit">{desk.place(unit)}</h3>
        <ol>{lines}</ol>
    }
}

/// A remark in the queue: a box to answer it together with others, and the way to it.
fn line(desk: Desk, entry: &Entry) -> impl IntoView + use<> {
    let (id, number) = (entry.id, entry.number);
    let current = desk.shown_id() == Some(id);
    // A filter that was just set is one of the queue that is being read.
    let href = untrack(|| desk.address(Some(id)));
    view! {
        <li class="desk-line" id=format!("line-{id}") data-current=current.then_some("")>
            {mark(desk, entry.seen(), number, current)}
            <a href=href aria-current=current.then_some("true") on:click=move |event| open(desk, id, &event)>
                <span class="desk-who"><b>{format!("#{number}")}</b> " " {entry.author.clone()}</span>
                " "
                <span class="desk-excerpt" lang=desk.content_lang()>{entry.excerpt.clone()}</span>
            </a>
            {marks(desk, entry)}
        </li>
    }
}

/// The box of a remark that is to be answered together with others. `seen` says which answer was seen under it, `current`
/// whether it is the one that is shown.
pub(crate) fn mark(desk: Desk, seen: Seen, number: i64, current: bool) -> impl IntoView {
    let marked = desk.is_marked(seen.id);
    let key = current.then_some("x");
    let press = move |_| {
        desk.marked.update(|marked| match marked.iter().position(|known| known.id == seen.id) {
            Some(at) => {
                marked.remove(at);
            }
            None => marked.push(seen),
        });
    };
    view! {
        <input
            type="checkbox" name="together[]" value=String::from(seen) form="answer-form" class="desk-mark"
            aria-label=desk.say_with(|words| &words.mark, &number.to_string())
            checked=marked prop:checked=marked on:change=press
            data-key=key aria-keyshortcuts=key
        />
    }
}

/// What became of a remark, and who works on it, where there is something to say.
fn marks(desk: Desk, entry: &Entry) -> impl IntoView + use<> {
    let draft = |words: String, phase| view! { <span class="badge" data-phase=phase>{words}</span> }.into_any();
    let became = match (entry.state(), entry.answer.as_ref()) {
        (State::Answered, Some(answer)) => {
            let made = answer.decision;
            Some(decision::badge(desk.say(|words| decision::word(words, made)), made).into_any())
        }
        (State::Drafted, _) => Some(draft(desk.say(|words| state_word(words, State::Drafted)), "draft")),
        _ if !entry.is_there() => Some(draft(desk.say(|words| &words.gone_short), "closed")),
        _ => None,
    };
    let worker =
        desk.worker(entry.id).map(|name| view! { <span class="desk-lock">{desk.say_with(|words| &words.work_here, &name)}</span> });
    (became.is_some() || worker.is_some()).then(|| view! { <span class="desk-marks">{became} {worker}</span> })
}

/// The ways to the pages before and after.
fn pager(desk: Desk) -> impl IntoView {
    let begins = move || desk.window.get() == 0 && desk.after.with(Option::is_none);
    let more = move || desk.next.with(Option::is_some) || desk.entries.with(Vec::len) > desk.window.get() + PAGE;
    // What follows those that were loaded; within them the script moves.
    let next = move || desk.page_address(desk.next.get());
    let first = move || desk.page_address(None);
    view! {
        <nav class="pager desk-pager" aria-label=desk.say(|words| &words.pages) hidden=move || begins() && !more()>
            <a class="button button-small button-quiet" href=first hidden=begins on:click=move |event| turn_back(desk, &event)>
                {move || if desk.window.get() > 0 { desk.say(|words| &words.previous_page) } else { desk.say(|words| &words.first_page) }}
            </a>
            <a class="button button-small button-quiet" href=next hidden=move || !more() on:click=move |event| turn_on(desk, &event)>
                {desk.say(|words| &words.next_page)}
            </a>
        </nav>
    }
}

#[cfg(feature = "ssr")]
fn open(_: Desk, _: busola_domain::CommentId, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn turn_back(_: Desk, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn turn_on(_: Desk, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn take_fresh(_: Desk) {}

#[cfg(not(feature = "ssr"))]
use crate::go::{open, take_fresh, turn_back, turn_on};
