//! The rules of offices and of accounts.

use super::{Action, Denied, allow};
use crate::account::{Actor, Role};
use crate::id::AccountId;
use crate::time::Timestamp;

/// An office that is to be given or taken.
#[derive(Clone, Copy, Debug)]
pub struct Office {
    /// Whose.
    pub whom: AccountId,
    /// What they are.
    pub is: Role,
    /// What they are to be.
    pub to: Role,
    /// How many administrators there are.
    pub admins: usize,
}

/// Who may give an office, and which: never to oneself, and not the last administrator's away. Who goes by a name for the
/// hall holds none.
pub(super) fn give_office(actor: Option<&Actor>, office: Office, now: Timestamp) -> Result<(), Denied> {
    allow(actor, Action::ManagePeople, now)?;
    if actor.is_some_and(|actor| actor.account == office.whom) {
        return Err(Denied::OwnOffice);
    }
    if office.is == Role::Guest || office.to == Role::Guest {
        return Err(Denied::WrongState);
    }
    let last = office.is == Role::Admin && office.to != Role::Admin && office.admins <= 1;
    if last { Err(Denied::LastAdmin) } else { Ok(()) }
}

/// Whether somebody may remove their account: what was done in an office is done by who gives it up first, and so the last
/// administrator stays.
pub(super) fn erase(actor: &Actor) -> Result<(), Denied> {
    if actor.role > Role::Resident { Err(Denied::InOffice) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::actor;
    use super::*;
    use uuid::Uuid;

    #[test]
    fn offices_are_given_by_administrators_and_never_to_themselves() {
        let admin = actor(1, Role::Admin);
        let give = |by: &Actor, whom: u128, is, to, admins| {
            let office = Office { whom: AccountId(Uuid::from_u128(whom)), is, to, admins };
            allow(Some(by), Action::GiveOffice(office), Timestamp(0))
        };
        assert_eq!(give(&admin, 2, Role::Resident, Role::Moderator, 1), Ok(()));
        assert_eq!(give(&admin, 2, Role::Admin, Role::Resident, 2), Ok(()));
        assert_eq!(give(&admin, 2, Role::Admin, Role::Resident, 1), Err(Denied::LastAdmin));
        assert_eq!(give(&admin, 2, Role::Admin, Role::Admin, 1), Ok(()));
        assert_eq!(give(&admin, 1, Role::Admin, Role::Resident, 5), Err(Denied::OwnOffice));
        assert_eq!(give(&actor(3, Role::Moderator), 2, Role::Resident, Role::Moderator, 1), Err(Denied::NotAllowed));
        for (is, to) in [(Role::Guest, Role::Moderator), (Role::Resident, Role::Guest)] {
            assert_eq!(give(&admin, 2, is, to, 1), Err(Denied::WrongState));
        }
        assert_eq!(allow(None, Action::ManagePeople, Timestamp(0)), Err(Denied::SignInNeeded));
    }

    #[test]
    fn an_account_is_removed_by_who_holds_no_office() {
        let erase = |role| allow(Some(&actor(1, role)), Action::EraseAccount, Timestamp(0));
        assert_eq!(erase(Role::Resident), Ok(()));
        assert_eq!(erase(Role::Guest), Err(Denied::SignInNeeded));
        for role in [Role::Moderator, Role::Admin] {
            assert_eq!(erase(role), Err(Denied::InOffice));
        }
        assert_eq!(allow(Some(&actor(1, Role::Guest)), Action::KeepAccount, Timestamp(0)), Err(Denied::SignInNeeded));
    }
}
