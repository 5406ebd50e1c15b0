//! Two versions of a draft: which unit became which, and what changed in its words.

#![expect(clippy::expect_used, reason = "a test without its input has failed, and says which")]

mod act;
mod any;
mod compose;
mod edits;
mod figure;
mod pairs;
mod words;
