//! Correcting what was taken for what, once a version is public.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, EventKind, FieldError, Problem, Timestamp, UnitId};
use busola_storage::consultations::Stored;
use busola_storage::drafts::corrections::{self, Changed, Which};
use busola_storage::drafts::{self, Match, Source, StoredUnit, prepared};
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

/// What a unit really is: one of the version, one of an earlier version, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// The unit of the version, by the id that it has; null when the one of an earlier version was removed, which is to be
    /// said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub to: Option<UnitId>,
    /// The unit of an earlier version that it is; the same id as `to` for what it was taken for; null when it is new, which
    /// is to be said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub from: Option<UnitId>,
}

/// A version with its corrected identities.
struct Corrected {
    before: Arc<[StoredUnit]>,
    after: Vec<StoredUnit>,
    changed: Vec<Changed>,
    matches: Vec<Match>,
    /// The citations of units that were doubted and are what they were taken for.
    confirmed: Vec<String>,
}

impl Service {
    /// Corrects which units of earlier versions those of the latest one are, so that an id is one unit's identity
    /// again. What was said of a unit since the version is there goes with it; what was said before stays with the
    /// unit of the earlier versions. A unit that was taken for one that another one really is, or that was removed, is
    /// new. `seen` is the revision ([`Mapping::revision`](super::Mapping)) that was looked at, where that is known.
    ///
    /// # Errors
    /// The policy's no; "not found" for a version that is not there; [`Conflict::NotTheLatest`];
    /// [`Conflict::MappingChanged`] when somebody else corrected something since `seen` and there is still something to
    /// correct; [`Error::Invalid`] at `pairs.N.to` and `pairs.N.from`.
    pub async fn correct_draft(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        version: i64,
        seen: Option<i64>,
        pairs: &[Correction],
    ) -> Result<Published, Error> {
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
        let changed_meanwhile = Error::Conflict(Conflict::MappingChanged);
        let is_stale = seen.is_some_and(|seen| seen != stored.draft_revision);
        let corrected = match self.corrected(&mut tx, &stored, pairs).await {
            // It names what was there.
            Err(Error::Invalid(_)) if is_stale => return Err(changed_meanwhile),
            corrected => corrected?,
        };
        if is_stale && !(corrected.changed.is_empty() && corrected.confirmed.is_empty()) {
            return Err(changed_meanwhile);
        }
        // Who says that a unit is what it was taken for, makes it certain.
        drafts::replace_matches(&mut tx, source.id, &corrected.matches).await?;
        self.write_corrected(&mut tx, actor, (&stored, &source), &corrected, now).await?;
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(stored.id));
        let Corrected { before, after, matches, .. } = corrected;
        Ok(Published { version, units: public(&after), mapping: with_labels(&before, &after, &matches), created: true })
    }

    /// The latest version as it is to be.
    async fn corrected(&self, tx: &mut Session, of: &Stored, pairs: &[Correction]) -> Result<Corrected, Error> {
        let now = self.now();
        let version = of.draft_version;
        let current = units_at(&self.0.drafts, tx, of, version).await?;
        let before = units_at(&self.0.drafts, tx, of, version - 1).await?;
        let earlier = self.earlier(tx, of).await?;
        let known = drafts::matches(tx, of.id, version).await?;
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
        let matches = matched_again(&known, (&*before, &*current, after.as_slice()), pairs);
        let confirmed = confirmed(&known, &matches, &before, &after);
        Ok(Corrected { before, after, changed, matches, confirmed })
    }

    /// Writes what is another unit now and who said so, and tells everybody; who said what is right is written too.
    async fn write_corrected(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        (stored, source): (&Stored, &Source),
        corrected: &Corrected,
        now: Timestamp,
    ) -> Result<(), Error> {
        let (version, changed) = (stored.draft_version, &corrected.changed);
        if changed.is_empty() && corrected.confirmed.is_empty() {
            return Ok(());
        }
        let revision = corrections::revise(tx, stored.id).await?;
        if !corrected.confirmed.is_empty() {
            let labels = corrected.confirmed.iter().map(String::as_str);
            self.record_with(tx, actor, "draft.confirm", stored.id.0, &in_words(version, labels), now).await?;
        }
        if !changed.is_empty() {
            let which = Which { id: source.id, consultation: stored.id, version, created_at: source.created_at, revision };
            corrections::write(tx, &which, changed).await?;
            follow_in_pins(tx, stored, changed).await?;
            let labels = changed.iter().map(|changed| changed.unit.unit.label.as_str());
            self.record_with(tx, actor, "draft.correct", stored.id.0, &in_words(version, labels), now).await?;
            if stored.schedule.published_at.is_some() {
                let channel = Channel::Consultation(stored.id);
                events::append(tx, channel, EventKind::DraftPublished, stored.id.0, version, now).await?;
            }
        }
        Ok(())
    }

    /// The ids of the units of all versions before the present one.
    async fn earlier(&self, session: &mut Session, of: &Stored) -> Result<HashSet<UnitId>, Error> {
        let versions = units_up_to(&self.0.drafts, session, of, of.draft_version - 1).await?;
        Ok(versions.iter().flat_map(|units| units.iter()).map(|stored| stored.unit.id).collect())
    }
}

