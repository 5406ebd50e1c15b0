//! The JSON API, `/api/v1`.

mod announcement;
mod answers;
mod bodies;
mod changing;
mod comments;
mod consultations;
mod deadlines;
pub(crate) mod described;
mod drafts;
mod events;
mod lists;
mod minutes;
mod moderation;
mod paper;
mod problems;
mod queue;
mod report;
mod schedule;
pub(crate) mod sessions;
mod spoken;
mod themes;
