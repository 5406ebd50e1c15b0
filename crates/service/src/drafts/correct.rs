//! Correcting what was taken for what, once a version is public.

use std::collections::{HashMap, HashSet};

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, EventKind, FieldError, Problem, UnitId};
use busola_storage::consultations::Stored;
use busola_storage::drafts::corrections::{self, Changed, Which};
use busola_storage::drafts::{self, Match, StoredUnit, prepared};
use busola_storage::{Session, events};
use serde::Deserialize;

use super::plan::{by_ids, matches};
use super::prepare::as_json;
use super::{Published, public, units_at, units_up_to, with_labels};
use crate::consultations::{Key, take};
use crate::error::Conflict;
use crate::{Error, Service};

/// How many units are named in the audit log.
const NAMED: usize = 20;

/// What a unit of a version really is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Correction {
    /// The unit, by the id that it has.
    pub to: UnitId,
    /// The unit of an earlier version that it is; `None` when it is new, which is to be said.
    #[serde(deserialize_with = "Option::deserialize")]
    pub from: Option<UnitId>,
}

impl Service {
    /// Corrects which units of earlier versions those of the latest one are, so that an id is one unit's identity
    /// again. What was said of a unit since the version is there goes with it; what was said before stays with the
    /// unit of the earlier versions. A unit that was taken for one that another one really is, is new.
    ///
    /// # Errors
    /// The policy's no; "not found" for a version that is not there; [`Conflict::NotTheLatest`];
    /// [`Error::Invalid`] at `pairs.N.to` and `pairs.N.from`.
    pub async fn correct_draft(&self, actor: Option<&Actor>, key: &Key, version: i64, pairs: &[Correction]) -> Result<Published, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let stored = take(&mut tx, key).await?;
        let source = drafts::source(&mut tx, stored.id, version).await?.ok_or_else(Error::not_found)?;
        if version != stored.draft_version {
            return Err(Error::Conflict(Conflict::NotTheLatest));
        }
        // The first version was made of no other.
        if version == 1 {
            return Err(Error::not_found());
        }
        let current = units_at(&self.0.drafts, &mut tx, &stored, version).await?;
        let earlier = self.earlier(&mut tx, &stored).await?;
        let ids = identities(&current, &earlier, pairs, || self.new_unit(now)).map_err(Error::Invalid)?;
        let changed = changed(&current, &earlier, &ids);
        let after: Vec<_> = current
            .iter()
            .zip(&ids)
            .map(|(unit, id)| {
                let mut unit = unit.clone();
                unit.unit.id = *id;
                unit
            })
            .collect();
        let before = units_at(&self.0.drafts, &mut tx, &stored, version - 1).await?;
        let matches = self.matched_again(&mut tx, &stored, (&*before, &*current, after.as_slice()), pairs).await?;
        // Who says that a unit is what it was taken for, makes it certain.
        drafts::replace_matches(&mut tx, source.id, &matches).await?;
        let channel = Channel::Consultation(stored.id);
        if !changed.is_empty() {
            let which = Which { id: source.id, consultation: stored.id, version, created_at: source.created_at };
            corrections::write(&mut tx, &which, &changed).await?;
            follow_in_pins(&mut tx, &stored, &changed).await?;
            self.record_with(&mut tx, actor, "draft.correct", stored.id.0, &in_words(version, &changed), now).await?;
            if stored.schedule.published_at.is_some() {
                events::append(&mut tx, channel, EventKind::DraftPublished, stored.id.0, version, now).await?;
            }
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(Published { version, units: public(&after), mapping: with_labels(&before, &after, &matches), created: true })
    }

    /// The ids of the units of all versions before the present one.
    async fn earlier(&self, session: &mut Session, of: &Stored) -> Result<HashSet<UnitId>, Error> {
        let versions = units_up_to(&self.0.drafts, session, of, of.draft_version - 1).await?;
        Ok(versions.iter().flat_map(|units| units.iter()).map(|stored| stored.unit.id).collect())
    }

    /// What became of the units of the version before, by the corrected ids. What a person decided is certain; what
    /// they did not speak of is as certain as it was.
    async fn matched_again(
        &self,
        tx: &mut Session,
        of: &Stored,
        (before, current, after): (&[StoredUnit], &[StoredUnit], &[StoredUnit]),
        pairs: &[Correction],
    ) -> Result<Vec<Match>, Error> {
        let known = drafts::matches(tx, of.id, of.draft_version).await?;
        let mut certain: HashMap<UnitId, bool> = known.iter().filter_map(|found| Some((found.to?, found.certain))).collect();
        certain.extend(pairs.iter().map(|pair| (pair.to, true)));
        let by_new_id: HashMap<UnitId, bool> =
            current.iter().zip(after).map(|(was, is)| (is.unit.id, certain.get(&was.unit.id).copied().unwrap_or(true))).collect();
        let mut matches = matches(&by_ids(before, after), before, after);
        for found in &mut matches {
            if let Some(certain) = found.to.and_then(|unit| by_new_id.get(&unit)) {
                found.certain = *certain;
            }
        }
        Ok(matches)
    }
}

