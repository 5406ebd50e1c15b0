//! The big screen: one thing at a time, readable from the last row, without any control.

use busola_domain::meeting::State;
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
    view! {
        <div class="screen-title">
            <p>{move || hall.meeting.with(|meeting| meeting.title.clone())}</p>
            <p class="live" data-state=move || hall.link.get().map_or("loaded", busola_browser::Link::as_str) hidden=move || hall.link.get().is_none()></p>
        </div>
        <div class="screen-stage">{stage(hall)}</div>
        <div class="screen-floor">
            {move || hall.speaking().map(|who| speaker::speaking(hall, &who))}
        </div>
        <div class="screen-corner">{children()}</div>
    }
}

fn stage(hall: Hall) -> impl IntoView {
    let on = Memo::new(move |_| show::stage(hall));
    move || match on.get() {
        Stage::Poll(id) => EitherOf4::A(view! {
            <h1>{hall.poll(id).map(|poll| poll.question)}</h1>
            {options(hall, id)}
            {poll::chart(hall, id)}
        }),
        Stage::Question(id) => EitherOf4::B(view! { <div class="screen-question">{question::question(hall, id)}</div> }),
        Stage::Unit(id) => EitherOf4::C(view! {
            <h1>{move || show::heading(hall)}</h1>
            {hall.part(id).map(show::text)}
        }),
        Stage::Title => EitherOf4::D(view! {
            <h1>{move || hall.item_title().unwrap_or_else(|| hall.meeting.with(|meeting| meeting.title.clone()))}</h1>
            <p class="lead">{move || match hall.state() {
                State::Planned => hall.say(|words| &words.planned),
                State::Running => hall.meeting.with(|meeting| meeting.place.clone()),
                State::Ended => hall.say(|words| &words.ended),
                State::Cancelled => hall.say(|words| &words.cancelled),
            }}</p>
        }),
    }
}

/// The options alone, while their numbers are not public.
fn options(hall: Hall, id: busola_domain::PollId) -> impl IntoView {
    move || {
        let poll = hall.poll(id).filter(|poll| poll.tally.is_none())?;
        let options: Vec<_> = poll.options.into_iter().map(|option| view! { <li>{option.text}</li> }).collect();
        Some(view! { <ul class="screen-options">{options}</ul> <p class="lead">{hall.say(|words| &words.poll_on_close)}</p> })
    }
}
