//! What was on show in a meeting, from when on: its minutes tell it.

use busola_domain::{AgendaItemId, MeetingId, Timestamp, UnitId};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into meeting_focuses (meeting_id, seq, at, item_id, unit_id) values ($1, $2, $3, $4, $5)";
    OF_MEETING = "select at, item_id, unit_id from meeting_focuses where meeting_id = $1 order by seq";
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

/// Remembers what is on show from an event of the meeting's log on.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, id: MeetingId, seq: i64, shown: &Shown) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
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
pub async fn of_meeting(session: &mut Session, id: MeetingId) -> Result<Vec<Shown>, Error> {
    let rows: Vec<(i64, Option<Uuid>, Option<Uuid>)> = on_db!(session, c => sqlx::query_as(OF_MEETING).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(at, item, unit)| Shown { at: Timestamp(at), item: item.map(AgendaItemId), unit: unit.map(UnitId) }).collect())
}
