//! Who follows a meeting by mail: a letter before it begins, and one when something about it changes.
//!
//! A row of `reminders` says that somebody does, and when they are to be reminded. What they are to be told is in the
//! outbox from the transaction on in which that is decided: the reminder from when it is asked for, since it is due at
//! its moment, and what is new from the change.

use busola_domain::letter::{Occasion, Purpose};
use busola_domain::meeting::{State, reminder_due};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{AccountId, Actor, MeetingId, Timestamp};
use busola_storage::Session;
use busola_storage::letters::links::Link;
use busola_storage::letters::{self as outbox, New, readers};
use busola_storage::meetings::{self, Stored, reminders};
use busola_texts::Lang;

use super::taken;
use crate::letters::{Leaving, Prepared};
use crate::mail::{Letter, Unasked};
use crate::moments::full;
use crate::{Error, Service};

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// It is to begin soon.
    Soon,
    /// Something else was announced of it.
    Changed,
    /// It was called off.
    Cancelled,
}

/// Whether somebody is to be reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// They are.
    Wanted,
    /// No longer.
    Unwanted,
}

impl Service {
    /// Has oneself reminded of a meeting by mail, or no longer. Idempotent.
    ///
    /// # Errors
    /// The policy's no: who goes by a name for the hall has no address.
    pub async fn remind(&self, actor: Option<&Actor>, id: MeetingId, wanted: Reminder, lang: Lang) -> Result<(), Error> {
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        // Taken, so that nobody moves the meeting while its reminder is written.
        let found = taken(&mut tx, actor, id, now).await?;
        let person = actor.ok_or(Denied::SignInNeeded)?;
        match wanted {
            Reminder::Wanted => {
                allow(actor, Action::BeReminded(found.doors(), found.meeting.course.state()), now)?;
                let due = reminder_due(found.meeting.starts_at, now);
                let is_new = reminders::get(&mut tx, id, person.account).await?.is_none();
                reminders::put(&mut tx, id, person.account, lang.tag(), due).await?;
                // Whoever follows it already is to be reminded, or was.
                if is_new {
                    outbox::queue(&mut tx, &[self.reminder(id, person.account, due)]).await?;
                }
            }
            // What is in the outbox tells nobody who follows no longer.
            Reminder::Unwanted => reminders::delete(&mut tx, id, person.account).await?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// Has everybody who follows a meeting reminded by the moment at which it is to begin now.
    pub(super) async fn remind_again(&self, tx: &mut Session, meeting: &Stored, now: Timestamp) -> Result<(), Error> {
        let due = reminder_due(meeting.starts_at, now);
        reminders::again(tx, meeting.id, due).await?;
        // Where it begins that soon, the letter about the change says so already.
        if due <= now {
            return Ok(());
        }
        let followers = reminders::followers(tx, meeting.id).await?;
        let entries: Vec<_> = followers.into_iter().map(|account| self.reminder(meeting.id, account, due)).collect();
        Ok(outbox::queue(tx, &entries).await?)
    }

    /// Has everybody who follows a meeting told what is new of it, in the transaction of the change. Call
    /// [`Service::letters_are_there`] after the commit.
    pub(super) async fn tell_followers(&self, tx: &mut Session, meeting: &Stored, now: Timestamp) -> Result<(), Error> {
        let followers = reminders::followers(tx, meeting.id).await?;
        let news = |account| New {
            id: self.new_id(),
            occasion: Occasion::MeetingNews,
            account,
            subject: meeting.id.0,
            cause: meeting.id.0,
            revision: meeting.revision,
            consultation: None,
            due_at: now,
        };
        let entries: Vec<_> = followers.into_iter().map(news).collect();
        Ok(outbox::queue(tx, &entries).await?)
    }

    /// A reminder is the same as another by its moment: where the meeting moves, the one that waits counts no more.
    fn reminder(&self, id: MeetingId, account: AccountId, due: Timestamp) -> New {
        New {
            id: self.new_id(),
            occasion: Occasion::MeetingSoon,
            account,
            subject: id.0,
            cause: id.0,
            revision: due.0,
            consultation: None,
            due_at: due,
        }
    }

    /// The letter about a meeting as it is now; `None` for who follows it no longer, and where there is nothing to tell
    /// any more: it has begun, was called off, or moved to another time.
    pub(crate) async fn meeting_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let (id, account) = (MeetingId(leaving.together.about), leaving.together.account);
        let Some(following) = reminders::get(tx, id, account).await? else { return Ok(None) };
        let Some(meeting) = meetings::by_id(tx, id).await? else { return Ok(None) };
        let about = match (leaving.together.occasion, meeting.course.state()) {
            (Occasion::MeetingSoon, State::Planned) if meeting.starts_at > leaving.now => About::Soon,
            (Occasion::MeetingNews, State::Planned) => About::Changed,
            (Occasion::MeetingNews, State::Cancelled) => About::Cancelled,
            _ => return Ok(None),
        };
        if about == About::Soon && leaving.marked.iter().all(|entry| entry.revision != following.due_at.0) {
            return Ok(None);
        }
        let Some(reader) = readers::reader(tx, account).await? else { return Ok(None) };
        let link = Link { account, consultation: None, kind: None, meeting: Some(id) };
        let (unsubscribe, ending) = self.letter_link(tx, Purpose::Unsubscribe, &link, leaving.now).await?;
        let lang = Lang::from_tag(&following.lang).unwrap_or_default();
        let (subject, body) = self.meeting_in_words(lang, about, &meeting, &unsubscribe);
        let unasked = Some(Unasked { id: leaving.id(), unsubscribe: Some(unsubscribe) });
        Ok(Some(Prepared { letter: Letter { to: reader.email, subject, body, unasked }, links: vec![ending] }))
    }

    fn meeting_in_words(&self, lang: Lang, about: About, meeting: &Stored, unsubscribe: &str) -> (String, String) {
        let when = full(lang, meeting.starts_at);
        let place = if meeting.place.is_empty() { lang.mail_meeting_online() } else { meeting.place.clone() };
        let link = format!("{}/sessions/{}", self.0.public_url, meeting.id);
        let title = meeting.title.clone();
        match about {
            About::Soon => (lang.mail_reminder_subject(title.clone()), lang.mail_reminder_body(title, when, place, link, unsubscribe)),
            About::Changed => (lang.mail_changed_subject(title.clone()), lang.mail_changed_body(title, when, place, link, unsubscribe)),
            About::Cancelled => (lang.mail_cancelled_subject(title.clone()), lang.mail_cancelled_body(title, when, link)),
        }
    }
}
