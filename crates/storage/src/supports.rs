//! Who supports which remark.

use busola_domain::{AccountId, CommentId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into supports (comment_id, account_id, created_at) values ($1, $2, $3) on conflict (comment_id, account_id) do nothing";
    DELETE = "delete from supports where comment_id = $1 and account_id = $2";
    COUNT = "update comments set supports = supports + $2, tally_head = coalesce((select seq from channels where name = $3), 0) where id = $1 returning supports";
    NUMBERS = "select id, supports, tally_head from comments where status = 'published' and id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)";
    CHANGED = "select id, supports, tally_head from comments where consultation_id = $1 and tally_head >= $2 and status = 'published'";
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

/// Adds a support; `false` when it was there.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, comment: CommentId, account: AccountId, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT).bind(comment.0).bind(account.0).bind(now.0).execute(c).await?.rows_affected());
    Ok(rows > 0)
}

/// Removes a support; `false` when there was none.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, comment: CommentId, account: AccountId) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(DELETE).bind(comment.0).bind(account.0).execute(c).await?.rows_affected());
    Ok(rows > 0)
}

/// Changes the number of supports, remembers the head of the channel at this change, and gives the number.
///
/// # Errors
/// Whatever the database says.
pub async fn count(tx: &mut Session, comment: CommentId, by: i64, channel: &str) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(COUNT).bind(comment.0).bind(by).bind(channel).fetch_one(c).await?))
}

/// How many places [`NUMBERS`] has.
const BATCH: usize = 50;

/// How many support each of some remarks, as far as those are public: one statement for fifty of them.
///
/// # Errors
/// Whatever the database says.
pub async fn numbers(session: &mut Session, comments: &[CommentId]) -> Result<Vec<Number>, Error> {
    let mut numbers = Vec::with_capacity(comments.len());
    for batch in comments.chunks(BATCH) {
        // The places that are left over repeat an id, which `in` finds once.
        let places = (0..BATCH).map(|place| batch[place % batch.len()]);
        let rows: Vec<(Uuid, i64, i64)> =
            on_db!(session, c => places.fold(sqlx::query_as(NUMBERS), |select, id| select.bind(id.0)).fetch_all(c).await?);
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
