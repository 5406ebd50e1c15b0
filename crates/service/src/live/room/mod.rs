//! A channel that somebody listens to: who is in it, and what of the log lies in its ring.

mod anew;
mod catch_up;
mod outgoing;
mod rename;

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use busola_domain::event::About;
use busola_domain::live::Channel;
use busola_domain::policy::{Action, Doors, allow};
use busola_domain::{Actor, EventKind, Schedule, Subject, Timestamp, UnitId};
use busola_storage::{
    Session, consultations, drafts,
    meetings::{self, members},
};
use tokio::sync::Notify;
use tokio::time::Instant;

use super::batch::Shared;
use super::frame::EventFrame;
use super::hub::Hub;
use super::line::Line;
use super::locks::Who;
use super::ring::{PAGE, Ring};
use super::shard::{Behind, Shard};
use super::slots::{Presence, Tallies};
use crate::{Error, events};

pub(super) use outgoing::Outgoing;

pub(super) struct Room {
    pub(super) channel: Channel,
    /// Rings when there is something to do.
    pub(super) wake: Notify,
    /// The log has grown, as far as anybody said.
    stale: AtomicBool,
    /// Counts the texts that were taken out: what was made before is not sent after.
    generation: AtomicU64,
    /// One reader of the log at a time, so that events are taken in their order.
    reading: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

struct State {
    facts: Facts,
    ring: Ring,
    /// Up to here events were given to the shards.
    fanned: i64,
    /// What was last made of the ring for who catches up, and after which number: who lost their connections at one
    /// moment ask for the same.
    page: Option<(i64, Shared)>,
    /// Numbers that changed since this head are remembered; before it, the database is asked.
    numbers_since: i64,
    tallies: Tallies,
    presence: Presence,
    shards: Vec<Arc<Shard>>,
    /// When the first of the events that are not fanned out yet was known of.
    woken: Option<Instant>,
    empty_since: Option<Instant>,
    closed: bool,
}

/// What decides who may listen, and to what one may look.
struct Facts {
    schedule: Schedule,
    /// Of a meeting: whether everybody finds it.
    public: bool,
    /// Of a meeting: whether names for the hall are taken.
    guests: bool,
    units: HashSet<UnitId>,
}

/// A place in a room.
pub(super) struct Place {
    pub(super) shard: Arc<Shard>,
    pub(super) key: usize,
    /// At a desk: whose.
    who: Option<Box<Who>>,
}

impl Room {
    /// `None` without such a channel.
    pub(super) async fn open(hub: &Hub, channel: Channel) -> Result<Option<Arc<Self>>, Error> {
        let mut session = hub.db().snapshot().await?;
        let Some(facts) = facts(channel, &mut session).await? else { return Ok(None) };
        let head = events_head(&mut session, channel).await?;
        drop(session);
        let state = State {
            facts,
            ring: Ring::before(head),
            fanned: 0,
            page: None,
            // A number that changed at this very head may have done so before now.
            numbers_since: head + 1,
            tallies: Tallies::default(),
            presence: Presence::new(channel),
            shards: Vec::new(),
            woken: None,
            empty_since: None,
            closed: false,
        };
        let room = Arc::new(Self {
            channel,
            wake: Notify::new(),
            stale: AtomicBool::new(true),
            generation: AtomicU64::new(hub.next_generation()),
            reading: tokio::sync::Mutex::new(()),
            state: Mutex::new(state),
        });
        while room.read_on(hub).await? {}
        let mut state = room.state();
        state.fanned = state.ring.head();
        state.woken = None;
        drop(state);
        // Whoever hid or wrote something meanwhile found no room to tell it to: the first to come looks again.
        room.stale.store(true, Ordering::SeqCst);
        Ok(Some(room))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// Whether somebody may listen here.
    pub(super) async fn admits(&self, actor: Option<&Actor>, hub: &Hub) -> Result<bool, Error> {
        let id = match self.channel {
            Channel::Meeting(id) => id,
            Channel::Consultation(_) => {
                return Ok(allow(actor, Action::ReadConsultation(&self.state().facts.schedule), hub.now()).is_ok());
            }
            Channel::Desk(_) => return Ok(allow(actor, Action::Moderate, hub.now()).is_ok()),
        };
        let admits = |invited| {
            let state = self.state();
            let facts = &state.facts;
            let doors = Doors { schedule: &facts.schedule, public: facts.public, invited, guests: facts.guests };
            allow(actor, Action::FollowMeeting(doors), hub.now()).is_ok()
        };
        if admits(false) {
            return Ok(true);
        }
        // What its consultation became meanwhile is not in this log.
        let mut session = hub.db().read().await?;
        if let Some(facts) = facts(self.channel, &mut session).await? {
            self.state().facts = facts;
        }
        let invited = match actor {
            Some(actor) => members::is_member(&mut session, id, actor.account).await?,
            None => false,
        };
        Ok(admits(invited))
    }

    /// The number of the latest event, as of now: somebody who was just told of one of their own finds it here.
    pub(super) async fn head(&self, hub: &Hub) -> Result<i64, Error> {
        while self.read_on(hub).await? {}
        Ok(self.state().ring.head())
    }

    /// The number of the latest event that is known here.
    pub(super) fn known_head(&self) -> i64 {
        self.state().ring.head()
    }

    /// The number of the latest event that was given to the shards.
    pub(super) fn fanned(&self) -> i64 {
        self.state().fanned
    }

    /// Says that the log has grown.
    pub(super) fn grown(&self) {
        self.stale.store(true, Ordering::SeqCst);
        self.state().woken.get_or_insert_with(Instant::now);
        self.wake.notify_one();
    }

    /// Says that a number has changed.
    pub(super) fn tally_changed(&self, subject: Subject) {
        self.state().tallies.change(subject);
        self.wake.notify_one();
    }

    /// Takes a reader in who has everything up to `sent`; `None` once the room is closed.
    pub(super) fn enter(&self, line: &Arc<Line>, sent: i64, since: Option<i64>, who: Option<Box<Who>>) -> Option<Place> {
        let shards = {
            let mut state = self.state();
            if state.closed {
                return None;
            }
            state.presence.enter();
            state.empty_since = None;
            state.shards.clone()
        };
        self.wake.notify_one();
        let owed = Behind::coming(since);
        // Not under the room's lock: a shard may be in the middle of a fan-out.
        let found = shards.into_iter().rev().find_map(|shard| Some((shard.enter(line, sent, owed)?, shard)));
        if let Some((key, shard)) = found {
            return Some(Place { shard, key, who });
        }
        let mut state = self.state();
        let shard = Arc::new(Shard::new(state.fanned));
        let key = shard.enter(line, sent, owed)?;
        state.shards.push(Arc::clone(&shard));
        Some(Place { shard, key, who })
    }

    pub(super) fn leave(&self, place: &Place) {
        let focus = place.shard.leave(place.key);
        let mut state = self.state();
        state.presence.leave(focus);
        if let Some(who) = &place.who {
            state.presence.unlock(who, focus);
        }
        drop(state);
        self.wake.notify_one();
    }

    /// `false` when the unit is not in the present draft. At a desk it is a remark, which is not looked for: whatever
    /// else it is, nobody sees.
    pub(super) fn focus(&self, place: &Place, unit: Option<UnitId>, now: Timestamp) -> bool {
        if place.who.is_none() && unit.is_some_and(|unit| !self.state().facts.units.contains(&unit)) {
            return false;
        }
        let before = place.shard.focus(place.key, unit);
        let mut state = self.state();
        state.presence.look(before, unit);
        if let Some(who) = place.who.as_ref().filter(|_| before != unit) {
            state.presence.unlock(who, before);
            state.presence.lock(who, unit, now);
        }
        drop(state);
        self.wake.notify_one();
        true
    }

    /// Closes the room when nobody has been in it for a while: who lost a connection comes back to a room that knows.
    pub(super) fn close_if_left(&self, now: Instant, linger: std::time::Duration) -> bool {
        let mut state = self.state();
        if state.presence.count() > 0 {
            return false;
        }
        state.closed = now - *state.empty_since.get_or_insert(now) >= linger;
        state.closed
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    /// When something has to leave that was not to leave before.
    pub(super) fn due(&self) -> Option<Instant> {
        let state = self.state();
        [state.tallies.due(), state.presence.due()].into_iter().flatten().min()
    }

    /// Takes a page of what is new in the log into the ring; `true` when there may be more.
    pub(super) async fn read_on(&self, hub: &Hub) -> Result<bool, Error> {
        let _one_at_a_time = self.reading.lock().await;
        // Whoever held the lock may have read it all.
        if !self.stale.swap(false, Ordering::SeqCst) {
            return Ok(false);
        }
        let read = self.read_page(hub).await;
        if !matches!(read, Ok(false)) {
            self.stale.store(true, Ordering::SeqCst);
        }
        read
    }

    async fn read_page(&self, hub: &Hub) -> Result<bool, Error> {
        loop {
            let (head, generation) = (self.known_head(), self.generation());
            let mut session = hub.db().read().await?;
            let items = events::read(&mut session, hub.markup(), self.channel, head, PAGE, hub.now()).await?;
            let of_the_channel = |kind: EventKind| kind.about() == About::Consultation || kind == EventKind::SessionChanged;
            let new_facts = match items.iter().any(|item| of_the_channel(item.event.kind)) {
                true => facts(self.channel, &mut session).await?,
                false => None,
            };
            drop(session);
            let mut state = self.state();
            if self.generation() != generation {
                continue;
            }
            if let Some(facts) = new_facts {
                state.facts = facts;
            }
            let full = items.len() as i64 == PAGE;
            hub.metrics().events.inc_by(items.len() as u64);
            for item in items {
                // Another process may have taken it out: what waits here loses the text too.
                if let Some(words) = item.words.filter(|_| item.event.kind.takes_words_out()) {
                    self.take_out(&mut state, hub, words);
                }
                state.ring.push(EventFrame::new(self.channel, item.event, item.words));
            }
            return Ok(full);
        }
    }

    fn take_out(&self, state: &mut State, hub: &Hub, words: Subject) {
        self.generation.store(hub.next_generation(), Ordering::SeqCst);
        state.ring.redact(words);
        state.page = None;
        state.tallies.forget(words);
    }

    /// Takes words out of everything that has not been sent. When this returns, they are out.
    pub(super) fn redact(&self, hub: &Hub, words: Subject) {
        let shards = {
            let mut state = self.state();
            self.take_out(&mut state, hub, words);
            state.shards.clone()
        };
        shards.iter().for_each(|shard| shard.pass());
    }
}

async fn events_head(session: &mut Session, channel: Channel) -> Result<i64, Error> {
    Ok(busola_storage::events::head(session, channel).await?)
}

/// The facts of a channel; only units of the present draft can be looked at.
async fn facts(channel: Channel, session: &mut Session) -> Result<Option<Facts>, Error> {
    let (id, public, guests) = match channel {
        Channel::Consultation(id) | Channel::Desk(id) => (id, true, false),
        Channel::Meeting(id) => {
            let Some(meeting) = meetings::by_id(session, id).await? else { return Ok(None) };
            (meeting.consultation, meeting.public, meeting.rules.guests)
        }
    };
    let Some(consultation) = consultations::by_id(session, id).await? else { return Ok(None) };
    let units = drafts::units(session, id, consultation.draft_version).await?;
    let units = units.into_iter().map(|unit| unit.unit.id).collect();
    Ok(Some(Facts { schedule: consultation.schedule, public, guests, units }))
}
