//! The contract of the use cases: every case runs on SQLite and on PostgreSQL, by a clock that is set by hand.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a step of a test that fails has failed the test")]

#[macro_use]
#[path = "../../../storage/tests/contract/fresh.rs"]
mod fresh;
mod city;
mod letters;
mod page;
mod post_office;

mod accounts;
mod announcement;
mod answer_races;
mod answer_revisions;
mod answered;
mod answers;
mod appeals;
mod attachments;
mod backup;
mod catching_up;
mod changing;
mod consultations;
mod corrected;
mod corrections;
mod deadlines;
mod desk;
mod drafts;
mod editing;
mod ending;
mod erasing;
mod files;
mod forgotten;
mod guests;
mod hall;
mod listening;
mod locks;
mod log;
mod mapping;
mod meetings;
mod minutes;
mod minutes_kept;
mod moderating;
mod moderation;
mod offices;
mod opinions;
mod own_account;
mod paper;
mod paper_files;
mod poll_numbers;
mod polls;
mod portal;
mod posting;
mod prepared;
mod presence;
mod privacy;
mod publishing;
mod races;
mod reading;
mod receipts;
mod reminders;
mod report;
mod retention;
mod said;
mod sending;
mod sign_in;
mod speakers;
mod spoken;
mod supports;
mod tallies;
mod themes;
mod together;
mod trouble;
mod writing;
