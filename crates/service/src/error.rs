//! What a use case can answer other than success: a closed set.

use busola_domain::policy::Denied;
use busola_domain::{FieldError, Problem};

/// Two things that can't both be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The id belongs to another remark.
    IdTaken,
    /// Remarks stand on units that the new draft does not have.
    CommentsWouldBeLost,
    /// The address has an account.
    EmailTaken,
    /// There are data already.
    NotEmpty,
}

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
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
    /// Not the person's doing; the cause goes to the log.
    #[error(transparent)]
    Storage(#[from] busola_storage::Error),
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
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}
