//! What authors say against the hiding of their remarks.

use busola_domain::moderation::{Appealed, Ruling};
use busola_domain::{AccountId, CommentId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::comments::{Row, Stored, columns};
use crate::{Error, Session};

statements! {
    INSERT = "insert into appeals (comment_id, consultation_id, account_id, words, at, reply) values ($1, $2, $3, $4, $5, '') on conflict (comment_id) do nothing";
    IS_THERE = "select comment_id from appeals where comment_id = $1";
    OPEN = concat!("select ", columns!(), ", p.words as appeal_words, p.at as appeal_at, (select m.account_id from moderation_log m where m.comment_id = c.id and m.action = 'hidden' order by m.at desc, m.id desc limit 1) as hidden_by from appeals p join comments c on c.id = p.comment_id join accounts a on a.id = c.account_id where p.consultation_id = $1 and p.decided_at is null and c.status = 'hidden' order by p.at, p.comment_id limit $2");
    DECIDED = "select p.at, p.ruling, p.reply, p.decided_at, a.name from appeals p join accounts a on a.id = p.decided_by where p.comment_id = $1 and p.decided_at is not null";
    DECIDE = "update appeals set ruling = $2, reply = $3, decided_at = $4, decided_by = $5 where comment_id = $1 and decided_at is null";
}

/// An appeal that is not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The remark.
    pub comment: Stored,
    /// What its author says.
    pub words: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who hid the remark, where that is known.
    pub hidden_by: Option<AccountId>,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    #[sqlx(flatten)]
    comment: Row,
    appeal_words: String,
    appeal_at: i64,
    hidden_by: Option<Uuid>,
}

/// Writes an appeal; `false` when there is one of this remark.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, comment: &Stored, words: &str, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(comment.id.0)
        .bind(comment.consultation.0)
        .bind(comment.account.0)
        .bind(words)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Whether a remark's author has appealed.
///
/// # Errors
/// Whatever the database says.
pub async fn is_there(session: &mut Session, id: CommentId) -> Result<bool, Error> {
    let found: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(IS_THERE).bind(id.0).fetch_optional(c).await?);
    Ok(found.is_some())
}

/// The appeals of a consultation that are not decided and still ask for something, the first first.
///
/// # Errors
/// Whatever the database says.
pub async fn open(session: &mut Session, id: ConsultationId, limit: i64) -> Result<Vec<Open>, Error> {
    let rows: Vec<OpenRow> = on_db!(session, c => sqlx::query_as(OPEN).bind(id.0).bind(limit).fetch_all(c).await?);
    rows.into_iter()
        .map(|row| {
            let hidden_by = row.hidden_by.map(AccountId);
            Ok(Open { comment: row.comment.try_into()?, words: row.appeal_words, at: Timestamp(row.appeal_at), hidden_by })
        })
        .collect()
}

/// What was decided about the appeal of a remark, with the name of who did; `None` while that is open, or there is none.
///
/// # Errors
/// Whatever the database says.
pub async fn decided(session: &mut Session, id: CommentId) -> Result<Option<(Appealed, String)>, Error> {
    let row: Option<(i64, String, String, i64, String)> = on_db!(session, c => sqlx::query_as(DECIDED).bind(id.0).fetch_optional(c).await?);
    row.map(|(at, ruling, reply, decided_at, name)| {
        let ruling = Some(ruling.parse().map_err(|_| Error::Corrupt("appeals.ruling"))?);
        Ok((Appealed { at: Timestamp(at), ruling, reply, decided_at: Some(Timestamp(decided_at)) }, name))
    })
    .transpose()
}

/// Writes what was decided; `false` when that was done before, or there is no appeal.
///
/// # Errors
/// Whatever the database says.
pub async fn decide(tx: &mut Session, id: CommentId, ruling: Ruling, reply: &str, by: AccountId, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(DECIDE)
        .bind(id.0)
        .bind(ruling.as_str())
        .bind(reply)
        .bind(now.0)
        .bind(by.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}
