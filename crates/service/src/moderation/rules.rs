//! The rules that hold remarks, as moderators write them.

use busola_domain::moderation::{Rules, SLOW_MAX};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Problem, Timestamp};
use busola_storage::moderation::{self, rules};
use serde::Serialize;
use uuid::Uuid;

use crate::consultations::{Key, take};
use crate::{Conflict, Error, Service};

/// The rules with the number of their text, which whoever changes them gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ModerationRules))]
pub struct Kept {
    /// How often they were changed.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub revision: i64,
    /// The rules.
    #[serde(flatten)]
    pub rules: Rules,
}

impl Service {
    /// The rules that hold remarks, in every consultation.
    ///
    /// # Errors
    /// The policy's no: who knows the words finds others.
    pub async fn moderation_rules(&self, actor: Option<&Actor>) -> Result<Kept, Error> {
        allow(actor, Action::Moderate, self.now())?;
        let mut session = self.0.db.read().await?;
        let (revision, rules) = rules::latest(&mut session).await?;
        Ok(Kept { revision, rules })
    }

    /// Writes other rules in the place of those of a revision (of any, where none is given). What is public stays so.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `words`, `hosts` or `links`; [`Conflict::RulesChanged`].
    pub async fn set_moderation_rules(
        &self,
        actor: Option<&Actor>,
        edited: Option<i64>,
        rules: Rules,
        now: Timestamp,
    ) -> Result<Kept, Error> {
        allow(actor, Action::Moderate, now)?;
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        let wanted = rules.parse().map_err(Error::Invalid)?;
        let mut tx = self.0.db.write().await?;
        let (revision, known) = rules::latest(&mut tx).await?;
        if edited.is_some_and(|edited| edited != revision) {
            return Err(Error::Conflict(Conflict::RulesChanged));
        }
        if known == wanted {
            return Ok(Kept { revision, rules: known });
        }
        if !rules::insert(&mut tx, revision + 1, &wanted, by, now).await? {
            return Err(Error::Conflict(Conflict::RulesChanged));
        }
        self.record(&mut tx, actor, "moderation.rules", Uuid::nil(), now).await?;
        tx.commit().await?;
        Ok(Kept { revision: revision + 1, rules: wanted })
    }

    /// Sets how many seconds lie between two remarks of one person in a consultation; 0 ends slow mode.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `slow_seconds`.
    pub async fn set_slow_mode(&self, actor: Option<&Actor>, key: &Key, seconds: i64, now: Timestamp) -> Result<i64, Error> {
        allow(actor, Action::Moderate, now)?;
        if !(0..=SLOW_MAX).contains(&seconds) {
            return Err(Error::field("slow_seconds", Problem::Malformed));
        }
        let mut tx = self.0.db.write().await?;
        let consultation = take(&mut tx, key).await?;
        if consultation.slow_seconds != seconds {
            moderation::set_slow(&mut tx, consultation.id, seconds).await?;
            let detail = format!("{} → {seconds} s", consultation.slow_seconds);
            self.record_with(&mut tx, actor, "consultation.slow", consultation.id.0, &detail, now).await?;
            tx.commit().await?;
        }
        Ok(seconds)
    }
}
