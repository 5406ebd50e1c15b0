//! Comparing two versions of a draft: what became of each unit, word by word, and which remarks led to it.

use std::collections::HashMap;
use std::sync::Arc;

use busola_domain::consultation::Unit;
use busola_domain::versions::{Kind, Words, word_diff};
use busola_domain::{Actor, CommentId, Decision, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::consultations::Stored;
use busola_storage::drafts::StoredUnit;
use busola_storage::drafts::remarks::{self, Remark};
use serde::Serialize;

use super::plan::by_ids;
use super::{Drafts, units_at, versions};
use crate::consultations::{Key, readable};
use crate::{Error, Service};

/// What became of a unit, kept: without the remarks, which come and go.
pub(crate) struct Change {
    from: Option<UnitId>,
    to: Option<UnitId>,
    from_label: Option<String>,
    to_label: Option<String>,
    kind: Kind,
    replaced_by: Option<UnitId>,
    words: Vec<Words>,
}

/// Two versions, unit by unit, in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Diff))]
pub struct Comparison {
    /// The version that is compared.
    pub from: i64,
    /// The version that it is compared with.
    pub to: i64,
    /// The units of both.
    pub units: Vec<Compared>,
}

/// What became of a unit. What is equal or deleted among its words was its text, what is equal or inserted is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = DiffUnit))]
pub struct Compared {
    /// Its id, where the one version has it.
    pub from: Option<UnitId>,
    /// Its id, where the other version has it.
    pub to: Option<UnitId>,
    /// What the one version calls it.
    pub from_label: Option<String>,
    /// What the other version calls it.
    pub to_label: Option<String>,
    /// What became of it.
    pub kind: Kind,
    /// What took the place of a unit that was removed.
    pub replaced_by: Option<UnitId>,
    /// Its words.
    pub words: Vec<Words>,
    /// Where something became of it, the remarks that led to that: first those for which the text changed.
    pub comments: Vec<Led>,
}

/// A remark that led to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LeadingComment))]
pub struct Led {
    /// Its id.
    pub id: CommentId,
    /// Its number in the consultation.
    pub number: i64,
    /// The unit that it stands on.
    pub unit: Option<UnitId>,
    /// What the city decided, where its answer is public.
    pub decision: Option<Decision>,
}

impl Service {
    /// Two versions of a consultation's draft, unit by unit; the later one may come first.
    ///
    /// # Errors
    /// The policy's no; "not found" for a version that is not there.
    pub async fn compare(&self, actor: Option<&Actor>, key: &Key, from: i64, to: i64) -> Result<Comparison, Error> {
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, self.now()).await?;
        if ![from, to].iter().all(|version| (1..=stored.draft_version).contains(version)) {
            return Err(Error::not_found());
        }
        let old = units_at(&self.0.drafts, &mut session, &stored, from).await?;
        let new = units_at(&self.0.drafts, &mut session, &stored, to).await?;
        drop(session);
        let changes = self.changes(&stored, (from, old), (to, new)).await?;
        let mut session = self.0.db.read().await?;
        let later = later(&self.0.drafts, &mut session, &stored, from.max(to)).await?;
        Ok(Comparison { from, to, units: compared(&mut session, &stored, later, &changes).await? })
    }

    /// What became of the units between two versions: worked out beside the tasks that answer requests, since it takes a
    /// processor for a while, and once.
    pub(crate) async fn changes(
        &self,
        of: &Stored,
        (from, old): (i64, Arc<[StoredUnit]>),
        (to, new): (i64, Arc<[StoredUnit]>),
    ) -> Result<Arc<[Change]>, Error> {
        let kept = &self.0.drafts.changes;
        let key = ((of.id, of.draft_revision, from), to);
        if let Some(changes) = kept.get(&key) {
            return Ok(changes);
        }
        let worked_out = tokio::task::spawn_blocking(move || changes(&old, &new)).await;
        let changes: Arc<[Change]> = worked_out.map_err(|_| Error::Overloaded)?.into();
        kept.insert(key, Arc::clone(&changes));
        Ok(changes)
    }
}

/// The later one of two versions, for the remarks that were there before it.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    version: i64,
    published_at: Timestamp,
}

/// When a version came out.
pub(crate) async fn later(drafts: &Drafts, session: &mut Session, of: &Stored, version: i64) -> Result<Later, Error> {
    let versions = versions(drafts, session, of).await?;
    let published_at = versions.iter().find(|known| known.version == version).map(|known| known.created_at);
    Ok(Later { version, published_at: published_at.ok_or_else(Error::not_found)? })
}

