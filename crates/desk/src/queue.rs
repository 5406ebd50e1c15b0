//! The queue: a page of remarks, those on one unit under its citation.

use busola_domain::CommentId;
use busola_domain::answer::State;
use leptos::prelude::*;

use crate::start::{Entry, Seen};
use crate::state::{Desk, Group, state_word};
use crate::{PAGE, decision};

/// The queue with the ways about it.
pub(crate) fn queue(desk: Desk) -> impl IntoView {
    let none = move || desk.entries.with(Vec::is_empty) && !desk.loading.get();
    view! {
        <div class="thread-new">
            <button type="button" class="new-chip" hidden=move || desk.fresh.get() == 0 on:click=move |_| take_fresh(desk)>
                {move || desk.count(|words| &words.fresh, desk.fresh.get())}
            </button>
        </div>
        <p class="empty" hidden=move || !none()>{desk.say(|words| &words.none)}</p>
        <p class="hint" hidden=move || !desk.loading.get()>{desk.say(|words| &words.loading)}</p>
        <div class="desk-list">
            <For each=move || desk.groups() key=|group| (group.unit, group.remarks.clone()) children=move |group| self::group(desk, group) />
        </div>
        {pager(desk)}
    }
}

fn group(desk: Desk, group: Group) -> impl IntoView {
    let Group { unit, remarks } = group;
    let lines: Vec<_> = remarks.into_iter().map(|id| line(desk, id)).collect();
    view! {
        <h3 class="desk-unit">{desk.place(unit)}</h3>
        <ol>{lines}</ol>
    }
}

/// The box of a remark that is to be answered together with others. `seen` says which answer was seen under it.
pub(crate) fn mark(desk: Desk, seen: Seen, number: i64) -> impl IntoView {
    let id = seen.id;
    let marked = Memo::new(move |_| desk.is_marked(id));
    let current = Memo::new(move |_| desk.shown_id() == Some(id));
    let key = move || current.get().then_some("x");
    let press = move |_| {
        // As it is now, and not as it was when the box was made.
        let seen = untrack(|| desk.of_entry(id, Entry::seen)).unwrap_or(seen);
        desk.marked.update(|marked| match marked.iter().position(|known| known.id == id) {
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
            checked=marked.get_untracked() prop:checked=move || marked.get() on:change=press
            data-key=key aria-keyshortcuts=key
        />
    }
}

/// A remark in the queue: a box to answer it together with others, and the way to it.
fn line(desk: Desk, id: CommentId) -> impl IntoView {
    let of = |entry: &Entry| (entry.seen(), entry.number, entry.author.clone(), entry.excerpt.clone());
    let known = untrack(|| desk.of_entry(id, of));
    let (seen, number, author, excerpt) = known.unwrap_or((Seen { id, revision: 0 }, 0, String::new(), String::new()));
    let current = Memo::new(move |_| desk.shown_id() == Some(id));
    let excerpt_now = move || desk.of_entry(id, |entry| entry.excerpt.clone()).unwrap_or_else(|| excerpt.clone());
    view! {
        <li class="desk-line" id=format!("line-{id}") data-current=move || current.get().then_some("")>
            {mark(desk, seen, number)}
            <a href=move || desk.address(Some(id)) aria-current=move || current.get().then_some("true") on:click=move |event| open(desk, id, &event)>
                <span class="desk-who"><b>{format!("#{number}")}</b> " " {author}</span>
                " "
                <span class="desk-excerpt" lang=desk.content_lang()>{excerpt_now}</span>
            </a>
            {marks(desk, id)}
        </li>
    }
}

/// What became of a remark, and who works on it.
fn marks(desk: Desk, id: CommentId) -> impl IntoView {
    let became = Memo::new(move |_| {
        desk.of_entry(id, |entry| (entry.is_there(), entry.state(), entry.answer.as_ref().map(|answer| answer.decision)))
    });
    let worker = Memo::new(move |_| desk.worker(id));
    let shown = move || {
        became.get().and_then(|(there, state, made)| match (state, made) {
            (State::Answered, Some(made)) => Some(decision::badge(desk.say(|words| decision::word(words, made)), made).into_any()),
            (State::Drafted, _) => Some(
                view! { <span class="badge" data-phase="draft">{desk.say(|words| state_word(words, State::Drafted))}</span> }.into_any(),
            ),
            _ if !there => Some(view! { <span class="badge" data-phase="closed">{desk.say(|words| &words.gone_short)}</span> }.into_any()),
            _ => None,
        })
    };
    view! {
        <span class="desk-marks">
            {shown}
            {move || worker.get().map(|name| view! { <span class="desk-lock">{desk.say_with(|words| &words.work_here, &name)}</span> })}
        </span>
    }
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
fn open(_: Desk, _: CommentId, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn turn_back(_: Desk, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn turn_on(_: Desk, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn take_fresh(_: Desk) {}

#[cfg(not(feature = "ssr"))]
use crate::go::{open, take_fresh, turn_back, turn_on};
