//! Answering a remark.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{AccountId, Actor, AnswerId, Comment, CommentId, Timestamp};
use busola_storage::answers::{self, Stored};
use busola_storage::{Session, comments};

use super::{Answers, NewAnswer, Text, Written, made_from, wanted};
use crate::comments::view;
use crate::{Error, Service};

impl Service {
    /// Gives a remark an answer: a draft, or one that everybody reads. Idempotent: the same again changes nothing. An
    /// answer that stands under other remarks too is not changed there; this remark gets one of its own.
    ///
    /// # Errors
    /// The policy's no: a remark that is hidden or withdrawn is not answered, one that waits gets no public answer, and
    /// a public answer does not become a draft again. [`Error::Invalid`] at `justification` or `unit`;
    /// [`Conflict::AnswerChanged`](crate::Conflict::AnswerChanged) when it was made from another answer than stands there.
    pub async fn answer_comment(&self, actor: Option<&Actor>, id: CommentId, new: NewAnswer) -> Result<Comment, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        let mut tx = self.0.db.write().await?;
        let (mut comment, consultation) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::Answer(&consultation.schedule), now)?;
        let text = Text::read(&mut tx, consultation.id, new.decision, &new.justification, new.unit).await?;
        let before = Answers::of(&mut tx, &comment).await?.under(&comment).cloned();
        let written = !before.as_ref().is_some_and(|before| text.is_in(before));
        if written {
            // First: who did not see that a colleague published an answer is told that, and not that it is no draft.
            made_from(new.revision, before.as_ref(), &comment)?;
        }
        allow(actor, Action::AnswerComment(&consultation.schedule, comment.item(), wanted(new.publish)), now)?;
        if written {
            self.write_answer(&mut tx, &mut comment, before, text, by, now).await?;
        }
        let published = new.publish && (written || comment.answered_at.is_none());
        if published {
            self.publish_under(&mut tx, std::slice::from_mut(&mut comment), now).await?;
        }
        if written || published {
            let action = if published { "comment.answer" } else { "comment.draft_answer" };
            self.record_with(&mut tx, actor, action, id.0, &format!("#{}", comment.number), now).await?;
        }
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        if published {
            self.0.hub.wake(Channel::Consultation(consultation.id));
            self.letters_are_there();
        }
        Ok(view(&self.0.markup, comment, &answers, actor, now))
    }

    /// Who wrote the answer of a remark last, and when; `None` where it has none.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn answer_written(&self, actor: Option<&Actor>, id: CommentId) -> Result<Option<Written>, Error> {
        allow(actor, Action::Moderate, self.now())?;
        let mut session = self.0.db.read().await?;
        Ok(answers::written(&mut session, id).await?)
    }

    /// Writes an answer under one remark alone. Its revisions count on from the answer that stood there: what is told of
    /// them is told of each once.
    async fn write_answer(
        &self,
        tx: &mut Session,
        comment: &mut comments::Stored,
        before: Option<Stored>,
        text: Text,
        by: AccountId,
        now: Timestamp,
    ) -> Result<(), Error> {
        let revision = before.as_ref().map_or(1, |before| before.revision + 1);
        if let Some(own) = before
            && !answers::is_shared(tx, own.id, comment.id).await?
        {
            answers::change(tx, &text.stored(own.id, comment.consultation, revision, by, now)).await?;
            return Ok(());
        }
        let id = AnswerId(self.0.random.id(now));
        answers::insert(tx, &text.stored(id, comment.consultation, revision, by, now)).await?;
        answers::put(tx, id, &[comment.id]).await?;
        comment.answer = Some(id);
        Ok(())
    }
}
