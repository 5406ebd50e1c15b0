//! The console's floor and queue.

use busola_domain::SpeakerId;
use leptos::prelude::*;

use super::SMALL;
use crate::act::Form;
use crate::parts::speaker;
use crate::state::Hall;

/// The floor and the queue.
pub(crate) fn speakers(hall: Hall) -> impl IntoView {
    let floor = move || match hall.speaking() {
        Some(who) => {
            let end = Form::to("/fn/end-speaker").with("id", who.id.to_string()).key("e");
            leptos::either::Either::Left(view! {
                {speaker::speaking(hall, &who)}
                {end.button(hall, "button button-small", hall.say(|words| &words.end_speech))}
            })
        }
        None => leptos::either::Either::Right(view! { <p class="empty">{hall.say(|words| &words.no_speakers)}</p> }),
    };
    let entry = move |id: SpeakerId| {
        let name = move || hall.speakers.with(|speakers| speakers.iter().find(|known| known.id == id).map(|known| known.name.clone()));
        let first = move || hall.queue.with(|queue| queue.first() == Some(&id));
        // Nobody is called by a key while somebody speaks: a press too many would end their speech.
        let keyed = Memo::new(move |_| first() && hall.speaking().is_none());
        let call = move || {
            let form = Form::to("/fn/call-speaker").with_item("id", id.to_string());
            let form = if keyed.get() { form.key("s") } else { form };
            form.button(hall, "button button-small", hall.say(|words| &words.call))
        };
        let up = move || {
            let queue = hall.queue.get();
            let at = queue.iter().position(|known| *known == id).filter(|at| *at > 0)?;
            let mut order: Vec<_> = queue.iter().map(SpeakerId::to_string).collect();
            order.swap(at, at - 1);
            let form = Form::to("/fn/order-speakers").about(id.to_string());
            let form = form.with("meeting", hall.id()).with("order", order.join(" "));
            Some(form.button(hall, SMALL, hall.say(|words| &words.move_up)))
        };
        let off = Form::to("/fn/end-speaker").with_item("id", id.to_string()).in_two_steps(
            hall,
            hall.say(|words| &words.take_off),
            hall.say(|words| &words.take_off_yes),
        );
        view! { <li><span class="queue-name" id=id.to_string()>{name}</span> <div class="button-row">{call} {up} {off}</div></li> }
    };
    view! {
        <section class="card" aria-labelledby="speakers">
            <h2 id="speakers">{hall.say(|words| &words.speakers)}</h2>
            <div class="floor">{floor}</div>
            <ol class="queue">
                <For each=move || hall.queue.get() key=|id| *id children=entry />
            </ol>
        </section>
    }
}
