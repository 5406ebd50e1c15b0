//! Preparing the next version of a draft: it is written, looked at and decided on by moderators alone.

use std::collections::HashSet;
use std::sync::Arc;

use busola_domain::consultation::Consultation;
use busola_domain::draft::{Format, Parsed};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::versions::Pair;
use busola_domain::{Actor, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::drafts::{self, StoredUnit, prepared};
use serde::{Deserialize, Serialize};

use super::plan::matched;
use super::publish::{LookedAt, Publication};
use super::{Published, read_new, units};
use crate::consultations::{Key, NewSource, find, parse, take};
use crate::error::Conflict;
use crate::{Error, Service};

/// What a person decided about a unit of the next version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Its citation.
    pub unit: String,
    /// Which unit of the present version it is; `None` when it is new.
    pub from: Option<UnitId>,
}

/// The next version as it is prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What the source is written in.
    pub format: Format,
    /// The source.
    pub source: String,
    /// What is to be said of it.
    pub note: String,
    /// What was decided about its units.
    pub pins: Vec<Pin>,
    /// Which text of it this is.
    pub revision: i64,
    /// Who wrote it last.
    pub name: String,
    /// When.
    pub written_at: Timestamp,
}

/// The next version as somebody prepares it.
#[derive(Clone, Debug)]
pub struct NewPrepared {
    /// What the source is written in.
    pub format: Format,
    /// The source.
    pub source: String,
    /// What is to be said of it.
    pub note: String,
    /// What was decided about its units; of two that are to be the same one, the last is.
    pub pins: Vec<Pin>,
    /// The revision that was edited; 0 where nothing was prepared.
    pub revision: i64,
}

/// What is prepared once it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its revision.
    pub revision: i64,
    /// `false` when it was so before.
    pub changed: bool,
}

/// All that the page has on which the next version is prepared.
pub struct DraftDesk {
    /// The consultation, with the units left out.
    pub consultation: Consultation,
    /// The units of the present version.
    pub present: Vec<StoredUnit>,
    /// What the present version is written in.
    pub format: Format,
    /// The source of the present version.
    pub source: String,
    /// What is prepared.
    pub prepared: Option<Prepared>,
    /// What would become of it.
    pub preview: Option<Preview>,
}

/// What would become of the next version.
pub struct Preview {
    /// What was read of its source.
    pub parsed: Parsed,
    /// Which unit of the present version is which of its own, by their places.
    pub pairs: Vec<Pair>,
}

