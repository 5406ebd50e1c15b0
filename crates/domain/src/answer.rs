//! The city's answer to a remark: a decision, and why.

use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::names::names;
use crate::time::Timestamp;

names! {
    /// What the city decided.
    Decision {
        /// The text changes as the remark asks.
        Accepted = "accepted",
        /// The text changes in part.
        Partly = "partly",
        /// The text stays.
        Rejected = "rejected",
        /// It is not about what is consulted.
        OutOfScope = "out_of_scope",
    }
}

/// The longest justification, in characters.
pub const JUSTIFICATION_MAX: usize = 20_000;

/// The most remarks that are answered together.
pub const GROUP_MAX: usize = 500;

/// The answer to a remark. While it is not published, its moderators alone read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Answer {
    /// What was decided.
    pub decision: Decision,
    /// Why, as it was typed.
    pub justification: String,
    /// The same as safe HTML, to be shown as it is.
    pub html: String,
    /// The unit whose text changed.
    pub unit: Option<UnitId>,
    /// When it was published first; nothing while it is a draft.
    pub published_at: Option<Timestamp>,
}
