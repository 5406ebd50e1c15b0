//! Where a remark stands whose unit is not in the present draft any more, or was called otherwise.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use busola_domain::consultation::Unit;
use busola_domain::{Comment, UnitId};
use busola_storage::consultations::Stored;
use busola_storage::drafts::StoredUnit;
use busola_storage::drafts::removed::last_seen;
use busola_storage::{Error, Session};

use super::{Drafts, units_at};

/// How far it is followed what took the place of what.
const STEPS: usize = 8;

/// A unit that the present draft does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The unit as it stood last.
    pub unit: StoredUnit,
    /// The last version that has it.
    pub version: i64,
    /// What stands in its place in the present draft.
    pub replaced_by: Option<Unit>,
}

/// What units were called in earlier versions.
pub type Cited = HashMap<(UnitId, i64), String>;

/// Those of some units that the present draft does not have, in the order in which they stood: a statement or two,
/// however many they are, and none where all are there.
pub(crate) async fn removed(session: &mut Session, of: &Stored, present: &[StoredUnit], ids: &[UnitId]) -> Result<Vec<Removed>, Error> {
    let here: HashMap<UnitId, &Unit> = present.iter().map(|stored| (stored.unit.id, &stored.unit)).collect();
    let mut asked: HashSet<UnitId> = HashSet::new();
    let mut wanted: Vec<_> = ids.iter().copied().filter(|id| !here.contains_key(id) && asked.insert(*id)).collect();
    let mut found = Vec::new();
    let mut became: HashMap<UnitId, UnitId> = HashMap::new();
    for step in 0..STEPS {
        if wanted.is_empty() {
            break;
        }
        let seen = last_seen(session, of.id, &wanted).await?;
        became.extend(seen.iter().filter_map(|seen| Some((seen.unit.unit.id, seen.replaced_by?))));
        let next = seen.iter().filter_map(|seen| seen.replaced_by);
        wanted = next.filter(|id| !here.contains_key(id) && asked.insert(*id)).collect();
        if step == 0 {
            found = seen;
        }
    }
    let heir = |mut id: UnitId| {
        for _ in 0..STEPS {
            id = *became.get(&id)?;
            if let Some(unit) = here.get(&id) {
                return Some((*unit).clone());
            }
        }
        None
    };
    Ok(found.into_iter().map(|seen| Removed { replaced_by: heir(seen.unit.unit.id), version: seen.version, unit: seen.unit }).collect())
}

/// What the units of remarks that were written on earlier versions were called in those.
pub(crate) async fn cited(drafts: &Drafts, session: &mut Session, of: &Stored, comments: &[&Comment]) -> Result<Cited, Error> {
    let mut cited = Cited::new();
    let mut labels: HashMap<i64, HashMap<UnitId, String>> = HashMap::new();
    for comment in comments.iter().filter(|comment| comment.version < of.draft_version) {
        let Some(unit) = comment.unit else { continue };
        if let Entry::Vacant(unread) = labels.entry(comment.version) {
            let units = units_at(drafts, session, of, comment.version).await?;
            unread.insert(units.iter().map(|stored| (stored.unit.id, stored.unit.label.clone())).collect());
        }
        if let Some(label) = labels.get(&comment.version).and_then(|labels| labels.get(&unit)) {
            cited.insert((unit, comment.version), label.clone());
        }
    }
    Ok(cited)
}
