//! The browser's half of a consultation's page: it listens, sends what is written, and changes the server's HTML
//! in place. Nothing here is compiled for the server.

mod actions;
mod answer;
mod dates;
mod dom;
mod draft_store;
mod form;
mod list;
mod page;
mod panel;
mod post;
mod remark;
mod time;
mod units;

use busola_browser::line::{self, Listener};
use leptos::prelude::Effect;

use super::live::Bar;
use super::start::LiveStart;
use page::Page;

/// Makes the page live.
pub(crate) fn begin(start: LiveStart, bar: Bar) {
    let page = Page::new(start, bar);
    Listener::tick(page);
    actions::listen(page);
    form::begin_all(page);
    Effect::new(move || panel::draw(page));
    units::follow_history(page);
    line::open(page);
}
