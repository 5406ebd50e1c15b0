//! A crowd of readers: thousands of sockets, each of which checks that it gets each event once and in order.

pub(crate) mod dialect;
mod ledger;
mod record;
mod seat;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::machine;
pub(crate) use dialect::Dialect;
pub(crate) use ledger::{Ledger, Tally};
pub(crate) use record::Told;
use seat::Seat;

/// How long anything that all wait for may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often it is looked whether it has happened.
const GLANCE: Duration = Duration::from_millis(10);
/// Sockets that are opened at the same time when nobody is in a hurry.
const DOORS: usize = 64;
/// Files of this process beside the sockets.
const OTHER_FILES: usize = 500;

/// Where the sockets go, and how they talk there.
#[derive(Clone)]
pub(crate) struct Place {
    /// The address to connect to.
    pub(crate) host: SocketAddr,
    /// The same as a URL, with its path.
    pub(crate) url: String,
    /// How they talk.
    pub(crate) dialect: Dialect,
}

/// How fast the sockets come.
#[derive(Clone, Copy)]
pub(crate) enum Rush {
    /// A few at a time.
    InTurn,
    /// All at once.
    AtOnce,
}

/// What all sockets of a crowd share.
struct Shared {
    place: Place,
    doors: Semaphore,
    ledger: Arc<Ledger>,
}

/// The sockets; they are closed with it.
pub(crate) struct Crowd {
    /// What was published and what came of it.
    pub(crate) ledger: Arc<Ledger>,
    place: Place,
    seats: Vec<Arc<Seat>>,
    tasks: JoinSet<()>,
}

impl Crowd {
    /// A crowd that is not there yet. The first `stopping` sockets are such as can stop reading.
    pub(crate) fn new(place: &Place, sockets: usize, stopping: usize) -> Result<Self> {
        let files = machine::file_limit()?;
        ensure!(sockets + OTHER_FILES <= files, "{sockets} sockets need more than the {files} open files that this process may have");
        let seats = (0..sockets).map(|number| Arc::new(Seat::new(number, number < stopping))).collect();
        Ok(Self { ledger: Arc::new(Ledger::new()), place: place.clone(), seats, tasks: JoinSet::new() })
    }

    /// How many sockets it has.
    pub(crate) fn len(&self) -> usize {
        self.seats.len()
    }

    /// Lets all come in turn, and waits until what follows a subscription, such as presence, is over.
    pub(crate) async fn gather(&mut self) -> Result<()> {
        self.enter(Rush::InTurn);
        self.seated().await?;
        sleep(Duration::from_millis(1_500)).await;
        self.ledger.take();
        Ok(())
    }

    /// Lets all come; whoever has been there before goes on after the last event that came.
    pub(crate) fn enter(&mut self, rush: Rush) {
        let doors = match rush {
            Rush::InTurn => DOORS,
            Rush::AtOnce => Semaphore::MAX_PERMITS,
        };
        let shared = Arc::new(Shared { place: self.place.clone(), doors: Semaphore::new(doors), ledger: Arc::clone(&self.ledger) });
        for seat in &self.seats {
            self.tasks.spawn(seat::sit(Arc::clone(&shared), Arc::clone(seat)));
        }
    }

    /// Closes all connections at once, and tells when.
    pub(crate) async fn leave(&mut self) -> Instant {
        let now = Instant::now();
        self.tasks.shutdown().await;
        for seat in &self.seats {
            seat.record().is_present = false;
        }
        now
    }

    /// Waits until all are there.
    pub(crate) async fn seated(&self) -> Result<()> {
        self.until("are subscribed", |seat| seat.record().is_present).await
    }

    /// Waits until all are back from a drop and have what they missed.
    pub(crate) async fn returned(&self) -> Result<()> {
        self.until("are back and have what they missed", |seat| seat.record().has_returned).await
    }

    /// Waits until all have everything that was acknowledged.
    pub(crate) async fn caught_up(&self) -> Result<()> {
        let head = self.ledger.acknowledged();
        self.until("have every event", |seat| seat.record().last() >= Some(head)).await
    }

    /// The same, but for those that can stop reading.
    pub(crate) async fn others_caught_up(&self) -> Result<()> {
        let head = self.ledger.acknowledged();
        self.until("have every event", |seat| seat.stops || seat.record().last() >= Some(head)).await
    }

    /// Waits until all were told of so many ballots in the poll that is watched.
    pub(crate) async fn counted(&self, ballots: u64) -> Result<()> {
        self.until("were told of every ballot", |seat| seat.record().poll.last() >= Some(ballots)).await
    }

    /// Waits until all were told that the poll is closed.
    pub(crate) async fn closed(&self) -> Result<()> {
        self.until("were told of the closing", |seat| seat.record().poll.closed.is_some()).await
    }

    /// What each socket was told of the poll.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.seats.iter().map(|seat| seat.record().poll.clone()).collect()
    }

    /// Those that can stop reading do so, or go on.
    pub(crate) fn stop_reading(&self, stopped: bool) {
        for seat in self.seats.iter().filter(|seat| seat.stops) {
            seat.asleep.store(stopped, Ordering::Relaxed);
            seat.wake.notify_one();
        }
    }

    async fn until(&self, what: &str, is_so: impl Fn(&Seat) -> bool) -> Result<()> {
        let start = Instant::now();
        loop {
            if let Some(fault) = self.ledger.fault() {
                bail!("{fault}");
            }
            let left = self.seats.iter().filter(|seat| !is_so(seat)).count();
            if left == 0 {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                let (all, refused) = (self.seats.len(), self.ledger.take().refused.unwrap_or_else(|| "none was refused".to_owned()));
                bail!("{} of {all} sockets {what} after {} s; {refused}", all - left, PATIENCE.as_secs());
            }
            sleep(GLANCE).await;
        }
    }
}
