//! Pages, islands and server functions.
//!
//! Built twice: with `ssr` for the server, where every page is rendered, and with `hydrate` for the browser,
//! which gets the islands and the calling side of the server functions and nothing else.

// The type of a view holds the types of all that is in it.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod context;
pub mod failure;
pub mod functions;
#[cfg(feature = "ssr")]
mod icons;
mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
