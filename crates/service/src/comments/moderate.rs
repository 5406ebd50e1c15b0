//! What moderators do with one remark.

use busola_domain::moderation::Ground;
use busola_domain::{Actor, Comment, CommentId, Timestamp};

use crate::moderation::Act;
use crate::{Error, Service};

impl Service {
    /// Hides a remark. The reason stands in its place; when this returns, the text has left the log, the
    /// API and every buffer of the live channel.
    ///
    /// # Errors
    /// As [`Service::hide_comment_as`].
    pub async fn hide_comment(&self, actor: Option<&Actor>, id: CommentId, reason: &str, now: Timestamp) -> Result<Comment, Error> {
        self.hide_comment_as(actor, id, Ground::Other, reason, now).await
    }

    /// The same, for a reason as the public log counts it.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `reason`; [`busola_domain::policy::Denied::WrongState`] unless it is public
    /// or waits.
    pub async fn hide_comment_as(
        &self,
        actor: Option<&Actor>,
        id: CommentId,
        ground: Ground,
        reason: &str,
        now: Timestamp,
    ) -> Result<Comment, Error> {
        self.moderate_one(actor, id, Act::Hide { ground, reason: reason.to_owned() }, now).await
    }

    /// Shows a hidden remark again.
    ///
    /// # Errors
    /// The policy's no; [`busola_domain::policy::Denied::WrongState`] unless it is hidden, and while what it replies to was
    /// never public.
    pub async fn unhide_comment(&self, actor: Option<&Actor>, id: CommentId, now: Timestamp) -> Result<Comment, Error> {
        self.moderate_one(actor, id, Act::Restore, now).await
    }

    /// Makes a waiting remark public; leaves one as it is that was reported or met a rule.
    ///
    /// # Errors
    /// The policy's no; [`busola_domain::policy::Denied::WrongState`] unless there is something to look at, and while what
    /// it replies to was never public.
    pub async fn approve_comment(&self, actor: Option<&Actor>, id: CommentId, now: Timestamp) -> Result<Comment, Error> {
        self.moderate_one(actor, id, Act::Approve, now).await
    }
}
