//! Remarks as one reader sees them, in threads.

use serde::{Deserialize, Serialize};

use crate::comment::Comment;
use crate::time::Timestamp;

/// A remark as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shown {
    /// The remark.
    pub comment: Comment,
    /// Whether this reader supports it.
    pub supported: bool,
    /// Whether this reader wrote it.
    pub mine: bool,
    /// Until when this reader may edit it.
    pub editable_until: Option<Timestamp>,
}

/// A remark with the replies to it, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// What the thread begins with.
    pub root: Shown,
    /// The replies, also those to replies.
    pub replies: Vec<Shown>,
    /// Published replies in all, of which a page may show fewer.
    pub replies_count: i64,
}

/// A page of threads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadPage {
    /// The threads.
    pub threads: Vec<Thread>,
    /// Where the next page begins.
    pub next: Option<String>,
}
