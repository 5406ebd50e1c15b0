//! The participant's page: one hand on a phone. What is on show, the poll, one's question, one's hand.

use busola_domain::meeting::question::State as QuestionState;
use busola_domain::meeting::{Question, Speaker, State};
use busola_domain::{QuestionId, UnitId};
use leptos::either::Either;
use leptos::prelude::*;

use crate::act::{self, Form};
use crate::ballot::ballot;
use crate::parts::{bar, question, show, speaker};
use crate::said::said;
use crate::state::{Hall, Step, put};
use crate::typed::content;

/// The participant's page.
#[island]
pub fn Participant(
    /// What the page begins with, as [`crate::Start`] writes it.
    start: String,
) -> impl IntoView {
    let hall = Hall::read(&start);
    hall.begin();
    view! {
        {bar::bar(hall)}
        {bar::notice(hall)}
        <div class="hall">
            <div class="hall-main">
                {ballot(hall)}
                {said(hall)}
                {on_show(hall)}
            </div>
            <div class="hall-side">
                {speakers(hall)}
                {questions(hall)}
            </div>
        </div>
    }
}

/// The text on show. Who looks at another unit stays there, with one press back.
fn on_show(hall: Hall) -> impl IntoView {
    let elsewhere = RwSignal::new(None::<UnitId>);
    let shown = move || hall.meeting.with(|meeting| meeting.focus.unit);
    let here = Memo::new(move |_| elsewhere.get().or_else(shown));
    let away = move || elsewhere.get().is_some_and(|unit| Some(unit) != shown());
    // Whom the screen comes to where they are follows it again.
    Effect::new(move || {
        if elsewhere.get().is_some_and(|unit| Some(unit) == shown()) {
            elsewhere.set(None);
        }
    });
    let heading = NodeRef::<leptos::html::H2>::new();
    let back = move |_| {
        elsewhere.set(None);
        // The button goes.
        if let Some(heading) = heading.get_untracked() {
            drop(heading.focus());
        }
    };
    let part = move || here.get().and_then(|unit| hall.part(unit)).map(show::text);
    let go = move |step| {
        if let Some(next) = here.get_untracked().and_then(|unit| hall.neighbour(unit, step)) {
            elsewhere.set(Some(next));
        }
    };
    view! {
        <section class="card on-show" aria-labelledby="on-show">
            <p class="kicker">{move || if away() { hall.say(|words| &words.browsing) } else { hall.say(|words| &words.on_show) }}</p>
            <h2 id="on-show" tabindex="-1" node_ref=heading>
                {move || here.get().filter(|_| away()).and_then(|unit| hall.label(unit)).unwrap_or_else(|| show::heading(hall))}
            </h2>
            <p class="visually-hidden" role="status">{move || on_screen_now(hall)}</p>
            {move || away().then(|| {
                let label = shown().and_then(|unit| hall.label(unit));
                view! {
                    <p class="away">
                        <span>{label.map(|label| hall.say_with(|words| &words.on_screen_is, &label))}</span>
                        " "
                        <button type="button" class="button button-small" on:click=back>
                            {hall.say(|words| &words.back_to_show)}
                        </button>
                    </p>
                }
            })}
            {move || hall.meeting.with(|meeting| meeting.focus.question).map(|id| question::question(hall, id, None))}
            {part}
            <p class="button-row needs-script" hidden=move || here.get().is_none()>
                <button type="button" class="button button-small button-quiet" on:click=move |_| go(Step::Back)>
                    {hall.say(|words| &words.unit_before)}
                </button>
                <button type="button" class="button button-small button-quiet" on:click=move |_| go(Step::On)>
                    {hall.say(|words| &words.unit_after)}
                </button>
            </p>
        </section>
    }
}

/// What is on show, for who does not see it change.
fn on_screen_now(hall: Hall) -> String {
    let label = hall.meeting.with(|meeting| meeting.focus.unit).and_then(|unit| hall.label(unit));
    let what: Vec<_> = hall.item_title().into_iter().chain(label).collect();
    if what.is_empty() { hall.say(|words| &words.nothing_on_show) } else { hall.say_with(|words| &words.on_screen_now, &what.join(", ")) }
}

