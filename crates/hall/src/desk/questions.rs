//! The console's questions.

use busola_domain::QuestionId;
use busola_domain::meeting::Question;
use busola_domain::meeting::question::{ANSWER_MAX, State as QuestionState};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, EventTarget, FocusEvent};

use super::SMALL;
use crate::act::{self, Form};
use crate::console::{Undo, shows};
use crate::parts::question;
use crate::state::Hall;
use crate::typed::content;

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
pub(crate) fn questions(hall: Hall, undo: Undo) -> impl IntoView {
    // While somebody is in the list it keeps its order: nothing moves under what they type or press.
    let held = RwSignal::new(false);
    let ids = Memo::new(move |before: Option<&Vec<QuestionId>>| {
        let held = held.get();
        let mut all = hall.questions.get();
        all.sort_by_key(rank);
        let ranked: Vec<_> = all.into_iter().map(|question| question.id).collect();
        let Some(before) = before.filter(|_| held) else { return ranked };
        let mut kept: Vec<_> = before.iter().copied().filter(|id| ranked.contains(id)).collect();
        kept.extend(ranked.into_iter().filter(|id| !before.contains(id)));
        kept
    });
    // Focus that goes nowhere stays where it is when the window is left.
    let left = move |event: FocusEvent| held.set(is_in_list(event.related_target().or_else(focused)));
    let none = move || ids.with(Vec::is_empty).then(|| view! { <p class="empty">{hall.say(|words| &words.no_questions)}</p> });
    view! {
        <section
            class="card"
            aria-labelledby="questions"
            on:focusin=move |event: FocusEvent| held.set(is_in_list(event.target()))
            on:focusout=left
        >
            <h2 id="questions">{hall.say(|words| &words.questions)}</h2>
            {none}
            <ol class="questions">
                <For each=move || ids.get() key=|id| *id children=move |id| entry(hall, id, undo) />
            </ol>
        </section>
    }
}

/// What has the focus.
fn focused() -> Option<EventTarget> {
    document().active_element().map(Into::into)
}

/// Whether it stands in the list of questions.
fn is_in_list(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest(".questions").is_ok_and(|list| list.is_some()))
}

fn entry(hall: Hall, id: QuestionId, undo: Undo) -> impl IntoView {
    let state = Memo::new(move |_| hall.question(id).map(|question| question.state));
    let on_show = Memo::new(move |_| hall.meeting.with(|meeting| meeting.focus.question));
    let supports = move || hall.question(id).map_or(0, |question| question.supports);
    let live = move || matches!(state.get(), Some(QuestionState::Open | QuestionState::InWriting));
    let handle =
        move |action: &'static str| Form::to("/fn/handle-question").with_item("id", id.to_string()).with("action", action.to_owned());
    let button = move |shown: bool, action, words: String| shown.then(|| handle(action).button(hall, SMALL, words));
    let show = move || {
        (live() && on_show.get() != Some(id) && !hall.is_over()).then(|| {
            shows(hall, undo).with_item("question", id.to_string()).with("poll", String::new()).button(
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
    let unanswered = move || hall.question(id).is_some_and(|question| question.answer.is_none());
    let reopens =
        Memo::new(move |_| is(&[QuestionState::Answered, QuestionState::Merged]) || (is(&[QuestionState::InWriting]) && unanswered()));
    // Once the form was there it stays, with what is typed in it.
    let written = Memo::new(move |before: Option<&bool>| before.is_some_and(|before| *before) || is(&[QuestionState::InWriting]));
    view! {
        <li class="question" data-state=move || state.get().map(QuestionState::as_str) data-shown=move || (on_show.get() == Some(id)).then_some("")>
            {question::question(hall, id, Some(id.to_string()))}
            <div class="button-row">
                <span class="figures">"▲ " {supports}</span>
                {show}
                {move || button(is(&[QuestionState::Pending, QuestionState::Hidden]), "approve", hall.say(|words| &words.approve))}
                {move || button(live(), "answer", hall.say(|words| &words.mark_answered))}
                {move || button(is(&[QuestionState::Open]), "in_writing", hall.say(|words| &words.mark_in_writing))}
                {merge}
                {move || button(reopens.get(), "reopen", hall.say(|words| &words.reopen))}
                {move || button(!is(&[QuestionState::Hidden]), "hide", hall.say(|words| &words.hide))}
            </div>
            <div hidden=move || !is(&[QuestionState::InWriting])>
                {move || written.get().then(|| written_answer(hall, id))}
            </div>
        </li>
    }
}

/// The form of a written answer: in the meeting or after it.
fn written_answer(hall: Hall, id: QuestionId) -> impl IntoView {
    let field = format!("answer-{id}");
    let given = untrack(|| hall.question(id)).and_then(|question| question.answer);
    let typed = hall.typed("/fn/handle-question", &id.to_string()).value("answer");
    let is_typed = typed.is_some();
    let words = content(typed.or(given));
    view! {
        <details class="written-answer" open=is_typed>
            <summary aria-describedby=id.to_string()>{hall.say(|words| &words.write_answer)}</summary>
            <form class="form" method="post" action="/fn/handle-question" on:submit=move |event| act::send(hall, event, |_| {})>
                <input type="hidden" name="page" value=hall.path() />
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="action" value="in_writing" />
                <div class="field">
                    <label for=field.clone()>{hall.say(|words| &words.answer)}</label>
                    <textarea id=field name="answer" rows="4" maxlength=ANSWER_MAX.to_string() required>{words}</textarea>
                </div>
                <p>
                    <button class="button button-small" aria-describedby=id.to_string()>{hall.say(|words| &words.publish_answer)}</button>
                </p>
            </form>
        </details>
    }
}
