//! Which letters about what is due were sent.

use busola_domain::deadlines::What;
use busola_domain::{ConsultationId, Day, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    SENT_OF_WATCHED = "select l.consultation_id, l.what, l.due_on, l.days from deadline_letters l join consultations c on c.id = l.consultation_id where c.closes_at > $1 and c.published_at is not null and c.responsible is not null";
    MARK = "insert into deadline_letters (consultation_id, what, due_on, days, sent_at) values ($1, $2, $3, $4, $5) on conflict do nothing";
    UNMARK = "delete from deadline_letters where consultation_id = $1 and what = $2 and due_on = $3 and days = $4";
}

/// A letter about something that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// What.
    pub what: What,
    /// On which day.
    pub on: Day,
    /// How many days before.
    pub days: i64,
}

/// The letters about all that [`crate::consultations::watched`] gives that were sent, or are on their way.
///
/// # Errors
/// Whatever the database says.
pub async fn sent_of_watched(session: &mut Session, since: Timestamp) -> Result<Vec<Mark>, Error> {
    let rows: Vec<(Uuid, String, String, i64)> = on_db!(session, c => sqlx::query_as(SENT_OF_WATCHED).bind(since.0).fetch_all(c).await?);
    let mark = |(consultation, what, on, days): (Uuid, String, String, i64)| {
        Ok(Mark {
            consultation: ConsultationId(consultation),
            what: what.parse().map_err(|_| Error::Corrupt("deadline_letters.what"))?,
            on: on.parse().map_err(|_| Error::Corrupt("deadline_letters.due_on"))?,
            days,
        })
    };
    rows.into_iter().map(mark).collect()
}

/// Marks a letter as sent; `false` when it was.
///
/// # Errors
/// Whatever the database says.
pub async fn mark(tx: &mut Session, letter: &Mark, now: Timestamp) -> Result<bool, Error> {
    let marked = on_db!(tx, c => sqlx::query(MARK)
        .bind(letter.consultation.0)
        .bind(letter.what.as_str())
        .bind(letter.on.to_string())
        .bind(letter.days)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(marked > 0)
}

/// Takes a mark back, when the letter did not leave.
///
/// # Errors
/// Whatever the database says.
pub async fn unmark(tx: &mut Session, letter: &Mark) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(UNMARK)
            .bind(letter.consultation.0)
            .bind(letter.what.as_str())
            .bind(letter.on.to_string())
            .bind(letter.days)
            .execute(c)
            .await?;
    });
    Ok(())
}
