//! From the outbox to the mail server, each letter at most once.

use busola_domain::letter::{Kind, Occasion, Purpose, RECEIPT_LIFE, UNSUBSCRIBE_LIFE, again};
use busola_domain::time::MINUTE;
use busola_domain::{ConsultationId, Timestamp};
use busola_storage::Session;
use busola_storage::letters::links::{self, Link};
use busola_storage::letters::{self as outbox, Marked, Together, readers};
use uuid::Uuid;

use super::metrics::Outcome;
use crate::mail::{Letter, MailError};
use crate::{Error, Service};

/// How many letters are looked up at a time.
const AT_A_TIME: i64 = 100;
/// After how long a letter is tried again while none leaves. By then those that wait come before it.
const AGAIN: i64 = MINUTE;
/// After how long it is certain that whoever marked an entry does not send its letter any more: longer than a mail server
/// is waited for.
const LOST_AFTER: i64 = 30 * MINUTE;

/// What is marked to leave in one letter.
pub(crate) struct Leaving {
    /// What the letter tells, whom and about what.
    pub(crate) together: Together,
    /// Its entries.
    pub(crate) marked: Vec<Marked>,
    /// The attempt that they are marked with.
    pub(crate) attempt: Uuid,
    /// The present moment.
    pub(crate) now: Timestamp,
}

impl Leaving {
    /// The same whenever the letter is tried: the oldest entry's.
    pub(crate) fn id(&self) -> Uuid {
        self.marked.iter().map(|entry| entry.id).min().unwrap_or(self.attempt)
    }

    /// How often it was tried, this time too.
    fn attempts(&self) -> i64 {
        self.marked.iter().map(|entry| entry.attempts).max().unwrap_or(1)
    }
}

/// A letter that is ready to leave.
pub(crate) struct Prepared {
    pub(crate) letter: Letter,
    /// The digests of its links, to be taken back when it does not leave.
    pub(crate) links: Vec<Vec<u8>>,
}

