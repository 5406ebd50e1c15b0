//! What consultations continue.

use std::collections::HashMap;

use busola_domain::earlier::Earlier;
use busola_domain::theme::{Chip, Occasion};
use busola_domain::{ConsultationId, Day, EarlierId, MeetingId, ThemeId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

// A link leads only to what everybody finds.
macro_rules! select {
    ($columns:literal, $from:literal, $filter:literal) => {
        concat!(
            "select e.id, e.title, e.held_on, e.place, l.slug as linked_slug, m.id as linked_meeting",
            $columns,
            " from ",
            $from,
            " left join consultations l on l.id = e.linked_consultation and l.published_at is not null",
            " left join meetings m on m.id = e.linked_meeting and m.public",
            " where ",
            $filter,
            " order by coalesce(e.held_on, ''), e.id"
        )
    };
}

statements! {
    OF_CONSULTATION = select!(", e.words, e.revision", "earlier e", "e.consultation_id = $1");
    OF_THEME = select!(", k.id as consultation_id, k.slug, k.title as consultation_title", "earlier_themes t join earlier e on e.id = t.earlier_id join consultations k on k.id = e.consultation_id and k.published_at is not null", "t.theme_id = $1");
    THEMES = "select t.earlier_id, h.id, h.slug, h.title from earlier e join earlier_themes t on t.earlier_id = e.id join themes h on h.id = t.theme_id where e.consultation_id = $1 order by h.title, h.id";
    STANDING = "select consultation_id, revision from earlier where id = $1";
    COUNT = "select count(*) from earlier where consultation_id = $1";
    PUT = "insert into earlier (id, consultation_id, title, held_on, place, words, linked_consultation, linked_meeting, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do update set title = excluded.title, held_on = excluded.held_on, place = excluded.place, words = excluded.words, linked_consultation = excluded.linked_consultation, linked_meeting = excluded.linked_meeting, revision = earlier.revision + 1";
    DELETE_THEMES = "delete from earlier_themes where earlier_id = $1";
    DELETE = "delete from earlier where id = $1";
    [INSERT_THEMES] = ("insert into earlier_themes (earlier_id, theme_id) values ", "(?, ?)", ", ", "");
}

/// What leads from a record to something in Busola.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// A consultation.
    Consultation(ConsultationId),
    /// A meeting.
    Meeting(MeetingId),
}

/// Something that a consultation continues, to be written.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Its id.
    pub id: EarlierId,
    /// The consultation that continues it.
    pub consultation: ConsultationId,
    /// What it was.
    pub title: &'a str,
    /// On which day.
    pub held_on: Option<Day>,
    /// Where.
    pub place: &'a str,
    /// What came of it.
    pub words: &'a str,
    /// Where it is to be read.
    pub linked: Option<Linked>,
    /// What was asked for there.
    pub themes: &'a [ThemeId],
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    held_on: Option<String>,
    place: String,
    linked_slug: Option<String>,
    linked_meeting: Option<Uuid>,
    words: String,
    revision: i64,
}

#[derive(sqlx::FromRow)]
struct OccasionRow {
    id: Uuid,
    title: String,
    held_on: Option<String>,
    place: String,
    linked_slug: Option<String>,
    linked_meeting: Option<Uuid>,
    consultation_id: Uuid,
    slug: String,
    consultation_title: String,
}

fn day(text: Option<String>) -> Result<Option<Day>, Error> {
    text.map(|text| text.parse().map_err(|_| Error::Corrupt("earlier.held_on"))).transpose()
}

fn link(slug: Option<String>, meeting: Option<Uuid>) -> Option<String> {
    slug.map(|slug| format!("/consultations/{slug}")).or_else(|| meeting.map(|id| format!("/sessions/{id}")))
}

/// What a consultation continues, the first first.
///
/// # Errors
/// Whatever the database says.
pub async fn of_consultation(session: &mut Session, id: ConsultationId) -> Result<Vec<Earlier>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_CONSULTATION).bind(id.0).fetch_all(c).await?);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let raised: Vec<(Uuid, Uuid, String, String)> = on_db!(session, c => sqlx::query_as(THEMES).bind(id.0).fetch_all(c).await?);
    let mut themes: HashMap<Uuid, Vec<Chip>> = HashMap::new();
    for (earlier, id, slug, title) in raised {
        themes.entry(earlier).or_default().push(Chip { id: ThemeId(id), slug, title });
    }
    rows.into_iter()
        .map(|row| {
            Ok(Earlier {
                id: EarlierId(row.id),
                consultation: id,
                title: row.title,
                held_on: day(row.held_on)?,
                place: row.place,
                words: row.words,
                revision: row.revision,
                link: link(row.linked_slug, row.linked_meeting),
                themes: themes.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// Where a theme was raised, the first first.
///
/// # Errors
/// Whatever the database says.
pub async fn of_theme(session: &mut Session, theme: ThemeId) -> Result<Vec<Occasion>, Error> {
    let rows: Vec<OccasionRow> = on_db!(session, c => sqlx::query_as(OF_THEME).bind(theme.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|row| {
            Ok(Occasion {
                id: EarlierId(row.id),
                title: row.title,
                held_on: day(row.held_on)?,
                place: row.place,
                link: link(row.linked_slug, row.linked_meeting),
                consultation: ConsultationId(row.consultation_id),
                consultation_slug: row.slug,
                consultation_title: row.consultation_title,
            })
        })
        .collect()
}

/// The consultation that continues something, and how often that was written.
///
/// # Errors
/// Whatever the database says.
pub async fn standing(session: &mut Session, id: EarlierId) -> Result<Option<(ConsultationId, i64)>, Error> {
    let row: Option<(Uuid, i64)> = on_db!(session, c => sqlx::query_as(STANDING).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(|(consultation, revision)| (ConsultationId(consultation), revision)))
}

/// How much a consultation continues.
///
/// # Errors
/// Whatever the database says.
pub async fn count(session: &mut Session, id: ConsultationId) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(COUNT).bind(id.0).fetch_one(c).await?))
}

/// Writes something that a consultation continues, in the place of what was written of it before as its next revision.
///
/// # Errors
/// When a theme is not there; whatever else the database says.
pub async fn put(tx: &mut Session, new: &New<'_>, now: Timestamp) -> Result<(), Error> {
    let (consultation, meeting) = match new.linked {
        Some(Linked::Consultation(id)) => (Some(id.0), None),
        Some(Linked::Meeting(id)) => (None, Some(id.0)),
        None => (None, None),
    };
    on_db!(tx, c => {
        sqlx::query(PUT)
            .bind(new.id.0)
            .bind(new.consultation.0)
            .bind(new.title)
            .bind(new.held_on.map(|day| day.to_string()))
            .bind(new.place)
            .bind(new.words)
            .bind(consultation)
            .bind(meeting)
            .bind(now.0)
            .execute(&mut *c)
            .await?;
        sqlx::query(DELETE_THEMES).bind(new.id.0).execute(c).await?;
    });
    for (sql, themes) in stretches(INSERT_THEMES, new.themes) {
        on_db!(tx, c => {
            themes.iter().fold(sqlx::query(sql), |insert, theme| insert.bind(new.id.0).bind(theme.0)).execute(c).await?;
        });
    }
    Ok(())
}

/// Removes something that a consultation continues; `false` when it was not there.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, id: EarlierId) -> Result<bool, Error> {
    Ok(on_db!(tx, c => {
        sqlx::query(DELETE_THEMES).bind(id.0).execute(&mut *c).await?;
        sqlx::query(DELETE).bind(id.0).execute(c).await?.rows_affected() > 0
    }))
}
