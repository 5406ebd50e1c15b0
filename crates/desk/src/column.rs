//! The island: the bar, and three columns, of which a phone shows one after the other.

use leptos::prelude::*;

use crate::{answer, bar, filters, keys, queue, remark, state};

/// The desk.
#[island]
pub fn Desk(
    /// What the page begins with, as [`crate::Start`] writes it.
    start: String,
) -> impl IntoView {
    let desk = state::Desk::read(&start);
    desk.begin();
    let single_keys = keys::listen();
    view! {
        {bar::bar(desk)}
        {bar::notice(desk)}
        <div class="desk" data-step=move || if desk.opened.get() { "remark" } else { "queue" }>
            <section class="desk-queue" aria-labelledby="queue">
                <h2 id="queue" tabindex="-1">{desk.say(|words| &words.queue)}</h2>
                {filters::filters(desk)}
                {queue::queue(desk)}
                {keys::help(desk, single_keys)}
            </section>
            <section class="desk-remark" aria-labelledby="remark">{remark::remark(desk)}</section>
            <section class="desk-answer" aria-labelledby="answer-heading" hidden=move || desk.shown.with(Option::is_none)>
                {answer::answer(desk)}
            </section>
        </div>
        <p class="visually-hidden" role="status" aria-live="polite">{desk.said}</p>
    }
}
