//! Questions: asked and supported by everyone, handled by moderators.

use busola_domain::live::Channel;
use busola_domain::meeting::question::{ANSWER_MAX, BODY_MAX, State};
use busola_domain::meeting::{self, Question};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, CommentId, EventKind, MeetingId, Problem, QuestionId, Role, Subject, Timestamp, UnitId, text};
use busola_storage::Session;
use busola_storage::meetings::{self, questions};
use serde::Deserialize;

use super::view;
use super::{append, joined, run_by};
use crate::comments::Support;
use crate::drafts::units;
use crate::error::Conflict;
use crate::{Error, Service};

/// A question to ask.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewQuestion {
    /// Chosen by the client: a random UUID. Without one, sending again asks twice.
    pub id: Option<QuestionId>,
    /// The unit that it is about; null for the one on show.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// What is asked; normalised and checked like a comment.
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub body: String,
    /// Whether one's name is not to be public; only where `rules.anonymous_questions` holds.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = false))]
    pub anonymous: bool,
}

/// A question that is stored.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// `false` when the same was sent before.
    pub created: bool,
}

/// What a moderator does with a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = QuestionHandling))]
pub enum Handling {
    /// Makes it public, or public again.
    Approve,
    /// It was answered in the meeting.
    Answer,
    /// It is to be answered in writing; with the answer once there is one.
    InWriting {
        /// The answer.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 5000))]
        answer: Option<String>,
    },
    /// The same was asked already.
    Merge {
        /// The question that stays.
        into: QuestionId,
    },
    /// Takes it off every page.
    Hide,
    /// Takes back what was done with it.
    Reopen,
}

impl Service {
    /// Asks a question; where the meeting wants it, it waits for a moderator.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `body`, `unit`, `anonymous` or `id`; [`Conflict::IdTaken`].
    pub async fn ask_question(&self, actor: Option<&Actor>, id: MeetingId, new: NewQuestion, received: Timestamp) -> Result<Asked, Error> {
        actor.ok_or(Denied::SignInNeeded)?;
        let body = text::multiline(&new.body, BODY_MAX).map_err(|problem| Error::field("body", problem))?;
        if new.id.is_some_and(|id| !CommentId(id.0).is_acceptable()) {
            return Err(Error::field("id", Problem::Malformed));
        }
        let mut tx = self.0.db.write().await?;
        // Sent again: what was accepted once stays accepted, also after the end.
        if let Some(known) = new.id
            && let Some(known) = questions::get(&mut tx, known).await?
        {
            return same(actor, &known, id, &new, &body, received);
        }
        let (found, actor) = joined(&mut tx, actor, id, received).await?;
        let rules = found.meeting.rules;
        if new.anonymous && !rules.anonymous_questions {
            return Err(Error::field("anonymous", Problem::Malformed));
        }
        if let Some(unit) = new.unit {
            let units = units(&self.0.drafts, &mut tx, &found.consultation).await?;
            if units.iter().all(|known| known.unit.id != unit) {
                return Err(Error::field("unit", Problem::UnknownUnit));
            }
        }
        let waits = rules.approve_questions && actor.role < Role::Moderator;
        let question = questions::Stored {
            id: new.id.unwrap_or_else(|| QuestionId(self.new_id())),
            meeting: id,
            item: found.meeting.focus.item,
            unit: new.unit.or(found.meeting.focus.unit),
            account: actor.account,
            name: actor.name.clone(),
            anonymous: new.anonymous,
            body,
            state: if waits { State::Pending } else { State::Open },
            merged_into: None,
            answer: None,
            supports: 0,
            created_at: received,
            asked_at: (!waits).then_some(received),
        };
        if !questions::insert(&mut tx, &question).await? {
            return Err(Error::Conflict(Conflict::IdTaken));
        }
        if waits {
            meetings::touch_desk(&mut tx, id).await?;
        } else {
            append(&mut tx, id, EventKind::QuestionAsked, question.id.0, received).await?;
        }
        self.commit_meeting(tx, id).await?;
        if waits {
            self.0.hub.tally(Channel::Meeting(id), Subject::Desk(id));
        }
        let question = view::question(question, Some(actor), received).ok_or_else(Error::not_found)?;
        Ok(Asked { question, created: true })
    }

    /// Supports a question, or no longer. Idempotent.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] for one that is not public.
    pub async fn support_question(&self, actor: Option<&Actor>, id: QuestionId, wanted: Support, received: Timestamp) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        let meeting = questions::get(&mut tx, id).await?.ok_or_else(Error::not_found)?.meeting;
        let (_, actor) = joined(&mut tx, actor, meeting, received).await?;
        let question = questions::get(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        if !question.state.is_public() {
            return Err(if question.state == State::Pending { Error::not_found() } else { Denied::WrongState.into() });
        }
        let channel = Channel::Meeting(meeting);
        let (changed, by) = match wanted {
            Support::Given => (questions::support(&mut tx, id, actor.account, received).await?, 1),
            Support::Withdrawn => (questions::unsupport(&mut tx, id, actor.account).await?, -1),
        };
        if changed {
            questions::count(&mut tx, id, by, &channel.to_string()).await?;
        }
        tx.commit().await?;
        if changed {
            self.0.hub.tally(channel, Subject::Question(id));
        }
        Ok(())
    }

