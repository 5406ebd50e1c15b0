//! The rules of answers and of the report.

use super::{Action, Denied, Item, Published, allow, not_reported};
use crate::account::{Actor, Role};
use crate::comment::Status;
use crate::schedule::{Phase, Schedule};
use crate::time::Timestamp;

/// Who may show a remark that is hidden or waits. A report that is out has no place for one that nobody can answer any
/// more.
pub(super) fn show(actor: Option<&Actor>, schedule: &Schedule, item: Item, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::Moderate, now)?;
    if item.answered { Ok(()) } else { not_reported(schedule, now) }
}

/// Who may answer for the city.
pub(super) fn answer(actor: Option<&Actor>, schedule: &Schedule, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::Moderate, now)?;
    not_reported(schedule, now)
}

/// Whether a remark may be answered, in public or by a draft.
pub(super) fn answer_comment(
    actor: Option<&Actor>,
    schedule: &Schedule,
    item: Item,
    published: Published,
    now: Timestamp,
) -> Result<(), Denied> {
    answer(actor, schedule, now)?;
    match item.status {
        // What nobody may read is not answered, and what waits is not answered before it can be read.
        Status::Hidden | Status::Withdrawn => Err(Denied::WrongState),
        Status::Pending if published == Published::Yes => Err(Denied::WrongState),
        // What the public has read is changed, but not taken back.
        _ if item.answered && published == Published::No => Err(Denied::WrongState),
        _ => Ok(()),
    }
}

/// Who may read an answer. One that was public stays so, whatever becomes of the remark: it is a trace of what was said.
pub(super) fn read(actor: Option<&Actor>, item: Item) -> Result<(), Denied> {
    if is_staff(actor) || item.answered { Ok(()) } else { Err(Denied::NotFound) }
}

/// Who may publish the report: a moderator, once the consultation is closed.
pub(super) fn publish_report(actor: Option<&Actor>, schedule: &Schedule, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::ManageConsultations, now)?;
    match schedule.phase_at(now) {
        Phase::Draft | Phase::Announced | Phase::Open => Err(Denied::NotYetClosed),
        Phase::Closed | Phase::Reported => Ok(()),
    }
}

/// Who may read the report: moderators at any time, everybody once it is published.
pub(super) fn read_report(actor: Option<&Actor>, schedule: &Schedule, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::ReadConsultation(schedule), now)?;
    if is_staff(actor) || schedule.phase_at(now) == Phase::Reported { Ok(()) } else { Err(Denied::NotFound) }
}

fn is_staff(actor: Option<&Actor>) -> bool {
    actor.is_some_and(|actor| actor.role >= Role::Moderator)
}
