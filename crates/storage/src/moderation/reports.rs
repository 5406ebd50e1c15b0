//! What readers report.

use busola_domain::moderation::{Ground, Outcome, OwnReport, Report};
use busola_domain::{AccountId, CommentId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    INSERT = "insert into comment_reports (comment_id, account_id, consultation_id, reason, words, at) values ($1, $2, $3, $4, $5, $6) on conflict (comment_id, account_id) do nothing";
    OF_ACCOUNT = "select comment_id, consultation_id, reason, words, at, outcome, settled_at from comment_reports where account_id = $1 order by at desc, comment_id desc limit $2";
    OWN = "select comment_id, consultation_id, reason, words, at, outcome, settled_at from comment_reports where comment_id = $1 and account_id = $2";
    [OPEN] = ("select comment_id, reason, words, at from comment_reports where settled_at is null and comment_id in (", "?", ", ", ") order by at, account_id");
    [SETTLE] = ("update comment_reports set outcome = ?, settled_at = ?, settled_by = ? where settled_at is null and comment_id in (", "?", ", ", ") returning comment_id");
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    comment_id: Uuid,
    consultation_id: Uuid,
    reason: String,
    words: String,
    at: i64,
    outcome: Option<String>,
    settled_at: Option<i64>,
}

impl TryFrom<OwnRow> for OwnReport {
    type Error = Error;
    fn try_from(row: OwnRow) -> Result<Self, Error> {
        Ok(Self {
            comment: CommentId(row.comment_id),
            consultation: ConsultationId(row.consultation_id),
            reason: row.reason.parse().map_err(|_| Error::Corrupt("comment_reports.reason"))?,
            words: row.words,
            at: Timestamp(row.at),
            outcome: row.outcome.map(|name| name.parse().map_err(|_| Error::Corrupt("comment_reports.outcome"))).transpose()?,
            settled_at: row.settled_at.map(Timestamp),
        })
    }
}

/// Writes a report; `false` when its author reported the remark before.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, by: AccountId, report: &OwnReport) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(report.comment.0)
        .bind(by.0)
        .bind(report.consultation.0)
        .bind(report.reason.as_str())
        .bind(&report.words)
        .bind(report.at.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Somebody's last reports, the latest first.
///
/// # Errors
/// Whatever the database says.
pub async fn of_account(session: &mut Session, account: AccountId, limit: i64) -> Result<Vec<OwnReport>, Error> {
    let rows: Vec<OwnRow> = on_db!(session, c => sqlx::query_as(OF_ACCOUNT).bind(account.0).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Somebody's report of a remark.
///
/// # Errors
/// Whatever the database says.
pub async fn own(session: &mut Session, comment: CommentId, account: AccountId) -> Result<Option<OwnReport>, Error> {
    let row: Option<OwnRow> = on_db!(session, c => sqlx::query_as(OWN).bind(comment.0).bind(account.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// The reports of remarks that nobody has looked at, the first first.
///
/// # Errors
/// Whatever the database says.
pub async fn open(session: &mut Session, ids: &[CommentId]) -> Result<Vec<(CommentId, Report)>, Error> {
    let mut found = Vec::new();
    for (sql, ids) in stretches(OPEN, ids) {
        let rows: Vec<(Uuid, String, String, i64)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for (comment, reason, words, at) in rows {
            let reason: Ground = reason.parse().map_err(|_| Error::Corrupt("comment_reports.reason"))?;
            found.push((CommentId(comment), Report { reason, words, at: Timestamp(at) }));
        }
    }
    Ok(found)
}

/// Settles the open reports of remarks, and gives the remarks that had any.
///
/// # Errors
/// Whatever the database says.
pub async fn settle(tx: &mut Session, ids: &[CommentId], outcome: Outcome, by: AccountId, now: Timestamp) -> Result<Vec<CommentId>, Error> {
    let mut settled = Vec::new();
    for (sql, ids) in stretches(SETTLE, ids) {
        let rows: Vec<Uuid> = on_db!(tx, c => {
            let settle = sqlx::query_scalar(sql).bind(outcome.as_str()).bind(now.0).bind(by.0);
            ids.iter().fold(settle, |settle, id| settle.bind(id.0)).fetch_all(c).await?
        });
        settled.extend(rows.into_iter().map(CommentId));
    }
    Ok(settled)
}
