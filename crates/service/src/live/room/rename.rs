//! Another name in the place of one that is not to be told any more.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use uuid::Uuid;

use super::Room;
use crate::live::hub::Hub;

impl Room {
    /// Gives who wrote or said something another name in everything that has not been sent. When this returns, the name
    /// before is out.
    pub(in crate::live) fn rename(&self, hub: &Hub, of: &HashSet<Uuid>, name: &str) {
        let shards = {
            let mut state = self.state();
            // What was made before is not sent after.
            self.generation.store(hub.next_generation(), Ordering::SeqCst);
            state.ring.rename(of, name);
            state.page = None;
            state.shards.clone()
        };
        shards.iter().for_each(|shard| shard.pass());
    }
}
