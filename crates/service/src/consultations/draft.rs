//! A draft as it is typed: read, looked at before it is kept, kept as a version.

use std::collections::HashMap;

use busola_domain::consultation::Unit;
use busola_domain::draft::{self, DraftError, Format, Parsed};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, ConsultationId, DraftId, Problem, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::consultations::{self, NewDraft, StoredUnit};
use serde::Deserialize;

use crate::{Error, Service};

/// A draft as it is typed or pasted.
#[derive(Clone, Debug, Deserialize)]
pub struct NewSource {
    /// What it is written in.
    pub format: Format,
    /// The text.
    pub source: String,
}

impl Service {
    /// Reads a source as a draft, without keeping anything: the preview.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `draft.source`.
    pub fn preview(&self, actor: Option<&Actor>, draft: &NewSource) -> Result<Parsed, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        parse(draft)
    }

    /// The units of a draft; one whose citation is among the present ones has their id.
    pub(super) fn units_of(&self, parsed: Parsed, present: &[StoredUnit], now: Timestamp) -> Vec<StoredUnit> {
        let mut known: HashMap<&str, UnitId> = present.iter().map(|unit| (unit.unit.label.as_str(), unit.unit.id)).collect();
        parsed
            .units
            .into_iter()
            .map(|unit| StoredUnit {
                kind: unit.kind,
                unit: Unit {
                    id: known.remove(unit.label.as_str()).unwrap_or_else(|| UnitId(self.0.random.id(now))),
                    label: unit.label,
                    depth: i64::from(unit.depth),
                    text: unit.text,
                },
            })
            .collect()
    }

    /// Keeps a version of a draft, which is the present one from then on.
    pub(super) async fn insert_draft(
        &self,
        tx: &mut Session,
        consultation: ConsultationId,
        version: i64,
        source: &NewSource,
        units: &[StoredUnit],
        now: Timestamp,
    ) -> Result<(), Error> {
        let id = DraftId(self.0.random.id(now));
        let draft = NewDraft { id, consultation, version, format: source.format, source: &source.source, units };
        Ok(consultations::insert_draft(tx, &draft, now).await?)
    }
}

/// Reads a source as a draft.
pub(super) fn parse(draft: &NewSource) -> Result<Parsed, Error> {
    draft::parse(draft.format, &draft.source).map_err(|error| {
        let problem = match error {
            DraftError::TooLong { .. } | DraftError::TooManyUnits { .. } => Problem::DraftTooLarge,
            _ => Problem::EmptyDraft,
        };
        Error::field("draft.source", problem)
    })
}
