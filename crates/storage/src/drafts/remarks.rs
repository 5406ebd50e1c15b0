//! The remarks that led to a change: those on a unit, and those whose answer says that the unit changed.

use busola_domain::{CommentId, ConsultationId, Decision, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

macro_rules! select {
    ($from:literal) => {
        concat!(
            "select c.id, c.number, c.unit_id, c.draft_version, c.created_at, a.decision, a.unit_id as changed from ",
            $from,
            " where c.parent_id is null and c.status = 'published' and ("
        )
    };
}

statements! {
    [ON] = (select!("comments c left join answers a on a.id = c.answer_id and c.answered_at is not null"), "(c.consultation_id = ? and c.unit_id = ?)", " or ", ")");
    [ANSWERED] = (select!("answers a join comments c on c.answer_id = a.id and c.answered_at is not null"), "(a.consultation_id = ? and a.unit_id = ?)", " or ", ")");
}

/// A public remark, as far as a comparison asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its id.
    pub id: CommentId,
    /// Its number in the consultation.
    pub number: i64,
    /// The unit that it stands on.
    pub unit: Option<UnitId>,
    /// The version that its author read.
    pub version: i64,
    /// When it was sent, which may be after another version came out, from a page that was open before.
    pub created_at: Timestamp,
    /// What the city decided, where its answer is public.
    pub decision: Option<Decision>,
    /// The unit whose text changed for it.
    pub changed: Option<UnitId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    unit_id: Option<Uuid>,
    draft_version: i64,
    created_at: i64,
    decision: Option<String>,
    changed: Option<Uuid>,
}

impl TryFrom<Row> for Remark {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let decision = row.decision.map(|name| name.parse().map_err(|_| Error::Corrupt("answers.decision"))).transpose()?;
        Ok(Self {
            id: CommentId(row.id),
            number: row.number,
            unit: row.unit_id.map(UnitId),
            version: row.draft_version,
            created_at: Timestamp(row.created_at),
            decision,
            changed: row.changed.map(UnitId),
        })
    }
}

/// The public remarks, replies left out, that stand on one of some units or changed one of them, by their numbers.
///
/// # Errors
/// Whatever the database says.
pub async fn about(session: &mut Session, consultation: ConsultationId, units: &[UnitId]) -> Result<Vec<Remark>, Error> {
    let mut found: Vec<Remark> = Vec::new();
    for sizes in [ON, ANSWERED] {
        for (sql, units) in stretches(sizes, units) {
            let rows: Vec<Row> = on_db!(session, c => units
                .iter()
                .fold(sqlx::query_as(sql), |select, unit| select.bind(consultation.0).bind(unit.0))
                .fetch_all(c)
                .await?);
            for row in rows {
                found.push(row.try_into()?);
            }
        }
    }
    found.sort_by_key(|remark| remark.number);
    found.dedup_by_key(|remark| remark.id);
    Ok(found)
}
