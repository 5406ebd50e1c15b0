//! The list of consultations, and those that have somebody to be reminded.

use busola_domain::{ConsultationId, Phase, Timestamp};

use super::{Row, Stored};
use crate::{Error, Session};

statements! {
    PAGE = concat!("select ", columns!(), " from consultations where (closes_at, id) < ($1, $2) and (published_at is not null or $3) and ($4 = 'any' or ($4 = 'draft' and published_at is null) or (published_at is not null and (($4 = 'reported' and reported_at is not null and reported_at <= $5) or ((reported_at is null or reported_at > $5) and (($4 = 'announced' and opens_at > $5) or ($4 = 'open' and opens_at <= $5 and closes_at > $5) or ($4 = 'closed' and opens_at <= $5 and closes_at <= $5)))))) order by closes_at desc, id desc limit $6");
    WATCHED = concat!("select ", columns!(), " from consultations where closes_at > $1 and published_at is not null and responsible is not null order by closes_at, id");
}

/// Which consultations a page of the list has.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Before this place in the list (closing time, id).
    pub before: (Timestamp, ConsultationId),
    /// Drafts too.
    pub drafts: bool,
    /// Only this phase, as of `now`.
    pub phase: Option<Phase>,
    /// The present moment.
    pub now: Timestamp,
    /// At most so many.
    pub limit: i64,
}

/// A page of consultations, the last to close first.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, filter: &Filter) -> Result<Vec<Stored>, Error> {
    let phase = filter.phase.map_or("any", Phase::as_str);
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(PAGE)
        .bind(filter.before.0.0)
        .bind(filter.before.1.0)
        .bind(filter.drafts)
        .bind(phase)
        .bind(filter.now.0)
        .bind(filter.limit)
        .fetch_all(c)
        .await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The published consultations that closed after a moment, or are still to close, and have a responsible officer, the
/// first to close first.
///
/// # Errors
/// Whatever the database says.
pub async fn watched(session: &mut Session, since: Timestamp) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(WATCHED).bind(since.0).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}