impl Service {
    /// What is prepared for a consultation, and what would become of it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn draft_desk(&self, actor: Option<&Actor>, key: &Key) -> Result<DraftDesk, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut session = self.0.db.snapshot().await?;
        let stored = find(&mut session, key).await?;
        let present = units(&self.0.drafts, &mut session, &stored).await?;
        let source = drafts::source(&mut session, stored.id, stored.draft_version).await?;
        let prepared = prepared(&mut session, &stored).await?;
        drop(session);
        let preview = match &prepared {
            Some(prepared) => preview(&present, prepared).await?,
            None => None,
        };
        let (format, source) = source.map_or((Format::Text, String::new()), |source| (source.format, source.source));
        Ok(DraftDesk { consultation: stored.view(Vec::new(), now), present: present.to_vec(), format, source, prepared, preview })
    }

    /// Saves what is prepared.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `source` or `note`; [`Conflict::DraftChanged`] when somebody else saved
    /// or published it meanwhile.
    pub async fn save_draft(&self, actor: Option<&Actor>, key: &Key, new: NewPrepared) -> Result<Saved, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let account = actor.ok_or(Denied::SignInNeeded)?.account;
        let source = NewSource { format: new.format, source: new.source.replace("\r\n", "\n") };
        let (_, note) = read_new(&source, &new.note)?;
        let pins = settled(new.pins);
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let known = prepared(&mut tx, &stored).await?;
        let revision = known.as_ref().map_or(0, |known| known.revision);
        if revision != new.revision {
            return Err(Error::Conflict(Conflict::DraftChanged));
        }
        let is_known =
            |known: &Prepared| known.format == source.format && known.source == source.source && known.note == note && known.pins == pins;
        if known.as_ref().is_some_and(is_known) {
            return Ok(Saved { revision, changed: false });
        }
        // By the clock, so that what is begun anew has no number of something that was thrown away.
        let revision = now.0.max(revision + 1);
        let new = prepared::New {
            consultation: stored.id,
            format: source.format,
            source: &source.source,
            note: &note,
            pins: &as_json(&pins),
            revision,
            account,
            written_at: now,
        };
        prepared::put(&mut tx, &new).await?;
        tx.commit().await?;
        Ok(Saved { revision, changed: true })
    }

    /// Publishes what is prepared, as the next version after `version`.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::DraftChanged`] when what is prepared is not `revision` any more, or somebody else
    /// published a version meanwhile.
    pub async fn publish_prepared(&self, actor: Option<&Actor>, key: &Key, revision: i64, version: i64) -> Result<Published, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        let mut session = self.0.db.snapshot().await?;
        let stored = find(&mut session, key).await?;
        let known = prepared(&mut session, &stored).await?;
        drop(session);
        let known = known.filter(|known| known.revision == revision).ok_or(Error::Conflict(Conflict::DraftChanged))?;
        let source = NewSource { format: known.format, source: known.source };
        let (parsed, note) = read_new(&source, &known.note)?;
        let publication = Publication {
            actor,
            action: "draft.publish",
            format: source.format,
            source: &source.source,
            note,
            parsed,
            pins: known.pins,
            looked_at: Some(LookedAt { revision, version }),
        };
        self.publish_next(key, publication).await
    }

    /// Throws away what is prepared.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::DraftChanged`] when it is not `revision` any more.
    pub async fn discard_draft(&self, actor: Option<&Actor>, key: &Key, revision: i64) -> Result<(), Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let known = prepared(&mut tx, &stored).await?;
        if known.is_none_or(|known| known.revision != revision) {
            return Err(Error::Conflict(Conflict::DraftChanged));
        }
        prepared::delete(&mut tx, stored.id).await?;
        self.record(&mut tx, actor, "draft.discard", stored.id.0, now).await?;
        Ok(tx.commit().await?)
    }
}

/// What would become of what is prepared: found out beside the tasks that answer requests, since it takes a processor for
/// a while.
async fn preview(present: &Arc<[StoredUnit]>, prepared: &Prepared) -> Result<Option<Preview>, Error> {
    let source = NewSource { format: prepared.format, source: prepared.source.clone() };
    let (present, pins) = (Arc::clone(present), prepared.pins.clone());
    let work = move || {
        // What is saved was read once; a later program may read it otherwise.
        let parsed = parse("source", &source).ok()?;
        Some(Preview { pairs: matched(&present, &parsed.units, &pins), parsed })
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Overloaded)
}

/// What is prepared for a consultation.
pub(super) async fn prepared(
    session: &mut Session,
    of: &busola_storage::consultations::Stored,
) -> Result<Option<Prepared>, busola_storage::Error> {
    let Some(stored) = prepared::get(session, of.id).await? else { return Ok(None) };
    let pins = serde_json::from_str(&stored.pins).map_err(|_| busola_storage::Error::Corrupt("prepared_drafts.pins"))?;
    let prepared::Stored { format, source, note, revision, name, written_at, .. } = stored;
    Ok(Some(Prepared { format, source, note, pins, revision, name, written_at }))
}

/// What was decided, as it is stored.
pub(super) fn as_json(pins: &[Pin]) -> String {
    // Of texts and ids; can't fail.
    serde_json::to_string(pins).unwrap_or_else(|_| "[]".to_owned())
}

/// What was decided last about each unit; a unit of the present version goes on as one of the next.
fn settled(pins: Vec<Pin>) -> Vec<Pin> {
    let (mut units, mut taken) = (HashSet::new(), HashSet::new());
    let mut settled: Vec<_> =
        pins.into_iter().rev().filter(|pin| units.insert(pin.unit.clone()) && pin.from.is_none_or(|from| taken.insert(from))).collect();
    settled.reverse();
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_decided_last_counts() {
        let pin = |unit: &str, from: Option<u128>| Pin { unit: unit.to_owned(), from: from.map(|n| UnitId(Uuid::from_u128(n))) };
        let pins = vec![pin("§ 1", Some(1)), pin("§ 2", None), pin("§ 3", Some(1)), pin("§ 2", Some(2)), pin("§ 4", None)];
        assert_eq!(settled(pins), [pin("§ 3", Some(1)), pin("§ 2", Some(2)), pin("§ 4", None)]);
    }
}
