//! The console's questions, speakers and polls.

use busola_domain::meeting::poll::State as PollState;
use busola_domain::meeting::question::State as QuestionState;
use busola_domain::meeting::{Focus, Poll, Question, State};
use busola_domain::{PollId, QuestionId, SpeakerId};
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::act::{self, Form};
use crate::console::shows;
use crate::parts::poll::chart;
use crate::parts::{question, speaker};
use crate::state::Hall;

const SMALL: &str = "button button-small button-quiet";

/// What waits comes first, then what is open, by support; what is done with stands below.
fn rank(question: &Question) -> (u8, std::cmp::Reverse<i64>, busola_domain::Timestamp) {
    let rank = match question.state {
        QuestionState::Pending => 0,
        QuestionState::Open => 1,
        QuestionState::InWriting => 2,
        QuestionState::Answered | QuestionState::Merged => 3,
        QuestionState::Hidden => 4,
    };
    (rank, std::cmp::Reverse(question.supports), question.created_at)
}

/// The questions.
pub(crate) fn questions(hall: Hall, undo: RwSignal<Option<Focus>>) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let mut all = hall.questions.get();
        all.sort_by_key(rank);
        all.into_iter().map(|question| question.id).collect::<Vec<_>>()
    });
    let none = move || ids.with(Vec::is_empty).then(|| view! { <p class="empty">{hall.say(|words| &words.no_questions)}</p> });
    view! {
        <section class="card" aria-labelledby="questions">
            <h2 id="questions">{hall.say(|words| &words.questions)}</h2>
            {none}
            <ol class="questions">
                <For each=move || ids.get() key=|id| *id children=move |id| entry(hall, id, undo) />
            </ol>
        </section>
    }
}

fn entry(hall: Hall, id: QuestionId, undo: RwSignal<Option<Focus>>) -> impl IntoView {
    let state = Memo::new(move |_| hall.question(id).map(|question| question.state));
    let on_show = Memo::new(move |_| hall.meeting.with(|meeting| meeting.focus.question));
    let supports = move || hall.question(id).map_or(0, |question| question.supports);
    let live = move || matches!(state.get(), Some(QuestionState::Open | QuestionState::InWriting));
    let handle = move |action: &'static str| Form::to("/fn/handle-question").with("id", id.to_string()).with("action", action.to_owned());
    let button = move |shown: bool, action, words: String| shown.then(|| handle(action).button(hall, SMALL, words));
    let show = move || {
        (live() && on_show.get() != Some(id) && hall.state() != State::Ended).then(|| {
            shows(hall, undo).with("question", id.to_string()).with("poll", String::new()).button(
                hall,
                "button button-small",
                hall.say(|words| &words.show),
            )
        })
    };
    let merge = move || {
        let into = on_show.get().filter(|into| live() && *into != id)?;
        Some(handle("merge").with("into", into.to_string()).button(hall, SMALL, hall.say(|words| &words.merge)))
    };
    let is = move |wanted: &[QuestionState]| state.get().is_some_and(|state| wanted.contains(&state));
    view! {
        <li class="question" data-state=move || state.get().map(QuestionState::as_str) data-shown=move || (on_show.get() == Some(id)).then_some("")>
            {question::question(hall, id)}
            <div class="button-row">
                <span class="figures">"▲ " {supports}</span>
                {show}
                {move || button(is(&[QuestionState::Pending, QuestionState::Hidden]), "approve", hall.say(|words| &words.approve))}
                {move || button(live(), "answer", hall.say(|words| &words.mark_answered))}
                {move || button(is(&[QuestionState::Open]), "in_writing", hall.say(|words| &words.mark_in_writing))}
                {merge}
                {move || button(is(&[QuestionState::Answered, QuestionState::Merged]), "reopen", hall.say(|words| &words.reopen))}
                {move || button(!is(&[QuestionState::Hidden]), "hide", hall.say(|words| &words.hide))}
            </div>
        </li>
    }
}

/// The floor and the queue.
pub(crate) fn speakers(hall: Hall) -> impl IntoView {
    let floor = move || match hall.speaking() {
        Some(who) => {
            let end = Form::to("/fn/end-speaker").with("id", who.id.to_string()).key("e");
            leptos::either::Either::Left(view! {
                {speaker::speaking(hall, &who)}
                {end.button(hall, "button button-small", hall.say(|words| &words.end_speech))}
            })
        }
        None => leptos::either::Either::Right(view! { <p class="empty">{hall.say(|words| &words.no_speakers)}</p> }),
    };
    let entry = move |id: SpeakerId| {
        let name = move || hall.speakers.with(|speakers| speakers.iter().find(|known| known.id == id).map(|known| known.name.clone()));
        let first = move || hall.queue.with(|queue| queue.first() == Some(&id));
        let call = move || {
            let form = Form::to("/fn/call-speaker").with("id", id.to_string());
            let form = if first() { form.key("s") } else { form };
            form.button(hall, "button button-small", hall.say(|words| &words.call))
        };
        let up = move || {
            let queue = hall.queue.get();
            let at = queue.iter().position(|known| *known == id).filter(|at| *at > 0)?;
            let mut order: Vec<_> = queue.iter().map(SpeakerId::to_string).collect();
            order.swap(at, at - 1);
            let form = Form::to("/fn/order-speakers").with("meeting", hall.id()).with("order", order.join(" "));
            Some(form.button(hall, SMALL, hall.say(|words| &words.move_up)))
        };
        let off = Form::to("/fn/end-speaker").with("id", id.to_string()).button(hall, SMALL, hall.say(|words| &words.take_off));
        view! { <li><span class="queue-name">{name}</span> <div class="button-row">{call} {up} {off}</div></li> }
    };
    view! {
        <section class="card" aria-labelledby="speakers">
            <h2 id="speakers">{hall.say(|words| &words.speakers)}</h2>
            <div class="floor">{floor}</div>
            <ol class="queue">
                <For each=move || hall.queue.get() key=|id| *id children=entry />
            </ol>
        </section>
    }
}

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
            {move || (hall.state() != State::Ended).then(|| new_poll(hall))}
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
                <p><button class="button">{hall.say(|words| &words.prepare)}</button></p>
            </form>
        </details>
    }
}
