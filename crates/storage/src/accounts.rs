//! Accounts, their sessions and tokens.

use busola_domain::{AccountId, Actor, DisplayName, Email, Role, SessionId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

pub mod addresses;
pub mod erase;
pub mod own;
pub mod passwords;
pub mod people;

statements! {
    INSERT = "insert into accounts (id, name, role, created_at) values ($1, $2, $3, $4)";
    INSERT_CONTACT = "insert into contacts (account_id, email) values ($1, $2) on conflict (email) do nothing";
    DELETE = "delete from accounts where id = $1";
    BY_EMAIL = "select a.id, a.name, a.role from contacts c join accounts a on a.id = c.account_id where c.email = $1";
    BY_ID = "select a.id, a.name, a.role from accounts a where a.id = $1";
    OFFICERS = "select a.id, a.name, a.role from accounts a where a.role in ('moderator', 'admin') order by a.name, a.id";
    TAKE = "update accounts set role = role where id = $1 and erased_at is null returning id, name, role";
    RENAME = "update accounts set name = $2 where id = $1 and erased_at is null";
    INSERT_SESSION = "insert into sessions (id, account_id, token_hash, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)";
    BY_SESSION = "select s.id as session_id, a.id, a.name, a.role, s.seen_at, s.expires_at from sessions s join accounts a on a.id = s.account_id where s.token_hash = $1 and s.expires_at > $2";
    GUEST_OF_SESSION = "select a.id from sessions s join accounts a on a.id = s.account_id where s.id = $1 and a.role = 'guest'";
    TOUCH_SESSION = "update sessions set seen_at = $2, expires_at = $3 where id = $1";
    DELETE_SESSION = "delete from sessions where id = $1";
    DELETE_SESSIONS_BUT = "delete from sessions where account_id = $1 and id <> $2 returning id";
    DELETE_EXPIRED_SESSIONS = "delete from sessions where expires_at <= $1";
    SESSIONS_OF = "select id, created_at, seen_at from sessions where account_id = $1 and expires_at > $2 order by seen_at desc, id limit 100";
    INSERT_TOKEN = "insert into tokens (id, account_id, token_hash, created_at) values ($1, $2, $3, $4)";
    BY_TOKEN = "select a.id, a.name, a.role from tokens t join accounts a on a.id = t.account_id where t.token_hash = $1";
    ANY = "select a.id, a.name, a.role from accounts a limit 1";
    [INSERT_GUESTS] = ("insert into accounts (id, name, role, created_at) values ", "(?, ?, 'guest', ?)", ", ", "");
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: Uuid,
    name: String,
    role: String,
}

impl AccountRow {
    fn actor(self, session: Option<SessionId>) -> Result<Actor, Error> {
        let role: Role = self.role.parse().map_err(|_| Error::Corrupt("accounts.role"))?;
        Ok(Actor { account: AccountId(self.id), name: self.name, role, session })
    }
}

/// A session that is valid.
#[derive(Debug)]
pub struct SignedIn {
    /// Who it is.
    pub actor: Actor,
    /// When it was last written that it is used.
    pub seen_at: Timestamp,
}

/// A session, as its owner sees it in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    /// Its id.
    pub id: SessionId,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used, to within a few minutes.
    pub seen_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SignedInRow {
    session_id: Uuid,
    #[sqlx(flatten)]
    account: AccountRow,
    seen_at: i64,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: Uuid,
    created_at: i64,
    seen_at: i64,
}

/// Writes an account and its address; `false`, and nothing is written, when the address has an account.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, id: AccountId, email: &Email, name: &DisplayName, role: Role, now: Timestamp) -> Result<bool, Error> {
    Ok(on_db!(tx, c => {
        sqlx::query(INSERT).bind(id.0).bind(name.as_str()).bind(role.as_str()).bind(now.0).execute(&mut *c).await?;
        // Waits for whoever takes the same address at this moment, and then finds it taken.
        let free = sqlx::query(INSERT_CONTACT).bind(id.0).bind(email.as_str()).execute(&mut *c).await?.rows_affected() > 0;
        if !free {
            sqlx::query(DELETE).bind(id.0).execute(c).await?;
        }
        free
    }))
}

/// Writes an account that has no address: somebody who goes by a name for the hall.
///
/// # Errors
/// Whatever the database says.
pub async fn insert_guest(tx: &mut Session, id: AccountId, name: &DisplayName, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(INSERT).bind(id.0).bind(name.as_str()).bind(Role::Guest.as_str()).bind(now.0).execute(c).await?; });
    Ok(())
}

