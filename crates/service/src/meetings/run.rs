//! What moderators do with a meeting itself.

use busola_domain::live::Channel;
use busola_domain::meeting::{Focus, Meeting, State, announcement};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, AgendaItemId, EventKind, FieldError, MeetingId, PollId, Problem, QuestionId, SpeakerId, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::events::{self, Entry};
use busola_storage::meetings::focuses::{self, Shown};
use busola_storage::meetings::{self, polls, questions, speakers};
use serde::Deserialize;

use super::{Found, append, run_by, view};
use crate::drafts::units;
use crate::{Error, Service};

/// What is to be shown. What is left out stays as it is; null shows nothing of it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FocusChange {
    /// An item of the agenda. It brings its unit, unless `unit` is given too.
    #[serde(deserialize_with = "announcement::named")]
    #[cfg_attr(feature = "openapi", schema(default, value_type = Option<AgendaItemId>))]
    pub item: Option<Option<AgendaItemId>>,
    /// A unit of the draft.
    #[serde(deserialize_with = "announcement::named")]
    #[cfg_attr(feature = "openapi", schema(default, value_type = Option<UnitId>))]
    pub unit: Option<Option<UnitId>>,
    /// A question that is public.
    #[serde(deserialize_with = "announcement::named")]
    #[cfg_attr(feature = "openapi", schema(default, value_type = Option<QuestionId>))]
    pub question: Option<Option<QuestionId>>,
    /// A poll that is open or closed.
    #[serde(deserialize_with = "announcement::named")]
    #[cfg_attr(feature = "openapi", schema(default, value_type = Option<PollId>))]
    pub poll: Option<Option<PollId>>,
}

impl Service {
    /// Begins a meeting; one that is running stays so.
    ///
    /// # Errors
    /// The policy's no; [`Denied::MeetingOver`].
    pub async fn start_meeting(&self, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Meeting, Error> {
        let mut tx = self.0.db.write().await?;
        let mut found = run_by(&mut tx, actor, id, now).await?;
        if found.meeting.course.state() == State::Planned {
            found.meeting.course.started_at = Some(now);
            meetings::set_course(&mut tx, &found.meeting).await?;
            append(&mut tx, id, EventKind::SessionStarted, id.0, now).await?;
            self.record(&mut tx, actor, "session.start", id.0, now).await?;
        }
        self.seen(tx, found).await
    }

    /// Ends a meeting, with what is open in it: the speech and the polls. One that is over stays so.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn end_meeting(&self, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Meeting, Error> {
        allow(actor, Action::RunMeetings, now)?;
        // Votes that were sent before count.
        self.0.writer.reach().await?;
        let mut tx = self.0.db.write().await?;
        let mut found = match run_by(&mut tx, actor, id, now).await {
            Err(Error::Denied(Denied::MeetingOver)) => {
                let found = super::taken(&mut tx, actor, id, now).await?;
                return self.seen(tx, found).await;
            }
            found => found?,
        };
        let closed = self.end_what_is_open(&mut tx, actor, id, now).await?;
        found.meeting.course.ended_at = Some(now);
        meetings::set_course(&mut tx, &found.meeting).await?;
        append(&mut tx, id, EventKind::SessionEnded, id.0, now).await?;
        self.record(&mut tx, actor, "session.end", id.0, now).await?;
        let meeting = self.seen(tx, found).await?;
        self.tell_closed(id, &closed).await;
        Ok(meeting)
    }

    /// Closes the polls of a meeting that are open, ends the speech and takes all hands down. Gives the polls.
    pub(super) async fn end_what_is_open(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        id: MeetingId,
        now: Timestamp,
    ) -> Result<Vec<polls::Stored>, Error> {
        let mut closed = Vec::new();
        for poll in polls::of_meeting(tx, id).await? {
            if poll.course.opened_at.is_some() && poll.course.closed_at.is_none() {
                closed.push(self.close_in(tx, actor, poll, self.now()).await?);
            }
        }
        let ended = speakers::end_all(tx, id, now).await?;
        let entry = |speaker: SpeakerId| Entry { kind: EventKind::SpeakerEnded, subject: speaker.0, revision: 1, at: now };
        if !ended.is_empty() {
            let entries: Vec<_> = ended.into_iter().map(entry).collect();
            events::append_all(tx, Channel::Meeting(id), &entries).await?;
        }
        Ok(closed)
    }

    /// Shows everybody something else.
    ///
    /// # Errors
    /// The policy's no; [`Denied::MeetingOver`]; [`Error::Invalid`] at what is not there.
    pub async fn focus_meeting(&self, actor: Option<&Actor>, id: MeetingId, change: FocusChange, now: Timestamp) -> Result<Meeting, Error> {
        let mut tx = self.0.db.write().await?;
        let mut found = run_by(&mut tx, actor, id, now).await?;
        let before = found.meeting.focus;
        let after = self.changed_focus(&mut tx, &found, change).await?;
        if after != before {
            found.meeting.focus = after;
            meetings::set_focus(&mut tx, id, &after).await?;
            let seq = append(&mut tx, id, EventKind::SessionFocused, id.0, now).await?;
            if (after.item, after.unit) != (before.item, before.unit) {
                focuses::insert(&mut tx, id, seq, &Shown { at: now, item: after.item, unit: after.unit }).await?;
            }
        }
        self.seen(tx, found).await
    }

    async fn changed_focus(&self, tx: &mut Session, found: &Found, change: FocusChange) -> Result<Focus, Error> {
        let units = units(&self.0.drafts, tx, &found.consultation).await?;
        let agenda = meetings::agenda(tx, found.meeting.id).await?;
        let mut errors = Vec::new();
        let mut focus = found.meeting.focus;
        if let Some(item) = change.item {
            match item.map(|id| agenda.iter().find(|known| known.id == id)) {
                Some(None) => errors.push(FieldError::new("item", Problem::Malformed)),
                Some(Some(known)) => (focus.item, focus.unit) = (item, known.unit),
                None => focus.item = None,
            }
        }
        if let Some(unit) = change.unit {
            if unit.is_some_and(|id| units.iter().all(|known| known.unit.id != id)) {
                errors.push(FieldError::new("unit", Problem::UnknownUnit));
            }
            focus.unit = unit;
        }
        if let Some(question) = change.question {
            let known = match question {
                Some(id) => questions::get(tx, id).await?.is_some_and(|known| known.meeting == found.meeting.id && known.state.is_public()),
                None => true,
            };
            if !known {
                errors.push(FieldError::new("question", Problem::Malformed));
            }
            focus.question = question;
        }
        if let Some(poll) = change.poll {
            let known = match poll {
                Some(id) => {
                    polls::get(tx, id).await?.is_some_and(|known| known.meeting == found.meeting.id && known.course.opened_at.is_some())
                }
                None => true,
            };
            if !known {
                errors.push(FieldError::new("poll", Problem::Malformed));
            }
            focus.poll = poll;
        }
        if errors.is_empty() { Ok(focus) } else { Err(Error::Invalid(errors)) }
    }

    /// Commits and gives the meeting as it is then.
    async fn seen(&self, mut tx: Session, found: Found) -> Result<Meeting, Error> {
        let id = found.meeting.id;
        let agenda = meetings::agenda(&mut tx, id).await?;
        self.commit_meeting(tx, id).await?;
        Ok(view::meeting(found.meeting, agenda))
    }
}
