//! Small pictures beside words, which say the same: paths in a square of 16.

/// Something is wrong.
pub(crate) const ALERT: &str = "M8 .8 15.6 14.5H.4zM7.1 5.6v4.6h1.8V5.6zm0 5.7v1.7h1.8v-1.7z";
/// Something to know.
pub(crate) const INFO: &str = "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.1 6.8v5.2h1.8V6.8zm0-2.8v1.8h1.8V4z";
/// Done.
pub(crate) const CHECK: &str = "M6.2 13 1.4 8.2l1.7-1.7 3.1 3.1 6.7-6.7 1.7 1.7z";
