//! Live sessions, called meetings: their facts, agenda and course.

pub mod focuses;
pub mod members;
pub mod minutes;
pub mod polls;
pub mod questions;
pub mod reminders;
pub mod speakers;
pub mod spoken;
pub mod votes;

use busola_domain::meeting::{AgendaItem, Course, Focus, Rules};
use busola_domain::{AgendaItemId, ConsultationId, MeetingId, PollId, QuestionId, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

/// The columns of a meeting, for every statement that reads one.
macro_rules! columns {
    () => {
        "id, consultation_id, title, place, starts_at, ends_at, public, code, approve_questions, anonymous_questions, guests, first_speakers_first, speech_seconds, revision, started_at, ended_at, cancelled_at, minutes_at, focus_item, focus_unit, focus_question, focus_poll"
    };
}

statements! {
    INSERT = "insert into meetings (id, consultation_id, title, place, starts_at, ends_at, public, code, approve_questions, anonymous_questions, guests, first_speakers_first, speech_seconds, desk, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14) on conflict (code) do nothing";
    CHANGE = "update meetings set title = $2, place = $3, starts_at = $4, ends_at = $5, approve_questions = $6, anonymous_questions = $7, guests = $8, first_speakers_first = $9, speech_seconds = $10, revision = $11 where id = $1";
    DELETE_AGENDA = "delete from agenda_items where meeting_id = $1";
    FORGET_ITEMS = "update questions set item_id = null where meeting_id = $1 and item_id is not null and item_id not in (select id from agenda_items where meeting_id = $1)";
    BY_ID = concat!("select ", columns!(), " from meetings where id = $1");
    BY_CODE = concat!("select ", columns!(), " from meetings where code = $1");
    OF_CONSULTATION = concat!("select ", columns!(), " from meetings where consultation_id = $1 order by starts_at, id");
    UPCOMING = concat!("select ", columns!(), " from meetings where public and starts_at >= $1 order by starts_at, id limit $2");
    TAKE = concat!("update meetings set code = code where id = $1 returning ", columns!());
    SET_COURSE = "update meetings set started_at = $2, ended_at = $3, cancelled_at = $4, revision = $5 where id = $1";
    SET_FOCUS = "update meetings set focus_item = $2, focus_unit = $3, focus_question = $4, focus_poll = $5 where id = $1";
    AGENDA = "select id, title, unit_id from agenda_items where meeting_id = $1 order by position";
    TOUCH_DESK = "update meetings set desk = desk + 1 where id = $1";
    DESK = "select desk from meetings where id = $1";
    [INSERT_ITEMS] = ("insert into agenda_items (meeting_id, position, id, title, unit_id) values ", "(?, ?, ?, ?, ?)", ", ", "");
}

/// A meeting as it is stored: its state follows from its course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: MeetingId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// When it is to begin.
    pub starts_at: Timestamp,
    /// When it is to end, if that was announced.
    pub ends_at: Option<Timestamp>,
    /// Whether everybody finds it.
    pub public: bool,
    /// The short code that is read out in the hall.
    pub code: String,
    /// How questions and speakers are handled.
    pub rules: Rules,
    /// How often what was announced has changed.
    pub revision: i64,
    /// When it was begun and ended, or called off.
    pub course: Course,
    /// When its minutes were published last.
    pub minutes_at: Option<Timestamp>,
    /// What everybody is shown.
    pub focus: Focus,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    title: String,
    place: String,
    starts_at: i64,
    ends_at: Option<i64>,
    public: bool,
    code: String,
    approve_questions: bool,
    anonymous_questions: bool,
    guests: bool,
    first_speakers_first: bool,
    speech_seconds: i64,
    revision: i64,
    started_at: Option<i64>,
    ended_at: Option<i64>,
    cancelled_at: Option<i64>,
    minutes_at: Option<i64>,
    focus_item: Option<Uuid>,
    focus_unit: Option<Uuid>,
    focus_question: Option<Uuid>,
    focus_poll: Option<Uuid>,
}

impl From<Row> for Stored {
    fn from(row: Row) -> Self {
        Self {
            id: MeetingId(row.id),
            consultation: ConsultationId(row.consultation_id),
            title: row.title,
            place: row.place,
            starts_at: Timestamp(row.starts_at),
            ends_at: row.ends_at.map(Timestamp),
            public: row.public,
            code: row.code,
            rules: Rules {
                approve_questions: row.approve_questions,
                anonymous_questions: row.anonymous_questions,
                guests: row.guests,
                first_speakers_first: row.first_speakers_first,
                speech_seconds: row.speech_seconds,
            },
            revision: row.revision,
            course: Course {
                started_at: row.started_at.map(Timestamp),
                ended_at: row.ended_at.map(Timestamp),
                cancelled_at: row.cancelled_at.map(Timestamp),
            },
            minutes_at: row.minutes_at.map(Timestamp),
            focus: Focus {
                item: row.focus_item.map(AgendaItemId),
                unit: row.focus_unit.map(UnitId),
                question: row.focus_question.map(QuestionId),
                poll: row.focus_poll.map(PollId),
            },
        }
    }
}

