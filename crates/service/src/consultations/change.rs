//! Changing what was announced of a consultation.

use busola_domain::consultation::{Change, Consultation, Facts};
use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::schedule::local;
use busola_domain::{AccountId, Actor, EventKind, Problem, Role, Schedule, Timestamp};
use busola_storage::consultations::{self, Stored};
use busola_storage::{Session, accounts, events, feeds};

use super::{Key, TooShort, find, take};
use crate::drafts::units;
use crate::{Conflict, Error, Service};

/// A consultation as its moderators edit it.
pub struct Editing {
    /// The consultation, its units left out.
    pub consultation: Consultation,
    /// How often it was changed.
    pub revision: i64,
    /// The officer who is reminded of what is due.
    pub responsible: Option<AccountId>,
    /// Who may be that, by name.
    pub officers: Vec<Actor>,
}

impl Service {
    /// What a moderator needs to change a consultation.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn edit_consultation(&self, actor: Option<&Actor>, key: &Key) -> Result<Editing, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut session = self.0.db.snapshot().await?;
        let stored = find(&mut session, key).await?;
        allow(actor, Action::ChangeConsultation(&stored.schedule), now)?;
        let officers = accounts::officers(&mut session).await?;
        let (revision, responsible) = (stored.revision, stored.responsible);
        Ok(Editing { consultation: stored.view(Vec::new(), now), revision, responsible, officers })
    }

    /// Changes what was announced. The end may be brought forward or put off, also into the past, and opens a closed
    /// consultation again where it is still to come; the beginning stays once people have written. What changes
    /// nothing is no event.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::AnnouncementChanged`] when another revision was edited; every bad field;
    /// [`Error::TooShort`] where that is refused.
    pub async fn change_consultation(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        change: Change,
        short: &TooShort,
        now: Timestamp,
    ) -> Result<Consultation, Error> {
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let before = take(&mut tx, key).await?;
        allow(actor, Action::ChangeConsultation(&before.schedule), now)?;
        if change.revision.is_some_and(|edited| edited != before.revision) {
            return Err(Error::Conflict(Conflict::AnnouncementChanged));
        }
        let responsible = change.responsible;
        let wanted = change.onto(facts(&before)).parse().map_err(Error::Invalid)?;
        if wanted.opens_at != before.schedule.opens_at {
            allow(actor, Action::MoveOpening(&before.schedule, before.numbers), now)?;
        }
        let mut after = onto(before.clone(), wanted);
        if let Some(officer) = responsible
            && officer != before.responsible
        {
            after.responsible = officer_of(&mut tx, officer).await?;
        }
        let units = units(&self.0.drafts, &mut tx, &before).await?;
        let view = |stored: Stored| stored.view(units.iter().map(|unit| unit.unit.clone()).collect(), now);
        if after == before {
            return Ok(view(before));
        }
        after.revision += 1;
        let is_public = before.schedule.published_at.is_some();
        if is_public && period(&before) != period(&after) {
            self.weigh(&mut tx, actor, &after, short, now).await?;
        }
        consultations::change(&mut tx, &after).await?;
        feeds::set_changed(&mut tx, after.id, now).await?;
        self.trace(&mut tx, actor, &before, &after, now).await?;
        let channel = Channel::Consultation(before.id);
        if is_public {
            events::append(&mut tx, channel, EventKind::ConsultationChanged, before.id.0, after.revision, now).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(view(after))
    }

    /// Writes down what was changed: of its dates from when to when, by the city's clocks; of the rest its names.
    async fn trace(&self, tx: &mut Session, actor: Option<&Actor>, before: &Stored, after: &Stored, now: Timestamp) -> Result<(), Error> {
        let (was, is) = (&before.schedule, &after.schedule);
        for (action, was, is) in
            [("consultation.move_opening", was.opens_at, is.opens_at), ("consultation.move_closing", was.closes_at, is.closes_at)]
        {
            if was != is {
                let detail = format!("{} → {}", clock(was), clock(is));
                self.record_with(tx, actor, action, before.id.0, &detail, now).await?;
            }
        }
        let changed = [
            ("title", before.title != after.title),
            ("summary", before.summary != after.summary),
            ("notice", before.notice != after.notice),
            ("audience", before.audience != after.audience),
            ("moderation", before.moderation != after.moderation),
            ("responsible", before.responsible != after.responsible),
        ];
        let names: Vec<_> = changed.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect();
        if names.is_empty() {
            return Ok(());
        }
        self.record_with(tx, actor, "consultation.change", before.id.0, &names.join(", "), now).await
    }
}

fn clock(at: Timestamp) -> String {
    local::field(at).replace('T', " ")
}

fn period(stored: &Stored) -> (Timestamp, Timestamp) {
    (stored.schedule.opens_at, stored.schedule.closes_at)
}

/// What is announced of a consultation as it is.
fn facts(stored: &Stored) -> Facts {
    let (opens_at, closes_at) = period(stored);
    Facts {
        title: stored.title.clone(),
        summary: stored.summary.clone(),
        notice: stored.notice.clone(),
        audience: stored.audience,
        moderation: stored.moderation,
        opens_at,
        closes_at,
    }
}

/// A consultation with what is to be announced of it.
fn onto(stored: Stored, facts: Facts) -> Stored {
    let Facts { title, summary, notice, audience, moderation, opens_at, closes_at } = facts;
    let schedule = Schedule { opens_at, closes_at, ..stored.schedule };
    Stored { title, summary, notice, audience, moderation, schedule, ..stored }
}

/// Nobody, or somebody who is reminded of what is due.
async fn officer_of(tx: &mut Session, wanted: Option<AccountId>) -> Result<Option<AccountId>, Error> {
    let Some(wanted) = wanted else { return Ok(None) };
    let found = accounts::by_id(tx, wanted).await?.filter(|found| found.role >= Role::Moderator);
    found.map(|found| Some(found.account)).ok_or_else(|| Error::field("responsible", Problem::NotAnOfficer))
}
