//! A live session of a consultation, in a hall and online at once. It is a meeting in code: a session is a
//! browser that is signed in.

pub mod poll;
pub mod question;
pub mod speaker;
pub mod vote;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{AgendaItemId, ConsultationId, MeetingId, OptionId, PollId, QuestionId, SpeakerId, UnitId};
use crate::problem::{FieldError, Problem};
use crate::text;
use crate::time::Timestamp;

pub use poll::Poll;
pub use question::Question;
pub use speaker::Speaker;

/// The longest title of a meeting or of an agenda's item, in characters.
pub const TITLE_MAX: usize = 200;
/// The longest place, in characters.
pub const PLACE_MAX: usize = 300;
/// The most items of an agenda.
pub const AGENDA_MAX: usize = 100;

/// Where a meeting is in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Announced.
    Planned,
    /// Under way.
    Running,
    /// Over.
    Ended,
}

impl State {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }
}

/// When a meeting was begun and ended: what its state follows from. Instants, so that a restart changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// When a moderator began it.
    pub started_at: Option<Timestamp>,
    /// When a moderator ended it.
    pub ended_at: Option<Timestamp>,
}

impl Course {
    /// The state.
    #[must_use]
    pub fn state(self) -> State {
        match (self.started_at, self.ended_at) {
            (_, Some(_)) => State::Ended,
            (Some(_), None) => State::Running,
            (None, None) => State::Planned,
        }
    }
}

/// An item of the agenda, tied to a unit of the draft or free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Its id.
    pub id: AgendaItemId,
    /// What is talked about.
    pub title: String,
    /// The unit of the draft that it is about.
    pub unit: Option<UnitId>,
}

/// What everybody is shown at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it is called.
    pub title: String,
    /// When it is to begin.
    pub starts_at: Timestamp,
    /// Where.
    pub place: String,
    /// Whether everybody finds it, or only who has the invitation.
    pub public: bool,
    /// The short code that is read out in the hall; not in the log.
    #[serde(default)]
    pub code: String,
    /// Where it is in its course.
    pub state: State,
    /// When it was begun.
    pub started_at: Option<Timestamp>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// What is to be talked about, in this order.
    pub agenda: Vec<AgendaItem>,
    /// What everybody is shown.
    pub focus: Focus,
    /// How questions and speakers are handled.
    pub rules: Rules,
}

/// What somebody did in a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// What they marked in polls that are open, or were not secret.
    pub votes: BTreeMap<PollId, Vec<OptionId>>,
    /// The questions that they support.
    pub supports: Vec<QuestionId>,
    /// The questions that they asked.
    pub asked: Vec<QuestionId>,
    /// Their place in the queue, or on the floor.
    pub speaker: Option<SpeakerId>,
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
pub struct Rules {
    /// Questions wait for a moderator before they are public.
    pub approve_questions: bool,
    /// Questions may be asked without one's name being public.
    pub anonymous_questions: bool,
    /// Who has not spoken yet comes before who has.
    pub first_speakers_first: bool,
    /// Seconds that a speaker has; 0 for no limit.
    pub speech_seconds: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { approve_questions: false, anonymous_questions: false, first_speakers_first: true, speech_seconds: 180 }
    }
}

/// The longest speech that can be set: two hours.
pub const SPEECH_MAX: i64 = 2 * 60 * 60;

/// An item of a new agenda.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NewItem {
    /// What is talked about.
    pub title: String,
    /// The unit of the draft that it is about.
    #[serde(default)]
    pub unit: Option<UnitId>,
}

/// What a moderator gives to announce a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NewMeeting {
    /// What it is called.
    pub title: String,
    /// When it is to begin.
    pub starts_at: Timestamp,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// What is to be talked about.
    #[serde(default)]
    pub agenda: Vec<NewItem>,
    /// Whether everybody finds it.
    #[serde(default = "yes")]
    pub public: bool,
    /// How questions and speakers are handled.
    #[serde(default)]
    pub rules: Rules,
}

fn yes() -> bool {
    true
}

impl NewMeeting {
    /// Normalises and checks what was typed; `has_unit` tells whether the draft has a unit.
    ///
    /// # Errors
    /// Every bad field, an agenda's as `agenda.0.title`.
    pub fn parse(mut self, has_unit: impl Fn(UnitId) -> bool) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut check = |field: String, parsed: Result<String, Problem>| {
            parsed.unwrap_or_else(|problem| {
                errors.push(FieldError::new(field, problem));
                String::new()
            })
        };
        self.title = check("title".to_owned(), text::line(&self.title, TITLE_MAX));
        // A meeting may be online alone.
        self.place = check("place".to_owned(), optional(text::line(&self.place, PLACE_MAX)));
        for (at, item) in self.agenda.iter_mut().enumerate() {
            item.title = check(format!("agenda.{at}.title"), text::line(&item.title, TITLE_MAX));
        }
        let strange = self.agenda.iter().enumerate().filter(|(_, item)| item.unit.is_some_and(|unit| !has_unit(unit)));
        errors.extend(strange.map(|(at, _)| FieldError::new(format!("agenda.{at}.unit"), Problem::UnknownUnit)));
        if self.agenda.len() > AGENDA_MAX {
            errors.push(FieldError::new("agenda", Problem::TooMany { max: AGENDA_MAX }));
        }
        if !(0..=SPEECH_MAX).contains(&self.rules.speech_seconds) {
            errors.push(FieldError::new("rules.speech_seconds", Problem::Malformed));
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}

fn optional(parsed: Result<String, Problem>) -> Result<String, Problem> {
    match parsed {
        Err(Problem::Required) => Ok(String::new()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_state_follows_from_what_was_done() {
        let at = Some(Timestamp(1));
        assert_eq!(Course::default().state(), State::Planned);
        assert_eq!(Course { started_at: at, ended_at: None }.state(), State::Running);
        assert_eq!(Course { started_at: at, ended_at: at }.state(), State::Ended);
    }

    #[test]
    fn every_bad_field_of_a_new_meeting_is_named() {
        let item = |title: &str, unit| NewItem { title: title.to_owned(), unit };
        let strange = UnitId(Uuid::from_u128(1));
        let new = NewMeeting {
            title: " ".to_owned(),
            starts_at: Timestamp(0),
            place: String::new(),
            agenda: vec![item("§ 5", None), item("", Some(strange))],
            public: true,
            rules: Rules { speech_seconds: -1, ..Rules::default() },
        };
        let fields: Vec<_> = new.parse(|_| false).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["title", "agenda.1.title", "agenda.1.unit", "rules.speech_seconds"]);
    }
}
