//! The queue of speakers.

use busola_domain::meeting::speaker::Course;
use busola_domain::{AccountId, CommentId, MeetingId, SpeakerId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

macro_rules! select {
    () => {
        "select s.id, s.meeting_id, s.account_id, a.name, s.raised_at, s.called_at, s.ended_at, s.seconds, s.place, r.comment_id as remark from speakers s join accounts a on a.id = s.account_id left join spoken_remarks r on r.speaker_id = s.id and r.state = 'posted'"
    };
}

statements! {
    INSERT = "insert into speakers (id, meeting_id, account_id, raised_at, seconds) values ($1, $2, $3, $4, 0) on conflict do nothing";
    GET = concat!(select!(), " where s.id = $1");
    OF_MEETING = concat!(select!(), " where s.meeting_id = $1 order by s.raised_at, s.id");
    CALL = "update speakers set called_at = $2, seconds = $3 where id = $1";
    END = "update speakers set ended_at = $2 where id = $1";
    END_ALL = "update speakers set ended_at = $2 where meeting_id = $1 and ended_at is null returning id";
    HAND_OVER = "update speakers set account_id = $2 where account_id = $1 and (ended_at is null or id in (select speaker_id from spoken_remarks where state = 'offered')) and not exists (select 1 from speakers own where own.meeting_id = speakers.meeting_id and own.account_id = $2 and own.ended_at is null)";
    PLACE = "update speakers set place = $2 where id = $1";
}

/// Somebody in the queue as they are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Their place's id.
    pub id: SpeakerId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// When they raised a hand, were called and ended.
    pub course: Course,
    /// Seconds that they have; 0 for no limit.
    pub seconds: i64,
    /// Where a moderator put them.
    pub place: Option<i64>,
    /// The remark that their words became.
    pub remark: Option<CommentId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    meeting_id: Uuid,
    account_id: Uuid,
    name: String,
    raised_at: i64,
    called_at: Option<i64>,
    ended_at: Option<i64>,
    seconds: i64,
    place: Option<i64>,
    remark: Option<Uuid>,
}

impl From<Row> for Stored {
    fn from(row: Row) -> Self {
        Self {
            id: SpeakerId(row.id),
            meeting: MeetingId(row.meeting_id),
            account: AccountId(row.account_id),
            name: row.name,
            course: Course {
                raised_at: Timestamp(row.raised_at),
                called_at: row.called_at.map(Timestamp),
                ended_at: row.ended_at.map(Timestamp),
            },
            seconds: row.seconds,
            place: row.place,
            remark: row.remark.map(CommentId),
        }
    }
}

/// Puts somebody into the queue; `false` when they are in it, or have the floor.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, id: SpeakerId, meeting: MeetingId, account: AccountId, raised_at: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(id.0)
        .bind(meeting.0)
        .bind(account.0)
        .bind(raised_at.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// Somebody in the queue by their place's id.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, id: SpeakerId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(Into::into))
}

/// Everybody who raised a hand in a meeting, in that order.
///
/// # Errors
/// Whatever the database says.
pub async fn of_meeting(session: &mut Session, id: MeetingId) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_MEETING).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Gives somebody the floor for so many seconds.
///
/// # Errors
/// When somebody else has it; whatever else the database says.
pub async fn call(tx: &mut Session, id: SpeakerId, at: Timestamp, seconds: i64) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(CALL).bind(id.0).bind(at.0).bind(seconds).execute(c).await?; });
    Ok(())
}

/// Ends a speech, or takes a hand down.
///
/// # Errors
/// Whatever the database says.
pub async fn end(tx: &mut Session, id: SpeakerId, at: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(END).bind(id.0).bind(at.0).execute(c).await?; });
    Ok(())
}

/// Ends the speech and takes all hands down, and gives whose.
///
/// # Errors
/// Whatever the database says.
pub async fn end_all(tx: &mut Session, meeting: MeetingId, at: Timestamp) -> Result<Vec<SpeakerId>, Error> {
    let rows: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(END_ALL).bind(meeting.0).bind(at.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(SpeakerId).collect())
}

/// Makes what is open of one account that of another one: a raised hand, the floor, words that wait for consent.
///
/// # Errors
/// Whatever the database says.
pub async fn hand_over(tx: &mut Session, from: AccountId, to: AccountId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(HAND_OVER).bind(from.0).bind(to.0).execute(c).await?; });
    Ok(())
}

/// Puts somebody at a place of the queue, whatever the rule says.
///
/// # Errors
/// Whatever the database says.
pub async fn set_place(tx: &mut Session, id: SpeakerId, place: Option<i64>) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(PLACE).bind(id.0).bind(place).execute(c).await?; });
    Ok(())
}
