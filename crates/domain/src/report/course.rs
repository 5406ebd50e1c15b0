//! What happened when, and what of that changed a report which was out: the law lets a version of the draft and the council's
//! opinion come after it.

use serde::{Deserialize, Serialize};

use crate::event::EventKind;
use crate::time::Timestamp;

/// A step of the consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Step,
    /// Which one of its kind: the number of a version, the title of a session or of a theme; how many remarks; empty where
    /// there is one only.
    pub detail: String,
}

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The notice was published.
    Announced,
    /// The first moment at which remarks were received.
    Opened,
    /// A version of the draft was published.
    DraftPublished,
    /// A live session was held.
    SessionHeld,
    /// The first moment at which no more remarks were received.
    Closed,
    /// The council was asked for its opinion.
    OpinionRequested,
    /// The council gave it.
    OpinionGiven,
    /// The council's days had passed, which counts as no remarks.
    OpinionSilent,
    /// The report was published.
    Reported,
    /// After that, it was corrected which unit of a version is which.
    MappingCorrected,
    /// After that, answers to remarks were published or changed.
    AnswersChanged,
    /// After that, something became of remarks: they were hidden, or shown again.
    RemarksChanged,
    /// After that, something of a session changed: what was announced of it, its end, the result of a poll.
    SessionChanged,
    /// After that, minutes of a session were published.
    MinutesPublished,
    /// After that, what the council was asked or said was written down.
    OpinionRecorded,
    /// After that, a theme was written anew, or remarks were tied to it or untied.
    ThemeChanged,
}

impl Step {
    /// Whether only the day of it is known: what was written between an office and a council has dates.
    #[must_use]
    pub fn has_only_a_day(self) -> bool {
        matches!(self, Self::OpinionRequested | Self::OpinionGiven | Self::OpinionSilent)
    }

    /// What an event changed in a report that was published before it. A version of the draft, the beginning of a session
    /// and what the council said are told by their own steps, whenever they come.
    #[must_use]
    pub fn after_report(event: EventKind) -> Option<Self> {
        match event {
            EventKind::DraftPublished => Some(Self::MappingCorrected),
            EventKind::AnswerPublished => Some(Self::AnswersChanged),
            EventKind::CommentPosted
            | EventKind::CommentEdited
            | EventKind::CommentWithdrawn
            | EventKind::CommentHidden
            | EventKind::CommentUnhidden => Some(Self::RemarksChanged),
            EventKind::SessionChanged | EventKind::SessionEnded | EventKind::PollClosed => Some(Self::SessionChanged),
            EventKind::MinutesPublished => Some(Self::MinutesPublished),
            EventKind::ConsultationChanged
            | EventKind::SessionStarted
            | EventKind::SessionFocused
            | EventKind::QuestionAsked
            | EventKind::QuestionChanged
            | EventKind::QuestionHidden
            | EventKind::SpeakerQueued
            | EventKind::SpeakerCalled
            | EventKind::SpeakerEnded
            | EventKind::SpeakerMoved
            | EventKind::SpeakerRemark
            | EventKind::PollOpened => None,
        }
    }
}

/// When something that a published report says changed last, by its course; `None` while it says what it said when it was
/// published, and before that.
#[must_use]
pub fn changed_at(reported_at: Option<Timestamp>, course: &[Milestone]) -> Option<Timestamp> {
    let reported_at = reported_at?;
    course.iter().map(|milestone| milestone.at).filter(|at| *at > reported_at).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(moments: &[i64]) -> Vec<Milestone> {
        moments.iter().map(|at| Milestone { at: Timestamp(*at), what: Step::DraftPublished, detail: String::new() }).collect()
    }

    #[test]
    fn a_report_has_changed_when_something_came_after_it() {
        assert_eq!(changed_at(Some(Timestamp(20)), &course(&[10, 20])), None);
        assert_eq!(changed_at(Some(Timestamp(20)), &course(&[10, 20, 40, 30])), Some(Timestamp(40)));
        assert_eq!(changed_at(None, &course(&[10, 20, 30])), None);
    }

    #[test]
    fn what_the_report_does_not_tell_of_does_not_change_it() {
        for event in [EventKind::QuestionAsked, EventKind::SpeakerQueued, EventKind::SessionFocused, EventKind::PollOpened] {
            assert_eq!(Step::after_report(event), None);
        }
        assert_eq!(Step::after_report(EventKind::CommentHidden), Some(Step::RemarksChanged));
        assert_eq!(Step::after_report(EventKind::MinutesPublished), Some(Step::MinutesPublished));
    }
}
