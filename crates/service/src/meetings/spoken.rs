//! What speakers say: a moderator writes it down, and with its author's consent it is a formal remark.

use busola_domain::live::Channel;
use busola_domain::meeting::SpokenRemark;
use busola_domain::meeting::spoken::State;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Body, CommentId, EventKind, MeetingId, Problem, SpeakerId, Subject, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::meetings::{self, speakers, spoken};
use serde::Deserialize;

use super::{append, taken, view};
use crate::comments::{Posting, Source};
use crate::consultations::Key;
use crate::drafts::units;
use crate::error::Conflict;
use crate::writer::Change;
use crate::{Error, Service};

/// What a speaker said, to write down.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NewSpokenRemark))]
pub struct Offer {
    /// The unit that it is about; null for the whole draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// The words, normalised and checked like a comment.
    #[cfg_attr(feature = "openapi", schema(max_length = 10000))]
    pub body: String,
}

/// What one said, as one wants it to be a comment.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// What one was shown that it is about; null for the whole draft. It is not compared when it is left out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<UnitId>))]
    pub unit: Shown,
    /// The words, normalised and checked like a comment.
    #[cfg_attr(feature = "openapi", schema(max_length = 10000))]
    pub body: String,
}

/// What the author of words was shown that they are about. Left out it is not known; `null` is the whole draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Option<UnitId>")]
pub enum Shown {
    /// Not known, and not compared.
    #[default]
    Unknown,
    /// This unit; `None` for the whole draft.
    About(Option<UnitId>),
}

impl Shown {
    /// Whether this is what words are about, as far as it is known.
    fn is(self, unit: Option<UnitId>) -> bool {
        self == Self::Unknown || self == Self::About(unit)
    }
}

impl From<Option<UnitId>> for Shown {
    fn from(unit: Option<UnitId>) -> Self {
        Self::About(unit)
    }
}

impl Service {
    /// What speakers said in a meeting that was written down: for who runs it all of it, for everybody else their own.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for one by invitation.
    pub async fn spoken_remarks(&self, actor: Option<&Actor>, meeting: MeetingId) -> Result<Vec<SpokenRemark>, Error> {
        let mut session = self.0.db.snapshot().await?;
        let now = self.now();
        super::followed(&mut session, actor, meeting, now).await?;
        if actor.is_none() {
            return Ok(Vec::new());
        }
        Ok(view::words_for(&spoken::of_meeting(&mut session, meeting).await?, actor, now))
    }

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
            let units = units(&self.0.drafts, &mut tx, &found.consultation).await?;
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

    /// Consents: the words, as their author has them now, become their remark. Again changes nothing. Where the draft
    /// does not have the unit any more, it is a remark on the whole draft.
    ///
    /// # Errors
    /// The policy's no, which says when remarks are not received; [`Error::Invalid`] at `body`;
    /// [`Conflict::SpokenChanged`] when they are about something else than its author was shown; what
    /// [`Service::post_comment`] says.
    pub async fn consent_to_remark(
        &self,
        actor: Option<&Actor>,
        speaker: SpeakerId,
        consent: Consent,
        received: Timestamp,
    ) -> Result<SpokenRemark, Error> {
        let person = actor.ok_or(Denied::SignInNeeded)?;
        let (stored, consultation) = self.own_words(actor, speaker, received).await?;
        if stored.state == State::Posted {
            return Ok(view::spoken(&stored));
        }
        if !consent.unit.is(stored.unit) {
            return Err(Error::Conflict(Conflict::SpokenChanged));
        }
        let posting = Posting {
            actor: person.clone(),
            key: consultation,
            id: stored.comment,
            unit: stored.unit,
            parent: None,
            body: Ok(Body::parse(&consent.body).map_err(|problem| Error::field("body", problem))?),
            version: None,
            source: Source::Spoken { speaker, meeting: stored.meeting, by: stored.account },
            received,
        };
        // All of it is written there at once, also when nobody waits for the answer any more.
        self.0.writer.write(Change::Post(posting)).await?;
        let mut session = self.0.db.read().await?;
        let stored = spoken::get(&mut session, speaker).await?.ok_or_else(Error::not_found)?;
        Ok(view::spoken(&stored))
    }

    /// Does not consent; the words stay between their author and the moderators.
    ///
    /// # Errors
    /// The policy's no; [`Denied::WrongState`] for words that are a remark already.
    pub async fn decline_remark(&self, actor: Option<&Actor>, speaker: SpeakerId, now: Timestamp) -> Result<SpokenRemark, Error> {
        let meeting = self.own_words(actor, speaker, now).await?.0.meeting;
        let mut tx = self.0.db.write().await?;
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
