//! The rules of remarks that are entered for who wrote them.

use super::{Action, Denied, Item, allow};
use crate::account::Actor;
use crate::comment::{Source, Status};
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

/// Who may correct a remark that was entered: whoever may enter one, while it is public and nobody has answered it. What
/// people wrote here themselves is theirs to change.
pub(super) fn correct(actor: Option<&Actor>, schedule: &Schedule, item: Item, source: Source, now: Timestamp) -> Result<(), Denied> {
    enter(actor, schedule, now)?;
    match item.status {
        _ if !source.is_entered() => Err(Denied::NotTheAuthor),
        Status::Pending | Status::Hidden | Status::Withdrawn => Err(Denied::WrongState),
        Status::Published if item.answered => Err(Denied::Answered),
        Status::Published => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::tests::actor;
    use super::*;
    use crate::account::Role;
    use crate::id::AccountId;

    #[test]
    fn what_was_entered_is_corrected_by_moderators_while_it_is_public_and_not_answered() {
        let schedule =
            Schedule { published_at: Some(Timestamp(0)), opens_at: Timestamp(1_000), closes_at: Timestamp(9_000), reported_at: None };
        let item = Item { author: AccountId(Uuid::from_u128(9)), created_at: Timestamp(1_000), status: Status::Published, answered: false };
        let correct =
            |role, item, source, now| allow(Some(&actor(1, role)), Action::CorrectRemark(&schedule, item, source), Timestamp(now));
        // Also after the closing, and whoever entered it.
        for now in [2_000, 9_000] {
            assert_eq!(correct(Role::Moderator, item, Source::Mail, now), Ok(()));
        }
        assert_eq!(correct(Role::Resident, item, Source::Mail, 2_000), Err(Denied::NotAllowed));
        for source in [Source::Online, Source::Spoken] {
            assert_eq!(correct(Role::Admin, item, source, 2_000), Err(Denied::NotTheAuthor));
        }
        for status in [Status::Pending, Status::Hidden, Status::Withdrawn] {
            assert_eq!(correct(Role::Admin, Item { status, ..item }, Source::Paper, 2_000), Err(Denied::WrongState));
        }
        assert_eq!(correct(Role::Admin, Item { answered: true, ..item }, Source::Paper, 2_000), Err(Denied::Answered));
        let reported = Schedule { reported_at: Some(Timestamp(9_500)), ..schedule };
        let after = allow(Some(&actor(1, Role::Admin)), Action::CorrectRemark(&reported, item, Source::Paper), Timestamp(9_600));
        assert_eq!(after, Err(Denied::AlreadyReported));
    }
}
