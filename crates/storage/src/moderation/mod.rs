//! Moderation: what becomes of several remarks at once, and what is kept about that.

use busola_domain::moderation::Held;
use busola_domain::{AccountId, CommentId, ConsultationId, Status, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::themes::numbers;
use crate::{Error, Session};

pub mod appeals;
pub mod log;
pub mod queue;
pub mod reports;
pub mod rules;

statements! {
    SET_SLOW = "update consultations set slow_seconds = $2 where id = $1";
    LATEST_TEXTS = "select id, number, unit_id, body from comments where consultation_id = $1 and status in ('published', 'pending') order by created_at desc, id desc limit $2";
    [SET_STATUSES] = ("update comments set status = ?, hidden_reason = ? where id in (", "?", ", ", ")");
    [LAST] = ("select consultation_id, account_id, max(created_at) from comments where ", "(consultation_id = ? and account_id = ?)", " or ", " group by consultation_id, account_id");
    [HOLD] = ("insert into holds (comment_id, consultation_id, kind, rule, at) values ", "(?, ?, ?, ?, ?)", ", ", " on conflict (comment_id) do update set kind = excluded.kind, rule = excluded.rule, at = excluded.at, settled_at = null");
    [SETTLE_HOLDS] = ("update holds set settled_at = ? where settled_at is null and comment_id in (", "?", ", ", ") returning comment_id");
}

/// Gives remarks, all of them, another status, and counts their themes.
///
/// # Errors
/// Whatever the database says.
pub async fn set_statuses(tx: &mut Session, ids: &[CommentId], to: Status, reason: Option<&str>) -> Result<(), Error> {
    for (sql, ids) in stretches(SET_STATUSES, ids) {
        on_db!(tx, c => {
            let set = sqlx::query(sql).bind(to.as_str()).bind(reason);
            ids.iter().fold(set, |set, id| set.bind(id.0)).execute(c).await?;
        });
    }
    numbers::recount(tx, ids).await
}

/// Sets how many seconds lie between two remarks of one person.
///
/// # Errors
/// Whatever the database says.
pub async fn set_slow(tx: &mut Session, id: ConsultationId, seconds: i64) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_SLOW).bind(id.0).bind(seconds).execute(c).await?; });
    Ok(())
}

/// When people wrote last in consultations; nothing of those who did not.
///
/// # Errors
/// Whatever the database says.
pub async fn last(
    session: &mut Session,
    pairs: &[(ConsultationId, AccountId)],
) -> Result<Vec<((ConsultationId, AccountId), Timestamp)>, Error> {
    let mut found = Vec::new();
    for (sql, pairs) in stretches(LAST, pairs) {
        let rows: Vec<(Uuid, Uuid, i64)> = on_db!(session, c => pairs
            .iter()
            .fold(sqlx::query_as(sql), |select, (consultation, account)| select.bind(consultation.0).bind(account.0))
            .fetch_all(c)
            .await?);
        found.extend(
            rows.into_iter().map(|(consultation, account, at)| ((ConsultationId(consultation), AccountId(account)), Timestamp(at))),
        );
    }
    Ok(found)
}

/// A remark and the rule that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The remark.
    pub comment: CommentId,
    /// Its consultation.
    pub consultation: ConsultationId,
    /// The rule.
    pub held: Held,
    /// Since when.
    pub at: Timestamp,
}

/// Writes which rules hold remarks, in the place of what held them before.
///
/// # Errors
/// Whatever the database says.
pub async fn hold(tx: &mut Session, holds: &[Hold]) -> Result<(), Error> {
    for (sql, holds) in stretches(HOLD, holds) {
        on_db!(tx, c => {
            holds
                .iter()
                .fold(sqlx::query(sql), |insert, hold| {
                    insert
                        .bind(hold.comment.0)
                        .bind(hold.consultation.0)
                        .bind(hold.held.by.as_str())
                        .bind(&hold.held.rule)
                        .bind(hold.at.0)
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Writes that remarks were looked at that rules held, and gives those that were not before.
///
/// # Errors
/// Whatever the database says.
pub async fn settle_holds(tx: &mut Session, ids: &[CommentId], now: Timestamp) -> Result<Vec<CommentId>, Error> {
    let mut settled = Vec::new();
    for (sql, ids) in stretches(SETTLE_HOLDS, ids) {
        let rows: Vec<Uuid> = on_db!(tx, c => {
            let settle = sqlx::query_scalar(sql).bind(now.0);
            ids.iter().fold(settle, |settle, id| settle.bind(id.0)).fetch_all(c).await?
        });
        settled.extend(rows.into_iter().map(CommentId));
    }
    Ok(settled)
}

/// A text to compare others with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Of which remark.
    pub comment: CommentId,
    /// Its number.
    pub number: i64,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// What it says.
    pub body: String,
}

/// The texts of the last remarks of a consultation that are public or wait.
///
/// # Errors
/// Whatever the database says.
pub async fn latest_texts(session: &mut Session, id: ConsultationId, limit: i64) -> Result<Vec<Text>, Error> {
    let rows: Vec<(Uuid, i64, Option<Uuid>, String)> =
        on_db!(session, c => sqlx::query_as(LATEST_TEXTS).bind(id.0).bind(limit).fetch_all(c).await?);
    let text =
        |(id, number, unit, body): (Uuid, i64, Option<Uuid>, String)| Text { comment: CommentId(id), number, unit: unit.map(UnitId), body };
    Ok(rows.into_iter().map(text).collect())
}
