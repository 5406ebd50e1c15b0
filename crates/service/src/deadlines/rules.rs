//! The rules of deadlines, as an administrator sets them.

use busola_domain::consultation::Kind;
use busola_domain::deadlines::Rule;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Timestamp};
use busola_storage::{Session, deadlines};
use uuid::Uuid;

use crate::{Error, Service};

impl Service {
    /// The rule of every kind of consultation, in the order of the kinds.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn deadline_rules(&self) -> Result<Vec<Rule>, Error> {
        let mut session = self.0.db.read().await?;
        all(&mut session).await
    }

    /// Sets the rule of a kind. Days that were named to the council stay.
    ///
    /// # Errors
    /// The policy's no; every bad field.
    pub async fn set_deadline_rule(&self, actor: Option<&Actor>, rule: Rule, now: Timestamp) -> Result<Rule, Error> {
        allow(actor, Action::SetRules, now)?;
        let rule = rule.parse().map_err(Error::Invalid)?;
        let mut tx = self.0.db.write().await?;
        deadlines::set_rule(&mut tx, &rule).await?;
        self.record_with(&mut tx, actor, "rule.set", Uuid::nil(), rule.kind.as_str(), now).await?;
        tx.commit().await?;
        Ok(rule)
    }
}

/// The rule of every kind.
pub(super) async fn all(session: &mut Session) -> Result<Vec<Rule>, Error> {
    let mut set = deadlines::rules(session).await?;
    let rule = |kind: &Kind| {
        let found = set.iter().position(|rule| rule.kind == *kind);
        found.map_or_else(|| Rule::usual(*kind), |at| set.swap_remove(at))
    };
    Ok(Kind::ALL.iter().map(rule).collect())
}

/// The rule of a kind.
pub(crate) async fn rule_of(session: &mut Session, kind: Kind) -> Result<Rule, Error> {
    Ok(deadlines::rule(session, kind).await?.unwrap_or_else(|| Rule::usual(kind)))
}
