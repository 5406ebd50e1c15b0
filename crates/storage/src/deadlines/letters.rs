//! The letters about what is due: each is marked when it is put into the outbox, and so is there once.

use busola_domain::deadlines::What;
use busola_domain::{ConsultationId, Day, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    MARKED_OF_WATCHED = "select l.consultation_id, l.what, l.due_on, l.days from deadline_letters l join consultations c on c.id = l.consultation_id where c.closes_at > $1 and c.published_at is not null and c.responsible is not null";
    BY_ID = "select consultation_id, what, due_on, days from deadline_letters where id = $1";
    [MARK] = ("insert into deadline_letters (id, consultation_id, what, due_on, days, marked_at) values ", "(?, ?, ?, ?, ?, ?)", ", ", " on conflict (consultation_id, what, due_on, days) do nothing returning id");
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

type Row = (Uuid, String, String, i64);

fn mark_of((consultation, what, on, days): Row) -> Result<Mark, Error> {
    Ok(Mark {
        consultation: ConsultationId(consultation),
        what: what.parse().map_err(|_| Error::Corrupt("deadline_letters.what"))?,
        on: on.parse().map_err(|_| Error::Corrupt("deadline_letters.due_on"))?,
        days,
    })
}

/// The letters about all that [`crate::consultations::watched`] gives that were marked.
///
/// # Errors
/// Whatever the database says.
pub async fn marked_of_watched(session: &mut Session, since: Timestamp) -> Result<Vec<Mark>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(MARKED_OF_WATCHED).bind(since.0).fetch_all(c).await?);
    rows.into_iter().map(mark_of).collect()
}

/// What was marked under an id.
///
/// # Errors
/// Whatever the database says.
pub async fn by_id(session: &mut Session, id: Uuid) -> Result<Option<Mark>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await?);
    row.map(mark_of).transpose()
}

/// Marks letters under ids, and gives the ids of those that were not marked before.
///
/// # Errors
/// Whatever the database says.
pub async fn mark(tx: &mut Session, marks: &[(Uuid, Mark)], now: Timestamp) -> Result<Vec<Uuid>, Error> {
    let mut marked = Vec::with_capacity(marks.len());
    for (sql, marks) in stretches(MARK, marks) {
        let new: Vec<Uuid> = on_db!(tx, c => marks
            .iter()
            .fold(sqlx::query_scalar(sql), |insert, (id, mark)| {
                insert
                    .bind(*id)
                    .bind(mark.consultation.0)
                    .bind(mark.what.as_str())
                    .bind(mark.on.to_string())
                    .bind(mark.days)
                    .bind(now.0)
            })
            .fetch_all(c)
            .await?);
        marked.extend(new);
    }
    Ok(marked)
}
