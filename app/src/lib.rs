//! Pages, islands and server functions.
//!
//! Built twice: with `ssr` for the server, where every page is rendered and server functions run, and with
//! `hydrate` for the browser, which gets what is live on a page and nothing else.

// The type of a view holds the types of all that is in it.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod failure;
#[cfg(feature = "ssr")]
pub mod functions;
#[cfg(feature = "ssr")]
mod icons;
mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
