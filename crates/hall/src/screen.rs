//! The big screen: one thing at a time, readable from the last row, without any control.

use busola_domain::meeting::State;
use busola_domain::meeting::poll::State as PollState;
use leptos::either::EitherOf4;
use leptos::prelude::*;

use crate::parts::show::{self, Stage};
use crate::parts::{poll, question, speaker};
use crate::state::Hall;

/// The big screen. Its children are the code to join by, in the corner.
#[island]
pub fn Screen(
    /// What the page begins with, as [`crate::Start`] writes it.
    start: String,
    /// The corner.
    children: Children,
) -> impl IntoView {
    let hall = Hall::read(&start);
    hall.begin();
    let on = Memo::new(move |_| show::stage(hall));
    let letters = Memo::new(move |_| letters(hall, on.get()));
    view! {
        <div class="screen-title">
            <p lang=hall.content_lang()>{move || hall.meeting.with(|meeting| meeting.title.clone())}</p>
            <p class="live" data-state=move || hall.link.get().map_or("loaded", busola_browser::Link::as_str) hidden=move || hall.link.get().is_none()></p>
        </div>
        <div class="screen-stage" data-size=move || size(letters.get())>{stage(hall, on)}</div>
        <div class="screen-floor">
            <p class="screen-more" hidden=move || letters.get() <= FITS>{hall.say(|words| &words.more_on_phones)}</p>
            {move || hall.speaking().map(|who| speaker::speaking(hall, &who))}
        </div>
        // The code is large while there is nothing else to look at.
        <div class="screen-corner" data-alone=move || (on.get() == Stage::Title).then_some("")>{children()}</div>
    }
}

/// More than this fits into no size of letters.
const FITS: usize = 4_000;
/// What a line of its own takes, in letters.
const LINE: usize = 40;

/// About how many letters stand on the stage.
fn letters(hall: Hall, on: Stage) -> usize {
    let count = |text: &str| text.chars().count();
    match on {
        Stage::Poll(id) => hall.poll(id).map_or(0, |poll| {
            let options: usize = poll.options.iter().map(|option| LINE + count(&option.text)).sum();
            count(&poll.question) + options
        }),
        // In larger letters than a text.
        Stage::Question(id) => hall
            .question(id)
            .map_or(0, |question| 2 * question.body.as_deref().map_or(0, count) + question.answer.as_deref().map_or(0, count)),
        Stage::Unit(id) => hall.part(id).map_or(0, |part| part.units.iter().map(|unit| LINE + count(&unit.text)).sum()),
        Stage::Title => 0,
    }
}

/// The size of letters in which so many fit, as the style names it.
fn size(letters: usize) -> &'static str {
    match letters {
        ..350 => "s",
        350..900 => "m",
        900..2_000 => "l",
        _ => "xl",
    }
}

fn stage(hall: Hall, on: Memo<Stage>) -> impl IntoView {
    move || match on.get() {
        Stage::Poll(id) => EitherOf4::A(view! {
            <h1 lang=hall.content_lang()>{hall.poll(id).map(|poll| poll.question)}</h1>
            {options(hall, id)}
            {poll::chart(hall, id)}
            {move || is_closed(hall, id).then(|| view! { <p class="lead">{hall.say(|words| &words.poll_closed)}</p> })}
        }),
        Stage::Question(id) => EitherOf4::B(view! { <div class="screen-question">{question::question(hall, id, None)}</div> }),
        Stage::Unit(id) => EitherOf4::C(view! {
            <h1>{move || show::heading(hall)}</h1>
            {hall.part(id).map(show::text)}
        }),
        Stage::Title => EitherOf4::D(view! {
            <h1 lang=hall.content_lang()>{move || hall.item_title().unwrap_or_else(|| hall.meeting.with(|meeting| meeting.title.clone()))}</h1>
            <p class="lead">{move || match hall.state() {
                State::Planned => hall.say(|words| &words.planned),
                State::Running => hall.meeting.with(|meeting| meeting.place.clone()),
                State::Ended => hall.say(|words| &words.ended),
                State::Cancelled => hall.say(|words| &words.cancelled),
            }}</p>
        }),
    }
}

fn is_closed(hall: Hall, id: busola_domain::PollId) -> bool {
    hall.poll(id).is_some_and(|poll| poll.state == PollState::Closed)
}

/// The options alone, while their numbers are not public.
fn options(hall: Hall, id: busola_domain::PollId) -> impl IntoView {
    move || {
        let poll = hall.poll(id).filter(|poll| poll.tally.is_none())?;
        let options: Vec<_> = poll.options.into_iter().map(|option| view! { <li>{option.text}</li> }).collect();
        Some(
            view! { <ul class="screen-options" lang=hall.content_lang()>{options}</ul> <p class="lead">{hall.say(|words| &words.poll_on_close)}</p> },
        )
    }
}
