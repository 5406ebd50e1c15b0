//! The console: everything that who runs a meeting does, at one glance and by keys.

use busola_domain::AgendaItemId;
use busola_domain::meeting::{AgendaItem, Focus, Meeting, State};
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::act::Form;
use crate::desk;
use crate::parts::bar;
use crate::parts::show::{self, Stage};
use crate::state::{Hall, Step};

/// What was on show before this console changed it, and after.
pub(crate) type Undo = RwSignal<Option<(Focus, Focus)>>;

/// The console.
#[island]
pub fn Console(
    /// What the page begins with, as [`crate::Start`] writes it.
    start: String,
) -> impl IntoView {
    let hall = Hall::read(&start);
    hall.desk.set_value(Some(-1));
    hall.begin();
    let keys = RwSignal::new(true);
    listen_to_keys(keys);
    let undo: Undo = RwSignal::new(None);
    view! {
        {bar::bar(hall)}
        {bar::notice(hall)}
        <div class="console">
            <div class="console-agenda">
                {course(hall)}
                {agenda(hall, undo)}
                {switch(hall, keys)}
            </div>
            <div class="console-now">
                {on_show(hall, undo)}
                {desk::questions(hall, undo)}
            </div>
            <div class="console-floor">
                {desk::speakers(hall)}
                {desk::speeches(hall)}
                {desk::polls(hall, undo)}
            </div>
        </div>
    }
}

/// Where the device keeps that keys are switched off.
#[cfg(not(feature = "ssr"))]
const KEYS: &str = "busola-keys";
/// For how long after typing keys are no commands: what is typed on when a field goes away is still typing.
#[cfg(not(feature = "ssr"))]
const AFTER_TYPING: f64 = 2_000.0;
/// How soon the same key counts again.
#[cfg(not(feature = "ssr"))]
const AGAIN: f64 = 1_500.0;

/// The switch of the keys.
fn switch(hall: Hall, keys: RwSignal<bool>) -> impl IntoView {
    let press = move |_| {
        keys.update(|keys| *keys = !*keys);
        #[cfg(not(feature = "ssr"))]
        busola_browser::device::store(KEYS, (!keys.get_untracked()).then_some("off"));
    };
    view! {
        <label class="choice needs-script">
            <input type="checkbox" prop:checked=move || keys.get() on:change=press />
            " "
            <span>{hall.say(|words| &words.keys)}</span>
        </label>
    }
}

#[cfg(feature = "ssr")]
fn listen_to_keys(_: RwSignal<bool>) {}

/// A key presses the button that shows it, unless somebody types or has switched keys off.
#[cfg(not(feature = "ssr"))]
fn listen_to_keys(keys: RwSignal<bool>) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::HtmlElement;
    use std::cell::Cell;

    Effect::new(move || {
        keys.set(busola_browser::device::stored(KEYS).as_deref() != Some("off"));
        let (typed, pressed) = (Cell::new(f64::NEG_INFINITY), Cell::new((' ', f64::NEG_INFINITY)));
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            if !keys.get_untracked() {
                return;
            }
            let at = event.time_stamp();
            if event.is_composing() || is_typed(&event) {
                typed.set(at);
                return;
            }
            let Some(key) = command(&event).filter(|_| at - typed.get() >= AFTER_TYPING) else { return };
            if pressed.get().0 == key && at - pressed.get().1 < AGAIN {
                return;
            }
            let button = document().query_selector(&format!("[data-key=\"{key}\"]")).ok().flatten();
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                pressed.set((key, at));
                event.prevent_default();
                button.click();
                focus_within(&button);
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Puts the cursor into the text field that a key has opened. At once, and not with the event of its opening: what is
/// typed next goes into it.
#[cfg(not(feature = "ssr"))]
fn focus_within(button: &leptos::web_sys::HtmlElement) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::HtmlElement;

    let details = button.parent_element().filter(|_| button.tag_name() == "SUMMARY");
    let field = details.and_then(|details| details.query_selector("textarea").ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        drop(field.focus());
    }
}

/// Whether a key goes into a field.
#[cfg(not(feature = "ssr"))]
fn is_typed(event: &leptos::web_sys::KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::Element;

    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| match target.tag_name().as_str() {
        // A box takes no letters: keys work right after they are switched on.
        "INPUT" => target.get_attribute("type").as_deref() != Some("checkbox"),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    })
}

/// The letter that may be a command.
#[cfg(not(feature = "ssr"))]
fn command(event: &leptos::web_sys::KeyboardEvent) -> Option<char> {
    let with_another = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    if with_another || event.repeat() || event.default_prevented() {
        return None;
    }
    let key = event.key();
    let mut signs = key.chars();
    let sign = signs.next().filter(char::is_ascii_alphabetic)?;
    signs.next().is_none().then_some(sign.to_ascii_lowercase())
}

