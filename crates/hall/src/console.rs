//! The console: everything that who runs a meeting does, at one glance and by keys.

use busola_domain::AgendaItemId;
use busola_domain::meeting::{AgendaItem, Focus, State};
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::act::Form;
use crate::desk;
use crate::parts::{bar, show};
use crate::state::{Hall, Step};

/// The console.
#[island]
pub fn Console(
    /// What the page begins with, as [`crate::Start`] writes it.
    start: String,
) -> impl IntoView {
    let hall = Hall::read(&start);
    hall.desk.set_value(Some(-1));
    hall.begin();
    listen_to_keys();
    // What was on show before this console changed it.
    let undo = RwSignal::new(None::<Focus>);
    view! {
        {bar::bar(hall)}
        {bar::notice(hall)}
        <div class="console">
            <div class="console-agenda">
                {course(hall)}
                {agenda(hall, undo)}
                <p class="hint keys">{hall.say(|words| &words.keys)}</p>
            </div>
            <div class="console-now">
                {on_show(hall, undo)}
                {desk::questions(hall, undo)}
            </div>
            <div class="console-floor">
                {desk::speakers(hall)}
                {desk::speeches(hall)}
                {desk::polls(hall)}
            </div>
        </div>
    }
}

#[cfg(feature = "ssr")]
fn listen_to_keys() {}

/// A key presses the button that shows it, unless somebody types.
#[cfg(not(feature = "ssr"))]
fn listen_to_keys() {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{Element, HtmlElement};

    Effect::new(|| {
        let handle = window_event_listener(leptos::ev::keydown, |event| {
            let typing = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
            let key = event.key();
            if typing || event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() || key.len() != 1 {
                return;
            }
            let button = document().query_selector(&format!("[data-key=\"{}\"]", key.to_lowercase())).ok().flatten();
            if key.chars().all(|sign| sign.is_ascii_alphabetic())
                && let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok())
            {
                event.prevent_default();
                button.click();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Beginning and ending.
fn course(hall: Hall) -> impl IntoView {
    move || match hall.state() {
        State::Planned => EitherOf3::A(Form::to("/fn/start-meeting").with("id", hall.id()).key("b").button(
            hall,
            "button",
            hall.say(|words| &words.begin),
        )),
        State::Running => EitherOf3::B(view! {
            <details class="console-end">
                <summary>{hall.say(|words| &words.end)}</summary>
                <p>{hall.say(|words| &words.end_sure)}</p>
                {Form::to("/fn/end-meeting").with("id", hall.id()).button(hall, "button", hall.say(|words| &words.end))}
            </details>
        }),
        State::Ended => EitherOf3::C(view! { <p>{hall.say(|words| &words.ended)}</p> }),
        State::Cancelled => EitherOf3::C(view! { <p>{hall.say(|words| &words.cancelled)}</p> }),
    }
}

/// The form that changes what is on show, and remembers what was.
pub(crate) fn shows(hall: Hall, undo: RwSignal<Option<Focus>>) -> Form {
    let before = hall.meeting.with_untracked(|meeting| meeting.focus);
    Form::to("/fn/focus-meeting").with("id", hall.id()).then(move |_| undo.set(Some(before)))
}

fn agenda(hall: Hall, undo: RwSignal<Option<Focus>>) -> impl IntoView {
    let shown = Memo::new(move |_| hall.meeting.with(|meeting| meeting.focus.item));
    // Which of the items comes before and after the one on show.
    let beside = move |step: Step| {
        hall.meeting.with(|meeting| {
            let at = meeting.agenda.iter().position(|item| Some(item.id) == meeting.focus.item);
            let next = match (step, at) {
                (Step::On, None) => Some(0),
                (Step::On, Some(at)) => Some(at + 1),
                (Step::Back, Some(at)) => at.checked_sub(1),
                (Step::Back, None) => None,
            };
            meeting.agenda.get(next?).map(|item| item.id)
        })
    };
    let key =
        move |id: AgendaItemId| (beside(Step::On) == Some(id)).then_some("n").or_else(|| (beside(Step::Back) == Some(id)).then_some("p"));
    let entry = move |item: AgendaItem| {
        let id = item.id;
        let button = move || {
            (!hall.is_over() && shown.get() != Some(id)).then(|| {
                let form = shows(hall, undo).with("item", id.to_string()).with("question", String::new()).with("poll", String::new());
                let form = match key(id) {
                    Some(key) => form.key(key),
                    None => form,
                };
                form.button(hall, "button button-small button-quiet", hall.say(|words| &words.show))
            })
        };
        view! {
            <li aria-current=move || (shown.get() == Some(id)).then_some("step")>
                <span class="agenda-title">{item.title}</span>
                {item.unit.and_then(|unit| hall.label(unit)).map(|label| view! { <span class="question-unit">{label}</span> })}
                {button}
            </li>
        }
    };
    let items: Vec<_> = hall.meeting.with_untracked(|meeting| meeting.agenda.clone()).into_iter().map(entry).collect();
    view! {
        <section aria-labelledby="agenda">
            <h2 id="agenda">{hall.say(|words| &words.agenda)}</h2>
            <ol class="agenda">{items}</ol>
        </section>
    }
}

fn on_show(hall: Hall, undo: RwSignal<Option<Focus>>) -> impl IntoView {
    let focus = Memo::new(move |_| hall.meeting.with(|meeting| meeting.focus));
    let text = move || focus.get().unit.and_then(|unit| hall.part(unit)).map(show::text);
    let step =
        move |step: Step, words: String, key: &'static str| {
            focus.get().unit.and_then(|unit| hall.neighbour(unit, step)).map(|unit| {
                shows(hall, undo).with("unit", unit.to_string()).key(key).button(hall, "button button-small button-quiet", words)
            })
        };
    let clear = move || {
        (focus.get() != Focus::default()).then(|| {
            let form =
                ["item", "unit", "question", "poll"].into_iter().fold(shows(hall, undo), |form, name| form.with(name, String::new()));
            form.button(hall, "button button-small button-quiet", hall.say(|words| &words.show_nothing))
        })
    };
    let back = move || {
        undo.get().filter(|before| *before != focus.get()).map(|before| {
            let id = |id: Option<String>| id.unwrap_or_default();
            Form::to("/fn/focus-meeting")
                .with("id", hall.id())
                .with("item", id(before.item.map(|id| id.to_string())))
                .with("unit", id(before.unit.map(|id| id.to_string())))
                .with("question", id(before.question.map(|id| id.to_string())))
                .with("poll", id(before.poll.map(|id| id.to_string())))
                .then(move |_| undo.set(None))
                .key("u")
                .button(hall, "button button-small", hall.say(|words| &words.undo))
        })
    };
    let running = move || !hall.is_over();
    view! {
        <section class="card on-show" aria-labelledby="on-show">
            <p class="kicker">{hall.say(|words| &words.on_show)}</p>
            <h2 id="on-show">{move || show::heading(hall)}</h2>
            <div class="button-row" hidden=move || !running()>
                {move || step(Step::Back, hall.say(|words| &words.unit_before), "j")}
                {move || step(Step::On, hall.say(|words| &words.unit_after), "k")}
                {clear}
                {back}
            </div>
            <div class="console-text">{text}</div>
        </section>
    }
}
