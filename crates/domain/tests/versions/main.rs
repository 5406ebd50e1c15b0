//! Two versions of a draft: which unit became which, and what changed in its words.

#![expect(clippy::expect_used, reason = "a step of a test that fails has failed the test")]

mod act;
mod any;
mod compose;
mod edits;
mod figure;
mod pairs;
mod words;
