//! Floor 2: the use cases of Busola and the live hub.
//!
//! [`Service`] is a cheap handle. A use case asks the one policy, changes the database in one
//! transaction together with the event log, and then wakes the hub, which reads the log. Remarks and supports
//! share transactions, which one writer makes of what is waiting.

pub mod accounts;
pub mod answers;
pub mod attachments;
mod audit;
pub mod backup;
pub mod city;
mod clock;
pub mod comments;
pub mod consultations;
pub mod deadlines;
pub mod drafts;
mod earlier;
pub mod embeds;
mod error;
mod events;
pub mod feeds;
pub mod letters;
pub mod live;
mod mail;
mod markup;
pub mod meetings;
pub mod moderation;
pub mod moments;
pub mod opinions;
pub mod paper;
mod parked;
mod random;
pub mod receipts;
pub mod report;
pub mod retention;
mod sign_in;
pub mod themes;
mod writer;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use busola_storage::Db;

pub use audit::{AuditEntry, AuditPage};
pub use clock::Clock;
pub use error::{Conflict, Error};
pub use mail::Mailer;
pub use random::{Random, Secret};
pub use sign_in::{SignedIn, WaitingSignIn};
pub use writer::COMMIT_GROUP;

use accounts::Hashing;
use drafts::Drafts;
use letters::Letters;
use live::Hub;
use markup::Markup;
use prometheus_client::registry::Registry;
use writer::Writer;

/// Every use case, behind one handle that is cheap to clone.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    random: Random,
    mailer: Mailer,
    markup: Markup,
    drafts: Arc<Drafts>,
    rules: Arc<moderation::Kept>,
    hub: Hub,
    writer: Writer,
    letters: Letters,
    files: report::Files,
    readings: drafts::Readings,
    city: city::Known,
    attached: attachments::Folder,
    hashing: Hashing,
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
    /// Where files of reports are made; nowhere in a program that serves nobody.
    pub workshop: Option<report::Workshop>,
    /// Where files that belong to consultations are kept; made when it is needed.
    pub attachments: PathBuf,
    /// The address of the site, without a slash at its end.
    pub public_url: String,
    /// How many remarks and supports share a transaction at most ([`COMMIT_GROUP`]); 1 gives each its own.
    pub commit_group: NonZeroUsize,
}

impl Service {
    /// A service on these parts. It has a thread that writes, which ends with the last handle or [`Service::close`].
    ///
    /// # Panics
    /// Outside of a Tokio runtime, or when the system has no thread left for the writer.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let markup = Markup::new();
        let hub = Hub::new(parts.db.clone(), parts.clock.clone(), markup.clone());
        let drafts = Arc::new(Drafts::new());
        let rules = Arc::new(moderation::Kept::default());
        let writer = Writer::start(parts.db.clone(), Arc::clone(&drafts), Arc::clone(&rules), hub.clone(), parts.commit_group);
        Self(Arc::new(Inner {
            db: parts.db,
            clock: parts.clock,
            random: parts.random,
            mailer: parts.mailer,
            markup,
            drafts,
            rules,
            hub,
            writer,
            letters: Letters::new(),
            files: report::Files::new(parts.workshop),
            readings: drafts::Readings::new(),
            city: city::Known::default(),
            attached: attachments::Folder::new(parts.attachments),
            hashing: Hashing::new(),
            public_url: parts.public_url,
        }))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> busola_domain::Timestamp {
        self.0.clock.now()
    }

    /// The address of the site, without a slash at its end.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.0.public_url
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

    /// Writes and answers what is waiting and closes the database, when the program ends. What comes later gets
    /// [`Error::Overloaded`].
    pub async fn close(&self) {
        self.0.writer.close().await;
        self.0.db.close().await;
    }

    /// Adds what is measured to a registry.
    pub fn register_metrics(&self, registry: &mut Registry) {
        self.0.writer.register_metrics(registry);
        self.0.hub.metrics().register(registry);
        self.0.letters.metrics.register(registry);
    }

    /// Whether there is nobody in the database yet.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        let mut session = self.0.db.read().await?;
        Ok(!busola_storage::accounts::any(&mut session).await?)
    }

    /// Removes what has outlived its time: sessions, sign-in requests and changes of address with their addresses, parked
    /// texts, private links, what letters left, files of reports that were never finished, what was read of files and not imported, files that
    /// were cut off on their way.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn sweep(&self) -> Result<(), Error> {
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        busola_storage::accounts::delete_expired_sessions(&mut tx, now).await?;
        busola_storage::sign_ins::delete_expired(&mut tx, now).await?;
        busola_storage::accounts::addresses::delete_expired(&mut tx, now).await?;
        busola_storage::parked::delete_expired(&mut tx, now).await?;
        busola_storage::letters::links::delete_expired(&mut tx, now).await?;
        busola_storage::imports::delete_expired(&mut tx, now).await?;
        self.forget_letters(&mut tx, now).await?;
        tx.commit().await?;
        self.0.files.sweep(now).await;
        self.0.attached.remove_unfinished(now).await;
        Ok(())
    }
}
