//! Versions of a consultation's draft: their units, and which unit of one became which of the next.

use busola_domain::consultation::Unit;
use busola_domain::draft::{Format, UnitKind};
use busola_domain::versions::Kind;
use busola_domain::{ConsultationId, DraftId, Timestamp, UnitId};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

pub mod corrections;
pub mod prepared;
pub mod remarks;
pub mod removed;

statements! {
    INSERT = "insert into drafts (id, consultation_id, version, format, source, note, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
    SET_VERSION = "update consultations set draft_version = $2 where id = $1";
    GET = "select id, format, source, created_at from drafts where consultation_id = $1 and version = $2";
    VERSIONS = "select d.version, d.note, d.created_at, (select count(*) from units u where u.draft_id = d.id) from drafts d where d.consultation_id = $1 order by d.version";
    UNITS = "select u.id, u.kind, u.label, u.depth, u.text from drafts d join units u on u.draft_id = d.id where d.consultation_id = $1 and d.version = $2 order by u.position";
    UNITS_BETWEEN = "select d.version, u.id, u.kind, u.label, u.depth, u.text from drafts d join units u on u.draft_id = d.id where d.consultation_id = $1 and d.version between $2 and $3 order by d.version, u.position";
    MATCHES = "select m.from_unit, m.to_unit, m.kind, m.certain, m.replaced_by from drafts d join matches m on m.draft_id = d.id where d.consultation_id = $1 and d.version = $2 order by m.position";
    DOUBTS = "select count(*) from drafts d join matches m on m.draft_id = d.id where d.consultation_id = $1 and d.version = $2 and not m.certain";
    DELETE_MATCHES = "delete from matches where draft_id = $1";
    [INSERT_UNITS] = ("insert into units (draft_id, id, position, kind, label, depth, text) values ", "(?, ?, ?, ?, ?, ?, ?)", ", ", "");
    [INSERT_MATCHES] = ("insert into matches (draft_id, position, from_unit, to_unit, kind, certain, replaced_by) values ", "(?, ?, ?, ?, ?, ?, ?)", ", ", "");
}

#[derive(sqlx::FromRow)]
struct UnitRow {
    id: Uuid,
    kind: String,
    label: String,
    depth: i64,
    text: String,
}

impl UnitRow {
    fn unit(self) -> Result<StoredUnit, Error> {
        Ok(StoredUnit {
            kind: self.kind.parse().map_err(|_| Error::Corrupt("units.kind"))?,
            unit: Unit { id: UnitId(self.id), label: self.label, depth: self.depth, text: self.text },
        })
    }
}

#[derive(sqlx::FromRow)]
struct OfVersion {
    version: i64,
    #[sqlx(flatten)]
    unit: UnitRow,
}

/// A unit with its kind, which decides how it is set on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUnit {
    /// What it is: a chapter, a section, a point.
    pub kind: UnitKind,
    /// The unit.
    pub unit: Unit,
}

/// What became of a unit from the version before to this one. One that is recognised has the same id in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The unit of the version before.
    pub from: Option<UnitId>,
    /// The unit of this version.
    pub to: Option<UnitId>,
    /// What became of it.
    pub kind: Kind,
    /// Whether there was no doubt, or a person decided.
    pub certain: bool,
    /// What took the place of a unit that was removed.
    pub replaced_by: Option<UnitId>,
}

#[derive(sqlx::FromRow)]
struct MatchRow {
    from_unit: Option<Uuid>,
    to_unit: Option<Uuid>,
    kind: String,
    certain: bool,
    replaced_by: Option<Uuid>,
}

/// A version of a draft to write.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    /// Its id.
    pub id: DraftId,
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// From 1.
    pub version: i64,
    /// What the source is written in.
    pub format: Format,
    /// The source as it came.
    pub source: &'a str,
    /// What its moderator says of it.
    pub note: &'a str,
    /// Its units in document order.
    pub units: &'a [StoredUnit],
    /// What became of the units of the version before, in the order in which it is read.
    pub matches: &'a [Match],
}

/// Writes a version of a draft and makes it the present one.
///
/// # Errors
/// When the version is there; whatever else the database says.
pub async fn insert(tx: &mut Session, draft: &NewDraft<'_>, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(draft.id.0)
            .bind(draft.consultation.0)
            .bind(draft.version)
            .bind(draft.format.as_str())
            .bind(draft.source)
            .bind(draft.note)
            .bind(now.0)
            .execute(&mut *c)
            .await?;
        sqlx::query(SET_VERSION).bind(draft.consultation.0).bind(draft.version).execute(c).await?;
    });
    let units: Vec<_> = (0_i64..).zip(draft.units).collect();
    insert_units(tx, draft.id, &units).await?;
    insert_matches(tx, draft.id, draft.matches).await
}

