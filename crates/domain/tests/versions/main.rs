//! Two versions of a draft: which unit became which, and what changed in its words.

mod act;
mod compose;
mod edits;
mod figure;
mod words;
