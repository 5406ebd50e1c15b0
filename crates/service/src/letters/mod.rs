//! Letters that the city sends of itself.
//!
//! What is to be told is written to the outbox in the transaction of the change, so that neither is without the other.
//! An entry is marked before its letter leaves; after that it is told, tried again or given up, and never told twice
//! (docs/adr/0018).

mod answered;
mod appealed;
mod choices;
mod metrics;
mod password;
mod plain;
mod send;

use std::collections::{HashMap, HashSet};

use busola_domain::letter::{Kind, Occasion};
use busola_domain::{AccountId, Timestamp};
use busola_storage::Session;
use busola_storage::comments::Stored;
use busola_storage::letters::{self as outbox, New, readers};
use tokio::sync::{Notify, watch};
use uuid::Uuid;

pub use choices::{Choice, Wanted};
pub(crate) use send::{Leaving, Prepared};

use crate::{Error, Service};
use metrics::Metrics;

/// What sending letters has besides the outbox.
pub(crate) struct Letters {
    /// Rung when something new is in the outbox.
    wake: Notify,
    /// No letter is begun any more.
    ended: watch::Sender<bool>,
    pub(crate) metrics: Metrics,
}

impl Letters {
    pub(crate) fn new() -> Self {
        Self { wake: Notify::new(), ended: watch::Sender::new(false), metrics: Metrics::default() }
    }
}

impl Service {
    /// Has the authors of remarks told that these were answered, or answered otherwise than before: in the transaction in
    /// which the answers are published, with the remarks as they are in it. Call [`Service::letters_are_there`] after the
    /// commit. Who has no address, or does not want such letters, is told nothing.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn answered(&self, tx: &mut Session, comments: &[Stored], now: Timestamp) -> Result<(), Error> {
        let accounts: HashSet<AccountId> = comments.iter().map(|comment| comment.account).collect();
        let accounts: Vec<_> = accounts.into_iter().collect();
        let wanting: HashSet<_> = readers::wanting(tx, Kind::Answered, &accounts).await?.into_iter().collect();
        let answers: HashSet<Uuid> = comments.iter().filter_map(|comment| comment.answer).map(|answer| answer.0).collect();
        let answers: Vec<_> = answers.into_iter().collect();
        let revisions: HashMap<_, _> = outbox::revisions(tx, &answers).await?.into_iter().collect();
        let entry = |comment: &Stored| {
            let cause = comment.answer?.0;
            Some(New {
                id: self.0.random.id(now),
                occasion: Occasion::Answered,
                account: comment.account,
                subject: comment.id.0,
                cause,
                revision: *revisions.get(&cause)?,
                consultation: Some(comment.consultation),
                due_at: now,
            })
        };
        let entries: Vec<_> = comments.iter().filter(|comment| wanting.contains(&comment.account)).filter_map(entry).collect();
        outbox::queue(tx, &entries).await?;
        Ok(())
    }

    /// Has the author of a hidden remark told what became of their appeal, as [`Service::answered`] does of answers.
    ///
    /// # Errors
    /// Whatever storage says.
    pub(crate) async fn appeal_decided(&self, tx: &mut Session, comment: &Stored, now: Timestamp) -> Result<(), Error> {
        if readers::wanting(tx, Kind::Appealed, &[comment.account]).await?.is_empty() {
            return Ok(());
        }
        let entry = New {
            id: self.0.random.id(now),
            occasion: Occasion::Appealed,
            account: comment.account,
            subject: comment.id.0,
            // An appeal is decided once.
            cause: comment.id.0,
            revision: 1,
            consultation: Some(comment.consultation),
            due_at: now,
        };
        outbox::queue(tx, &[entry]).await?;
        Ok(())
    }

    /// Forgets the letters that left, or were given up, long ago.
    pub(crate) async fn forget_letters(&self, tx: &mut Session, now: Timestamp) -> Result<(), Error> {
        for occasion in Occasion::ALL {
            outbox::forget(tx, *occasion, now.plus(-occasion.kept())).await?;
        }
        Ok(())
    }

    /// Wakes whoever sends letters, after the commit of what put something into the outbox.
    pub fn letters_are_there(&self) {
        self.0.letters.wake.notify_one();
    }

    /// Begins no letter any more, when the program ends. One that the server has begun to take is the last; one that it
    /// has not waits for the next start.
    pub fn end_letters(&self) {
        self.0.letters.ended.send_replace(true);
        self.letters_are_there();
    }

    /// Whether no letter is begun any more.
    #[must_use]
    pub fn letters_ended(&self) -> bool {
        *self.0.letters.ended.borrow()
    }

    /// Waits until letters end.
    async fn letters_ending(&self) {
        // The sender lives as long as this service does, so there is no error.
        let _ = self.0.letters.ended.subscribe().wait_for(|ended| *ended).await;
    }

    /// Waits until something was put into the outbox by this process, or letters end.
    pub async fn wait_for_letters(&self) {
        self.0.letters.wake.notified().await;
    }
}
