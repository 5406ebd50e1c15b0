//! What is live on a page.
//!
//! A page has one island, [`live::Live`]. Remarks, counts and forms are the server's HTML on the page as in
//! what arrives later; the browser's half (`browser/`) changes that in place. No view of a remark is compiled
//! for the browser (`docs/adr/0011-remarks-are-not-islands.md`).
#![expect(unreachable_pub, reason = "the island macro exports a public function to JavaScript")]

pub(crate) mod address;
#[cfg(not(feature = "ssr"))]
mod browser;
pub(crate) mod icons;
pub(crate) mod live;
pub(crate) mod start;
pub(crate) mod words;

/// The step of the bar that stands for a number of remarks.
pub(crate) fn heat(count: i64) -> &'static str {
    match count {
        ..=0 => "0",
        1..=2 => "1",
        3..=5 => "2",
        6..=9 => "3",
        10..=19 => "4",
        _ => "5",
    }
}
