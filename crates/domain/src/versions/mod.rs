//! Two versions of a draft: what became of each unit, and of its words.

use serde::{Deserialize, Serialize};

use crate::names::names;

names! {
    /// What became of a unit.
    Kind {
        /// The same text under the same number.
        Same = "same",
        /// Another text.
        Changed = "changed",
        /// The same text elsewhere, or under another number.
        Moved = "moved",
        /// It is gone.
        Removed = "removed",
        /// It is new.
        Added = "added",
    }
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// They stand in both texts.
    Equal,
    /// They stand in the new text only.
    Insert,
    /// They stood in the old text only.
    Delete,
}

/// Words with the same fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What became of them.
    pub op: Op,
    /// The words, with all their white space.
    pub text: String,
}
