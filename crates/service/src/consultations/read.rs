//! Reading consultations.

use std::sync::Arc;

use busola_domain::attachment::Attachment;
use busola_domain::consultation::{Consultation, Unit};
use busola_domain::live::Channel;
use busola_domain::meeting::Meeting;
use busola_domain::thread::ThreadPage;
use busola_domain::{Actor, ConsultationId, Phase, Role, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::consultations::{self, Filter, Stored};
use busola_storage::drafts::{StoredUnit, Version};
use uuid::Uuid;

use super::{Key, readable};
use crate::comments::Page;
use crate::drafts::{Cited, Removed, cited, removed, units, versions};
use crate::meetings::listed;
use crate::{Error, Service};

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
    /// The unit that was asked for, if the draft has it, or once had it.
    pub unit: Option<Unit>,
    /// Remarks on it, or on the whole draft.
    pub threads: ThreadPage,
    /// What units were called in the versions on which remarks of this page were written.
    pub cited: Cited,
    /// Units that the draft had once and remarks stand on; the one that was asked for among them.
    pub removed: Vec<Removed>,
    /// The versions of the draft, the first first.
    pub versions: Arc<[Version]>,
    /// Its meetings, the first to begin first.
    pub meetings: Vec<Meeting>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
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

    /// All that the page of a consultation shows, as it was at one moment: its remarks on a unit that its draft has
    /// or once had, or on all of it where there is no such unit.
    ///
    /// # Errors
    /// As [`Service::consultation`].
    pub async fn open_consultation(&self, actor: Option<&Actor>, key: &Key, unit: Option<UnitId>, threads: &Page) -> Result<Opened, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        let reading = self.read(&mut session, &stored, now).await?;
        let counted = reading.unit_counts.iter().map(|(unit, _)| *unit);
        let known: Vec<_> = counted.chain(unit).collect();
        let mut gone = removed(&mut session, &stored, &reading.units, &known).await?;
        let had = reading.units.iter().chain(gone.iter().map(|gone| &gone.unit)).map(|stored| &stored.unit);
        let unit = unit.and_then(|id| had.into_iter().find(|unit| unit.id == id)).cloned();
        let meetings = listed(&mut session, actor, &stored, now).await?;
        let attachments = busola_storage::attachments::of_consultation(&mut session, stored.id).await?;
        let threads = self.threads_of(&mut session, actor, stored.clone(), unit.as_ref().map(|unit| unit.id), threads).await?;
        // Remarks that are not counted stand on units too: those that wait, and those that were hidden.
        let more = threads.threads.iter().filter_map(|thread| thread.root.comment.unit);
        let more: Vec<_> = more.filter(|id| gone.iter().all(|known| known.unit.unit.id != *id)).collect();
        gone.extend(removed(&mut session, &stored, &reading.units, &more).await?);
        let shown: Vec<_> = threads.threads.iter().map(|thread| &thread.root.comment).collect();
        let cited = cited(&self.0.drafts, &mut session, &stored, &shown).await?;
        let versions = versions(&self.0.drafts, &mut session, &stored).await?;
        Ok(Opened { reading, unit, threads, cited, removed: gone, versions, meetings, attachments })
    }

    async fn read(&self, session: &mut Session, stored: &Stored, now: Timestamp) -> Result<Reading, Error> {
        let head = busola_storage::events::head(session, Channel::Consultation(stored.id)).await?;
        let unit_counts = consultations::unit_counts(session, stored.id).await?;
        let units = units(&self.0.drafts, session, stored).await?;
        let consultation = stored.clone().view(units.iter().map(|unit| unit.unit.clone()).collect(), now);
        Ok(Reading { consultation, units: units.to_vec(), unit_counts, head })
    }
}
