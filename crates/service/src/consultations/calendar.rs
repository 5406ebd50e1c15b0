//! The dates of all consultations, for calendars.

use busola_domain::consultation::Consultation;
use busola_domain::{ConsultationId, Timestamp};
use busola_storage::consultations::{self, Filter};
use uuid::Uuid;

use crate::meetings::PAST_MAX;
use crate::{Error, Service};

/// The most consultations of the calendar.
const MAX: i64 = 500;

/// A consultation as calendars have it.
pub struct Dated {
    /// The consultation, with the units left out.
    pub consultation: Consultation,
    /// How often what was announced of it has changed, from 0.
    pub revision: i64,
}

impl Service {
    /// The consultations that everybody may read, the last to close first: those that are still to close, and those
    /// that did in the last 90 days; 500 at most.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn public_dates(&self) -> Result<Vec<Dated>, Error> {
        let now = self.now();
        let before = (Timestamp(i64::MAX), ConsultationId(Uuid::max()));
        let filter = Filter { before, drafts: false, phase: None, now, limit: MAX };
        let mut session = self.0.db.read().await?;
        let stored = consultations::page(&mut session, &filter).await?;
        let recent = stored.into_iter().take_while(|stored| stored.schedule.closes_at >= now.plus(-PAST_MAX));
        Ok(recent.map(|stored| Dated { revision: stored.revision, consultation: stored.view(Vec::new(), now) }).collect())
    }
}
