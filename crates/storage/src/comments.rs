//! Remarks.

use busola_domain::comment::{Author, Source};
use busola_domain::{AccountId, AnswerId, CommentId, ConsultationId, Day, Role, Status, Timestamp, UnitId, policy};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::themes::numbers;
use crate::{Error, Session};

pub mod desk;
pub mod entered;
pub mod list;
pub(crate) mod logged;
pub mod receipts;
pub mod table;

pub use logged::{Revision, of_events, revisions_of_events, set_seqs};

/// The columns of a remark with its author's, for every statement that reads one.
macro_rules! columns {
    () => {
        "c.id, c.consultation_id, c.unit_id, c.parent_id, c.root_id, c.account_id, a.name, a.role, c.body, c.revision, c.status, c.hidden_reason, c.supports, c.replies, c.created_at, c.edited_at, c.seq, c.number, c.draft_version, c.source, c.answer_id, c.answered_at, c.received_on"
    };
}
pub(crate) use columns;

statements! {
    INSERT_FIRST_REVISION = "insert into comment_revisions (comment_id, revision, body, at) select id, revision, body, created_at from comments where id = $1 and revision = 1 on conflict (comment_id, revision) do nothing";
    INSERT_REVISION = "insert into comment_revisions (comment_id, revision, body, at) values ($1, $2, $3, $4)";
    EDIT = "update comments set body = $2, revision = revision + 1, edited_at = $3 where id = $1 returning revision";
    SET_STATUS = "update comments set status = $2, hidden_reason = $3 where id = $1 and status = $4";
    SET_SEQ = "update comments set seq = $2 where id = $1";
    COUNT_REPLY = "update comments set replies = replies + $2 where id = $1";
    UNANSWERED = "select id, number from comments where consultation_id = $1 and answered_at is null and parent_id is null and status in ('published', 'pending') order by created_at, id limit $2";
    HAD_BODY = "select revision from comment_revisions where comment_id = $1 and body = $2 limit 1";
    [INSERT] = ("insert into comments (id, consultation_id, unit_id, parent_id, root_id, account_id, body, revision, status, hidden_reason, supports, replies, created_at, edited_at, seq, tally_head, number, draft_version, source, received_on) values ", "(?, ?, ?, ?, ?, ?, ?, 1, ?, null, 0, 0, ?, null, ?, -1, ?, ?, ?, ?)", ", ", "");
    [BY_IDS] = (concat!("select ", columns!(), " from comments c join accounts a on a.id = c.account_id where c.id in ("), "?", ", ", ")");
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
    /// Its number in the consultation, in the order of receipt.
    pub number: i64,
    /// The version of the draft that its author read.
    pub version: i64,
    /// How it came in.
    pub source: Source,
    /// The city's answer, public or not.
    pub answer: Option<AnswerId>,
    /// When that was published.
    pub answered_at: Option<Timestamp>,
    /// The day on which the office received it, where a moderator entered it.
    pub received_on: Option<Day>,
}

impl Stored {
    /// What rules ask of it.
    #[must_use]
    pub fn item(&self) -> policy::Item {
        policy::Item { author: self.account, created_at: self.created_at, status: self.status, answered: self.answered_at.is_some() }
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
    number: i64,
    draft_version: i64,
    source: String,
    answer_id: Option<Uuid>,
    answered_at: Option<i64>,
    received_on: Option<String>,
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
            number: row.number,
            version: row.draft_version,
            source: row.source.parse().map_err(|_| Error::Corrupt("comments.source"))?,
            answer: row.answer_id.map(AnswerId),
            answered_at: row.answered_at.map(Timestamp),
            received_on: day(row.received_on)?,
        })
    }
}

/// The day on which a remark was received, as it stands in a row.
fn day(text: Option<String>) -> Result<Option<Day>, Error> {
    text.map(|text| text.parse().map_err(|_| Error::Corrupt("comments.received_on"))).transpose()
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
    /// The number of its event, if it has one.
    pub seq: Option<i64>,
    /// Its number in the consultation.
    pub number: i64,
    /// The version of the draft that its author read.
    pub version: i64,
    /// How it came in.
    pub source: Source,
    /// The day on which the office received it, where a moderator enters it.
    pub received_on: Option<Day>,
}

