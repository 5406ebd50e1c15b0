//! Units that a draft had once: where they stood last, and what took their place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use busola_domain::consultation::Unit;
use busola_domain::{ConsultationId, UnitId};
use uuid::Uuid;

use super::StoredUnit;
use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    [SEEN] = ("select d.consultation_id, d.version, u.position, u.id, u.kind, u.label, u.depth, u.text from units u join drafts d on d.id = u.draft_id where u.id in (", "?", ", ", ")");
    [REPLACED] = ("select m.from_unit, d.version, m.replaced_by from matches m join drafts d on d.id = m.draft_id where m.to_unit is null and m.replaced_by is not null and m.from_unit in (", "?", ", ", ")");
}

/// A unit as it stood last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The last version that has it.
    pub version: i64,
    /// Its place in that, from 0.
    pub position: i64,
    /// The unit.
    pub unit: StoredUnit,
    /// What took its place in the version after that.
    pub replaced_by: Option<UnitId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    consultation_id: Uuid,
    version: i64,
    position: i64,
    id: Uuid,
    kind: String,
    label: String,
    depth: i64,
    text: String,
}

/// Units of a consultation as they stood last, by their ids; those that it never had are left out.
///
/// # Errors
/// Whatever the database says.
pub async fn last_seen(session: &mut Session, consultation: ConsultationId, ids: &[UnitId]) -> Result<Vec<Seen>, Error> {
    let mut seen: HashMap<UnitId, Seen> = HashMap::new();
    for (sql, ids) in stretches(SEEN, ids) {
        let rows: Vec<Row> = on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for row in rows.into_iter().filter(|row| row.consultation_id == consultation.0) {
            let row = row.seen()?;
            match seen.entry(row.unit.unit.id) {
                Entry::Vacant(place) => {
                    place.insert(row);
                }
                Entry::Occupied(mut known) if known.get().version < row.version => {
                    known.insert(row);
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    let found: Vec<UnitId> = seen.keys().copied().collect();
    for (sql, ids) in stretches(REPLACED, &found) {
        let rows: Vec<(Uuid, i64, Uuid)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for (unit, version, by) in rows {
            // A unit can go, come back and go again.
            if let Some(known) = seen.get_mut(&UnitId(unit)).filter(|known| known.version + 1 == version) {
                known.replaced_by = Some(UnitId(by));
            }
        }
    }
    let mut seen: Vec<_> = seen.into_values().collect();
    seen.sort_by_key(|seen| (seen.version, seen.position));
    Ok(seen)
}

impl Row {
    fn seen(self) -> Result<Seen, Error> {
        let kind = self.kind.parse().map_err(|_| Error::Corrupt("units.kind"))?;
        let unit = Unit { id: UnitId(self.id), label: self.label, depth: self.depth, text: self.text };
        Ok(Seen { version: self.version, position: self.position, unit: StoredUnit { kind, unit }, replaced_by: None })
    }
}
