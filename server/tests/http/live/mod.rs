//! The live channel, `/live`.

mod catch_up;
mod order;
mod origin;
mod presence;
mod removal;
mod rules;
pub(crate) mod socket;
mod tally;
