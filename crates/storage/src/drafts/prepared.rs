//! The next version of a draft while it is being prepared: nobody's but its moderators'.

use busola_domain::draft::Format;
use busola_domain::{AccountId, ConsultationId, Timestamp};

use crate::{Error, Session};

statements! {
    GET = "select p.format, p.source, p.note, p.pins, p.revision, a.name, p.written_at from prepared_drafts p join accounts a on a.id = p.account_id where p.consultation_id = $1";
    PUT = "insert into prepared_drafts (consultation_id, format, source, note, pins, revision, account_id, written_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (consultation_id) do update set format = excluded.format, source = excluded.source, note = excluded.note, pins = excluded.pins, revision = excluded.revision, account_id = excluded.account_id, written_at = excluded.written_at";
    SET_PINS = "update prepared_drafts set pins = $2 where consultation_id = $1";
    DELETE = "delete from prepared_drafts where consultation_id = $1";
}

/// A prepared version as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What the source is written in.
    pub format: Format,
    /// The source.
    pub source: String,
    /// What is to be said of it.
    pub note: String,
    /// What a person decided about its units, as JSON.
    pub pins: String,
    /// Which text of it this is; a later one has a larger number.
    pub revision: i64,
    /// The name of who wrote it last.
    pub name: String,
    /// When.
    pub written_at: Timestamp,
}

/// A prepared version to write.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// What the source is written in.
    pub format: Format,
    /// The source.
    pub source: &'a str,
    /// What is to be said of it.
    pub note: &'a str,
    /// What a person decided about its units, as JSON.
    pub pins: &'a str,
    /// Which text of it this is.
    pub revision: i64,
    /// Who wrote it.
    pub account: AccountId,
    /// When.
    pub written_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    format: String,
    source: String,
    note: String,
    pins: String,
    revision: i64,
    name: String,
    written_at: i64,
}

/// What is prepared for a consultation.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: ConsultationId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c).await?);
    row.map(|row| {
        Ok(Stored {
            format: row.format.parse().map_err(|_| Error::Corrupt("prepared_drafts.format"))?,
            source: row.source,
            note: row.note,
            pins: row.pins,
            revision: row.revision,
            name: row.name,
            written_at: Timestamp(row.written_at),
        })
    })
    .transpose()
}

/// Writes what is prepared, in place of what was.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, new: &New<'_>) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUT)
            .bind(new.consultation.0)
            .bind(new.format.as_str())
            .bind(new.source)
            .bind(new.note)
            .bind(new.pins)
            .bind(new.revision)
            .bind(new.account.0)
            .bind(new.written_at.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Writes what a person decided about units, whose ids have changed.
///
/// # Errors
/// Whatever the database says.
pub async fn set_pins(tx: &mut Session, id: ConsultationId, pins: &str) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_PINS).bind(id.0).bind(pins).execute(c).await?; });
    Ok(())
}

/// Removes what is prepared.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, id: ConsultationId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE).bind(id.0).execute(c).await?; });
    Ok(())
}
