//! Publishing the report, which ends a consultation.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, CommentId, Consultation, EventKind};
use busola_storage::{comments, consultations, events};

use crate::consultations::{Key, take};
use crate::drafts::units;
use crate::{Error, Service};

/// Remarks without an answer that are named at once.
const NAMED: i64 = 1_000;

/// What became of the wish to publish a report.
#[derive(Clone, Debug)]
pub enum Publication {
    /// It is public.
    Published(Box<Consultation>),
    /// Remarks still wait for an answer, the first to be received first; at most a thousand of them
    /// are named, by their ids and numbers.
    Unanswered(Vec<(CommentId, i64)>),
}

impl Service {
    /// Publishes the report of a consultation that is closed and has every remark answered; what changes in it after
    /// that is told by its course. One that is public stays so.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn publish_report(&self, actor: Option<&Actor>, key: &Key) -> Result<Publication, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let mut stored = take(&mut tx, key).await?;
        allow(actor, Action::PublishReport(&stored.schedule), now)?;
        let channel = Channel::Consultation(stored.id);
        if stored.schedule.reported_at.is_none() {
            let unanswered = comments::unanswered(&mut tx, stored.id, NAMED).await?;
            if !unanswered.is_empty() {
                return Ok(Publication::Unanswered(unanswered));
            }
            consultations::report(&mut tx, stored.id, now).await?;
            stored.schedule.reported_at = Some(now);
            events::append(&mut tx, channel, EventKind::ConsultationChanged, stored.id.0, 1, now).await?;
            self.record(&mut tx, actor, "report.publish", stored.id.0, now).await?;
        }
        let units = units(&self.0.drafts, &mut tx, &stored).await?;
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(Publication::Published(Box::new(stored.view(units.iter().map(|unit| unit.unit.clone()).collect(), now))))
    }
}
