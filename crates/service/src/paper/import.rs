//! Many remarks from a table: read once, shown with what would become of each, then entered all or none.
//!
//! The id of a remark is made of what its line says, so that a file that is imported again enters nothing twice, and one that
//! has grown only what is new in it.

use std::collections::{HashMap, HashSet};

use busola_domain::consultation::Unit;
use busola_domain::live::Channel;
use busola_domain::paper::{Entry, FILE_MAX, NewEntry};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, CommentId, Consultation, ConsultationId, FieldError, Problem, Timestamp, UnitId, time};
use busola_storage::consultations::Stored;
use busola_storage::drafts::StoredUnit;
use busola_storage::{Session, comments, imports};
use busola_texts::Lang;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::heads::{Row, folded};
use super::read;
use crate::consultations::{Key, find, take};
use crate::drafts::units;
use crate::{Error, Service};

/// How long what was read is kept, in milliseconds.
const LIFE: i64 = time::DAY;

/// What would become of a file.
pub struct Import {
    /// The consultation, its units left out.
    pub consultation: Consultation,
    /// What would be entered.
    pub new: Vec<Ready>,
    /// How many of its lines were entered before.
    pub known: usize,
    /// What is wrong with others; while there is any, nothing is entered.
    pub errors: Vec<RowError>,
}

/// A remark that would be entered.
pub struct Ready {
    /// The number of its line, from 1.
    pub line: u64,
    /// The citation of its unit.
    pub unit: Option<String>,
    /// The remark.
    pub entry: Entry,
}

/// What is wrong with a line.
pub struct RowError {
    /// The number of the line, from 1.
    pub line: u64,
    /// What, and in which column.
    pub error: FieldError,
    /// What stands there; a day that was recognised as `2026-11-30`.
    pub value: String,
}

/// What was entered.
pub struct Imported {
    /// The consultation's name in addresses.
    pub slug: String,
    /// How many remarks.
    pub count: usize,
}

/// What is in a file, line by line.
#[derive(Default)]
struct Checked {
    new: Vec<Ready>,
    known: usize,
    errors: Vec<RowError>,
}

impl Service {
    /// Whether somebody may have a file of remarks read into a consultation: to be asked before the file comes.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn may_import(&self, actor: Option<&Actor>, key: &Key, now: Timestamp) -> Result<(), Error> {
        self.importing(actor, key, now).await.map(|_| ())
    }

    /// The consultation into which somebody may.
    async fn importing(&self, actor: Option<&Actor>, key: &Key, now: Timestamp) -> Result<Stored, Error> {
        allow(actor, Action::Moderate, now)?;
        let of = find(&mut self.0.db.read().await?, key).await?;
        allow(actor, Action::EnterRemarks(&of.schedule), now)?;
        Ok(of)
    }

    /// Reads a file of remarks, CSV or XLSX, and keeps what is in it for a day under the id that is given.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `file`.
    pub async fn read_import(&self, actor: Option<&Actor>, key: &Key, file: Vec<u8>, now: Timestamp) -> Result<Uuid, Error> {
        let of = self.importing(actor, key, now).await?;
        let rows = match file.len() {
            0 => Err(Problem::FileMissing),
            // What makes the reader fail is not the reader's to tell.
            1..=FILE_MAX => tokio::task::spawn_blocking(move || read(&file)).await.unwrap_or(Err(Problem::FileUnreadable)),
            _ => Err(Problem::FileTooLarge { megabytes: FILE_MAX / 1_000_000 }),
        };
        let rows = rows.map_err(|problem| Error::field("file", problem))?;
        let remarks = serde_json::to_string(&rows).map_err(|_| Error::field("file", Problem::FileUnreadable))?;
        let id = self.0.random.opaque_id();
        let mut tx = self.0.db.write().await?;
        imports::insert(&mut tx, id, of.id, &remarks, now.plus(LIFE)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What would become of a file that was read, as things are now.
    ///
    /// # Errors
    /// The policy's no; "not found" for what is not kept any more, and for another consultation.
    pub async fn import_preview(&self, actor: Option<&Actor>, key: &Key, id: Uuid) -> Result<Import, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.snapshot().await?;
        let of = find(&mut session, key).await?;
        allow(actor, Action::EnterRemarks(&of.schedule), now)?;
        let rows = kept(&mut session, id, &of, now).await?;
        let units = units(&self.0.drafts, &mut session, &of).await?;
        let Checked { new, known, errors } = check(&mut session, &of, rows, &units, now).await?;
        Ok(Import { consultation: of.view(Vec::new(), now), new, known, errors })
    }

    /// Enters all remarks of a file that was read; those that were entered before are passed over.
    ///
    /// # Errors
    /// The policy's no; "not found" for what is not kept any more; [`Error::Invalid`] at a line and its column
    /// (`12.received_on`), and then nothing was entered.
    pub async fn import_all(&self, actor: Option<&Actor>, key: &Key, id: Uuid, now: Timestamp) -> Result<Imported, Error> {
        allow(actor, Action::Moderate, now)?;
        let mut tx = self.0.db.write().await?;
        let of = take(&mut tx, key).await?;
        allow(actor, Action::EnterRemarks(&of.schedule), now)?;
        let rows = kept(&mut tx, id, &of, now).await?;
        let units = units(&self.0.drafts, &mut tx, &of).await?;
        let Checked { new, errors, .. } = check(&mut tx, &of, rows, &units, now).await?;
        if !errors.is_empty() {
            let at_line = |bad: RowError| FieldError::new(format!("{}.{}", bad.line, bad.error.field), bad.error.problem);
            return Err(Error::Invalid(errors.into_iter().map(at_line).collect()));
        }
        let count = new.len();
        if count > 0 {
            self.enter_all(&mut tx, &of, new.into_iter().map(|ready| ready.entry).collect(), now).await?;
            self.record_with(&mut tx, actor, "consultation.import", of.id.0, &count.to_string(), now).await?;
            tx.commit().await?;
            self.0.hub.wake(Channel::Consultation(of.id));
        }
        Ok(Imported { slug: of.slug, count })
    }
}