/// Beginning and ending.
fn course(hall: Hall) -> impl IntoView {
    // What else changes in the meeting must not close what is open here.
    let state = Memo::new(move |_| hall.state());
    move || match state.get() {
        State::Planned => EitherOf3::A(Form::to("/fn/start-meeting").with("id", hall.id()).in_two_steps(
            hall,
            hall.say(|words| &words.begin),
            hall.say(|words| &words.begin_yes),
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
pub(crate) fn shows(hall: Hall, undo: Undo) -> Form {
    Form::to("/fn/focus-meeting").with("id", hall.id()).then_from(move |answer, before| {
        let Ok(meeting) = serde_json::from_str::<Meeting>(answer) else { return };
        let after = meeting.focus;
        // At once: the event comes round when thousands are told.
        hall.meeting.set(meeting);
        undo.set((after != before).then_some((before, after)));
    })
}

fn agenda(hall: Hall, undo: Undo) -> impl IntoView {
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
                let form = shows(hall, undo).with_item("item", id.to_string()).with("question", String::new()).with("poll", String::new());
                let form = match key(id) {
                    Some(key) => form.key(key),
                    None => form,
                };
                form.button(hall, "button button-small button-quiet", hall.say(|words| &words.show))
            })
        };
        view! {
            <li aria-current=move || (shown.get() == Some(id)).then_some("step")>
                <span class="agenda-title" id=id.to_string() lang=hall.content_lang()>{item.title}</span>
                {item.unit.and_then(|unit| hall.label(unit)).map(|label| view! { <span class="question-unit">{label}</span> })}
                {button}
            </li>
        }
    };
    view! {
        <section aria-labelledby="agenda">
            <h2 id="agenda">{hall.say(|words| &words.agenda)}</h2>
            <ol class="agenda">
                <For
                    each=move || hall.meeting.with(|meeting| meeting.agenda.clone())
                    key=|item| (item.id, item.title.clone(), item.unit)
                    children=entry
                />
            </ol>
        </section>
    }
}

fn on_show(hall: Hall, undo: Undo) -> impl IntoView {
    let focus = Memo::new(move |_| hall.meeting.with(|meeting| meeting.focus));
    // It scrolls, by keyboard too.
    let text = move || {
        let part = hall.part(focus.get().unit?)?;
        let name = hall.say(|words| &words.on_show);
        Some(view! { <div class="console-text" tabindex="0" role="group" aria-label=name>{show::text(part)}</div> })
    };
    view! {
        <section class="card on-show" aria-labelledby="on-show">
            <p class="kicker">{hall.say(|words| &words.on_show)}</p>
            <h2 id="on-show">{move || show::heading(hall)}</h2>
            <div class="button-row" hidden=move || hall.is_over()>
                {move || beside(hall, undo, focus, Step::Back)}
                {move || beside(hall, undo, focus, Step::On)}
                {move || (focus.get() != Focus::default()).then(|| clear(hall, undo))}
                {move || undo.get().filter(|(_, after)| *after == focus.get()).map(|(before, _)| back(hall, undo, before))}
            </div>
            {staged(hall)}
            {text}
        </section>
    }
}

/// What the big screen shows in place of the text.
fn staged(hall: Hall) -> impl IntoView {
    let on = Memo::new(move |_| show::stage(hall));
    let line = move || match on.get() {
        Stage::Poll(id) => hall.poll(id).map(|poll| (hall.say(|words| &words.poll), poll.question)),
        Stage::Question(id) => {
            hall.question(id).and_then(|question| question.body).map(|body| (hall.say(|words| &words.poll_question), body))
        }
        Stage::Unit(_) | Stage::Title => None,
    };
    move || line().map(|(what, words)| view! { <p class="lead">{what} ": " {words}</p> })
}

/// The button of the unit before or after the one on show.
fn beside(hall: Hall, undo: Undo, focus: Memo<Focus>, step: Step) -> Option<impl IntoView> {
    let (key, words) = match step {
        Step::Back => ("k", hall.say(|words| &words.unit_before)),
        Step::On => ("j", hall.say(|words| &words.unit_after)),
    };
    let unit = focus.get().unit.and_then(|unit| hall.neighbour(unit, step))?;
    // A question or a poll would stand before the unit.
    let form = shows(hall, undo).with("unit", unit.to_string()).with("question", String::new()).with("poll", String::new());
    Some(form.key(key).button(hall, "button button-small button-quiet", words))
}

fn clear(hall: Hall, undo: Undo) -> impl IntoView {
    let form = ["item", "unit", "question", "poll"].into_iter().fold(shows(hall, undo), |form, name| form.with(name, String::new()));
    form.button(hall, "button button-small button-quiet", hall.say(|words| &words.show_nothing))
}

/// The button that shows again what was on show before.
fn back(hall: Hall, undo: Undo, before: Focus) -> impl IntoView {
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
}
