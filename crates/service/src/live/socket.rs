//! One open page's connection, as the hub knows it.

use std::sync::Arc;

use busola_domain::live::{CATCH_UP_MAX, CHANNELS_MAX, Channel, ErrorCode, ServerMessage};
use busola_domain::{Actor, UnitId};
use tokio::task::yield_now;
use tokio::time::Instant;

use super::frame;
use super::hub::Hub;
use super::line::{Line, Wire};
use super::locks::Who;
use super::room::{Place, Room};
use super::shard::{Counts, Fed};
use super::tally::ALWAYS;
use crate::Error;

/// A connection and the channels that it listens to. Dropping it leaves them.
pub struct Socket<W: Wire> {
    hub: Hub,
    key: usize,
    line: Arc<Line<W>>,
    subscriptions: Vec<Subscription>,
}

struct Subscription {
    room: Arc<Room>,
    place: Place,
    /// When it began, until it is in the present.
    began: Option<Instant>,
}

/// Why something that a client asked for could not be done: said to the client, or the end of the connection.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The client's doing.
    #[error("{1}")]
    Said(ErrorCode, &'static str),
    /// Not the client's doing.
    #[error(transparent)]
    Failed(#[from] Error),
}

const NO_SUCH_CHANNEL: Refusal = Refusal::Said(ErrorCode::UnknownChannel, "no such channel");
const NOT_SUBSCRIBED: Refusal = Refusal::Said(ErrorCode::UnknownChannel, "not subscribed");

impl<W: Wire> Socket<W> {
    pub(super) fn new(hub: Hub, key: usize, line: Arc<Line<W>>) -> Self {
        Self { hub, key, line, subscriptions: Vec::new() }
    }

    /// The way out.
    #[must_use]
    pub fn line(&self) -> &Line<W> {
        &self.line
    }

    /// Where the bytes go.
    #[must_use]
    pub fn wire(&self) -> &W {
        &self.line.wire
    }

    /// The hub that this belongs to.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Says something to this client alone.
    pub fn say(&self, message: &ServerMessage) {
        self.line.say(&frame::text(message));
    }

    fn find(&self, channel: Channel) -> Option<&Subscription> {
        self.subscriptions.iter().find(|subscription| subscription.room.channel == channel)
    }

    /// Subscribes: first the answer, then what was missed after `after`, then what happens.
    ///
    /// # Errors
    /// Unknown channels, also those that `actor` may not know of, and more than [`CHANNELS_MAX`].
    pub async fn subscribe(&mut self, actor: Option<&Actor>, name: &str, after: Option<i64>) -> Result<(), Refusal> {
        let channel: Channel = name.parse().map_err(|()| NO_SUCH_CHANNEL)?;
        let subscribed = |head| ServerMessage::Subscribed { channel: name.to_owned(), head };
        if let Some(subscription) = self.find(channel) {
            // Sent twice: the numbers must not begin anew on one connection.
            let head = subscription.place.shard.sent(subscription.place.key).unwrap_or_default();
            self.say(&subscribed(head));
            return Ok(());
        }
        if self.subscriptions.len() >= CHANNELS_MAX {
            return Err(Refusal::Said(ErrorCode::TooManyChannels, "64 channels a socket"));
        }
        let shared: Arc<Line> = self.line.clone();
        let began = Some(Instant::now());
        loop {
            let room = self.hub.open_room(channel).await?.ok_or(NO_SUCH_CHANNEL)?;
            // First: what changed who may listen is in the log.
            let mut head = room.head(&self.hub).await?;
            if !room.admits(actor, &self.hub).await? {
                return Err(NO_SUCH_CHANNEL);
            }
            if after.is_some_and(|after| after > head) {
                // Another process may have told this number.
                room.grown();
                head = room.head(&self.hub).await?;
            }
            let known = after.filter(|after| (0..=head).contains(after) && head - after <= CATCH_UP_MAX);
            // Of a meeting every poll's numbers are told, also to who begins now.
            let since = known.or_else(|| matches!(channel, Channel::Meeting(_)).then_some(ALWAYS));
            let who = Who::at(channel, actor);
            let Some(place) = room.enter(&shared, known.unwrap_or(head), since, who) else { continue };
            self.say(&subscribed(head));
            if known.is_none() && after.is_some() {
                self.hub.metrics().resyncs.inc();
                self.say(&ServerMessage::Resync { channel: name.to_owned(), head });
            }
            // Most pages have one for hours: no room for three more.
            self.subscriptions.reserve_exact(1);
            self.subscriptions.push(Subscription { room, place, began });
            self.line.fall_behind();
            return Ok(());
        }
    }

    /// Leaves a channel.
    ///
    /// # Errors
    /// When it was not subscribed to.
    pub fn unsubscribe(&mut self, name: &str) -> Result<(), Refusal> {
        let channel: Channel = name.parse().map_err(|()| NOT_SUBSCRIBED)?;
        let at = self.subscriptions.iter().position(|subscription| subscription.room.channel == channel).ok_or(NOT_SUBSCRIBED)?;
        self.subscriptions.swap_remove(at);
        Ok(())
    }

    /// Notes what this reader looks at.
    ///
    /// # Errors
    /// When the channel was not subscribed to, or has no such unit.
    pub fn focus(&self, name: &str, unit: Option<UnitId>) -> Result<(), Refusal> {
        let subscription = name.parse().ok().and_then(|channel| self.find(channel)).ok_or(NOT_SUBSCRIBED)?;
        match subscription.room.focus(&subscription.place, unit, self.hub.now()) {
            true => Ok(()),
            false => Err(Refusal::Said(ErrorCode::Malformed, "no such unit")),
        }
    }

    /// Brings every subscription that is behind nearer to the present, as far as the wire takes it.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn feed(&mut self) -> Result<(), Error> {
        for subscription in &mut self.subscriptions {
            if subscription.feed(&self.hub).await? == Fed::Stalled {
                // Once the wire takes more, this goes on.
                self.line.fall_behind();
                return Ok(());
            }
        }
        Ok(())
    }
}

impl<W: Wire> Drop for Socket<W> {
    fn drop(&mut self) {
        self.hub.disconnect(self.key);
    }
}

impl Subscription {
    async fn feed(&mut self, hub: &Hub) -> Result<Fed, Error> {
        let Place { shard, key, .. } = &self.place;
        let mut counts = Counts::default();
        let fed = loop {
            let sent = shard.sent(*key).unwrap_or_default();
            let events = self.room.after(hub, sent).await?;
            let current = |generation| generation == self.room.generation();
            if events.count(events.first_after(sent)) > 0 {
                if shard.feed(*key, &events, || current(events.generation), &mut counts) == Fed::Stalled {
                    break Fed::Stalled;
                }
                // Thousands may be catching up at once: what each of them sent is not kept while others do.
                drop(events);
                yield_now().await;
                continue;
            }
            let owed = self.room.owed(hub, &shard.take_owed(*key)).await?;
            match shard.feed(*key, &owed, || current(owed.generation), &mut counts) {
                Fed::Stalled => break Fed::Stalled,
                Fed::All if shard.join(*key) => break Fed::All,
                Fed::All | Fed::Outdated => {}
            }
        };
        hub.metrics().count(&counts);
        if fed == Fed::All
            && let Some(began) = self.began.take()
        {
            hub.metrics().catch_up.observe(began.elapsed().as_secs_f64());
        }
        Ok(fed)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.room.leave(&self.place);
    }
}
