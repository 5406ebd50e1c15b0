//! What leaves a room: a batch for all who are in the present.

use std::sync::Arc;

use tokio::time::Instant;

use super::{Room, State};
use crate::Error;
use crate::live::batch::{Batch, Shared, What};
use crate::live::hub::Hub;
use crate::live::shard::{Missed, Shard};
use crate::live::slots;
use crate::live::tally::{self, Tally};

/// A batch on its way to the shards.
pub(in crate::live) struct Outgoing {
    from: i64,
    numbers: Vec<Tally>,
    /// In which turn these are told.
    told_in: u64,
    presence: bool,
    pub(in crate::live) batch: Shared,
    pub(in crate::live) shards: Vec<Arc<Shard>>,
    /// Since when the first of its events was known of.
    pub(in crate::live) woken: Option<Instant>,
}

impl Room {
    /// The numbers that changed and may be told now.
    pub(in crate::live) async fn changed_numbers(&self, hub: &Hub) -> Result<Vec<Tally>, Error> {
        let changed = self.state().tallies.take(Instant::now());
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        // Read again, not remembered from the change: two that were counted at once may have told in the other order.
        let read = async {
            let mut session = hub.db().read().await?;
            tally::read(&mut session, &changed).await
        };
        let numbers = read.await.inspect_err(|_| changed.iter().for_each(|subject| self.tally_changed(*subject)))?;
        self.state().tallies.remember(&numbers);
        Ok(numbers)
    }

    /// What is to leave now: events that were not fanned out, these numbers, and who is here if that is due.
    pub(in crate::live) fn next_batch(&self, numbers: &[Tally]) -> Outgoing {
        let mut state = self.state();
        let from = state.fanned;
        state.page = None;
        let mut batch = self.events_after(&state, from);
        state.fanned = batch.last().unwrap_or(from);
        let told_in = state.tallies.turn();
        slots::push(&mut batch, self.channel, numbers, |tally| What::Tally(Missed { turn: told_in, head: tally.head }));
        let presence = state.presence.take(Instant::now());
        if presence {
            state.presence.push(&mut batch, self.channel);
        }
        // Not what this batch holds: it may have to be made again.
        state.ring.trim(from);
        let base = state.ring.base();
        if base > state.numbers_since {
            state.tallies.trim(base);
            state.numbers_since = base;
        }
        let woken = if state.fanned == state.ring.head() { state.woken.take() } else { state.woken };
        Outgoing { from, numbers: numbers.to_vec(), told_in, presence, batch: Arc::new(batch), shards: state.shards.clone(), woken }
    }

    /// The same batch made anew, because a text was taken out since.
    pub(in crate::live) fn remade(&self, outgoing: &Outgoing) -> Shared {
        let state = self.state();
        let mut batch = self.events_after(&state, outgoing.from);
        let missed = |tally: &Tally| What::Tally(Missed { turn: outgoing.told_in, head: tally.head });
        slots::push(&mut batch, self.channel, &outgoing.numbers, missed);
        if outgoing.presence {
            state.presence.push(&mut batch, self.channel);
        }
        Arc::new(batch)
    }

    /// Everything after a number that lies in the ring: what is not fanned out yet always does.
    fn events_after(&self, state: &State, sent: i64) -> Batch {
        state.ring.after(sent, usize::MAX, self.generation()).unwrap_or_default()
    }
}
