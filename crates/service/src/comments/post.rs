//! Writing a remark.

use busola_domain::comment::{Author, Source as HowItCame};
use busola_domain::consultation::Moderation;
use busola_domain::meeting::spoken::State as SpokenState;
use busola_domain::moderation::{Held, pause};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{
    AccountId, Actor, Body, Comment, CommentId, ConsultationId, MeetingId, Problem, Role, SpeakerId, Status, Timestamp, UnitId,
};
use busola_storage::comments::Stored;
use busola_storage::consultations::Stored as Consultation;
use serde::Deserialize;

use super::view;
use crate::answers::Answers;
use crate::consultations::{Key, find};
use crate::error::Conflict;
use crate::writer::{Change, Known};
use crate::{Error, Service};

/// A comment to post.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewComment {
    /// Chosen by the client: a random UUID.
    pub id: CommentId,
    /// The unit; null for the whole draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// A comment on the same unit to reply to.
    #[serde(default)]
    pub parent: Option<CommentId>,
    /// What was typed. It is normalised once (NFC, line ends, outer white space) before it is stored and compared. Something in
    /// it must be visible; no control characters, no bidirectional overrides. A subset of Markdown is shown: emphasis, links,
    /// lists, quotations.
    #[cfg_attr(feature = "openapi", schema(max_length = 10000))]
    pub body: String,
    /// The version of the draft that its author had before their eyes; it counts where that version has the unit. Left out, or
    /// where it can't be, the present one.
    #[serde(default)]
    pub version: Option<i64>,
}

/// A remark that is stored.
#[derive(Clone, Debug)]
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
    /// The policy's no; [`Error::Invalid`] at `id`, `body`, `unit` or `parent`; [`Conflict::IdTaken`];
    /// [`Error::TooSoon`] in slow mode; [`Error::Overloaded`].
    pub async fn post_comment(&self, actor: Option<&Actor>, key: &Key, new: NewComment, received: Timestamp) -> Result<Posted, Error> {
        let Some(actor) = actor else { return self.refuse_stranger(key, received).await };
        let posting = Posting {
            actor: actor.clone(),
            key: key.clone(),
            id: new.id,
            unit: new.unit,
            parent: new.parent,
            body: Body::parse(&new.body),
            version: new.version,
            source: Source::Written,
            received,
        };
        let answer = self.0.writer.write(Change::Post(posting)).await?;
        let created = answer.changed;
        let comment = answer.into_comment()?;
        // One that is sent again may have been answered meanwhile.
        let answers = match comment.answer {
            Some(_) => Answers::of(&mut self.0.db.read().await?, &comment).await?,
            None => Answers::default(),
        };
        Ok(Posted { comment: view(&self.0.markup, comment, &answers, Some(actor), received), created })
    }

    /// Who is not signed in writes nothing, so they do not wait for the writer to be told why.
    async fn refuse_stranger(&self, key: &Key, received: Timestamp) -> Result<Posted, Error> {
        let mut session = self.0.db.read().await?;
        let consultation = find(&mut session, key).await?;
        allow(None, Action::Comment(&consultation.schedule), received)?;
        Err(Denied::SignInNeeded.into())
    }
}

/// Where the words of a remark are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Its author typed them.
    Written,
    /// They were said in a meeting, and written down there.
    Spoken {
        /// The speech.
        speaker: SpeakerId,
        /// The meeting.
        meeting: MeetingId,
        /// Who spoke.
        by: AccountId,
    },
}

/// A remark on its way to the database.
pub(crate) struct Posting {
    pub(crate) actor: Actor,
    pub(crate) key: Key,
    pub(crate) id: CommentId,
    pub(crate) unit: Option<UnitId>,
    pub(crate) parent: Option<CommentId>,
    /// The text, or what is wrong with it.
    pub(crate) body: Result<Body, Problem>,
    /// The version of the draft that its author had open, as far as they say.
    pub(crate) version: Option<i64>,
    pub(crate) source: Source,
    pub(crate) received: Timestamp,
}

impl Posting {
    /// The remark that is to be stored; `None` when it is there already.
    pub(crate) fn decide(&self, known: &Known) -> Result<Option<Stored>, Error> {
        let consultation = known.consultation(&self.key).ok_or_else(Error::not_found)?;
        if self.is_settled(known)? {
            return Ok(None);
        }
        // Sent again: what was accepted once stays accepted, also after closing.
        if let Some(existing) = known.comment(self.id) {
            return self.check_same(existing, consultation, known).map(|()| None);
        }
        let action = match self.source {
            Source::Written => Action::Comment(&consultation.schedule),
            Source::Spoken { by, .. } => Action::PostSpoken(&consultation.schedule, by),
        };
        allow(Some(&self.actor), action, self.received)?;
        let body = self.body.as_ref().map_err(|problem| Error::field("body", problem.clone()))?;
        if !self.id.is_acceptable() {
            return Err(Error::field("id", Problem::Malformed));
        }
        let version = self.version_read(consultation, known);
        let unit = self.find_unit(consultation.id, version, known)?;
        let parent = self.parent.map(|id| self.find_parent(id, consultation.id, known)).transpose()?;
        let unit = parent.map_or(unit, |parent| parent.unit);
        self.check_pace(consultation, known)?;
        let before = consultation.moderation == Moderation::Pre && self.actor.role < Role::Moderator;
        // A moderator's answer to a remark that waits does not go before it.
        let waits = before || parent.is_some_and(|parent| parent.status == Status::Pending);
        Ok(Some(Stored {
            id: self.id,
            consultation: consultation.id,
            unit,
            parent: self.parent,
            root: parent.map(|parent| parent.root.unwrap_or(parent.id)),
            account: self.actor.account,
            author: Author { name: self.actor.name.clone(), role: self.actor.role, organisation: None },
            body: body.as_str().to_owned(),
            revision: 1,
            status: if waits { Status::Pending } else { Status::Published },
            hidden_reason: None,
            supports: 0,
            replies: 0,
            created_at: self.received,
            edited_at: None,
            seq: None,
            // The writer gives the next one, so that none is left out.
            number: 0,
            version,
            source: match self.source {
                Source::Written => HowItCame::Online,
                Source::Spoken { .. } => HowItCame::Spoken,
            },
            answer: None,
            answered_at: None,
            received_on: None,
        }))
    }