impl Service {
    /// Sends the letters that are due, and gives how many left. A server that is away ends the round.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn send_letters(&self) -> Result<usize, Error> {
        self.give_up_lost().await?;
        let mut sent = 0;
        loop {
            let mut session = self.0.db.read().await?;
            let due = outbox::due(&mut session, self.now(), AT_A_TIME).await?;
            drop(session);
            if due.is_empty() {
                return Ok(sent);
            }
            for together in due {
                if self.letters_ended() {
                    return Ok(sent);
                }
                match self.send_together(together).await {
                    Ok(Some(Outcome::Sent)) => sent += 1,
                    Ok(Some(Outcome::Away)) => return Ok(sent),
                    Ok(_) => {}
                    Err(error) if error.is_temporary() => return Err(error),
                    Err(error) => {
                        tracing::error!(%error, "a letter could not be made");
                        self.set_letter_aside(together).await?;
                    }
                }
            }
        }
    }

    /// What was marked when a sender ended: nobody knows whether it left, and two are worse than none.
    async fn give_up_lost(&self) -> Result<(), Error> {
        let now = self.now();
        let before = now.plus(-LOST_AFTER);
        let mut session = self.0.db.read().await?;
        let any = outbox::any_lost(&mut session, before).await?;
        drop(session);
        if !any {
            return Ok(());
        }
        let mut tx = self.0.db.write().await?;
        let lost = outbox::lose(&mut tx, before, now).await?;
        tx.commit().await?;
        if lost > 0 {
            tracing::error!(
                lost,
                "letters were being sent when the program ended; nobody knows whether they left, so they are not sent again"
            );
            self.0.letters.metrics.count(Outcome::Unknown, lost);
        }
        Ok(())
    }

    /// Marks what leaves together; `None` where somebody else sends it, or put it off meanwhile.
    async fn mark_together(&self, tx: &mut Session, together: Together) -> Result<Option<Leaving>, Error> {
        let now = self.now();
        let attempt = self.0.random.id(now);
        let marked = outbox::mark(tx, &together, attempt, now).await?;
        let is_due = marked.iter().any(|entry| entry.due_at <= now.0);
        Ok(is_due.then_some(Leaving { together, marked, attempt, now }))
    }

    /// Sends one letter; `None` where somebody else does.
    async fn send_together(&self, together: Together) -> Result<Option<Outcome>, Error> {
        let mut tx = self.0.db.write().await?;
        // Dropped, the transaction marks nothing.
        let Some(leaving) = self.mark_together(&mut tx, together).await? else { return Ok(None) };
        let Some(prepared) = self.prepare_letter(&mut tx, &leaving).await? else {
            self.conclude_letter(&mut tx, &leaving, Outcome::Unwanted).await?;
            tx.commit().await?;
            self.0.letters.metrics.count(Outcome::Unwanted, 1);
            return Ok(Some(Outcome::Unwanted));
        };
        // From here on it counts as sent, whatever happens to this process.
        tx.commit().await?;
        let handed_over = self.0.mailer.send_unless(&prepared.letter, self.letters_ending()).await;
        let outcome = self.settle(&leaving, &prepared, handed_over).await?;
        self.0.letters.metrics.count(outcome, 1);
        Ok(Some(outcome))
    }

    /// What no letter can be made of is tried again later, as if a server had put it off: it keeps no other from leaving,
    /// and is given up in the end.
    async fn set_letter_aside(&self, together: Together) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        let Some(leaving) = self.mark_together(&mut tx, together).await? else { return Ok(()) };
        let outcome = if again(leaving.attempts()).is_some() { Outcome::PutOff } else { Outcome::GivenUp };
        self.conclude_letter(&mut tx, &leaving, outcome).await?;
        tx.commit().await?;
        self.0.letters.metrics.count(outcome, 1);
        Ok(())
    }

    /// Composes a letter of what is true now, to the address that is there now; `None` when it is not wanted any more or
    /// has nothing to tell.
    async fn prepare_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let Together { occasion, account, .. } = leaving.together;
        if let Some(kind) = occasion.kind()
            && readers::off(tx, account).await?.contains(&kind)
        {
            return Ok(None);
        }
        match occasion {
            Occasion::Answered => self.answered_letter(tx, leaving).await,
            Occasion::Appealed => self.appealed_letter(tx, leaving).await,
            Occasion::MeetingSoon | Occasion::MeetingNews => self.meeting_letter(tx, leaving).await,
            Occasion::Deadline => self.deadline_letter(tx, leaving).await,
            Occasion::Review => self.review_letter(tx, leaving).await,
            Occasion::PasswordSet | Occasion::PasswordChanged | Occasion::PasswordRemoved => self.password_letter(tx, leaving).await,
        }
    }

    /// The links of a letter about remarks in a consultation: the address of the receipts there, the one that ends letters
    /// of the kind, and the digests of both.
    pub(super) async fn remark_links(
        &self,
        tx: &mut Session,
        leaving: &Leaving,
        consultation: ConsultationId,
        kind: Kind,
    ) -> Result<(String, String, Vec<Vec<u8>>), Error> {
        let account = leaving.together.account;
        let here = Link { account, consultation: Some(consultation), kind: None, meeting: None };
        let (receipts, opening) = self.letter_link(tx, Purpose::Receipt, &here, leaving.now).await?;
        let all = Link { account, consultation: None, kind: Some(kind), meeting: None };
        let (unsubscribe, ending) = self.letter_link(tx, Purpose::Unsubscribe, &all, leaving.now).await?;
        Ok((receipts, unsubscribe, vec![opening, ending]))
    }

    /// A new link for a letter: its address, and its digest.
    pub(crate) async fn letter_link(
        &self,
        tx: &mut Session,
        purpose: Purpose,
        link: &Link,
        now: Timestamp,
    ) -> Result<(String, Vec<u8>), Error> {
        let token = self.0.random.secret();
        let (path, life) = match purpose {
            Purpose::Receipt => ("receipts", RECEIPT_LIFE),
            Purpose::Unsubscribe => ("unsubscribe", UNSUBSCRIBE_LIFE),
        };
        links::insert(tx, &token.hash(), purpose, link, now, now.plus(life)).await?;
        Ok((format!("{}/{path}/{}", self.0.public_url, token.reveal()), token.hash()))
    }

    /// Writes what came of a letter that was to leave.
    async fn settle(&self, leaving: &Leaving, prepared: &Prepared, handed_over: Result<(), MailError>) -> Result<Outcome, Error> {
        let attempts = leaving.attempts();
        let outcome = outcome(&handed_over, attempts);
        match &handed_over {
            Ok(()) => {}
            Err(error) if outcome == Outcome::Interrupted => tracing::info!(%error, "a letter leaves after the next start"),
            Err(error) if outcome == Outcome::Away => tracing::error!(%error, "no letter leaves; it is tried again"),
            Err(error) if outcome == Outcome::PutOff => tracing::warn!(%error, attempts, "a letter did not leave; it is tried again"),
            Err(error) => tracing::error!(%error, attempts, "a letter is given up"),
        }
        let mut tx = self.0.db.write().await?;
        self.conclude_letter(&mut tx, leaving, outcome).await?;
        // Where the letter may have arrived, its links are to work.
        if !matches!(outcome, Outcome::Sent | Outcome::Unknown) {
            for hash in &prepared.links {
                links::delete(&mut tx, hash).await?;
            }
        }
        tx.commit().await?;
        Ok(outcome)
    }

    /// Ends an attempt.
    async fn conclude_letter(&self, tx: &mut Session, leaving: &Leaving, outcome: Outcome) -> Result<(), Error> {
        let (attempt, now) = (leaving.attempt, self.now());
        match outcome {
            Outcome::Sent => outbox::sent(tx, attempt, now).await?,
            Outcome::Interrupted => outbox::again(tx, attempt, now, 1).await?,
            Outcome::Away => outbox::again(tx, attempt, now.plus(AGAIN), 1).await?,
            Outcome::PutOff => outbox::again(tx, attempt, now.plus(again(leaving.attempts()).unwrap_or(AGAIN)), 0).await?,
            Outcome::GivenUp | Outcome::Unknown | Outcome::Unwanted => outbox::give_up(tx, attempt, now).await?,
        }
        Ok(())
    }
}

