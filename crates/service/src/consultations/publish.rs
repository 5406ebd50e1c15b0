//! Making a consultation public.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, EventKind};
use busola_storage::{consultations, events};

use super::{Key, TooShort, take};
use crate::{Error, Service};

impl Service {
    /// Makes a consultation public, whatever its period; one that is stays so.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn publish_consultation(&self, actor: Option<&Actor>, key: &Key) -> Result<(), Error> {
        self.publish_weighed(actor, key, &TooShort::Taken).await
    }

    /// The same, where a period that is too short may be refused.
    ///
    /// # Errors
    /// The policy's no; [`Error::TooShort`].
    pub async fn publish_weighed(&self, actor: Option<&Actor>, key: &Key, short: &TooShort) -> Result<(), Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let channel = Channel::Consultation(stored.id);
        if stored.schedule.published_at.is_none() {
            self.weigh(&mut tx, actor, &stored, short, now).await?;
        }
        if consultations::publish(&mut tx, stored.id, now).await? {
            events::append(&mut tx, channel, EventKind::DraftPublished, stored.id.0, stored.draft_version, now).await?;
            self.record(&mut tx, actor, "consultation.publish", stored.id.0, now).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(())
    }
}
