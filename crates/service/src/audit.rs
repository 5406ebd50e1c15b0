//! Who did what when: written beside every act of office, read by moderators.

use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Timestamp};
use busola_storage::Session;
pub use busola_storage::audit::Entry as AuditEntry;
use busola_storage::audit::{self, NewEntry};
use uuid::Uuid;

use crate::{Error, Service};

/// Entries on a page of the audit log.
const PAGE: usize = 100;

/// A page of the audit log.
pub struct AuditPage {
    /// The entries, the latest first.
    pub items: Vec<AuditEntry>,
    /// Where the next page begins.
    pub next: Option<(Timestamp, Uuid)>,
}

impl Service {
    /// A page of the audit log, before a place in it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn audit_log(&self, actor: Option<&Actor>, before: Option<(Timestamp, Uuid)>) -> Result<AuditPage, Error> {
        allow(actor, Action::ReadAudit, self.now())?;
        let mut session = self.0.db.read().await?;
        let before = before.unwrap_or((Timestamp(i64::MAX), Uuid::max()));
        let mut items = audit::page(&mut session, before, PAGE as i64 + 1).await?;
        let next =
            (items.len() > PAGE).then(|| items.truncate(PAGE)).and_then(|()| items.last().map(|entry| (Timestamp(entry.at), entry.id)));
        Ok(AuditPage { items, next })
    }

    /// Writes down what somebody did, in the transaction of it.
    pub(crate) async fn record(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        action: &str,
        subject: Uuid,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.record_with(tx, actor, action, subject, "", now).await
    }

    /// The same, with more to say.
    pub(crate) async fn record_with(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        action: &str,
        subject: Uuid,
        detail: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let entry = NewEntry { id: self.0.random.id(now), at: now, account: actor.map(|actor| actor.account), action, subject, detail };
        Ok(audit::insert(tx, &entry).await?)
    }
}
