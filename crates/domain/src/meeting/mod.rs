//! A live session of a consultation, in a hall and online at once. It is a meeting in code: a session is a
//! browser that is signed in.

pub mod announcement;
pub mod minutes;
pub mod poll;
pub mod question;
pub mod speaker;
pub mod spoken;
pub mod vote;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{AgendaItemId, ConsultationId, MeetingId, OptionId, PollId, QuestionId, SpeakerId, UnitId};
use crate::time::{DAY, HOUR, Timestamp};

pub use announcement::{MeetingChange, NewItem, NewMeeting};
pub use minutes::Minutes;
pub use poll::Poll;
pub use question::Question;
pub use speaker::Speaker;
pub use spoken::SpokenRemark;

/// The longest title of a meeting or of an agenda's item, in characters.
pub const TITLE_MAX: usize = 200;
/// The longest place, in characters.
pub const PLACE_MAX: usize = 300;
/// The most items of an agenda.
pub const AGENDA_MAX: usize = 100;

/// Where a meeting is in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SessionState))]
pub enum State {
    /// Announced.
    Planned,
    /// Under way.
    Running,
    /// Over.
    Ended,
    /// Called off before it was begun.
    Cancelled,
}

impl State {
    /// Whether nothing is done in it any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Cancelled)
    }

    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
        }
    }
}

/// When a meeting was begun and ended, or called off: what its state follows from. Instants, so that a restart changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// When a moderator began it.
    pub started_at: Option<Timestamp>,
    /// When a moderator ended it.
    pub ended_at: Option<Timestamp>,
    /// When a moderator called it off.
    pub cancelled_at: Option<Timestamp>,
}

impl Course {
    /// The state.
    #[must_use]
    pub fn state(self) -> State {
        match (self.started_at, self.ended_at, self.cancelled_at) {
            (_, Some(_), _) => State::Ended,
            (Some(_), None, _) => State::Running,
            (None, None, Some(_)) => State::Cancelled,
            (None, None, None) => State::Planned,
        }
    }
}

/// An item of the agenda, tied to a unit of the draft or free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgendaItem {
    /// Its id.
    pub id: AgendaItemId,
    /// What is talked about.
    pub title: String,
    /// The unit that it is about; null for a free item.
    pub unit: Option<UnitId>,
}

/// What everybody is shown at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Focus {
    /// The item of the agenda.
    #[serde(default)]
    pub item: Option<AgendaItemId>,
    /// The unit of the draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// The question on show.
    #[serde(default)]
    pub question: Option<QuestionId>,
    /// The poll on show.
    #[serde(default)]
    pub poll: Option<PollId>,
}

/// A meeting with its agenda, as everybody may see it who may see it at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Session))]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it is called.
    pub title: String,
    /// When it is to begin.
    pub starts_at: Timestamp,
    /// When it is to end; null where that was not announced.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
    /// Where.
    pub place: String,
    /// Whether everybody finds it, or only who has the invitation.
    pub public: bool,
    /// The short code that is read out in the hall; not in the log.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(examples("7KQ2MX")))]
    pub code: String,
    /// Where it is in its course.
    pub state: State,
    /// When it was begun.
    pub started_at: Option<Timestamp>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// When its minutes were published last.
    #[serde(default)]
    pub minutes_at: Option<Timestamp>,
    /// What is to be talked about, in this order.
    pub agenda: Vec<AgendaItem>,
    /// What everybody is shown.
    pub focus: Focus,
    /// How questions and speakers are handled.
    pub rules: Rules,
}

/// What somebody did in a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Own {
    /// What they marked in polls that are open, or were not secret.
    pub votes: BTreeMap<PollId, Vec<OptionId>>,
    /// The questions that they support.
    pub supports: Vec<QuestionId>,
    /// The questions that they asked.
    pub asked: Vec<QuestionId>,
    /// Their place in the queue, or on the floor.
    pub speaker: Option<SpeakerId>,
    /// Each time that they raised a hand.
    pub speeches: Vec<SpeakerId>,
    /// Which of these were written down and wait for their consent.
    pub offered: Vec<SpeakerId>,
    /// Whether a letter is to remind them.
    pub reminded: bool,
}

/// A meeting with all that belongs to it at one moment, as its reader may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The meeting.
    pub meeting: Meeting,
    /// Its questions in the order in which they came.
    pub questions: Vec<Question>,
    /// Everybody who has or had the floor or waits for it.
    pub speakers: Vec<Speaker>,
    /// Who waits, in the order of the queue.
    pub queue: Vec<SpeakerId>,
    /// Its polls; those that are prepared for who runs it.
    pub polls: Vec<Poll>,
    /// What the reader did; `None` when nobody is signed in.
    pub own: Option<Own>,
    /// The number of its latest event.
    pub head: i64,
}

/// How a meeting handles questions and speakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rules {
    /// Questions wait for a moderator before they are public.
    pub approve_questions: bool,
    /// Questions may be asked without one's name being public.
    pub anonymous_questions: bool,
    /// Who has no account may take part under a name for the hall.
    pub guests: bool,
    /// Who has not spoken yet comes before who has.
    pub first_speakers_first: bool,
    /// Seconds that a speaker has; 0 for no limit.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 7200))]
    pub speech_seconds: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { approve_questions: false, anonymous_questions: false, guests: true, first_speakers_first: true, speech_seconds: 180 }
    }
}

/// When to remind of a meeting: a day before, or an hour before where that is over.
#[must_use]
pub fn reminder_due(starts_at: Timestamp, now: Timestamp) -> Timestamp {
    let day_before = starts_at.plus(-DAY);
    if now < day_before { day_before } else { starts_at.plus(-HOUR) }
}

/// The longest speech that can be set: two hours.
pub const SPEECH_MAX: i64 = 2 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_early_is_reminded_a_day_before_and_who_asks_late_an_hour_before() {
        let starts_at = Timestamp(10 * DAY);
        assert_eq!(reminder_due(starts_at, Timestamp(0)), Timestamp(9 * DAY));
        assert_eq!(reminder_due(starts_at, Timestamp(9 * DAY)), Timestamp(10 * DAY - HOUR));
    }

    #[test]
    fn the_state_follows_from_what_was_done() {
        let at = Some(Timestamp(1));
        assert_eq!(Course::default().state(), State::Planned);
        assert_eq!(Course { started_at: at, ..Course::default() }.state(), State::Running);
        assert_eq!(Course { started_at: at, ended_at: at, ..Course::default() }.state(), State::Ended);
        assert_eq!(Course { cancelled_at: at, ..Course::default() }.state(), State::Cancelled);
    }
}
