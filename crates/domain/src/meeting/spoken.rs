//! What a speaker said, written down by a moderator: it becomes a formal remark when its author consents.

use serde::{Deserialize, Serialize};

use crate::id::{CommentId, SpeakerId, UnitId};
use crate::problem::Problem;

/// What became of words that were written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SpokenState))]
pub enum State {
    /// Waits for its author.
    Offered,
    /// Its author consented: it is a remark.
    Posted,
    /// Its author did not.
    Declined,
}

impl State {
    const ALL: [Self; 3] = [Self::Offered, Self::Posted, Self::Declined];

    /// The name in the API and in storage.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Posted => "posted",
            Self::Declined => "declined",
        }
    }
}

impl std::str::FromStr for State {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(Problem::Malformed)
    }
}

/// What a speaker said, as its author and moderators read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpokenRemark {
    /// The speech.
    pub speaker: SpeakerId,
    /// The unit that it is about; null for the whole draft.
    pub unit: Option<UnitId>,
    /// The words.
    pub body: String,
    /// What became of them.
    pub state: State,
    /// The remark that they became.
    pub comment: Option<CommentId>,
}
