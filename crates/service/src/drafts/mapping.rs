//! Checking which unit of a public version is which of the version before: what a moderator sees who may correct it.

use std::collections::HashMap;
use std::sync::Arc;

use busola_domain::consultation::{Consultation, Unit};
use busola_domain::policy::{Action, allow};
use busola_domain::versions::{Kind, Pair, alike};
use busola_domain::{Actor, UnitId};
use busola_storage::consultations::unit_counts;
use busola_storage::drafts::{self, Match, StoredUnit};

use super::plan::of_stored;
use super::units_at;
use crate::consultations::{Key, find};
use crate::{Error, Service};

/// How many pairs are shown at once.
pub const PAIRS: usize = 20;
/// How many units of the other version are offered for one.
const OFFERED: usize = 20;

/// A version beside the one before.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The consultation, with the units left out.
    pub consultation: Consultation,
    /// From 2.
    pub version: i64,
    /// How often the draft was corrected: who corrects it sends this back, and is told when somebody else was first.
    pub revision: i64,
    /// The units of the version before.
    pub before: Arc<[StoredUnit]>,
    /// The units of the version.
    pub after: Arc<[StoredUnit]>,
    /// What became of what, by their places, in reading order.
    pub pairs: Vec<Pair>,
    /// How many published remarks each unit has; units without any are left out.
    pub counts: HashMap<UnitId, i64>,
}

/// Which pairs are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Those that a person should look at.
    Uncertain,
    /// All but units that are the same.
    Changed,
    /// All.
    All,
}

/// A pair by the citation of one of its units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A unit of the version.
    To(String),
    /// A unit of the version before.
    From(String),
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A page of pairs.
    Page {
        /// Of which.
        show: Show,
        /// Only of this unit and what lies in it, by its citation in either version; empty for all units.
        cited: String,
        /// From 1; the last one where there are fewer.
        page: usize,
    },
    /// Some pairs.
    Named(Vec<Named>),
}

/// Some of the pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The pairs, those that a person should look at first.
    pub rows: Vec<Row>,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, at least one.
    pub pages: usize,
}

/// A pair, and what else its unit could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The pair.
    pub pair: Pair,
    /// Units of the version before that the unit of the version could be, or for one that was removed units of the
    /// version that it could have become: by their places, the most alike and the nearest.
    pub offered: Vec<usize>,
}

impl Service {
    /// A version beside the one before.
    ///
    /// # Errors
    /// The policy's no; "not found" for a version that is not there, and for the first one, which was made of no other.
    pub async fn mapping(&self, actor: Option<&Actor>, key: &Key, version: i64) -> Result<Mapping, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut session = self.0.db.snapshot().await?;
        let stored = find(&mut session, key).await?;
        if !(2..=stored.draft_version).contains(&version) {
            return Err(Error::not_found());
        }
        let before = units_at(&self.0.drafts, &mut session, &stored, version - 1).await?;
        let after = units_at(&self.0.drafts, &mut session, &stored, version).await?;
        let matches = drafts::matches(&mut session, stored.id, version).await?;
        let counts = unit_counts(&mut session, stored.id).await?.into_iter().collect();
        let (pairs, revision) = (placed(&matches, &before, &after), stored.draft_revision);
        Ok(Mapping { consultation: stored.view(Vec::new(), now), version, revision, before, after, pairs, counts })
    }

    /// The same with some of its pairs, to be checked.
    ///
    /// # Errors
    /// As [`Service::mapping`].
    pub async fn check_mapping(&self, actor: Option<&Actor>, key: &Key, version: i64, asked: Asked) -> Result<(Mapping, Shown), Error> {
        let mapping = self.mapping(actor, key, version).await?;
        let worked_out = tokio::task::spawn_blocking(move || {
            let shown = mapping.shown(&asked);
            (mapping, shown)
        });
        worked_out.await.map_err(|_| Error::Overloaded)
    }

    /// In how many places of the latest version a person should look which unit is which.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn doubts(&self, actor: Option<&Actor>, key: &Key) -> Result<i64, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        let mut session = self.0.db.read().await?;
        let stored = find(&mut session, key).await?;
        Ok(drafts::doubts(&mut session, stored.id, stored.draft_version).await?)
    }
}

impl Mapping {
    /// What a unit was.
    #[must_use]
    pub fn was(&self, pair: &Pair) -> Option<&Unit> {
        Some(&self.before.get(pair.from?)?.unit)
    }

    /// What a unit is.
    #[must_use]
    pub fn is(&self, pair: &Pair) -> Option<&Unit> {
        Some(&self.after.get(pair.to?)?.unit)
    }

    /// How many pairs there are of a kind.
    #[must_use]
    pub fn count(&self, show: Show) -> usize {
        self.pairs.iter().filter(|pair| show.has(pair)).count()
    }

    fn shown(&self, asked: &Asked) -> Shown {
        let mut chosen = self.with_places();
        chosen.retain(|(pair, _)| self.is_asked(pair, asked));
        chosen.sort_by_key(|(pair, _)| pair.certain);
        let pages = chosen.len().div_ceil(PAIRS).max(1);
        let page = match asked {
            Asked::Page { page, .. } => (*page).clamp(1, pages),
            Asked::Named(_) => 1,
        };
        let chosen: Vec<_> = chosen.into_iter().skip((page - 1) * PAIRS).take(PAIRS).collect();
        Shown { rows: self.rows(&chosen), page, pages }
    }

