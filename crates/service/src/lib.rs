//! Floor 2: the use cases of Busola and the live hub.
//!
//! [`Service`] is a cheap handle. A use case asks the one policy, changes the database in one
//! transaction together with the event log, and then wakes the hub, which reads the log.

mod accounts;
mod audit;
mod clock;
pub mod comments;
pub mod consultations;
mod error;
mod events;
pub mod live;
mod mail;
mod markup;
mod parked;
mod random;
mod sign_in;

use std::sync::Arc;

use busola_storage::Db;

pub use audit::AuditPage;
pub use clock::Clock;
pub use error::{Conflict, Error};
pub use mail::Mailer;
pub use random::{Random, Secret};
pub use sign_in::{SignedIn, WaitingSignIn};

use consultations::{DRAFTS_KEPT, Drafts};
use live::Hub;
use markup::Markup;

/// Every use case, behind one handle that is cheap to clone.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    random: Random,
    mailer: Mailer,
    markup: Markup,
    drafts: Drafts,
    hub: Hub,
    public_url: String,
}

/// What a service is made of.
pub struct Parts {
    /// The database, migrated.
    pub db: Db,
    /// Where the time comes from.
    pub clock: Clock,
    /// Where randomness comes from.
    pub random: Random,
    /// How mail leaves.
    pub mailer: Mailer,
    /// The address of the site, without a slash at its end.
    pub public_url: String,
}

impl Service {
    /// A service on these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let markup = Markup::new();
        let hub = Hub::new(parts.db.clone(), parts.clock.clone(), markup.clone());
        Self(Arc::new(Inner {
            db: parts.db,
            clock: parts.clock,
            random: parts.random,
            mailer: parts.mailer,
            markup,
            drafts: Drafts::new(DRAFTS_KEPT),
            hub,
            public_url: parts.public_url,
        }))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> busola_domain::Timestamp {
        self.0.clock.now()
    }

    /// The live hub.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Where new ids come from.
    #[must_use]
    pub fn new_id(&self) -> uuid::Uuid {
        self.0.random.id(self.now())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), Error> {
        let mut session = self.0.db.read().await?;
        busola_storage::accounts::any(&mut session).await?;
        Ok(())
    }

    /// Closes the database, when the program ends.
    pub async fn close(&self) {
        self.0.db.close().await;
    }

    /// Whether there is nobody in the database yet.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        let mut session = self.0.db.read().await?;
        Ok(!busola_storage::accounts::any(&mut session).await?)
    }

    /// Removes what has outlived its time: sessions, sign-in requests with their addresses, parked texts.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn sweep(&self) -> Result<(), Error> {
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        busola_storage::accounts::delete_expired_sessions(&mut tx, now).await?;
        busola_storage::sign_ins::delete_expired(&mut tx, now).await?;
        busola_storage::parked::delete_expired(&mut tx, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
