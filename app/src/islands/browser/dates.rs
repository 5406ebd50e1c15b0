//! The dates of the consultation, when they are changed while the page is open.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::dom;
use super::page::Page;
use busola_browser::request;

/// Within how many seconds all open pages ask: not all of a full hall at once.
const SPREAD: f64 = 2.0;

#[derive(Deserialize)]
struct When {
    html: String,
    open: bool,
}

/// Shows the dates as they are now. Where remarks are received and were not, or no longer are, the forms are others:
/// then the page is loaded anew, unless somebody has typed on it, whom the notice tells.
pub(crate) fn follow(page: Page) {
    let wait = Duration::from_secs_f64(SPREAD * js_sys::Math::random());
    set_timeout(move || spawn_local(ask(page)), wait);
}

async fn ask(page: Page) {
    let (consultation, was_open) = page.start.with_value(|start| (start.consultation.to_string(), start.open));
    let Ok(answer) = request::call("/fn/when", &[("consultation", consultation.as_str())]).await else { return };
    let Ok(when) = serde_json::from_str::<When>(&answer) else { return };
    if let Some(line) = dom::all(".bar-when").next() {
        line.set_inner_html(&when.html);
    }
    if when.open != was_open && !document().body().is_some_and(|body| dom::has_typed(&body)) {
        dom::reload();
    }
}
