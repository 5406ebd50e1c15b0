//! The icons of the pages, drawn in the document itself: coloured by the text around them, silent for screen
//! readers.

use leptos::prelude::*;

pub(crate) use crate::islands::icons::{alert, check, info};

/// The mark of Busola: a compass needle.
pub(crate) fn mark() -> impl IntoView {
    view! {
        <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
            <path fill-rule="evenodd" d="M16 1a15 15 0 1 1 0 30 15 15 0 0 1 0-30zm0 2a13 13 0 1 0 0 26 13 13 0 0 0 0-26z" />
            <path d="M24 8l-5.2 10.8-5.6-5.6z" />
            <path opacity=".5" d="M8 24l5.2-10.8 5.6 5.6z" />
        </svg>
    }
}
