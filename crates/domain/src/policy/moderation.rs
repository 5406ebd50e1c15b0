//! The rules of reports and of appeals.

use super::{Action, Denied, Item, allow, author, not_reported, resident};
use crate::account::Actor;
use crate::comment::Status;
use crate::id::AccountId;
use crate::schedule::Schedule;
use crate::time::Timestamp;

/// Who may report a remark: everybody with an account, what others wrote and is public.
pub(super) fn report(actor: Option<&Actor>, item: Item, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::ReadComment(item), now)?;
    let reader = resident(actor)?;
    match item.status {
        _ if author(Some(reader), item) => Err(Denied::OwnRemark),
        Status::Published => Ok(()),
        _ => Err(Denied::WrongState),
    }
}

/// Who may say something against the hiding of a remark: its author, while it can still be shown.
pub(super) fn appeal(actor: Option<&Actor>, schedule: &Schedule, item: Item, now: Timestamp) -> Result<(), Denied> {
    let somebody = resident(actor)?;
    if !author(Some(somebody), item) {
        return Err(Denied::NotTheAuthor);
    }
    if !item.answered {
        not_reported(schedule, now)?;
    }
    if item.status == Status::Hidden { Ok(()) } else { Err(Denied::WrongState) }
}

/// Who may decide about an appeal: a moderator other than the one who hid the remark. Where there is no other moderator,
/// that is an administrator, who may do all that a moderator may.
pub(super) fn decide_appeal(actor: Option<&Actor>, hidden_by: Option<AccountId>, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::Moderate, now)?;
    if actor.is_some_and(|actor| Some(actor.account) == hidden_by) { Err(Denied::AnotherDecides) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::actor;
    use super::*;
    use crate::account::Role;
    use uuid::Uuid;

    fn item(status: Status) -> Item {
        Item { author: AccountId(Uuid::from_u128(1)), created_at: Timestamp(0), status, answered: false }
    }

    #[test]
    fn what_others_wrote_is_reported_by_who_has_an_account() {
        let report = |n, role, status| allow(Some(&actor(n, role)), Action::Report(item(status)), Timestamp(1));
        assert_eq!(report(2, Role::Resident, Status::Published), Ok(()));
        assert_eq!(report(1, Role::Resident, Status::Published), Err(Denied::OwnRemark));
        assert_eq!(report(2, Role::Guest, Status::Published), Err(Denied::SignInNeeded));
        assert_eq!(report(2, Role::Resident, Status::Pending), Err(Denied::NotFound));
        assert_eq!(report(2, Role::Resident, Status::Hidden), Err(Denied::WrongState));
        assert_eq!(allow(None, Action::Report(item(Status::Published)), Timestamp(1)), Err(Denied::SignInNeeded));
    }

    #[test]
    fn an_author_appeals_while_the_remark_can_still_be_shown() {
        let mut schedule =
            Schedule { published_at: Some(Timestamp(0)), opens_at: Timestamp(0), closes_at: Timestamp(10), reported_at: None };
        let (anna, jan) = (actor(1, Role::Resident), actor(2, Role::Resident));
        let at = Timestamp(20);
        assert_eq!(allow(Some(&anna), Action::Appeal(&schedule, item(Status::Hidden)), at), Ok(()));
        assert_eq!(allow(Some(&anna), Action::Appeal(&schedule, item(Status::Published)), at), Err(Denied::WrongState));
        assert_eq!(allow(Some(&jan), Action::Appeal(&schedule, item(Status::Hidden)), at), Err(Denied::NotTheAuthor));
        schedule.reported_at = Some(Timestamp(15));
        assert_eq!(allow(Some(&anna), Action::Appeal(&schedule, item(Status::Hidden)), at), Err(Denied::AlreadyReported));
    }

    #[test]
    fn nobody_judges_what_they_hid_themselves() {
        let first = actor(3, Role::Moderator);
        let decide = |who: &Actor, by: Option<&Actor>| allow(Some(who), Action::DecideAppeal(by.map(|by| by.account)), Timestamp(1));
        assert_eq!(decide(&first, Some(&first)), Err(Denied::AnotherDecides));
        assert_eq!(decide(&actor(4, Role::Moderator), Some(&first)), Ok(()));
        assert_eq!(decide(&actor(5, Role::Admin), Some(&first)), Ok(()));
        assert_eq!(decide(&first, None), Ok(()));
        assert_eq!(decide(&actor(6, Role::Resident), None), Err(Denied::NotAllowed));
    }
}
