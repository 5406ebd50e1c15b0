//! The remarks of a consultation as its report tells of them, in the order of their numbers.

use std::collections::HashMap;

use busola_domain::comment::{Source, Status};
use busola_domain::{AccountId, AnswerId, ConsultationId, Day, Decision, Timestamp, UnitId};
use futures_util::TryStreamExt as _;
use uuid::Uuid;

use super::{Row, Stored, columns, day};
use crate::{Error, Session};

// What was never public is not told of: it waits for a moderator, or was refused or taken back while it did.
statements! {
    FACTS = "select c.created_at, c.unit_id, c.source, c.status, c.account_id, c.received_on, n.decision from comments c left join answers n on n.id = c.answer_id and c.answered_at is not null where c.consultation_id = $1 and c.seq is not null";
    GROUPS = "select answer_id, min(number) from comments where consultation_id = $1 and answer_id is not null and answered_at is not null group by answer_id having count(*) > 1";
    UNTOLD = "select c.number, c.supports, a.name, a.role from comments c join accounts a on a.id = c.account_id where c.consultation_id = $1 and c.seq is not null order by c.number";
    PAGE = concat!("select ", columns!(), ", p.number as reply_to from comments c join accounts a on a.id = c.account_id left join comments p on p.id = c.parent_id where c.consultation_id = $1 and c.number > $2 and c.seq is not null order by c.number limit $3");
}

/// What is counted of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// When it was received here.
    pub created_at: Timestamp,
    /// The day on which the office received it, where a moderator entered it.
    pub received_on: Option<Day>,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// How it came in.
    pub source: Source,
    /// What became of it.
    pub status: Status,
    /// Whose it is.
    pub account: AccountId,
    /// What was decided, where the answer is public.
    pub decision: Option<Decision>,
}

#[derive(sqlx::FromRow)]
struct FactRow {
    created_at: i64,
    received_on: Option<String>,
    unit_id: Option<Uuid>,
    source: String,
    status: String,
    account_id: Uuid,
    decision: Option<String>,
}

/// A remark of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The remark.
    pub comment: Stored,
    /// The number of the remark that it replies to.
    pub reply_to: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct ToldRow {
    #[sqlx(flatten)]
    comment: Row,
    reply_to: Option<i64>,
}

impl TryFrom<FactRow> for Fact {
    type Error = Error;
    fn try_from(row: FactRow) -> Result<Self, Error> {
        Ok(Self {
            created_at: Timestamp(row.created_at),
            received_on: day(row.received_on)?,
            unit: row.unit_id.map(UnitId),
            source: row.source.parse().map_err(|_| Error::Corrupt("comments.source"))?,
            status: row.status.parse().map_err(|_| Error::Corrupt("comments.status"))?,
            account: AccountId(row.account_id),
            decision: row.decision.map(|name| name.parse().map_err(|_| Error::Corrupt("answers.decision"))).transpose()?,
        })
    }
}

/// Tells what is counted, of every remark that the report tells of: one after the other, since there may be many.
///
/// # Errors
/// Whatever the database says.
pub async fn each_fact(session: &mut Session, id: ConsultationId, mut tell: impl FnMut(&Fact)) -> Result<(), Error> {
    on_db!(session, c => {
        let mut rows = sqlx::query_as::<_, FactRow>(FACTS).bind(id.0).fetch(c);
        while let Some(row) = rows.try_next().await? {
            tell(&row.try_into()?);
        }
    });
    Ok(())
}

/// The answers that stand under several remarks, each with the lowest number of those.
///
/// # Errors
/// Whatever the database says.
pub async fn groups(session: &mut Session, id: ConsultationId) -> Result<HashMap<AnswerId, i64>, Error> {
    let rows: Vec<(Uuid, i64)> = on_db!(session, c => sqlx::query_as(GROUPS).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(answer, number)| (AnswerId(answer), number)).collect())
}

/// Up to `limit` remarks that the report tells of, after a number.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, id: ConsultationId, after: i64, limit: i64) -> Result<Vec<Told>, Error> {
    let rows: Vec<ToldRow> = on_db!(session, c => sqlx::query_as(PAGE).bind(id.0).bind(after).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(|row| Ok(Told { comment: row.comment.try_into()?, reply_to: row.reply_to })).collect()
}

/// What the report tells of each remark and no event does: its number, its supports, the name and the role of its author.
/// Short, whatever the remarks say.
///
/// # Errors
/// Whatever the database says.
pub async fn untold(session: &mut Session, id: ConsultationId) -> Result<Vec<(i64, i64, String, String)>, Error> {
    Ok(on_db!(session, c => sqlx::query_as(UNTOLD).bind(id.0).fetch_all(c).await?))
}
