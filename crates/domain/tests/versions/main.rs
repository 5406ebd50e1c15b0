//! Two versions of a draft: which unit became which, and what changed in its words.

#![expect(clippy::expect_used, reason = "a test without its input has failed, and says which")]

mod any;
mod pairs;
mod words;
