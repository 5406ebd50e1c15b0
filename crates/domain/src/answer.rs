//! The city's answer to a remark: a decision, and why.

use serde::{Deserialize, Serialize};

use crate::id::{TemplateId, UnitId};
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

names! {
    /// Which remarks a moderator's desk shows.
    #[cfg_attr(feature = "openapi", schema(as = DeskState))]
    State {
        /// Those that need an answer or have one.
        All = "all",
        /// Those that need one and have none, not even a draft.
        Waiting = "waiting",
        /// Those whose answer is a draft.
        Drafted = "drafted",
        /// Those whose answer is public.
        Answered = "answered",
        /// Those without a public answer, with a draft or without.
        Unpublished = "unpublished",
    }
}

/// How far the answers to a consultation's remarks are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// How many remarks need an answer, those that have one among them.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub needed: i64,
    /// How many of them have one in public.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub answered: i64,
    /// How many of them have a draft of one.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub drafted: i64,
}

/// The longest justification, in characters.
pub const JUSTIFICATION_MAX: usize = 20_000;

/// The most remarks that are answered together.
pub const GROUP_MAX: usize = 500;
/// The longest name of a template, in characters.
pub const TEMPLATE_NAME_MAX: usize = 100;
/// The most templates that are kept.
pub const TEMPLATES_MAX: usize = 200;

/// The answer to a remark. While it is not published, its moderators alone read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// What was decided.
    pub decision: Decision,
    /// Why, as it was typed.
    pub justification: String,
    /// The same as safe HTML, to be shown as it is.
    pub html: String,
    /// The unit whose text changed.
    pub unit: Option<UnitId>,
    /// When it was published first under this remark; nothing while it is a draft.
    pub published_at: Option<Timestamp>,
    /// Which of the texts that stood under this remark, drafts among them: it grows with each. Whoever changes the answer
    /// says from which one they did.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub revision: i64,
}

/// A justification that is written again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What it is found by.
    pub name: String,
    /// The decision that it goes with.
    pub decision: Option<Decision>,
    /// The text.
    pub justification: String,
}
