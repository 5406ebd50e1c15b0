//! The remarks that a moderator looks at.

use busola_domain::ConsultationId;
use busola_domain::moderation::Held;

use crate::comments::list::Place;
use crate::comments::{Row, Stored, columns};
use crate::{Error, Session};

// What waits comes first, then what was reported, then what a rule found. Each of the three is walked along an index of
// what is open; that each was received after 1970 leads SQLite to it.
statements! {
    WAITING = concat!(
        "select ", columns!(), ", q.shelf, q.reports, h.kind as held_by, h.rule as held_rule",
        " from (select w.id, cast(min(w.shelf) as bigint) as shelf, cast(sum(w.reports) as bigint) as reports from (",
        "select p.id as id, case when exists (select 1 from holds o where o.comment_id = p.id and o.settled_at is null) then 2 else 0 end as shelf, 0 as reports",
        " from comments p where p.consultation_id = $1 and p.status = 'pending' and p.created_at > 0",
        " union all select r.comment_id as id, 1 as shelf, 1 as reports from comment_reports r where r.consultation_id = $1 and r.settled_at is null",
        " union all select f.comment_id as id, 2 as shelf, 0 as reports from holds f where f.consultation_id = $1 and f.settled_at is null",
        ") w group by w.id) q join comments c on c.id = q.id join accounts a on a.id = c.account_id",
        " left join holds h on h.comment_id = c.id and h.settled_at is null",
        " where c.status in ('published', 'pending') and (q.shelf, c.created_at, c.id) > ($2, $3, $4)",
        " order by q.shelf, c.created_at, c.id limit $5"
    );
    HIDDEN = concat!(
        "select ", columns!(), ", cast(0 as bigint) as shelf, cast(0 as bigint) as reports, cast(null as text) as held_by, cast(null as text) as held_rule",
        " from comments c join accounts a on a.id = c.account_id",
        " where c.consultation_id = $1 and c.status = 'hidden' and (c.created_at, c.id) > ($2, $3)",
        " order by c.created_at, c.id limit $4"
    );
    OPEN = concat!(
        "select count(*) from (",
        "select p.id from comments p where p.consultation_id = $1 and p.status = 'pending' and p.created_at > 0",
        " union select r.comment_id from comment_reports r join comments s on s.id = r.comment_id",
        " where r.consultation_id = $1 and r.settled_at is null and s.status in ('published', 'pending')",
        " union select h.comment_id from holds h join comments t on t.id = h.comment_id",
        " where h.consultation_id = $1 and h.settled_at is null and t.status in ('published', 'pending')",
        " union select l.comment_id from appeals l join comments b on b.id = l.comment_id",
        " where l.consultation_id = $1 and l.decided_at is null and b.status = 'hidden'",
        ") q"
    );
    COUNTS = concat!(
        "select (select count(*) from comments p where p.consultation_id = $1 and p.status = 'pending' and p.created_at > 0),",
        " (select count(distinct r.comment_id) from comment_reports r join comments s on s.id = r.comment_id",
        " where r.consultation_id = $1 and r.settled_at is null and s.status in ('published', 'pending')),",
        " (select count(*) from holds h join comments t on t.id = h.comment_id",
        " where h.consultation_id = $1 and h.settled_at is null and t.status in ('published', 'pending')),",
        " (select count(*) from comments g where g.consultation_id = $1 and g.status = 'hidden' and g.created_at > 0),",
        " (select count(*) from appeals l join comments b on b.id = l.comment_id where l.consultation_id = $1 and l.decided_at is null and b.status = 'hidden')"
    );
}

/// A remark of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// The remark.
    pub comment: Stored,
    /// Where in the queue: 0 what waits, 1 what was reported, 2 what a rule found.
    pub shelf: i64,
    /// By how many it was reported.
    pub reports: i64,
    /// The rule that it met.
    pub held: Option<Held>,
}

#[derive(sqlx::FromRow)]
struct QueuedRow {
    #[sqlx(flatten)]
    comment: Row,
    shelf: i64,
    reports: i64,
    held_by: Option<String>,
    held_rule: Option<String>,
}

impl TryFrom<QueuedRow> for Queued {
    type Error = Error;
    fn try_from(row: QueuedRow) -> Result<Self, Error> {
        let held = match row.held_by.zip(row.held_rule) {
            Some((by, rule)) => Some(Held { by: by.parse().map_err(|_| Error::Corrupt("holds.kind"))?, rule }),
            None => None,
        };
        Ok(Self { comment: row.comment.try_into()?, shelf: row.shelf, reports: row.reports, held })
    }
}

/// How much there is to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Remarks that wait, those that a rule holds among them.
    pub pending: i64,
    /// Remarks that were reported.
    pub reported: i64,
    /// Remarks that met a rule.
    pub held: i64,
    /// Remarks that are hidden.
    pub hidden: i64,
    /// Appeals that are not decided.
    pub appeals: i64,
}

/// A page of what is to be looked at, after a shelf and a place on it.
///
/// # Errors
/// Whatever the database says.
pub async fn waiting(session: &mut Session, id: ConsultationId, after: (i64, Place), limit: i64) -> Result<Vec<Queued>, Error> {
    let (shelf, place) = after;
    let rows: Vec<QueuedRow> = on_db!(session, c => sqlx::query_as(WAITING)
        .bind(id.0)
        .bind(shelf)
        .bind(place.key)
        .bind(place.id.0)
        .bind(limit)
        .fetch_all(c)
        .await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A page of what is hidden, after a place.
///
/// # Errors
/// Whatever the database says.
pub async fn hidden(session: &mut Session, id: ConsultationId, after: Place, limit: i64) -> Result<Vec<Queued>, Error> {
    let rows: Vec<QueuedRow> =
        on_db!(session, c => sqlx::query_as(HIDDEN).bind(id.0).bind(after.key).bind(after.id.0).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many remarks of a consultation wait for a moderator: to be published, since they were reported or met a rule, or
/// since their author appealed.
///
/// # Errors
/// Whatever the database says.
pub async fn open(session: &mut Session, id: ConsultationId) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(OPEN).bind(id.0).fetch_one(c).await?))
}

/// How much there is to look at in a consultation.
///
/// # Errors
/// Whatever the database says.
pub async fn counts(session: &mut Session, id: ConsultationId) -> Result<Counts, Error> {
    let (pending, reported, held, hidden, appeals): (i64, i64, i64, i64, i64) =
        on_db!(session, c => sqlx::query_as(COUNTS).bind(id.0).fetch_one(c).await?);
    Ok(Counts { pending, reported, held, hidden, appeals })
}