    /// The pairs, each with the place in the other version around which its unit may be found.
    fn with_places(&self) -> Vec<(Pair, usize)> {
        let (mut old, mut new) = (0, 0);
        let place = |pair: &Pair| {
            let near = if pair.to.is_some() { pair.from.unwrap_or(old) } else { new };
            old = pair.from.map_or(old, |at| at + 1);
            new = pair.to.map_or(new, |at| at + 1);
            (*pair, near)
        };
        self.pairs.iter().map(place).collect()
    }

    fn is_asked(&self, pair: &Pair, asked: &Asked) -> bool {
        let (was, is) = (self.was(pair).map(|unit| unit.label.as_str()), self.is(pair).map(|unit| unit.label.as_str()));
        match asked {
            Asked::Page { show, cited, .. } => {
                show.has(pair) && (cited.is_empty() || [was, is].into_iter().flatten().any(|label| lies_in(label, cited)))
            }
            Asked::Named(named) => named.iter().any(|name| match name {
                Named::To(label) => is == Some(label.as_str()),
                Named::From(label) => was == Some(label.as_str()),
            }),
        }
    }

    fn rows(&self, chosen: &[(Pair, usize)]) -> Vec<Row> {
        let (before, after) = (of_stored(&self.before), of_stored(&self.after));
        let kept: Vec<usize> = chosen.iter().filter_map(|(pair, _)| pair.to).collect();
        let gone: Vec<usize> = chosen.iter().filter(|(pair, _)| pair.to.is_none()).filter_map(|(pair, _)| pair.from).collect();
        let mut for_kept = alike(&after, &before, &kept).into_iter();
        let mut for_gone = alike(&before, &after, &gone).into_iter();
        let left_old: Vec<usize> = self.pairs.iter().filter(|pair| pair.to.is_none()).filter_map(|pair| pair.from).collect();
        let left_new: Vec<usize> = self.pairs.iter().filter(|pair| pair.from.is_none()).filter_map(|pair| pair.to).collect();
        let row = |(pair, near): &(Pair, usize)| {
            let offered = if pair.to.is_some() {
                offered(for_kept.next().unwrap_or_default(), pair.from, &left_old, *near, before.len())
            } else {
                offered(for_gone.next().unwrap_or_default(), None, &left_new, *near, after.len())
            };
            Row { pair: *pair, offered }
        };
        chosen.iter().map(row).collect()
    }
}

impl Show {
    fn has(self, pair: &Pair) -> bool {
        match self {
            Self::Uncertain => !pair.certain,
            Self::Changed => pair.kind != Kind::Same,
            Self::All => true,
        }
    }
}

/// What is alike, then what nothing was taken for, then what is near, in the order of the draft.
fn offered(alike: Vec<usize>, own: Option<usize>, left: &[usize], near: usize, length: usize) -> Vec<usize> {
    let mut left = left.to_vec();
    left.sort_by_key(|at| at.abs_diff(near));
    let mut around: Vec<usize> = (near.saturating_sub(OFFERED)..length.min(near + OFFERED)).collect();
    around.sort_by_key(|at| at.abs_diff(near));
    let mut offered: Vec<usize> = Vec::new();
    for at in alike.into_iter().chain(left).chain(around) {
        if offered.len() == OFFERED {
            break;
        }
        if Some(at) != own && !offered.contains(&at) {
            offered.push(at);
        }
    }
    offered.sort_unstable();
    offered
}

/// Whether a citation is that of a unit, or of one that lies in it.
fn lies_in(label: &str, cited: &str) -> bool {
    label.strip_prefix(cited).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The matches by the places of their units.
fn placed(matches: &[Match], before: &[StoredUnit], after: &[StoredUnit]) -> Vec<Pair> {
    let places =
        |units: &[StoredUnit]| -> HashMap<UnitId, usize> { units.iter().enumerate().map(|(at, stored)| (stored.unit.id, at)).collect() };
    let (old, new) = (places(before), places(after));
    let pair = |found: &Match| Pair {
        from: found.from.and_then(|unit| old.get(&unit).copied()),
        to: found.to.and_then(|unit| new.get(&unit).copied()),
        kind: found.kind,
        certain: found.certain,
        replaced_by: found.replaced_by.and_then(|unit| new.get(&unit).copied()),
    };
    matches.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_offered_wherever_it_is_and_never_what_it_is_taken_for() {
        assert_eq!(offered(vec![900, 3], Some(3), &[7], 2, 5), [0, 1, 2, 4, 7, 900]);
        let many = offered(vec![1_400], None, &(0..1_000).collect::<Vec<usize>>(), 500, 1_450);
        assert_eq!(many.len(), OFFERED);
        assert!(many.contains(&1_400) && many.contains(&500), "{many:?}");
    }

    #[test]
    fn a_citation_finds_the_unit_and_what_lies_in_it() {
        assert!(lies_in("§ 1", "§ 1") && lies_in("§ 1 ust. 2", "§ 1"));
        assert!(!lies_in("§ 12", "§ 1") && !lies_in("§ 1", "§ 1 ust. 2"));
    }
}
