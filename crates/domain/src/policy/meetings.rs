//! The rules of meetings.

use super::{Action, Denied, Doors, Published, allow, resident};
use crate::account::{Actor, Role};
use crate::meeting::State;
use crate::meeting::poll::{Course, State as PollState};
use crate::time::Timestamp;

/// Who may follow a meeting: everybody a public one, else who has its code, and who runs it.
pub(super) fn follow(actor: Option<&Actor>, doors: Doors<'_>, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::ReadConsultation(doors.schedule), now)?;
    let staff = actor.is_some_and(|actor| actor.role >= Role::Moderator);
    // A name for the hall came in as one: where none are taken any more, that does not count.
    let is_guest = actor.is_some_and(|actor| actor.role == Role::Guest);
    let invited = doors.invited && (doors.guests || !is_guest);
    if doors.public || invited || staff { Ok(()) } else { Err(Denied::NotFound) }
}

/// Who may take part: who is signed in, or came in under a name for the hall where such names are taken.
pub(super) fn take_part(actor: Option<&Actor>, doors: Doors<'_>, state: State, now: Timestamp) -> Result<(), Denied> {
    follow(actor, doors, now)?;
    not_over(state)?;
    let person = actor.ok_or(Denied::SignInNeeded)?;
    if person.role > Role::Guest || (doors.guests && doors.invited) { Ok(()) } else { Err(Denied::SignInNeeded) }
}

/// Who may come in by the code: who has an account as themselves; else under a name for the hall, where such names are
/// taken. A name from elsewhere opens no more than no name.
pub(super) fn enter(actor: Option<&Actor>, doors: Doors<'_>, state: State, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::ReadConsultation(doors.schedule), now)?;
    if resident(actor).is_ok() {
        return Ok(());
    }
    not_over(state)?;
    if doors.guests { Ok(()) } else { Err(Denied::SignInNeeded) }
}

/// Who may be reminded of a meeting that has not begun: who has an address.
pub(super) fn be_reminded(actor: Option<&Actor>, doors: Doors<'_>, state: State, now: Timestamp) -> Result<(), Denied> {
    follow(actor, doors, now)?;
    not_over(state)?;
    if state != State::Planned {
        return Err(Denied::WrongState);
    }
    resident(actor).map(|_| ())
}

/// Who may vote; of a meeting that is over the polls are closed, and say so.
pub(super) fn vote(actor: Option<&Actor>, doors: Doors<'_>, state: State, poll: Course, now: Timestamp) -> Result<(), Denied> {
    match poll.state() {
        PollState::Closed => follow(actor, doors, now).and(Err(Denied::PollClosed)),
        PollState::Open | PollState::Prepared => {
            take_part(actor, doors, state, now)?;
            if poll.takes(now) { Ok(()) } else { Err(Denied::PollNotOpen) }
        }
    }
}

/// Who may read minutes: who runs the meeting at any time, everybody who may follow it once they are published.
pub(super) fn read_minutes(actor: Option<&Actor>, doors: Doors<'_>, published: Published, now: Timestamp) -> Result<(), Denied> {
    follow(actor, doors, now)?;
    let staff = actor.is_some_and(|actor| actor.role >= Role::Moderator);
    if staff || published == Published::Yes { Ok(()) } else { Err(Denied::NotFound) }
}

/// What is done before a meeting is over.
pub(super) fn not_over(state: State) -> Result<(), Denied> {
    match state {
        State::Planned | State::Running => Ok(()),
        State::Ended => Err(Denied::MeetingOver),
        State::Cancelled => Err(Denied::MeetingCancelled),
    }
}

/// What is done once a meeting is over.
pub(super) fn over(state: State) -> Result<(), Denied> {
    match state {
        State::Ended => Ok(()),
        State::Cancelled => Err(Denied::MeetingCancelled),
        State::Planned | State::Running => Err(Denied::MeetingNotOver),
    }
}

/// What is done before a meeting is begun.
pub(super) fn not_begun(state: State) -> Result<(), Denied> {
    match state {
        State::Planned | State::Cancelled => Ok(()),
        State::Running | State::Ended => Err(Denied::WrongState),
    }
}
