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

/// The name that the style has for it.
pub(crate) fn style(decision: Decision) -> &'static str {
    match decision {
        Decision::OutOfScope => "out-of-scope",
        other => other.as_str(),
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

/// Its shape, in a square of 16: a tick, half a disc, a cross, an empty ring.
fn shape(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "M6.2 13 1.4 8.2l1.7-1.7 3.1 3.1 6.7-6.7 1.7 1.7z",
        Decision::Partly => "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2v10a5 5 0 0 0 0-10z",
        Decision::Rejected => "M3.4 1.9 8 6.5l4.6-4.6 1.5 1.5L9.5 8l4.6 4.6-1.5 1.5L8 9.5l-4.6 4.6-1.5-1.5L6.5 8 1.9 3.4z",
        Decision::OutOfScope => "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
    }
}

/// A decision as it is shown.
pub(crate) fn badge(words: String, decision: Decision) -> impl IntoView {
    view! {
        <span class="decision" data-decision=style(decision)>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path fill-rule="evenodd" d=shape(decision)></path>
            </svg>
            {words}
        </span>
    }
}
