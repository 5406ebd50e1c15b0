//! The console's straw polls.

use busola_domain::PollId;
use busola_domain::meeting::Poll;
use busola_domain::meeting::poll::{State as PollState, Type, Visibility};
use leptos::prelude::*;

use super::SMALL;
use crate::act::{self, Form};
use crate::console::{Undo, shows};
use crate::parts::poll::chart;
use crate::state::Hall;
use crate::typed::content;

/// The polls, and the form to prepare one.
pub(crate) fn polls(hall: Hall, undo: Undo) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let mut all: Vec<_> = hall.polls.with(|polls| polls.iter().map(|poll| (poll.state, poll.id)).collect());
        all.sort_by_key(|(state, _)| match state {
            PollState::Open => 0,
            PollState::Prepared => 1,
            PollState::Closed => 2,
        });
        all.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    view! {
        <section class="card" aria-labelledby="polls">
            <h2 id="polls">{hall.say(|words| &words.polls)}</h2>
            <ol class="polls">
                <For each=move || ids.get() key=|id| *id children=move |id| poll(hall, undo, id, ids) />
            </ol>
            {move || (!hall.is_over()).then(|| new_poll(hall))}
        </section>
    }
}

fn poll(hall: Hall, undo: Undo, id: PollId, ids: Memo<Vec<PollId>>) -> impl IntoView {
    let state = Memo::new(move |_| hall.poll(id).map(|poll| poll.state));
    let question = hall.poll(id).map(|poll| poll.question);
    // The key is that of the first one that it can be for.
    let first = move |wanted: PollState| {
        ids.with(|ids| ids.iter().find(|other| hall.poll(**other).is_some_and(|poll| poll.state == wanted)) == Some(&id))
    };
    // None is opened by a key while one is open. Told apart from the numbers, which must not draw the buttons anew.
    let keyed = Memo::new(move |_| match state.get() {
        Some(PollState::Prepared) => {
            first(PollState::Prepared) && hall.polls.with(|polls| polls.iter().all(|poll| poll.state != PollState::Open))
        }
        Some(PollState::Open) => first(PollState::Open),
        Some(PollState::Closed) | None => false,
    });
    let shown = Memo::new(move |_| hall.meeting.with(|meeting| meeting.focus.poll == Some(id)) || hall.is_over());
    let show = move || {
        (!shown.get() && matches!(state.get(), Some(PollState::Open | PollState::Closed))).then(|| {
            let form = shows(hall, undo).with_item("poll", id.to_string()).with("question", String::new());
            form.button(hall, SMALL, hall.say(|words| &words.show))
        })
    };
    let doing = move || {
        let now = state.get().unwrap_or(PollState::Closed);
        let form = |to| Form::to(to).with_item("id", id.to_string());
        let key = |form: Form, key| if keyed.get() { form.key(key) } else { form };
        let gone = move |_: &str| hall.polls.update(|polls| polls.retain(|poll| poll.id != id));
        // What is prepared does not change; that numbers of others did is nothing to it.
        let prepared = untrack(|| hall.poll(id)).filter(|_| now == PollState::Prepared);
        let (is, open, remove, close) = match now {
            PollState::Prepared => {
                let (open, remove) = (key(form("/fn/open-poll"), "o"), form("/fn/remove-poll").then(gone));
                let may = !hall.is_over();
                (prepared.as_ref().map(|poll| facts(hall, poll)), may.then_some(open), may.then_some(remove), None)
            }
            PollState::Open => (None, None, None, Some(key(form("/fn/close-poll"), "c"))),
            PollState::Closed => (Some(hall.say(|words| &words.poll_closed)), None, None, None),
        };
        // Two places, so that the one of which the second step is open never becomes the other.
        view! {
            {is.map(|words| view! { <p class="poll-state">{words}</p> })}
            {prepared.map(|poll| view! { <p class="poll-state" lang=hall.content_lang()>{answers(&poll)}</p> })}
            {open.map(|form| form.button(hall, "button button-small", hall.say(|words| &words.open_poll)))}
            {remove.map(|form| form.in_two_steps(hall, hall.say(|words| &words.remove_poll), hall.say(|words| &words.remove_poll_yes)))}
            {close.map(|form| form.in_two_steps(hall, hall.say(|words| &words.close_poll), hall.say(|words| &words.close_poll_yes)))}
        }
    };
    view! {
        <li>
            <p class="poll-question" id=id.to_string() lang=hall.content_lang()>{question}</p>
            {doing}
            {show}
            {chart(hall, id)}
        </li>
    }
}

