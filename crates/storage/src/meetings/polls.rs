//! Straw polls and their numbers.

use std::collections::{BTreeSet, HashMap};

use busola_domain::meeting::poll::{Course, Type, Visibility};
use busola_domain::{MeetingId, OptionId, PollId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

macro_rules! columns {
    () => {
        "id, meeting_id, question, kind, max, visibility, secret, named, opened_at, closed_at, ballots, told_ballots"
    };
}

statements! {
    INSERT = "insert into polls (id, meeting_id, question, kind, max, visibility, secret, named, ballots, told_ballots, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9)";
    SET_COURSE = "update polls set opened_at = $2, closed_at = $3 where id = $1";
    REMOVE = "delete from polls where id = $1";
    REMOVE_OPTIONS = "delete from poll_options where poll_id = $1";
    COUNT_BALLOTS = "update polls set ballots = ballots + $2 where id = $1";
    COUNT_MARKS = "update poll_options set votes = votes + $3 where poll_id = $1 and position = $2";
    TELL_BALLOTS = "update polls set told_ballots = ballots where id = $1";
    TELL_MARKS = "update poll_options set told_votes = votes where poll_id = $1";
    OF_MEETING = concat!("select ", columns!(), " from polls where meeting_id = $1 order by created_at, id");
    OPTIONS_OF_MEETING = "select o.poll_id, o.id, o.text, o.votes, o.told_votes from polls p join poll_options o on o.poll_id = p.id where p.meeting_id = $1 order by o.poll_id, o.position";
    [BY_IDS] = (concat!("select ", columns!(), " from polls where id in ("), "?", ", ", ")");
    [OPTIONS] = ("select poll_id, id, text, votes, told_votes from poll_options where poll_id in (", "?", ", ", ") order by poll_id, position");
    [MEETINGS] = ("select distinct meeting_id from polls where id in (", "?", ", ", ") order by meeting_id");
    [INSERT_OPTIONS] = ("insert into poll_options (poll_id, position, id, text, votes, told_votes) values ", "(?, ?, ?, ?, 0, 0)", ", ", "");
}

/// A poll as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: PollId,
    /// The meeting.
    pub meeting: MeetingId,
    /// What is asked.
    pub question: String,
    /// What may be marked.
    pub kind: Type,
    /// The most options that one may mark.
    pub max: i64,
    /// When the numbers are public.
    pub visibility: Visibility,
    /// Whether nobody can tell who voted how once it is closed.
    pub secret: bool,
    /// Whether everybody is told who voted how once it is closed.
    pub named: bool,
    /// When it was opened and closed.
    pub course: Course,
    /// How many have voted, and how many had when the numbers were told last, if it is secret.
    pub ballots: Told,
    /// The options in their order.
    pub options: Vec<StoredOption>,
}

/// An option of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOption {
    /// Its id.
    pub id: OptionId,
    /// What stands on it.
    pub text: String,
    /// How often it is marked.
    pub votes: Told,
}

/// A number, and what it was when it was told last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// As it is.
    pub now: i64,
    /// As it was told.
    pub told: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    meeting_id: Uuid,
    question: String,
    kind: String,
    max: i64,
    visibility: String,
    secret: bool,
    named: bool,
    opened_at: Option<i64>,
    closed_at: Option<i64>,
    ballots: i64,
    told_ballots: i64,
}

type OptionRow = (Uuid, Uuid, String, i64, i64);

