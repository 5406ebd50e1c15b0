//! The city's answers to remarks. Under which remark one stands, and since when everybody reads it there, is with the
//! remark: one answer may stand under several, and is not public under all of them at once.

use busola_domain::{AccountId, AnswerId, CommentId, ConsultationId, Decision, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

pub mod drafted;
pub mod templates;

/// The columns of an answer, for every statement that reads one.
macro_rules! columns {
    () => {
        "id, consultation_id, decision, justification, unit_id, revision, account_id, written_at, published_at"
    };
}

statements! {
    INSERT = "insert into answers (id, consultation_id, decision, justification, unit_id, revision, account_id, written_at, published_at) values ($1, $2, $3, $4, $5, $6, $7, $8, null)";
    CHANGE = "update answers set decision = $2, justification = $3, unit_id = $4, account_id = $5, written_at = $6, revision = $7 where id = $1";
    SHARED = "select id from comments where answer_id = $1 and id <> $2 limit 1";
    WRITTEN = "select a.name, n.written_at from comments c join answers n on n.id = c.answer_id join accounts a on a.id = n.account_id where c.id = $1";
    KNOWN_UNIT = "select u.id from drafts d join units u on u.draft_id = d.id where d.consultation_id = $1 and u.id = $2 limit 1";
    REVISIONS = "select revision, decision, justification, unit_id, account_id, at from answer_revisions where answer_id = $1 order by revision";
    [BY_IDS] = (concat!("select ", columns!(), " from answers where id in ("), "?", ", ", ")");
    [PUT] = ("update comments set answer_id = ? where id in (", "?", ", ", ")");
    [DELETE_UNUSED] = ("delete from answers where published_at is null and not exists (select 1 from comments c where c.answer_id = answers.id) and id in (", "?", ", ", ")");
    [PUBLISH] = ("update answers set published_at = coalesce(published_at, ?) where id in (", "?", ", ", ")");
    [KEEP] = ("insert into answer_revisions (answer_id, revision, decision, justification, unit_id, account_id, at) select id, revision, decision, justification, unit_id, account_id, cast(? as bigint) from answers where id in (", "?", ", ", ") on conflict (answer_id, revision) do nothing");
    [SHOW] = ("update comments set answered_at = coalesce(answered_at, ?) where id in (", "?", ", ", ")");
}

/// An answer as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: AnswerId,
    /// The consultation of its remarks.
    pub consultation: ConsultationId,
    /// What was decided.
    pub decision: Decision,
    /// Why, as it was typed.
    pub justification: String,
    /// The unit whose text changed.
    pub unit: Option<UnitId>,
    /// Which text it is, from 1: drafts count too.
    pub revision: i64,
    /// Who wrote it.
    pub account: AccountId,
    /// When.
    pub written_at: Timestamp,
    /// When it was published first, under whichever remark; nothing while it is nowhere public.
    pub published_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    decision: String,
    justification: String,
    unit_id: Option<Uuid>,
    revision: i64,
    account_id: Uuid,
    written_at: i64,
    published_at: Option<i64>,
}

impl TryFrom<Row> for Stored {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: AnswerId(row.id),
            consultation: ConsultationId(row.consultation_id),
            decision: row.decision.parse().map_err(|_| Error::Corrupt("answers.decision"))?,
            justification: row.justification,
            unit: row.unit_id.map(UnitId),
            revision: row.revision,
            account: AccountId(row.account_id),
            written_at: Timestamp(row.written_at),
            published_at: row.published_at.map(Timestamp),
        })
    }
}

