//! Reading the versions of a draft.

use std::collections::HashMap;
use std::sync::Arc;

use busola_domain::consultation::Unit;
use busola_domain::{Actor, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::consultations::Stored;
use busola_storage::drafts::{self, StoredUnit, Version};
use serde::Serialize;

use super::{Match, Published, public, units_at, units_up_to, versions, with_labels};
use crate::consultations::{Key, readable};
use crate::{Error, Service};

/// A version of a draft with all that is told of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionPage {
    /// From 1.
    pub version: i64,
    /// When it became the present one.
    pub created_at: Timestamp,
    /// What its moderator said of it.
    pub note: String,
    /// Its units in document order.
    pub units: Vec<Unit>,
    /// What became of the units of the version before; nothing of the first version.
    pub mapping: Vec<Match>,
}

impl Service {
    /// The versions of a consultation's draft, the first first.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn versions(&self, actor: Option<&Actor>, key: &Key) -> Result<Arc<[Version]>, Error> {
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, self.now()).await?;
        Ok(versions(&self.0.drafts, &mut session, &stored).await?)
    }

    /// A version of a consultation's draft.
    ///
    /// # Errors
    /// The policy's no; "not found" for a version that is not there.
    pub async fn draft_version(&self, actor: Option<&Actor>, key: &Key, version: i64) -> Result<VersionPage, Error> {
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, self.now()).await?;
        let known = versions(&self.0.drafts, &mut session, &stored).await?;
        let known = known.iter().find(|known| known.version == version).ok_or_else(Error::not_found)?;
        let Published { units, mapping, .. } = self.published(&mut session, &stored, version).await?;
        Ok(VersionPage { version, created_at: known.created_at, note: known.note.clone(), units, mapping })
    }

    /// A version as it was published.
    pub(super) async fn published(&self, session: &mut Session, of: &Stored, version: i64) -> Result<Published, Error> {
        let after = units_at(&self.0.drafts, session, of, version).await?;
        let before = units_at(&self.0.drafts, session, of, version - 1).await?;
        let matches = drafts::matches(session, of.id, version).await?;
        Ok(Published { version, units: public(&after), mapping: with_labels(&before, &after, &matches), created: false })
    }

    /// The units of earlier versions that the present one does not have, each as it stood last.
    pub(super) async fn left_out(&self, session: &mut Session, of: &Stored) -> Result<Vec<StoredUnit>, Error> {
        let versions = units_up_to(&self.0.drafts, session, of, of.draft_version).await?;
        let Some((present, earlier)) = versions.split_last() else { return Ok(Vec::new()) };
        // Of a unit that several versions have, the last one counts.
        let mut left_out: HashMap<UnitId, &StoredUnit> =
            earlier.iter().flat_map(|units| units.iter()).map(|unit| (unit.unit.id, unit)).collect();
        for stored in present.iter() {
            left_out.remove(&stored.unit.id);
        }
        Ok(left_out.into_values().cloned().collect())
    }
}
