//! What the removal of an account, or of an office, takes out of the hub.

use std::collections::HashSet;

use busola_domain::AccountId;
use busola_domain::live::{Channel, CloseCode};
use uuid::Uuid;

use super::Hub;
use crate::live::line::End;

impl Hub {
    /// Closes the connections of somebody who may do less from now on, or is gone, however they were signed in; who comes
    /// back is asked anew what they may.
    pub(crate) fn part_with(&self, account: AccountId) {
        for (_, line) in &self.lines().open {
            if line.account == Some(account) {
                line.end(End::Close(CloseCode::SignedOut));
            }
        }
    }

    /// Gives who wrote or said something another name in everything that has not been sent; `of` are the ids of what they
    /// wrote and said in a channel. When this returns, the name before is out.
    pub(crate) fn rename(&self, channel: Channel, of: &HashSet<Uuid>, name: &str) {
        if let Some(room) = self.room(channel) {
            room.rename(self, of, name);
        }
        self.0.older.purge(channel);
        // All of them: what was begun for a channel goes on after who left it.
        for (_, line) in &self.lines().open {
            line.cut_any(of);
        }
    }
}
