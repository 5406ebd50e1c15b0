//! Supporting a remark.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, CommentId, Timestamp};
use busola_storage::{comments, supports};

use crate::{Error, Service};

impl Service {
    /// Supports a remark (`wanted`), or no longer; gives the number of supports. Idempotent.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn support_comment(&self, actor: Option<&Actor>, id: CommentId, wanted: Support, received: Timestamp) -> Result<i64, Error> {
        let mut tx = self.0.db.write().await?;
        let (comment, consultation) = self.load(&mut tx, id).await?;
        allow(actor, Action::Support(&consultation.schedule, comment.item()), received)?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let channel = Channel::Consultation(consultation.id);
        let (changed, by) = match wanted {
            Support::Given => (supports::insert(&mut tx, id, actor.account, received).await?, 1),
            Support::Withdrawn => (supports::delete(&mut tx, id, actor.account).await?, -1),
        };
        if !changed {
            // Read again: the same support, sent twice at once, was counted after the first look.
            return Ok(comments::get(&mut tx, id).await?.map_or(comment.supports, |comment| comment.supports));
        }
        let supports = supports::count(&mut tx, id, by, &channel.to_string()).await?;
        tx.commit().await?;
        self.0.hub.tally(channel, id);
        Ok(supports)
    }
}

/// What a person wants of their support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// To give it.
    Given,
    /// To take it back.
    Withdrawn,
}