    /// Whether its author writes for themselves, as rules of moderation ask; an officer's word is not held up.
    fn is_residents(&self) -> bool {
        self.source == Source::Written && self.actor.role < Role::Moderator
    }

    /// The rule that holds it until a moderator has looked at it.
    pub(crate) fn held_by(&self, known: &Known) -> Option<Held> {
        let body = self.body.as_ref().ok().filter(|_| self.is_residents())?;
        known.matcher().holds(body.as_str())
    }

    /// In slow mode one person's remarks come one after the other.
    fn check_pace(&self, consultation: &Consultation, known: &Known) -> Result<(), Error> {
        let last = known.last(consultation.id, self.actor.account).filter(|_| self.is_residents());
        match last.and_then(|last| pause(consultation.slow_seconds, last, self.received)) {
            Some(left) => Err(Error::TooSoon { seconds: u64::try_from(left).unwrap_or(0).div_ceil(1_000) }),
            None => Ok(()),
        }
    }

    /// Whether words of a meeting are a remark already. Where they are not, they are still about what they were about
    /// when their author said yes.
    fn is_settled(&self, known: &Known) -> Result<bool, Error> {
        let Source::Spoken { speaker, .. } = self.source else { return Ok(false) };
        let spoken = known.spoken(speaker).ok_or_else(Error::not_found)?;
        if spoken.state == SpokenState::Posted {
            return Ok(true);
        }
        if spoken.unit == self.unit { Ok(false) } else { Err(Error::Conflict(Conflict::SpokenChanged)) }
    }

    /// An earlier version of the draft that its author had open: another was published meanwhile.
    pub(crate) fn earlier(&self, consultation: &Consultation) -> Option<i64> {
        self.version.filter(|version| (1..consultation.draft_version).contains(version))
    }

    /// The version of the draft that its author read. What they say counts where that version has the unit: no other text
    /// can have been before their eyes.
    fn version_read(&self, consultation: &Consultation, known: &Known) -> i64 {
        let has_unit = |version: &i64| self.unit.is_none_or(|unit| known.has_unit(consultation.id, *version, unit));
        self.earlier(consultation).filter(has_unit).unwrap_or(consultation.draft_version)
    }

    /// What the remark is to stand on: a unit of the version that its author read, also one that the draft has lost since.
    fn find_unit(&self, consultation: ConsultationId, version: i64, known: &Known) -> Result<Option<UnitId>, Error> {
        let parent = self.parent.and_then(|id| known.comment(id)).filter(|parent| parent.consultation == consultation);
        match (self.unit, self.source) {
            (Some(unit), _) if known.has_unit(consultation, version, unit) => Ok(Some(unit)),
            // A reply stands where its thread does, also on a unit that the draft has lost since.
            (Some(unit), _) if parent.is_some_and(|parent| parent.unit == Some(unit)) => Ok(Some(unit)),
            (Some(_), Source::Written) => Err(Error::field("unit", Problem::UnknownUnit)),
            // A draft without the unit does not take away what was said about it.
            (Some(_), Source::Spoken { .. }) | (None, _) => Ok(None),
        }
    }

    /// Whether the remark that has this id already is this one.
    fn check_same(&self, existing: &Stored, consultation: &Consultation, known: &Known) -> Result<(), Error> {
        let same_place = existing.account == self.actor.account
            && existing.consultation == consultation.id
            // It may have gone with its unit since, to what that was found to be; a reply stands wherever its thread does.
            && (existing.unit == self.unit || consultation.draft_revision > 0 || self.parent.is_some())
            && existing.parent == self.parent;
        // Its author may have edited it since they sent it, so each text that it had is the same remark sent
        // again. One that it never had would be lost if it were answered as if it had been taken.
        let same_text = self.body.as_ref().is_ok_and(|body| known.had_body(existing, body.as_str()));
        if same_place && same_text { Ok(()) } else { Err(Error::Conflict(Conflict::IdTaken)) }
    }

    /// The remark that this one replies to: on the same unit, unless a moderator put that right meanwhile, and there to be read by whoever replies.
    fn find_parent<'a>(&self, id: CommentId, consultation: ConsultationId, known: &'a Known) -> Result<&'a Stored, Error> {
        let parent = known.comment(id).filter(|parent| {
            let corrected = parent.source.is_entered() && parent.revision > 1;
            let same_place = parent.consultation == consultation && (parent.unit == self.unit || corrected);
            same_place && allow(Some(&self.actor), Action::ReadComment(parent.item()), self.received).is_ok()
        });
        parent.ok_or_else(|| Error::field("parent", Problem::UnknownParent))
    }
}
