//! People as an administrator finds them, and what they may be.

use busola_domain::{AccountId, Email, Role, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

macro_rules! select {
    () => {
        "select a.id, a.name, a.role, a.created_at from accounts a"
    };
}

statements! {
    PAGE = concat!(select!(), " where a.role <> 'guest' and a.erased_at is null and (a.name, a.id) > ($1, $2) order by a.name, a.id limit $3");
    BY_EMAIL = concat!(select!(), " join contacts c on c.account_id = a.id where c.email = $1");
    BY_ID = concat!(select!(), " where a.id = $1 and a.erased_at is null");
    TAKE_ADMINS = "update accounts set role = role where role = 'admin' returning id";
    SET_ROLE = "update accounts set role = $2 where id = $1";
}

/// Somebody with an account, without their address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Whose account.
    pub account: AccountId,
    /// The name that they chose for the public.
    pub name: String,
    /// What they may be.
    pub role: Role,
    /// Since when there is the account.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    role: String,
    created_at: i64,
}

impl TryFrom<Row> for Person {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            account: AccountId(row.id),
            name: row.name,
            role: row.role.parse().map_err(|_| Error::Corrupt("accounts.role"))?,
            created_at: Timestamp(row.created_at),
        })
    }
}

/// Up to `limit` people by their names, after a place in that order.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, after: (&str, Uuid), limit: i64) -> Result<Vec<Person>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(PAGE).bind(after.0).bind(after.1).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Who has an address.
///
/// # Errors
/// Whatever the database says.
pub async fn by_email(session: &mut Session, email: &Email) -> Result<Option<Person>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_EMAIL).bind(email.as_str()).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Somebody by their id, unless the account was removed.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: AccountId) -> Result<Option<Person>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// The administrators, taken until the commit: whoever gives or takes an office takes them first, so that of two who do
/// that at once the second sees what the first did.
///
/// # Errors
/// Whatever the database says.
pub async fn take_admins(tx: &mut Session) -> Result<Vec<AccountId>, Error> {
    let ids: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(TAKE_ADMINS).fetch_all(c).await?);
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Gives somebody a role.
///
/// # Errors
/// Whatever the database says.
pub async fn set_role(tx: &mut Session, id: AccountId, role: Role) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_ROLE).bind(id.0).bind(role.as_str()).execute(c).await?; });
    Ok(())
}
