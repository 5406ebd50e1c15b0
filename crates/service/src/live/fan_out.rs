//! From a room to all who are in it.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinSet, yield_now};
use tokio::time::{Instant, sleep, sleep_until};

use super::batch::Shared;
use super::hub::Hub;
use super::room::{Outgoing, Room};
use super::shard::{Counts, Shard};

/// How long a room waits after the database could not be read.
const PAUSE: Duration = Duration::from_millis(250);
/// A fan-out is followed by a rest of so many times as long as it took itself, but by none longer than the maximum: so
/// who writes has time between, and what comes up meanwhile leaves together, in one write for each reader. Nobody sees
/// a fortieth of a second.
const RESTS: u32 = 3;
const REST_MAX: Duration = Duration::from_millis(25);
/// Nor by one that is shorter than what the clock of the runtime can tell.
const REST_MIN: Duration = Duration::from_millis(1);
/// From so many shards on the work is divided among the cores.
const MANY_SHARDS: usize = 4;

/// Runs a room until it is closed: whatever came up meanwhile leaves in the next batch, in one write for each reader.
pub(super) async fn keep(hub: Hub, room: Arc<Room>) {
    loop {
        let due = room.due();
        tokio::select! {
            () = room.wake.notified() => {}
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
        }
        if room.is_closed() {
            return;
        }
        if let Err(error) = turn(&hub, &room).await {
            // The next turn goes on from where the room is.
            tracing::warn!(%error, channel = %room.channel, "the log could not be read");
            sleep(PAUSE).await;
            room.wake.notify_one();
        }
    }
}

async fn turn(hub: &Hub, room: &Arc<Room>) -> Result<(), crate::Error> {
    loop {
        let more = room.read_on(hub).await?;
        let numbers = room.changed_numbers(hub).await?;
        let outgoing = room.next_batch(&numbers);
        let mut took = Duration::ZERO;
        if !outgoing.batch.is_empty() {
            took = fan_out(hub, room, outgoing).await;
        }
        if !more {
            if took >= REST_MIN {
                sleep((took * RESTS).min(REST_MAX)).await;
            }
            return Ok(());
        }
    }
}

/// Tells how long it took.
async fn fan_out(hub: &Hub, room: &Arc<Room>, outgoing: Outgoing) -> Duration {
    let began = Instant::now();
    let outgoing = Arc::new(outgoing);
    let lanes = if outgoing.shards.len() < MANY_SHARDS { 1 } else { hub.lanes() };
    if lanes == 1 {
        hub.metrics().count(&lane(room, &outgoing, 0, 1).await);
    } else {
        let mut running = JoinSet::new();
        for number in 0..lanes {
            let (room, outgoing) = (Arc::clone(room), Arc::clone(&outgoing));
            running.spawn(async move { lane(&room, &outgoing, number, lanes).await });
        }
        while let Some(counts) = running.join_next().await {
            hub.metrics().count(&counts.unwrap_or_default());
        }
    }
    let took = began.elapsed();
    hub.metrics().fan_out.observe(took.as_secs_f64());
    if let (Some(woken), Some(_)) = (outgoing.woken, outgoing.batch.last()) {
        hub.metrics().delivery.observe(woken.elapsed().as_secs_f64());
    }
    took
}

/// Every `step`th shard from one on.
async fn lane(room: &Room, outgoing: &Outgoing, first: usize, step: usize) -> Counts {
    let mut batch = Arc::clone(&outgoing.batch);
    let mut counts = Counts::default();
    for shard in outgoing.shards.iter().skip(first).step_by(step) {
        counts.add(deliver(room, outgoing, shard, &mut batch));
        // A shard takes a millisecond or two: others want to run too.
        yield_now().await;
    }
    counts
}

fn deliver(room: &Room, outgoing: &Outgoing, shard: &Shard, batch: &mut Shared) -> Counts {
    loop {
        if let Some(counts) = shard.deliver(batch, || batch.generation == room.generation()) {
            return counts;
        }
        *batch = room.remade(outgoing);
    }
}