/// Who speaks, and one's own hand.
fn speakers(hall: Hall) -> impl IntoView {
    let own = move || hall.own.with(|own| own.speaker);
    let place = move || {
        let id = own()?;
        let at = hall.queue.with(|queue| queue.iter().position(|known| *known == id))?;
        Some(hall.say_with(|words| &words.place_in_queue, &(at + 1).to_string()))
    };
    let speaks = Memo::new(move |_| own().is_some_and(|id| hall.speaking().is_some_and(|speaker| speaker.id == id)));
    let you_speak = move || speaks.get().then(|| hall.say(|words| &words.you_speak));
    let waiting = move || {
        let count = i64::try_from(hall.queue.with(Vec::len)).unwrap_or(0);
        (count > 0).then(|| hall.count(|words| &words.waiting, count))
    };
    let hand = move || match own() {
        Some(id) => {
            let (class, words) = if speaks.get() {
                ("button", hall.say(|words| &words.end_own_speech))
            } else {
                ("link-button", hall.say(|words| &words.lower_hand))
            };
            let form = Form::to("/fn/end-speaker").with("id", id.to_string()).button(hall, class, words);
            Either::Left(view! { <div class="hand-down">{form}</div> })
        }
        None => {
            let raised = move |answer: &str| {
                if let Ok(speaker) = serde_json::from_str::<Speaker>(answer) {
                    hall.own.update(|own| {
                        own.speaker = Some(speaker.id);
                        own.speeches.push(speaker.id);
                    });
                }
            };
            let form = Form::to("/fn/raise-hand").with("meeting", hall.id()).then(raised);
            Either::Right(form.button(hall, "button", hall.say(|words| &words.raise_hand)))
        }
    };
    // On a phone both stay at the bottom of the screen, however long the text is.
    let reach = move || {
        (hall.takes_part() && hall.state() == State::Running)
            .then(|| view! { {hand()} <a class="button button-quiet" href="#question">{hall.say(|words| &words.ask)}</a> })
    };
    view! {
        <section class="card" aria-labelledby="speakers">
            <h2 id="speakers">{hall.say(|words| &words.speakers)}</h2>
            <div class="floor">
                {move || hall.speaking().map(|who| {
                    view! { <p class="kicker">{hall.say(|words| &words.speaking)}</p> {speaker::speaking(hall, &who)} }
                })}
            </div>
            <p class="queue-waiting">{waiting}</p>
            <div class="reach">
                <p class="queue-state" role="status">{you_speak} {place}</p>
                {reach}
            </div>
        </section>
    }
}

fn questions(hall: Hall) -> impl IntoView {
    // In place of the most supported first.
    let newest_first = RwSignal::new(false);
    let ids = Memo::new(move |_| {
        let mut shown: Vec<Question> = hall.questions.with(|questions| {
            questions.iter().filter(|question| question.body.is_some() && question.state != QuestionState::Merged).cloned().collect()
        });
        // They stand in the order in which they came.
        if newest_first.get() {
            shown.reverse();
        } else {
            shown.sort_by_key(|question| (std::cmp::Reverse(question.supports), question.created_at));
        }
        shown.into_iter().map(|question| question.id).collect::<Vec<_>>()
    });
    let none = move || ids.with(Vec::is_empty).then(|| view! { <p class="empty">{hall.say(|words| &words.no_questions)}</p> });
    let sort = move |wanted, words: String| {
        view! {
            <button type="button" class="link-button" aria-pressed=move || (newest_first.get() == wanted).to_string() on:click=move |_| newest_first.set(wanted)>
                {words}
            </button>
        }
    };
    view! {
        <section class="card" aria-labelledby="questions">
            <h2 id="questions">{hall.say(|words| &words.questions)}</h2>
            {ask(hall)}
            <p class="sorting needs-script">
                {sort(false, hall.say(|words| &words.sort_supported))}
                " "
                {sort(true, hall.say(|words| &words.sort_newest))}
            </p>
            {none}
            <ol class="questions">
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |id| {
                        let supportable = move || hall.takes_part() && !hall.is_over()
                            && hall.question(id).is_some_and(|known| known.state.is_public());
                        view! {
                            <li class="question">
                                {question::question(hall, id, Some(id.to_string()))}
                                {move || supportable().then(|| support(hall, id))}
                            </li>
                        }
                    }
                />
            </ol>
        </section>
    }
}

