//! The minutes of a meeting: a draft tells what happened, a moderator edits and publishes it.

mod draft;
mod facts;

use busola_domain::meeting::Minutes;
use busola_domain::meeting::minutes::{BODY_MAX, State};
use busola_domain::policy::{Action, Denied, Published, allow};
use busola_domain::{Actor, EventKind, MeetingId, Timestamp, text};
use busola_storage::Session;
use busola_storage::meetings::minutes::{self, Stored};
use busola_texts::Lang;

use super::{Found, append, followed, taken};
use crate::error::Conflict;
use crate::{Error, Service};

impl Service {
    /// The minutes of a meeting: for who runs it as they were kept last, or else as what happened tells them; for
    /// everybody else as they were published last.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for who may not read what is not public yet.
    pub async fn minutes(&self, actor: Option<&Actor>, id: MeetingId) -> Result<Minutes, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let found = followed(&mut session, actor, id, now).await?;
        if allow(actor, Action::WriteMinutes(found.meeting.course.state()), now).is_ok() {
            return Ok(match minutes::latest(&mut session, id).await? {
                Some(kept) => self.view_minutes(id, kept),
                None => self.view_derived(id, self.derived(&mut session, &found, actor, now).await?),
            });
        }
        let published = minutes::published(&mut session, id).await?;
        let is_public = if published.is_some() { Published::Yes } else { Published::No };
        allow(actor, Action::ReadMinutes(found.doors(), is_public), now)?;
        Ok(self.view_minutes(id, published.ok_or_else(Error::not_found)?))
    }

    /// Keeps an edit of the minutes. `revision` is the one that was edited, 0 for the derived draft.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `body`; [`Conflict::MinutesChanged`] when somebody else kept another one
    /// meanwhile.
    pub async fn keep_minutes(
        &self,
        actor: Option<&Actor>,
        id: MeetingId,
        revision: i64,
        body: &str,
        now: Timestamp,
    ) -> Result<Minutes, Error> {
        let body = text::multiline(body, BODY_MAX).map_err(|problem| Error::field("body", problem))?;
        let mut tx = self.0.db.write().await?;
        self.take_to_write(&mut tx, actor, id, now).await?;
        let kept = self.keep(&mut tx, actor, id, revision, body, now).await?;
        self.record(&mut tx, actor, "session.minutes", id.0, now).await?;
        tx.commit().await?;
        Ok(self.view_minutes(id, kept))
    }

    /// Publishes the minutes as they were kept in a revision; 0 publishes the derived draft. A `body` that differs from
    /// what is kept, as an edit of that revision, is kept first and is what is published.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `body`; [`Conflict::MinutesChanged`] when there is another one by now.
    pub async fn publish_minutes(
        &self,
        actor: Option<&Actor>,
        id: MeetingId,
        revision: i64,
        body: Option<&str>,
        now: Timestamp,
    ) -> Result<Minutes, Error> {
        let body = body.map(|body| text::multiline(body, BODY_MAX)).transpose().map_err(|problem| Error::field("body", problem))?;
        let mut tx = self.0.db.write().await?;
        let found = self.take_to_write(&mut tx, actor, id, now).await?;
        let mut kept = match (minutes::latest(&mut tx, id).await?, body) {
            (Some(kept), body) if kept.revision == revision && body.as_ref().is_none_or(|body| *body == kept.body) => kept,
            (_, Some(body)) => {
                let kept = self.keep(&mut tx, actor, id, revision, body, now).await?;
                self.record(&mut tx, actor, "session.minutes", id.0, now).await?;
                kept
            }
            (None, None) if revision == 0 => {
                let body = self.derived(&mut tx, &found, actor, now).await?;
                self.keep(&mut tx, actor, id, 0, body, now).await?
            }
            _ => return Err(Error::Conflict(Conflict::MinutesChanged)),
        };
        if kept.published_at.is_none() {
            kept.published_at = Some(now);
            minutes::publish(&mut tx, id, kept.revision, now).await?;
            append(&mut tx, id, EventKind::MinutesPublished, id.0, now).await?;
            self.record(&mut tx, actor, "session.publish_minutes", id.0, now).await?;
        }
        self.commit_meeting(tx, id).await?;
        Ok(self.view_minutes(id, kept))
    }

    async fn take_to_write(&self, tx: &mut Session, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Found, Error> {
        allow(actor, Action::RunMeetings, now)?;
        let found = taken(tx, actor, id, now).await?;
        allow(actor, Action::WriteMinutes(found.meeting.course.state()), now)?;
        Ok(found)
    }

    async fn keep(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        id: MeetingId,
        revision: i64,
        body: String,
        now: Timestamp,
    ) -> Result<Stored, Error> {
        let latest = minutes::latest(tx, id).await?.map_or(0, |kept| kept.revision);
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        if latest != revision || !minutes::insert(tx, id, revision + 1, &body, by, now).await? {
            return Err(Error::Conflict(Conflict::MinutesChanged));
        }
        Ok(Stored { revision: revision + 1, body, written_at: now, published_at: None })
    }

    /// What happened, as minutes in the city's language.
    async fn derived(&self, session: &mut Session, found: &Found, actor: Option<&Actor>, now: Timestamp) -> Result<String, Error> {
        Ok(draft::markdown(Lang::default(), &self.facts(session, found, actor, now).await?))
    }

    fn view_derived(&self, id: MeetingId, body: String) -> Minutes {
        Minutes {
            session: id,
            revision: 0,
            state: State::Derived,
            html: self.0.markup.document(&body),
            body,
            written_at: None,
            published_at: None,
        }
    }

    fn view_minutes(&self, id: MeetingId, kept: Stored) -> Minutes {
        Minutes {
            session: id,
            revision: kept.revision,
            state: if kept.published_at.is_some() { State::Published } else { State::Draft },
            html: self.0.markup.minutes(id, kept.revision, &kept.body),
            body: kept.body,
            written_at: Some(kept.written_at),
            published_at: kept.published_at,
        }
    }
}
