//! Requests to sign in that wait for their code or link.

use busola_domain::{Email, SignInId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into sign_ins (id, email, link_hash, code_hash, attempts, next, created_at, expires_at) values ($1, $2, $3, $4, 0, $5, $6, $7)";
    BY_LINK = "select id, email, code_hash, attempts, next from sign_ins where link_hash = $1 and expires_at > $2";
    ATTEMPT = "update sign_ins set attempts = attempts + 1 where id = $1 and expires_at > $2 and attempts < $3 returning id, email, code_hash, attempts, next";
    TAKE = "delete from sign_ins where id = $1 returning id, email, code_hash, attempts, next";
    DELETE_EXPIRED = "delete from sign_ins where expires_at <= $1";
}

/// A request to sign in.
pub struct SignIn {
    /// Its id, which the browser that asked knows.
    pub id: SignInId,
    /// The address it is for.
    pub email: Email,
    /// The hash of the code.
    pub code_hash: Vec<u8>,
    /// Where the person was going.
    pub next: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email: String,
    code_hash: Vec<u8>,
    next: String,
}

impl TryFrom<Row> for SignIn {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let email = Email::parse(&row.email).map_err(|_| Error::Corrupt("sign_ins.email"))?;
        Ok(Self { id: SignInId(row.id), email, code_hash: row.code_hash, next: row.next })
    }
}

/// Writes a request; the code and the link stand in it as hashes.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, sign_in: &SignIn, link_hash: &[u8], now: Timestamp, expires_at: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(sign_in.id.0)
            .bind(sign_in.email.as_str())
            .bind(link_hash)
            .bind(&sign_in.code_hash)
            .bind(&sign_in.next)
            .bind(now.0)
            .bind(expires_at.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// The request of a link, while it is valid. Reading it uses nothing up.
///
/// # Errors
/// Whatever the database says.
pub async fn by_link(session: &mut Session, link_hash: &[u8], now: Timestamp) -> Result<Option<SignIn>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_LINK).bind(link_hash).bind(now.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Counts an attempt at the code and gives the request, unless its time or its attempts are used up.
///
/// # Errors
/// Whatever the database says.
pub async fn attempt(tx: &mut Session, id: SignInId, now: Timestamp, most: i64) -> Result<Option<SignIn>, Error> {
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(ATTEMPT).bind(id.0).bind(now.0).bind(most).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Uses a request up: of two at once only one gets it.
///
/// # Errors
/// Whatever the database says.
pub async fn take(tx: &mut Session, id: SignInId) -> Result<Option<SignIn>, Error> {
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(TAKE).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Removes the requests whose time is over, with their addresses.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_expired(tx: &mut Session, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_EXPIRED).bind(now.0).execute(c).await?; });
    Ok(())
}