/// What became of the units, with the remarks that led to it: those written before `later`, the later one of the versions.
pub(crate) async fn compared(
    session: &mut Session,
    of: &Stored,
    later: Later,
    changes: &[Change],
) -> Result<Vec<Compared>, busola_storage::Error> {
    let changed: Vec<_> =
        changes.iter().filter(|change| change.kind != Kind::Same).filter_map(|change| change.to.or(change.from)).collect();
    let remarks = remarks::about(session, of.id, &changed).await?;
    let mut led = led(&remarks, later);
    let units = changes.iter().map(|change| Compared {
        from: change.from,
        to: change.to,
        from_label: change.from_label.clone(),
        to_label: change.to_label.clone(),
        kind: change.kind,
        replaced_by: change.replaced_by,
        words: change.words.clone(),
        comments: match change.kind {
            Kind::Same => Vec::new(),
            _ => change.to.or(change.from).and_then(|unit| led.remove(&unit)).unwrap_or_default(),
        },
    });
    Ok(units.collect())
}

fn changes(old: &[StoredUnit], new: &[StoredUnit]) -> Vec<Change> {
    by_ids(old, new)
        .into_iter()
        .map(|pair| {
            let (from, to) = (at(old, pair.from), at(new, pair.to));
            Change {
                from: from.map(|unit| unit.id),
                to: to.map(|unit| unit.id),
                from_label: from.map(|unit| unit.label.clone()),
                to_label: to.map(|unit| unit.label.clone()),
                kind: pair.kind,
                replaced_by: at(new, pair.replaced_by).map(|unit| unit.id),
                words: word_diff(from.map_or("", text), to.map_or("", text)),
            }
        })
        .collect()
}

fn at(units: &[StoredUnit], at: Option<usize>) -> Option<&Unit> {
    Some(&units.get(at?)?.unit)
}

fn text(unit: &Unit) -> &str {
    &unit.text
}

/// The remarks that led to a change, by the unit that changed: those whose answer says so, and those that stand on it
/// and were written before the later one of the versions. First come those for which the text changed.
fn led(remarks: &[Remark], later: Later) -> HashMap<UnitId, Vec<Led>> {
    let mut by_unit: HashMap<UnitId, Vec<(bool, Led)>> = HashMap::new();
    let was_there = |remark: &Remark| remark.version < later.version && remark.created_at <= later.published_at;
    for remark in remarks {
        let led = Led { id: remark.id, number: remark.number, unit: remark.unit, decision: remark.decision };
        let accepted = matches!(remark.decision, Some(Decision::Accepted | Decision::Partly));
        let changed = remark.changed.filter(|_| accepted);
        let stands = remark.unit.filter(|unit| was_there(remark) && Some(*unit) != changed);
        for (unit, last) in [(changed, false), (stands, !accepted)] {
            if let Some(unit) = unit {
                by_unit.entry(unit).or_default().push((last, led));
            }
        }
    }
    by_unit
        .into_iter()
        .map(|(unit, mut led)| {
            led.sort_by_key(|(last, led)| (*last, led.number));
            (unit, led.into_iter().map(|(_, led)| led).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn remark(number: i64, on: u128, version: i64, answer: Option<(Decision, u128)>) -> Remark {
        Remark {
            id: CommentId(Uuid::from_u128(number as u128)),
            number,
            unit: Some(unit(on)),
            version,
            created_at: Timestamp(version),
            decision: answer.map(|(decision, _)| decision),
            changed: answer.map(|(_, changed)| unit(changed)),
        }
    }

    #[test]
    fn a_change_is_linked_to_what_led_to_it_and_first_to_what_was_accepted() {
        let remarks = [
            remark(1, 1, 1, None),
            remark(2, 1, 1, Some((Decision::Partly, 1))),
            // Written on the text as it became.
            remark(3, 1, 2, None),
            // Of one unit, for which another one changed.
            remark(4, 2, 1, Some((Decision::Accepted, 1))),
            remark(5, 1, 1, Some((Decision::Rejected, 2))),
            // Sent from a page of the version before, after the later one came out.
            Remark { created_at: Timestamp(9), ..remark(6, 1, 1, None) },
        ];
        let led = led(&remarks, Later { version: 2, published_at: Timestamp(2) });
        let numbers = |n: u128| led.get(&unit(n)).map(|led| led.iter().map(|led| led.number).collect::<Vec<_>>());
        assert_eq!(numbers(1), Some(vec![2, 4, 1, 5]));
        assert_eq!(numbers(2), Some(vec![4]));
    }
}
