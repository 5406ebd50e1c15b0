//! Private links: what they open, by their digests.

use busola_domain::letter::{Kind, Purpose};
use busola_domain::{AccountId, ConsultationId, MeetingId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into private_links (hash, account_id, purpose, consultation_id, kind, meeting_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    BY_HASH = "select account_id, consultation_id, kind, meeting_id from private_links where hash = $1 and purpose = $2 and expires_at > $3";
    DELETE = "delete from private_links where hash = $1";
    DELETE_EXPIRED = "delete from private_links where expires_at <= $1";
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose it is.
    pub account: AccountId,
    /// The consultation whose receipts it opens.
    pub consultation: Option<ConsultationId>,
    /// The letters that it ends: those of a kind …
    pub kind: Option<Kind>,
    /// … or those about a meeting.
    pub meeting: Option<MeetingId>,
}

type Row = (Uuid, Option<Uuid>, Option<String>, Option<Uuid>);

/// Writes a link.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(
    tx: &mut Session,
    hash: &[u8],
    purpose: Purpose,
    link: &Link,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(hash)
            .bind(link.account.0)
            .bind(purpose.as_str())
            .bind(link.consultation.map(|consultation| consultation.0))
            .bind(link.kind.map(Kind::as_str))
            .bind(link.meeting.map(|meeting| meeting.0))
            .bind(now.0)
            .bind(expires_at.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// A link that works, for a purpose.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, hash: &[u8], purpose: Purpose, now: Timestamp) -> Result<Option<Link>, Error> {
    let row: Option<Row> =
        on_db!(session, c => sqlx::query_as(BY_HASH).bind(hash).bind(purpose.as_str()).bind(now.0).fetch_optional(c).await?);
    row.map(|(account, consultation, kind, meeting)| {
        let kind = kind.map(|kind| kind.parse().map_err(|_| Error::Corrupt("private_links.kind"))).transpose()?;
        Ok(Link { account: AccountId(account), consultation: consultation.map(ConsultationId), kind, meeting: meeting.map(MeetingId) })
    })
    .transpose()
}

/// Takes a link back whose letter did not leave.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, hash: &[u8]) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE).bind(hash).execute(c).await?; });
    Ok(())
}

/// Removes the links whose time is over.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_expired(tx: &mut Session, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_EXPIRED).bind(now.0).execute(c).await?; });
    Ok(())
}
