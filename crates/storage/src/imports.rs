//! What was read of files of remarks, kept between preview and import.

use busola_domain::{ConsultationId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into imports (id, consultation_id, remarks, expires_at) values ($1, $2, $3, $4)";
    GET = "select consultation_id, remarks from imports where id = $1 and expires_at > $2";
    DELETE_EXPIRED = "delete from imports where expires_at <= $1";
}

/// Keeps what was read, as JSON, under an id that nobody can guess.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, id: Uuid, consultation: ConsultationId, remarks: &str, expires_at: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT).bind(id).bind(consultation.0).bind(remarks).bind(expires_at.0).execute(c).await?;
    });
    Ok(())
}

/// What was read, and for which consultation.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: Uuid, now: Timestamp) -> Result<Option<(ConsultationId, String)>, Error> {
    let row: Option<(Uuid, String)> = on_db!(session, c => sqlx::query_as(GET).bind(id).bind(now.0).fetch_optional(c).await?);
    Ok(row.map(|(consultation, remarks)| (ConsultationId(consultation), remarks)))
}

/// Removes what nobody came back for, with the names in it.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_expired(tx: &mut Session, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_EXPIRED).bind(now.0).execute(c).await?; });
    Ok(())
}
