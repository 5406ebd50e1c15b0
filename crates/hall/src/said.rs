//! What the reader said, written down by a moderator: a remark if they want it to be one.

use busola_domain::SpeakerId;
use busola_domain::meeting::SpokenRemark;
use busola_domain::meeting::spoken::State;
use leptos::either::Either;
use leptos::prelude::*;

use crate::act::{self, Form};
use crate::state::{Hall, put};

/// A card for each speech that was written down.
pub(crate) fn said(hall: Hall) -> impl IntoView {
    // Drawn anew only where other words were written down: not while somebody mends them.
    let speeches = Memo::new(move |_| {
        let drawn = |spoken: &SpokenRemark| (spoken.speaker, spoken.state != State::Posted, spoken.body.clone());
        hall.own.with(|own| own.spoken.iter().map(drawn).collect::<Vec<_>>())
    });
    view! {
        <div aria-live="polite">
            <For each=move || speeches.get() key=|drawn| drawn.clone() children=move |(speaker, _, _)| card(hall, speaker) />
        </div>
    }
}

fn card(hall: Hall, speaker: SpeakerId) -> impl IntoView {
    let spoken = untrack(|| hall.own.with(|own| own.spoken.iter().find(|known| known.speaker == speaker).cloned()));
    spoken.map(|spoken| {
        let unit = spoken.unit.and_then(|unit| hall.label(unit)).unwrap_or_else(|| hall.say(|words| &words.whole_draft));
        let content =
            if spoken.state == State::Posted { Either::Left(posted(hall, &spoken)) } else { Either::Right(offered(hall, &spoken)) };
        view! {
            <section class="card said" aria-label=hall.say(|words| &words.said)>
                <p class="kicker">{hall.say(|words| &words.said)}</p>
                <h2>{unit}</h2>
                {content}
            </section>
        }
    })
}

fn posted(hall: Hall, spoken: &SpokenRemark) -> impl IntoView + use<> {
    let remark = spoken.comment.map(|id| {
        let consultation = hall.meeting.with_untracked(|meeting| meeting.consultation);
        view! { <a href=format!("/consultations/{consultation}#u-{id}")>{hall.say(|words| &words.said_remark)}</a> }
    });
    view! { <p>{hall.say(|words| &words.said_posted)} " " {remark}</p> }
}

fn offered(hall: Hall, spoken: &SpokenRemark) -> impl IntoView + use<> {
    let speaker = spoken.speaker;
    let settled = move |answer: &str| {
        if let Ok(spoken) = serde_json::from_str::<SpokenRemark>(answer) {
            let list = RwSignal::new(hall.own.with_untracked(|own| own.spoken.clone()));
            put(list, |known| known.speaker, spoken);
            hall.own.update(|own| own.spoken = list.get_untracked());
        }
    };
    let declined = (spoken.state == State::Declined).then(|| view! { <p>{hall.say(|words| &words.said_declined)}</p> });
    let decline = (spoken.state == State::Offered).then(|| {
        let form = Form::to("/fn/decline-remark").with("speaker", speaker.to_string()).then(settled);
        form.button(hall, "button button-quiet", hall.say(|words| &words.said_decline))
    });
    let field = format!("said-{speaker}");
    view! {
        {declined}
        <form class="form" method="post" action="/fn/consent-to-remark" on:submit=move |event| act::send(hall, event, settled)>
            <input type="hidden" name="page" value=hall.path() />
            <input type="hidden" name="speaker" value=speaker.to_string() />
            <div class="field">
                <label for=field.clone()>{hall.say(|words| &words.said_yours)}</label>
                <textarea id=field name="body" rows="4" maxlength="10000" required>{spoken.body.clone()}</textarea>
            </div>
            <p><button class="button">{hall.say(|words| &words.said_consent)}</button></p>
        </form>
        {decline}
    }
}
