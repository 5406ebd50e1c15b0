//! The rules of remarks that are there.

use super::{Action, Denied, Item, allow, author, open, resident};
use crate::account::{Actor, Role};
use crate::comment::{EDIT_WINDOW, Status};
use crate::consultation::Moderation;
use crate::schedule::{Phase, Schedule};
use crate::time::Timestamp;

/// Who may read a remark: everybody a public one, its author and moderators one that waits.
pub(super) fn read(actor: Option<&Actor>, item: Item) -> Result<(), Denied> {
    match item.status {
        Status::Published => Ok(()),
        Status::Pending if is_staff(actor) || author(actor, item) => Ok(()),
        Status::Pending => Err(Denied::NotFound),
        Status::Hidden | Status::Withdrawn => Err(Denied::WrongState),
    }
}

/// Who may change a remark: its author, soon after it was received and while nobody has answered or approved it.
pub(super) fn edit(actor: Option<&Actor>, schedule: &Schedule, moderation: Moderation, item: Item, now: Timestamp) -> Result<(), Denied> {
    own(actor, item)?;
    let staff = is_staff(actor);
    open(schedule, now, staff)?;
    match item.status {
        Status::Hidden | Status::Withdrawn => Err(Denied::WrongState),
        _ if item.answered => Err(Denied::Answered),
        // What a moderator has read and approved must not become another text behind their back.
        Status::Published if moderation == Moderation::Pre && !staff => Err(Denied::WrongState),
        _ if now.since(item.created_at) >= EDIT_WINDOW => Err(Denied::EditWindowOver),
        _ => Ok(()),
    }
}

/// Who may take a remark back: its author. Until the report is out a person may think better of it, also after closing.
pub(super) fn withdraw(actor: Option<&Actor>, schedule: &Schedule, item: Item, now: Timestamp) -> Result<(), Denied> {
    own(actor, item)?;
    if schedule.phase_at(now) == Phase::Reported {
        return Err(Denied::AlreadyClosed);
    }
    match item.status {
        // A moderator's reason must not be wiped away by taking the remark back.
        Status::Hidden => Err(Denied::WrongState),
        _ => Ok(()),
    }
}

/// Who may support a remark: everybody with an account, what is public while remarks are received.
pub(super) fn support(actor: Option<&Actor>, schedule: &Schedule, item: Item, now: Timestamp) -> Result<(), Denied> {
    resident(actor)?;
    allow(actor, Action::ReadComment(item), now)?;
    open(schedule, now, is_staff(actor))?;
    if item.status == Status::Published { Ok(()) } else { Err(Denied::WrongState) }
}

/// A pending remark of somebody else is not there at all for those who may not read it.
fn own(actor: Option<&Actor>, item: Item) -> Result<(), Denied> {
    let somebody = actor.ok_or(Denied::SignInNeeded)?;
    match (author(actor, item), item.status) {
        (true, _) => Ok(()),
        (false, Status::Pending) if somebody.role < Role::Moderator => Err(Denied::NotFound),
        (false, _) => Err(Denied::NotTheAuthor),
    }
}

fn is_staff(actor: Option<&Actor>) -> bool {
    actor.is_some_and(|actor| actor.role >= Role::Moderator)
}
