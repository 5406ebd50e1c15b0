//! Themes.

pub mod numbers;
pub mod ties;

use busola_domain::theme::State;
use busola_domain::{ThemeId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    ALL = "select id, slug, title, description, state, words, revision from themes order by title, id limit $1";
    BY_ID = "select id, slug, title, description, state, words, revision from themes where id = $1";
    BY_SLUG = "select id, slug, title, description, state, words, revision from themes where slug = $1";
    COUNT = "select count(*) from themes";
    INSERT = "insert into themes (id, slug, title, description, state, words, created_at, revision) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (slug) do nothing";
    CHANGE = "update themes set title = $2, description = $3, state = $4, words = $5, revision = revision + 1 where id = $1 and revision = $6";
}

/// A theme as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: ThemeId,
    /// Its name in addresses.
    pub slug: String,
    /// What is asked for.
    pub title: String,
    /// The same at length.
    pub description: String,
    /// What became of it.
    pub state: State,
    /// What the city says of it.
    pub words: String,
    /// How often it was written.
    pub revision: i64,
}

type Row = (Uuid, String, String, String, String, String, i64);

fn stored((id, slug, title, description, state, words, revision): Row) -> Result<Stored, Error> {
    Ok(Stored { id: ThemeId(id), slug, title, description, state: state_of(&state)?, words, revision })
}

/// A state by its name.
pub(crate) fn state_of(name: &str) -> Result<State, Error> {
    name.parse().map_err(|_| Error::Corrupt("themes.state"))
}

/// The first themes by their titles.
///
/// # Errors
/// Whatever the database says.
pub async fn all(session: &mut Session, limit: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(ALL).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(stored).collect()
}

/// A theme by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: ThemeId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    row.map(stored).transpose()
}

/// A theme by its name in addresses.
///
/// # Errors
/// Whatever the database says.
pub async fn by_slug(session: &mut Session, slug: &str) -> Result<Option<Stored>, Error> {
    // PostgreSQL takes no such text.
    if slug.contains('\0') {
        return Ok(None);
    }
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_SLUG).bind(slug).fetch_optional(c).await?);
    row.map(stored).transpose()
}

/// How many there are.
///
/// # Errors
/// Whatever the database says.
pub async fn count(session: &mut Session) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(COUNT).fetch_one(c).await?))
}

/// Writes a theme; `false` when its name in addresses is taken.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, new: &Stored, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(new.id.0)
        .bind(&new.slug)
        .bind(&new.title)
        .bind(&new.description)
        .bind(new.state.as_str())
        .bind(&new.words)
        .bind(now.0)
        .bind(new.revision)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Gives a theme what it has here, as its next revision; its name in addresses stays. `false` when its present revision is
/// another than the one here.
///
/// # Errors
/// Whatever the database says.
pub async fn change(tx: &mut Session, new: &Stored) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(CHANGE)
        .bind(new.id.0)
        .bind(&new.title)
        .bind(&new.description)
        .bind(new.state.as_str())
        .bind(&new.words)
        .bind(new.revision)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}
