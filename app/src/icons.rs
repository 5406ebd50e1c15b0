//! The icons, drawn in the document itself: coloured by the text around them, silent for screen readers.

use leptos::prelude::*;

/// Something is wrong.
pub(crate) fn alert() -> impl IntoView + use<> {
    view! {
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path fill-rule="evenodd" d="M8 .8 15.6 14.5H.4zM7.1 5.6v4.6h1.8V5.6zm0 5.7v1.7h1.8v-1.7z" />
        </svg>
    }
}

/// Something to know.
pub(crate) fn info() -> impl IntoView + use<> {
    view! {
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path fill-rule="evenodd" d="M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.1 6.8v5.2h1.8V6.8zm0-2.8v1.8h1.8V4z" />
        </svg>
    }
}

/// Done.
pub(crate) fn check() -> impl IntoView + use<> {
    view! {
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M6.2 13 1.4 8.2l1.7-1.7 3.1 3.1 6.7-6.7 1.7 1.7z" />
        </svg>
    }
}

/// Support, not given yet.
pub(crate) fn up() -> impl IntoView + use<> {
    view! {
        <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 2.2 14.2 8.6l-1.5 1.5-3.6-3.6V14H6.9V6.5L3.3 10.1 1.8 8.6z" />
        </svg>
    }
}

/// The mark of Busola: a compass needle.
#[cfg(feature = "ssr")]
pub(crate) fn mark() -> impl IntoView + use<> {
    view! {
        <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
            <path fill-rule="evenodd" d="M16 1a15 15 0 1 1 0 30 15 15 0 0 1 0-30zm0 2a13 13 0 1 0 0 26 13 13 0 0 0 0-26z" />
            <path d="M24 8l-5.2 10.8-5.6-5.6z" />
            <path opacity=".5" d="M8 24l5.2-10.8 5.6 5.6z" />
        </svg>
    }
}
