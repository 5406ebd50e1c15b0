//! What is kept of drafts. A version that is there changes in one way only: the ids of its units are corrected, which
//! gives the consultation another revision of its draft. So what is kept, is kept by that.

use std::sync::Arc;

use busola_domain::ConsultationId;
use busola_storage::consultations::Stored;
use busola_storage::drafts::{self, StoredUnit, Version};
use busola_storage::{Error, Session};
use quick_cache::sync::Cache;

use super::compare::Change;

/// How many drafts are kept.
const DRAFTS: usize = 32;
/// How many comparisons of two versions are kept.
const COMPARISONS: usize = 64;
/// Of how many consultations the versions are kept.
const VERSIONS: usize = 256;

/// A version: the consultation, the revision of its draft, the version.
type Key = (ConsultationId, i64, i64);

/// What is kept of drafts.
pub(crate) struct Drafts {
    units: Cache<Key, Arc<[StoredUnit]>>,
    versions: Cache<(ConsultationId, i64), Arc<[Version]>>,
    /// By the version that is compared and the one that it is compared with.
    pub(super) changes: Cache<(Key, i64), Arc<[Change]>>,
}

impl Drafts {
    /// Nothing is kept yet.
    pub(crate) fn new() -> Self {
        Self { units: Cache::new(DRAFTS), versions: Cache::new(VERSIONS), changes: Cache::new(COMPARISONS) }
    }
}

/// The units of the present version of a consultation's draft.
pub(crate) async fn units(drafts: &Drafts, session: &mut Session, of: &Stored) -> Result<Arc<[StoredUnit]>, Error> {
    units_at(drafts, session, of, of.draft_version).await
}

/// The units of a version of a consultation's draft; none of a version that is not there.
pub(crate) async fn units_at(drafts: &Drafts, session: &mut Session, of: &Stored, version: i64) -> Result<Arc<[StoredUnit]>, Error> {
    let key = (of.id, of.draft_revision, version);
    if let Some(units) = drafts.units.get(&key) {
        return Ok(units);
    }
    let units: Arc<[StoredUnit]> = drafts::units(session, of.id, version).await?.into();
    if !units.is_empty() {
        drafts.units.insert(key, Arc::clone(&units));
    }
    Ok(units)
}

/// The units of the versions of a consultation's draft up to one, the first version first: one statement for all that is
/// not kept.
pub(crate) async fn units_up_to(drafts: &Drafts, session: &mut Session, of: &Stored, last: i64) -> Result<Vec<Arc<[StoredUnit]>>, Error> {
    let key = |version| (of.id, of.draft_revision, version);
    let mut versions: Vec<_> = (1..=last).map_while(|version| drafts.units.get(&key(version))).collect();
    let next = versions.len() as i64 + 1;
    if next > last {
        return Ok(versions);
    }
    let mut unread = drafts::units_between(session, of.id, next, last).await?.into_iter().peekable();
    for version in next..=last {
        let mut units = Vec::new();
        while let Some((_, unit)) = unread.next_if(|(of_version, _)| *of_version == version) {
            units.push(unit);
        }
        let units: Arc<[StoredUnit]> = units.into();
        if !units.is_empty() {
            drafts.units.insert(key(version), Arc::clone(&units));
        }
        versions.push(units);
    }
    Ok(versions)
}

/// The versions of a consultation's draft, the first first.
pub(crate) async fn versions(drafts: &Drafts, session: &mut Session, of: &Stored) -> Result<Arc<[Version]>, Error> {
    let key = (of.id, of.draft_version);
    if let Some(versions) = drafts.versions.get(&key) {
        return Ok(versions);
    }
    let versions: Arc<[Version]> = drafts::versions(session, of.id).await?.into();
    // A reader whose statements are not of one moment may see one that was published meanwhile.
    if versions.last().is_some_and(|last| last.version == of.draft_version) {
        drafts.versions.insert(key, Arc::clone(&versions));
    }
    Ok(versions)
}
