//! The console's questions, speakers, speeches and polls.

mod polls;
mod questions;
mod speakers;
mod speeches;

pub(crate) use polls::polls;
pub(crate) use questions::questions;
pub(crate) use speakers::speakers;
pub(crate) use speeches::speeches;

/// How the lesser buttons look.
const SMALL: &str = "button button-small button-quiet";
