//! The writer: one thread through which every remark, every support and every vote goes to the database.
//!
//! Being durable costs a wait for the disk. So whoever comes while one transaction is being committed gathers,
//! and the next transaction takes all of them. Nobody waits for others to come: a single remark is written at
//! once. What is full says so at once.

mod group;
mod known;
mod metrics;

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use busola_storage::Db;
use busola_storage::comments::Stored;
use prometheus_client::registry::Registry;
use tokio::runtime::Handle;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::Instant;

pub(crate) use known::Known;

use crate::Error;
use crate::comments::{Posting, Supporting};
use crate::drafts::Drafts;
use crate::live::Hub;
use crate::meetings::Voting;
use crate::moderation::Kept;
use group::Written;
use metrics::Metrics;

/// How many changes may wait.
const QUEUE: usize = 1_024;

/// How many changes share a transaction at most, unless something else is wanted: 256.
pub const COMMIT_GROUP: NonZeroUsize = NonZeroUsize::MIN.saturating_add(255);

/// What somebody wants written.
pub(crate) enum Change {
    /// A remark.
    Post(Posting),
    /// A support, given or taken back.
    Support(Supporting),
    /// A vote.
    Vote(Voting),
    /// Nothing: who wants to know that all before it is written.
    Reach,
}

/// What became of a change.
pub(crate) struct Answer {
    /// The remark that it is about, as it is now.
    comment: Option<Stored>,
    /// Whether anything was written; `false` when it was so before.
    pub(crate) changed: bool,
}

impl Answer {
    /// The remark that the change is about.
    pub(crate) fn into_comment(self) -> Result<Stored, Error> {
        self.comment.ok_or_else(Error::not_found)
    }
}

/// A change that waits, and who waits for it.
struct Item {
    change: Change,
    queued: Instant,
    reply: oneshot::Sender<Result<Answer, Error>>,
}

/// The end of the queue at which changes come in.
pub(crate) struct Writer {
    queue: mpsc::Sender<Item>,
    closing: Arc<Notify>,
    ended: Mutex<Option<oneshot::Receiver<()>>>,
    metrics: Metrics,
}

/// What the writer works on.
struct Store {
    db: Db,
    drafts: Arc<Drafts>,
    rules: Arc<Kept>,
    hub: Hub,
    metrics: Metrics,
}

impl Writer {
    /// Starts the thread, which ends with this handle.
    pub(crate) fn start(db: Db, drafts: Arc<Drafts>, rules: Arc<Kept>, hub: Hub, commit_group: NonZeroUsize) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (closing, metrics) = (Arc::new(Notify::new()), Metrics::default());
        let store = Store { db, drafts, rules, hub, metrics: metrics.clone() };
        let (runtime, told) = (Handle::current(), Arc::clone(&closing));
        let (done, ended) = oneshot::channel();
        // Not one of the runtime's own: the end of the program does not wait for what the database does not finish.
        thread::spawn(move || {
            run(&runtime, &store, waiting, &told, commit_group);
            let _nobody_waits = done.send(());
        });
        Self { queue, closing, ended: Mutex::new(Some(ended)), metrics }
    }

    /// Writes a change; when this returns, it is durable.
    pub(crate) async fn write(&self, change: Change) -> Result<Answer, Error> {
        let (reply, answer) = oneshot::channel();
        let item = Item { change, queued: Instant::now(), reply };
        self.metrics.waiting.inc();
        if let Err(error) = self.queue.try_send(item) {
            self.metrics.waiting.dec();
            if matches!(error, TrySendError::Full(_)) {
                self.metrics.overloaded.inc();
            }
            return Err(Error::Overloaded);
        }
        // Without an answer only if the writer failed over it, which is in the log.
        answer.await.unwrap_or(Err(Error::Overloaded))
    }

    /// Returns when all that is waiting now is written and answered.
    pub(crate) async fn reach(&self) -> Result<(), Error> {
        let (reply, answer) = oneshot::channel();
        let item = Item { change: Change::Reach, queued: Instant::now(), reply };
        self.metrics.waiting.inc();
        // Not turned away where the queue is full: who closes a poll has to get behind its votes.
        if self.queue.send(item).await.is_err() {
            self.metrics.waiting.dec();
            return Err(Error::Overloaded);
        }
        answer.await.unwrap_or(Err(Error::Overloaded)).map(|_| ())
    }

    /// Takes nothing more in; returns when all that waited is written and answered.
    pub(crate) async fn close(&self) {
        self.closing.notify_one();
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(ended) = ended
            && ended.await.is_err()
        {
            tracing::error!("the writer failed");
        }
    }

    pub(crate) fn register_metrics(&self, registry: &mut Registry) {
        self.metrics.register(registry);
    }
}

