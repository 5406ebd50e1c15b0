//! What speakers say: a moderator writes it down, and with its author's consent it is a formal remark.

use busola_domain::live::Channel;
use busola_domain::meeting::SpokenRemark;
use busola_domain::meeting::spoken::State;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Body, CommentId, EventKind, Problem, SpeakerId, Subject, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::meetings::{self, speakers, spoken};
use serde::Deserialize;

use super::{append, taken, view};
use crate::comments::{Posting, Source};
use crate::consultations::{Key, units};
use crate::writer::Change;
use crate::{Error, Service};

/// Words that a moderator writes down.
#[derive(Clone, Debug, Deserialize)]
pub struct Offer {
    /// The unit that they are about; `None` for the whole draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// The words.
    pub body: String,
}

impl Service {
    /// Writes down what somebody said, for them to consent to; in place of what was written down before.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] for who did not speak, and for words that are a remark already;
    /// [`Error::Invalid`] at `body` or `unit`.
    pub async fn offer_remark(
        &self,
        actor: Option<&Actor>,
        speaker: SpeakerId,
        offer: Offer,
        now: Timestamp,
    ) -> Result<SpokenRemark, Error> {
        allow(actor, Action::RunMeetings, now)?;
        let body = Body::parse(&offer.body).map_err(|problem| Error::field("body", problem))?;
        let mut tx = self.0.db.write().await?;
        let meeting = speakers::get(&mut tx, speaker).await?.ok_or_else(Error::not_found)?.meeting;
        let found = taken(&mut tx, actor, meeting, now).await?;
        let speech = speakers::get(&mut tx, speaker).await?.ok_or_else(Error::not_found)?;
        let known = spoken::get(&mut tx, speaker).await?;
        if speech.course.called_at.is_none() || known.as_ref().is_some_and(|known| known.state == State::Posted) {
            return Err(Denied::WrongState.into());
        }
        if let Some(unit) = offer.unit {
            let units = units(&self.0.drafts, &mut tx, found.consultation.id, found.consultation.draft_version).await?;
            if units.iter().all(|known| known.unit.id != unit) {
                return Err(Error::field("unit", Problem::UnknownUnit));
            }
        }
        let stored = spoken::Stored {
            speaker,
            meeting,
            account: speech.account,
            name: speech.name,
            unit: offer.unit,
            body: body.as_str().to_owned(),
            state: State::Offered,
            comment: known.map_or_else(|| CommentId(self.new_id()), |known| known.comment),
        };
        spoken::put(&mut tx, &stored, now).await?;
        append(&mut tx, meeting, EventKind::SpeakerRemark, speaker.0, now).await?;
        self.record(&mut tx, actor, "speaker.remark", speaker.0, now).await?;
        self.commit_meeting(tx, meeting).await?;
        Ok(view::spoken(&stored))
    }

    /// Consents: the words, as their author has them now, become their remark. Again changes nothing.
    ///
    /// # Errors
    /// The policy's no, which says when remarks are not received; [`Error::Invalid`] at `body`; what
    /// [`Service::post_comment`] says.
    pub async fn consent_to_remark(
        &self,
        actor: Option<&Actor>,
        speaker: SpeakerId,
        body: &str,
        received: Timestamp,
    ) -> Result<SpokenRemark, Error> {
        let person = actor.ok_or(Denied::SignInNeeded)?;
        let (mut stored, consultation) = self.own_words(actor, speaker, received).await?;
        if stored.state == State::Posted {
            return Ok(view::spoken(&stored));
        }
        let body = Body::parse(body).map_err(|problem| Error::field("body", problem))?;
        let posting = Posting {
            actor: person.clone(),
            key: consultation,
            id: stored.comment,
            unit: stored.unit,
            parent: None,
            body: Ok(body.clone()),
            source: Source::Spoken(stored.account),
            received,
        };
        self.0.writer.write(Change::Post(posting)).await?;
        // Where the program ends here, consenting again finds the remark there and goes on.
        (stored.state, stored.body) = (State::Posted, body.as_str().to_owned());
        let mut tx = self.0.db.write().await?;
        meetings::take(&mut tx, stored.meeting).await?;
        // Sent twice at once it is settled once, and told once.
        if spoken::get(&mut tx, speaker).await?.is_some_and(|known| known.state != State::Posted) {
            spoken::settle(&mut tx, speaker, State::Posted, &stored.body).await?;
            append(&mut tx, stored.meeting, EventKind::SpeakerRemark, speaker.0, received).await?;
        }
        self.commit_meeting(tx, stored.meeting).await?;
        Ok(view::spoken(&stored))
    }

    /// Does not consent; the words stay between their author and the moderators.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] for words that are a remark already.
    pub async fn decline_remark(&self, actor: Option<&Actor>, speaker: SpeakerId, now: Timestamp) -> Result<SpokenRemark, Error> {
        let (meeting, mut tx) = {
            let (stored, _) = self.own_words(actor, speaker, now).await?;
            (stored.meeting, self.0.db.write().await?)
        };
        meetings::take(&mut tx, meeting).await?;
        let mut stored = spoken::get(&mut tx, speaker).await?.ok_or_else(Error::not_found)?;
        if stored.state == State::Posted {
            return Err(Denied::WrongState.into());
        }
        stored.state = State::Declined;
        spoken::settle(&mut tx, speaker, State::Declined, &stored.body).await?;
        meetings::touch_desk(&mut tx, meeting).await?;
        tx.commit().await?;
        self.0.hub.tally(Channel::Meeting(meeting), Subject::Desk(meeting));
        Ok(view::spoken(&stored))
    }

    /// What was written down of somebody's own speech, with the consultation that it would be a remark of.
    async fn own_words(&self, actor: Option<&Actor>, speaker: SpeakerId, now: Timestamp) -> Result<(spoken::Stored, Key), Error> {
        let mut session: Session = self.0.db.read().await?;
        let stored = spoken::get(&mut session, speaker).await?.ok_or_else(Error::not_found)?;
        let found = super::followed(&mut session, actor, stored.meeting, now).await?;
        allow(actor, Action::DecideOnSpoken(stored.account), now)?;
        Ok((stored, Key::Id(found.consultation.id)))
    }
}
