//! What speakers said, written down for them to consent to.

use busola_domain::meeting::spoken::State;
use busola_domain::{AccountId, CommentId, MeetingId, SpeakerId, Timestamp, UnitId};
use uuid::Uuid;

use crate::{Error, Session};

macro_rules! select {
    () => {
        "select r.speaker_id, r.meeting_id, s.account_id, a.name, r.unit_id, r.body, r.state, r.comment_id from spoken_remarks r join speakers s on s.id = r.speaker_id join accounts a on a.id = s.account_id"
    };
}

statements! {
    PUT = "insert into spoken_remarks (speaker_id, meeting_id, unit_id, body, state, comment_id, offered_at) values ($1, $2, $3, $4, 'offered', $5, $6) on conflict (speaker_id) do update set unit_id = excluded.unit_id, body = excluded.body, state = excluded.state, offered_at = excluded.offered_at";
    GET = concat!(select!(), " where r.speaker_id = $1");
    OF_MEETING = concat!(select!(), " where r.meeting_id = $1 order by r.offered_at, r.speaker_id");
    OF_ACCOUNT = concat!(select!(), " where r.meeting_id = $1 and s.account_id = $2 order by r.offered_at, r.speaker_id");
    SETTLE = "update spoken_remarks set state = $2, body = $3 where speaker_id = $1";
}

/// What a speaker said, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The speech.
    pub speaker: SpeakerId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Who spoke.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The unit that it is about.
    pub unit: Option<UnitId>,
    /// The words.
    pub body: String,
    /// What became of them.
    pub state: State,
    /// The remark that they are to become: its id is chosen when they are written down, so that consenting twice
    /// posts once.
    pub comment: CommentId,
}

#[derive(sqlx::FromRow)]
struct Row {
    speaker_id: Uuid,
    meeting_id: Uuid,
    account_id: Uuid,
    name: String,
    unit_id: Option<Uuid>,
    body: String,
    state: String,
    comment_id: Uuid,
}

impl Row {
    fn stored(self) -> Result<Stored, Error> {
        Ok(Stored {
            speaker: SpeakerId(self.speaker_id),
            meeting: MeetingId(self.meeting_id),
            account: AccountId(self.account_id),
            name: self.name,
            unit: self.unit_id.map(UnitId),
            body: self.body,
            state: self.state.parse().map_err(|_| Error::Corrupt("spoken_remarks.state"))?,
            comment: CommentId(self.comment_id),
        })
    }
}

/// Writes words down, in place of what was written down of the same speech before; the remark that they are to
/// become stays that one.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, spoken: &Stored, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUT)
            .bind(spoken.speaker.0)
            .bind(spoken.meeting.0)
            .bind(spoken.unit.map(|unit| unit.0))
            .bind(&spoken.body)
            .bind(spoken.comment.0)
            .bind(now.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// What was written down of a speech.
///
/// # Errors
/// Whatever the database says.
pub async fn get(session: &mut Session, speaker: SpeakerId) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(GET).bind(speaker.0).fetch_optional(c).await?);
    row.map(Row::stored).transpose()
}

/// What was written down in a meeting.
///
/// # Errors
/// Whatever the database says.
pub async fn of_meeting(session: &mut Session, id: MeetingId) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_MEETING).bind(id.0).fetch_all(c).await?);
    rows.into_iter().map(Row::stored).collect()
}

/// What was written down in a meeting of what somebody said.
///
/// # Errors
/// Whatever the database says.
pub async fn of_account(session: &mut Session, id: MeetingId, account: AccountId) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_ACCOUNT).bind(id.0).bind(account.0).fetch_all(c).await?);
    rows.into_iter().map(Row::stored).collect()
}

/// Writes what became of words, which their author may have mended.
///
/// # Errors
/// Whatever the database says.
pub async fn settle(tx: &mut Session, speaker: SpeakerId, state: State, body: &str) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SETTLE).bind(speaker.0).bind(state.as_str()).bind(body).execute(c).await?; });
    Ok(())
}