/// Writes units of a version, each with its place in it.
pub(crate) async fn insert_units(tx: &mut Session, id: DraftId, units: &[(i64, &StoredUnit)]) -> Result<(), Error> {
    for (sql, rows) in stretches(INSERT_UNITS, units) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, (position, stored)| {
                    insert
                        .bind(id.0)
                        .bind(stored.unit.id.0)
                        .bind(*position)
                        .bind(stored.kind.as_str())
                        .bind(&stored.unit.label)
                        .bind(stored.unit.depth)
                        .bind(&stored.unit.text)
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

async fn insert_matches(tx: &mut Session, id: DraftId, matches: &[Match]) -> Result<(), Error> {
    let rows: Vec<_> = (0_i64..).zip(matches).collect();
    for (sql, rows) in stretches(INSERT_MATCHES, &rows) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, (position, row)| {
                    insert
                        .bind(id.0)
                        .bind(*position)
                        .bind(row.from.map(|unit| unit.0))
                        .bind(row.to.map(|unit| unit.0))
                        .bind(row.kind.as_str())
                        .bind(row.certain)
                        .bind(row.replaced_by.map(|unit| unit.0))
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Writes what became of the units of the version before, in place of what was written of it.
///
/// # Errors
/// Whatever the database says.
pub async fn replace_matches(tx: &mut Session, id: DraftId, matches: &[Match]) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_MATCHES).bind(id.0).execute(c).await?; });
    insert_matches(tx, id, matches).await
}

/// A version of a draft as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: DraftId,
    /// What the source is written in.
    pub format: Format,
    /// The source as it came.
    pub source: String,
    /// When it became the present one.
    pub created_at: Timestamp,
}

/// A version of a draft as it was written.
///
/// # Errors
/// Whatever the database says.
pub async fn source(session: &mut Session, id: ConsultationId, version: i64) -> Result<Option<Source>, Error> {
    let row: Option<(Uuid, String, String, i64)> =
        on_db!(session, c => sqlx::query_as(GET).bind(id.0).bind(version).fetch_optional(c).await?);
    row.map(|(id, format, source, created_at)| {
        let format = format.parse().map_err(|_| Error::Corrupt("drafts.format"))?;
        Ok(Source { id: DraftId(id), format, source, created_at: Timestamp(created_at) })
    })
    .transpose()
}

/// What is told of a version of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// From 1.
    pub version: i64,
    /// What its moderator said of it.
    pub note: String,
    /// When it became the present one.
    pub created_at: Timestamp,
    /// How many units it has.
    pub units: i64,
}

/// The versions of a consultation's draft, the first first.
///
/// # Errors
/// Whatever the database says.
pub async fn versions(session: &mut Session, id: ConsultationId) -> Result<Vec<Version>, Error> {
    let rows: Vec<(i64, String, i64, i64)> = on_db!(session, c => sqlx::query_as(VERSIONS).bind(id.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(version, note, created_at, units)| Version { version, note, created_at: Timestamp(created_at), units })
        .collect())
}

/// The units of a version, in document order.
///
/// # Errors
/// Whatever the database says.
pub async fn units(session: &mut Session, id: ConsultationId, version: i64) -> Result<Vec<StoredUnit>, Error> {
    let rows: Vec<UnitRow> = on_db!(session, c => sqlx::query_as(UNITS).bind(id.0).bind(version).fetch_all(c).await?);
    rows.into_iter().map(UnitRow::unit).collect()
}

/// The units of the versions from one to another, each with its version: version by version, in document order.
///
/// # Errors
/// Whatever the database says.
pub async fn units_between(session: &mut Session, id: ConsultationId, first: i64, last: i64) -> Result<Vec<(i64, StoredUnit)>, Error> {
    let rows: Vec<OfVersion> = on_db!(session, c => sqlx::query_as(UNITS_BETWEEN).bind(id.0).bind(first).bind(last).fetch_all(c).await?);
    rows.into_iter().map(|row| Ok((row.version, row.unit.unit()?))).collect()
}

/// What became of the units of the version before, in the order in which it is read; nothing of the first version.
///
/// # Errors
/// Whatever the database says.
pub async fn matches(session: &mut Session, id: ConsultationId, version: i64) -> Result<Vec<Match>, Error> {
    let rows: Vec<MatchRow> = on_db!(session, c => sqlx::query_as(MATCHES).bind(id.0).bind(version).fetch_all(c).await?);
    rows.into_iter()
        .map(|row| {
            Ok(Match {
                from: row.from_unit.map(UnitId),
                to: row.to_unit.map(UnitId),
                kind: kind(&row.kind).ok_or(Error::Corrupt("matches.kind"))?,
                certain: row.certain,
                replaced_by: row.replaced_by.map(UnitId),
            })
        })
        .collect()
}

/// How many of the matches of a version a person should look at.
///
/// # Errors
/// Whatever the database says.
pub async fn doubts(session: &mut Session, id: ConsultationId, version: i64) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(DOUBTS).bind(id.0).bind(version).fetch_one(c).await?))
}

fn kind(name: &str) -> Option<Kind> {
    [Kind::Same, Kind::Changed, Kind::Moved, Kind::Removed, Kind::Added].into_iter().find(|kind| kind.as_str() == name)
}
