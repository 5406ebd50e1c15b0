//! The line on top: the state of the meeting, how many are here, whether the page is live.

use busola_browser::Link;
use busola_domain::meeting::State;
use leptos::prelude::*;

use crate::state::Hall;

/// The line.
pub(crate) fn bar(hall: Hall) -> impl IntoView {
    let state = move || match hall.state() {
        State::Planned => hall.say(|words| &words.planned),
        State::Running => hall.say(|words| &words.running),
        State::Ended => hall.say(|words| &words.ended),
        State::Cancelled => hall.say(|words| &words.cancelled),
    };
    let link = move || match hall.link.get() {
        Some(Link::Live) => hall.say(|words| &words.live),
        Some(Link::Reconnecting) => hall.say(|words| &words.reconnecting),
        Some(Link::Offline) => hall.say(|words| &words.offline),
        None => String::new(),
    };
    view! {
        <div class="bar hall-bar">
            <p class="badge" data-phase=move || if hall.state() == State::Running { "open" } else { "closed" }>{state}</p>
            <p class="here">{move || hall.here.get().map(|count| hall.count(|words| &words.here, count))}</p>
            <p class="live" role="status" data-state=move || hall.link.get().map_or("loaded", Link::as_str) hidden=move || hall.link.get().is_none()>
                {link}
            </p>
        </div>
    }
}

/// What the reader should know: why something was not done, that the sign-in ended.
pub(crate) fn notice(hall: Hall) -> impl IntoView {
    view! {
        <div class="hall-notice" role="alert">
            {move || hall.notice.get().map(|words| view! {
                <p class="message" data-tone="error">{words}</p>
                <button type="button" class="button button-small button-quiet" on:click=move |_| hall.notice.set(None)>
                    {hall.say(|words| &words.close_notice)}
                </button>
            })}
        </div>
    }
}

/// What stands in place of what only those can do who take part.
#[cfg(feature = "taking-part")]
pub(crate) fn sign_in_first(hall: Hall) -> impl IntoView {
    // With a name for the hall, where such names are taken: the way in stands above.
    let (words, way, href) = if hall.meeting.with_untracked(|meeting| meeting.rules.guests) {
        (hall.say(|words| &words.come_in_to_take_part), hall.say(|words| &words.take_part), "#take-part".to_owned())
    } else {
        let sign_in = format!("/sign-in?next={}", hall.path());
        (hall.say(|words| &words.sign_in_to_take_part), hall.say(|words| &words.sign_in), sign_in)
    };
    view! { <p class="sign-in-first">{words} " " <a href=href>{way}</a></p> }
}
