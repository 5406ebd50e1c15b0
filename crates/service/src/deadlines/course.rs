//! The course of a consultation: what was, what is due, what was done.

use busola_domain::deadlines::{self, Deadline, Known, Rule, What};
use busola_domain::opinion::{Opinion, Standing};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Day, Problem, Schedule, Timestamp};
use busola_storage::consultations::Stored;
use busola_storage::deadlines::Met;
use busola_storage::{Session, opinions};

use super::rule_of;
use crate::consultations::{Key, readable, take};
use crate::{Error, Service};

/// What decides what is due of a consultation, beside its schedule.
pub(super) struct Facts {
    rule: Rule,
    opinion: Option<Opinion>,
    met: Vec<(What, Day)>,
}

impl Facts {
    /// Those of a consultation.
    pub(super) async fn of(session: &mut Session, stored: &Stored) -> Result<Self, Error> {
        let rule = rule_of(session, stored.kind).await?;
        let opinion = opinions::of_consultation(session, stored.id).await?;
        let met = busola_storage::deadlines::met(session, stored.id).await?;
        Ok(Self { rule, opinion, met: met.into_iter().map(|met| (met.what, met.on)).collect() })
    }

    /// What is due, and what of it is done.
    pub(super) fn deadlines(&self, schedule: &Schedule, now: Timestamp) -> Vec<Deadline> {
        deadlines::of(&self.rule, &Known { schedule, opinion: self.opinion.as_ref(), met: &self.met }, now)
    }
}

/// The course of a consultation.
pub struct Course {
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// What is due and what of it is done.
    pub deadlines: Vec<Deadline>,
    /// The council's opinion, once it was asked for, and how it stands.
    pub opinion: Option<(Opinion, Standing)>,
    /// What an officer wrote down as done.
    pub met: Vec<(What, Day)>,
    /// The rule of its kind.
    pub rule: Rule,
    /// The day on which all of this is so.
    pub today: Day,
}

impl Service {
    /// The course of a consultation, for who may read it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn course(&self, actor: Option<&Actor>, key: &Key) -> Result<Course, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        let facts = Facts::of(&mut session, &stored).await?;
        let deadlines = facts.deadlines(&stored.schedule, now);
        let Facts { rule, opinion, met } = facts;
        let today = Day::of(now);
        Ok(Course {
            published_at: stored.schedule.published_at,
            deadlines,
            opinion: opinion.map(|opinion| {
                let standing = opinion.standing(today);
                (opinion, standing)
            }),
            met,
            rule,
            today,
        })
    }

    /// Writes down on which day something was done that Busola does not see, or (`None`) that it was not.
    ///
    /// # Errors
    /// The policy's no; [`Problem::InFuture`] at the name of `what`.
    pub async fn meet_deadline(&self, actor: Option<&Actor>, key: &Key, what: What, on: Option<Day>, now: Timestamp) -> Result<(), Error> {
        // Also once the report is out: what follows it is still to come.
        allow(actor, Action::ManageConsultations, now)?;
        if on.is_some_and(|on| on > Day::of(now)) {
            return Err(Error::field(what.as_str(), Problem::InFuture));
        }
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let known = busola_storage::deadlines::met(&mut tx, stored.id).await?;
        if known.iter().find(|met| met.what == what).map(|met| met.on) == on {
            return Ok(());
        }
        match (on, actor) {
            (Some(on), Some(officer)) => {
                busola_storage::deadlines::set_met(&mut tx, &Met { consultation: stored.id, what, on }, officer.account).await?;
            }
            _ => busola_storage::deadlines::delete_met(&mut tx, stored.id, what).await?,
        }
        let detail = on.map_or_else(|| "–".to_owned(), |on| on.to_string());
        let action = format!("consultation.{}", what.as_str());
        self.record_with(&mut tx, actor, &action, stored.id.0, &detail, now).await?;
        self.tell_changed(tx, &stored, now).await
    }
}
