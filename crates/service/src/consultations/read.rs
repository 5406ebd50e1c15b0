//! Reading consultations.

use std::sync::Arc;

use busola_domain::consultation::Consultation;
use busola_domain::live::Channel;
use busola_domain::{Actor, ConsultationId, Phase, Role, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::consultations::{self, Filter, StoredUnit};
use uuid::Uuid;

use super::{Key, readable};
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
        Ok(self.reading(actor, key).await?.consultation)
    }

    /// A consultation with all that its page shows beside the remarks.
    ///
    /// # Errors
    /// As [`Service::consultation`].
    pub async fn reading(&self, actor: Option<&Actor>, key: &Key) -> Result<Reading, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        // The head comes first: what happens while the rest is read is then sent again, never left out.
        let head = busola_storage::events::head(&mut session, Channel::Consultation(stored.id)).await?;
        let unit_counts = consultations::unit_counts(&mut session, stored.id).await?;
        let units = self.units(&mut session, stored.id, stored.draft_version).await?;
        let consultation = stored.view(units.iter().map(|unit| unit.unit.clone()).collect(), now);
        Ok(Reading { consultation, units: units.to_vec(), unit_counts, head })
    }

    /// The units of a version of a draft, kept: a version that is there never changes.
    async fn units(&self, session: &mut Session, id: ConsultationId, version: i64) -> Result<Arc<[StoredUnit]>, Error> {
        let key = (id, version);
        if let Some(units) = self.0.drafts.get(&key) {
            return Ok(units);
        }
        let units: Arc<[StoredUnit]> = consultations::units(session, id, version).await?.into();
        if !units.is_empty() {
            self.0.drafts.insert(key, Arc::clone(&units));
        }
        Ok(units)
    }
}
