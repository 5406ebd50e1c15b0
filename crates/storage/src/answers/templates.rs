//! Justifications that are written again and again.

use busola_domain::{Decision, TemplateId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    ALL = "select id, name, decision, justification from answer_templates order by name, id limit $1";
    BY_ID = "select id, name, decision, justification from answer_templates where id = $1";
    COUNT = "select count(*) from answer_templates";
    INSERT = "insert into answer_templates (id, name, decision, justification, created_at) values ($1, $2, $3, $4, $5) on conflict (name) do nothing";
    CHANGE = "update answer_templates set name = $2, decision = $3, justification = $4 where id = $1 and not exists (select 1 from answer_templates o where o.name = $2 and o.id <> $1)";
    DELETE = "delete from answer_templates where id = $1";
}

/// A template as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: TemplateId,
    /// What it is found by; no other has it.
    pub name: String,
    /// The decision that it goes with.
    pub decision: Option<Decision>,
    /// The text.
    pub justification: String,
}

type Row = (Uuid, String, Option<String>, String);

fn stored((id, name, decision, justification): Row) -> Result<Stored, Error> {
    let decision = decision.map(|name| name.parse::<Decision>()).transpose().map_err(|_| Error::Corrupt("answer_templates.decision"))?;
    Ok(Stored { id: TemplateId(id), name, decision, justification })
}

/// The first templates by their names.
///
/// # Errors
/// Whatever the database says.
pub async fn all(session: &mut Session, limit: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(ALL).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(stored).collect()
}

/// A template by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: TemplateId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    row.map(stored).transpose()
}

/// How many there are.
///
/// # Errors
/// Whatever the database says.
pub async fn count(session: &mut Session) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(COUNT).fetch_one(c).await?))
}

/// Writes a template; `false` when its name is taken.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, new: &Stored, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(new.id.0)
        .bind(&new.name)
        .bind(new.decision.map(Decision::as_str))
        .bind(&new.justification)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Gives a template that is there what it has here; `false` when another has its name.
///
/// # Errors
/// Whatever the database says.
pub async fn change(tx: &mut Session, new: &Stored) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(CHANGE)
        .bind(new.id.0)
        .bind(&new.name)
        .bind(new.decision.map(Decision::as_str))
        .bind(&new.justification)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Removes a template; `false` when it was not there.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, id: TemplateId) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(DELETE).bind(id.0).execute(c).await?.rows_affected());
    Ok(rows > 0)
}
