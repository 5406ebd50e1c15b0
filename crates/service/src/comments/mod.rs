//! Remarks: one use case a file.

mod edit;
mod list;
mod moderate;
mod post;
mod support;
mod withdraw;

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Comment, CommentId, EventKind, Status, Timestamp};
use busola_storage::comments::{self, Stored};
use busola_storage::{Session, consultations as stored_consultations, events};

pub use busola_storage::comments::list::Place;
pub use list::{CommentPage, Page, THREADS};
pub use post::{NewComment, Posted};
pub(crate) use post::{Posting, Source};
pub use support::Support;
pub(crate) use support::Supporting;

use crate::answers::Answers;
use crate::consultations::{Key, find, take};
use crate::markup::Markup;
use crate::{Error, Service};

/// The view of a remark; its text and its answer, which is among `answers`, only where the policy lets `actor` read them.
pub(crate) fn view(markup: &Markup, stored: Stored, answers: &Answers, actor: Option<&Actor>, now: Timestamp) -> Comment {
    let readable = allow(actor, Action::ReadComment(stored.item()), now).is_ok();
    let answer = answers.view(markup, &stored, actor, now);
    let html = readable.then(|| markup.html(stored.id, stored.revision, &stored.body));
    Comment {
        id: stored.id,
        consultation: stored.consultation,
        number: stored.number,
        source: stored.source,
        version: stored.version,
        unit: stored.unit,
        parent: stored.parent,
        author: stored.author,
        body: readable.then_some(stored.body),
        html,
        status: stored.status,
        hidden_reason: stored.hidden_reason,
        supports: stored.supports,
        answer,
        created_at: stored.created_at,
        received_on: stored.received_on,
        edited_at: stored.edited_at,
        seq: stored.seq,
    }
}

impl Service {
    /// A remark with its consultation, for a use case on it.
    pub(crate) async fn load(&self, session: &mut Session, id: CommentId) -> Result<(Stored, stored_consultations::Stored), Error> {
        let comment = comments::get(session, id).await?.ok_or_else(Error::not_found)?;
        let consultation = find(session, &Key::Id(comment.consultation)).await?;
        Ok((comment, consultation))
    }

    /// The same, to be changed: until the commit nobody else changes what becomes of this consultation's remarks.
    pub(crate) async fn take_comment(tx: &mut Session, id: CommentId) -> Result<(Stored, stored_consultations::Stored), Error> {
        let consultation = comments::get(tx, id).await?.ok_or_else(Error::not_found)?.consultation;
        let consultation = take(tx, &Key::Id(consultation)).await?;
        // As it is now that nobody else has it.
        let comment = comments::get(tx, id).await?.ok_or_else(Error::not_found)?;
        Ok((comment, consultation))
    }

    /// Adds an event about a remark to the log, in the transaction of the change.
    pub(crate) async fn append(tx: &mut Session, comment: &mut Stored, kind: EventKind, now: Timestamp) -> Result<(), Error> {
        let channel = Channel::Consultation(comment.consultation);
        let seq = events::append(tx, channel, kind, comment.id.0, comment.revision, now).await?;
        comments::set_seq(tx, comment.id, seq).await?;
        comment.seq = Some(seq);
        Ok(())
    }

    /// Counts a remark in when it becomes public (`by` 1), out when it stops being so (`by` -1).
    pub(crate) async fn count(tx: &mut Session, comment: &Stored, by: i64) -> Result<(), Error> {
        let unit: Vec<_> = comment.unit.into_iter().map(|unit| (unit, by)).collect();
        stored_consultations::count(tx, comment.consultation, &unit, &[(comment.account, by)], 0).await?;
        if let Some(root) = comment.root {
            comments::count_reply(tx, root, by).await?;
        }
        Ok(())
    }

    /// Moves a remark to another status, or says that somebody was quicker.
    pub(crate) async fn transition(tx: &mut Session, comment: &mut Stored, to: Status, reason: Option<&str>) -> Result<(), Error> {
        if !comments::set_status(tx, comment.id, comment.status, to, reason).await? {
            return Err(busola_domain::policy::Denied::WrongState.into());
        }
        comment.status = to;
        comment.hidden_reason = reason.map(str::to_owned);
        Ok(())
    }
}
