//! Moderation: the queue, several remarks at once, reports, rules that hold, slow mode, appeals, the public log.

mod act;
mod alike;
mod appeals;
mod kept;
mod log;
mod queue;
mod reports;
mod rules;

pub use act::{Act, Moderated};
pub(crate) use alike::likenesses;
pub use appeals::{Decided, DecidedAppeal, OpenAppeal};
pub(crate) use kept::{Kept, matcher};
pub use log::{Day, LogPage};
pub use queue::{Entry, PAGE, QueuePage, QueueQuery};
pub use reports::{NewReport, Reported};
pub use rules::Kept as KeptRules;
