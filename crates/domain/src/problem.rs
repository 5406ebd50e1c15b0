//! What can be wrong with a field, as a closed set: the words are in the translations.

use serde::{Deserialize, Serialize};

/// What is wrong with one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing visible was given.
    Required,
    /// More than `max` characters.
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// Control characters or bidirectional overrides, which can hide what a text says.
    ForbiddenCharacters,
    /// Not of the form the field asks for.
    Malformed,
    /// A unit that the present draft does not have.
    UnknownUnit,
    /// A unit of which something else is said as well.
    ChosenTwice,
    /// A remark to reply to that is not there, or is on another unit.
    UnknownParent,
    /// A remark that is not there, or is on another consultation.
    UnknownComment,
    /// An option that the poll does not have.
    UnknownOption,
    /// More than `max` of something.
    TooMany {
        /// The most allowed.
        max: usize,
    },
    /// Less than `min` of something.
    TooFew {
        /// The least allowed.
        min: usize,
    },
    /// The address of nothing that everybody finds on this site.
    UnknownAddress,
    /// A theme that is not there.
    UnknownTheme,
    /// The end is not after the start.
    EndsBeforeStart,
    /// Something that can't be said beside what another field says.
    Contradicts,
    /// A local time that does not exist, because the clocks go forward over it.
    TimeSkipped,
    /// The draft has no text that could be commented on.
    EmptyDraft,
    /// The draft is larger than can be read comfortably.
    DraftTooLarge,
    /// A line that is not the address of a site, such as `https://www.example.org`.
    NotAnOrigin {
        /// Which line, from 1.
        line: usize,
    },
    /// An account that is no moderator's, nor an administrator's.
    NotAnOfficer,
    /// The code does not fit, was used, or its time is over.
    WrongCode,
    /// A day on which the consultation received no remarks.
    OutsideTerm,
    /// A day that is still to come.
    InFuture,
    /// No file was chosen, or it is empty.
    FileMissing,
    /// A file of more than so many megabytes.
    FileTooLarge {
        /// The most allowed.
        megabytes: usize,
    },
    /// A file that is, by its content, of no kind that is taken.
    FileKind,
    /// A file that is damaged, or made to do harm.
    FileUnreadable,
    /// A table whose first row does not name the columns that are needed.
    Heads,
    /// Less than `min` characters.
    TooShort {
        /// The fewest characters allowed.
        min: usize,
    },
    /// A password that is tried first by whoever tries some.
    TooCommon,
    /// Not the password of this account, or there is no such account.
    WrongPassword,
    /// What is there already.
    Unchanged,
    /// Not the word that was to be typed.
    NotTheWord,
}

/// A problem at a field; `field` is the name in the JSON body and in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the field, with dots for nested ones (`draft.source`).
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl FieldError {
    /// An error at `field`.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}
