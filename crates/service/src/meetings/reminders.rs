//! Who follows a meeting by mail: a letter before it begins, and one when something about it changes.

use busola_domain::meeting::{State, reminder_due};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::time::MINUTE;
use busola_domain::{Actor, MeetingId};
use busola_storage::meetings::reminders::{self, News, Recipient};
use busola_storage::meetings::{self, Stored};
use busola_texts::Lang;

use super::taken;
use crate::mail::{Letter, MailError};
use crate::moments::full;
use crate::{Error, Service};

/// How many are reminded at a time.
const AT_A_TIME: i64 = 200;
/// After how long a letter is tried again while no letter leaves. By then those that wait come before it.
const AGAIN: i64 = MINUTE;
/// After how long a letter is tried again that the mail server does not take now.
const LATER: i64 = 10 * MINUTE;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// It is to begin soon.
    Soon,
    /// Something about it is new.
    News(News),
}

/// What came of the letters that were due.
#[derive(Default)]
struct Round {
    /// How many left.
    sent: usize,
    /// No letter leaves: the rest waits for another time.
    away: bool,
}

impl Round {
    /// Takes down what came of a letter; gives after how long it is to be tried again, where it is. An address that
    /// takes no letters holds up nobody else.
    fn note(&mut self, outcome: Result<(), MailError>) -> Option<i64> {
        match outcome {
            Ok(()) => {
                self.sent += 1;
                None
            }
            Err(error @ MailError::Away(_)) => {
                tracing::error!(%error, "no letter leaves; it is tried again");
                self.away = true;
                Some(AGAIN)
            }
            Err(error @ MailError::PutOff(_)) => {
                tracing::warn!(%error, "a letter about a meeting did not leave; it is tried again");
                Some(LATER)
            }
            Err(error) => {
                tracing::error!(%error, "a letter about a meeting can't leave and is given up");
                None
            }
        }
    }
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
                let at = reminder_due(found.meeting.starts_at, now);
                reminders::put(&mut tx, id, person.account, lang.tag(), at).await?;
            }
            Reminder::Unwanted => reminders::delete(&mut tx, id, person.account).await?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// Sends the letters that are due, each once: an entry is marked before its letter leaves, and the mark taken back
    /// when it could not, for another time. Those about changes come first. Gives how many left.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn send_reminders(&self) -> Result<usize, Error> {
        let mut round = Round::default();
        self.send_news(&mut round).await?;
        if !round.away {
            self.send_soon(&mut round).await?;
        }
        Ok(round.sent)
    }

    async fn send_soon(&self, round: &mut Round) -> Result<(), Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let due = reminders::due(&mut session, now, AT_A_TIME).await?;
        drop(session);
        for (id, account) in due {
            let mut tx = self.0.db.write().await?;
            let recipient = reminders::mark(&mut tx, id, account, now).await?;
            // Called off or begun since it was looked up: nobody is told that it begins soon.
            let meeting = meetings::by_id(&mut tx, id).await?.filter(|meeting| meeting.course.state() == State::Planned);
            tx.commit().await?;
            let (Some(recipient), Some(meeting)) = (recipient, meeting) else { continue };
            let outcome = self.0.mailer.send(&self.letter(recipient, About::Soon, &meeting)).await;
            if let Some(after) = round.note(outcome) {
                let mut tx = self.0.db.write().await?;
                reminders::unmark(&mut tx, id, account, now.plus(after)).await?;
                tx.commit().await?;
            }
            // A mail server that is down is not asked for each of many letters.
            if round.away {
                break;
            }
        }
        Ok(())
    }

    /// Sends what is new of meetings, as they are by now: who was to be told of two changes gets one letter.
    async fn send_news(&self, round: &mut Round) -> Result<(), Error> {
        let _one_at_a_time = self.0.news.lock().await;
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let due = reminders::with_news(&mut session, now, AT_A_TIME).await?;
        drop(session);
        for (id, account) in due {
            let mut tx = self.0.db.write().await?;
            let told = reminders::take_news(&mut tx, id, account, now).await?;
            let meeting = meetings::by_id(&mut tx, id).await?;
            tx.commit().await?;
            let (Some((recipient, news)), Some(meeting)) = (told, meeting) else { continue };
            // Begun or over since: what had changed of its announcement is no news any more.
            if news == News::Changed && meeting.course.state() != State::Planned {
                continue;
            }
            let outcome = self.0.mailer.send(&self.letter(recipient, About::News(news), &meeting)).await;
            if let Some(after) = round.note(outcome) {
                let mut tx = self.0.db.write().await?;
                reminders::put_news_back(&mut tx, id, account, news, now.plus(after)).await?;
                tx.commit().await?;
            }
            if round.away {
                break;
            }
        }
        Ok(())
    }

    /// Has news sent at once that were just written, while nobody waits for it; what does not leave now is sent with
    /// the reminders.
    pub(super) fn news_are_there(&self) {
        let service = self.clone();
        tokio::spawn(async move {
            if let Err(error) = service.send_news(&mut Round::default()).await {
                tracing::warn!(%error, "who is to be told of a change was not found out; it is tried again");
            }
        });
    }

    fn letter(&self, to: Recipient, about: About, meeting: &Stored) -> Letter {
        let lang = Lang::from_tag(&to.lang).unwrap_or_default();
        let when = full(lang, meeting.starts_at);
        let place = if meeting.place.is_empty() { lang.mail_meeting_online() } else { meeting.place.clone() };
        let link = format!("{}/sessions/{}", self.0.public_url, meeting.id);
        let title = meeting.title.clone();
        let (subject, body) = match about {
            About::Soon => (lang.mail_reminder_subject(title.clone()), lang.mail_reminder_body(title, when, place, link)),
            About::News(News::Changed) => (lang.mail_changed_subject(title.clone()), lang.mail_changed_body(title, when, place, link)),
            About::News(News::Cancelled) => (lang.mail_cancelled_subject(title.clone()), lang.mail_cancelled_body(title, when, link)),
        };
        Letter { to: to.email, subject, body, unasked: None }
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
    fn a_letter_that_is_not_taken_ends_no_round_and_a_server_that_is_away_does() {
        let mut round = Round::default();
        let reply = || "reply 550".to_owned();
        for (outcome, again) in [
            (Ok(()), None),
            (Err(MailError::Compose), None),
            (Err(MailError::Refused(reply())), None),
            (Err(MailError::PutOff(reply())), Some(LATER)),
        ] {
            assert_eq!(round.note(outcome), again);
        }
        assert_eq!((round.sent, round.away), (1, false));
        assert_eq!(round.note(Err(MailError::Away("no connection".to_owned()))), Some(AGAIN));
        assert!(round.away);
    }
}
