//! What moderators do with remarks.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Comment, CommentId, EventKind, Status, Subject, Timestamp, text};
use busola_storage::comments;

use super::view;
use crate::answers::Answers;
use crate::{Error, Service};

/// The longest reason, in characters.
const REASON_MAX: usize = 500;

impl Service {
    /// Hides a remark. The reason stands in its place; when this returns, the text has left the log, the
    /// API and every buffer of the live channel.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `reason`; [`Denied::WrongState`] unless it is public.
    pub async fn hide_comment(&self, actor: Option<&Actor>, id: CommentId, reason: &str, now: Timestamp) -> Result<Comment, Error> {
        allow(actor, Action::Moderate, now)?;
        let reason = text::line(reason, REASON_MAX).map_err(|problem| Error::field("reason", problem))?;
        let mut tx = self.0.db.write().await?;
        let (mut comment, consultation) = Self::take_comment(&mut tx, id).await?;
        let was = comment.status;
        if !matches!(was, Status::Published | Status::Pending) {
            return Err(Denied::WrongState.into());
        }
        Self::transition(&mut tx, &mut comment, Status::Hidden, Some(&reason)).await?;
        if was == Status::Published {
            Self::append(&mut tx, &mut comment, EventKind::CommentHidden, now).await?;
            Self::count(&mut tx, &comment, -1).await?;
        }
        self.record_with(&mut tx, actor, "comment.hide", id.0, &reason, now).await?;
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        let channel = Channel::Consultation(consultation.id);
        self.0.hub.redact(channel, Subject::Comment(id));
        self.0.files.forget(consultation.id).await;
        self.0.hub.wake(channel);
        Ok(view(&self.0.markup, comment, &answers, actor, now))
    }

    /// Shows a hidden remark again.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] unless it is hidden, and while what it replies to was never public.
    pub async fn unhide_comment(&self, actor: Option<&Actor>, id: CommentId, now: Timestamp) -> Result<Comment, Error> {
        self.publish(actor, id, Status::Hidden, "comment.unhide", now).await
    }

    /// Makes a waiting remark public.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] unless it waits, and while what it replies to was never public.
    pub async fn approve_comment(&self, actor: Option<&Actor>, id: CommentId, now: Timestamp) -> Result<Comment, Error> {
        self.publish(actor, id, Status::Pending, "comment.approve", now).await
    }

    async fn publish(&self, actor: Option<&Actor>, id: CommentId, from: Status, action: &str, now: Timestamp) -> Result<Comment, Error> {
        allow(actor, Action::Moderate, now)?;
        let mut tx = self.0.db.write().await?;
        let (mut comment, consultation) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::Show(&consultation.schedule, comment.item()), now)?;
        if comment.status != from {
            return Err(Denied::WrongState.into());
        }
        // What it answers comes first: nobody can see that yet.
        if let Some(parent) = comment.parent
            && comments::get(&mut tx, parent).await?.is_none_or(|parent| parent.seq.is_none())
        {
            return Err(Denied::WrongState.into());
        }
        // One that was hidden before it was ever public appears now for the first time.
        let kind = if comment.seq.is_some() { EventKind::CommentUnhidden } else { EventKind::CommentPosted };
        Self::transition(&mut tx, &mut comment, Status::Published, None).await?;
        Self::append(&mut tx, &mut comment, kind, now).await?;
        Self::count(&mut tx, &comment, 1).await?;
        self.record(&mut tx, actor, action, id.0, now).await?;
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(consultation.id));
        Ok(view(&self.0.markup, comment, &answers, actor, now))
    }
}