/// What was read of a file for a consultation.
async fn kept(session: &mut Session, id: Uuid, of: &Stored, now: Timestamp) -> Result<Vec<Row>, Error> {
    let found = imports::get(session, id, now).await?.filter(|(consultation, _)| *consultation == of.id);
    let (_, remarks) = found.ok_or_else(Error::not_found)?;
    Ok(serde_json::from_str(&remarks).map_err(|_| busola_storage::Error::Corrupt("imports.remarks"))?)
}

/// Tells what is new of a file from what was entered before, and what is wrong.
async fn check(session: &mut Session, of: &Stored, rows: Vec<Row>, units: &[StoredUnit], now: Timestamp) -> Result<Checked, Error> {
    let ids = ids(of.id, &rows);
    let known: HashSet<_> = comments::by_ids(session, &ids).await?.into_iter().map(|comment| comment.id).collect();
    let labels: HashMap<_, _> = units.iter().map(|stored| (folded(&stored.unit.label), &stored.unit)).collect();
    let mut checked = Checked::default();
    for (row, id) in rows.into_iter().zip(ids) {
        if known.contains(&id) {
            checked.known += 1;
            continue;
        }
        let line = row.line;
        let unit = unit_of(&row.unit, &labels);
        let label = unit.as_ref().ok().and_then(|unit| unit.map(|unit| unit.label.clone()));
        let place: Option<UnitId> = unit.as_ref().ok().and_then(|unit| unit.map(|unit| unit.id));
        let Row { body, source, received_on, author, .. } = row.clone();
        let entry = NewEntry { id, unit: place, body, source, received_on, author: Some(author) }.parse(&of.schedule, now);
        match (entry, unit) {
            (Ok(entry), Ok(_)) => checked.new.push(Ready { line, unit: label, entry }),
            (entry, unit) => {
                let unknown = unit.err().map(|problem| FieldError::new("unit", problem));
                let bad = unknown.into_iter().chain(entry.err().unwrap_or_default());
                checked.errors.extend(bad.map(|error| RowError { line, value: row.cell(&error.field).to_owned(), error }));
            }
        }
    }
    Ok(checked)
}

/// The unit with a citation; none for the whole draft.
fn unit_of<'a>(cited: &str, labels: &HashMap<String, &'a Unit>) -> Result<Option<&'a Unit>, Problem> {
    let cited = folded(cited);
    if cited.is_empty() || Lang::ALL.iter().any(|lang| cited == folded(&lang.report_whole_draft())) {
        return Ok(None);
    }
    labels.get(&cited).map(|unit| Some(*unit)).ok_or(Problem::UnknownUnit)
}

/// An id for each line, made of what it says, and of how often the same stood before it: two people may say the same.
fn ids(of: ConsultationId, rows: &[Row]) -> Vec<CommentId> {
    let mut seen: HashMap<Vec<u8>, u64> = HashMap::new();
    let id = |row: &Row| {
        let fields = [&row.unit, &row.body, &row.source, &row.received_on, &row.author];
        let said = fields
            .iter()
            .fold(Sha256::new(), |digest, field| digest.chain_update((field.len() as u64).to_be_bytes()).chain_update(field.as_bytes()));
        let said = said.finalize().to_vec();
        let of = Sha256::new().chain_update(of.0.as_bytes()).chain_update(&said);
        let before = seen.entry(said).or_default();
        let digest = of.chain_update(before.to_be_bytes()).finalize();
        *before += 1;
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.iter()).for_each(|(byte, drawn)| *byte = *drawn);
        // Version 8 of RFC 9562, as its appendix B.2 makes one of SHA-256.
        CommentId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    };
    rows.iter().map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_same_id_in_every_file_and_another_in_every_consultation() {
        let row = |line, body: &str| Row {
            line,
            unit: "§ 7".to_owned(),
            body: body.to_owned(),
            source: "paper".to_owned(),
            received_on: "2026-06-12".to_owned(),
            author: String::new(),
        };
        let (here, there) = (ConsultationId(Uuid::from_u128(1)), ConsultationId(Uuid::from_u128(2)));
        let first = ids(here, &[row(2, "Za krótko"), row(3, "Za krótko")]);
        assert!(first.iter().all(|id| id.is_acceptable()));
        assert_ne!(first[0], first[1]);
        let longer = ids(here, &[row(2, "Nowe"), row(9, "Za krótko"), row(11, "Za krótko")]);
        assert_eq!(longer[1..], first);
        assert_ne!(ids(there, &[row(2, "Za krótko")])[0], first[0]);
    }
}
