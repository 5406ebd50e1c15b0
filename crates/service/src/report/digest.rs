//! Which report it is, without gathering it: few rows, and short ones.

use busola_domain::Timestamp;
use busola_domain::live::Channel;
use busola_storage::comments::table;
use busola_storage::consultations::Stored;
use busola_storage::themes::ties;
use busola_storage::{Session, events};
use sha2::{Digest as _, Sha256};

use crate::{Error, Service};

impl Service {
    /// A digest of all that the report says: two reports that differ in anything have different ones.
    ///
    /// What few rows tell is in it as it is. The rest follows from what is in it too: remarks, answers and what they are
    /// counted by from the number of the latest event, since each public change of them has one; units from the draft's
    /// version and revision; and what no event tells of, supports, names and themes, from themselves.
    pub(super) async fn digest(&self, session: &mut Session, of: &Stored, now: Timestamp) -> Result<String, Error> {
        let mut outline = self.outline(session, of, now).await?;
        // The moment at which it is told is no part of what it says.
        outline.head.generated_at = Timestamp(0);
        let head = events::head(session, Channel::Consultation(of.id)).await?;
        let untold = table::untold(session, of.id).await?;
        let themes = ties::by_number(session, of.id, 0, i64::MAX).await?;
        // Another version of the program may write another file of the same.
        let all = (env!("CARGO_PKG_VERSION"), &outline, of.draft_revision, head, &untold, &themes);
        // Of texts and numbers; can't fail. If it did, nothing would be found by it.
        let bytes = serde_json::to_vec(&all).unwrap_or_else(|_| self.new_id().as_bytes().to_vec());
        Ok(Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }
}
