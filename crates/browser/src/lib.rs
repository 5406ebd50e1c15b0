//! What all islands share: the line to the server, calls of its functions, what the device keeps, words that change
//! with a number.
//!
//! Built twice, as the pages are: with `ssr` for the server, with `hydrate` for the browser.

#[cfg(not(feature = "ssr"))]
pub mod device;
#[cfg(not(feature = "ssr"))]
pub mod heard;
#[cfg(not(feature = "ssr"))]
pub mod line;
mod link;
pub mod plural;
#[cfg(not(feature = "ssr"))]
pub mod request;
pub mod words;

pub use link::Link;
pub use plural::{Plural, number};
