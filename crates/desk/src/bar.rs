//! The line on top: how far the consultation is, what is on its way, whether the page is live.

use busola_browser::{Link, number};
use leptos::prelude::*;

use crate::keys::shown;
use crate::state::Desk;

/// The line.
pub(crate) fn bar(desk: Desk) -> impl IntoView {
    let link = move || match desk.link.get() {
        Some(Link::Live) => desk.say(|words| &words.live),
        Some(Link::Reconnecting) => desk.say(|words| &words.reconnecting),
        Some(Link::Offline) => desk.say(|words| &words.offline),
        None => String::new(),
    };
    let drafts = Memo::new(move |_| desk.progress.get().drafted > 0 && desk.is_open());
    view! {
        <div class="bar desk-bar">
            {progress(desk)}
            {move || drafts.get().then(|| publish_drafts(desk))}
            <p class="desk-unsent" hidden=move || desk.unsent.get() == 0>{desk.say(|words| &words.unsent)}</p>
            <p class="live" role="status" data-state=move || desk.link.get().map_or("loaded", Link::as_str) hidden=move || desk.link.get().is_none()>
                {link}
            </p>
        </div>
    }
}

/// How many remarks have an answer in public, of those that need one.
fn progress(desk: Desk) -> impl IntoView {
    let words = move || {
        let progress = desk.progress.get();
        let (answered, of, needed) = (number(progress.answered), desk.say(|words| &words.of), number(progress.needed));
        format!("{} {answered} {of} {needed}", desk.say(|words| &words.progress))
    };
    view! {
        <p class="desk-progress">
            <label for="progress">{words}</label>
            " "
            <progress
                id="progress"
                max=move || desk.progress.get().needed.max(1).to_string()
                value=move || desk.progress.get().answered.to_string()
            ></progress>
        </p>
    }
}

/// The way to the page on which drafts are published, many at once.
fn publish_drafts(desk: Desk) -> impl IntoView {
    view! {
        <a class="button button-small button-quiet" href=move || desk.drafts_address() data-key="p" aria-keyshortcuts="p">
            {desk.say(|words| &words.publish_drafts)} " ("
            {move || desk.count(|words| &words.drafts, desk.progress.get().drafted)} ")" {shown(Some("p"))}
        </a>
    }
}

/// What was not done: in sight wherever the page is, and nothing moves for it.
pub(crate) fn notice(desk: Desk) -> impl IntoView {
    view! {
        <div class="hall-notice" role="alert">
            {move || desk.notice.get().map(|words| view! {
                <p class="message" data-tone="error">{words}</p>
                <button type="button" class="button button-small button-quiet" on:click=move |_| desk.notice.set(None)>
                    {desk.say(|words| &words.close_notice)}
                </button>
            })}
        </div>
    }
}
