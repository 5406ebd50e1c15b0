//! Writing a remark.

use busola_domain::consultation::Moderation;
use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::text::normalise;
use busola_domain::{Actor, Body, Comment, CommentId, ConsultationId, EventKind, Problem, Role, Status, Timestamp, UnitId};
use busola_storage::{Session, comments, consultations, events};
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
            return self.same(&mut session, actor, consultation.id, &new, existing, received).await;
        }
        drop(session);
        allow(actor, Action::Comment(&consultation.schedule), received)?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let body = Body::parse(&new.body).map_err(|problem| Error::field("body", problem))?;
        if !new.id.is_acceptable() {
            return Err(Error::field("id", Problem::Malformed));
        }

        let channel = Channel::Consultation(consultation.id);
        let mut tx = self.0.db.write().await?;
        // From here on no new version of the draft takes the unit away, and nobody hides the parent.
        events::lock(&mut tx, channel).await?;
        if let Some(unit) = new.unit
            && !consultations::has_unit(&mut tx, consultation.id, unit).await?
        {
            return Err(Error::field("unit", Problem::UnknownUnit));
        }
        let parent = match new.parent {
            None => None,
            Some(id) => Some(parent(&mut tx, actor, consultation.id, &new, id, received).await?),
        };
        let before = consultation.moderation == Moderation::Pre && actor.role < Role::Moderator;
        // A moderator's answer to a remark that waits does not go before it.
        let waits = before || parent.as_ref().is_some_and(|parent| parent.status == Status::Pending);
        let status = if waits { Status::Pending } else { Status::Published };
        let row = comments::New {
            id: new.id,
            consultation: consultation.id,
            unit: new.unit,
            parent: new.parent,
            root: parent.map(|parent| parent.root.unwrap_or(parent.id)),
            account: actor.account,
            body: body.as_str(),
            status,
            created_at: received,
        };
        let inserted = comments::insert(&mut tx, &row).await?;
        let mut stored = comments::get(&mut tx, new.id).await?.ok_or_else(Error::not_found)?;
        if !inserted {
            return self.same(&mut tx, actor, consultation.id, &new, stored, received).await;
        }
        if status == Status::Published {
            Self::append(&mut tx, &mut stored, EventKind::CommentPosted, received).await?;
            Self::count(&mut tx, &stored, 1).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(channel);
        Ok(Posted { comment: view(&self.0.markup, stored, Some(actor), received), created: true })
    }

    /// The answer to an id that is there: the remark as it is now, or a conflict.
    async fn same(
        &self,
        session: &mut Session,
        actor: &Actor,
        consultation: ConsultationId,
        new: &NewComment,
        existing: comments::Stored,
        now: Timestamp,
    ) -> Result<Posted, Error> {
        let same_place = existing.account == actor.account
            && existing.consultation == consultation
            && existing.unit == new.unit
            && existing.parent == new.parent;
        // Its author may have edited it since they sent it, so each text that it had is the same remark sent
        // again. One that it never had would be lost if it were answered as if it had been taken.
        if !(same_place && comments::had_body(session, existing.id, &normalise(&new.body)).await?) {
            return Err(Error::Conflict(Conflict::IdTaken));
        }
        Ok(Posted { comment: view(&self.0.markup, existing, Some(actor), now), created: false })
    }
}

/// The remark that a new one replies to: on the same unit, and there to be read by whoever replies.
async fn parent(
    tx: &mut Session,
    actor: &Actor,
    consultation: ConsultationId,
    new: &NewComment,
    id: CommentId,
    now: Timestamp,
) -> Result<comments::Stored, Error> {
    let parent = comments::get(tx, id).await?.filter(|parent| {
        let same_place = parent.consultation == consultation && parent.unit == new.unit;
        same_place && allow(Some(actor), Action::ReadComment(parent.item()), now).is_ok()
    });
    parent.ok_or_else(|| Error::field("parent", Problem::UnknownParent))
}
