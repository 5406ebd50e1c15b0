//! Moderation: why a remark is held, reported or hidden, and what may be said against that.

pub mod alike;
pub mod rules;

use serde::{Deserialize, Serialize};

use crate::id::{CommentId, ConsultationId};
use crate::names::names;
use crate::time::Timestamp;

pub use rules::{Held, HeldBy, Matcher, Rules};

/// The longest reason for hiding a remark, in characters.
pub const REASON_MAX: usize = 500;
/// The most words with which a reader reports a remark, in characters.
pub const REPORT_MAX: usize = 500;
/// The most words of an appeal, and of the reply to it, in characters.
pub const APPEAL_MAX: usize = 2_000;
/// The longest pause of slow mode, in seconds.
pub const SLOW_MAX: i64 = 3_600;
/// The most remarks that are decided on at once.
pub const AT_ONCE: usize = 100;

names! {
    /// Why a remark is reported or hidden. The public log counts by it.
    Ground {
        /// It insults or threatens somebody.
        Insult = "insult",
        /// It has somebody's personal data.
        PersonalData = "personal_data",
        /// It breaks the law or calls for that.
        Unlawful = "unlawful",
        /// It advertises.
        Advert = "advert",
        /// It is not about the draft.
        OffTopic = "off_topic",
        /// The same was said before.
        Repeated = "repeated",
        /// Something else.
        Other = "other",
    }
}

names! {
    /// What was done with a remark, as the public log counts it.
    Deed {
        /// A rule held it.
        Held = "held",
        /// A moderator made it public.
        Approved = "approved",
        /// A moderator looked at it and left it as it was.
        Kept = "kept",
        /// A moderator hid it.
        Hidden = "hidden",
        /// A moderator showed it again.
        Restored = "restored",
        /// An appeal was decided: it stays hidden.
        Upheld = "upheld",
        /// An appeal was decided: it is shown again.
        Granted = "granted",
    }
}

names! {
    /// What became of a report.
    Outcome {
        /// The remark was hidden.
        Hidden = "hidden",
        /// It was left as it was.
        Kept = "kept",
    }
}

names! {
    /// What became of an appeal.
    Ruling {
        /// The remark stays hidden.
        Upheld = "upheld",
        /// It is shown again.
        Restored = "restored",
    }
}

names! {
    /// Which remarks a moderator looks at.
    Shelf {
        /// What waits, what was reported, what a rule found.
        Waiting = "waiting",
        /// What is hidden.
        Hidden = "hidden",
    }
}

/// A report as the one who made it sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnReport {
    /// The remark.
    pub comment: CommentId,
    /// Its consultation.
    pub consultation: ConsultationId,
    /// Why.
    pub reason: Ground,
    /// In their words; may be empty.
    pub words: String,
    /// When.
    pub at: Timestamp,
    /// What became of it, once a moderator has looked.
    pub outcome: Option<Outcome>,
    /// When that was.
    pub settled_at: Option<Timestamp>,
}

/// A report as moderators see it: not whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = CommentReport))]
pub struct Report {
    /// Why.
    pub reason: Ground,
    /// In words; may be empty.
    pub words: String,
    /// When.
    pub at: Timestamp,
}

/// What became of an appeal, as its author is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appealed {
    /// When it was made.
    pub at: Timestamp,
    /// What was decided.
    pub ruling: Option<Ruling>,
    /// Why.
    pub reply: String,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// How often something was done on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ModerationTally))]
pub struct Tally {
    /// What.
    pub deed: Deed,
    /// For which reason: a ground or, of what was held, the kind of the rule; empty where there is none.
    pub reason: String,
    /// How often.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub count: i64,
}

/// How many milliseconds somebody still waits in slow mode who wrote last at `last`; `None` when they may write.
#[must_use]
pub fn pause(seconds: i64, last: Timestamp, now: Timestamp) -> Option<i64> {
    let left = seconds * crate::time::SECOND - now.since(last);
    (seconds > 0 && left > 0).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_mode_ends_to_the_millisecond() {
        let last = Timestamp(1_000);
        assert_eq!(pause(30, last, Timestamp(1_000)), Some(30_000));
        assert_eq!(pause(30, last, Timestamp(30_999)), Some(1));
        assert_eq!(pause(30, last, Timestamp(31_000)), None);
        assert_eq!(pause(0, last, last), None);
        // One that was received before, and comes later to the writer, is too soon as well.
        assert_eq!(pause(1, last, Timestamp(500)), Some(1_500));
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        assert!(Ground::ALL.iter().all(|ground| ground.as_str().parse() == Ok(*ground)));
        assert!(Deed::ALL.iter().all(|deed| deed.as_str().parse() == Ok(*deed)));
    }
}
