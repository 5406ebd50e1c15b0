//! What is live on a page. Everything named here is compiled for the browser.
#![expect(unreachable_pub, reason = "the island macro exports a public function to JavaScript")]
#![cfg_attr(feature = "ssr", expect(dead_code, reason = "what happens after the page was sent happens in the browser"))]

mod address;
pub(crate) mod contents;
#[cfg_attr(feature = "ssr", path = "no_dom.rs")]
mod dom;
mod draft_store;
mod heard;
pub(crate) mod icons;
pub(crate) mod live;
mod page;
pub(crate) mod panel;
mod panel_state;
mod plural;
mod post;
mod remark;
mod remark_more;
#[cfg(not(feature = "ssr"))]
mod socket;
pub(crate) mod start;
mod thread;
mod time;
pub(crate) mod unit;
pub(crate) mod words;
mod write;

/// The language of the request that is being answered.
#[cfg(feature = "ssr")]
fn server_lang() -> busola_texts::Lang {
    leptos::prelude::use_context::<crate::context::Site>().map(|site| site.lang).unwrap_or_default()
}
