//! The remarks of a consultation as its moderators answer them, in the order of receipt.

use busola_domain::answer::{Progress, State};
use busola_domain::comment::Source;
use busola_domain::{CommentId, ConsultationId, UnitId};
use uuid::Uuid;

use super::list::Place;
use super::{Row, Stored, columns};
use crate::{Error, Session};

// What needs an answer or has one: a reply needs none, and neither does what nobody may read.
macro_rules! select {
    ($($columns:tt)*) => {
        concat!(
            "select ",
            $($columns)*,
            " from comments c join accounts a on a.id = c.account_id",
            " where c.consultation_id = $1 and (c.created_at, c.id) > ($2, $3)",
            " and (c.answered_at is not null or (c.status in ('published', 'pending') and (c.parent_id is null or c.answer_id is not null)))",
            " and ($4 = 'all' or ($4 = 'waiting' and c.answer_id is null)",
            " or ($4 = 'drafted' and c.answer_id is not null and c.answered_at is null) or ($4 = 'answered' and c.answered_at is not null))",
            " and ($5 = 'any' or c.source = $5) and ($6 or c.unit_id = $7)",
            " order by c.created_at, c.id limit $8"
        )
    };
}

statements! {
    PAGE = select!(columns!());
    TEXTS = select!("c.id, c.created_at, c.number, a.name, case when c.status in ('published', 'pending') then c.body else '' end");
    PROGRESS = "select count(*), count(answered_at), count(answer_id) from comments where consultation_id = $1 and parent_id is null and status in ('published', 'pending')";
}

/// Which remarks of a consultation.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// The consultation.
    pub consultation: ConsultationId,
    /// On which unit; `None` for all of them and those on the whole draft.
    pub unit: Option<UnitId>,
    /// How far their answers are.
    pub state: State,
    /// How they came in; `None` for any way.
    pub source: Option<Source>,
    /// After which place in the order of receipt.
    pub after: Place,
    /// At most so many.
    pub limit: i64,
}

/// What is looked through for words: nothing that may not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Where in the order.
    pub place: Place,
    /// The number of the remark.
    pub number: i64,
    /// Its author's name.
    pub name: String,
    /// What it says.
    pub body: String,
}

macro_rules! asked {
    ($sql:expr, $query:expr) => {
        sqlx::query_as($sql)
            .bind($query.consultation.0)
            .bind($query.after.key)
            .bind($query.after.id.0)
            .bind($query.state.as_str())
            .bind($query.source.map_or("any", Source::as_str))
            .bind($query.unit.is_none())
            .bind($query.unit.map(|unit| unit.0))
            .bind($query.limit)
    };
}

/// A page of the desk.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, query: &Query) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => asked!(PAGE, query).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What is to be looked through of the same page.
///
/// # Errors
/// Whatever the database says.
pub async fn texts(session: &mut Session, query: &Query) -> Result<Vec<Texts>, Error> {
    let rows: Vec<(Uuid, i64, i64, String, String)> = on_db!(session, c => asked!(TEXTS, query).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(id, created_at, number, name, body)| Texts { place: Place { key: created_at, id: CommentId(id) }, number, name, body })
        .collect())
}

/// How far the answers to a consultation's remarks are.
///
/// # Errors
/// Whatever the database says.
pub async fn progress(session: &mut Session, id: ConsultationId) -> Result<Progress, Error> {
    let (needed, answered, with_one): (i64, i64, i64) = on_db!(session, c => sqlx::query_as(PROGRESS).bind(id.0).fetch_one(c).await?);
    Ok(Progress { needed, answered, drafted: with_one - answered })
}