/// Writes an answer, which stands under no remark yet and is not public.
///
/// # Errors
/// When the id is there already; whatever else the database says.
pub async fn insert(tx: &mut Session, new: &Stored) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(new.id.0)
            .bind(new.consultation.0)
            .bind(new.decision.as_str())
            .bind(&new.justification)
            .bind(new.unit.map(|unit| unit.0))
            .bind(new.revision)
            .bind(new.account.0)
            .bind(new.written_at.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Gives an answer the text and the revision that it has here, under each of its remarks.
///
/// # Errors
/// Whatever the database says.
pub async fn change(tx: &mut Session, new: &Stored) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(CHANGE)
            .bind(new.id.0)
            .bind(new.decision.as_str())
            .bind(&new.justification)
            .bind(new.unit.map(|unit| unit.0))
            .bind(new.account.0)
            .bind(new.written_at.0)
            .bind(new.revision)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Answers by their ids, as far as they are there, in any order.
///
/// # Errors
/// Whatever the database says.
pub async fn by_ids(session: &mut Session, ids: &[AnswerId]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for (sql, ids) in stretches(BY_IDS, ids) {
        let rows: Vec<Row> = on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Puts an answer under some remarks, in the place of what stood there.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, answer: AnswerId, under: &[CommentId]) -> Result<(), Error> {
    for (sql, ids) in stretches(PUT, under) {
        on_db!(tx, c => {
            ids.iter().fold(sqlx::query(sql).bind(answer.0), |update, id| update.bind(id.0)).execute(c).await?;
        });
    }
    Ok(())
}

/// Removes those of some answers that were never public and stand under no remark any more.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_unused(tx: &mut Session, ids: &[AnswerId]) -> Result<(), Error> {
    for (sql, ids) in stretches(DELETE_UNUSED, ids) {
        on_db!(tx, c => {
            ids.iter().fold(sqlx::query(sql), |delete, id| delete.bind(id.0)).execute(c).await?;
        });
    }
    Ok(())
}

/// Makes answers public as they are, and keeps their texts for good. Under which remarks is up to [`show`].
///
/// # Errors
/// Whatever the database says.
pub async fn publish(tx: &mut Session, ids: &[AnswerId], at: Timestamp) -> Result<(), Error> {
    for sizes in [PUBLISH, KEEP] {
        for (sql, ids) in stretches(sizes, ids) {
            on_db!(tx, c => {
                ids.iter().fold(sqlx::query(sql).bind(at.0), |update, id| update.bind(id.0)).execute(c).await?;
            });
        }
    }
    Ok(())
}

/// Shows everybody the answers of some remarks; those that were shown before have been since then.
///
/// # Errors
/// Whatever the database says.
pub async fn show(tx: &mut Session, under: &[CommentId], at: Timestamp) -> Result<(), Error> {
    for (sql, ids) in stretches(SHOW, under) {
        on_db!(tx, c => {
            ids.iter().fold(sqlx::query(sql).bind(at.0), |update, id| update.bind(id.0)).execute(c).await?;
        });
    }
    Ok(())
}

/// Whether an answer stands under another remark too.
///
/// # Errors
/// Whatever the database says.
pub async fn is_shared(session: &mut Session, answer: AnswerId, under: CommentId) -> Result<bool, Error> {
    let other: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(SHARED).bind(answer.0).bind(under.0).fetch_optional(c).await?);
    Ok(other.is_some())
}

/// Who wrote an answer, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name of the account.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// Who wrote the answer that stands under a remark, public or not.
///
/// # Errors
/// Whatever the database says.
pub async fn written(session: &mut Session, under: CommentId) -> Result<Option<Written>, Error> {
    let row: Option<(String, i64)> = on_db!(session, c => sqlx::query_as(WRITTEN).bind(under.0).fetch_optional(c).await?);
    Ok(row.map(|(name, at)| Written { name, at: Timestamp(at) }))
}

/// Whether any version of a consultation's draft has a unit.
///
/// # Errors
/// Whatever the database says.
pub async fn is_known_unit(session: &mut Session, id: ConsultationId, unit: UnitId) -> Result<bool, Error> {
    let known: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(KNOWN_UNIT).bind(id.0).bind(unit.0).fetch_optional(c).await?);
    Ok(known.is_some())
}

/// A text under which an answer was public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which.
    pub revision: i64,
    /// What was decided.
    pub decision: Decision,
    /// Why.
    pub justification: String,
    /// The unit whose text changed.
    pub unit: Option<UnitId>,
    /// Who wrote it.
    pub account: AccountId,
    /// When it became public.
    pub at: Timestamp,
}

/// The texts under which an answer was public, the first first.
///
/// # Errors
/// Whatever the database says.
pub async fn revisions(session: &mut Session, answer: AnswerId) -> Result<Vec<Revision>, Error> {
    let rows: Vec<(i64, String, String, Option<Uuid>, Uuid, i64)> =
        on_db!(session, c => sqlx::query_as(REVISIONS).bind(answer.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|(revision, decision, justification, unit, account, at)| {
            Ok(Revision {
                revision,
                decision: decision.parse().map_err(|_| Error::Corrupt("answer_revisions.decision"))?,
                justification,
                unit: unit.map(UnitId),
                account: AccountId(account),
                at: Timestamp(at),
            })
        })
        .collect()
}
