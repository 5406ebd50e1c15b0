//! The rules of remarks that are entered for who wrote them.

use super::{Action, Denied, allow};
use crate::account::Actor;
use crate::schedule::{Phase, Schedule};
use crate::time::Timestamp;

/// Who may enter remarks, when: a moderator, from the opening until the report is out. What came in time may be entered
/// after the closing; on which day it may have come is [`crate::paper::received_on`].
pub(super) fn enter(actor: Option<&Actor>, schedule: &Schedule, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::Moderate, now)?;
    match schedule.phase_at(now) {
        Phase::Draft | Phase::Announced => Err(Denied::NotYetOpen),
        // What waited while the report was published is too late, whenever it was sent.
        _ if schedule.reported_at.is_some() => Err(Denied::AlreadyReported),
        Phase::Open | Phase::Closed | Phase::Reported => Ok(()),
    }
}
