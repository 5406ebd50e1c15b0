//! Taking one's remark back.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Comment, CommentId, EventKind, Status, Subject, Timestamp};

use super::view;
use crate::answers::Answers;
use crate::{Error, Service};

impl Service {
    /// Takes a remark back: its text leaves every page and buffer, its replies stay. Idempotent.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn withdraw_comment(&self, actor: Option<&Actor>, id: CommentId, received: Timestamp) -> Result<Comment, Error> {
        let mut tx = self.0.db.write().await?;
        let (mut comment, consultation) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::WithdrawComment(&consultation.schedule, comment.item()), received)?;
        let was = comment.status;
        if was == Status::Withdrawn {
            let answers = Answers::of(&mut tx, &comment).await?;
            return Ok(view(&self.0.markup, comment, &answers, actor, received));
        }
        Self::transition(&mut tx, &mut comment, Status::Withdrawn, None).await?;
        if was == Status::Published {
            Self::append(&mut tx, &mut comment, EventKind::CommentWithdrawn, received).await?;
            Self::count(&mut tx, &comment, -1).await?;
        }
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        let channel = Channel::Consultation(consultation.id);
        self.0.hub.redact(channel, Subject::Comment(id));
        self.0.files.forget(consultation.id).await;
        self.0.hub.wake(channel);
        Ok(view(&self.0.markup, comment, &answers, actor, received))
    }
}
