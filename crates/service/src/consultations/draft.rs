//! A draft as it is typed: read, and looked at before it is kept.

use busola_domain::draft::{self, DraftError, Format, Parsed};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Problem};
use serde::Deserialize;

use crate::{Error, Service};

/// A draft as its author has it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NewDraft))]
pub struct NewSource {
    /// What it is written in.
    pub format: Format,
    /// The text: at most 2 MB and 20,000 units.
    pub source: String,
}

impl Service {
    /// Reads a source as a draft, without keeping anything: the preview.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `draft.source`.
    pub fn preview(&self, actor: Option<&Actor>, draft: &NewSource) -> Result<Parsed, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        parse("draft.source", draft)
    }
}

/// Reads a source, which stands in a field, as a draft.
pub(crate) fn parse(field: &str, draft: &NewSource) -> Result<Parsed, Error> {
    draft::parse(draft.format, &draft.source).map_err(|error| {
        let problem = match error {
            DraftError::TooLong { .. } | DraftError::TooManyUnits { .. } => Problem::DraftTooLarge,
            _ => Problem::EmptyDraft,
        };
        Error::field(field, problem)
    })
}
