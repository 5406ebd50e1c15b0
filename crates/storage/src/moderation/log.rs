//! What was done with remarks, as the public log counts it.

use busola_domain::moderation::Deed;
use busola_domain::{AccountId, CommentId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    PAGE = "select l.at, l.action, l.reason from (select m.at as at, m.action as action, m.reason as reason from moderation_log m where m.consultation_id = $1 and m.at < $2 union all select h.at as at, 'held' as action, h.kind as reason from holds h where h.consultation_id = $1 and h.at < $2) l order by l.at desc limit $3";
    HIDDEN_BY = "select account_id from moderation_log where comment_id = $1 and action = 'hidden' order by at desc, id desc limit 1";
    [INSERT] = ("insert into moderation_log (id, consultation_id, comment_id, at, action, reason, account_id) values ", "(?, ?, ?, ?, ?, ?, ?)", ", ", "");
}

/// An entry to write.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// In which consultation.
    pub consultation: ConsultationId,
    /// With which remark.
    pub comment: CommentId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub deed: Deed,
    /// For which reason; empty where there is none.
    pub reason: &'a str,
    /// By whom.
    pub account: Option<AccountId>,
}

/// Writes entries.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, new: &[New<'_>]) -> Result<(), Error> {
    for (sql, rows) in stretches(INSERT, new) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, new| {
                    insert
                        .bind(new.id)
                        .bind(new.consultation.0)
                        .bind(new.comment.0)
                        .bind(new.at.0)
                        .bind(new.deed.as_str())
                        .bind(new.reason)
                        .bind(new.account.map(|account| account.0))
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Up to `limit` deeds of a consultation before a moment, the latest first: when, what, for which reason.
///
/// # Errors
/// Whatever the database says.
pub async fn page(
    session: &mut Session,
    id: ConsultationId,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<(Timestamp, Deed, String)>, Error> {
    let rows: Vec<(i64, String, String)> =
        on_db!(session, c => sqlx::query_as(PAGE).bind(id.0).bind(before.0).bind(limit).fetch_all(c).await?);
    rows.into_iter()
        .map(|(at, deed, reason)| Ok((Timestamp(at), deed.parse().map_err(|_| Error::Corrupt("moderation_log.action"))?, reason)))
        .collect()
}

/// Who hid a remark last, where that is known.
///
/// # Errors
/// Whatever the database says.
pub async fn hidden_by(session: &mut Session, id: CommentId) -> Result<Option<AccountId>, Error> {
    let found: Option<Option<Uuid>> = on_db!(session, c => sqlx::query_scalar(HIDDEN_BY).bind(id.0).fetch_optional(c).await?);
    Ok(found.flatten().map(AccountId))
}
