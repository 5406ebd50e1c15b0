//! Consultations and their numbers.

use busola_domain::consultation::{Audience, Consultation, Counts, DraftView, Kind, Moderation, Unit};
use busola_domain::{AccountId, ConsultationId, Notice, Schedule, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

/// The columns of a consultation, for every statement that reads one.
macro_rules! columns {
    () => {
        "id, slug, kind, title, summary, notice, audience, moderation, opens_at, closes_at, published_at, reported_at, draft_version, draft_revision, numbers, comments, participants, responsible, revision, slow_seconds"
    };
}

pub(crate) mod change;
pub(crate) mod counts;
pub(crate) mod list;

pub use change::change;
pub use counts::{count, unit_counts};
pub use list::{Filter, page, watched};

statements! {
    INSERT = "insert into consultations (id, slug, kind, title, summary, notice, audience, moderation, opens_at, closes_at, published_at, reported_at, created_at, draft_version, comments, participants, responsible, revision) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, $12, 0, 0, 0, $13, $14) on conflict (slug) do nothing";
    BY_ID = concat!("select ", columns!(), " from consultations where id = $1");
    BY_SLUG = concat!("select ", columns!(), " from consultations where slug = $1");
    TAKE = concat!("update consultations set draft_version = draft_version where id = $1 returning ", columns!());
    PUBLISH = "update consultations set published_at = $2 where id = $1 and published_at is null";
    REPORT = "update consultations set reported_at = $2 where id = $1 and reported_at is null";
    [BY_IDS] = (concat!("select ", columns!(), " from consultations where id in ("), "?", ", ", ")");
}

/// A consultation as it is stored: its phase is not, since it follows from the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Its id.
    pub id: ConsultationId,
    /// Its name in addresses.
    pub slug: String,
    /// What it is in law.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The facts of its notice.
    pub notice: Notice,
    /// Who may take part.
    pub audience: Audience,
    /// When remarks become public.
    pub moderation: Moderation,
    /// When it is what.
    pub schedule: Schedule,
    /// The latest version of its draft; 0 without one.
    pub draft_version: i64,
    /// How often it was corrected which unit of the draft became which: what is kept of its units is kept by it.
    pub draft_revision: i64,
    /// The number of the remark that was received last.
    pub numbers: i64,
    /// Its numbers.
    pub counts: Counts,
    /// The officer who is reminded of what is due.
    pub responsible: Option<AccountId>,
    /// How often what was announced was changed.
    pub revision: i64,
    /// So many seconds lie between two remarks of one person; 0 for no limit.
    pub slow_seconds: i64,
}

impl Stored {
    /// The public view at `now`.
    #[must_use]
    pub fn view(self, units: Vec<Unit>, now: Timestamp) -> Consultation {
        Consultation {
            phase: self.schedule.phase_at(now),
            id: self.id,
            slug: self.slug,
            kind: self.kind,
            title: self.title,
            summary: self.summary,
            notice: self.notice,
            audience: self.audience,
            moderation: self.moderation,
            opens_at: self.schedule.opens_at,
            closes_at: self.schedule.closes_at,
            draft: DraftView { version: self.draft_version, units },
            counts: self.counts,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    kind: String,
    title: String,
    summary: String,
    notice: String,
    audience: String,
    moderation: String,
    opens_at: i64,
    closes_at: i64,
    published_at: Option<i64>,
    reported_at: Option<i64>,
    draft_version: i64,
    draft_revision: i64,
    numbers: i64,
    comments: i64,
    participants: i64,
    responsible: Option<Uuid>,
    revision: i64,
    slow_seconds: i64,
}

impl TryFrom<Row> for Stored {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: ConsultationId(row.id),
            slug: row.slug,
            kind: row.kind.parse().map_err(|_| Error::Corrupt("consultations.kind"))?,
            title: row.title,
            summary: row.summary,
            notice: serde_json::from_str(&row.notice).map_err(|_| Error::Corrupt("consultations.notice"))?,
            audience: row.audience.parse().map_err(|_| Error::Corrupt("consultations.audience"))?,
            moderation: row.moderation.parse().map_err(|_| Error::Corrupt("consultations.moderation"))?,
            schedule: Schedule {
                published_at: row.published_at.map(Timestamp),
                opens_at: Timestamp(row.opens_at),
                closes_at: Timestamp(row.closes_at),
                reported_at: row.reported_at.map(Timestamp),
            },
            draft_version: row.draft_version,
            draft_revision: row.draft_revision,
            numbers: row.numbers,
            counts: Counts { comments: row.comments, participants: row.participants },
            responsible: row.responsible.map(AccountId),
            revision: row.revision,
            slow_seconds: row.slow_seconds,
        })
    }
}

/// Writes a consultation without a draft; `false` when the slug is taken.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, stored: &Stored, now: Timestamp) -> Result<bool, Error> {
    let notice = serde_json::to_string(&stored.notice).map_err(|_| Error::Corrupt("consultations.notice"))?;
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(stored.id.0)
        .bind(&stored.slug)
        .bind(stored.kind.as_str())
        .bind(&stored.title)
        .bind(&stored.summary)
        .bind(&notice)
        .bind(stored.audience.as_str())
        .bind(stored.moderation.as_str())
        .bind(stored.schedule.opens_at.0)
        .bind(stored.schedule.closes_at.0)
        .bind(stored.schedule.published_at.map(|at| at.0))
        .bind(now.0)
        .bind(stored.responsible.map(|account| account.0))
        .bind(stored.revision)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// A consultation by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: ConsultationId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Consultations by their ids, in any order; an id that none has is passed over.
///
/// # Errors
/// Whatever the database says.
pub async fn by_ids(session: &mut Session, ids: &[ConsultationId]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for (sql, ids) in stretches(BY_IDS, ids) {
        let rows: Vec<Row> = on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for row in rows {
            found.push(Stored::try_from(row)?);
        }
    }
    Ok(found)
}

/// A consultation by its name in addresses.
///
/// # Errors
/// Whatever the database says.
pub async fn by_slug(session: &mut Session, slug: &str) -> Result<Option<Stored>, Error> {
    // PostgreSQL takes no such text, and refuses all that was to be done with it.
    if slug.contains('\0') {
        return Ok(None);
    }
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_SLUG).bind(slug).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// A consultation by its id, taken until the commit, so that what is read from here on about it, its draft and
/// what becomes of its remarks stays as it was read: whoever changes any of that takes the consultation first.
///
/// Written as a write, since that is how both databases lock a row; on SQLite the transaction has the lock already.
///
/// # Errors
/// Whatever the database says.
pub async fn take(tx: &mut Session, id: ConsultationId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(TAKE).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Makes a draft public; `false` when it was.
///
/// # Errors
/// Whatever the database says.
pub async fn publish(tx: &mut Session, id: ConsultationId, now: Timestamp) -> Result<bool, Error> {
    Ok(on_db!(tx, c => sqlx::query(PUBLISH).bind(id.0).bind(now.0).execute(c).await?.rows_affected()) > 0)
}

/// Writes when the report was made public; `false` when it was already.
///
/// # Errors
/// Whatever the database says.
pub async fn report(tx: &mut Session, id: ConsultationId, now: Timestamp) -> Result<bool, Error> {
    Ok(on_db!(tx, c => sqlx::query(REPORT).bind(id.0).bind(now.0).execute(c).await?.rows_affected()) > 0)
}