impl<'a> From<&'a Stored> for New<'a> {
    fn from(stored: &'a Stored) -> Self {
        Self {
            id: stored.id,
            consultation: stored.consultation,
            unit: stored.unit,
            parent: stored.parent,
            root: stored.root,
            account: stored.account,
            body: &stored.body,
            status: stored.status,
            created_at: stored.created_at,
            seq: stored.seq,
            number: stored.number,
            version: stored.version,
            source: stored.source,
            received_on: stored.received_on,
        }
    }
}

/// Writes remarks; what one replies to comes before it.
///
/// # Errors
/// When an id is there already, or an account is not; whatever else the database says.
pub async fn insert(tx: &mut Session, new: &[New<'_>]) -> Result<(), Error> {
    for (sql, rows) in stretches(INSERT, new) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, new| {
                    insert
                        .bind(new.id.0)
                        .bind(new.consultation.0)
                        .bind(new.unit.map(|unit| unit.0))
                        .bind(new.parent.map(|parent| parent.0))
                        .bind(new.root.map(|root| root.0))
                        .bind(new.account.0)
                        .bind(new.body)
                        .bind(new.status.as_str())
                        .bind(new.created_at.0)
                        .bind(new.seq)
                        .bind(new.number)
                        .bind(new.version)
                        .bind(new.source.as_str())
                        .bind(new.received_on.map(|day| day.to_string()))
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// A remark by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: CommentId) -> Result<Option<Stored>, Error> {
    Ok(by_ids(session, &[id]).await?.pop())
}

/// Remarks by their ids, as far as they are there, in any order.
///
/// # Errors
/// Whatever the database says.
pub async fn by_ids(session: &mut Session, ids: &[CommentId]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::new();
    for (sql, ids) in stretches(BY_IDS, ids) {
        let rows: Vec<Row> = on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Up to `limit` remarks of a consultation that need an answer and have none that is public
/// ([`Status::needs_answer`]), with their numbers, the first to be received first.
///
/// # Errors
/// Whatever the database says.
pub async fn unanswered(session: &mut Session, consultation: ConsultationId, limit: i64) -> Result<Vec<(CommentId, i64)>, Error> {
    let rows: Vec<(Uuid, i64)> = on_db!(session, c => sqlx::query_as(UNANSWERED).bind(consultation.0).bind(limit).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(id, number)| (CommentId(id), number)).collect())
}

/// Whether an edited remark has, or once had, this text.
///
/// # Errors
/// Whatever the database says.
pub async fn had_body(session: &mut Session, id: CommentId, body: &str) -> Result<bool, Error> {
    let revision: Option<i64> = on_db!(session, c => sqlx::query_scalar(HAD_BODY).bind(id.0).bind(body).fetch_optional(c).await?);
    Ok(revision.is_some())
}

/// Gives a remark a new text and returns the number of this revision.
///
/// The text before the first edit is kept as revision 1 only now: a remark that nobody edits, as most are,
/// stands in the database once.
///
/// # Errors
/// Whatever the database says.
pub async fn edit(tx: &mut Session, id: CommentId, body: &str, now: Timestamp) -> Result<i64, Error> {
    Ok(on_db!(tx, c => {
        sqlx::query(INSERT_FIRST_REVISION).bind(id.0).execute(&mut *c).await?;
        let revision: i64 = sqlx::query_scalar(EDIT).bind(id.0).bind(body).bind(now.0).fetch_one(&mut *c).await?;
        sqlx::query(INSERT_REVISION).bind(id.0).bind(revision).bind(body).bind(now.0).execute(c).await?;
        revision
    }))
}

/// Moves a remark from one status to another, and counts its themes; `false` when it was not in the first one any more.
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
    if rows > 0 {
        numbers::recount(tx, &[id]).await?;
    }
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
