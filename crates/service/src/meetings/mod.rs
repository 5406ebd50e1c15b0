//! Live sessions of consultations, called meetings: announced and run by moderators, followed by everyone. One noun a
//! file: what moderators do with the meeting itself, questions, speakers, polls and votes.

mod change;
mod create;
mod guests;
mod log;
mod minutes;
mod polls;
mod questions;
mod read;
mod reminders;
mod run;
mod speakers;
mod spoken;
mod view;
mod vote;

use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, Doors, allow};
use busola_domain::{Actor, EventKind, MeetingId, Role, Schedule, Timestamp};
use busola_storage::meetings::{self, Stored, members};
use busola_storage::{Session, consultations, events};
use uuid::Uuid;

pub(crate) use guests::neutral_name;
pub use guests::{Entered, WayIn};
pub(crate) use log::compose;
pub use questions::{Asked, Handling, NewQuestion};
pub use read::{CalendarEntry, ConsultationCalendar, MeetingPage, NamedPoll};
pub(crate) use read::{PAST_MAX, listed};
pub use reminders::Reminder;
pub use run::FocusChange;
pub use spoken::{Consent, Offer, Shown};
pub(crate) use view::told;
pub(crate) use vote::{Delta, Voting};

use crate::consultations::{Key, find};
use crate::{Error, Service};

/// A meeting with its consultation, as rules ask for them.
pub(crate) struct Found {
    pub(crate) meeting: Stored,
    pub(crate) consultation: consultations::Stored,
    /// Whether the person came in by its code.
    pub(crate) invited: bool,
}

impl Found {
    pub(crate) fn doors(&self) -> Doors<'_> {
        doors(&self.meeting, &self.consultation.schedule, self.invited)
    }

    fn channel(&self) -> Channel {
        Channel::Meeting(self.meeting.id)
    }
}

/// What decides who may be in a meeting.
pub(crate) fn doors<'a>(meeting: &Stored, schedule: &'a Schedule, invited: bool) -> Doors<'a> {
    Doors { schedule, public: meeting.public, invited, guests: meeting.rules.guests }
}

/// Completes a meeting for somebody.
async fn completed(session: &mut Session, meeting: Stored, actor: Option<&Actor>) -> Result<Found, Error> {
    let consultation = find(session, &Key::Id(meeting.consultation)).await?;
    let invited = is_invited(session, &meeting, actor).await?;
    Ok(Found { meeting, consultation, invited })
}

/// Whether somebody came into a meeting by its code; not asked where nothing depends on it.
async fn is_invited(session: &mut Session, meeting: &Stored, actor: Option<&Actor>) -> Result<bool, Error> {
    match actor {
        Some(actor) if !meeting.public || actor.role == Role::Guest => Ok(members::is_member(session, meeting.id, actor.account).await?),
        _ => Ok(false),
    }
}

/// A meeting for somebody who may follow it.
async fn followed(session: &mut Session, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Found, Error> {
    let meeting = meetings::by_id(session, id).await?.ok_or_else(Error::not_found)?;
    let found = completed(session, meeting, actor).await?;
    allow(actor, Action::FollowMeeting(found.doors()), now)?;
    Ok(found)
}

/// The same, taken until the commit: whoever changes a meeting or what belongs to it takes it first.
async fn taken(tx: &mut Session, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Found, Error> {
    let meeting = meetings::take(tx, id).await?.ok_or_else(Error::not_found)?;
    let found = completed(tx, meeting, actor).await?;
    allow(actor, Action::FollowMeeting(found.doors()), now)?;
    Ok(found)
}

/// The same, for somebody who takes part.
async fn joined<'a>(tx: &mut Session, actor: Option<&'a Actor>, id: MeetingId, now: Timestamp) -> Result<(Found, &'a Actor), Error> {
    let found = taken(tx, actor, id, now).await?;
    allow(actor, Action::TakePart(found.doors(), found.meeting.course.state()), now)?;
    Ok((found, actor.ok_or(Denied::SignInNeeded)?))
}

/// The same, for who runs it while it is not over.
async fn run_by(tx: &mut Session, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Found, Error> {
    allow(actor, Action::RunMeetings, now)?;
    let found = taken(tx, actor, id, now).await?;
    allow(actor, Action::RunMeeting(found.meeting.course.state()), now)?;
    Ok(found)
}

/// Adds an event to a meeting's log, in the transaction of the change.
async fn append(tx: &mut Session, id: MeetingId, kind: EventKind, subject: Uuid, now: Timestamp) -> Result<i64, Error> {
    Ok(events::append(tx, Channel::Meeting(id), kind, subject, 1, now).await?)
}

impl Service {
    /// Ends a transaction on a meeting and says so to everybody who follows it.
    async fn commit_meeting(&self, tx: Session, id: MeetingId) -> Result<(), Error> {
        tx.commit().await?;
        self.0.hub.wake(Channel::Meeting(id));
        Ok(())
    }
}
