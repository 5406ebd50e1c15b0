//! The console's speeches: what is said is written down here, and with its author's consent it is a remark.

use busola_domain::meeting::SpokenRemark;
use busola_domain::meeting::spoken::State;
use busola_domain::text::BODY_MAX;
use busola_domain::{SpeakerId, UnitId};
use leptos::prelude::*;

use crate::act;
use crate::state::Hall;
use crate::typed::content;

/// The speeches, the latest first.
pub(crate) fn speeches(hall: Hall) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let mut called: Vec<_> =
            hall.speakers.with(|speakers| speakers.iter().filter_map(|speaker| Some((speaker.called_at?, speaker.id))).collect());
        called.sort_by(|one, other| other.cmp(one));
        called.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    view! {
        <section class="card" aria-labelledby="speeches" hidden=move || ids.with(Vec::is_empty)>
            <h2 id="speeches">{hall.say(|words| &words.speeches)}</h2>
            <ol class="speeches">
                <For each=move || ids.get() key=|id| *id children=move |id| entry(hall, id, ids) />
            </ol>
        </section>
    }
}

fn entry(hall: Hall, id: SpeakerId, ids: Memo<Vec<SpeakerId>>) -> impl IntoView {
    let name = move || hall.speakers.with(|speakers| speakers.iter().find(|known| known.id == id).map(|known| known.name.clone()));
    let state = Memo::new(move |_| hall.spoken.with(|spoken| spoken.iter().find(|known| known.speaker == id).map(|known| known.state)));
    let became = move || {
        state.get().map(|state| match state {
            State::Offered => hall.say(|words| &words.speech_offered),
            State::Posted => hall.say(|words| &words.speech_posted),
            State::Declined => hall.say(|words| &words.speech_declined),
        })
    };
    let latest = move || ids.with(|ids| ids.first() == Some(&id));
    // Drawn once: what a moderator is writing stays while others speak.
    let form = Memo::new(move |_| state.get() != Some(State::Posted));
    view! {
        <li>
            <span class="queue-name" id=id.to_string()>{name}</span>
            " "
            <span role="status">{move || became().map(|word| view! { <span class="role">{word}</span> })}</span>
            {move || form.get().then(|| write_down(hall, id, latest))}
        </li>
    }
}

/// What was written down of a speech.
fn written(hall: Hall, id: SpeakerId) -> Option<SpokenRemark> {
    hall.spoken.with_untracked(|spoken| spoken.iter().find(|known| known.speaker == id).cloned())
}

/// What a form offers that words are about.
#[derive(Clone, Copy, PartialEq, Eq)]
struct About {
    /// The unit that may be chosen; that of the words as they were written down before what is on show.
    unit: Option<UnitId>,
    /// Whether the whole draft is chosen instead.
    whole: bool,
}

impl About {
    fn now(hall: Hall, id: SpeakerId) -> Self {
        let known = written(hall, id);
        let on_show = hall.meeting.with_untracked(|meeting| meeting.focus.unit);
        let unit = known.as_ref().and_then(|known| known.unit).or(on_show);
        // One that the draft does not have any more can't be chosen.
        let unit = unit.filter(|unit| hall.label(*unit).is_some());
        Self { unit, whole: unit.is_none() || known.is_some_and(|known| known.unit.is_none()) }
    }

    /// As it was chosen in a form that was refused.
    fn or_sent(self, hall: Hall, sent: Option<&str>) -> Self {
        match sent.map(str::parse) {
            None => self,
            Some(Ok(unit)) if hall.label(unit).is_some() => Self { unit: Some(unit), whole: false },
            Some(_) => Self { whole: true, ..self },
        }
    }
}

/// What the words are about: a unit, or the whole draft.
fn choice(hall: Hall, about: RwSignal<About>) -> impl IntoView {
    let unit = move || about.get().unit;
    let whole = move || about.get().whole;
    view! {
        <fieldset class="kinds">
            <legend>{hall.say(|words| &words.speech_about)}</legend>
            <label class="choice" hidden=move || unit().is_none()>
                <input type="radio" name="unit" value=move || unit().map(|unit| unit.to_string()) checked=move || !whole() />
                " "
                <span>{move || unit().and_then(|unit| hall.label(unit))}</span>
            </label>
            <label class="choice">
                <input type="radio" name="unit" value="" checked=whole />
                " "
                <span>{hall.say(|words| &words.whole_draft)}</span>
            </label>
        </fieldset>
    }
}

/// The form in which a speech is written down, opened by a key for the latest one.
fn write_down(hall: Hall, id: SpeakerId, latest: impl Fn() -> bool + Copy + Send + Sync + 'static) -> impl IntoView {
    let details = NodeRef::<leptos::html::Details>::new();
    let field = NodeRef::<leptos::html::Textarea>::new();
    let known = written(hall, id).map(|known| known.body);
    let typed = hall.typed("/fn/offer-remark", &id.to_string());
    let about = RwSignal::new(About::now(hall, id).or_sent(hall, typed.value("unit").as_deref()));
    let words = content(typed.value("body").or(known));
    let press = move |event| {
        act::send(hall, event, move |_| {
            if let Some(details) = details.get_untracked() {
                details.set_open(false);
            }
        });
    };
    let opened = move |_| {
        if let (Some(details), Some(field)) = (details.get_untracked(), field.get_untracked())
            && details.open()
        {
            // What is on show may change while a moderator writes; what these words are about does not.
            about.set(About::now(hall, id));
            drop(field.focus());
        }
    };
    let text = format!("speech-{id}");
    view! {
        <details class="write-down" open=typed.is_there() node_ref=details on:toggle=opened>
            <summary aria-describedby=id.to_string() data-key=move || latest().then_some("r") aria-keyshortcuts=move || latest().then_some("r")>
                {hall.say(|words| &words.write_down)}
                {move || act::shown(latest().then_some("r"))}
            </summary>
            <form class="form" method="post" action="/fn/offer-remark" on:submit=press>
                <input type="hidden" name="page" value=hall.path() />
                <input type="hidden" name="speaker" value=id.to_string() />
                <div class="field">
                    <label for=text.clone()>{hall.say(|words| &words.speech_words)}</label>
                    <textarea id=text name="body" rows="4" maxlength=BODY_MAX.to_string() required node_ref=field>{words}</textarea>
                </div>
                {choice(hall, about)}
                <p>
                    <button class="button button-small" aria-describedby=id.to_string()>{hall.say(|words| &words.speech_offer)}</button>
                </p>
            </form>
        </details>
    }
}
