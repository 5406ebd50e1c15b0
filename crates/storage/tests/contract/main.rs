//! The contract of storage: every case runs on a fresh SQLite file and on a fresh PostgreSQL database.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a step of a test that fails has failed the test")]

#[macro_use]
mod fresh;
mod rows;

mod accounts;
mod answers;
mod around_meetings;
mod attachments;
mod audit;
mod backup;
mod checkup;
mod comments;
mod consultations;
mod corrections;
mod deadlines;
mod desk;
mod drafts;
mod entered;
mod events;
mod letters;
mod lists;
mod meetings;
mod migrations;
mod moderation;
mod parked;
mod people;
mod plans;
mod portal;
mod retention;
mod sign_ins;
mod statements;
mod supports;
mod themes;
mod votes;
mod writing;
