//! The event log: every public change of a consultation, numbered without a gap.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::time::Timestamp;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// A remark became public.
    #[serde(rename = "comment.posted")]
    CommentPosted,
    /// Its author changed it.
    #[serde(rename = "comment.edited")]
    CommentEdited,
    /// Its author took it back.
    #[serde(rename = "comment.withdrawn")]
    CommentWithdrawn,
    /// A moderator hid it.
    #[serde(rename = "comment.hidden")]
    CommentHidden,
    /// A moderator showed it again.
    #[serde(rename = "comment.unhidden")]
    CommentUnhidden,
    /// The consultation's own facts changed.
    #[serde(rename = "consultation.changed")]
    ConsultationChanged,
    /// A version of the draft was published.
    #[serde(rename = "draft.published")]
    DraftPublished,
}

impl EventKind {
    const ALL: [Self; 7] = [
        Self::CommentPosted,
        Self::CommentEdited,
        Self::CommentWithdrawn,
        Self::CommentHidden,
        Self::CommentUnhidden,
        Self::ConsultationChanged,
        Self::DraftPublished,
    ];

    /// The name in the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CommentPosted => "comment.posted",
            Self::CommentEdited => "comment.edited",
            Self::CommentWithdrawn => "comment.withdrawn",
            Self::CommentHidden => "comment.hidden",
            Self::CommentUnhidden => "comment.unhidden",
            Self::ConsultationChanged => "consultation.changed",
            Self::DraftPublished => "draft.published",
        }
    }
}

impl std::str::FromStr for EventKind {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(Problem::Malformed)
    }
}

/// One row of the log with its data, as it may be read now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its number in the channel, from 1.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// The comment, the consultation or the draft it is about.
    pub data: serde_json::Value,
}

/// A stretch of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventPage {
    /// The events after the number asked for.
    pub items: Vec<Event>,
    /// The number of the latest event there is.
    pub head: i64,
}
