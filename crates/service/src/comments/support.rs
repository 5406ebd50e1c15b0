//! Supporting a remark.

use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{AccountId, Actor, CommentId, Timestamp};

use crate::consultations::Key;
use crate::writer::{Change, Known};
use crate::{Error, Service};

impl Service {
    /// Supports a remark (`wanted`), or no longer; gives the number of supports. Idempotent.
    ///
    /// # Errors
    /// The policy's no; [`Error::Overloaded`].
    pub async fn support_comment(&self, actor: Option<&Actor>, id: CommentId, wanted: Support, received: Timestamp) -> Result<i64, Error> {
        let Some(actor) = actor else {
            // Who is not signed in does not wait for the writer.
            let mut session = self.0.db.read().await?;
            let (comment, consultation) = self.load(&mut session, id).await?;
            allow(None, Action::Support(&consultation.schedule, comment.item()), received)?;
            return Err(Denied::SignInNeeded.into());
        };
        let supporting = Supporting { actor: actor.clone(), comment: id, wanted, received };
        let answer = self.0.writer.write(Change::Support(supporting)).await?;
        Ok(answer.into_comment()?.supports)
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

/// A support, given or taken back, on its way to the database.
pub(crate) struct Supporting {
    pub(crate) actor: Actor,
    pub(crate) comment: CommentId,
    pub(crate) wanted: Support,
    pub(crate) received: Timestamp,
}

impl Supporting {
    /// Whose support of what.
    pub(crate) fn pair(&self) -> (CommentId, AccountId) {
        (self.comment, self.actor.account)
    }

    /// Whether it may be given or taken back.
    pub(crate) fn decide(&self, known: &Known) -> Result<(), Error> {
        let comment = known.comment(self.comment).ok_or_else(Error::not_found)?;
        let consultation = known.consultation(&Key::Id(comment.consultation)).ok_or_else(Error::not_found)?;
        Ok(allow(Some(&self.actor), Action::Support(&consultation.schedule, comment.item()), self.received)?)
    }
}
