//! Who follows a meeting by mail: a letter before it begins, and one when something about it changes.

use busola_domain::meeting::State;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::schedule::local;
use busola_domain::time::{DAY, HOUR, MINUTE};
use busola_domain::{Actor, MeetingId, Timestamp};
use busola_storage::meetings::reminders::{self, Recipient};
use busola_storage::meetings::{self, Stored};
use busola_texts::Lang;

use super::taken;
use crate::mail::Letter;
use crate::{Error, Service};

/// How many are reminded at a time.
const AT_A_TIME: i64 = 200;
/// After how long a letter that did not leave is tried again. By then those that wait come before it: an address that
/// takes no letters holds up nobody else.
const AGAIN: i64 = MINUTE;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It is to begin soon.
    Soon,
    /// Something else was announced of it.
    Changed,
    /// It was called off.
    Cancelled,
}

/// When to remind of a meeting: a day before, or an hour before where that is over.
pub(super) fn due(starts_at: Timestamp, now: Timestamp) -> Timestamp {
    let day_before = starts_at.plus(-DAY);
    if now < day_before { day_before } else { starts_at.plus(-HOUR) }
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
                let at = due(found.meeting.starts_at, now);
                reminders::put(&mut tx, id, person.account, lang.tag(), at).await?;
            }
            Reminder::Unwanted => reminders::delete(&mut tx, id, person.account).await?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// Sends the letters that are due, each once: an entry is marked before its letter leaves, and the mark taken back
    /// when it could not, for another time. Gives how many left.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn send_reminders(&self) -> Result<usize, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let due = reminders::due(&mut session, now, AT_A_TIME).await?;
        drop(session);
        let mut sent = 0;
        for (id, account) in due {
            let mut tx = self.0.db.write().await?;
            let recipient = reminders::mark(&mut tx, id, account, now).await?;
            // Called off or begun since it was looked up: nobody is told that it begins soon.
            let meeting = meetings::by_id(&mut tx, id).await?.filter(|meeting| meeting.course.state() == State::Planned);
            tx.commit().await?;
            let (Some(recipient), Some(meeting)) = (recipient, meeting) else { continue };
            match self.0.mailer.send(&self.letter(recipient, News::Soon, &meeting)).await {
                Ok(()) => sent += 1,
                Err(error) => {
                    tracing::error!(%error, "a reminder did not leave; it is tried again");
                    let mut tx = self.0.db.write().await?;
                    reminders::unmark(&mut tx, id, account, now.plus(AGAIN)).await?;
                    tx.commit().await?;
                    // A mail server that is down is not asked for each of many letters.
                    return Ok(sent);
                }
            }
        }
        Ok(sent)
    }

    /// Tells people of a change, while nobody waits for it.
    pub(super) fn tell(&self, recipients: Vec<Recipient>, news: News, meeting: &Stored) {
        if recipients.is_empty() {
            return;
        }
        let (service, meeting) = (self.clone(), meeting.clone());
        tokio::spawn(async move {
            for recipient in recipients {
                if let Err(error) = service.0.mailer.send(&service.letter(recipient, news, &meeting)).await {
                    tracing::error!(%error, "a letter about a change did not leave");
                }
            }
        });
    }

    fn letter(&self, to: Recipient, news: News, meeting: &Stored) -> Letter {
        let lang = Lang::from_tag(&to.lang).unwrap_or_default();
        let civil = local::civil(meeting.starts_at);
        let when = lang.date_time(civil.year(), civil.month(), civil.day(), civil.hour(), civil.minute());
        let place = if meeting.place.is_empty() { lang.mail_meeting_online() } else { meeting.place.clone() };
        let link = format!("{}/sessions/{}", self.0.public_url, meeting.id);
        let title = meeting.title.clone();
        let (subject, body) = match news {
            News::Soon => (lang.mail_reminder_subject(title.clone()), lang.mail_reminder_body(title, when, place, link)),
            News::Changed => (lang.mail_changed_subject(title.clone()), lang.mail_changed_body(title, when, place, link)),
            News::Cancelled => (lang.mail_cancelled_subject(title.clone()), lang.mail_cancelled_body(title, when, link)),
        };
        Letter { to: to.email, subject, body }
    }
}

/// Whether somebody is to be reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// They are.
    Wanted,
    /// No longer.
    Unwanted,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_early_is_reminded_a_day_before_and_who_asks_late_an_hour_before() {
        let starts_at = Timestamp(10 * DAY);
        assert_eq!(due(starts_at, Timestamp(0)), Timestamp(9 * DAY));
        assert_eq!(due(starts_at, Timestamp(9 * DAY)), Timestamp(10 * DAY - HOUR));
    }
}
