//! Questions of meetings and who supports them.

use busola_domain::meeting::question::State;
use busola_domain::{AccountId, AgendaItemId, MeetingId, QuestionId, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

macro_rules! select {
    () => {
        "select q.id, q.meeting_id, q.item_id, q.unit_id, q.account_id, a.name, q.anonymous, q.body, q.state, q.merged_into, q.answer, q.supports, q.created_at, q.asked_at from questions q join accounts a on a.id = q.account_id"
    };
}

statements! {
    INSERT = "insert into questions (id, meeting_id, item_id, unit_id, account_id, anonymous, body, state, supports, tally_head, created_at, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, -1, $9, $10) on conflict (id) do nothing";
    OF_MEETING = concat!(select!(), " where q.meeting_id = $1 order by q.created_at, q.id");
    SET_STATE = "update questions set state = $2, merged_into = $3, answer = $4, asked_at = $5 where id = $1";
    SUPPORT = "insert into question_supports (question_id, account_id, created_at) values ($1, $2, $3) on conflict do nothing";
    UNSUPPORT = "delete from question_supports where question_id = $1 and account_id = $2";
    COUNT = "update questions set supports = supports + $2, tally_head = coalesce((select seq from channels where name = $3), 0) where id = $1";
    SUPPORTED_BY = "select s.question_id from question_supports s join questions q on q.id = s.question_id where q.meeting_id = $1 and s.account_id = $2";
    CHANGED = "select id, supports, tally_head from questions where meeting_id = $1 and tally_head >= $2 and state <> 'pending' and state <> 'hidden'";
    [BY_IDS] = (concat!(select!(), " where q.id in ("), "?", ", ", ")");
    [NUMBERS] = ("select id, supports, tally_head from questions where state <> 'pending' and state <> 'hidden' and id in (", "?", ", ", ")");
}

/// A question as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: QuestionId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The item of the agenda that it belongs to.
    pub item: Option<AgendaItemId>,
    /// The unit that it is about.
    pub unit: Option<UnitId>,
    /// Who asked.
    pub account: AccountId,
    /// The name of who asked.
    pub name: String,
    /// Whether that name is not public.
    pub anonymous: bool,
    /// What was asked.
    pub body: String,
    /// What became of it.
    pub state: State,
    /// The question that it was merged into.
    pub merged_into: Option<QuestionId>,
    /// What was answered in writing.
    pub answer: Option<String>,
    /// How many support it.
    pub supports: i64,
    /// When it was received.
    pub created_at: Timestamp,
    /// When it became public for the first time.
    pub asked_at: Option<Timestamp>,
}

/// How many support a question, and the head of the channel when that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Which question.
    pub question: QuestionId,
    /// How many.
    pub supports: i64,
    /// The head.
    pub head: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    meeting_id: Uuid,
    item_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    account_id: Uuid,
    name: String,
    anonymous: bool,
    body: String,
    state: String,
    merged_into: Option<Uuid>,
    answer: Option<String>,
    supports: i64,
    created_at: i64,
    asked_at: Option<i64>,
}

impl TryFrom<Row> for Stored {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: QuestionId(row.id),
            meeting: MeetingId(row.meeting_id),
            item: row.item_id.map(AgendaItemId),
            unit: row.unit_id.map(UnitId),
            account: AccountId(row.account_id),
            name: row.name,
            anonymous: row.anonymous,
            body: row.body,
            state: row.state.parse().map_err(|_| Error::Corrupt("questions.state"))?,
            merged_into: row.merged_into.map(QuestionId),
            answer: row.answer,
            supports: row.supports,
            created_at: Timestamp(row.created_at),
            asked_at: row.asked_at.map(Timestamp),
        })
    }
}

