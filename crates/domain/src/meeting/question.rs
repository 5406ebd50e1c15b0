//! A question that was asked in a meeting.

use serde::{Deserialize, Serialize};

use crate::id::{AgendaItemId, MeetingId, QuestionId, UnitId};
use crate::problem::Problem;
use crate::time::Timestamp;

/// The longest question, in characters: one is read out in a hall.
pub const BODY_MAX: usize = 1_000;
/// The longest written answer, in characters.
pub const ANSWER_MAX: usize = 5_000;

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = QuestionState))]
pub enum State {
    /// Waits for a moderator; its author and moderators read it.
    Pending,
    /// Asked.
    Open,
    /// Answered in the meeting.
    Answered,
    /// To be answered in writing later.
    InWriting,
    /// The same was asked already.
    Merged,
    /// Hidden by a moderator.
    Hidden,
}

impl State {
    const ALL: [Self; 6] = [Self::Pending, Self::Open, Self::Answered, Self::InWriting, Self::Merged, Self::Hidden];

    /// The name in the API and in storage.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Open => "open",
            Self::Answered => "answered",
            Self::InWriting => "in_writing",
            Self::Merged => "merged",
            Self::Hidden => "hidden",
        }
    }

    /// Whether everybody may read its words.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Pending | Self::Hidden)
    }
}

impl std::str::FromStr for State {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(Problem::Malformed)
    }
}

/// A question, as its reader may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// Its id, chosen by its author's browser.
    pub id: QuestionId,
    /// The meeting.
    pub session: MeetingId,
    /// The item of the agenda that it belongs to.
    pub item: Option<AgendaItemId>,
    /// The unit that it is about.
    pub unit: Option<UnitId>,
    /// The name of who asked; null for who did not want it to be public, and where `body` is.
    pub author: Option<String>,
    /// What was asked; null once it is hidden.
    pub body: Option<String>,
    /// What became of it.
    pub state: State,
    /// The question that it was merged into.
    pub merged_into: Option<QuestionId>,
    /// What was answered in writing.
    pub answer: Option<String>,
    /// How many support it.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub supports: i64,
    /// When it was received.
    pub created_at: Timestamp,
}
