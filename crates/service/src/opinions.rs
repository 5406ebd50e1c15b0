//! The council's opinion on a consultation.

use busola_domain::live::Channel;
use busola_domain::opinion::{NewOpinion, Opinion, Standing};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Day, EventKind, Timestamp};
use busola_storage::consultations::Stored;
use busola_storage::{Session, events, opinions};
use serde::Serialize;

use crate::consultations::{Key, readable, take};
use crate::deadlines::rule_of;
use crate::{Conflict, Error, Service};

/// What the audit log calls it when an opinion is written down.
pub(crate) const RECORDED: &str = "consultation.opinion";

/// An opinion and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Opinion))]
pub struct OpinionNow {
    /// The opinion.
    #[serde(flatten)]
    pub opinion: Opinion,
    /// How it stands now.
    pub state: Standing,
}

impl OpinionNow {
    fn of(opinion: Opinion, now: Timestamp) -> Self {
        let state = opinion.standing(Day::of(now));
        Self { opinion, state }
    }
}

impl Service {
    /// The council's opinion on a consultation, once it was asked for.
    ///
    /// # Errors
    /// The policy's no; "not found" before it was asked for.
    pub async fn opinion(&self, actor: Option<&Actor>, key: &Key) -> Result<OpinionNow, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        let opinion = opinions::of_consultation(&mut session, stored.id).await?;
        opinion.map(|opinion| OpinionNow::of(opinion, now)).ok_or_else(Error::not_found)
    }

    /// Writes down that the council was asked for its opinion, and what it said. What changes nothing is no event.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::OpinionChanged`] when another revision was edited; every bad field.
    pub async fn put_opinion(&self, actor: Option<&Actor>, key: &Key, new: NewOpinion, now: Timestamp) -> Result<OpinionNow, Error> {
        // Also once the report is out: the council may be asked about what came of the consultation.
        allow(actor, Action::ManageConsultations, now)?;
        let officer = actor.ok_or(Denied::SignInNeeded)?;
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let before = opinions::of_consultation(&mut tx, stored.id).await?;
        let present = before.as_ref().map_or(0, |before| before.revision);
        if new.revision.is_some_and(|edited| edited != present) {
            return Err(Error::Conflict(Conflict::OpinionChanged));
        }
        let rule = rule_of(&mut tx, stored.kind).await?;
        let mut after = new.onto(before.as_ref(), &rule).map_err(Error::Invalid)?;
        if before.as_ref() == Some(&after) {
            return Ok(OpinionNow::of(after, now));
        }
        after.revision += 1;
        opinions::put(&mut tx, stored.id, &after, officer.account).await?;
        self.record(&mut tx, actor, RECORDED, stored.id.0, now).await?;
        self.tell_changed(tx, &stored, now).await?;
        Ok(OpinionNow::of(after, now))
    }

    /// Commits what changed around a consultation, and tells of it once that is public.
    pub(crate) async fn tell_changed(&self, mut tx: Session, of: &Stored, now: Timestamp) -> Result<(), Error> {
        let channel = Channel::Consultation(of.id);
        if of.schedule.published_at.is_some() {
            events::append(&mut tx, channel, EventKind::ConsultationChanged, of.id.0, of.revision, now).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(())
    }
}