/// The answers of a poll.
fn answers(poll: &Poll) -> String {
    poll.options.iter().map(|option| option.text.as_str()).collect::<Vec<_>>().join(" / ")
}

/// What a poll is that was prepared: its kind, how its votes are kept, and what else is not as usual.
fn facts(hall: Hall, poll: &Poll) -> String {
    let kind = match poll.kind {
        Type::YesNo => hall.say(|words| &words.kind_yes_no),
        Type::Single => hall.say(|words| &words.kind_single),
        Type::Multiple => hall.say(|words| &words.kind_multiple),
        Type::Scale => hall.say(|words| &words.kind_scale),
    };
    let votes = match (poll.secret, poll.named) {
        (true, _) => hall.say(|words| &words.poll_make_secret),
        (_, true) => hall.say(|words| &words.poll_make_named),
        _ => hall.say(|words| &words.poll_make_plain),
    };
    let mut facts = format!("{kind}. {votes}.");
    if poll.kind == Type::Multiple {
        facts += " ";
        facts += &hall.say(|words| &words.up_to).replace('#', &poll.max.to_string());
    }
    if poll.visibility == Visibility::OnClose {
        facts += " ";
        facts += &hall.say(|words| &words.poll_on_close);
    }
    facts
}

fn new_poll(hall: Hall) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    let typed = hall.typed("/fn/create-poll", &hall.id());
    let options = content(typed.value("options"));
    let press = move |event| {
        act::send(hall, event, move |_| {
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
        });
    };
    let kinds = vec![
        ("yes_no", hall.say(|words| &words.kind_yes_no)),
        ("single", hall.say(|words| &words.kind_single)),
        ("multiple", hall.say(|words| &words.kind_multiple)),
        ("scale", hall.say(|words| &words.kind_scale)),
    ];
    let votes = vec![
        ("plain", hall.say(|words| &words.poll_make_plain)),
        ("secret", hall.say(|words| &words.poll_make_secret)),
        ("named", hall.say(|words| &words.poll_make_named)),
    ];
    view! {
        <details class="new-poll" open=typed.is_there()>
            <summary>{hall.say(|words| &words.new_poll)}</summary>
            <form class="form" method="post" action="/fn/create-poll" node_ref=form on:submit=press>
                <input type="hidden" name="page" value=hall.path() />
                <input type="hidden" name="meeting" value=hall.id() />
                <div class="field">
                    <label for="poll-question">{hall.say(|words| &words.poll_question)}</label>
                    <input id="poll-question" name="question" maxlength="500" required value=typed.value("question") />
                </div>
                <fieldset class="kinds">
                    <legend>{hall.say(|words| &words.poll_kind)}</legend>
                    {choices("kind", kinds, typed.value("kind").as_deref())}
                </fieldset>
                <div class="field">
                    <label for="poll-options">{hall.say(|words| &words.poll_options)}</label>
                    <p class="hint" id="poll-options-hint">{hall.say(|words| &words.poll_options_hint)}</p>
                    <textarea id="poll-options" name="options" rows="4" aria-describedby="poll-options-hint">{options}</textarea>
                </div>
                <div class="field">
                    <label for="poll-max">{hall.say(|words| &words.poll_max)}</label>
                    <input id="poll-max" name="max" inputmode="numeric" size="3" value=typed.value("max") />
                </div>
                <label class="choice">
                    <input type="checkbox" name="on_close" value="true" checked=typed.value("on_close").is_some() />
                    <span>{hall.say(|words| &words.poll_hidden_until_closed)}</span>
                </label>
                <fieldset class="kinds">
                    <legend>{hall.say(|words| &words.poll_votes_kept)}</legend>
                    {choices("votes", votes, typed.value("votes").as_deref())}
                </fieldset>
                <p><button class="button">{hall.say(|words| &words.prepare)}</button></p>
            </form>
        </details>
    }
}

/// Choices of which one is made: as it was `sent`, else the first.
fn choices(name: &'static str, all: Vec<(&'static str, String)>, sent: Option<&str>) -> impl IntoView + use<> {
    let choice = |(at, (value, words)): (usize, (&'static str, String))| {
        let checked = sent.map_or(at == 0, |sent| sent == value);
        view! {
            <label class="choice"><input type="radio" name=name value=value checked=checked /> <span>{words}</span></label>
        }
    };
    all.into_iter().enumerate().map(choice).collect::<Vec<_>>()
}
