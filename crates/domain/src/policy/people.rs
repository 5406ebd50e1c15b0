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
