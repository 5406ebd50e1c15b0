//! Files that belong to consultations. What is in them stands outside of the database.

use busola_domain::attachment::Attachment;
use busola_domain::{AccountId, AttachmentId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

macro_rules! select {
    ($filter:literal) => {
        concat!("select id, consultation_id, caption, name, kind, bytes, sha256, added_at from attachments where ", $filter)
    };
}

statements! {
    INSERT = "insert into attachments (id, consultation_id, caption, name, kind, bytes, sha256, account_id, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    GET = select!("id = $1");
    OF_CONSULTATION = select!("consultation_id = $1 order by added_at, id");
    DELETE = "delete from attachments where id = $1";
    WITH_CONTENT = "select id from attachments where sha256 = $1 limit 1";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    caption: String,
    name: String,
    kind: String,
    bytes: i64,
    sha256: String,
    added_at: i64,
}

impl TryFrom<Row> for Attachment {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: AttachmentId(row.id),
            consultation: ConsultationId(row.consultation_id),
            caption: row.caption,
            name: row.name,
            kind: row.kind.parse().map_err(|_| Error::Corrupt("attachments.kind"))?,
            bytes: row.bytes,
            sha256: row.sha256,
            added_at: Timestamp(row.added_at),
        })
    }
}

/// Writes that a file belongs to a consultation.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, new: &Attachment, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(new.id.0)
            .bind(new.consultation.0)
            .bind(&new.caption)
            .bind(&new.name)
            .bind(new.kind.as_str())
            .bind(new.bytes)
            .bind(&new.sha256)
            .bind(account.0)
            .bind(new.added_at.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// A file by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: AttachmentId) -> Result<Option<Attachment>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// The files of a consultation, in the order in which they were added.
///
/// # Errors
/// Whatever the database says.
pub async fn of_consultation(session: &mut Session, id: ConsultationId) -> Result<Vec<Attachment>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_CONSULTATION).bind(id.0).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Writes that a file belongs to its consultation no more.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, id: AttachmentId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE).bind(id.0).execute(c).await?; });
    Ok(())
}

/// Whether any file of any consultation has this content.
///
/// # Errors
/// Whatever the database says.
pub async fn has_content(session: &mut Session, sha256: &str) -> Result<bool, Error> {
    let found: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(WITH_CONTENT).bind(sha256).fetch_optional(c).await?);
    Ok(found.is_some())
}
