//! That something was written down of what the reader said, with the way to its page.

use leptos::prelude::*;

use crate::state::Hall;

/// A card while something waits for the reader's consent. What was written down is read and mended on a page of its
/// own, where nothing moves.
pub(crate) fn said(hall: Hall) -> impl IntoView {
    let waits = Memo::new(move |_| hall.own.with(|own| !own.offered.is_empty()));
    let card = move || {
        waits.get().then(|| {
            let page = format!("{}/said", hall.path());
            view! {
                <section class="card said" aria-labelledby="said">
                    <h2 id="said">{hall.say(|words| &words.said)}</h2>
                    <p>{hall.say(|words| &words.said_waits)}</p>
                    <p><a class="button" href=page>{hall.say(|words| &words.said_see)}</a></p>
                </section>
            }
        })
    };
    view! { <div aria-live="polite">{card}</div> }
}
