//! Who supports which remark.

use busola_domain::{AccountId, CommentId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    COUNT = "update comments set supports = supports + $2, tally_head = coalesce((select seq from channels where name = $3), 0) where id = $1 returning supports";
    CHANGED = "select id, supports, tally_head from comments where consultation_id = $1 and tally_head >= $2 and status = 'published'";
    [GIVEN] = ("select comment_id, account_id from supports where ", "(comment_id = ? and account_id = ?)", " or ", "");
    [INSERT] = ("insert into supports (comment_id, account_id, created_at) values ", "(?, ?, ?)", ", ", "");
    [DELETE] = ("delete from supports where ", "(comment_id = ? and account_id = ?)", " or ", "");
    [NUMBERS] = ("select id, supports, tally_head from comments where status = 'published' and id in (", "?", ", ", ")");
}

/// How many support a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// Which remark.
    pub comment: CommentId,
    /// How many.
    pub supports: i64,
    /// The head of the channel when that changed; -1 when it never did.
    pub head: i64,
}

impl From<(Uuid, i64, i64)> for Number {
    fn from((comment, supports, head): (Uuid, i64, i64)) -> Self {
        Self { comment: CommentId(comment), supports, head }
    }
}

/// A remark and who supports it, or doesn't.
pub type Pair = (CommentId, AccountId);

/// Which of some pairs are supports.
///
/// # Errors
/// Whatever the database says.
pub async fn given(session: &mut Session, pairs: &[Pair]) -> Result<Vec<Pair>, Error> {
    let mut given = Vec::new();
    for (sql, pairs) in stretches(GIVEN, pairs) {
        let rows: Vec<(Uuid, Uuid)> = on_db!(session, c => pairs
            .iter()
            .fold(sqlx::query_as(sql), |select, (comment, account)| select.bind(comment.0).bind(account.0))
            .fetch_all(c)
            .await?);
        given.extend(rows.into_iter().map(|(comment, account)| (CommentId(comment), AccountId(account))));
    }
    Ok(given)
}

/// Adds supports, each with its moment.
///
/// # Errors
/// When one is there; whatever else the database says.
pub async fn insert(tx: &mut Session, supports: &[(Pair, Timestamp)]) -> Result<(), Error> {
    for (sql, supports) in stretches(INSERT, supports) {
        on_db!(tx, c => {
            supports
                .iter()
                .fold(sqlx::query(sql), |insert, ((comment, account), at)| insert.bind(comment.0).bind(account.0).bind(at.0))
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Removes supports.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, supports: &[Pair]) -> Result<(), Error> {
    for (sql, supports) in stretches(DELETE, supports) {
        on_db!(tx, c => {
            supports
                .iter()
                .fold(sqlx::query(sql), |delete, (comment, account)| delete.bind(comment.0).bind(account.0))
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Changes the number of supports, remembers the head of the channel at this change, and gives the number.
///
/// # Errors
/// Whatever the database says.
pub async fn count(tx: &mut Session, comment: CommentId, by: i64, channel: &str) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(COUNT).bind(comment.0).bind(by).bind(channel).fetch_one(c).await?))
}

/// How many support each of some remarks, as far as those are public.
///
/// # Errors
/// Whatever the database says.
pub async fn numbers(session: &mut Session, comments: &[CommentId]) -> Result<Vec<Number>, Error> {
    let mut numbers = Vec::with_capacity(comments.len());
    for (sql, ids) in stretches(NUMBERS, comments) {
        let rows: Vec<(Uuid, i64, i64)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        numbers.extend(rows.into_iter().map(Number::from));
    }
    Ok(numbers)
}

/// The supports that changed when the channel's head was `since` or later.
///
/// # Errors
/// Whatever the database says.
pub async fn changed_since(session: &mut Session, consultation: ConsultationId, since: i64) -> Result<Vec<Number>, Error> {
    let rows: Vec<(Uuid, i64, i64)> = on_db!(session, c => sqlx::query_as(CHANGED).bind(consultation.0).bind(since).fetch_all(c).await?);
    Ok(rows.into_iter().map(Number::from).collect())
}
