//! The decisions: told by a word, a shape and a colour of its own lightness.

use busola_domain::Decision;
use leptos::prelude::*;

use crate::words::Words;

/// A decision in words.
pub(crate) fn word(words: &Words, decision: Decision) -> &String {
    match decision {
        Decision::Accepted => &words.accepted,
        Decision::Partly => &words.partly,
        Decision::Rejected => &words.rejected,
        Decision::OutOfScope => &words.out_of_scope,
    }
}

/// The key that chooses it.
pub(crate) fn key(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "1",
        Decision::Partly => "2",
        Decision::Rejected => "3",
        Decision::OutOfScope => "4",
    }
}

/// Its shape, in a square of 16, as under the remarks of a consultation's page: a tick, half a disc, a cross, a way out.
fn shape(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "M6.2 13 1.4 8.2l1.7-1.7 3.1 3.1 6.7-6.7 1.7 1.7z",
        Decision::Partly => "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8zm0 1.9v10.6a5.3 5.3 0 0 0 0-10.6z",
        Decision::Rejected => "M3.2 1.8 8 6.6l4.8-4.8 1.4 1.4L9.4 8l4.8 4.8-1.4 1.4L8 9.4l-4.8 4.8-1.4-1.4L6.6 8 1.8 3.2z",
        Decision::OutOfScope => "M1 3h6v1.9H2.9v8.2h8.2V9H13v6H1zM9 1h6v6h-1.9V4.2L7.7 9.6 6.4 8.3l5.4-5.4H9z",
    }
}

/// A decision as it is shown.
pub(crate) fn badge(words: String, decision: Decision) -> impl IntoView {
    view! {
        <span class="decision" data-decision=decision.as_str()>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path fill-rule="evenodd" d=shape(decision)></path>
            </svg>
            {words}
        </span>
    }
}
