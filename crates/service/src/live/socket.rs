//! One open page's connection, as the hub knows it.

use std::sync::Arc;

use busola_domain::live::{Channel, CloseCode};
use tokio::sync::{mpsc, watch};

use super::frame::Frame;
use super::hub::Hub;
use super::room::Room;
use crate::Error;

/// Frames that may wait for one socket. Past it the reader is too slow.
pub(super) const QUEUE: usize = 1024;

pub(super) type SocketId = u64;

/// A connection. Dropping it leaves every channel.
pub struct Socket {
    pub(super) id: SocketId,
    pub(super) hub: Hub,
    pub(super) sender: mpsc::Sender<Arc<Frame>>,
    pub(super) close: watch::Sender<Option<CloseCode>>,
}

/// What arrives for a connection.
pub struct Queue {
    /// Frames, in order.
    pub frames: mpsc::Receiver<Arc<Frame>>,
    /// Set once, when the connection is to be closed.
    pub close: watch::Receiver<Option<CloseCode>>,
}

/// A channel that a connection listens to.
pub struct Subscription {
    pub(super) room: Arc<Room>,
    pub(super) hub: Hub,
    /// The number of the channel's latest event when the subscription began: later ones come by the queue.
    pub head: i64,
}

impl Subscription {
    /// A page of what was missed, after `after` and up to the subscription's head.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn missed(&self, after: i64) -> Result<Vec<Arc<Frame>>, Error> {
        self.room.missed(&self.hub, after, self.head).await
    }

    /// The tallies that changed when the channel's head was `after` or later.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn tallies(&self, after: i64) -> Result<Vec<Arc<Frame>>, Error> {
        self.room.tallies_since(&self.hub, after).await
    }

    /// Who is here now.
    #[must_use]
    pub fn presence(&self) -> Arc<Frame> {
        self.room.presence()
    }
}

impl Socket {
    /// Which channel is looked at where; `false` when the unit is not in its draft.
    #[must_use]
    pub fn focus(&self, subscription: &Subscription, unit: Option<busola_domain::UnitId>) -> bool {
        subscription.room.focus(self.id, unit)
    }

    /// Leaves a channel.
    pub fn leave(&self, channel: Channel) {
        self.hub.leave(channel, self.id);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.hub.disconnect(self.id);
    }
}
