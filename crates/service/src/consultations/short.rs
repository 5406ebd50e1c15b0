//! Periods that are shorter than the rules say.

use busola_domain::deadlines::too_short;
use busola_domain::{Actor, Timestamp, text};
use busola_storage::Session;
use busola_storage::consultations::Stored;

use crate::deadlines::rule_of;
use crate::{Error, Service};

/// The longest reason, in characters.
pub const REASON_MAX: usize = 1_000;

/// What becomes of a period that is shorter than the rules say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooShort {
    /// It is taken and nothing is said: a program knows what it does.
    Taken,
    /// It is refused with a warning.
    Refused,
    /// It is taken for this reason, which goes to the audit log.
    Explained(String),
}

impl Service {
    /// Looks whether the period of a consultation that is or becomes public is too short. What was before its
    /// publication nobody could use.
    pub(super) async fn weigh(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        stored: &Stored,
        short: &TooShort,
        now: Timestamp,
    ) -> Result<(), Error> {
        if *short == TooShort::Taken {
            return Ok(());
        }
        let published = stored.schedule.published_at.unwrap_or(now);
        let rule = rule_of(tx, stored.kind).await?;
        let Some(found) = too_short(&rule, stored.schedule.opens_at.max(published), stored.schedule.closes_at) else { return Ok(()) };
        let TooShort::Explained(reason) = short else { return Err(Error::TooShort(found)) };
        let reason = text::line(reason, REASON_MAX).map_err(|problem| Error::field("reason", problem))?;
        let detail = format!("{} < {}: {reason}", found.days, found.least);
        self.record_with(tx, actor, "consultation.short", stored.id.0, &detail, now).await
    }
}
