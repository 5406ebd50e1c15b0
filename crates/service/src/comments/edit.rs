//! Changing one's remark.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Body, Comment, CommentId, EventKind, Role, Status, Timestamp};
use busola_storage::Session;
use busola_storage::comments::{self, Stored};
use busola_storage::moderation::{self, Hold};

use super::view;
use crate::answers::Answers;
use crate::moderation::matcher;
use crate::{Error, Service};

impl Service {
    /// Gives a remark a new text, within 15 minutes.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `body`.
    pub async fn edit_comment(&self, actor: Option<&Actor>, id: CommentId, body: &str, received: Timestamp) -> Result<Comment, Error> {
        let mut tx = self.0.db.write().await?;
        let (mut comment, consultation) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::EditComment(&consultation.schedule, consultation.moderation, comment.item()), received)?;
        let body = Body::parse(body).map_err(|problem| Error::field("body", problem))?;
        if body.as_str() != comment.body {
            comment.revision = comments::edit(&mut tx, id, body.as_str(), received).await?;
            comment.body = body.into_string();
            comment.edited_at = Some(received);
            self.look_again(&mut tx, actor, &comment, received).await?;
            if comment.status == Status::Published {
                Self::append(&mut tx, &mut comment, EventKind::CommentEdited, received).await?;
            }
        }
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(consultation.id));
        Ok(view(&self.0.markup, comment, &answers, actor, received))
    }

    /// What is public stays so where an edit meets a rule, and is shown to moderators: an event takes no words back that
    /// everybody has read.
    async fn look_again(&self, tx: &mut Session, actor: Option<&Actor>, comment: &Stored, now: Timestamp) -> Result<(), Error> {
        if actor.is_some_and(|actor| actor.role >= Role::Moderator) {
            return Ok(());
        }
        let Some(held) = matcher(&self.0.rules, tx).await?.holds(&comment.body) else { return Ok(()) };
        let hold = Hold { comment: comment.id, consultation: comment.consultation, held, at: now };
        Ok(moderation::hold(tx, &[hold]).await?)
    }
}
