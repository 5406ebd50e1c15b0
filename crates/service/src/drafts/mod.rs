//! Versions of a consultation's draft: prepared, published, corrected, compared. One use case a file.
//!
//! The id of a unit is its identity across versions. A new version is published at once with the best mapping there
//! is: a unit that is recognised keeps its id, so what was said of it stands where it went, and a moderator corrects
//! what was taken for what afterwards.

mod compare;
mod correct;
mod document;
mod kept;
mod mapping;
mod plan;
mod prepare;
mod publish;
mod read;
mod removed;

use std::collections::HashMap;

use busola_domain::consultation::Unit;
use busola_domain::draft::{Format, Parsed};
use busola_domain::versions::Kind;
use busola_domain::{Problem, UnitId, text};
use busola_storage::drafts::{self as stored, StoredUnit};
use serde::{Deserialize, Serialize};

pub use busola_docx::{FILE_MAX, NoteKind, Refused};
pub use busola_storage::drafts::Version;
pub(crate) use compare::{Change, compared, later};
pub use compare::{Compared, Comparison, Led};
pub use correct::Correction;
pub(crate) use document::Readings;
pub use document::{Doubt, ReadDocument};
pub(crate) use kept::{Drafts, units, units_at, units_up_to, versions};
pub use mapping::{Asked, Mapping, Named, PAIRS, Row, Show, Shown};
pub use prepare::{DraftDesk, NewPrepared, Pin, Prepared, Preview, Saved};
pub use read::VersionPage;
pub use removed::{Cited, Removed};
pub(crate) use removed::{cited, removed};

use crate::Error;
use crate::consultations::{NewSource, parse};

/// The longest note on a version, in characters.
pub const NOTE_MAX: usize = 2_000;

/// The next version of a draft.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewVersion {
    /// What it is written in.
    pub format: Format,
    /// The text.
    pub source: String,
    /// What is to be said of it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub note: String,
}

/// What became of a unit from the version before to this one, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Match {
    /// The unit of the version before. One that is recognised has the same id in both.
    pub from: Option<UnitId>,
    /// The unit of this version.
    pub to: Option<UnitId>,
    /// What it was called.
    pub from_label: Option<String>,
    /// What it is called.
    pub to_label: Option<String>,
    /// What became of it.
    pub kind: Kind,
    /// Whether there was no doubt, or a person decided.
    pub certain: bool,
    /// What took the place of a unit that was removed.
    pub replaced_by: Option<UnitId>,
}

/// A version that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = DraftVersion))]
pub struct Published {
    /// From 1.
    pub version: i64,
    /// Its units in document order.
    pub units: Vec<Unit>,
    /// What became of the units of the version before, in the order in which it is read; nothing of the first version.
    pub mapping: Vec<Match>,
    /// `false` when the draft said the same before, so that there is no new version.
    #[serde(skip)]
    pub created: bool,
}

/// The mapping with the citations of both versions.
fn with_labels(before: &[StoredUnit], after: &[StoredUnit], matches: &[stored::Match]) -> Vec<Match> {
    let labels = |units: &[StoredUnit]| -> HashMap<UnitId, String> {
        units.iter().map(|stored| (stored.unit.id, stored.unit.label.clone())).collect()
    };
    let (before, after) = (labels(before), labels(after));
    matches
        .iter()
        .map(|found| Match {
            from: found.from,
            to: found.to,
            from_label: found.from.and_then(|unit| before.get(&unit)).cloned(),
            to_label: found.to.and_then(|unit| after.get(&unit)).cloned(),
            kind: found.kind,
            certain: found.certain,
            replaced_by: found.replaced_by,
        })
        .collect()
}

/// The units as everyone sees them.
fn public(units: &[StoredUnit]) -> Vec<Unit> {
    units.iter().map(|stored| stored.unit.clone()).collect()
}

/// Reads the source of a version and the note on it, which may be empty.
fn read_new(source: &NewSource, note: &str) -> Result<(Parsed, String), Error> {
    let note = match text::multiline(note, NOTE_MAX) {
        Ok(note) => note,
        Err(Problem::Required) => String::new(),
        Err(problem) => return Err(Error::field("note", problem)),
    };
    Ok((parse("source", source)?, note))
}