/// Writes accounts of people for whom remarks are entered: they have neither an address nor a session.
///
/// # Errors
/// Whatever the database says.
pub async fn insert_guests(tx: &mut Session, guests: &[(AccountId, DisplayName)], now: Timestamp) -> Result<(), Error> {
    for (sql, guests) in stretches(INSERT_GUESTS, guests) {
        on_db!(tx, c => {
            guests
                .iter()
                .fold(sqlx::query(sql), |insert, (id, name)| insert.bind(id.0).bind(name.as_str()).bind(now.0))
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// The account with an address.
///
/// # Errors
/// Whatever the database says.
pub async fn by_email(session: &mut Session, email: &Email) -> Result<Option<Actor>, Error> {
    let row: Option<AccountRow> = on_db!(session, c => sqlx::query_as(BY_EMAIL).bind(email.as_str()).fetch_optional(c).await?);
    row.map(|row| row.actor(None)).transpose()
}

/// An account.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: AccountId) -> Result<Option<Actor>, Error> {
    let row: Option<AccountRow> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    row.map(|row| row.actor(None)).transpose()
}

/// An account, taken until the commit: nobody removes it meanwhile, nor changes how it is signed in to. `None` for one
/// that was removed.
///
/// # Errors
/// Whatever the database says.
pub async fn take(tx: &mut Session, id: AccountId) -> Result<Option<Actor>, Error> {
    let row: Option<AccountRow> = on_db!(tx, c => sqlx::query_as(TAKE).bind(id.0).fetch_optional(c).await?);
    row.map(|row| row.actor(None)).transpose()
}

/// Moderators and administrators, by their names.
///
/// # Errors
/// Whatever the database says.
pub async fn officers(session: &mut Session) -> Result<Vec<Actor>, Error> {
    let rows: Vec<AccountRow> = on_db!(session, c => sqlx::query_as(OFFICERS).fetch_all(c).await?);
    rows.into_iter().map(|row| row.actor(None)).collect()
}

/// Whether there is any account at all.
///
/// # Errors
/// Whatever the database says.
pub async fn any(session: &mut Session) -> Result<bool, Error> {
    let row: Option<AccountRow> = on_db!(session, c => sqlx::query_as(ANY).fetch_optional(c).await?);
    Ok(row.is_some())
}

/// Changes the display name.
///
/// # Errors
/// Whatever the database says.
pub async fn rename(tx: &mut Session, id: AccountId, name: &DisplayName) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(RENAME).bind(id.0).bind(name.as_str()).execute(c).await?; });
    Ok(())
}

/// Opens a session.
///
/// # Errors
/// Whatever the database says.
pub async fn insert_session(
    tx: &mut Session,
    id: SessionId,
    account: AccountId,
    token_hash: &[u8],
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT_SESSION).bind(id.0).bind(account.0).bind(token_hash).bind(now.0).bind(expires_at.0).execute(c).await?;
    });
    Ok(())
}

/// The session of a token, while it is valid.
///
/// # Errors
/// Whatever the database says.
pub async fn by_session(session: &mut Session, token_hash: &[u8], now: Timestamp) -> Result<Option<SignedIn>, Error> {
    let row: Option<SignedInRow> = on_db!(session, c => sqlx::query_as(BY_SESSION).bind(token_hash).bind(now.0).fetch_optional(c).await?);
    row.map(|row| {
        let actor = row.account.actor(Some(SessionId(row.session_id)))?;
        Ok(SignedIn { actor, seen_at: Timestamp(row.seen_at) })
    })
    .transpose()
}

/// Who goes by a name for the hall in a session.
///
/// # Errors
/// Whatever the database says.
pub async fn guest_of_session(session: &mut Session, id: SessionId) -> Result<Option<AccountId>, Error> {
    let found: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(GUEST_OF_SESSION).bind(id.0).fetch_optional(c).await?);
    Ok(found.map(AccountId))
}

/// Writes that a session is used, and until when it is valid.
///
/// # Errors
/// Whatever the database says.
pub async fn touch_session(tx: &mut Session, id: SessionId, now: Timestamp, expires_at: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(TOUCH_SESSION).bind(id.0).bind(now.0).bind(expires_at.0).execute(c).await?; });
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_session(tx: &mut Session, id: SessionId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_SESSION).bind(id.0).execute(c).await?; });
    Ok(())
}

/// Ends every session of an account, but one where that is to stay, and gives which.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_sessions(tx: &mut Session, account: AccountId, but: Option<SessionId>) -> Result<Vec<SessionId>, Error> {
    let but = but.map_or(Uuid::nil(), |stays| stays.0);
    let ended: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(DELETE_SESSIONS_BUT).bind(account.0).bind(but).fetch_all(c).await?);
    Ok(ended.into_iter().map(SessionId).collect())
}

/// Removes the sessions whose time is over.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_expired_sessions(tx: &mut Session, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_EXPIRED_SESSIONS).bind(now.0).execute(c).await?; });
    Ok(())
}

/// The open sessions of an account, the last used first.
///
/// # Errors
/// Whatever the database says.
pub async fn sessions_of(session: &mut Session, account: AccountId, now: Timestamp) -> Result<Vec<SessionInfo>, Error> {
    let rows: Vec<SessionRow> = on_db!(session, c => sqlx::query_as(SESSIONS_OF).bind(account.0).bind(now.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|row| SessionInfo { id: SessionId(row.id), created_at: Timestamp(row.created_at), seen_at: Timestamp(row.seen_at) })
        .collect())
}

/// Writes a bearer token's hash.
///
/// # Errors
/// Whatever the database says.
pub async fn insert_token(tx: &mut Session, id: Uuid, account: AccountId, token_hash: &[u8], now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT_TOKEN).bind(id).bind(account.0).bind(token_hash).bind(now.0).execute(c).await?;
    });
    Ok(())
}

/// Whose bearer token it is.
///
/// # Errors
/// Whatever the database says.
pub async fn by_token(session: &mut Session, token_hash: &[u8]) -> Result<Option<Actor>, Error> {
    let row: Option<AccountRow> = on_db!(session, c => sqlx::query_as(BY_TOKEN).bind(token_hash).fetch_optional(c).await?);
    row.map(|row| row.actor(None)).transpose()
}
