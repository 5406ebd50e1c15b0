//! Remarks.

use busola_domain::comment::Author;
use busola_domain::{AccountId, CommentId, ConsultationId, Role, Status, Timestamp, UnitId, policy};
use uuid::Uuid;

use crate::{Error, Session};

pub mod list;

/// The columns of a remark with its author's, for every statement that reads one.
macro_rules! columns {
    () => {
        "c.id, c.consultation_id, c.unit_id, c.parent_id, c.root_id, c.account_id, a.name, a.role, c.body, c.revision, c.status, c.hidden_reason, c.supports, c.replies, c.created_at, c.edited_at, c.seq"
    };
}
pub(crate) use columns;

statements! {
    INSERT = "insert into comments (id, consultation_id, unit_id, parent_id, root_id, account_id, body, revision, status, hidden_reason, supports, replies, created_at, edited_at, seq, tally_head) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, null, 0, 0, $9, null, null, -1) on conflict (id) do nothing";
    INSERT_REVISION = "insert into comment_revisions (comment_id, revision, body, at) values ($1, $2, $3, $4)";
    GET = concat!("select ", columns!(), " from comments c join accounts a on a.id = c.account_id where c.id = $1");
    EDIT = "update comments set body = $2, revision = revision + 1, edited_at = $3 where id = $1 returning revision";
    SET_STATUS = "update comments set status = $2, hidden_reason = $3 where id = $1 and status = $4";
    SET_SEQ = "update comments set seq = $2 where id = $1";
    COUNT_REPLY = "update comments set replies = replies + $2 where id = $1";
    OF_EVENTS = concat!("select ", columns!(), " from comments c join accounts a on a.id = c.account_id where c.id in (select e.subject from events e where e.channel = $1 and e.seq > $2 and e.seq <= $3)");
    HAD_BODY = "select revision from comment_revisions where comment_id = $1 and body = $2 limit 1";
    REVISIONS_OF_EVENTS = "select r.comment_id, r.revision, r.body, r.at from comment_revisions r where r.comment_id in (select e.subject from events e where e.channel = $1 and e.seq > $2 and e.seq <= $3)";
}

/// A remark as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: CommentId,
    /// Its consultation.
    pub consultation: ConsultationId,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// What it replies to.
    pub parent: Option<CommentId>,
    /// The remark that its thread begins with; `None` when that is itself.
    pub root: Option<CommentId>,
    /// Whose it is.
    pub account: AccountId,
    /// Its author, as the public sees them.
    pub author: Author,
    /// Its present text, whatever its status.
    pub body: String,
    /// Which revision that is, from 1.
    pub revision: i64,
    /// What became of it.
    pub status: Status,
    /// Why it was hidden.
    pub hidden_reason: Option<String>,
    /// How many support it.
    pub supports: i64,
    /// How many published replies its thread has.
    pub replies: i64,
    /// When it was received.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// Its latest event.
    pub seq: Option<i64>,
}

impl Stored {
    /// What rules ask of it.
    #[must_use]
    pub fn item(&self) -> policy::Item {
        policy::Item { author: self.account, created_at: self.created_at, status: self.status }
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    consultation_id: Uuid,
    unit_id: Option<Uuid>,
    parent_id: Option<Uuid>,
    root_id: Option<Uuid>,
    account_id: Uuid,
    name: String,
    role: String,
    body: String,
    revision: i64,
    status: String,
    hidden_reason: Option<String>,
    supports: i64,
    replies: i64,
    created_at: i64,
    edited_at: Option<i64>,
    seq: Option<i64>,
}

impl TryFrom<Row> for Stored {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let role: Role = row.role.parse().map_err(|_| Error::Corrupt("accounts.role"))?;
        Ok(Self {
            id: CommentId(row.id),
            consultation: ConsultationId(row.consultation_id),
            unit: row.unit_id.map(UnitId),
            parent: row.parent_id.map(CommentId),
            root: row.root_id.map(CommentId),
            account: AccountId(row.account_id),
            author: Author { name: row.name, role, organisation: None },
            body: row.body,
            revision: row.revision,
            status: row.status.parse().map_err(|_| Error::Corrupt("comments.status"))?,
            hidden_reason: row.hidden_reason,
            supports: row.supports,
            replies: row.replies,
            created_at: Timestamp(row.created_at),
            edited_at: row.edited_at.map(Timestamp),
            seq: row.seq,
        })
    }
}

