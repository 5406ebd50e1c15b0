//! A remark, as the public sees it.

use serde::{Deserialize, Serialize};

use crate::account::Role;
use crate::answer::Answer;
#[cfg(not(target_arch = "wasm32"))]
use crate::day::Day;
use crate::id::{CommentId, ConsultationId, UnitId};
use crate::names::names;
use crate::problem::Problem;
use crate::time::{MINUTE, Timestamp};

/// How long an author may edit a remark, in milliseconds.
pub const EDIT_WINDOW: i64 = 15 * MINUTE;

/// What became of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = CommentStatus))]
pub enum Status {
    /// Everyone reads it.
    Published,
    /// Waits for a moderator; its author and moderators read it.
    Pending,
    /// Hidden by a moderator; the reason stands in its place.
    Hidden,
    /// Taken back by its author.
    Withdrawn,
}

impl Status {
    /// The name in the API and in storage.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Pending => "pending",
            Self::Hidden => "hidden",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Status {
    /// Whether the city owes an answer: to each remark that is public or waits, but not to what is said in reply to one.
    #[must_use]
    pub fn needs_answer(self, is_reply: bool) -> bool {
        !is_reply && matches!(self, Self::Published | Self::Pending)
    }
}

impl std::str::FromStr for Status {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        [Self::Published, Self::Pending, Self::Hidden, Self::Withdrawn]
            .into_iter()
            .find(|status| status.as_str() == name)
            .ok_or(Problem::Malformed)
    }
}

names! {
    /// How a remark came in.
    Source {
        /// Its author typed it here.
        Online = "online",
        /// It was said in a live session and written down there.
        Spoken = "spoken",
        /// On paper.
        Paper = "paper",
        /// By e-mail.
        Mail = "mail",
        /// At a meeting elsewhere.
        Meeting = "meeting",
    }
}

impl Source {
    /// Whether a moderator enters it for who wrote it.
    #[must_use]
    pub fn is_entered(self) -> bool {
        matches!(self, Self::Paper | Self::Mail | Self::Meeting)
    }
}

/// The order of a list of remarks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Order {
    /// The first first, as a conversation reads.
    #[default]
    Oldest,
    /// The last first.
    Newest,
    /// The most supported first.
    Supported,
}

impl Order {
    /// Every order, as a page offers them.
    pub const ALL: [Self; 3] = [Self::Oldest, Self::Newest, Self::Supported];

    /// The name in the API and in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Supported => "supported",
        }
    }
}

impl std::str::FromStr for Order {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|order| order.as_str() == name).ok_or(Problem::Malformed)
    }
}

/// Who wrote a remark, as they chose to be seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// The display name.
    pub name: String,
    /// The role: an officer's word is marked as such.
    pub role: Role,
    /// The organisation they act for.
    pub organisation: Option<String>,
}

/// A remark on a unit, or on the whole draft.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id, chosen by its author's browser.
    pub id: CommentId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its number in the consultation, in the order of receipt.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub number: i64,
    /// How it came in.
    pub source: Source,
    /// The version of the draft that its author read.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: i64,
    /// The unit; null for the whole draft.
    pub unit: Option<UnitId>,
    /// The remark that it replies to.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: Author,
    /// The source that was typed; null once it is hidden or withdrawn.
    pub body: Option<String>,
    /// The same as safe HTML, to be shown as it is; null where `body` is.
    pub html: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Why it was hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub hidden_reason: Option<String>,
    /// How many support it.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub supports: i64,
    /// The city's answer; while that is a draft, for moderators alone.
    pub answer: Option<Answer>,
    /// When it was received here; of what a moderator entered, when that was.
    pub created_at: Timestamp,
    /// The day on which the office received it, where a moderator entered it. No page makes one of this in the browser.
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(default)]
    pub received_on: Option<Day>,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// The number of its latest event; null before the first.
    pub seq: Option<i64>,
}
