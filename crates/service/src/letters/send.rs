//! From the outbox to the mail server, each letter at most once.

use busola_domain::Timestamp;
use busola_domain::comment::Order;
use busola_domain::letter::{Kind, Purpose, RECEIPT_LIFE, REMARKS_MAX, UNSUBSCRIBE_LIFE, again};
use busola_domain::time::MINUTE;
use busola_storage::Session;
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts::{self, Became, Which};
use busola_storage::letters::links::{self, Link};
use busola_storage::letters::{self as outbox, Marked, Together, readers};
use busola_texts::Lang;
use uuid::Uuid;

use super::answered::Answered;
use super::appealed::Appealed;
use super::metrics::Outcome;
use crate::mail::{Letter, MailError, Unasked};
use crate::{Error, Secret, Service};

/// How many letters are looked up at a time.
const AT_A_TIME: i64 = 100;
/// After how long a letter is tried again while none leaves. By then those that wait come before it.
const AGAIN: i64 = MINUTE;
/// After how long it is certain that whoever marked an entry does not send its letter any more: longer than a mail server
/// is waited for.
const LOST_AFTER: i64 = 30 * MINUTE;

/// A letter that is ready to leave.
struct Prepared {
    letter: Letter,
    /// The digests of its links, to be taken back when it does not leave.
    links: [Vec<u8>; 2],
}

