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
mod calendar;
mod commands;
mod deadlines;
mod desk;
mod documents;
mod faults;
mod fixture;
mod functions;
mod live;
mod meetings;
mod metrics;
mod pages;
mod person;
mod receipts;
mod restart;
mod script;
mod versions;