/// What became of the units of the version before, by the corrected ids. What a person decided is certain, with what
/// follows from it; what they did not speak of is as certain as it was.
fn matched_again(
    known: &[Match],
    (before, current, after): (&[StoredUnit], &[StoredUnit], &[StoredUnit]),
    pairs: &[Correction],
) -> Vec<Match> {
    let mut certain: HashMap<UnitId, bool> = known.iter().filter_map(|found| Some((found.to?, found.certain))).collect();
    certain.extend(pairs.iter().filter_map(|pair| Some((pair.to?, true))));
    let by_new_id: HashMap<UnitId, bool> =
        current.iter().zip(after).map(|(was, is)| (is.unit.id, certain.get(&was.unit.id).copied().unwrap_or(true))).collect();
    let removed = known.iter().filter(|found| found.to.is_none()).filter_map(|found| Some((found.from?, found.certain)));
    let mut removed: HashMap<UnitId, bool> = removed.collect();
    removed.extend(pairs.iter().filter(|pair| pair.to.is_none()).filter_map(|pair| Some((pair.from?, true))));
    let mut matches = matches(&by_ids(before, after), before, after);
    for found in &mut matches {
        let is_certain = match found.to {
            Some(unit) => by_new_id.get(&unit),
            None => found.from.and_then(|unit| removed.get(&unit)),
        };
        found.certain = is_certain.copied().unwrap_or(true);
    }
    matches
}

/// The citations of units that were doubted, and are certainly what they were taken for.
fn confirmed(known: &[Match], matches: &[Match], before: &[StoredUnit], after: &[StoredUnit]) -> Vec<String> {
    let doubted: HashSet<_> = known.iter().filter(|found| !found.certain).map(|found| (found.from, found.to)).collect();
    let now_certain = |found: &super::Match| found.certain && doubted.contains(&(found.from, found.to));
    with_labels(before, after, matches).into_iter().filter(now_certain).filter_map(|found| found.to_label.or(found.from_label)).collect()
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
        let wrong = match pair.to.map(|to| places.get(&to)) {
            Some(None) => Some(Problem::UnknownUnit),
            Some(Some(at)) => decided.insert(*at, pair.from).is_some().then_some(Problem::ChosenTwice),
            // It is about no unit at all.
            None => pair.from.is_none().then_some(Problem::Required),
        };
        errors.extend(wrong.map(|problem| FieldError::new(format!("pairs.{n}.to"), problem)));
        if let Some(from) = pair.from {
            // Any unit may be said to be what it was taken for.
            let wrong = if !earlier.contains(&from) && pair.to != Some(from) {
                Some(Problem::UnknownUnit)
            } else {
                (!taken.insert(from)).then_some(Problem::ChosenTwice)
            };
            errors.extend(wrong.map(|problem| FieldError::new(format!("pairs.{n}.from"), problem)));
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

/// For the audit log: the version, and which units of it are meant.
fn in_words<'a>(version: i64, mut labels: impl Iterator<Item = &'a str>) -> String {
    let named: Vec<_> = labels.by_ref().take(NAMED).collect();
    let more = if labels.next().is_some() { ", …" } else { "" };
    format!("{version}: {}{more}", named.join(", "))
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
        let pairs: Vec<_> = pairs.iter().map(|(to, from)| Correction { to: Some(id(*to)), from: from.map(id) }).collect();
        decided(&pairs)
    }

    fn decided(pairs: &[Correction]) -> Result<Vec<u128>, Vec<String>> {
        let earlier = [1, 2, 3].map(id).into_iter().collect();
        let mut next = 100;
        let new_id = || {
            next += 1;
            id(next)
        };
        identities(&units(&[1, 2, 9]), &earlier, pairs, new_id)
            .map(|ids| ids.into_iter().map(|id| id.0.as_u128()).collect())
            .map_err(|errors| errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn a_unit_is_what_it_is_said_to_be() {
        assert_eq!(corrected(&[]), Ok(vec![1, 2, 9]));
        assert_eq!(corrected(&[(9, Some(3))]), Ok(vec![1, 2, 3]));
        assert_eq!(corrected(&[(1, None)]), Ok(vec![101, 2, 9]));
        assert_eq!(corrected(&[(9, None), (2, Some(2))]), Ok(vec![1, 2, 9]));
        assert_eq!(corrected(&[(9, Some(9)), (2, Some(2))]), Ok(vec![1, 2, 9]));
        assert_eq!(corrected(&[(1, Some(2)), (2, Some(1))]), Ok(vec![2, 1, 9]));
    }

    #[test]
    fn what_was_taken_for_another_is_new() {
        assert_eq!(corrected(&[(9, Some(1))]), Ok(vec![101, 2, 1]));
    }

    #[test]
    fn what_was_taken_for_one_that_was_removed_is_new() {
        let removed = |n: u128| Correction { to: None, from: Some(id(n)) };
        assert_eq!(decided(&[removed(2), removed(3)]), Ok(vec![1, 101, 9]));
        assert_eq!(decided(&[removed(2), Correction { to: Some(id(9)), from: Some(id(2)) }]), Err(vec!["pairs.1.from".to_owned()]));
        assert_eq!(decided(&[Correction { to: None, from: None }]), Err(vec!["pairs.0.to".to_owned()]));
    }

    #[test]
    fn what_is_not_there_or_stands_twice_is_refused() {
        assert_eq!(corrected(&[(4, None)]), Err(vec!["pairs.0.to".to_owned()]));
        assert_eq!(corrected(&[(1, Some(9))]), Err(vec!["pairs.0.from".to_owned()]));
        assert_eq!(corrected(&[(1, Some(3)), (2, Some(3))]), Err(vec!["pairs.1.from".to_owned()]));
        assert_eq!(corrected(&[(1, Some(3)), (1, None)]), Err(vec!["pairs.1.to".to_owned()]));
    }
}
