//! Giving a consultation the next version of its draft.

use std::sync::Arc;

use busola_domain::draft::{Format, Parsed, ParsedUnit};
use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::versions::Pair;
use busola_domain::{Actor, ConsultationId, DraftId, EventKind, Timestamp, UnitId};
use busola_storage::consultations::Stored;
use busola_storage::drafts::{self, NewDraft, StoredUnit, prepared};
use busola_storage::{Session, events};

use super::plan::{identified, is_same, matched, matches};
use super::{NewVersion, Pin, Published, public, read_new, units, with_labels};
use crate::consultations::{Key, NewSource, find, take};
use crate::error::Conflict;
use crate::{Error, Service};

/// A version on its way to be published.
pub(super) struct Publication<'a> {
    /// Who publishes it; `None` for a command of the operator.
    pub(super) actor: Option<&'a Actor>,
    /// What it is called in the audit log.
    pub(super) action: &'static str,
    pub(super) format: Format,
    pub(super) source: &'a str,
    pub(super) note: String,
    /// The source as it was read.
    pub(super) parsed: Parsed,
    /// What a person decided about its units.
    pub(super) pins: Vec<Pin>,
    /// Of one that was prepared: what it was when it was looked at.
    pub(super) looked_at: Option<LookedAt>,
}

/// What somebody saw before they published.
#[derive(Clone, Copy)]
pub(super) struct LookedAt {
    /// The revision of what is prepared.
    pub(super) revision: i64,
    /// The version of the draft that it is to follow.
    pub(super) version: i64,
}

/// Which unit of the present version is which of the next.
struct Plan {
    /// The present version, and how often that was corrected.
    of: (i64, i64),
    /// Its units.
    present: Arc<[StoredUnit]>,
    pairs: Vec<Pair>,
}

impl Service {
    /// Publishes the next version of a draft, in any phase, with the best mapping there is. Where the draft says the
    /// same already, there is no new version, and the present one is given: what is sent twice is published once.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `source` or `note`.
    pub async fn publish_draft(&self, actor: Option<&Actor>, key: &Key, new: NewVersion) -> Result<Published, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        let source = NewSource { format: new.format, source: new.source };
        let (parsed, note) = read_new(&source, &new.note)?;
        let publication = Publication {
            actor,
            action: "draft.publish",
            format: source.format,
            source: &source.source,
            note,
            parsed,
            pins: Vec::new(),
            looked_at: None,
        };
        self.publish_next(key, publication).await
    }

    /// The same for the operator, as `busola draft import` does; with what was read of the source.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `source`; "not found".
    pub async fn import_draft(&self, key: &Key, source: &NewSource) -> Result<(Parsed, Published), Error> {
        let (parsed, note) = read_new(source, "")?;
        let publication = Publication {
            actor: None,
            action: "draft.import",
            format: source.format,
            source: &source.source,
            note,
            parsed: parsed.clone(),
            pins: Vec::new(),
            looked_at: None,
        };
        Ok((parsed, self.publish_next(key, publication).await?))
    }

    /// Publishes the next version.
    pub(super) async fn publish_next(&self, key: &Key, new: Publication<'_>) -> Result<Published, Error> {
        let now = self.now();
        let (next, pins) = (Arc::new(new.parsed.units), Arc::new(new.pins));
        let (mut tx, stored, Plan { present, pairs, .. }) = loop {
            let plan = self.plan_next(key, &next, &pins).await?;
            let mut tx = self.0.db.write().await?;
            let stored = take(&mut tx, key).await?;
            if plan.of == (stored.draft_version, stored.draft_revision) {
                break (tx, stored, plan);
            }
            // Somebody else published or corrected a version meanwhile: which is which is asked anew.
        };
        if let Some(looked_at) = new.looked_at {
            settle(&mut tx, &stored, looked_at).await?;
        }
        if is_same(&present, &next) {
            let published = self.published(&mut tx, &stored, stored.draft_version).await?;
            tx.commit().await?;
            return Ok(published);
        }
        let has_new = pairs.iter().any(|pair| pair.from.is_none());
        let left_out = if has_new { self.left_out(&mut tx, &stored).await? } else { Vec::new() };
        let next = Arc::unwrap_or_clone(next);
        let made = identified(next, (&*present, left_out.as_slice()), &pairs, &pins, || self.new_unit(now));
        let matches = matches(&pairs, &present, &made);
        let version = stored.draft_version + 1;
        let draft = NewDraft {
            id: DraftId(self.0.random.id(now)),
            consultation: stored.id,
            version,
            format: new.format,
            source: new.source,
            note: &new.note,
            units: &made,
            matches: &matches,
        };
        drafts::insert(&mut tx, &draft, now).await?;
        self.record_with(&mut tx, new.actor, new.action, stored.id.0, &version.to_string(), now).await?;
        let channel = Channel::Consultation(stored.id);
        if stored.schedule.published_at.is_some() {
            events::append(&mut tx, channel, EventKind::DraftPublished, stored.id.0, version, now).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(Published { version, units: public(&made), mapping: with_labels(&present, &made, &matches), created: true })
    }

    /// Finds out which unit of the present version is which of the next: beside the tasks that answer requests, since it
    /// takes a processor for a while, and not while nobody else can write.
    async fn plan_next(&self, key: &Key, next: &Arc<Vec<ParsedUnit>>, pins: &Arc<Vec<Pin>>) -> Result<Plan, Error> {
        let mut session = self.0.db.snapshot().await?;
        let known = find(&mut session, key).await?;
        let present = units(&self.0.drafts, &mut session, &known).await?;
        drop(session);
        let (old, new, pins) = (Arc::clone(&present), Arc::clone(next), Arc::clone(pins));
        let pairs = tokio::task::spawn_blocking(move || matched(&old, &new, &pins)).await.map_err(|_| Error::Overloaded)?;
        Ok(Plan { of: (known.draft_version, known.draft_revision), present, pairs })
    }

    /// Writes the first version of a new consultation's draft, and gives its units.
    pub(crate) async fn first_version(
        &self,
        tx: &mut Session,
        consultation: ConsultationId,
        source: &NewSource,
        parsed: Parsed,
        now: Timestamp,
    ) -> Result<Vec<StoredUnit>, Error> {
        let units = identified(parsed.units, (&[], &[]), &[], &[], || self.new_unit(now));
        let id = DraftId(self.0.random.id(now));
        let (format, source) = (source.format, source.source.as_str());
        let draft = NewDraft { id, consultation, version: 1, format, source, note: "", units: &units, matches: &[] };
        drafts::insert(tx, &draft, now).await?;
        Ok(units)
    }

    /// An id for a unit that is new.
    pub(super) fn new_unit(&self, now: Timestamp) -> UnitId {
        UnitId(self.0.random.id(now))
    }
}

/// Takes away what was prepared, if it is still what was looked at, and follows the version that it was to follow.
async fn settle(tx: &mut Session, stored: &Stored, looked_at: LookedAt) -> Result<(), Error> {
    let revision = prepared::get(tx, stored.id).await?.map(|prepared| prepared.revision);
    if revision != Some(looked_at.revision) || stored.draft_version != looked_at.version {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    Ok(prepared::delete(tx, stored.id).await?)
}
