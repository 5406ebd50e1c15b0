//! Live sessions, called meetings: their facts, agenda, course and who is in by invitation.

pub mod polls;
pub mod questions;
pub mod speakers;
pub mod votes;

use busola_domain::meeting::{AgendaItem, Course, Focus, Rules};
use busola_domain::{AccountId, AgendaItemId, ConsultationId, MeetingId, PollId, QuestionId, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

/// The columns of a meeting, for every statement that reads one.
macro_rules! columns {
    () => {
        "id, consultation_id, title, place, starts_at, public, code, approve_questions, anonymous_questions, first_speakers_first, speech_seconds, started_at, ended_at, focus_item, focus_unit, focus_question, focus_poll"
    };
}

statements! {
    INSERT = "insert into meetings (id, consultation_id, title, place, starts_at, public, code, approve_questions, anonymous_questions, first_speakers_first, speech_seconds, desk, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12) on conflict (code) do nothing";
    BY_ID = concat!("select ", columns!(), " from meetings where id = $1");
    BY_CODE = concat!("select ", columns!(), " from meetings where code = $1");
    OF_CONSULTATION = concat!("select ", columns!(), " from meetings where consultation_id = $1 order by starts_at, id");
    TAKE = concat!("update meetings set code = code where id = $1 returning ", columns!());
    SET_COURSE = "update meetings set started_at = $2, ended_at = $3 where id = $1";
    SET_FOCUS = "update meetings set focus_item = $2, focus_unit = $3, focus_question = $4, focus_poll = $5 where id = $1";
    AGENDA = "select id, title, unit_id from agenda_items where meeting_id = $1 order by position";
    INSERT_FOCUS = "insert into meeting_focuses (meeting_id, seq, at, item_id, unit_id) values ($1, $2, $3, $4, $5)";
    FOCUSES = "select at, item_id, unit_id from meeting_focuses where meeting_id = $1 order by seq";
    JOIN = "insert into meeting_members (meeting_id, account_id) values ($1, $2) on conflict do nothing";
    TOUCH_DESK = "update meetings set desk = desk + 1 where id = $1";
    DESK = "select desk from meetings where id = $1";
    [JOINED] = ("select meeting_id, account_id from meeting_members where ", "(meeting_id = ? and account_id = ?)", " or ", "");
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
    /// Whether everybody finds it.
    pub public: bool,
    /// The short code that is read out in the hall.
    pub code: String,
    /// How questions and speakers are handled.
    pub rules: Rules,
    /// When it was begun and ended.
    pub course: Course,
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
    public: bool,
    code: String,
    approve_questions: bool,
    anonymous_questions: bool,
    first_speakers_first: bool,
    speech_seconds: i64,
    started_at: Option<i64>,
    ended_at: Option<i64>,
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
            public: row.public,
            code: row.code,
            rules: Rules {
                approve_questions: row.approve_questions,
                anonymous_questions: row.anonymous_questions,
                first_speakers_first: row.first_speakers_first,
                speech_seconds: row.speech_seconds,
            },
            course: Course { started_at: row.started_at.map(Timestamp), ended_at: row.ended_at.map(Timestamp) },
            focus: Focus {
                item: row.focus_item.map(AgendaItemId),
                unit: row.focus_unit.map(UnitId),
                question: row.focus_question.map(QuestionId),
                poll: row.focus_poll.map(PollId),
            },
        }
    }
}

/// What was on show from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// From when on.
    pub at: Timestamp,
    /// The item of the agenda.
    pub item: Option<AgendaItemId>,
    /// The unit of the draft.
    pub unit: Option<UnitId>,
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
        .bind(stored.public)
        .bind(&stored.code)
        .bind(stored.rules.approve_questions)
        .bind(stored.rules.anonymous_questions)
        .bind(stored.rules.first_speakers_first)
        .bind(stored.rules.speech_seconds)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    if rows == 0 {
        return Ok(false);
    }
    let items: Vec<_> = (0_i64..).zip(agenda).collect();
    for (sql, items) in stretches(INSERT_ITEMS, &items) {
        on_db!(tx, c => {
            items
                .iter()
                .fold(sqlx::query(sql), |insert, (position, item)| {
                    insert.bind(stored.id.0).bind(*position).bind(item.id.0).bind(&item.title).bind(item.unit.map(|unit| unit.0))
                })
                .execute(c)
                .await?;
        });
    }
    Ok(true)
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

/// Writes when a meeting was begun and ended.
///
/// # Errors
/// Whatever the database says.
pub async fn set_course(tx: &mut Session, id: MeetingId, course: Course) -> Result<(), Error> {
    let (started, ended) = (course.started_at.map(|at| at.0), course.ended_at.map(|at| at.0));
    on_db!(tx, c => { sqlx::query(SET_COURSE).bind(id.0).bind(started).bind(ended).execute(c).await?; });
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

/// Remembers what is on show from an event of the meeting's log on.
///
/// # Errors
/// Whatever the database says.
pub async fn insert_focus(tx: &mut Session, id: MeetingId, seq: i64, shown: &Shown) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT_FOCUS)
            .bind(id.0)
            .bind(seq)
            .bind(shown.at.0)
            .bind(shown.item.map(|item| item.0))
            .bind(shown.unit.map(|unit| unit.0))
            .execute(c)
            .await?;
    });
    Ok(())
}

/// All that was on show, in order.
///
/// # Errors
/// Whatever the database says.
pub async fn focuses(session: &mut Session, id: MeetingId) -> Result<Vec<Shown>, Error> {
    let rows: Vec<(i64, Option<Uuid>, Option<Uuid>)> = on_db!(session, c => sqlx::query_as(FOCUSES).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(at, item, unit)| Shown { at: Timestamp(at), item: item.map(AgendaItemId), unit: unit.map(UnitId) }).collect())
}

/// The agenda in its order.
///
/// # Errors
/// Whatever the database says.
pub async fn agenda(session: &mut Session, id: MeetingId) -> Result<Vec<AgendaItem>, Error> {
    let rows: Vec<(Uuid, String, Option<Uuid>)> = on_db!(session, c => sqlx::query_as(AGENDA).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(id, title, unit)| AgendaItem { id: AgendaItemId(id), title, unit: unit.map(UnitId) }).collect())
}

/// Lets somebody in who has the invitation; again changes nothing.
///
/// # Errors
/// Whatever the database says.
pub async fn join(tx: &mut Session, id: MeetingId, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(JOIN).bind(id.0).bind(account.0).execute(c).await?; });
    Ok(())
}

/// Which of some people came into which of some meetings by the invitation.
///
/// # Errors
/// Whatever the database says.
pub async fn joined(session: &mut Session, pairs: &[(MeetingId, AccountId)]) -> Result<Vec<(MeetingId, AccountId)>, Error> {
    let mut joined = Vec::new();
    for (sql, pairs) in stretches(JOINED, pairs) {
        let rows: Vec<(Uuid, Uuid)> = on_db!(session, c => pairs
            .iter()
            .fold(sqlx::query_as(sql), |select, (meeting, account)| select.bind(meeting.0).bind(account.0))
            .fetch_all(c)
            .await?);
        joined.extend(rows.into_iter().map(|(meeting, account)| (MeetingId(meeting), AccountId(account))));
    }
    Ok(joined)
}

/// Whether somebody came in by the invitation.
///
/// # Errors
/// Whatever the database says.
pub async fn is_member(session: &mut Session, id: MeetingId, account: AccountId) -> Result<bool, Error> {
    Ok(!joined(session, &[(id, account)]).await?.is_empty())
}
