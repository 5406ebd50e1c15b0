//! What a room has for who is behind: who comes, who comes back, and who did not take what was sent.

use std::collections::HashSet;
use std::sync::Arc;

use busola_domain::live::Channel;

use super::Room;
use crate::Error;
use crate::live::batch::{Batch, Shared, What};
use crate::live::hub::Hub;
use crate::live::shard::{Behind, Missed};
use crate::live::slots;

/// Bytes of events that are made ready at a time for who catches up from the ring.
const PAGE_BYTES: usize = 64 * 1024;

impl Room {
    /// A page of events after a number, from the ring or else from the log; empty at the head.
    pub(in crate::live) async fn after(&self, hub: &Hub, sent: i64) -> Result<Shared, Error> {
        let generation = {
            let mut state = self.state();
            let generation = self.generation();
            if let Some((from, page)) = &state.page
                && (*from, page.generation) == (sent, generation)
            {
                return Ok(Arc::clone(page));
            }
            if let Some(batch) = state.ring.after(sent, PAGE_BYTES, generation) {
                let page = Arc::new(batch);
                state.page = Some((sent, Arc::clone(&page))).filter(|(_, page)| !page.is_empty());
                return Ok(page);
            }
            generation
        };
        let page = hub.older().page(hub, self.channel, sent, generation).await?;
        if generation != self.generation() {
            // It is not sent any more, and may hold what was taken out: it came back after the others were dropped.
            hub.older().purge(self.channel);
        }
        Ok(page)
    }

    /// What somebody is owed beside events.
    pub(in crate::live) async fn owed(&self, hub: &Hub, owed: &Behind) -> Result<Batch, Error> {
        // What was told so long ago that it is forgotten here is asked for like what changed before the room opened.
        let (remembered, trimmed) = {
            let state = self.state();
            (state.numbers_since, state.tallies.trimmed())
        };
        // Of polls everything is told to whoever comes, also what nobody voted in since the room opened.
        let always_asked = matches!(self.channel, Channel::Meeting(_));
        let forgotten = owed.missed.map(|missed| missed.head).filter(|head| *head < trimmed);
        let since = owed.since.into_iter().chain(forgotten).min();
        let mut numbers = match since.filter(|since| *since < remembered || always_asked) {
            Some(since) => hub.older().numbers(hub, self.channel, since).await?,
            None => Vec::new(),
        };
        let state = self.state();
        let generation = self.generation();
        if let Some(since) = since {
            // What was told since the room opened is newer.
            let told: Vec<_> = state.tallies.since(since).collect();
            let newer: HashSet<_> = told.iter().map(|tally| tally.subject).collect();
            numbers.retain(|tally| !newer.contains(&tally.subject));
            numbers.extend(told);
        }
        let missed: Vec<_> = owed.missed.iter().flat_map(|missed| state.tallies.told_since(missed.turn)).collect();
        let presence = owed.presence.then(|| state.presence.clone());
        drop(state);
        let mut batch = Batch::of(generation, []);
        slots::push(&mut batch, self.channel, &numbers, |tally| What::Number(tally.head));
        if let Some(Missed { turn, .. }) = owed.missed {
            slots::push(&mut batch, self.channel, &missed, |tally| What::Tally(Missed { turn, head: tally.head }));
        }
        if let Some(presence) = presence {
            presence.push(&mut batch, self.channel);
        }
        Ok(batch)
    }
}