/// Writes a question; `false` when its id is taken.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, question: &Stored) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(question.id.0)
        .bind(question.meeting.0)
        .bind(question.item.map(|item| item.0))
        .bind(question.unit.map(|unit| unit.0))
        .bind(question.account.0)
        .bind(question.anonymous)
        .bind(&question.body)
        .bind(question.state.as_str())
        .bind(question.created_at.0)
        .bind(question.asked_at.map(|at| at.0))
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Questions by their ids, as far as they are there, in any order.
///
/// # Errors
/// Whatever the database says.
pub async fn by_ids(session: &mut Session, ids: &[QuestionId]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::new();
    for (sql, ids) in stretches(BY_IDS, ids) {
        let rows: Vec<Row> = on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// A question by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: QuestionId) -> Result<Option<Stored>, Error> {
    Ok(by_ids(session, &[id]).await?.pop())
}

/// The questions of a meeting in the order in which they came.
///
/// # Errors
/// Whatever the database says.
pub async fn of_meeting(session: &mut Session, id: MeetingId) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_MEETING).bind(id.0).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Writes what became of a question.
///
/// # Errors
/// Whatever the database says.
pub async fn set_state(tx: &mut Session, question: &Stored) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(SET_STATE)
            .bind(question.id.0)
            .bind(question.state.as_str())
            .bind(question.merged_into.map(|into| into.0))
            .bind(&question.answer)
            .bind(question.asked_at.map(|at| at.0))
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Adds a support; `false` when it is there.
///
/// # Errors
/// Whatever the database says.
pub async fn support(tx: &mut Session, id: QuestionId, account: AccountId, at: Timestamp) -> Result<bool, Error> {
    Ok(on_db!(tx, c => sqlx::query(SUPPORT).bind(id.0).bind(account.0).bind(at.0).execute(c).await?.rows_affected()) > 0)
}

/// Removes a support; `false` when there is none.
///
/// # Errors
/// Whatever the database says.
pub async fn unsupport(tx: &mut Session, id: QuestionId, account: AccountId) -> Result<bool, Error> {
    Ok(on_db!(tx, c => sqlx::query(UNSUPPORT).bind(id.0).bind(account.0).execute(c).await?.rows_affected()) > 0)
}

/// Changes the number of supports, and remembers the head of the channel at this change.
///
/// # Errors
/// Whatever the database says.
pub async fn count(tx: &mut Session, id: QuestionId, by: i64, channel: &str) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(COUNT).bind(id.0).bind(by).bind(channel).execute(c).await?; });
    Ok(())
}

/// Which questions of a meeting somebody supports.
///
/// # Errors
/// Whatever the database says.
pub async fn supported_by(session: &mut Session, meeting: MeetingId, account: AccountId) -> Result<Vec<QuestionId>, Error> {
    let rows: Vec<Uuid> = on_db!(session, c => sqlx::query_scalar(SUPPORTED_BY).bind(meeting.0).bind(account.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(QuestionId).collect())
}

fn number((question, supports, head): (Uuid, i64, i64)) -> Number {
    Number { question: QuestionId(question), supports, head }
}

/// How many support each of some questions, as far as those are public.
///
/// # Errors
/// Whatever the database says.
pub async fn numbers(session: &mut Session, ids: &[QuestionId]) -> Result<Vec<Number>, Error> {
    let mut numbers = Vec::with_capacity(ids.len());
    for (sql, ids) in stretches(NUMBERS, ids) {
        let rows: Vec<(Uuid, i64, i64)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        numbers.extend(rows.into_iter().map(number));
    }
    Ok(numbers)
}

/// The supports that changed when the channel's head was `since` or later.
///
/// # Errors
/// Whatever the database says.
pub async fn changed_since(session: &mut Session, meeting: MeetingId, since: i64) -> Result<Vec<Number>, Error> {
    let rows: Vec<(Uuid, i64, i64)> = on_db!(session, c => sqlx::query_as(CHANGED).bind(meeting.0).bind(since).fetch_all(c).await?);
    Ok(rows.into_iter().map(number).collect())
}