    /// Does something with a question.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] for what can't be done with it as it is; [`Error::Invalid`] at `into`
    /// or `answer`.
    pub async fn handle_question(
        &self,
        actor: Option<&Actor>,
        id: QuestionId,
        handling: Handling,
        now: Timestamp,
    ) -> Result<Question, Error> {
        allow(actor, Action::RunMeetings, now)?;
        let mut tx = self.0.db.write().await?;
        let meeting = questions::get(&mut tx, id).await?.ok_or_else(Error::not_found)?.meeting;
        // What is to be answered in writing is answered after the meeting, and what must go is hidden also then.
        let mut found = match run_by(&mut tx, actor, meeting, now).await {
            Err(Error::Denied(Denied::MeetingOver | Denied::MeetingCancelled)) => super::taken(&mut tx, actor, meeting, now).await?,
            found => found?,
        };
        let mut question = questions::get(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        apply(&mut tx, &mut question, handling).await?;
        // One that was hidden while it waited appears for the first time when it is approved after all.
        let kind = match (question.asked_at, question.state) {
            (None, State::Hidden) => None,
            (None, _) => Some(EventKind::QuestionAsked),
            (Some(_), State::Hidden) => Some(EventKind::QuestionHidden),
            (Some(_), _) => Some(EventKind::QuestionChanged),
        };
        if question.state.is_public() {
            question.asked_at.get_or_insert(now);
        }
        questions::set_state(&mut tx, &question).await?;
        if question.state == State::Hidden && found.meeting.focus.question == Some(id) {
            found.meeting.focus = meeting::Focus { question: None, ..found.meeting.focus };
            meetings::set_focus(&mut tx, meeting, &found.meeting.focus).await?;
            append(&mut tx, meeting, EventKind::SessionFocused, meeting.0, now).await?;
        }
        match kind {
            Some(kind) => {
                append(&mut tx, meeting, kind, id.0, now).await?;
            }
            None => meetings::touch_desk(&mut tx, meeting).await?,
        }
        self.record(&mut tx, actor, &format!("question.{}", question.state.as_str()), id.0, now).await?;
        tx.commit().await?;
        if question.state == State::Hidden {
            self.0.hub.redact(found.channel(), Subject::Question(id));
        }
        self.0.hub.wake(found.channel());
        if kind.is_none() {
            self.0.hub.tally(found.channel(), Subject::Desk(meeting));
        }
        view::question(question, actor, now).ok_or_else(Error::not_found)
    }
}

/// The question that has this id already, if it is this one.
fn same(
    actor: Option<&Actor>,
    known: &questions::Stored,
    meeting: MeetingId,
    new: &NewQuestion,
    body: &str,
    now: Timestamp,
) -> Result<Asked, Error> {
    let actor = actor.filter(|actor| {
        (actor.account, meeting, new.anonymous, body) == (known.account, known.meeting, known.anonymous, known.body.as_str())
    });
    let question = actor.and_then(|actor| view::question(known.clone(), Some(actor), now));
    let question = question.ok_or(Error::Conflict(Conflict::IdTaken))?;
    Ok(Asked { question, created: false })
}

/// Changes a question as it is asked to be.
async fn apply(tx: &mut Session, question: &mut questions::Stored, handling: Handling) -> Result<(), Error> {
    let was = question.state;
    let live = matches!(was, State::Open | State::Answered | State::InWriting);
    // What was answered in writing stays answered.
    let again = if question.answer.is_some() { State::InWriting } else { State::Open };
    let (state, allowed) = match &handling {
        Handling::Approve => (again, matches!(was, State::Pending | State::Hidden)),
        Handling::Reopen => (again, was != again && matches!(was, State::Answered | State::InWriting | State::Merged)),
        Handling::Answer => (State::Answered, live),
        Handling::InWriting { .. } => (State::InWriting, live),
        Handling::Merge { .. } => (State::Merged, live),
        Handling::Hide => (State::Hidden, was != State::Hidden),
    };
    if !allowed {
        return Err(Denied::WrongState.into());
    }
    question.state = state;
    question.merged_into = None;
    match handling {
        Handling::Merge { into } => {
            let known = questions::get(tx, into).await?.filter(|other| other.meeting == question.meeting && other.id != question.id);
            let known = known.filter(|other| matches!(other.state, State::Open | State::Answered | State::InWriting));
            question.merged_into = Some(known.ok_or_else(|| Error::field("into", Problem::Malformed))?.id);
        }
        Handling::InWriting { answer: Some(answer) } => {
            question.answer = Some(text::multiline(&answer, ANSWER_MAX).map_err(|problem| Error::field("answer", problem))?);
        }
        _ => {}
    }
    Ok(())
}
