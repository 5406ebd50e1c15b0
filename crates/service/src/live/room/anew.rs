//! The same events with other names in them.

use std::sync::atomic::Ordering;

use super::Room;
use crate::live::frame::EventFrame;
use crate::live::hub::Hub;
use crate::{Error, events};

impl Room {
    /// Composes what lies in the ring anew: names in it have changed, though no event tells of each.
    pub(in crate::live) async fn compose_anew(&self, hub: &Hub) -> Result<(), Error> {
        let _one_at_a_time = self.reading.lock().await;
        loop {
            let generation = self.generation();
            let (base, head) = {
                let state = self.state();
                (state.ring.base(), state.ring.head())
            };
            let mut session = hub.db().read().await?;
            let items = events::read(&mut session, hub.markup(), self.channel, base, head - base, hub.now()).await?;
            drop(session);
            let shards = {
                let mut state = self.state();
                // A text that was taken out meanwhile is not put back.
                if self.generation() != generation {
                    continue;
                }
                self.generation.store(hub.next_generation(), Ordering::SeqCst);
                state.ring.replace(items.into_iter().map(|item| EventFrame::new(self.channel, item.event, item.words)));
                state.page = None;
                state.shards.clone()
            };
            shards.iter().for_each(|shard| shard.pass());
            return Ok(());
        }
    }
}
