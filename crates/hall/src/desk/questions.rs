//! The console's questions.

use busola_domain::QuestionId;
use busola_domain::meeting::question::State as QuestionState;
use busola_domain::meeting::{Focus, Question};
use leptos::prelude::*;

use super::SMALL;
use crate::act::{self, Form};
use crate::console::shows;
use crate::parts::question;
use crate::state::Hall;

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
        (live() && on_show.get() != Some(id) && !hall.is_over()).then(|| {
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
            {move || is(&[QuestionState::InWriting]).then(|| written_answer(hall, id))}
        </li>
    }
}

/// The form of a written answer: in the meeting or after it.
fn written_answer(hall: Hall, id: QuestionId) -> impl IntoView {
    let field = format!("answer-{id}");
    let given = untrack(|| hall.question(id)).and_then(|question| question.answer).unwrap_or_default();
    view! {
        <details class="written-answer">
            <summary>{hall.say(|words| &words.write_answer)}</summary>
            <form class="form" method="post" action="/fn/handle-question" on:submit=move |event| act::send(hall, event, |_| {})>
                <input type="hidden" name="page" value=hall.path() />
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="action" value="in_writing" />
                <div class="field">
                    <label for=field.clone()>{hall.say(|words| &words.answer)}</label>
                    <textarea id=field name="answer" rows="4" maxlength="5000" required>{given}</textarea>
                </div>
                <p><button class="button button-small">{hall.say(|words| &words.publish_answer)}</button></p>
            </form>
        </details>
    }
}
