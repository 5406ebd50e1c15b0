//! Writing a remark.

use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Body, Comment, CommentId, EventKind, Problem, Role, Status, Timestamp, UnitId, consultation::Moderation};
use busola_storage::{comments, consultations};
use serde::Deserialize;

use super::view;
use crate::consultations::{Key, find};
use crate::error::Conflict;
use crate::{Error, Service};

/// A remark as it is sent.
#[derive(Clone, Debug, Deserialize)]
pub struct NewComment {
    /// Chosen by the author's browser: sending again with the same id posts nothing twice.
    pub id: CommentId,
    /// The unit; `None` for the whole draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// What it replies to.
    #[serde(default)]
    pub parent: Option<CommentId>,
    /// What was typed.
    pub body: String,
}

/// A remark that is stored.
pub struct Posted {
    /// The remark.
    pub comment: Comment,
    /// `false` when the same was sent before.
    pub created: bool,
}

impl Service {
    /// Stores a remark; durable and in the log when this returns.
    ///
    /// `received` is when its request came: that moment decides, however long the way to the disk takes.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `id`, `body`, `unit` or `parent`; [`Conflict::IdTaken`].
    pub async fn post_comment(&self, actor: Option<&Actor>, key: &Key, new: NewComment, received: Timestamp) -> Result<Posted, Error> {
        let mut session = self.0.db.read().await?;
        let consultation = find(&mut session, key).await?;
        // Sent again: what was accepted once stays accepted, also after closing.
        if let (Some(actor), Some(existing)) = (actor, comments::get(&mut session, new.id).await?) {
            return self.same(actor, &consultation, &new, existing, received);
        }
        allow(actor, Action::Comment(&consultation.schedule), received)?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let body = Body::parse(&new.body).map_err(|problem| Error::field("body", problem))?;
        if !new.id.is_acceptable() {
            return Err(Error::field("id", Problem::Malformed));
        }
        if let Some(unit) = new.unit
            && consultations::unit(&mut session, consultation.id, consultation.draft_version, unit).await?.is_none()
        {
            return Err(Error::field("unit", Problem::UnknownUnit));
        }
        let root = match new.parent {
            None => None,
            Some(parent) => {
                let parent = comments::get(&mut session, parent).await?;
                let parent = parent.filter(|parent| {
                    let same_place = parent.consultation == consultation.id && parent.unit == new.unit;
                    same_place && allow(Some(actor), Action::ReadComment(parent.item()), received).is_ok()
                });
                let parent = parent.ok_or_else(|| Error::field("parent", Problem::UnknownParent))?;
                Some(parent.root.unwrap_or(parent.id))
            }
        };
        drop(session);

        let waits = consultation.moderation == Moderation::Pre && actor.role < Role::Moderator;
        let status = if waits { Status::Pending } else { Status::Published };
        let mut tx = self.0.db.write().await?;
        let row = comments::New {
            id: new.id,
            consultation: consultation.id,
            unit: new.unit,
            parent: new.parent,
            root,
            account: actor.account,
            body: body.as_str(),
            status,
            created_at: received,
        };
        let inserted = comments::insert(&mut tx, &row).await?;
        let mut stored = comments::get(&mut tx, new.id).await?.ok_or_else(Error::not_found)?;
        if !inserted {
            return self.same(actor, &consultation, &new, stored, received);
        }
        if status == Status::Published {
            Self::append(&mut tx, &mut stored, EventKind::CommentPosted, received).await?;
            Self::count(&mut tx, &stored, 1).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(busola_domain::live::Channel::Consultation(consultation.id));
        Ok(Posted { comment: view(&self.0.markup, stored, Some(actor), received), created: true })
    }

    /// The answer to an id that is there: the same remark, or a conflict.
    fn same(
        &self,
        actor: &Actor,
        consultation: &consultations::Stored,
        new: &NewComment,
        existing: comments::Stored,
        now: Timestamp,
    ) -> Result<Posted, Error> {
        let same = existing.account == actor.account
            && existing.consultation == consultation.id
            && existing.unit == new.unit
            && existing.parent == new.parent
            && existing.body == busola_domain::text::normalise(&new.body);
        if !same {
            return Err(Error::Conflict(Conflict::IdTaken));
        }
        Ok(Posted { comment: view(&self.0.markup, existing, Some(actor), now), created: false })
    }
}
