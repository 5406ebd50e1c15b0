//! What became of a remark, as its author is told.

use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::comment::Status;
use crate::id::{CommentId, ConsultationId, UnitId};
use crate::moderation::Appealed;
use crate::time::Timestamp;

/// The consultation of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consulted {
    /// Its id.
    pub id: ConsultationId,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The latest version of its draft.
    pub version: i64,
}

/// A unit as a receipt names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedUnit {
    /// The unit.
    pub id: UnitId,
    /// What it is called now; where the draft does not have it any more, what it was called when the remark was written.
    pub label: Option<String>,
    /// Whether the latest version has it.
    pub present: bool,
}

/// What became of one's remark. Its own text is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The remark.
    pub id: CommentId,
    /// Its number in the consultation.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub number: i64,
    /// The consultation.
    pub consultation: Consulted,
    /// What it is about; null for the whole draft.
    pub unit: Option<NamedUnit>,
    /// What it replies to.
    pub parent: Option<CommentId>,
    /// The version of the draft that its author read.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: i64,
    /// What became of it.
    pub status: Status,
    /// Why it was hidden.
    pub hidden_reason: Option<String>,
    /// When it was received.
    pub created_at: Timestamp,
    /// The city's answer, once it is published.
    pub answer: Option<Answer>,
    /// The unit that changed by that.
    pub changed: Option<NamedUnit>,
    /// What became of an appeal against its hiding.
    pub appeal: Option<Appealed>,
}

impl Receipt {
    /// Whether the city still owes an answer.
    #[must_use]
    pub fn waits_for_answer(&self) -> bool {
        self.answer.is_none() && self.status.needs_answer(self.parent.is_some())
    }

    /// Whether there is a newer version of the draft than the one that its author read.
    #[must_use]
    pub fn is_of_older_version(&self) -> bool {
        self.version < self.consultation.version
    }
}