impl Service {
    /// Sends the letters that are due, and gives how many left. A server that is away ends the round.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn send_letters(&self) -> Result<usize, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let lost = outbox::any_lost(&mut session, now.plus(-LOST_AFTER)).await?;
        let due = outbox::due(&mut session, now, AT_A_TIME).await?;
        drop(session);
        if lost {
            self.give_up_lost(now).await?;
        }
        let mut sent = 0;
        for together in due {
            if self.letters_ended() {
                break;
            }
            match self.send_together(&together).await {
                Ok(Some(Outcome::Sent)) => sent += 1,
                Ok(Some(Outcome::Away)) => break,
                Ok(_) => {}
                Err(error) if error.is_temporary() => return Err(error),
                // One that can't be read keeps no other from leaving.
                Err(error) => tracing::error!(%error, "a letter could not be made"),
            }
        }
        Ok(sent)
    }

    /// What was marked when a sender ended: nobody knows whether it left, and two are worse than none.
    async fn give_up_lost(&self, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        let lost = outbox::lose(&mut tx, now.plus(-LOST_AFTER), now).await?;
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

    /// Sends one letter; `None` where somebody else sends it, or put it off meanwhile.
    async fn send_together(&self, together: &Together) -> Result<Option<Outcome>, Error> {
        let now = self.now();
        let attempt = self.0.random.id(now);
        let mut tx = self.0.db.write().await?;
        let marked = outbox::mark(&mut tx, together, attempt, now).await?;
        if marked.iter().all(|entry| entry.due_at > now.0) {
            // Dropped, the transaction marks nothing.
            return Ok(None);
        }
        let Some(prepared) = self.prepare_letter(&mut tx, together, &marked, attempt, now).await? else {
            outbox::give_up(&mut tx, attempt, now).await?;
            tx.commit().await?;
            self.0.letters.metrics.count(Outcome::Unwanted, 1);
            return Ok(Some(Outcome::Unwanted));
        };
        // From here on it counts as sent, whatever happens to this process.
        tx.commit().await?;
        let handed_over = self.0.mailer.send(&prepared.letter).await;
        let attempts = marked.iter().map(|entry| entry.attempts).max().unwrap_or(1);
        let outcome = self.settle(attempt, attempts, &prepared, handed_over).await?;
        self.0.letters.metrics.count(outcome, 1);
        Ok(Some(outcome))
    }

    /// Composes a letter of what is true now, to the address that is there now; `None` when it is not wanted any more or
    /// has nothing to tell.
    async fn prepare_letter(
        &self,
        tx: &mut Session,
        together: &Together,
        marked: &[Marked],
        attempt: Uuid,
        now: Timestamp,
    ) -> Result<Option<Prepared>, Error> {
        let Some(reader) = readers::reader(tx, together.account).await? else { return Ok(None) };
        if readers::off(tx, together.account).await?.contains(&together.kind) {
            return Ok(None);
        }
        let told = outbox::told(tx, together).await?;
        let place = Place::start(Order::Newest);
        let mut remarks = receipts::page(tx, together.account, Which::OfLetter(attempt), place, marked.len() as i64).await?;
        remarks.retain(|became| is_told_by(together.kind, became, marked));
        remarks.sort_unstable_by_key(|became| became.comment.number);
        let more = remarks.len().saturating_sub(REMARKS_MAX);
        remarks.truncate(REMARKS_MAX);
        let Some(consultation) = remarks.first().map(|became| became.consultation.clone()) else { return Ok(None) };

        let receipts = Link { account: together.account, consultation: together.consultation, kind: None };
        let receipts = self.link(tx, Purpose::Receipt, &receipts, now).await?;
        let unsubscribe = Link { account: together.account, consultation: None, kind: Some(together.kind) };
        let unsubscribe = self.link(tx, Purpose::Unsubscribe, &unsubscribe, now).await?;
        let links = [receipts.hash(), unsubscribe.hash()];
        let receipts = format!("{}/receipts/{}", self.0.public_url, receipts.reveal());
        let unsubscribe = format!("{}/unsubscribe/{}", self.0.public_url, unsubscribe.reveal());

        let (subject, body) = match together.kind {
            Kind::Answered => Answered {
                lang: Lang::from_tag(&reader.lang).unwrap_or_default(),
                site: &self.0.public_url,
                remarks: &remarks,
                more,
                told: &told,
                receipts: &receipts,
                unsubscribe: &unsubscribe,
            }
            .compose(&consultation),
            Kind::Appealed => Appealed {
                lang: Lang::from_tag(&reader.lang).unwrap_or_default(),
                remarks: &remarks,
                receipts: &receipts,
                unsubscribe: &unsubscribe,
            }
            .compose(&consultation),
        };
        // The oldest entry is the same each time that it is tried.
        let id = marked.iter().map(|entry| entry.id).min().unwrap_or(attempt);
        let letter = Letter { to: reader.email, subject, body, unasked: Some(Unasked { id, unsubscribe }) };
        Ok(Some(Prepared { letter, links }))
    }

    async fn link(&self, tx: &mut Session, purpose: Purpose, link: &Link, now: Timestamp) -> Result<Secret, Error> {
        let token = self.0.random.secret();
        let life = match purpose {
            Purpose::Receipt => RECEIPT_LIFE,
            Purpose::Unsubscribe => UNSUBSCRIBE_LIFE,
        };
        links::insert(tx, &token.hash(), purpose, link, now, now.plus(life)).await?;
        Ok(token)
    }

    /// Writes what came of a letter.
    async fn settle(
        &self,
        attempt: Uuid,
        attempts: i64,
        prepared: &Prepared,
        handed_over: Result<(), MailError>,
    ) -> Result<Outcome, Error> {
        let now = self.now();
        let outcome = outcome(&handed_over, attempts);
        match &handed_over {
            Err(error) if outcome == Outcome::Away => tracing::error!(%error, "no letter leaves; it is tried again"),
            Err(error) if outcome == Outcome::PutOff => tracing::warn!(%error, attempts, "a letter did not leave; it is tried again"),
            Err(error) => tracing::error!(%error, attempts, "a letter is given up"),
            Ok(()) => {}
        }
        let mut tx = self.0.db.write().await?;
        match outcome {
            Outcome::Sent => outbox::sent(&mut tx, attempt, now).await?,
            Outcome::Away => outbox::again(&mut tx, attempt, now.plus(AGAIN), 1).await?,
            Outcome::PutOff => outbox::again(&mut tx, attempt, now.plus(again(attempts).unwrap_or(AGAIN)), 0).await?,
            Outcome::GivenUp | Outcome::Unknown | Outcome::Unwanted => outbox::give_up(&mut tx, attempt, now).await?,
        }
        // Where the letter may have arrived, its links are to work.
        if matches!(outcome, Outcome::Away | Outcome::PutOff | Outcome::GivenUp) {
            for hash in &prepared.links {
                links::delete(&mut tx, hash).await?;
            }
        }
        tx.commit().await?;
        Ok(outcome)
    }
}

/// Whether an entry of a letter says what became of a remark as it stands now. Where it was answered otherwise since,
/// there is a newer entry, which tells it.
fn is_told_by(kind: Kind, became: &Became, marked: &[Marked]) -> bool {
    let now = match kind {
        Kind::Answered => became.answer.as_ref().map(|answer| (became.comment.id.0, answer.id.0, answer.revision)),
        Kind::Appealed => {
            let decided = became.appeal.as_ref().filter(|appeal| appeal.ruling.is_some());
            decided.map(|_| (became.comment.id.0, became.comment.id.0, 1))
        }
    };
    now.is_some_and(|now| marked.iter().any(|entry| (entry.subject, entry.cause, entry.revision) == now))
}

fn outcome(handed_over: &Result<(), MailError>, attempts: i64) -> Outcome {
    match handed_over {
        Ok(()) => Outcome::Sent,
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
