//! The live page: its island, which says of itself how many are here and whether the line stands.

use busola_browser::Link;
use leptos::prelude::*;

use super::start::LiveStart;

/// What the island says.
#[derive(Clone, Copy)]
pub(crate) struct Bar {
    /// How many are here, in words.
    pub(crate) here: RwSignal<String>,
    /// Whether the page is live. Without JavaScript it is as it was loaded, and nothing is said.
    pub(crate) link: RwSignal<Option<Link>>,
    /// The same in words.
    pub(crate) words: RwSignal<String>,
}

/// Makes the page live.
#[island]
pub(crate) fn Live(
    /// What the page begins with.
    start: LiveStart,
) -> impl IntoView {
    let bar = Bar { here: RwSignal::new(String::new()), link: RwSignal::new(None), words: RwSignal::new(String::new()) };
    let start = StoredValue::new(Some(start));
    Effect::new(move || {
        if let Some(start) = start.try_update_value(Option::take).flatten() {
            begin(start, bar);
        }
    });
    view! {
        <p class="here">{bar.here}</p>
        <p class="live" role="status" data-state=move || bar.link.get().map_or("loaded", Link::as_str) hidden=move || bar.link.get().is_none()>
            {bar.words}
        </p>
    }
}

#[cfg(feature = "ssr")]
fn begin(_: LiveStart, _: Bar) {}

#[cfg(not(feature = "ssr"))]
use super::browser::begin;
