//! Answering several remarks together.

use std::collections::{BTreeMap, BTreeSet};

use busola_domain::answer::GROUP_MAX;
use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, AnswerId, Comment, CommentId, ConsultationId, Decision, Problem, Schedule, Timestamp, UnitId};
use busola_storage::comments::{self, Stored};
use busola_storage::{Session, answers};
use serde::Deserialize;

use super::{Answers, Text, made_from, named, wanted};
use crate::comments::view;
use crate::consultations::{Key, take};
use crate::error::Conflict;
use crate::{Error, Service};

/// One answer to several comments.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NewAnswers))]
pub struct NewGroup {
    /// Comments of this consultation.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub comments: Vec<CommentId>,
    /// What is decided.
    pub decision: Decision,
    /// Why. The same subset of Markdown is shown as in comments.
    #[cfg_attr(feature = "openapi", schema(max_length = 20000))]
    pub justification: String,
    /// The unit whose text changes, of any version of the draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// Whether everybody is to read it; else it is a draft.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = false))]
    pub publish: bool,
    /// By the ids of comments: the `revision` of the answer that was seen there, 0 where there was none. 409 where another stands
    /// under one of them by now; it takes the place of whatever stands under those that are left out.
    #[serde(default)]
    pub revisions: BTreeMap<CommentId, i64>,
}

impl Service {
    /// Gives several remarks one answer, which is shown with each; gives them back in the order of receipt. All get it
    /// or none does. Drafts that stood under them make room for it. The same again changes nothing.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `comments`, `justification` or `unit`; [`Conflict::AnsweredBefore`],
    /// [`Conflict::NotAnswerable`] and [`Conflict::AnswerChanged`], which name the remark.
    pub async fn answer_comments(&self, actor: Option<&Actor>, key: &Key, new: NewGroup) -> Result<Vec<Comment>, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        let ids = ids_of(&new)?;
        let mut tx = self.0.db.write().await?;
        let consultation = take(&mut tx, key).await?;
        allow(actor, Action::Answer(&consultation.schedule), now)?;
        let text = Text::read(&mut tx, consultation.id, new.decision, &new.justification, new.unit).await?;
        let comments = found(&mut tx, consultation.id, &ids).await?;
        let before = named(&comments);
        let answers = Answers::read(&mut tx, &before).await?;
        let written = !is_there(&text, &comments, &answers);
        // What is public already under some of them, as it is to be, is left as it is there.
        let settled = |comment: &Stored| comment.answered_at.is_some() && new.publish && !written;
        let (settled, mut comments): (Vec<_>, Vec<_>) = comments.into_iter().partition(settled);
        check(actor, &consultation.schedule, &comments, new.publish, now)?;
        if written {
            let revision = next_revision(&comments, &answers, &new.revisions)?;
            let id = AnswerId(self.0.random.id(now));
            answers::insert(&mut tx, &text.stored(id, consultation.id, revision, by, now)).await?;
            answers::put(&mut tx, id, &ids).await?;
            answers::delete_unused(&mut tx, &before).await?;
            for comment in &mut comments {
                comment.answer = Some(id);
            }
        }
        let published = new.publish && !comments.is_empty();
        if published {
            self.publish_under(&mut tx, &mut comments, now).await?;
        }
        if written || published {
            let action = if published { "consultation.answer" } else { "consultation.draft_answer" };
            self.record_with(&mut tx, actor, action, consultation.id.0, &numbers(&comments), now).await?;
        }
        comments.extend(settled);
        comments.sort_unstable_by_key(|comment| comment.number);
        let answers = Answers::read(&mut tx, &named(&comments)).await?;
        tx.commit().await?;
        if published {
            self.0.hub.wake(Channel::Consultation(consultation.id));
            self.letters_are_there();
        }
        Ok(comments.into_iter().map(|comment| view(&self.0.markup, comment, &answers, actor, now)).collect())
    }
}

/// The remarks that are named, each once.
fn ids_of(new: &NewGroup) -> Result<Vec<CommentId>, Error> {
    let ids: BTreeSet<_> = new.comments.iter().copied().collect();
    match ids.len() {
        0 => Err(Error::field("comments", Problem::Required)),
        1..=GROUP_MAX => Ok(ids.into_iter().collect()),
        _ => Err(Error::field("comments", Problem::TooMany { max: GROUP_MAX })),
    }
}

/// The remarks in the order of receipt, if all of them are the consultation's.
async fn found(tx: &mut Session, consultation: ConsultationId, ids: &[CommentId]) -> Result<Vec<Stored>, Error> {
    let mut comments = comments::by_ids(tx, ids).await?;
    comments.retain(|comment| comment.consultation == consultation);
    if comments.len() < ids.len() {
        return Err(Error::field("comments", Problem::UnknownComment));
    }
    // The first that is the trouble is the one that is named.
    comments.sort_unstable_by_key(|comment| comment.number);
    Ok(comments)
}

/// The revision of an answer that takes the place of what stands under some remarks: under each of them it is a later one.
fn next_revision(comments: &[Stored], answers: &Answers, seen: &BTreeMap<CommentId, i64>) -> Result<i64, Error> {
    let mut last = 0;
    for comment in comments {
        let before = answers.under(comment);
        made_from(seen.get(&comment.id).copied(), before, comment)?;
        last = before.map_or(last, |before| before.revision.max(last));
    }
    Ok(last + 1)
}

/// Whether this is what one answer under all of them says already.
fn is_there(text: &Text, comments: &[Stored], answers: &Answers) -> bool {
    let one = comments.first().and_then(|comment| answers.under(comment)).filter(|answer| text.is_in(answer));
    one.is_some_and(|one| comments.iter().all(|comment| comment.answer == Some(one.id)))
}

/// Whether each of them may get an answer; the first that may not is named.
fn check(actor: Option<&Actor>, schedule: &Schedule, comments: &[Stored], publish: bool, now: Timestamp) -> Result<(), Error> {
    for comment in comments {
        let number = comment.number;
        if comment.answered_at.is_some() {
            return Err(Error::Conflict(Conflict::AnsweredBefore { number }));
        }
        match allow(actor, Action::AnswerComment(schedule, comment.item(), wanted(publish)), now) {
            Err(Denied::WrongState) => return Err(Error::Conflict(Conflict::NotAnswerable { number })),
            other => other?,
        }
    }
    Ok(())
}

/// Which remarks, for the audit log.
pub(super) fn numbers(comments: &[Stored]) -> String {
    comments.iter().map(|comment| format!("#{}", comment.number)).collect::<Vec<_>>().join(", ")
}