/// Runs the writer on a thread of its own until the queue is closed and empty. A group takes some ten turns to the
/// database and back; to wake this thread is one call, to wake a worker of the runtime often wakes a second one.
fn run(runtime: &Handle, store: &Store, mut queue: mpsc::Receiver<Item>, closing: &Notify, commit_group: NonZeroUsize) {
    let mut write_all = || runtime.block_on(write_all(store, &mut queue, closing, commit_group));
    // A group that panics does not take the writer with it.
    while let Err(_told_by_the_hook) = panic::catch_unwind(AssertUnwindSafe(&mut write_all)) {
        tracing::error!("a group could not be written");
    }
}

/// Writes what waits, group by group.
async fn write_all(store: &Store, queue: &mut mpsc::Receiver<Item>, closing: &Notify, commit_group: NonZeroUsize) {
    loop {
        let mut items = Vec::new();
        tokio::select! {
            biased;
            () = closing.notified() => {
                queue.close();
                continue;
            }
            count = queue.recv_many(&mut items, commit_group.get()) => {
                if count == 0 {
                    return;
                }
            }
        }
        if let Some(mut refused) = store.write(items).await {
            // Who joined meanwhile waited as long as that group: not each group after another for the same lock. All
            // of them are taken out before the first is told: who then comes again comes to a new group.
            while let Ok(item) = queue.try_recv() {
                store.metrics.waiting.dec();
                refused.items.push(item);
            }
            store.refuse(refused);
        }
    }
}

/// What is not written because the database can't be for now.
struct Refused {
    items: Vec<Item>,
    error: busola_storage::Error,
}

impl Store {
    /// Writes a group and answers it, or gives what of it can't be written for now, unanswered.
    async fn write(&self, items: Vec<Item>) -> Option<Refused> {
        self.metrics.waiting.dec_by(items.len() as i64);
        match self.write_group(&items).await {
            Ok(written) => self.answer(items, written),
            Err(error) if error.is_temporary() => return Some(Refused { items, error }),
            // The database refuses all for what one of them is: alone, each of the others is written.
            Err(error) if items.len() > 1 => {
                tracing::warn!(%error, items = items.len(), "a group was refused, each of it is written alone");
                let mut items = items.into_iter();
                while let Some(item) = items.next() {
                    if let Some(mut refused) = Box::pin(self.write(vec![item])).await {
                        refused.items.extend(items);
                        return Some(refused);
                    }
                }
            }
            Err(error) => self.refuse(Refused { items, error }),
        }
        None
    }

    async fn write_group(&self, items: &[Item]) -> Result<Written, busola_storage::Error> {
        let begun = Instant::now();
        let outcome = async {
            let (tx, written) = group::write(&self.db, &self.drafts, &self.rules, items).await?;
            let Some(tx) = tx else { return Ok(written) };
            let committed = tx.commit().await;
            // Also if that failed: a connection that breaks does not tell whether it was done, and who sends it again
            // changes nothing more. Who is answered finds it there.
            self.tell(&written);
            committed.map(|()| written)
        };
        let outcome = outcome.await;
        self.metrics.transaction(items.len(), begun.elapsed());
        outcome
    }

    fn tell(&self, written: &Written) {
        for channel in &written.grown {
            self.hub.wake(*channel);
        }
        for (channel, subject) in &written.tallies {
            self.hub.tally(*channel, *subject);
        }
    }

    fn answer(&self, items: Vec<Item>, written: Written) {
        for (item, answer) in items.into_iter().zip(written.answers) {
            self.reply(item, answer);
        }
    }

    fn refuse(&self, refused: Refused) {
        let error = Arc::new(refused.error);
        for item in refused.items {
            self.reply(item, Err(Error::Storage(Arc::clone(&error))));
        }
    }

    fn reply(&self, item: Item, answer: Result<Answer, Error>) {
        self.metrics.answered(&answer, item.queued.elapsed());
        // Whoever does not wait any more sends it again, under the same id.
        let _gone = item.reply.send(answer);
    }
}
