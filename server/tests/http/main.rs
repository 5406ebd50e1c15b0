//! Busola from outside: the real program on a free port, driven by HTTP, sockets, signals and its commands.
//! The modules mirror the addresses.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a step of a test that fails has failed the test")]
#![expect(clippy::disallowed_methods, reason = "this client's clock and ids are the machine's, as a browser's are")]

#[path = "../../../crates/storage/tests/contract/fresh.rs"]
#[expect(dead_code, unused_macros, reason = "the cases of storage use the rest")]
mod fresh;

#[macro_use]
mod city;
mod api;
mod attachments;
mod backup;
mod calendar;
mod commands;
mod deadlines;
mod deploy;
mod desk;
mod doctor;
mod documents;
mod faults;
mod fixture;
mod functions;
mod law;
#[path = "../../../crates/service/tests/contract/letters.rs"]
#[expect(dead_code, reason = "the cases of the services use the rest")]
mod letters;
mod live;
mod logged;
mod mapping;
mod meetings;
mod metrics;
mod pages;
mod paper;
mod people;
mod person;
mod portal;
#[path = "../../../crates/service/tests/contract/post_office.rs"]
#[expect(dead_code, reason = "the cases of the services use the rest")]
mod post_office;
mod receipts;
mod restart;
mod script;
mod upgrade;
mod upload;
mod versions;
