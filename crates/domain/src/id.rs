//! Identifiers. Each kind has a type of its own, so that one can't be passed for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A person who can sign in.
    AccountId;
    /// A consultation.
    ConsultationId;
    /// One version of a consultation's draft.
    DraftId;
    /// A unit of a draft; it stays the same from version to version.
    UnitId;
    /// A remark. The author's browser chooses it, so that sending twice posts once.
    CommentId;
    /// The city's answer to a remark, or to several.
    AnswerId;
    /// A justification that is written again and again.
    TemplateId;
    /// A theme: a postulate that ties remarks of several consultations.
    ThemeId;
    /// What a consultation continues.
    EarlierId;
    /// A signed-in browser.
    SessionId;
    /// A request to sign in that waits for its code or link.
    SignInId;
    /// A live session: a meeting of a consultation.
    MeetingId;
    /// An item of a meeting's agenda.
    AgendaItemId;
    /// A question that was asked in a meeting.
    QuestionId;
    /// Somebody's place in a meeting's queue of speakers.
    SpeakerId;
    /// A straw poll.
    PollId;
    /// An option of a straw poll.
    OptionId;
    /// A file that belongs to a consultation.
    AttachmentId;
}

impl CommentId {
    /// Whether a client may choose this id: a UUID of the RFC 9562 variant, neither nil nor max.
    #[must_use]
    pub fn is_acceptable(self) -> bool {
        self.0.get_variant() == uuid::Variant::RFC4122
    }
}
