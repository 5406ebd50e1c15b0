//! The minutes of a meeting: a text that a moderator edits and publishes, begun as a draft from what happened.

use serde::{Deserialize, Serialize};

use crate::id::MeetingId;
use crate::time::Timestamp;

/// The longest text, in characters: a long evening with every question in full.
pub const BODY_MAX: usize = 500_000;

/// Where the minutes are in their course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = MinutesState))]
pub enum State {
    /// As the meeting's own rows tell it; nobody has edited it.
    Derived,
    /// Edited and kept, not public.
    Draft,
    /// Everybody reads it who may follow the meeting.
    Published,
}

/// The minutes of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Minutes {
    /// The meeting.
    pub session: MeetingId,
    /// How often they were kept; 0 for a derived draft. Who keeps an edit names the one that they edited.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub revision: i64,
    /// Where they are in their course.
    pub state: State,
    /// The text, in Markdown.
    pub body: String,
    /// The text as safe HTML.
    pub html: String,
    /// When they were kept last.
    pub written_at: Option<Timestamp>,
    /// When this text was published.
    pub published_at: Option<Timestamp>,
}
