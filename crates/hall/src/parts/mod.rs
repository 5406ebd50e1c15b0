//! Pieces of the three pages.

pub(crate) mod bar;
pub(crate) mod poll;
pub(crate) mod question;
pub(crate) mod show;
pub(crate) mod speaker;
