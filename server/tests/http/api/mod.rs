//! The JSON API, `/api/v1`.

mod announcement;
mod bodies;
mod comments;
mod consultations;
mod described;
mod drafts;
mod events;
mod lists;
mod minutes;
mod moderation;
mod problems;
mod schedule;
mod sessions;
mod spoken;
