//! What a report says, without a word of any language: the same for every format and for the browser.
//!
//! The remarks are not in it. There may be very many, so they come beside it, one [`Row`] after the other.

mod course;
mod format;
mod row;

use serde::{Deserialize, Serialize};

use crate::answer::Decision;
use crate::comment::Source;
use crate::consultation::{Audience, Kind};
use crate::day::Day;
use crate::meeting::{State, poll};
use crate::notice::Notice;
use crate::opinion::{Standing, Verdict};
use crate::schedule::Phase;
use crate::theme;
use crate::time::Timestamp;
use crate::versions::{self, Words};
pub use course::{Milestone, Step, changed_at};
pub use format::{Format, UnknownFormat};
pub use row::Row;

/// The report of a consultation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What the consultation is.
    pub head: Head,
    /// What happened when, from the first to the last.
    pub course: Vec<Milestone>,
    /// How many did what.
    pub numbers: Numbers,
    /// What was asked for again and again, the most often first.
    #[serde(default)]
    pub themes: Vec<OfTheme>,
    /// How the draft changed; units that stayed are left out.
    pub changes: Vec<Change>,
    /// Its live sessions.
    pub sessions: Vec<Session>,
    /// The council's opinion, where one was asked for.
    pub opinion: Option<Opinion>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// What the consultation is, and as of when the report tells of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a few sentences.
    pub summary: String,
    /// What it is in law.
    pub kind: Kind,
    /// What it was at that moment.
    pub phase: Phase,
    /// The facts of its notice.
    pub notice: Notice,
    /// Who may take part.
    pub audience: Audience,
    /// From when remarks are received.
    pub opens_at: Timestamp,
    /// From when no more.
    pub closes_at: Timestamp,
    /// How many versions of the draft were published.
    pub versions: i64,
    /// The address of its page.
    pub address: String,
    /// When the report was published; until then it is as it would be now.
    pub reported_at: Option<Timestamp>,
    /// When something in it changed last since it was published; `None` where it says what it said then.
    pub changed_at: Option<Timestamp>,
    /// The moment of which the report tells.
    pub generated_at: Timestamp,
}

/// Numbers. Remarks that are public count, unless it says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Remarks.
    pub comments: i64,
    /// Who wrote them.
    pub participants: i64,
    /// Organisations among those.
    pub organisations: i64,
    /// Residents among those.
    pub residents: i64,
    /// Remarks that a moderator hid.
    pub hidden: i64,
    /// Remarks that were taken back.
    pub withdrawn: i64,
    /// Remarks by unit, in the order of the draft.
    pub by_unit: Vec<OfUnit>,
    /// Remarks by day of receipt, on the city's calendar.
    pub by_day: Vec<OfDay>,
    /// Remarks by decision.
    pub by_decision: Vec<OfDecision>,
    /// Remarks by the way they came in.
    pub by_source: Vec<OfSource>,
}

/// The remarks on one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfUnit {
    /// Its citation; `None` for the whole draft.
    pub label: Option<String>,
    /// How many.
    pub count: i64,
}

/// The remarks about one theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfTheme {
    /// What is asked for.
    pub title: String,
    /// What became of it.
    pub state: theme::State,
    /// What the city says of it.
    pub words: String,
    /// How many.
    pub count: i64,
}

/// The remarks of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfDay {
    /// The day.
    pub day: Day,
    /// How many.
    pub count: i64,
}

/// The remarks with one decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfDecision {
    /// The decision; `None` while there is none.
    pub decision: Option<Decision>,
    /// How many.
    pub count: i64,
}

/// The remarks that came in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfSource {
    /// The way.
    pub source: Source,
    /// How many.
    pub count: i64,
}

/// What became of a unit of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its citation before; `None` for a new one.
    pub from_label: Option<String>,
    /// Its citation now; `None` for one that is gone.
    pub to_label: Option<String>,
    /// What became of it.
    pub kind: versions::Kind,
    /// What became of its words.
    pub words: Vec<Words>,
    /// The numbers of the remarks that led to it.
    pub remarks: Vec<i64>,
}

/// A live session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// What it is called.
    pub title: String,
    /// When it began, or is to begin.
    pub starts_at: Timestamp,
    /// Where.
    pub place: String,
    /// Where it is in its course.
    pub state: State,
    /// Its published minutes, in Markdown.
    pub minutes: Option<String>,
    /// Its polls that are closed.
    pub polls: Vec<Poll>,
}

/// A straw poll and its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// What was asked.
    pub question: String,
    /// What could be marked.
    pub kind: poll::Type,
    /// Whether nobody can tell who voted how.
    pub secret: bool,
    /// Whether everybody is told who voted how; names are in the minutes.
    pub named: bool,
    /// The options with their votes, in their order.
    pub options: Vec<PollOption>,
    /// How many voted.
    pub ballots: i64,
}

/// An option of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollOption {
    /// What it says.
    pub text: String,
    /// How many marked it.
    pub votes: i64,
}

/// The council's opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// When it was asked for.
    pub requested_on: Day,
    /// The last day for it; nothing where the rules name none.
    pub due_on: Option<Day>,
    /// When it was given.
    pub given_on: Option<Day>,
    /// What it says, in a word.
    pub kind: Option<Verdict>,
    /// What it says, in Markdown.
    pub text: Option<String>,
    /// How it stands; silence once its days have passed counts as no remarks.
    pub state: Standing,
}

/// A file that belongs to the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is, in a few words.
    pub caption: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Its SHA-256, in hexadecimal figures.
    pub sha256: String,
    /// Where it is.
    pub address: String,
}
