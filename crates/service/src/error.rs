//! What a use case can answer other than success: a closed set.

use std::sync::Arc;

use busola_docx::Refused;
use busola_domain::deadlines::Short;
use busola_domain::policy::Denied;
use busola_domain::retention::Foreseen;
use busola_domain::{CommentId, FieldError, Problem};

/// Two things that can't both be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The id belongs to another remark.
    IdTaken,
    /// The address has an account.
    EmailTaken,
    /// There are data already.
    NotEmpty,
    /// Somebody else kept the minutes meanwhile.
    MinutesChanged,
    /// What was written down of a speech is about something else by now.
    SpokenChanged,
    /// Somebody else changed what was announced meanwhile.
    AnnouncementChanged,
    /// One of several remarks that are to be answered together has a public answer already.
    AnsweredBefore {
        /// Its number in the consultation.
        number: i64,
    },
    /// One of several remarks that are to be answered together is hidden or withdrawn, or waits and the answer would be
    /// public.
    NotAnswerable {
        /// Its number in the consultation.
        number: i64,
    },
    /// Somebody else wrote the answer to a remark meanwhile.
    AnswerChanged {
        /// The remark.
        comment: CommentId,
        /// Its number in the consultation.
        number: i64,
    },
    /// Another template has the name.
    TemplateNameTaken,
    /// Somebody else corrected the remark meanwhile, or something else became of it.
    RemarkChanged,
    /// Somebody else wrote the council's opinion down meanwhile.
    OpinionChanged,
    /// Somebody else saved or published the next version of the draft meanwhile.
    DraftChanged,
    /// Only the latest version of a draft can be corrected.
    NotTheLatest,
    /// Somebody else corrected meanwhile which unit is which.
    MappingChanged,
    /// Somebody else changed the rules that hold remarks meanwhile.
    RulesChanged,
    /// One person reports a remark once.
    ReportedBefore,
    /// An author appeals once.
    AppealedBefore,
    /// Somebody else decided about the appeal meanwhile.
    AppealDecided,
    /// Somebody else changed meanwhile what is said of the city.
    CityChanged,
    /// Somebody else changed the theme meanwhile.
    ThemeChanged,
    /// Somebody else changed meanwhile what was written of something that a consultation continues.
    EarlierChanged,
}

/// Why a use case was not carried out.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The policy says no.
    #[error("denied: {0:?}")]
    Denied(Denied),
    /// Fields that can't be taken as they are.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// In conflict with what is there.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// A period that is shorter than the rules say; nothing was written. With a reason it is taken.
    #[error("too short: {0:?}")]
    TooShort(Short),
    /// Names would leave sooner than they do now; nothing was written. Agreed to, it is done.
    #[error("names would leave: {0:?}")]
    NamesLeave(Foreseen),
    /// A file that can't be read as the text of a draft.
    #[error("unreadable: {0}")]
    Unreadable(Refused),
    /// The consultation is in slow mode, and the person wrote a moment ago; nothing was written.
    #[error("too soon: {seconds} s")]
    TooSoon {
        /// After so many seconds they may.
        seconds: u64,
    },
    /// Too much is waiting; nothing was written; try again shortly.
    #[error("overloaded")]
    Overloaded,
    /// Not the person's doing; the cause goes to the log. Shared by all whose changes failed together.
    #[error(transparent)]
    Storage(Arc<busola_storage::Error>),
}

impl Error {
    /// One bad field.
    pub fn field(name: &str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError::new(name, problem)])
    }

    /// Not there, or not for this person to know of.
    #[must_use]
    pub fn not_found() -> Self {
        Self::Denied(Denied::NotFound)
    }

    /// Whether the same may well succeed a little later: too much is waiting, or the database is locked by another
    /// program, full or out of reach.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Overloaded => true,
            Self::Storage(error) => error.is_temporary(),
            Self::Denied(_)
            | Self::Invalid(_)
            | Self::Conflict(_)
            | Self::TooShort(_)
            | Self::NamesLeave(_)
            | Self::TooSoon { .. }
            | Self::Unreadable(_) => false,
        }
    }
}

impl From<busola_storage::Error> for Error {
    fn from(error: busola_storage::Error) -> Self {
        Self::Storage(Arc::new(error))
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_from_what_does_not() {
        assert!(Error::Overloaded.is_temporary());
        let final_ones = [
            Error::not_found(),
            Error::field("body", Problem::Required),
            Error::Conflict(Conflict::IdTaken),
            busola_storage::Error::Corrupt("comments.status").into(),
        ];
        assert!(final_ones.iter().all(|error| !error.is_temporary()));
    }
}