fn outcome(handed_over: &Result<(), MailError>, attempts: i64) -> Outcome {
    match handed_over {
        Ok(()) => Outcome::Sent,
        Err(MailError::Ending) => Outcome::Interrupted,
        Err(MailError::Away(_)) => Outcome::Away,
        Err(MailError::PutOff(_)) if again(attempts).is_some() => Outcome::PutOff,
        Err(MailError::Unknown(_)) => Outcome::Unknown,
        Err(_) => Outcome::GivenUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_a_letter_decides_whether_it_is_tried_again() {
        let reply = || "reply 450".to_owned();
        for (handed_over, attempts, expected) in [
            (Ok(()), 1, Outcome::Sent),
            (Err(MailError::Ending), 99, Outcome::Interrupted),
            (Err(MailError::Away(reply())), 99, Outcome::Away),
            (Err(MailError::PutOff(reply())), 1, Outcome::PutOff),
            (Err(MailError::PutOff(reply())), 16, Outcome::GivenUp),
            (Err(MailError::Refused(reply())), 1, Outcome::GivenUp),
            (Err(MailError::Compose), 1, Outcome::GivenUp),
            (Err(MailError::Unknown(reply())), 1, Outcome::Unknown),
        ] {
            assert_eq!(outcome(&handed_over, attempts), expected, "{handed_over:?}");
        }
    }
}
