//! Remarks of people who were not signed in when they sent them, kept until they are.

use busola_domain::{CommentId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into parked (id, body, comment_id, expires_at) values ($1, $2, $3, $4)";
    BY_ID = "select body, comment_id from parked where id = $1 and expires_at > $2";
    DELETE_EXPIRED = "delete from parked where expires_at <= $1";
}

/// A text that waits for its author to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    /// What was typed.
    pub body: String,
    /// The id under which it will be posted, once.
    pub comment: CommentId,
}

/// Keeps a text under an id that nobody can guess.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, id: Uuid, parked: &Parked, expires_at: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT).bind(id).bind(&parked.body).bind(parked.comment.0).bind(expires_at.0).execute(c).await?;
    });
    Ok(())
}

/// The text under an id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: Uuid, now: Timestamp) -> Result<Option<Parked>, Error> {
    let row: Option<(String, Uuid)> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id).bind(now.0).fetch_optional(c).await?);
    Ok(row.map(|(body, comment)| Parked { body, comment: CommentId(comment) }))
}

/// Removes the texts that nobody came back for.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_expired(tx: &mut Session, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_EXPIRED).bind(now.0).execute(c).await?; });
    Ok(())
}
