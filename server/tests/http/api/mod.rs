//! The JSON API, `/api/v1`.

mod bodies;
mod comments;
mod consultations;
mod events;
mod lists;
mod moderation;
mod problems;
mod schedule;
mod sessions;
