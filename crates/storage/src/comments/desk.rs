//! The remarks of a consultation as its moderators answer them: unit by unit as the draft has them, and on each in the
//! order of their numbers.

use busola_domain::answer::{Progress, State};
use busola_domain::comment::Source;
use busola_domain::{CommentId, ConsultationId, UnitId};
use uuid::Uuid;

use crate::{Error, Session};

// What needs an answer or has one: a reply needs none, and neither does what nobody may read. Each part of the queue has
// its statement, so that each walks an index; a cross join is one that SQLite does not turn round.
macro_rules! select {
    ($from:literal, $place:literal, $order:literal) => {
        concat!(
            "select c.id, c.unit_id, c.number, a.name, case when c.status in ('published', 'pending') then c.body else '' end from ",
            $from,
            " join accounts a on a.id = c.account_id where ",
            $place,
            " and (c.answered_at is not null or (c.status in ('published', 'pending') and (c.parent_id is null or c.answer_id is not null)))",
            " and ($3 = 'all' or ($3 = 'waiting' and c.answer_id is null) or ($3 = 'unpublished' and c.answered_at is null)",
            " or ($3 = 'drafted' and c.answer_id is not null and c.answered_at is null) or ($3 = 'answered' and c.answered_at is not null))",
            " and ($4 = 'any' or c.source = $4) order by ",
            $order,
            " limit $5"
        )
    };
}

statements! {
    WHOLE = select!("comments c", "c.consultation_id = $1 and c.unit_id is null and c.number > $2", "c.number");
    UNIT = select!("comments c", "c.consultation_id = $1 and c.unit_id = $6 and c.number > $2", "c.number");
    UNITS = select!("drafts d cross join units u cross join comments c", "d.consultation_id = $1 and d.version = $6 and u.draft_id = d.id and u.position >= $7 and c.consultation_id = d.consultation_id and c.unit_id = u.id and (u.position > $7 or c.number > $2)", "u.position, c.number");
    // First the units that were written on, from one to the next by the index, and of them those that are gone: remarks on
    // units that are still there, nearly all of them, are not walked through. No unit is before the one to begin with, so
    // its numbers alone have to be compared.
    GONE = select!("comments c", "c.consultation_id = $1 and (c.unit_id > $7 or c.number > $2) and c.unit_id in (with recursive raised (unit_id) as (select (select r.unit_id from comments r where r.consultation_id = $1 and r.unit_id >= $7 order by r.unit_id limit 1) union all select (select r.unit_id from comments r where r.consultation_id = $1 and r.unit_id > w.unit_id order by r.unit_id limit 1) from raised w where w.unit_id is not null) select w.unit_id from raised w where w.unit_id is not null and w.unit_id not in (select u.id from drafts d join units u on u.draft_id = d.id where d.consultation_id = $1 and d.version = $6))", "c.unit_id, c.number");
    PROGRESS = "select count(*), count(answered_at), count(answer_id) from comments where consultation_id = $1 and parent_id is null and status in ('published', 'pending')";
}

/// A part of the queue, as the queue goes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The remarks on the whole draft.
    Whole,
    /// Those on the units of a version.
    Units {
        /// The version.
        version: i64,
        /// From which of its units on, by the place in it from 0.
        from: i64,
    },
    /// Those on units that a version does not have, by the ids of those.
    Gone {
        /// The version.
        version: i64,
        /// From which unit on.
        from: UnitId,
    },
    /// Those on one unit alone.
    Unit(UnitId),
}

/// Which remarks of a consultation.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// The consultation.
    pub consultation: ConsultationId,
    /// In which part of the queue.
    pub part: Part,
    /// On the unit with which that part begins: after which number. 0 for all.
    pub after: i64,
    /// How far their answers are.
    pub state: State,
    /// How they came in; `None` for any way.
    pub source: Option<Source>,
    /// At most so many.
    pub limit: i64,
}

/// Where in the queue a remark stands. As text it is the cursor of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its unit; `None` for the whole draft.
    pub unit: Option<UnitId>,
    /// Its number in the consultation.
    pub number: i64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.number.fmt(f)?;
        self.unit.map_or(Ok(()), |unit| write!(f, "_{}", unit.0.simple()))
    }
}

impl std::str::FromStr for Place {
    type Err = ();
    fn from_str(cursor: &str) -> Result<Self, ()> {
        let (number, unit) = cursor.split_once('_').map_or((cursor, None), |(number, unit)| (number, Some(unit)));
        let unit = unit.map(str::parse).transpose().map_err(|_| ())?;
        Ok(Self { unit, number: number.parse().map_err(|_| ())? })
    }
}

/// What is looked through of a remark: nothing that may not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The remark.
    pub id: CommentId,
    /// Where it stands.
    pub place: Place,
    /// Its author's name.
    pub name: String,
    /// What it says.
    pub body: String,
}

/// The remarks of a part of the queue, in its order.
///
/// # Errors
/// Whatever the database says.
pub async fn texts(session: &mut Session, query: &Query) -> Result<Vec<Texts>, Error> {
    let sql = match query.part {
        Part::Whole => WHOLE,
        Part::Units { .. } => UNITS,
        Part::Gone { .. } => GONE,
        Part::Unit(_) => UNIT,
    };
    let rows: Vec<(Uuid, Option<Uuid>, i64, String, String)> = on_db!(session, c => {
        let select = sqlx::query_as(sql)
            .bind(query.consultation.0)
            .bind(query.after)
            .bind(query.state.as_str())
            .bind(query.source.map_or("any", Source::as_str))
            .bind(query.limit);
        match query.part {
            Part::Whole => select.fetch_all(c).await?,
            Part::Units { version, from } => select.bind(version).bind(from).fetch_all(c).await?,
            Part::Gone { version, from } => select.bind(version).bind(from.0).fetch_all(c).await?,
            Part::Unit(unit) => select.bind(unit.0).fetch_all(c).await?,
        }
    });
    Ok(rows
        .into_iter()
        .map(|(id, unit, number, name, body)| Texts { id: CommentId(id), place: Place { unit: unit.map(UnitId), number }, name, body })
        .collect())
}

/// How far the answers to a consultation's remarks are.
///
/// # Errors
/// Whatever the database says.
pub async fn progress(session: &mut Session, id: ConsultationId) -> Result<Progress, Error> {
    let (needed, answered, with_one): (i64, i64, i64) = on_db!(session, c => sqlx::query_as(PROGRESS).bind(id.0).fetch_one(c).await?);
    Ok(Progress { needed, answered, drafted: with_one - answered })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for place in [Place { unit: None, number: 7 }, Place { unit: Some(UnitId(Uuid::from_u128(9))), number: 12 }] {
            assert_eq!(place.to_string().parse::<Place>(), Ok(place));
        }
        for wrong in ["", "x", "1_", "1_x", "_7", "x_00000000000000000000000000000009"] {
            assert_eq!(wrong.parse::<Place>(), Err(()), "{wrong}");
        }
    }
}