/// A remark to write.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Its id, chosen by its author's browser.
    pub id: CommentId,
    /// Its consultation.
    pub consultation: ConsultationId,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// What it replies to.
    pub parent: Option<CommentId>,
    /// The remark that its thread begins with; `None` when that is itself.
    pub root: Option<CommentId>,
    /// Whose it is.
    pub account: AccountId,
    /// Its text.
    pub body: &'a str,
    /// Published or pending.
    pub status: Status,
    /// When it was received.
    pub created_at: Timestamp,
}

/// Writes a remark and its first revision; `false` when the id is there already.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, new: &New<'_>) -> Result<bool, Error> {
    let inserted = on_db!(tx, c => sqlx::query(INSERT)
        .bind(new.id.0)
        .bind(new.consultation.0)
        .bind(new.unit.map(|unit| unit.0))
        .bind(new.parent.map(|parent| parent.0))
        .bind(new.root.map(|root| root.0))
        .bind(new.account.0)
        .bind(new.body)
        .bind(new.status.as_str())
        .bind(new.created_at.0)
        .execute(c)
        .await?
        .rows_affected());
    if inserted == 0 {
        return Ok(false);
    }
    on_db!(tx, c => {
        sqlx::query(INSERT_REVISION).bind(new.id.0).bind(1_i64).bind(new.body).bind(new.created_at.0).execute(c).await?;
    });
    Ok(true)
}

/// A remark by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: CommentId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Whether a remark has, or once had, this text.
///
/// # Errors
/// Whatever the database says.
pub async fn had_body(session: &mut Session, id: CommentId, body: &str) -> Result<bool, Error> {
    let revision: Option<i64> = on_db!(session, c => sqlx::query_scalar(HAD_BODY).bind(id.0).bind(body).fetch_optional(c).await?);
    Ok(revision.is_some())
}

/// Gives a remark a new text and returns the number of this revision.
///
/// # Errors
/// Whatever the database says.
pub async fn edit(tx: &mut Session, id: CommentId, body: &str, now: Timestamp) -> Result<i64, Error> {
    Ok(on_db!(tx, c => {
        let revision: i64 = sqlx::query_scalar(EDIT).bind(id.0).bind(body).bind(now.0).fetch_one(&mut *c).await?;
        sqlx::query(INSERT_REVISION).bind(id.0).bind(revision).bind(body).bind(now.0).execute(c).await?;
        revision
    }))
}

/// Moves a remark from one status to another; `false` when it was not in the first one any more.
///
/// # Errors
/// Whatever the database says.
pub async fn set_status(tx: &mut Session, id: CommentId, from: Status, to: Status, reason: Option<&str>) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(SET_STATUS)
        .bind(id.0)
        .bind(to.as_str())
        .bind(reason)
        .bind(from.as_str())
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Writes the number of a remark's latest event.
///
/// # Errors
/// Whatever the database says.
pub async fn set_seq(tx: &mut Session, id: CommentId, seq: i64) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_SEQ).bind(id.0).bind(seq).execute(c).await?; });
    Ok(())
}

/// Counts a published reply in or out of the remark that its thread begins with.
///
/// # Errors
/// Whatever the database says.
pub async fn count_reply(tx: &mut Session, root: CommentId, by: i64) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(COUNT_REPLY).bind(root.0).bind(by).execute(c).await?; });
    Ok(())
}

/// A text that a remark once had, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Of which remark.
    pub comment: CommentId,
    /// Which, from 1.
    pub revision: i64,
    /// The text.
    pub body: String,
    /// Since when.
    pub at: Timestamp,
}

/// The remarks that a stretch of the log refers to.
///
/// # Errors
/// Whatever the database says.
pub async fn of_events(session: &mut Session, channel: &str, after: i64, until: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_EVENTS).bind(channel).bind(after).bind(until).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every revision of the remarks that a stretch of the log refers to.
///
/// # Errors
/// Whatever the database says.
pub async fn revisions_of_events(session: &mut Session, channel: &str, after: i64, until: i64) -> Result<Vec<Revision>, Error> {
    let rows: Vec<(Uuid, i64, String, i64)> =
        on_db!(session, c => sqlx::query_as(REVISIONS_OF_EVENTS).bind(channel).bind(after).bind(until).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(comment, revision, body, at)| Revision { comment: CommentId(comment), revision, body, at: Timestamp(at) })
        .collect())
}
