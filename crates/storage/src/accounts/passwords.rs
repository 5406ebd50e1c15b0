//! Passwords, as hashes.

use busola_domain::{AccountId, Email, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    PUT = "insert into passwords (account_id, hash, salt, memory, passes, set_at) values ($1, $2, $3, $4, $5, $6) on conflict (account_id) do update set hash = excluded.hash, salt = excluded.salt, memory = excluded.memory, passes = excluded.passes, set_at = excluded.set_at";
    OF_ACCOUNT = "select account_id, hash, salt, memory, passes from passwords where account_id = $1";
    BY_EMAIL = "select p.account_id, p.hash, p.salt, p.memory, p.passes from contacts c join passwords p on p.account_id = c.account_id where c.email = $1";
    DELETE = "delete from passwords where account_id = $1";
}

/// A password as it is stored. It has no `Debug`.
pub struct Stored {
    /// Whose it is.
    pub account: AccountId,
    /// The hash.
    pub hash: Vec<u8>,
    /// What was hashed with it.
    pub salt: Vec<u8>,
    /// KiB of memory that the hash was made in.
    pub memory: u32,
    /// How often that was passed over.
    pub passes: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: Uuid,
    hash: Vec<u8>,
    salt: Vec<u8>,
    memory: i64,
    passes: i64,
}

impl TryFrom<Row> for Stored {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            account: AccountId(row.account_id),
            hash: row.hash,
            salt: row.salt,
            memory: row.memory.try_into().map_err(|_| Error::Corrupt("passwords.memory"))?,
            passes: row.passes.try_into().map_err(|_| Error::Corrupt("passwords.passes"))?,
        })
    }
}

/// Writes a password, in place of the one before.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, password: &Stored, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUT)
            .bind(password.account.0)
            .bind(&password.hash)
            .bind(&password.salt)
            .bind(i64::from(password.memory))
            .bind(i64::from(password.passes))
            .bind(now.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// The password of an account, where it has one.
///
/// # Errors
/// Whatever the database says.
pub async fn of_account(session: &mut Session, account: AccountId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(OF_ACCOUNT).bind(account.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// The password of the account with an address, where there is one.
///
/// # Errors
/// Whatever the database says.
pub async fn by_email(session: &mut Session, email: &Email) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_EMAIL).bind(email.as_str()).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Removes a password; `false` when there was none.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, account: AccountId) -> Result<bool, Error> {
    Ok(on_db!(tx, c => sqlx::query(DELETE).bind(account.0).execute(c).await?.rows_affected()) > 0)
}