/// The id that each unit of a version is to have.
fn identities(
    current: &[StoredUnit],
    earlier: &HashSet<UnitId>,
    pairs: &[Correction],
    mut new_id: impl FnMut() -> UnitId,
) -> Result<Vec<UnitId>, Vec<FieldError>> {
    let places: HashMap<UnitId, usize> = current.iter().enumerate().map(|(at, stored)| (stored.unit.id, at)).collect();
    let mut errors = Vec::new();
    let mut decided: HashMap<usize, Option<UnitId>> = HashMap::new();
    let mut taken = HashSet::new();
    for (n, pair) in pairs.iter().enumerate() {
        match places.get(&pair.to) {
            None => errors.push(FieldError::new(format!("pairs.{n}.to"), Problem::UnknownUnit)),
            Some(at) if decided.insert(*at, pair.from).is_some() => {
                errors.push(FieldError::new(format!("pairs.{n}.to"), Problem::Malformed));
            }
            Some(_) => {}
        }
        if let Some(from) = pair.from {
            if !earlier.contains(&from) {
                errors.push(FieldError::new(format!("pairs.{n}.from"), Problem::UnknownUnit));
            } else if !taken.insert(from) {
                errors.push(FieldError::new(format!("pairs.{n}.from"), Problem::Malformed));
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let id = |(at, stored): (usize, &StoredUnit)| {
        let has = stored.unit.id;
        let stays = match decided.get(&at) {
            Some(Some(from)) => return *from,
            // It was taken for another one, or it is new as it was.
            Some(None) => !earlier.contains(&has),
            None => !taken.contains(&has),
        };
        if stays { has } else { new_id() }
    };
    Ok(current.iter().enumerate().map(id).collect())
}

/// The units that get another id.
fn changed(current: &[StoredUnit], earlier: &HashSet<UnitId>, ids: &[UnitId]) -> Vec<Changed> {
    (0_i64..)
        .zip(current.iter().zip(ids))
        .filter(|(_, (stored, id))| stored.unit.id != **id)
        .map(|(position, (stored, id))| {
            let mut unit = stored.clone();
            unit.unit.id = *id;
            Changed { was: stored.unit.id, position, earlier: earlier.contains(&stored.unit.id), unit }
        })
        .collect()
}

/// What is decided about the next version names units of this one by their ids.
async fn follow_in_pins(tx: &mut Session, of: &Stored, changed: &[Changed]) -> Result<(), Error> {
    let Some(mut known) = super::prepare::prepared(tx, of).await? else { return Ok(()) };
    let became: HashMap<UnitId, UnitId> = changed.iter().map(|changed| (changed.was, changed.unit.unit.id)).collect();
    for from in known.pins.iter_mut().filter_map(|pin| pin.from.as_mut()) {
        *from = became.get(&*from).copied().unwrap_or(*from);
    }
    Ok(prepared::set_pins(tx, of.id, &as_json(&known.pins)).await?)
}

/// For the audit log: the version, and which units of it are others now.
fn in_words(version: i64, changed: &[Changed]) -> String {
    let labels: Vec<_> = changed.iter().take(NAMED).map(|changed| changed.unit.unit.label.as_str()).collect();
    let more = if changed.len() > NAMED { ", …" } else { "" };
    format!("{version}: {}{more}", labels.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::consultation::Unit;
    use busola_domain::draft::UnitKind;
    use uuid::Uuid;

    fn id(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn units(ids: &[u128]) -> Vec<StoredUnit> {
        let unit = |n: &u128| StoredUnit {
            kind: UnitKind::Section,
            unit: Unit { id: id(*n), label: format!("§ {n}"), depth: 0, text: String::new() },
        };
        ids.iter().map(unit).collect()
    }

    /// Of a version with the units 1, 2 and 9, of which 1, 2 and 3 are known of before.
    fn corrected(pairs: &[(u128, Option<u128>)]) -> Result<Vec<u128>, Vec<String>> {
        let earlier = [1, 2, 3].map(id).into_iter().collect();
        let pairs: Vec<_> = pairs.iter().map(|(to, from)| Correction { to: id(*to), from: from.map(id) }).collect();
        let mut next = 100;
        let new_id = || {
            next += 1;
            id(next)
        };
        identities(&units(&[1, 2, 9]), &earlier, &pairs, new_id)
            .map(|ids| ids.into_iter().map(|id| id.0.as_u128()).collect())
            .map_err(|errors| errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn a_unit_is_what_it_is_said_to_be() {
        assert_eq!(corrected(&[]), Ok(vec![1, 2, 9]));
        assert_eq!(corrected(&[(9, Some(3))]), Ok(vec![1, 2, 3]));
        assert_eq!(corrected(&[(1, None)]), Ok(vec![101, 2, 9]));
        assert_eq!(corrected(&[(9, None), (2, Some(2))]), Ok(vec![1, 2, 9]));
        assert_eq!(corrected(&[(1, Some(2)), (2, Some(1))]), Ok(vec![2, 1, 9]));
    }

    #[test]
    fn what_was_taken_for_another_is_new() {
        assert_eq!(corrected(&[(9, Some(1))]), Ok(vec![101, 2, 1]));
    }

    #[test]
    fn what_is_not_there_or_stands_twice_is_refused() {
        assert_eq!(corrected(&[(4, None)]), Err(vec!["pairs.0.to".to_owned()]));
        assert_eq!(corrected(&[(1, Some(9))]), Err(vec!["pairs.0.from".to_owned()]));
        assert_eq!(corrected(&[(1, Some(3)), (2, Some(3))]), Err(vec!["pairs.1.from".to_owned()]));
        assert_eq!(corrected(&[(1, Some(3)), (1, None)]), Err(vec!["pairs.1.to".to_owned()]));
    }
}
