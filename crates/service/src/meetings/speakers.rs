//! The queue of speakers: hands are raised by everyone, the floor is given by moderators.

use busola_domain::meeting::Speaker;
use busola_domain::meeting::speaker::State;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, EventKind, MeetingId, Problem, SpeakerId, Timestamp};
use busola_storage::Session;
use busola_storage::meetings::speakers::{self, Stored};

use super::{append, joined, run_by, taken, view};
use crate::{Error, Service};

impl Service {
    /// Raises one's hand; one that is raised stays so.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn raise_hand(&self, actor: Option<&Actor>, meeting: MeetingId, received: Timestamp) -> Result<Speaker, Error> {
        let mut tx = self.0.db.write().await?;
        let (_, actor) = joined(&mut tx, actor, meeting, received).await?;
        let id = SpeakerId(self.new_id());
        if speakers::insert(&mut tx, id, meeting, actor.account, received).await? {
            append(&mut tx, meeting, EventKind::SpeakerQueued, id.0, received).await?;
        }
        let own = |speaker: &Stored| speaker.account == actor.account && speaker.course.ended_at.is_none();
        let speaker = speakers::of_meeting(&mut tx, meeting).await?.into_iter().find(own).ok_or_else(Error::not_found)?;
        self.commit_meeting(tx, meeting).await?;
        Ok(view::speaker(speaker))
    }

    /// Takes a hand down: one's own, or as a moderator anybody's. Ends a speech too.
    ///
    /// # Errors
    /// The policy's no: for somebody else's hand it is not the author's.
    pub async fn end_speaker(&self, actor: Option<&Actor>, id: SpeakerId, now: Timestamp) -> Result<Speaker, Error> {
        let mut tx = self.0.db.write().await?;
        let meeting = speakers::get(&mut tx, id).await?.ok_or_else(Error::not_found)?.meeting;
        let found = taken(&mut tx, actor, meeting, now).await?;
        let mut speaker = speakers::get(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        allow(actor, Action::EndSpeech(found.doors(), found.meeting.course.state(), speaker.account), now)?;
        end(&mut tx, &mut speaker, now).await?;
        self.commit_meeting(tx, meeting).await?;
        Ok(view::speaker(speaker))
    }

    /// Gives somebody the floor; who has it gives it back.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] for who does not wait.
    pub async fn call_speaker(&self, actor: Option<&Actor>, id: SpeakerId, now: Timestamp) -> Result<Speaker, Error> {
        allow(actor, Action::RunMeetings, now)?;
        let mut tx = self.0.db.write().await?;
        let meeting = speakers::get(&mut tx, id).await?.ok_or_else(Error::not_found)?.meeting;
        let found = run_by(&mut tx, actor, meeting, now).await?;
        let all = speakers::of_meeting(&mut tx, meeting).await?;
        let mut speaker = all.iter().find(|speaker| speaker.id == id).cloned().ok_or_else(Error::not_found)?;
        if speaker.course.state() != State::Waiting {
            return Err(Denied::WrongState.into());
        }
        for mut other in all.into_iter().filter(|other| other.course.state() == State::Speaking) {
            end(&mut tx, &mut other, now).await?;
        }
        speaker.course.called_at = Some(now);
        speaker.seconds = found.meeting.rules.speech_seconds;
        speakers::call(&mut tx, id, now, speaker.seconds).await?;
        append(&mut tx, meeting, EventKind::SpeakerCalled, id.0, now).await?;
        self.commit_meeting(tx, meeting).await?;
        Ok(view::speaker(speaker))
    }

    /// Puts the queue into an order; those who wait and are not named come behind, by the rule.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `order` for who does not wait here.
    pub async fn order_speakers(
        &self,
        actor: Option<&Actor>,
        meeting: MeetingId,
        order: &[SpeakerId],
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        run_by(&mut tx, actor, meeting, now).await?;
        let waiting: Vec<_> =
            speakers::of_meeting(&mut tx, meeting).await?.into_iter().filter(|speaker| speaker.course.state() == State::Waiting).collect();
        if order.iter().any(|id| waiting.iter().all(|speaker| speaker.id != *id)) {
            return Err(Error::field("order", Problem::Malformed));
        }
        let mut changed = None;
        for speaker in &waiting {
            let place = order.iter().position(|id| *id == speaker.id).map(|at| at as i64);
            if place != speaker.place {
                speakers::set_place(&mut tx, speaker.id, place).await?;
                changed = Some(speaker.id);
            }
        }
        if let Some(moved) = changed {
            append(&mut tx, meeting, EventKind::SpeakerMoved, moved.0, now).await?;
        }
        self.commit_meeting(tx, meeting).await
    }
}

/// Ends a speech or takes a hand down, if it is not over.
async fn end(tx: &mut Session, speaker: &mut Stored, now: Timestamp) -> Result<(), Error> {
    if speaker.course.ended_at.is_none() {
        speaker.course.ended_at = Some(now);
        speakers::end(tx, speaker.id, now).await?;
        append(tx, speaker.meeting, EventKind::SpeakerEnded, speaker.id.0, now).await?;
    }
    Ok(())
}
