//! The icons of the pages, drawn in the document itself: coloured by the text around them, silent for screen
//! readers.

use busola_domain::Decision;
use leptos::prelude::*;

use crate::islands::icons::{ALERT, CHECK, INFO};

/// A picture drawn in a square of 16.
fn icon(path: &'static str) -> impl IntoView {
    view! {
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path fill-rule="evenodd" d=path></path>
        </svg>
    }
}

/// Something is wrong.
pub(crate) fn alert() -> impl IntoView {
    icon(ALERT)
}

/// Something to know.
pub(crate) fn info() -> impl IntoView {
    icon(INFO)
}

/// Done.
pub(crate) fn check() -> impl IntoView {
    icon(CHECK)
}

/// What was decided: a tick, half a disc, a cross, a way out.
pub(crate) fn decision(decision: Decision) -> impl IntoView {
    icon(match decision {
        Decision::Accepted => CHECK,
        Decision::Partly => "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8zm0 1.9v10.6a5.3 5.3 0 0 0 0-10.6z",
        Decision::Rejected => "M3.2 1.8 8 6.6l4.8-4.8 1.4 1.4L9.4 8l4.8 4.8-1.4 1.4L8 9.4l-4.8 4.8-1.4-1.4L6.6 8 1.8 3.2z",
        Decision::OutOfScope => "M1 3h6v1.9H2.9v8.2h8.2V9H13v6H1zM9 1h6v6h-1.9V4.2L7.7 9.6 6.4 8.3l5.4-5.4H9z",
    })
}

/// The pictures of the buttons for support, drawn once for all of them.
pub(crate) fn support_symbols() -> impl IntoView {
    view! {
        <svg width="0" height="0" hidden aria-hidden="true">
            <symbol id="icon-up" viewBox="0 0 16 16"><path d="M8 2.2 14.2 8.6l-1.5 1.5-3.6-3.6V14H6.9V6.5L3.3 10.1 1.8 8.6z"></path></symbol>
            <symbol id="icon-check" viewBox="0 0 16 16"><path d=CHECK></path></symbol>
        </svg>
    }
}

/// Support, or that it was given: the style shows one of the two.
pub(crate) fn support() -> impl IntoView {
    view! {
        <svg width="16" height="16" aria-hidden="true">
            <use class="support-off" href="#icon-up"></use>
            <use class="support-on" href="#icon-check"></use>
        </svg>
    }
}

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
