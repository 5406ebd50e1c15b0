//! What is live in a meeting: the participant's page, the big screen and the console.
//!
//! Three islands, one a page, over the same state ([`state::Hall`]), which the server's page begins and the meeting's
//! channel keeps. Their views are rendered on the server first, so that every page reads and every form works without
//! JavaScript. They have bundles of their own:
//! who reads a consultation downloads none of it, and who takes part does not download the console.
#![expect(clippy::needless_pass_by_value, reason = "the properties of an island are its own")]
#![expect(unreachable_pub, reason = "the island macro exports a public function to JavaScript")]

mod act;
#[cfg(feature = "taking-part")]
mod ballot;
#[cfg(feature = "running")]
mod console;
#[cfg(feature = "running")]
mod desk;
#[cfg(not(feature = "ssr"))]
mod listen;
#[cfg(feature = "taking-part")]
mod participant;
mod parts;
#[cfg(feature = "taking-part")]
mod said;
#[cfg(feature = "running")]
mod screen;
mod start;
mod state;
mod typed;
mod words;

#[cfg(feature = "running")]
pub use console::Console;
#[cfg(feature = "taking-part")]
pub use participant::Participant;
#[cfg(feature = "running")]
pub use screen::Screen;
pub use start::Start;