fn assemble(rows: Vec<Row>, options: Vec<OptionRow>) -> Result<Vec<Stored>, Error> {
    let mut of_polls: HashMap<Uuid, Vec<StoredOption>> = HashMap::new();
    for (poll, id, text, now, told) in options {
        of_polls.entry(poll).or_default().push(StoredOption { id: OptionId(id), text, votes: Told { now, told } });
    }
    rows.into_iter()
        .map(|row| {
            Ok(Stored {
                id: PollId(row.id),
                meeting: MeetingId(row.meeting_id),
                question: row.question,
                kind: row.kind.parse().map_err(|_| Error::Corrupt("polls.kind"))?,
                max: row.max,
                visibility: row.visibility.parse().map_err(|_| Error::Corrupt("polls.visibility"))?,
                secret: row.secret,
                named: row.named,
                course: Course { opened_at: row.opened_at.map(Timestamp), closed_at: row.closed_at.map(Timestamp) },
                ballots: Told { now: row.ballots, told: row.told_ballots },
                options: of_polls.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// Writes a poll that is prepared.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, poll: &Stored, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(poll.id.0)
            .bind(poll.meeting.0)
            .bind(&poll.question)
            .bind(poll.kind.as_str())
            .bind(poll.max)
            .bind(poll.visibility.as_str())
            .bind(poll.secret)
            .bind(poll.named)
            .bind(now.0)
            .execute(c)
            .await?;
    });
    let options: Vec<_> = (0_i64..).zip(&poll.options).collect();
    for (sql, options) in stretches(INSERT_OPTIONS, &options) {
        on_db!(tx, c => {
            options
                .iter()
                .fold(sqlx::query(sql), |insert, (position, option)| {
                    insert.bind(poll.id.0).bind(*position).bind(option.id.0).bind(&option.text)
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Polls by their ids, as far as they are there, in any order.
///
/// # Errors
/// Whatever the database says.
pub async fn by_ids(session: &mut Session, ids: &[PollId]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::new();
    for ((sql, ids), (options, _)) in stretches(BY_IDS, ids).zip(stretches(OPTIONS, ids)) {
        let rows: Vec<Row> = on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        let options: Vec<OptionRow> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(options), |select, id| select.bind(id.0)).fetch_all(c).await?);
        found.extend(assemble(rows, options)?);
    }
    Ok(found)
}

/// The meetings of some polls, in the order of their ids.
///
/// # Errors
/// Whatever the database says.
pub async fn meetings(session: &mut Session, ids: &[PollId]) -> Result<BTreeSet<MeetingId>, Error> {
    let mut found = BTreeSet::new();
    for (sql, ids) in stretches(MEETINGS, ids) {
        let rows: Vec<Uuid> =
            on_db!(session, c => ids.iter().fold(sqlx::query_scalar(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        found.extend(rows.into_iter().map(MeetingId));
    }
    Ok(found)
}

/// A poll by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: PollId) -> Result<Option<Stored>, Error> {
    Ok(by_ids(session, &[id]).await?.pop())
}

/// The polls of a meeting in the order in which they were prepared.
///
/// # Errors
/// Whatever the database says.
pub async fn of_meeting(session: &mut Session, id: MeetingId) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_MEETING).bind(id.0).fetch_all(c).await?);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let options: Vec<OptionRow> = on_db!(session, c => sqlx::query_as(OPTIONS_OF_MEETING).bind(id.0).fetch_all(c).await?);
    assemble(rows, options)
}

/// Writes when a poll was opened and closed.
///
/// # Errors
/// Whatever the database says.
pub async fn set_course(tx: &mut Session, id: PollId, course: Course) -> Result<(), Error> {
    let (opened, closed) = (course.opened_at.map(|at| at.0), course.closed_at.map(|at| at.0));
    on_db!(tx, c => { sqlx::query(SET_COURSE).bind(id.0).bind(opened).bind(closed).execute(c).await?; });
    Ok(())
}

/// Removes a poll on which nobody could vote yet, with its options.
///
/// # Errors
/// Whatever the database says.
pub async fn remove(tx: &mut Session, id: PollId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(REMOVE_OPTIONS).bind(id.0).execute(c).await?; });
    on_db!(tx, c => { sqlx::query(REMOVE).bind(id.0).execute(c).await?; });
    Ok(())
}

/// Counts ballots in, and marks in or out: by how many each of some options changes.
///
/// # Errors
/// Whatever the database says.
pub async fn count(tx: &mut Session, id: PollId, ballots: i64, marks: &[(i64, i64)]) -> Result<(), Error> {
    on_db!(tx, c => {
        if ballots != 0 {
            sqlx::query(COUNT_BALLOTS).bind(id.0).bind(ballots).execute(&mut *c).await?;
        }
        for (position, by) in marks {
            sqlx::query(COUNT_MARKS).bind(id.0).bind(*position).bind(*by).execute(&mut *c).await?;
        }
    });
    Ok(())
}

/// Notes that the numbers are told as they are now.
///
/// # Errors
/// Whatever the database says.
pub async fn tell(tx: &mut Session, id: PollId) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(TELL_BALLOTS).bind(id.0).execute(&mut *c).await?;
        sqlx::query(TELL_MARKS).bind(id.0).execute(c).await?;
    });
    Ok(())
}
