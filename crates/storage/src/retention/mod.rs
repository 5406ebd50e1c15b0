//! Consultations whose report is public: for how long names stay in them.

pub mod names;

use busola_domain::{ConsultationId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

/// The columns of a consultation, as far as names in it are concerned.
macro_rules! select {
    () => {
        "select id, slug, title, reported_at, retention_years, anonymised_at from consultations where reported_at is not null"
    };
}

statements! {
    PAGE = concat!(select!(), " and (reported_at, id) < ($1, $2) order by reported_at desc, id desc limit $3");
    BY_ID = concat!(select!(), " and id = $1");
    WITH_NAMES = concat!(select!(), " and anonymised_at is null order by reported_at, id");
    SET_YEARS = "update consultations set retention_years = $2 where id = $1";
}

/// A consultation whose report is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Its id.
    pub id: ConsultationId,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When its report was published.
    pub reported_at: Timestamp,
    /// For how many years names stay, where that is not the city's usual number.
    pub years: Option<i64>,
    /// When names left it.
    pub anonymised_at: Option<Timestamp>,
}

type Row = (Uuid, String, String, i64, Option<i64>, Option<i64>);

fn reported((id, slug, title, reported_at, years, anonymised_at): Row) -> Reported {
    Reported {
        id: ConsultationId(id),
        slug,
        title,
        reported_at: Timestamp(reported_at),
        years,
        anonymised_at: anonymised_at.map(Timestamp),
    }
}

/// Up to `limit` of them, the last reported first, before a place among them.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, before: (Timestamp, Uuid), limit: i64) -> Result<Vec<Reported>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(PAGE).bind(before.0.0).bind(before.1).bind(limit).fetch_all(c).await?);
    Ok(rows.into_iter().map(reported).collect())
}

/// One of them.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: ConsultationId) -> Result<Option<Reported>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(reported))
}

/// Those in which names still stand, the first reported first.
///
/// # Errors
/// Whatever the database says.
pub async fn with_names(session: &mut Session) -> Result<Vec<Reported>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(WITH_NAMES).fetch_all(c).await?);
    Ok(rows.into_iter().map(reported).collect())
}

/// Sets for how many years names stay in a consultation; `None` for the city's usual number.
///
/// # Errors
/// Whatever the database says.
pub async fn set_years(tx: &mut Session, id: ConsultationId, years: Option<i64>) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_YEARS).bind(id.0).bind(years).execute(c).await?; });
    Ok(())
}
