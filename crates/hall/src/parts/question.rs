//! A question.

use busola_domain::QuestionId;
use busola_domain::meeting::Question;
use busola_domain::meeting::question::State;
use leptos::prelude::*;

use crate::state::Hall;

/// What became of a question, in a word; nothing while it is open.
fn state_word(hall: Hall, question: &Question) -> Option<String> {
    match question.state {
        State::InWriting if question.answer.is_some() => Some(hall.say(|words| &words.answered_in_writing)),
        State::Open => None,
        State::Pending => Some(hall.say(|words| &words.pending)),
        State::Answered => Some(hall.say(|words| &words.answered)),
        State::InWriting => Some(hall.say(|words| &words.in_writing)),
        State::Merged => Some(hall.say(|words| &words.merged)),
        State::Hidden => Some(hall.say(|words| &words.hidden)),
    }
}

/// The words of a question with who asked, on what, and what became of it. `anchor` is the id by which buttons name
/// the words; one place on the page alone may have it.
pub(crate) fn question(hall: Hall, id: QuestionId, anchor: Option<String>) -> impl IntoView {
    let known = Memo::new(move |_| hall.question(id));
    let author = move || known.get().map(|question| question.author.unwrap_or_else(|| hall.say(|words| &words.anonymous_author)));
    let unit = move || known.get().and_then(|question| hall.label(question.unit?));
    let state = move || known.get().and_then(|question| state_word(hall, &question));
    let body = move || known.get().and_then(|question| question.body);
    let answer = move || {
        let words = known.get()?.answer?;
        Some(
            view! { <p class="question-answer"><strong>{hall.say(|words| &words.answer)}</strong> " " <span lang=hall.content_lang()>{words}</span></p> },
        )
    };
    view! {
        <p class="question-head">
            <span class="question-author">{author}</span>
            {move || unit().map(|label| view! { " " <span class="question-unit">{label}</span> })}
            {move || state().map(|word| view! { " " <span class="role">{word}</span> })}
        </p>
        <p class="question-body" id=anchor lang=hall.content_lang()>{body}</p>
        {answer}
    }
}
