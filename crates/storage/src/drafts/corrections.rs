//! Another identity for units of a version: what a unit was taken for is corrected, and all that was said of it since
//! goes with it.
//!
//! An id is one unit's identity across versions. So where a unit of version n gets another id, what was said of it
//! since version n is there gets that id too, and what was said before stays with the unit of the earlier versions.
//! The ids are written down first: units may change theirs for one another, and each table is brought after them
//! by one statement.

use busola_domain::{ConsultationId, DraftId, Timestamp, UnitId};

use super::{StoredUnit, insert_units};
use crate::repeated::stretches;
use crate::{Error, Session};

/// Brings a column of a table after a correction ($1 the consultation, $2 which correction, $3 since when): where the
/// unit is one of the corrected version alone, or the row was written since that is there.
macro_rules! follow {
    ($table:literal, $column:literal, $of_consultation:literal, $since:literal) => {
        concat!(
            "update ",
            $table,
            " set ",
            $column,
            " = (select k.became from corrections k where k.consultation_id = $1 and k.revision = $2 and k.was = ",
            $table,
            ".",
            $column,
            ") where ",
            $of_consultation,
            " and ",
            $column,
            " in (select k.was from corrections k where k.consultation_id = $1 and k.revision = $2 and (not k.earlier or ",
            $since,
            " >= $3))"
        )
    };
}

/// The units that a correction ($2) of a consultation ($1) is about, by their ids before and after.
macro_rules! concerned {
    () => {
        "(select k.was from corrections k where k.consultation_id = $1 and k.revision = $2 union select k.became from corrections k where k.consultation_id = $1 and k.revision = $2)"
    };
}

statements! {
    REVISE = "update consultations set draft_revision = draft_revision + 1 where id = $1 returning draft_revision";
    DELETE_UNITS = "delete from units where draft_id = $3 and id in (select k.was from corrections k where k.consultation_id = $1 and k.revision = $2)";
    // A reply stands where its thread does. The version stands in the place of the moment.
    COMMENTS = follow!("comments", "unit_id", "consultation_id = $1", "coalesce((select r.draft_version from comments r where r.id = comments.root_id), comments.draft_version)");
    ANSWERS = follow!("answers", "unit_id", "consultation_id = $1", "answers.written_at");
    ANSWER_REVISIONS = follow!("answer_revisions", "unit_id", "answer_id in (select a.id from answers a where a.consultation_id = $1)", "answer_revisions.at");
    AGENDA_ITEMS = follow!("agenda_items", "unit_id", "meeting_id in (select m.id from meetings m where m.consultation_id = $1)", "(select m.created_at from meetings m where m.id = agenda_items.meeting_id)");
    QUESTIONS = follow!("questions", "unit_id", "meeting_id in (select m.id from meetings m where m.consultation_id = $1)", "questions.created_at");
    SPOKEN = follow!("spoken_remarks", "unit_id", "meeting_id in (select m.id from meetings m where m.consultation_id = $1)", "spoken_remarks.offered_at");
    MEETINGS = follow!("meetings", "focus_unit", "consultation_id = $1", "coalesce((select max(f.at) from meeting_focuses f where f.meeting_id = meetings.id), 0)");
    FOCUSES = follow!("meeting_focuses", "unit_id", "meeting_id in (select m.id from meetings m where m.consultation_id = $1)", "meeting_focuses.at");
    FORGET_COUNTS = concat!("delete from unit_counts where consultation_id = $1 and unit_id in ", concerned!());
    COUNT_AGAIN = concat!("insert into unit_counts (consultation_id, unit_id, comments) select c.consultation_id, c.unit_id, count(*) from comments c where c.consultation_id = $1 and c.status = 'published' and c.unit_id in ", concerned!(), " group by c.consultation_id, c.unit_id");
    [INSERT] = ("insert into corrections (consultation_id, revision, was, became, earlier) values ", "(?, ?, ?, ?, ?)", ", ", "");
}

/// A unit of the corrected version that gets another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its id so far.
    pub was: UnitId,
    /// Its place in the version, from 0.
    pub position: i64,
    /// Whether versions before have a unit of that id too.
    pub earlier: bool,
    /// The unit, with its new id.
    pub unit: StoredUnit,
}

/// The version that is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// Its id.
    pub id: DraftId,
    /// Of which consultation, which is taken.
    pub consultation: ConsultationId,
    /// Its number.
    pub version: i64,
    /// When it became the present one.
    pub created_at: Timestamp,
    /// Which correction of the consultation's draft this is ([`revise`]).
    pub revision: i64,
}

/// Counts a correction of a consultation's draft, which is taken, and gives its number. Who confirms what a unit was
/// taken for corrects something too.
///
/// # Errors
/// Whatever the database says.
pub async fn revise(tx: &mut Session, consultation: ConsultationId) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(REVISE).bind(consultation.0).fetch_one(c).await?))
}

/// Gives units of a version other ids, with all that was said of them since it is there.
///
/// # Errors
/// Whatever the database says.
pub async fn write(tx: &mut Session, which: &Which, changed: &[Changed]) -> Result<(), Error> {
    let (id, revision) = (which.consultation.0, which.revision);
    for (sql, rows) in stretches(INSERT, changed) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, row| {
                    insert.bind(id).bind(revision).bind(row.was.0).bind(row.unit.unit.id.0).bind(row.earlier)
                })
                .execute(c)
                .await?;
        });
    }
    on_db!(tx, c => { sqlx::query(DELETE_UNITS).bind(id).bind(revision).bind(which.id.0).execute(c).await?; });
    let units: Vec<_> = changed.iter().map(|changed| (changed.position, &changed.unit)).collect();
    insert_units(tx, which.id, &units).await?;
    // What is on show in a meeting is as old as the last time that something else was shown, so it comes before those.
    let since = which.created_at.0;
    let tables = [
        (COMMENTS, which.version),
        (ANSWERS, since),
        (ANSWER_REVISIONS, since),
        (AGENDA_ITEMS, since),
        (QUESTIONS, since),
        (SPOKEN, since),
        (MEETINGS, since),
        (FOCUSES, since),
    ];
    for (sql, since) in tables {
        on_db!(tx, c => { sqlx::query(sql).bind(id).bind(revision).bind(since).execute(c).await?; });
    }
    on_db!(tx, c => {
        sqlx::query(FORGET_COUNTS).bind(id).bind(revision).execute(&mut *c).await?;
        sqlx::query(COUNT_AGAIN).bind(id).bind(revision).execute(c).await?;
    });
    Ok(())
}
