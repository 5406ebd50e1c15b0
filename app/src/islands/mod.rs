//! What is live on a page. Everything named here is compiled for the browser.
#![expect(
    unreachable_pub,
    reason = "the island macro exports a public function to JavaScript"
)]

pub(crate) mod sample;
pub(crate) mod start;
pub(crate) mod words;
