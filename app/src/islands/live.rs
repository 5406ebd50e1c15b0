//! The live page: the island around it, and what it says of itself.

use leptos::prelude::*;

use super::page::{Link, Page};
use super::start::LiveStart;

/// Holds the page's one socket and gives its state to the islands among its children.
#[island]
pub(crate) fn Live(
    /// What the page begins with.
    start: LiveStart,
    children: Children,
) -> impl IntoView {
    let page = Page::new(start);
    provide_context(page);
    // Not before every island has been hydrated: until then all must say what the server said.
    Effect::new(move || begin(page));
    children()
}

#[cfg(feature = "ssr")]
fn begin(_: Page) {}

#[cfg(not(feature = "ssr"))]
fn begin(page: Page) {
    use std::time::Duration;

    use super::{socket, unit};

    set_timeout(
        move || {
            page.start_clock();
            socket::open(page);
            unit::follow_history(page);
        },
        Duration::ZERO,
    );
}

/// How many are here.
#[island]
pub(crate) fn Here() -> impl IntoView {
    let page = use_context::<Page>();
    let words = move || {
        let count = page.and_then(|page| page.presence.with(|presence| presence.as_ref().map(|presence| (page, presence.count))));
        count.map(|(page, count)| page.count(|words| &words.here, count)).unwrap_or_default()
    };
    view! { <p class="here">{words}</p> }
}

/// Whether the page is live. Without JavaScript it is as it was loaded, and nothing is said.
#[island]
pub(crate) fn LiveState() -> impl IntoView {
    let page = use_context::<Page>();
    let link = move || page.and_then(|page| page.link.get());
    let state = move || match link() {
        Some(Link::Live) => "live",
        Some(Link::Reconnecting) => "reconnecting",
        Some(Link::Offline) => "offline",
        None => "loaded",
    };
    let words = move || {
        page.zip(link())
            .map(|(page, link)| {
                page.say(|words| match link {
                    Link::Live => &words.live,
                    Link::Reconnecting => &words.reconnecting,
                    Link::Offline => &words.offline,
                })
            })
            .unwrap_or_default()
    };
    view! {
        <p class="live" role="status" data-state=state hidden=move || link().is_none()>
            {words}
        </p>
    }
}
