//! Remarks as the log refers to them.

use busola_domain::{CommentId, Timestamp};
use uuid::Uuid;

use super::{Row, Stored, columns};
use crate::{Error, Session};

statements! {
    OF_EVENTS = concat!("select ", columns!(), " from comments c join accounts a on a.id = c.account_id where c.id in (select e.subject from events e where e.channel = $1 and e.seq > $2 and e.seq <= $3)");
    REVISIONS_OF_EVENTS = "select r.comment_id, r.revision, r.body, r.at from comment_revisions r where r.comment_id in (select e.subject from events e where e.channel = $1 and e.seq > $2 and e.seq <= $3)";
    SET_SEQS = "update comments set seq = e.seq from events e where e.channel = $1 and e.seq >= $2 and e.seq <= $3 and e.subject = comments.id";
}

/// A text that a remark once had, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Of which remark.
    pub comment: CommentId,
    /// Which, from 1.
    pub revision: i64,
    /// The text.
    pub body: String,
    /// Since when.
    pub at: Timestamp,
}

/// The remarks that a stretch of the log refers to.
///
/// # Errors
/// Whatever the database says.
pub async fn of_events(session: &mut Session, channel: &str, after: i64, until: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_EVENTS).bind(channel).bind(after).bind(until).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every revision of the edited ones among the remarks that a stretch of the log refers to.
///
/// # Errors
/// Whatever the database says.
pub async fn revisions_of_events(session: &mut Session, channel: &str, after: i64, until: i64) -> Result<Vec<Revision>, Error> {
    let rows: Vec<(Uuid, i64, String, i64)> =
        on_db!(session, c => sqlx::query_as(REVISIONS_OF_EVENTS).bind(channel).bind(after).bind(until).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(comment, revision, body, at)| Revision { comment: CommentId(comment), revision, body, at: Timestamp(at) })
        .collect())
}

/// Writes the numbers of their latest events to the remarks of a stretch of the log that was just added, in which each is
/// named once.
///
/// # Errors
/// Whatever the database says.
pub async fn set_seqs(tx: &mut Session, channel: &str, first: i64, last: i64) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_SEQS).bind(channel).bind(first).bind(last).execute(c).await?; });
    Ok(())
}
