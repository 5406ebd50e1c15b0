//! The document of a word processor, read into the text of a draft. Nothing of it is kept.

use std::sync::Arc;

use busola_docx::{FORMAT, Imported, NoteKind, Refused};
use busola_domain::Actor;
use busola_domain::draft::Format;
use busola_domain::policy::{Action, allow};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::consultations::{NewSource, parse};
use crate::{Error, Service};

/// How many documents are read at a time: each may take tens of megabytes.
const AT_ONCE: usize = 2;

/// Who reads a document now.
pub(crate) struct Readings(Arc<Semaphore>);

impl Readings {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// A document that was read: the text of a draft, as if it had been typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadDocument {
    /// What the text is written in.
    pub format: Format,
    /// The text.
    pub source: String,
    /// What a person should look at, in the order of lines.
    pub notes: Vec<Doubt>,
}

/// Something to be looked at in the text of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = DocumentNote))]
pub struct Doubt {
    /// The line of the text, from 1.
    pub line: usize,
    /// The unit that the line belongs to, by its citation.
    pub unit: String,
    /// What it is about.
    #[cfg_attr(feature = "openapi", schema(schema_with = kinds))]
    pub kind: NoteKind,
    /// A few words of the document; may be empty.
    pub quote: String,
}

/// The kinds of notes: the crate that reads documents knows nothing of the API.
#[cfg(feature = "openapi")]
fn kinds() -> utoipa::openapi::Object {
    let names = NoteKind::ALL.iter().map(|kind| kind.as_str());
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::Type::String)
        .description(Some("What it is about."))
        .enum_values(Some(names))
        .build()
}

impl Service {
    /// Reads a document (DOCX or ODT) into the text of a draft.
    ///
    /// # Errors
    /// The policy's no; [`Error::Unreadable`]; [`Error::Invalid`] at `file` for one that is no draft.
    pub async fn read_document(&self, actor: Option<&Actor>, file: Bytes) -> Result<ReadDocument, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        let turn = Arc::clone(&self.0.readings.0).acquire_owned().await.map_err(|_| Error::Overloaded)?;
        let read = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            read(&file)
        });
        // A panic has been said by the log.
        read.await.unwrap_or(Err(Error::Unreadable(Refused::Damaged)))
    }
}

fn read(file: &[u8]) -> Result<ReadDocument, Error> {
    let Imported { source, notes } = busola_docx::read(file).map_err(Error::Unreadable)?;
    let draft = NewSource { format: FORMAT, source };
    let parsed = parse("file", &draft)?;
    let unit = |line: usize| parsed.unit_at(line).map(|unit| unit.label.clone()).unwrap_or_default();
    let notes = notes.into_iter().map(|note| Doubt { line: note.line, unit: unit(note.line), kind: note.kind, quote: note.quote });
    Ok(ReadDocument { format: draft.format, notes: notes.collect(), source: draft.source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_texts::Lang;

    #[test]
    fn what_is_said_of_a_document_is_said_in_both_languages() {
        let kinds = NoteKind::ALL.iter().map(|kind| format!("docx-note-{}", kind.as_str()));
        let reasons = Refused::ALL.iter().map(|reason| format!("docx-refused-{}", reason.as_str()));
        for name in kinds.chain(reasons) {
            assert!(Lang::ALL.iter().all(|lang| lang.by_name(&name).is_some()), "{name}");
        }
    }

    #[test]
    fn a_note_names_the_unit_that_it_is_about() {
        let file = include_bytes!("../../../docx/tests/files/projekt-uchwaly.docx");
        let document = read(file).unwrap();
        let said: Vec<(&str, NoteKind)> = document.notes.iter().map(|note| (note.unit.as_str(), note.kind)).collect();
        assert_eq!(said, [("§ 1 pkt 1", NoteKind::Footnote)]);
    }
}
