//! The minutes of meetings: each time that they were kept.

use busola_domain::{AccountId, MeetingId, Timestamp};

use crate::{Error, Session};

statements! {
    INSERT = "insert into minutes (meeting_id, revision, body, account_id, written_at) values ($1, $2, $3, $4, $5) on conflict do nothing";
    LATEST = "select revision, body, written_at, published_at from minutes where meeting_id = $1 order by revision desc limit 1";
    PUBLISHED = "select revision, body, written_at, published_at from minutes where meeting_id = $1 and published_at is not null order by revision desc limit 1";
    PUBLISH = "update minutes set published_at = $3 where meeting_id = $1 and revision = $2 and published_at is null";
    PUBLISHED_AT = "update meetings set minutes_at = $2 where id = $1";
}

/// Minutes as they were kept once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The how manyth time, from 1.
    pub revision: i64,
    /// The text, in Markdown.
    pub body: String,
    /// When.
    pub written_at: Timestamp,
    /// When this text was published.
    pub published_at: Option<Timestamp>,
}

type Row = (i64, String, i64, Option<i64>);

fn stored((revision, body, written_at, published_at): Row) -> Stored {
    Stored { revision, body, written_at: Timestamp(written_at), published_at: published_at.map(Timestamp) }
}

/// Keeps minutes; `false`, and nothing, when somebody else kept this revision already.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, id: MeetingId, revision: i64, body: &str, by: AccountId, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(id.0)
        .bind(revision)
        .bind(body)
        .bind(by.0)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// The minutes as they were kept last.
///
/// # Errors
/// Whatever the database says.
pub async fn latest(session: &mut Session, id: MeetingId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(LATEST).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(stored))
}

/// The minutes as they were published last.
///
/// # Errors
/// Whatever the database says.
pub async fn published(session: &mut Session, id: MeetingId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(PUBLISHED).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(stored))
}

/// Writes that minutes are public from a moment on.
///
/// # Errors
/// Whatever the database says.
pub async fn publish(tx: &mut Session, id: MeetingId, revision: i64, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUBLISH).bind(id.0).bind(revision).bind(now.0).execute(&mut *c).await?;
        sqlx::query(PUBLISHED_AT).bind(id.0).bind(now.0).execute(c).await?;
    });
    Ok(())
}
