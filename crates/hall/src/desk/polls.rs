//! The console's straw polls.

use busola_domain::PollId;
use busola_domain::meeting::Poll;
use busola_domain::meeting::poll::State as PollState;
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::act::{self, Form};
use crate::parts::poll::chart;
use crate::state::Hall;

/// The polls, and the form to prepare one.
pub(crate) fn polls(hall: Hall) -> impl IntoView {
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
                <For each=move || ids.get() key=|id| *id children=move |id| poll(hall, id, ids) />
            </ol>
            {move || (!hall.is_over()).then(|| new_poll(hall))}
        </section>
    }
}

fn poll(hall: Hall, id: PollId, ids: Memo<Vec<PollId>>) -> impl IntoView {
    let state = Memo::new(move |_| hall.poll(id).map(|poll| poll.state));
    let question = hall.poll(id).map(|poll: Poll| poll.question);
    // The key is that of the first one that it can be for.
    let first = move |wanted: PollState| {
        ids.with(|ids| ids.iter().find(|other| hall.poll(**other).is_some_and(|poll| poll.state == wanted)) == Some(&id))
    };
    let doing = move || match state.get() {
        Some(PollState::Prepared) => {
            let form = Form::to("/fn/open-poll").with("id", id.to_string());
            let form = if first(PollState::Prepared) { form.key("o") } else { form };
            EitherOf3::A(form.button(hall, "button button-small", hall.say(|words| &words.open_poll)))
        }
        Some(PollState::Open) => {
            let form = Form::to("/fn/close-poll").with("id", id.to_string());
            let form = if first(PollState::Open) { form.key("c") } else { form };
            EitherOf3::B(form.button(hall, "button button-small", hall.say(|words| &words.close_poll)))
        }
        Some(PollState::Closed) | None => EitherOf3::C(view! { <p class="poll-state">{hall.say(|words| &words.poll_closed)}</p> }),
    };
    view! {
        <li>
            <p class="poll-question">{question}</p>
            {doing}
            {chart(hall, id)}
        </li>
    }
}

fn new_poll(hall: Hall) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    let press = move |event| {
        act::send(hall, event, move |_| {
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
        });
    };
    let kinds = [
        ("yes_no", hall.say(|words| &words.kind_yes_no)),
        ("single", hall.say(|words| &words.kind_single)),
        ("multiple", hall.say(|words| &words.kind_multiple)),
        ("scale", hall.say(|words| &words.kind_scale)),
    ];
    let kinds: Vec<_> = kinds
        .into_iter()
        .enumerate()
        .map(|(at, (kind, words))| {
            view! {
                <label class="choice"><input type="radio" name="kind" value=kind checked=at == 0 /> <span>{words}</span></label>
            }
        })
        .collect();
    view! {
        <details class="new-poll">
            <summary>{hall.say(|words| &words.new_poll)}</summary>
            <form class="form" method="post" action="/fn/create-poll" node_ref=form on:submit=press>
                <input type="hidden" name="page" value=hall.path() />
                <input type="hidden" name="meeting" value=hall.id() />
                <div class="field">
                    <label for="poll-question">{hall.say(|words| &words.poll_question)}</label>
                    <input id="poll-question" name="question" maxlength="500" required />
                </div>
                <fieldset class="kinds"><legend>{hall.say(|words| &words.poll_kind)}</legend>{kinds}</fieldset>
                <div class="field">
                    <label for="poll-options">{hall.say(|words| &words.poll_options)}</label>
                    <p class="hint" id="poll-options-hint">{hall.say(|words| &words.poll_options_hint)}</p>
                    <textarea id="poll-options" name="options" rows="4" aria-describedby="poll-options-hint"></textarea>
                </div>
                <div class="field">
                    <label for="poll-max">{hall.say(|words| &words.poll_max)}</label>
                    <input id="poll-max" name="max" inputmode="numeric" size="3" />
                </div>
                <label class="choice">
                    <input type="checkbox" name="on_close" value="true" /> <span>{hall.say(|words| &words.poll_hidden_until_closed)}</span>
                </label>
                <label class="choice">
                    <input type="checkbox" name="secret" value="true" /> <span>{hall.say(|words| &words.poll_make_secret)}</span>
                </label>
                <label class="choice">
                    <input type="checkbox" name="named" value="true" /> <span>{hall.say(|words| &words.poll_make_named)}</span>
                </label>
                <p><button class="button">{hall.say(|words| &words.prepare)}</button></p>
            </form>
        </details>
    }
}
