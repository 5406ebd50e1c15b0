//! The city's answers to remarks: written as drafts or for the public, under one remark or under several; the desk at
//! which moderators do so. One use case a file.

mod answer;
mod desk;
mod group;
mod publish;
mod templates;

use std::collections::{BTreeSet, HashMap};

use busola_domain::answer::JUSTIFICATION_MAX;
use busola_domain::policy::{Action, Published, allow};
use busola_domain::{AccountId, Actor, Answer, AnswerId, ConsultationId, Decision, Problem, Timestamp, UnitId, text};
use busola_storage::answers::{self, Stored};
use busola_storage::{Session, comments};
use busola_texts::Lang;
use serde::Deserialize;

pub use busola_storage::answers::Written;
pub use busola_storage::comments::desk::Place as DeskPlace;
pub use desk::{DeskPage, DeskQuery};
pub use group::NewGroup;
pub use publish::Drafted;
pub use templates::{NewTemplate, TemplateChange};

use crate::Error;
use crate::error::Conflict;
use crate::markup::Markup;

/// A decision in words.
#[must_use]
pub fn decision_in_words(lang: Lang, decision: Decision) -> String {
    match decision {
        Decision::Accepted => lang.answer_accepted(),
        Decision::Partly => lang.answer_partly(),
        Decision::Rejected => lang.answer_rejected(),
        Decision::OutOfScope => lang.answer_out_of_scope(),
    }
}

/// An answer to a comment.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAnswer {
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
    /// The `revision` of the answer that it was made from, 0 where there was none: 409 where another stands there by now. Null or
    /// left out, it takes the place of whatever stands there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub revision: Option<i64>,
}

/// The answers of some remarks, by which each remark is shown with its own.
#[derive(Default)]
pub(crate) struct Answers(HashMap<AnswerId, Stored>);

impl Answers {
    /// Reads answers that [`named`] named: a few statements, and none where no remark has an answer.
    pub(crate) async fn read(session: &mut Session, ids: &[AnswerId]) -> Result<Self, busola_storage::Error> {
        Ok(Self(answers::by_ids(session, ids).await?.into_iter().map(|answer| (answer.id, answer)).collect()))
    }

    /// That of one remark.
    pub(crate) async fn of(session: &mut Session, comment: &comments::Stored) -> Result<Self, busola_storage::Error> {
        Self::read(session, &named([comment])).await
    }

    /// What is stored as the answer to a remark, public or not.
    fn under(&self, comment: &comments::Stored) -> Option<&Stored> {
        self.0.get(&comment.answer?)
    }

    /// The answer to a remark, where the policy lets `actor` read it.
    pub(crate) fn view(&self, markup: &Markup, comment: &comments::Stored, actor: Option<&Actor>, now: Timestamp) -> Option<Answer> {
        let stored = self.under(comment)?;
        allow(actor, Action::ReadAnswer(comment.item()), now).ok()?;
        Some(Answer {
            decision: stored.decision,
            justification: stored.justification.clone(),
            html: markup.answer(stored.id, stored.revision, &stored.justification),
            unit: stored.unit,
            published_at: comment.answered_at,
            revision: stored.revision,
        })
    }
}

/// The answers that stand under some remarks, each once.
pub(crate) fn named<'a>(comments: impl IntoIterator<Item = &'a comments::Stored>) -> Vec<AnswerId> {
    let ids: BTreeSet<_> = comments.into_iter().filter_map(|comment| comment.answer).collect();
    ids.into_iter().collect()
}

/// What an answer says.
struct Text {
    decision: Decision,
    justification: String,
    unit: Option<UnitId>,
}

impl Text {
    /// Reads what was typed; the unit is to be in some version of the consultation's draft.
    async fn read(
        tx: &mut Session,
        consultation: ConsultationId,
        decision: Decision,
        justification: &str,
        unit: Option<UnitId>,
    ) -> Result<Self, Error> {
        let justification = text::multiline(justification, JUSTIFICATION_MAX).map_err(|problem| Error::field("justification", problem))?;
        if let Some(unit) = unit
            && !answers::is_known_unit(tx, consultation, unit).await?
        {
            return Err(Error::field("unit", Problem::UnknownUnit));
        }
        Ok(Self { decision, justification, unit })
    }

    /// Whether that is what an answer says already.
    fn is_in(&self, answer: &Stored) -> bool {
        self.decision == answer.decision && self.justification == answer.justification && self.unit == answer.unit
    }

    /// As it is to be stored.
    fn stored(self, id: AnswerId, consultation: ConsultationId, revision: i64, by: AccountId, now: Timestamp) -> Stored {
        let Self { decision, justification, unit } = self;
        Stored { id, consultation, decision, justification, unit, revision, account: by, written_at: now, published_at: None }
    }
}

/// Whether the answer that stands under a remark is the one from which another was made: of two who write at once the
/// second is told.
fn made_from(revision: Option<i64>, before: Option<&Stored>, comment: &comments::Stored) -> Result<(), Error> {
    let present = before.map_or(0, |before| before.revision);
    if revision.is_none_or(|seen| seen == present) {
        return Ok(());
    }
    Err(Error::Conflict(Conflict::AnswerChanged { comment: comment.id, number: comment.number }))
}

/// Whether an answer is for the public.
fn wanted(publish: bool) -> Published {
    if publish { Published::Yes } else { Published::No }
}
