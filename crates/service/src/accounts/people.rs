//! People and their offices, for administrators.

use std::collections::HashSet;

use busola_domain::policy::{Action, Denied, Office, allow};
use busola_domain::search::Needle;
use busola_domain::{AccountId, Actor, Email, Role, Timestamp};
use busola_storage::Session;
use busola_storage::accounts::{self, people};
use uuid::Uuid;

pub use busola_storage::accounts::people::Person;

use crate::{Error, Service};

/// People on a page.
pub const PEOPLE: usize = 50;

/// A page of people, by their names.
pub struct PeoplePage {
    /// The people.
    pub items: Vec<Person>,
    /// After whom the next page begins.
    pub next: Option<AccountId>,
}

impl Service {
    /// Finds people by their names, or one by their whole address. Nobody's address is told.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn people(&self, actor: Option<&Actor>, sought: &str, after: Option<AccountId>) -> Result<PeoplePage, Error> {
        allow(actor, Action::ManagePeople, self.now())?;
        let mut session = self.0.db.read().await?;
        if sought.contains('@') {
            let found = match Email::parse(sought) {
                Ok(email) => people::by_email(&mut session, &email).await?,
                Err(_) => None,
            };
            return Ok(PeoplePage { items: found.into_iter().collect(), next: None });
        }
        let after = match after {
            Some(after) => people::by_id(&mut session, after).await?,
            None => None,
        };
        let after = after.as_ref().map_or(("", Uuid::nil()), |person| (person.name.as_str(), person.account.0));
        let mut items = find(&mut session, sought.trim(), after).await?;
        let more = items.len() > PEOPLE;
        items.truncate(PEOPLE);
        let next = items.last().filter(|_| more).map(|last| last.account);
        Ok(PeoplePage { items, next })
    }

    /// Gives somebody a role, or takes it. Their open pages come back with what they may from then on.
    ///
    /// # Errors
    /// The policy's no; "not found" for an account that was removed.
    pub async fn give_office(&self, actor: Option<&Actor>, whom: AccountId, to: Role, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::ManagePeople, now)?;
        let by = actor.ok_or(Denied::SignInNeeded)?;
        let mut tx = self.0.db.write().await?;
        let admins = people::take_admins(&mut tx).await?;
        if !admins.contains(&by.account) {
            // The office was taken from them while they gave it to somebody else.
            return Err(Denied::NotAllowed.into());
        }
        let is = accounts::take(&mut tx, whom).await?.ok_or_else(Error::not_found)?.role;
        allow(actor, Action::GiveOffice(Office { whom, is, to, admins: admins.len() }), now)?;
        if is == to {
            return Ok(());
        }
        people::set_role(&mut tx, whom, to).await?;
        self.record_with(&mut tx, actor, "account.role", whom.0, to.as_str(), now).await?;
        let sessions: HashSet<_> = accounts::sessions_of(&mut tx, whom, now).await?.into_iter().map(|session| session.id).collect();
        tx.commit().await?;
        self.0.hub.send_away(&sessions);
        self.0.hub.part_with(whom);
        Ok(())
    }
}

/// People by their names, one more than stand on a page, after a place in that order: all, or those in whose name all the
/// words are.
async fn find(session: &mut Session, sought: &str, after: (&str, Uuid)) -> Result<Vec<Person>, Error> {
    if sought.is_empty() {
        return Ok(people::page(session, after, PEOPLE as i64 + 1).await?);
    }
    let needle = Needle::parse(sought);
    let mut room = String::new();
    let mut fits = |person: &Person| match &needle {
        Some(needle @ Needle::Words(_)) => needle.is_in(0, &[person.name.as_str()], &mut room),
        // The name of who has not chosen one is a number.
        Some(Needle::Number(_)) | None => person.name.contains(sought),
    };
    let mut found = people::page(session, after, i64::MAX).await?;
    found.retain(|person| fits(person));
    found.truncate(PEOPLE + 1);
    Ok(found)
}
