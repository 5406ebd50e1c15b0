//! Reading consultations.

use std::sync::Arc;

use busola_domain::consultation::{Consultation, Unit};
use busola_domain::live::Channel;
use busola_domain::meeting::Meeting;
use busola_domain::thread::ThreadPage;
use busola_domain::{Actor, ConsultationId, Phase, Role, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::consultations::{self, Filter, Stored, StoredUnit};
use uuid::Uuid;

use super::{Key, readable};
use crate::comments::Page;
use crate::meetings::listed;
use crate::{Error, Service};

/// The units of drafts, by consultation and version.
pub(crate) type Drafts = quick_cache::sync::Cache<(ConsultationId, i64), Arc<[StoredUnit]>>;

/// How many drafts are kept.
pub(crate) const DRAFTS_KEPT: usize = 32;

/// A page of consultations.
pub struct ConsultationPage {
    /// The consultations, the last to close first.
    pub items: Vec<Consultation>,
    /// Where the next page begins.
    pub next: Option<(Timestamp, ConsultationId)>,
}

/// A consultation with all that its page shows beside the remarks.
pub struct Reading {
    /// The consultation.
    pub consultation: Consultation,
    /// Its units with their kinds, in document order.
    pub units: Vec<StoredUnit>,
    /// How many published remarks each unit has.
    pub unit_counts: Vec<(UnitId, i64)>,
    /// The number of its latest event.
    pub head: i64,
}

/// A consultation's page at one moment.
pub struct Opened {
    /// The consultation and its draft.
    pub reading: Reading,
    /// The unit that was asked for, if the draft has it.
    pub unit: Option<Unit>,
    /// Remarks on it, or on the whole draft.
    pub threads: ThreadPage,
    /// Its meetings, the first to begin first.
    pub meetings: Vec<Meeting>,
}

impl Service {
    /// A page of the consultations that `actor` may see, with the units left out.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn consultations(
        &self,
        actor: Option<&Actor>,
        phase: Option<Phase>,
        before: Option<(Timestamp, ConsultationId)>,
        limit: usize,
    ) -> Result<ConsultationPage, Error> {
        let now = self.now();
        let filter = Filter {
            before: before.unwrap_or((Timestamp(i64::MAX), ConsultationId(Uuid::max()))),
            drafts: actor.is_some_and(|actor| actor.role >= Role::Moderator),
            phase,
            now,
            limit: limit as i64 + 1,
        };
        let mut session = self.0.db.read().await?;
        let mut items = consultations::page(&mut session, &filter).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| (last.schedule.closes_at, last.id));
        Ok(ConsultationPage { items: items.into_iter().map(|stored| stored.view(Vec::new(), now)).collect(), next })
    }

    /// A consultation with its draft.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for a draft.
    pub async fn consultation(&self, actor: Option<&Actor>, key: &Key) -> Result<Consultation, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        Ok(self.read(&mut session, &stored, now).await?.consultation)
    }

    /// All that the page of a consultation shows, as it was at one moment: its remarks on a unit of its present
    /// draft, or on all of it where there is no such unit.
    ///
    /// # Errors
    /// As [`Service::consultation`].
    pub async fn open_consultation(&self, actor: Option<&Actor>, key: &Key, unit: Option<UnitId>, threads: &Page) -> Result<Opened, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        let reading = self.read(&mut session, &stored, now).await?;
        let unit = unit.and_then(|id| reading.units.iter().map(|stored| &stored.unit).find(|unit| unit.id == id)).cloned();
        let meetings = listed(&mut session, actor, &stored, now).await?;
        let threads = self.threads_of(&mut session, actor, stored, unit.as_ref().map(|unit| unit.id), threads).await?;
        Ok(Opened { reading, unit, threads, meetings })
    }

    async fn read(&self, session: &mut Session, stored: &Stored, now: Timestamp) -> Result<Reading, Error> {
        let head = busola_storage::events::head(session, Channel::Consultation(stored.id)).await?;
        let unit_counts = consultations::unit_counts(session, stored.id).await?;
        let units = units(&self.0.drafts, session, stored.id, stored.draft_version).await?;
        let consultation = stored.clone().view(units.iter().map(|unit| unit.unit.clone()).collect(), now);
        Ok(Reading { consultation, units: units.to_vec(), unit_counts, head })
    }
}

/// The units of a version of a draft, kept: a version that is there never changes.
pub(crate) async fn units(
    drafts: &Drafts,
    session: &mut Session,
    id: ConsultationId,
    version: i64,
) -> Result<Arc<[StoredUnit]>, busola_storage::Error> {
    let key = (id, version);
    if let Some(units) = drafts.get(&key) {
        return Ok(units);
    }
    let units: Arc<[StoredUnit]> = consultations::units(session, id, version).await?.into();
    if !units.is_empty() {
        drafts.insert(key, Arc::clone(&units));
    }
    Ok(units)
}
