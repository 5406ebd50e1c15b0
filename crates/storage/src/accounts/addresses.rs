//! Addresses, and their change: the old one stays until both have confirmed.

use busola_domain::{AccountId, Email, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    OF_ACCOUNT = "select email from contacts where account_id = $1";
    TAKE_OUT = "delete from contacts where account_id = $1 returning email";
    PUT_IN = "insert into contacts (account_id, email) values ($1, $2) on conflict (email) do nothing";
    PUT = "insert into email_changes (account_id, email, old_hash, new_hash, lang, expires_at) values ($1, $2, $3, $4, $5, $6) on conflict (account_id) do update set email = excluded.email, old_hash = excluded.old_hash, new_hash = excluded.new_hash, old_confirmed_at = null, new_confirmed_at = null, lang = excluded.lang, expires_at = excluded.expires_at";
    BY_LINK = "select account_id, email, (old_hash = $1) as of_old, old_confirmed_at, new_confirmed_at, lang from email_changes where (old_hash = $1 or new_hash = $1) and expires_at > $2";
    WAITING = "select email from email_changes where account_id = $1 and expires_at > $2";
    CONFIRM_OLD = "update email_changes set old_confirmed_at = $2 where account_id = $1";
    CONFIRM_NEW = "update email_changes set new_confirmed_at = $2 where account_id = $1";
    DELETE = "delete from email_changes where account_id = $1";
    DELETE_EXPIRED = "delete from email_changes where expires_at <= $1";
}

/// Which of the two addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that the account has.
    Old,
    /// The one that it is to have.
    New,
}

/// A change of address that waits. It has no `Debug`.
pub struct Change {
    /// Whose.
    pub account: AccountId,
    /// The address that the account is to have.
    pub email: Email,
    /// To which of the addresses the link went by which this was found.
    pub side: Side,
    /// Whether the other one has confirmed.
    pub other_confirmed: bool,
    /// The tag of the language in which it was asked for.
    pub lang: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: Uuid,
    email: String,
    of_old: bool,
    old_confirmed_at: Option<i64>,
    new_confirmed_at: Option<i64>,
    lang: String,
}

fn email(stored: &str, column: &'static str) -> Result<Email, Error> {
    Email::parse(stored).map_err(|_| Error::Corrupt(column))
}

/// The address of an account; `None` for one that has none.
///
/// # Errors
/// Whatever the database says.
pub async fn of_account(session: &mut Session, account: AccountId) -> Result<Option<Email>, Error> {
    let found: Option<String> = on_db!(session, c => sqlx::query_scalar(OF_ACCOUNT).bind(account.0).fetch_optional(c).await?);
    found.map(|found| email(&found, "contacts.email")).transpose()
}

/// Gives an account another address; `false`, and it keeps the one that it has, when another account has that, or has it
/// by the time that whoever takes it at this moment is done.
///
/// # Errors
/// Whatever the database says.
pub async fn replace(tx: &mut Session, account: AccountId, email: &Email) -> Result<bool, Error> {
    // Only what is inserted can wait for who takes the same address, and then be told that it is taken: an update fails.
    Ok(on_db!(tx, c => {
        let old: Option<String> = sqlx::query_scalar(TAKE_OUT).bind(account.0).fetch_optional(&mut *c).await?;
        let Some(old) = old else { return Ok(false) };
        let free = sqlx::query(PUT_IN).bind(account.0).bind(email.as_str()).execute(&mut *c).await?.rows_affected() > 0;
        if !free {
            // Nobody else can have taken it: that it was free is not seen before the commit.
            sqlx::query(PUT_IN).bind(account.0).bind(&old).execute(c).await?;
        }
        free
    }))
}

/// Writes that an account is to have another address, in place of what was asked before. The links stand in it as digests.
///
/// # Errors
/// Whatever the database says.
pub async fn put_change(
    tx: &mut Session,
    account: AccountId,
    email: &Email,
    (old, new): (&[u8], &[u8]),
    lang: &str,
    expires_at: Timestamp,
) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUT)
            .bind(account.0)
            .bind(email.as_str())
            .bind(old)
            .bind(new)
            .bind(lang)
            .bind(expires_at.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// The change that a link confirms, while it is valid. Reading it confirms nothing.
///
/// # Errors
/// Whatever the database says.
pub async fn change_by_link(session: &mut Session, hash: &[u8], now: Timestamp) -> Result<Option<Change>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_LINK).bind(hash).bind(now.0).fetch_optional(c).await?);
    row.map(|row| {
        let (side, other) = if row.of_old { (Side::Old, row.new_confirmed_at) } else { (Side::New, row.old_confirmed_at) };
        let email = email(&row.email, "email_changes.email")?;
        Ok(Change { account: AccountId(row.account_id), email, side, other_confirmed: other.is_some(), lang: row.lang })
    })
    .transpose()
}

/// The address that an account is to have, while that waits.
///
/// # Errors
/// Whatever the database says.
pub async fn waiting_change(session: &mut Session, account: AccountId, now: Timestamp) -> Result<Option<Email>, Error> {
    let found: Option<String> = on_db!(session, c => sqlx::query_scalar(WAITING).bind(account.0).bind(now.0).fetch_optional(c).await?);
    found.map(|found| email(&found, "email_changes.email")).transpose()
}

/// Writes that an address has confirmed.
///
/// # Errors
/// Whatever the database says.
pub async fn confirm(tx: &mut Session, account: AccountId, side: Side, now: Timestamp) -> Result<(), Error> {
    let sql = match side {
        Side::Old => CONFIRM_OLD,
        Side::New => CONFIRM_NEW,
    };
    on_db!(tx, c => { sqlx::query(sql).bind(account.0).bind(now.0).execute(c).await?; });
    Ok(())
}

/// Removes a change that is over.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_change(tx: &mut Session, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE).bind(account.0).execute(c).await?; });
    Ok(())
}

/// Removes the changes whose time is over, with their addresses.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_expired(tx: &mut Session, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_EXPIRED).bind(now.0).execute(c).await?; });
    Ok(())
}
