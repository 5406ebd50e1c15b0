//! The live hub: a cache in front of the event log that pushes what is new to every open page.
//!
//! Truth is the log alone. A [`room::Room`] stands for a channel that somebody listens to; it reads the
//! log from where it is into a [`ring::Ring`], so a wake-up that is lost or doubled changes nothing, and what
//! another process wrote is found too. What is new leaves as one [`batch::Batch`] for the readers of each
//! [`shard::Shard`], written to their sockets at once. Nothing is queued for a reader who does not take it: they are
//! behind, which is a number, and their connection's task feeds them from the ring, from [`older`] pages or from the
//! log until they are in the present again. Rooms that nobody listens to are dropped.

mod batch;
mod fan_out;
mod frame;
mod hub;
mod line;
mod locks;
mod metrics;
mod older;
mod ring;
mod room;
mod shard;
mod slots;
mod socket;
mod tally;

pub use hub::Hub;
pub use line::{End, Line, Turn, Wire};
pub use metrics::Metrics;
pub use socket::{Refusal, Socket};
