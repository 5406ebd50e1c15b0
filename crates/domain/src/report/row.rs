//! A remark, as a row of the report's table.

use serde::{Deserialize, Serialize};

use crate::account::Role;
use crate::answer::Decision;
use crate::comment::{Source, Status};
use crate::time::Timestamp;

/// A remark with what became of it. Of its author it says what they chose to be seen as, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the consultation.
    pub number: i64,
    /// When it was received; of what a moderator entered, the beginning of that day.
    pub received_at: Timestamp,
    /// The name that its author chose for the public.
    pub submitter: String,
    /// The organisation they act for.
    pub organisation: Option<String>,
    /// Their role: an officer's word is marked as such.
    pub role: Role,
    /// How it came in.
    pub source: Source,
    /// The citation of its unit in the present draft; `None` for the whole draft.
    pub unit_label: Option<String>,
    /// The same in the version that its author read, where that was another.
    pub unit_label_at_writing: Option<String>,
    /// What it says; `None` where that may not be read.
    pub remark: Option<String>,
    /// The number of the remark that it replies to.
    pub reply_to: Option<i64>,
    /// What became of it.
    pub status: Status,
    /// How many support it.
    pub supports: i64,
    /// What the city decided.
    pub decision: Option<Decision>,
    /// Why.
    pub justification: Option<String>,
    /// What changed in the draft.
    pub change: Option<String>,
    /// The number of the first remark with the same answer, where several have one together.
    pub group: Option<i64>,
    /// The titles of the themes that it is about.
    #[serde(default)]
    pub themes: Vec<String>,
}

impl Row {
    /// The row without the text and the themes of a remark that not everybody may read, whoever put them in.
    #[must_use]
    pub fn public(mut self) -> Self {
        if self.status != Status::Published {
            self.remark = None;
            self.themes.clear();
        }
        self
    }
}
