//! The JSON API, `/api/v1`.

mod announcement;
mod answers;
mod bodies;
mod changing;
mod comments;
mod consultations;
mod deadlines;
mod described;
mod drafts;
mod events;
mod lists;
mod minutes;
mod moderation;
mod problems;
mod report;
mod schedule;
mod sessions;
mod spoken;

pub(crate) use described::compare;
