//! Letters to the responsible officer before something is due.

use std::collections::{HashMap, HashSet};

use busola_domain::deadlines::{self, Known, What};
use busola_domain::opinion::Opinion;
use busola_domain::time::DAY;
use busola_domain::{AccountId, ConsultationId, Day, Timestamp};
use busola_storage::consultations::{self, Stored};
use busola_storage::deadlines::letters::{self, Mark};
use busola_storage::letters::readers::{self, Reader};
use busola_storage::{Session, opinions};
use busola_texts::Lang;

use super::rules;
use crate::mail::{Letter, MailError};
use crate::{Error, Service};

/// How long after its closing a consultation may have something due: the report on what was adopted comes in the second
/// year after that.
const WATCHED: i64 = 4 * 366 * DAY;

/// A letter that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLetter {
    /// What it is about.
    pub mark: Mark,
    /// Whom it goes to.
    pub officer: AccountId,
    /// The name of the consultation in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
}

impl Service {
    /// The letters about what is due that are to be sent by now and were not yet: a fixed number of queries.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn due_letters(&self) -> Result<Vec<DueLetter>, Error> {
        let mut session = self.0.db.snapshot().await?;
        due(&mut session, self.now()).await
    }

    /// Sends the letters that are due, each once: it is marked before it leaves, and the mark taken back when it could
    /// not, for another time. Gives how many left.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn remind_of_deadlines(&self) -> Result<usize, Error> {
        let mut sent = 0;
        for letter in self.due_letters().await? {
            let mut tx = self.0.db.write().await?;
            let is_ours = letters::mark(&mut tx, &letter.mark, self.now()).await?;
            let to = readers::reader(&mut tx, letter.officer).await?;
            tx.commit().await?;
            let (true, Some(to)) = (is_ours, to) else { continue };
            match self.0.mailer.send(&self.compose(&letter, to)).await {
                Ok(()) => sent += 1,
                Err(error @ (MailError::Away(_) | MailError::PutOff(_))) => {
                    tracing::warn!(%error, "a letter about what is due did not leave; it is tried again");
                    let mut tx = self.0.db.write().await?;
                    letters::unmark(&mut tx, &letter.mark).await?;
                    tx.commit().await?;
                    // A mail server that is down is not asked for each of many letters.
                    if matches!(error, MailError::Away(_)) {
                        break;
                    }
                }
                Err(error) => tracing::error!(%error, "a letter about what is due can't leave and is given up"),
            }
        }
        Ok(sent)
    }

    fn compose(&self, letter: &DueLetter, to: Reader) -> Letter {
        let lang = Lang::from_tag(&to.lang).unwrap_or_default();
        let on = letter.mark.on;
        let day = lang.date(on.year(), on.month(), on.day());
        let what = what_in_words(lang, letter.mark.what);
        let link = format!("{}/consultations/{}", self.0.public_url, letter.slug);
        Letter {
            to: to.email,
            subject: lang.mail_deadline_subject(day.clone(), what.clone()),
            body: lang.mail_deadline_body(what, letter.title.clone(), day, link),
            unasked: None,
        }
    }
}

fn what_in_words(lang: Lang, what: What) -> String {
    match what {
        What::Report => lang.due_report(),
        What::Opinion => lang.due_opinion(),
        What::Adoption => lang.due_adoption(),
        What::YearlyReport => lang.due_yearly_report(),
    }
}

async fn due(session: &mut Session, now: Timestamp) -> Result<Vec<DueLetter>, Error> {
    let (since, today) = (now.plus(-WATCHED), Day::of(now));
    let watched = consultations::watched(session, since).await?;
    let rules = rules::all(session).await?;
    let opinions: HashMap<ConsultationId, Opinion> = opinions::of_watched(session, since).await?.into_iter().collect();
    let mut met: HashMap<ConsultationId, Vec<(What, Day)>> = HashMap::new();
    for done in busola_storage::deadlines::met_of_watched(session, since).await? {
        met.entry(done.consultation).or_default().push((done.what, done.on));
    }
    let sent: HashSet<Mark> = letters::sent_of_watched(session, since).await?.into_iter().collect();
    let mut due = Vec::new();
    for stored in watched {
        let Stored { id, slug, title, kind, schedule, responsible: Some(officer), .. } = stored else { continue };
        let Some(rule) = rules.iter().find(|rule| rule.kind == kind) else { continue };
        let met = met.get(&id).map(Vec::as_slice).unwrap_or_default();
        let known = Known { schedule: &schedule, opinion: opinions.get(&id), met };
        for deadline in deadlines::of(rule, &known, now) {
            let Some(days) = deadlines::letter_due(&deadline, today) else { continue };
            let mark = Mark { consultation: id, what: deadline.what, on: deadline.on, days };
            if !sent.contains(&mark) {
                due.push(DueLetter { mark, officer, slug: slug.clone(), title: title.clone() });
            }
        }
    }
    Ok(due)
}
