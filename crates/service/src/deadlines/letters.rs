//! Letters to the responsible officer before something is due.

use std::collections::{HashMap, HashSet};

use busola_domain::deadlines::{self, Known, What, letter_due};
use busola_domain::letter::Occasion;
use busola_domain::opinion::Opinion;
use busola_domain::time::DAY;
use busola_domain::{AccountId, ConsultationId, Day, Timestamp};
use busola_storage::consultations::{self, Stored};
use busola_storage::deadlines::letters::{self as marks, Mark};
use busola_storage::letters::{self as outbox, New, readers};
use busola_storage::{Session, opinions};
use busola_texts::Lang;
use uuid::Uuid;

use super::course::Facts;
use super::rules;
use crate::letters::{Leaving, Prepared};
use crate::mail::{Letter, Unasked};
use crate::{Error, Service};

/// How long after its closing a consultation may have something due: the report on what was adopted comes in the second
/// year after that.
const WATCHED: i64 = 4 * 366 * DAY;

impl Service {
    /// Puts the letters about what is due by now into the outbox, each once: its mark and its entry are written in one
    /// transaction. Gives how many these were.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn remind_of_deadlines(&self) -> Result<usize, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let due = due(&mut session, now).await?;
        drop(session);
        if due.is_empty() {
            return Ok(0);
        }
        let due: Vec<_> = due.into_iter().map(|(mark, officer)| (self.0.random.id(now), mark, officer)).collect();
        let wanted: Vec<_> = due.iter().map(|(id, mark, _)| (*id, *mark)).collect();
        let mut tx = self.0.db.write().await?;
        // Whoever marks a letter has it sent.
        let ours: HashSet<Uuid> = marks::mark(&mut tx, &wanted, now).await?.into_iter().collect();
        let entry = |(id, mark, officer): (Uuid, Mark, AccountId)| New {
            id,
            occasion: Occasion::Deadline,
            account: officer,
            subject: id,
            cause: mark.consultation.0,
            revision: mark.days,
            consultation: None,
            due_at: now,
        };
        let entries: Vec<_> = due.into_iter().filter(|(id, ..)| ours.contains(id)).map(entry).collect();
        outbox::queue(&mut tx, &entries).await?;
        tx.commit().await?;
        self.letters_are_there();
        Ok(entries.len())
    }

    /// The letter about something that is due, to who is responsible by now; `None` where it is done, is due on another
    /// day, or where a later letter tells of it.
    pub(crate) async fn deadline_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let Some(mark) = marks::by_id(tx, leaving.together.about).await? else { return Ok(None) };
        let Some(stored) = consultations::by_id(tx, mark.consultation).await? else { return Ok(None) };
        let Some(officer) = stored.responsible else { return Ok(None) };
        let Some(reader) = readers::reader(tx, officer).await? else { return Ok(None) };
        let deadlines = Facts::of(tx, &stored).await?.deadlines(&stored.schedule, leaving.now);
        let deadline = deadlines.into_iter().find(|deadline| (deadline.what, deadline.on) == (mark.what, mark.on));
        if deadline.and_then(|deadline| letter_due(&deadline, Day::of(leaving.now))) != Some(mark.days) {
            return Ok(None);
        }
        let lang = Lang::from_tag(&reader.lang).unwrap_or_default();
        let day = lang.date(mark.on.year(), mark.on.month(), mark.on.day());
        let what = what_in_words(lang, mark.what);
        let link = format!("{}/consultations/{}", self.0.public_url, stored.slug);
        let letter = Letter {
            to: reader.email,
            subject: lang.mail_deadline_subject(day.clone(), what.clone()),
            body: lang.mail_deadline_body(what, stored.title, day, link),
            // Who is responsible can't switch these letters off.
            unasked: Some(Unasked { id: leaving.id(), unsubscribe: None }),
        };
        Ok(Some(Prepared { letter, links: Vec::new() }))
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

/// The letters that are due by `now` and were not marked yet, each with its officer: a fixed number of queries.
async fn due(session: &mut Session, now: Timestamp) -> Result<Vec<(Mark, AccountId)>, Error> {
    let (since, today) = (now.plus(-WATCHED), Day::of(now));
    let watched = consultations::watched(session, since).await?;
    let rules = rules::all(session).await?;
    let opinions: HashMap<ConsultationId, Opinion> = opinions::of_watched(session, since).await?.into_iter().collect();
    let mut met: HashMap<ConsultationId, Vec<(What, Day)>> = HashMap::new();
    for done in busola_storage::deadlines::met_of_watched(session, since).await? {
        met.entry(done.consultation).or_default().push((done.what, done.on));
    }
    let marked: HashSet<Mark> = marks::marked_of_watched(session, since).await?.into_iter().collect();
    let mut due = Vec::new();
    for stored in watched {
        let Stored { id, kind, schedule, responsible: Some(officer), .. } = stored else { continue };
        let Some(rule) = rules.iter().find(|rule| rule.kind == kind) else { continue };
        let met = met.get(&id).map(Vec::as_slice).unwrap_or_default();
        let known = Known { schedule: &schedule, opinion: opinions.get(&id), met };
        for deadline in deadlines::of(rule, &known, now) {
            let Some(days) = letter_due(&deadline, today) else { continue };
            let mark = Mark { consultation: id, what: deadline.what, on: deadline.on, days };
            if !marked.contains(&mark) {
                due.push((mark, officer));
            }
        }
    }
    Ok(due)
}
