//! How many remarks a consultation, its units and its participants have.

use busola_domain::{AccountId, ConsultationId, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    UNIT_COUNTS = "select unit_id, comments from unit_counts where consultation_id = $1 and comments > 0";
    COUNT = "update consultations set comments = comments + $2, participants = participants + $3, numbers = numbers + $4 where id = $1";
    [COUNT_UNITS] = ("insert into unit_counts (consultation_id, unit_id, comments) values ", "(?, ?, ?)", ", ", " on conflict (consultation_id, unit_id) do update set comments = unit_counts.comments + excluded.comments");
    [COUNT_AUTHORS] = ("insert into participants (consultation_id, account_id, comments) values ", "(?, ?, ?)", ", ", " on conflict (consultation_id, account_id) do update set comments = participants.comments + excluded.comments returning account_id, comments");
}

/// How many published remarks each unit has; units without any are left out.
///
/// # Errors
/// Whatever the database says.
pub async fn unit_counts(session: &mut Session, id: ConsultationId) -> Result<Vec<(UnitId, i64)>, Error> {
    let rows: Vec<(Uuid, i64)> = on_db!(session, c => sqlx::query_as(UNIT_COUNTS).bind(id.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(unit, comments)| (UnitId(unit), comments)).collect())
}

/// Counts published remarks in, or out where a number is negative: so many of each author, and so many on each
/// unit. Nobody and no unit is named twice. `received` of them are new, public or not, and got the next numbers.
///
/// # Errors
/// Whatever the database says.
pub async fn count(
    tx: &mut Session,
    id: ConsultationId,
    units: &[(UnitId, i64)],
    authors: &[(AccountId, i64)],
    received: i64,
) -> Result<(), Error> {
    for (sql, units) in stretches(COUNT_UNITS, units) {
        on_db!(tx, c => {
            units.iter().fold(sqlx::query(sql), |count, (unit, by)| count.bind(id.0).bind(unit.0).bind(*by)).execute(c).await?;
        });
    }
    let mut participants = 0;
    for (sql, authors) in stretches(COUNT_AUTHORS, authors) {
        let have: Vec<(Uuid, i64)> = on_db!(tx, c => authors
            .iter()
            .fold(sqlx::query_as(sql), |count, (author, by)| count.bind(id.0).bind(author.0).bind(*by))
            .fetch_all(c)
            .await?);
        for (author, now) in have {
            let by = authors.iter().find(|(id, _)| id.0 == author).map_or(0, |(_, by)| *by);
            participants += i64::from(now > 0) - i64::from(now - by > 0);
        }
    }
    let comments: i64 = authors.iter().map(|(_, by)| by).sum();
    on_db!(tx, c => { sqlx::query(COUNT).bind(id.0).bind(comments).bind(participants).bind(received).execute(c).await?; });
    Ok(())
}
