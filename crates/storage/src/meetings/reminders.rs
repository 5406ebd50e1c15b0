//! Who follows meetings by mail, and when they are to be reminded.

use busola_domain::{AccountId, MeetingId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    PUT = "insert into reminders (meeting_id, account_id, lang, due_at) values ($1, $2, $3, $4) on conflict (meeting_id, account_id) do update set lang = excluded.lang";
    DELETE = "delete from reminders where meeting_id = $1 and account_id = $2";
    GET = "select lang, due_at from reminders where meeting_id = $1 and account_id = $2";
    FOLLOWERS = "select account_id from reminders where meeting_id = $1 order by account_id";
    AGAIN = "update reminders set due_at = $2 where meeting_id = $1";
}

/// How somebody follows a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// The tag of the language in which they asked for it.
    pub lang: String,
    /// When they are to be reminded, or were.
    pub due_at: Timestamp,
}

/// Has somebody follow a meeting in a language and be reminded at a moment; who follows it already has the language
/// changed alone.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, id: MeetingId, account: AccountId, lang: &str, due: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(PUT).bind(id.0).bind(account.0).bind(lang).bind(due.0).execute(c).await?; });
    Ok(())
}

/// Has somebody follow a meeting no longer. Idempotent.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, id: MeetingId, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE).bind(id.0).bind(account.0).execute(c).await?; });
    Ok(())
}

/// How somebody follows a meeting; `None` where they do not.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: MeetingId, account: AccountId) -> Result<Option<Following>, Error> {
    let row: Option<(String, i64)> = on_db!(session, c => sqlx::query_as(GET).bind(id.0).bind(account.0).fetch_optional(c).await?);
    Ok(row.map(|(lang, due)| Following { lang, due_at: Timestamp(due) }))
}

/// Everybody who follows a meeting.
///
/// # Errors
/// Whatever the database says.
pub async fn followers(session: &mut Session, id: MeetingId) -> Result<Vec<AccountId>, Error> {
    let rows: Vec<Uuid> = on_db!(session, c => sqlx::query_scalar(FOLLOWERS).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(AccountId).collect())
}

/// Has everybody reminded at another moment, since the meeting is to begin at another time.
///
/// # Errors
/// Whatever the database says.
pub async fn again(tx: &mut Session, id: MeetingId, due: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(AGAIN).bind(id.0).bind(due.0).execute(c).await?; });
    Ok(())
}
