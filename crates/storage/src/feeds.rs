//! What feeds tell: the consultations that were published last, and the remarks that were received last.

use busola_domain::consultation::Kind;
use busola_domain::live::Channel;
use busola_domain::{ConsultationId, Schedule, Timestamp};
use uuid::Uuid;

use crate::comments::{self, Stored, columns};
use crate::{Error, Session};

/// The columns of a consultation as feeds have it, with the moment at which its present draft was published.
macro_rules! fed {
    ($rest:literal) => {
        concat!(
            "select c.id, c.slug, c.kind, c.title, c.summary, c.published_at, c.opens_at, c.closes_at, c.reported_at, c.changed_at, d.created_at as draft_at",
            " from consultations c left join drafts d on d.consultation_id = c.id and d.version = c.draft_version ",
            $rest
        )
    };
}

statements! {
    PUBLISHED = fed!("where c.published_at is not null order by c.published_at desc, c.id desc limit $1");
    BY_ID = fed!("where c.id = $1");
    SET_CHANGED = "update consultations set changed_at = $2 where id = $1";
    COMMENTS = concat!("select ", columns!(), " from comments c join accounts a on a.id = c.account_id where c.consultation_id = $1 and c.status = 'published' order by c.created_at desc, c.id desc limit $2");
    LATEST_EVENT = "select at from events where channel = $1 order by seq desc limit 1";
}

/// A consultation as feeds have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fed {
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
    /// When it is what.
    pub schedule: Schedule,
    /// When what was announced of it was last changed.
    pub changed_at: Option<Timestamp>,
    /// When its present draft was published.
    pub draft_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    kind: String,
    title: String,
    summary: String,
    published_at: Option<i64>,
    opens_at: i64,
    closes_at: i64,
    reported_at: Option<i64>,
    changed_at: Option<i64>,
    draft_at: Option<i64>,
}

impl TryFrom<Row> for Fed {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: ConsultationId(row.id),
            slug: row.slug,
            kind: row.kind.parse().map_err(|_| Error::Corrupt("consultations.kind"))?,
            title: row.title,
            summary: row.summary,
            schedule: Schedule {
                published_at: row.published_at.map(Timestamp),
                opens_at: Timestamp(row.opens_at),
                closes_at: Timestamp(row.closes_at),
                reported_at: row.reported_at.map(Timestamp),
            },
            changed_at: row.changed_at.map(Timestamp),
            draft_at: row.draft_at.map(Timestamp),
        })
    }
}

/// Up to `limit` published consultations, the last to be published first.
///
/// # Errors
/// Whatever the database says.
pub async fn published(session: &mut Session, limit: i64) -> Result<Vec<Fed>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(PUBLISHED).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A consultation by its id, published or not.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: ConsultationId) -> Result<Option<Fed>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Notes when what was announced of a consultation was changed.
///
/// # Errors
/// Whatever the database says.
pub async fn set_changed(tx: &mut Session, id: ConsultationId, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_CHANGED).bind(id.0).bind(now.0).execute(c).await?; });
    Ok(())
}

/// Up to `limit` public remarks of a consultation, the last to be received first.
///
/// # Errors
/// Whatever the database says.
pub async fn comments(session: &mut Session, id: ConsultationId, limit: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<comments::Row> = on_db!(session, c => sqlx::query_as(COMMENTS).bind(id.0).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// When the latest event of a consultation happened.
///
/// # Errors
/// Whatever the database says.
pub async fn latest_event(session: &mut Session, id: ConsultationId) -> Result<Option<Timestamp>, Error> {
    let channel = Channel::Consultation(id).to_string();
    let at: Option<i64> = on_db!(session, c => sqlx::query_scalar(LATEST_EVENT).bind(channel).fetch_optional(c).await?);
    Ok(at.map(Timestamp))
}
