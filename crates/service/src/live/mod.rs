//! The live hub: a cache in front of the event log that pushes what is new to every open page.
//!
//! Truth is the log alone. A [`room::Room`] stands for a channel that somebody listens to; it reads the
//! log from where it is, so a wake-up that is lost or doubled changes nothing, and what another process
//! wrote is found too. Rooms that nobody listens to are dropped.

mod frame;
mod hub;
mod room;
mod socket;

pub use frame::Frame;
pub use hub::{Hub, SubscribeError};
pub use socket::{Queue, Socket, Subscription};