/// Writes a meeting that is planned, with its agenda; `false`, and nothing, when its code is taken.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, stored: &Stored, agenda: &[AgendaItem], now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(stored.id.0)
        .bind(stored.consultation.0)
        .bind(&stored.title)
        .bind(&stored.place)
        .bind(stored.starts_at.0)
        .bind(stored.ends_at.map(|at| at.0))
        .bind(stored.public)
        .bind(&stored.code)
        .bind(stored.rules.approve_questions)
        .bind(stored.rules.anonymous_questions)
        .bind(stored.rules.guests)
        .bind(stored.rules.first_speakers_first)
        .bind(stored.rules.speech_seconds)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    if rows == 0 {
        return Ok(false);
    }
    insert_agenda(tx, stored.id, agenda).await?;
    Ok(true)
}

async fn insert_agenda(tx: &mut Session, id: MeetingId, agenda: &[AgendaItem]) -> Result<(), Error> {
    let items: Vec<_> = (0_i64..).zip(agenda).collect();
    for (sql, items) in stretches(INSERT_ITEMS, &items) {
        on_db!(tx, c => {
            items
                .iter()
                .fold(sqlx::query(sql), |insert, (position, item)| {
                    insert.bind(id.0).bind(*position).bind(item.id.0).bind(&item.title).bind(item.unit.map(|unit| unit.0))
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Writes what was announced anew, with the whole agenda; questions of an item that is gone belong to none.
///
/// # Errors
/// Whatever the database says.
pub async fn change(tx: &mut Session, stored: &Stored, agenda: &[AgendaItem]) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(CHANGE)
            .bind(stored.id.0)
            .bind(&stored.title)
            .bind(&stored.place)
            .bind(stored.starts_at.0)
            .bind(stored.ends_at.map(|at| at.0))
            .bind(stored.rules.approve_questions)
            .bind(stored.rules.anonymous_questions)
            .bind(stored.rules.guests)
            .bind(stored.rules.first_speakers_first)
            .bind(stored.rules.speech_seconds)
            .bind(stored.revision)
            .execute(&mut *c)
            .await?;
        sqlx::query(DELETE_AGENDA).bind(stored.id.0).execute(c).await?;
    });
    insert_agenda(tx, stored.id, agenda).await?;
    on_db!(tx, c => { sqlx::query(FORGET_ITEMS).bind(stored.id.0).execute(c).await?; });
    Ok(())
}

/// A meeting by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: MeetingId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(Into::into))
}

/// A meeting by its short code.
///
/// # Errors
/// Whatever the database says.
pub async fn by_code(session: &mut Session, code: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_CODE).bind(code).fetch_optional(c).await?);
    Ok(row.map(Into::into))
}

/// The meetings of a consultation, the first to begin first.
///
/// # Errors
/// Whatever the database says.
pub async fn of_consultation(session: &mut Session, id: ConsultationId) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_CONSULTATION).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A meeting by its id, taken until the commit: whoever changes it or what belongs to it takes it first.
///
/// # Errors
/// Whatever the database says.
pub async fn take(tx: &mut Session, id: MeetingId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(TAKE).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(Into::into))
}

/// The public meetings that are to begin at a moment or later, of all consultations, the first to begin first.
///
/// # Errors
/// Whatever the database says.
pub async fn upcoming(session: &mut Session, from: Timestamp, limit: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(UPCOMING).bind(from.0).bind(limit).fetch_all(c).await?);
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Writes when a meeting was begun and ended, or called off.
///
/// # Errors
/// Whatever the database says.
pub async fn set_course(tx: &mut Session, stored: &Stored) -> Result<(), Error> {
    let Course { started_at, ended_at, cancelled_at } = stored.course;
    on_db!(tx, c => {
        sqlx::query(SET_COURSE)
            .bind(stored.id.0)
            .bind(started_at.map(|at| at.0))
            .bind(ended_at.map(|at| at.0))
            .bind(cancelled_at.map(|at| at.0))
            .bind(stored.revision)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Writes what everybody is shown.
///
/// # Errors
/// Whatever the database says.
pub async fn set_focus(tx: &mut Session, id: MeetingId, focus: &Focus) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(SET_FOCUS)
            .bind(id.0)
            .bind(focus.item.map(|item| item.0))
            .bind(focus.unit.map(|unit| unit.0))
            .bind(focus.question.map(|question| question.0))
            .bind(focus.poll.map(|poll| poll.0))
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Counts a change that only those see who run the meeting.
///
/// # Errors
/// Whatever the database says.
pub async fn touch_desk(tx: &mut Session, id: MeetingId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(TOUCH_DESK).bind(id.0).execute(c).await?; });
    Ok(())
}

/// How many such changes there were.
///
/// # Errors
/// Whatever the database says.
pub async fn desk(session: &mut Session, id: MeetingId) -> Result<Option<i64>, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(DESK).bind(id.0).fetch_optional(c).await?))
}

/// The agenda in its order.
///
/// # Errors
/// Whatever the database says.
pub async fn agenda(session: &mut Session, id: MeetingId) -> Result<Vec<AgendaItem>, Error> {
    let rows: Vec<(Uuid, String, Option<Uuid>)> = on_db!(session, c => sqlx::query_as(AGENDA).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(id, title, unit)| AgendaItem { id: AgendaItemId(id), title, unit: unit.map(UnitId) }).collect())
}
