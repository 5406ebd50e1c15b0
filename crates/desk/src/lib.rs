//! What is live on the desk, where moderators answer remarks: the queue, the remark with its text, the answer.
//!
//! One island over one state ([`state::Desk`]), which the server's page begins. Its view is rendered on the server first,
//! so that the desk reads and every form works without JavaScript. It has a bundle of its own: residents download none
//! of it.
#![expect(clippy::needless_pass_by_value, reason = "the properties of an island are its own")]
#![expect(unreachable_pub, reason = "the island macro exports a public function to JavaScript")]
// The type of a view holds the types of all that is in it.
#![recursion_limit = "512"]

mod answer;
mod bar;
mod column;
mod decision;
mod filters;
#[cfg(not(feature = "ssr"))]
mod go;
#[cfg(not(feature = "ssr"))]
mod kept;
mod keys;
#[cfg(not(feature = "ssr"))]
mod listen;
mod moderation;
mod queue;
mod remark;
#[cfg(not(feature = "ssr"))]
mod send;
mod start;
mod state;
mod templates;
mod words;

pub use column::Desk;
pub use moderation::QueueKeys;
pub use start::{Entry, Filter, Page, Queue, Seen, Start, Typed, excerpt};

/// How many remarks stand in the queue at a time.
pub const PAGE: usize = 30;
