//! Drafts of answers that can be made public: those to public remarks.

use busola_domain::comment::Source;
use busola_domain::{AccountId, ConsultationId, Timestamp, UnitId};

use crate::comments::{self, Row, Stored};
use crate::{Error, Session};

macro_rules! drafted {
    ($($columns:tt)*) => {
        concat!(
            "select ",
            $($columns)*,
            " from comments c join accounts a on a.id = c.account_id join answers n on n.id = c.answer_id",
            " where c.consultation_id = $1 and c.answer_id is not null and c.answered_at is null and c.status = 'published'",
            " and n.written_at <= $2 and ($3 or c.unit_id = $4) and ($5 = 'any' or c.source = $5) and ($6 or n.account_id = $7)"
        )
    };
}

statements! {
    PAGE = concat!(drafted!(comments::columns!()), " and c.number > $8 order by c.number limit $9");
    COUNT = drafted!("count(*)");
}

/// Which drafts of a consultation.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// The consultation.
    pub consultation: ConsultationId,
    /// Those that were written last until this moment.
    pub until: Timestamp,
    /// To remarks on this unit; `None` for all of them and those on the whole draft.
    pub unit: Option<UnitId>,
    /// To remarks that came in this way; `None` for any way.
    pub source: Option<Source>,
    /// Those that this account wrote last; `None` for everybody's.
    pub by: Option<AccountId>,
}

macro_rules! asked {
    ($sql:expr, $query:expr) => {
        $sql.bind($query.consultation.0)
            .bind($query.until.0)
            .bind($query.unit.is_none())
            .bind($query.unit.map(|unit| unit.0))
            .bind($query.source.map_or("any", Source::as_str))
            .bind($query.by.is_none())
            .bind($query.by.map(|account| account.0))
    };
}

/// The remarks with such drafts, up to `limit` after a number, by their numbers.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, query: &Query, after: i64, limit: i64) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = on_db!(session, c => asked!(sqlx::query_as(PAGE), query).bind(after).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many there are.
///
/// # Errors
/// Whatever the database says.
pub async fn count(session: &mut Session, query: &Query) -> Result<i64, Error> {
    Ok(on_db!(session, c => asked!(sqlx::query_scalar(COUNT), query).fetch_one(c).await?))
}
