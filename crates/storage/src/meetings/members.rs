//! Who came into meetings by their code.

use busola_domain::{AccountId, MeetingId, SessionId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    JOIN = "insert into meeting_members (meeting_id, account_id) values ($1, $2) on conflict do nothing";
    HAND_OVER = "insert into meeting_members (meeting_id, account_id) select meeting_id, $2 from meeting_members where account_id = $1 on conflict do nothing";
    GUEST_SESSIONS = "select s.id from meeting_members m join accounts a on a.id = m.account_id join sessions s on s.account_id = a.id where m.meeting_id = $1 and a.role = 'guest'";
    [JOINED] = ("select meeting_id, account_id from meeting_members where ", "(meeting_id = ? and account_id = ?)", " or ", "");
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

/// The sessions of those who came into a meeting under a name for the hall.
///
/// # Errors
/// Whatever the database says.
pub async fn guest_sessions(session: &mut Session, id: MeetingId) -> Result<Vec<SessionId>, Error> {
    let ids: Vec<Uuid> = on_db!(session, c => sqlx::query_scalar(GUEST_SESSIONS).bind(id.0).fetch_all(c).await?);
    Ok(ids.into_iter().map(SessionId).collect())
}

/// Lets somebody into all meetings that another account came into: who signs in stays where they were.
///
/// # Errors
/// Whatever the database says.
pub async fn hand_over(tx: &mut Session, from: AccountId, to: AccountId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(HAND_OVER).bind(from.0).bind(to.0).execute(c).await?; });
    Ok(())
}
