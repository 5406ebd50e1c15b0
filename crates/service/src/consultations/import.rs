//! Giving a consultation the next version of its draft.

use busola_domain::EventKind;
use busola_domain::draft::Parsed;
use busola_domain::live::Channel;
use busola_storage::{consultations, events};

use super::draft::{NewSource, parse};
use super::{Key, take};
use crate::error::Conflict;
use crate::{Error, Service};

impl Service {
    /// Gives a consultation the next version of its draft, as `busola draft import` does. A unit whose
    /// citation stays keeps its id.
    ///
    /// # Errors
    /// [`Conflict::CommentsWouldBeLost`] when remarks stand on a unit that the new version does not have.
    pub async fn import_draft(&self, key: &Key, source: &NewSource) -> Result<(Parsed, i64), Error> {
        let now = self.now();
        let parsed = parse(source)?;
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let present = consultations::units(&mut tx, stored.id, stored.draft_version).await?;
        let units = self.units_of(parsed.clone(), &present, now);
        let commented = consultations::units_with_comments(&mut tx, stored.id).await?;
        if commented.iter().any(|id| !units.iter().any(|unit| unit.unit.id == *id)) {
            return Err(Error::Conflict(Conflict::CommentsWouldBeLost));
        }
        let version = stored.draft_version + 1;
        self.insert_draft(&mut tx, stored.id, version, source, &units, now).await?;
        self.record(&mut tx, None, "draft.import", stored.id.0, now).await?;
        let channel = Channel::Consultation(stored.id);
        if stored.schedule.published_at.is_some() {
            events::append(&mut tx, channel, EventKind::DraftPublished, stored.id.0, version, now).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok((parsed, version))
    }
}