/// The form to ask.
fn ask(hall: Hall) -> impl IntoView {
    let anonymous = hall.meeting.with_untracked(|meeting| meeting.rules.anonymous_questions);
    let field = NodeRef::<leptos::html::Textarea>::new();
    let said = RwSignal::new(false);
    // Of the words as they stand: sent again after an answer got lost, they are not asked twice.
    let id = RwSignal::new(None::<String>);
    let typed = move |_| {
        said.set(false);
        id.set(new_id());
    };
    let press = move |event| {
        act::send(hall, event, move |answer| {
            if let Ok(question) = serde_json::from_str::<Question>(answer) {
                hall.own.update(|own| own.asked.push(question.id));
                put(hall.questions, |question| question.id, question);
            }
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            id.set(None);
            said.set(true);
        });
    };
    let refused = hall.typed("/fn/ask-question", &hall.id());
    let (words, unsigned) = (content(refused.value("body")), refused.value("anonymous").is_some());
    // What was typed is shown in any case.
    let kept = refused.is_there();
    let asking = move || kept || !hall.is_over();
    if !hall.takes_part() {
        return Either::Left(bar::sign_in_first(hall));
    }
    Either::Right(view! {
        <form class="form ask" method="post" action="/fn/ask-question" hidden=move || !asking() on:submit=press on:input=typed>
            <input type="hidden" name="page" value=hall.path() />
            <input type="hidden" name="meeting" value=hall.id() />
            <input type="hidden" name=move || id.get().map(|_| "id") value=move || id.get() />
            <div class="field">
                <label for="question">{hall.say(|words| &words.your_question)}</label>
                <textarea id="question" name="body" rows="2" maxlength="1000" required node_ref=field>{words}</textarea>
            </div>
            {anonymous.then(|| view! {
                <p class="choice">
                    <input type="checkbox" id="anonymous" name="anonymous" value="true" checked=unsigned />
                    <label for="anonymous">{hall.say(|words| &words.anonymous)}</label>
                </p>
            })}
            <p class="button-row">
                <button class="button">{hall.say(|words| &words.ask)}</button>
                <span role="status">{move || said.get().then(|| hall.say(|words| &words.asked))}</span>
            </p>
        </form>
    })
}

/// A fresh id for a question.
#[cfg(not(feature = "ssr"))]
fn new_id() -> Option<String> {
    Some(busola_browser::device::new_id().to_string())
}

/// On the server nothing is typed.
#[cfg(feature = "ssr")]
fn new_id() -> Option<String> {
    None
}

/// The button that supports a question, or no longer.
fn support(hall: Hall, id: QuestionId) -> impl IntoView {
    let supported = move || hall.own.with(|own| own.supports.contains(&id));
    let number = move || hall.question(id).map_or(0, |question| question.supports);
    let mine = move || hall.own.with(|own| own.asked.contains(&id));
    let press = move |event| {
        // As it is sent: by the time of the answer the page may know more.
        let wanted = !hall.own.with_untracked(|own| own.supports.contains(&id));
        act::send(hall, event, move |_| {
            hall.own.update(|own| {
                own.supports.retain(|known| *known != id);
                if wanted {
                    own.supports.push(id);
                }
            });
        });
    };
    view! {
        <form method="post" action="/fn/support-question" class="question-support" on:submit=press>
            <input type="hidden" name="page" value=hall.path() />
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="wanted" prop:value=move || (!supported()).to_string() value=move || (!supported()).to_string() />
            <button class="support" aria-pressed=move || supported().to_string() aria-describedby=id.to_string() disabled=mine>
                <span aria-hidden="true">"▲ "</span>
                <span>{hall.say(|words| &words.support)}</span>
                " "
                <span class="figures">{number}</span>
            </button>
        </form>
    }
}
