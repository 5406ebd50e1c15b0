//! The event log: every public change of a consultation or a meeting, numbered without a gap.

mod data;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::time::Timestamp;

#[cfg(feature = "openapi")]
pub use data::EventData;
pub use data::{ConsultationChanged, DraftPublished, SpeakerChanged};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum EventKind {$(
            $(#[$doc])*
            #[serde(rename = $name)]
            $kind,
        )*}

        impl EventKind {
            const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name in the log.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// A remark became public.
    CommentPosted = "comment.posted",
    /// Its author changed it, or a moderator corrected what they had entered.
    CommentEdited = "comment.edited",
    /// Its author took it back.
    CommentWithdrawn = "comment.withdrawn",
    /// A moderator hid it.
    CommentHidden = "comment.hidden",
    /// A moderator showed it again.
    CommentUnhidden = "comment.unhidden",
    /// The city answered it, or changed its answer.
    AnswerPublished = "answer.published",
    /// The consultation's own facts changed.
    ConsultationChanged = "consultation.changed",
    /// A version of the draft was published.
    DraftPublished = "draft.published",
    /// A meeting's own facts changed.
    SessionChanged = "session.changed",
    /// A meeting was begun.
    SessionStarted = "session.started",
    /// A meeting was ended.
    SessionEnded = "session.ended",
    /// Everybody was shown something else.
    SessionFocused = "session.focused",
    /// A question became public.
    QuestionAsked = "question.asked",
    /// Something became of a question.
    QuestionChanged = "question.changed",
    /// A moderator hid it.
    QuestionHidden = "question.hidden",
    /// A hand was raised.
    SpeakerQueued = "speaker.queued",
    /// A speaker got the floor.
    SpeakerCalled = "speaker.called",
    /// A speaker gave the floor back, or took a hand down.
    SpeakerEnded = "speaker.ended",
    /// A moderator changed the order of the queue.
    SpeakerMoved = "speaker.moved",
    /// What a speaker said was written down as a remark, or became one.
    SpeakerRemark = "speaker.remark",
    /// Votes are taken.
    PollOpened = "poll.opened",
    /// No more votes are taken.
    PollClosed = "poll.closed",
    /// Minutes of the meeting were published.
    MinutesPublished = "minutes.published",
}

/// What the subject of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A remark.
    Comment,
    /// A consultation.
    Consultation,
    /// A meeting.
    Meeting,
    /// A question of a meeting.
    Question,
    /// A speaker of a meeting.
    Speaker,
    /// A straw poll of a meeting.
    Poll,
}

impl EventKind {
    /// What its subject is.
    #[must_use]
    pub fn about(self) -> About {
        match self {
            Self::CommentPosted
            | Self::CommentEdited
            | Self::CommentWithdrawn
            | Self::CommentHidden
            | Self::CommentUnhidden
            | Self::AnswerPublished => About::Comment,
            Self::ConsultationChanged | Self::DraftPublished => About::Consultation,
            Self::SessionChanged | Self::SessionStarted | Self::SessionEnded | Self::SessionFocused | Self::MinutesPublished => {
                About::Meeting
            }
            Self::QuestionAsked | Self::QuestionChanged | Self::QuestionHidden => About::Question,
            Self::SpeakerQueued | Self::SpeakerCalled | Self::SpeakerEnded | Self::SpeakerMoved | Self::SpeakerRemark => About::Speaker,
            Self::PollOpened | Self::PollClosed => About::Poll,
        }
    }

    /// Whether words that were public are not any more from here on.
    #[must_use]
    pub fn takes_words_out(self) -> bool {
        matches!(self, Self::CommentHidden | Self::CommentWithdrawn | Self::QuestionHidden)
    }
}

impl std::str::FromStr for EventKind {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name).ok_or(Problem::Malformed)
    }
}

// Later kinds come in the same form, so no closed set is promised.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for EventKind {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .description(Some("What happened; later kinds come in the same form."))
            .examples(Self::ALL.iter().map(|kind| kind.as_str()))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for EventKind {}

/// One row of the log with its data, as it may be read now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its number in the channel, from 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// What it is about.
    #[cfg_attr(feature = "openapi", schema(value_type = EventData))]
    pub data: serde_json::Value,
}

/// A stretch of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventPage {
    /// The events after the number asked for.
    pub items: Vec<Event>,
    /// The number of the latest event there is.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub head: i64,
}
