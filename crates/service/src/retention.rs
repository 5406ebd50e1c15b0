//! Names leave consultations some years after their reports; what was said stays.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::retention::Foreseen;
use busola_domain::{AccountId, Actor, ConsultationId, Day, EventKind, Role, Timestamp, retention};
use busola_storage::retention::names::{self, Pseudonym};
use busola_storage::retention::{self as stored, Reported};
use busola_storage::{Session, consultations, events, meetings};
use busola_texts::Lang;
use uuid::Uuid;

use crate::{Error, Service};

/// Consultations on a page.
const PAGE: usize = 50;

/// A consultation whose report is public, and when names leave it.
pub struct Retained {
    /// The consultation.
    pub consultation: Reported,
    /// On which day names leave, or left; `None` where neither it nor the city says for how many years they stay.
    pub leave_on: Option<Day>,
}

/// A page of consultations whose reports are public, the last reported first.
pub struct RetentionPage {
    /// The consultations.
    pub items: Vec<Retained>,
    /// Where the next page begins.
    pub next: Option<(Timestamp, Uuid)>,
}

impl Service {
    /// A page of consultations whose reports are public, before a place among them.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn retention(&self, actor: Option<&Actor>, before: Option<(Timestamp, Uuid)>) -> Result<RetentionPage, Error> {
        allow(actor, Action::RunSite, self.now())?;
        let mut session = self.0.db.read().await?;
        let mut items = stored::page(&mut session, before.unwrap_or((Timestamp(i64::MAX), Uuid::max())), PAGE as i64 + 1).await?;
        let next = (items.len() > PAGE).then(|| items.truncate(PAGE)).and_then(|()| items.last().map(|last| (last.reported_at, last.id.0)));
        Ok(RetentionPage { items: items.into_iter().map(|consultation| self.retained(consultation)).collect(), next })
    }

    /// One of them.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn retention_of(&self, actor: Option<&Actor>, id: ConsultationId) -> Result<Retained, Error> {
        allow(actor, Action::RunSite, self.now())?;
        let mut session = self.0.db.read().await?;
        let found = stored::by_id(&mut session, id).await?.ok_or_else(Error::not_found)?;
        Ok(self.retained(found))
    }

    fn retained(&self, consultation: Reported) -> Retained {
        let left = consultation.anonymised_at.map(Day::of);
        let leave_on = left.or_else(|| self.leave_on(&consultation, consultation.years));
        Retained { consultation, leave_on }
    }

    /// When names leave a consultation with its own number of years, or the city's.
    fn leave_on(&self, consultation: &Reported, own: Option<i64>) -> Option<Day> {
        let years = own.or_else(|| self.city().map(|city| city.retention_years));
        years.map(|years| retention::leave_on(consultation.reported_at, years))
    }

    /// Sets for how many years names stay in a consultation whose report is public; `None` for the city's usual number.
    /// Where they leave sooner by it, the day on which they do is to be `agreed` to.
    ///
    /// # Errors
    /// The policy's no, also where names have left; a number that can't be; [`Error::NamesLeave`].
    pub async fn set_retention(
        &self,
        actor: Option<&Actor>,
        id: ConsultationId,
        years: Option<i64>,
        agreed: Option<Day>,
        now: Timestamp,
    ) -> Result<(), Error> {
        allow(actor, Action::RunSite, now)?;
        let years = years.map(retention::years).transpose().map_err(|problem| Error::field("years", problem))?;
        let mut tx = self.0.db.write().await?;
        consultations::take(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        let before = stored::by_id(&mut tx, id).await?.filter(|found| found.anonymised_at.is_none()).ok_or_else(Error::not_found)?;
        if before.years == years {
            return Ok(());
        }
        let then = self.leave_on(&before, years);
        if let Some(on) = then.filter(|on| retention::is_sooner(self.leave_on(&before, before.years), then) && agreed != Some(*on)) {
            let people = names::count(&mut tx, id).await?;
            refuse_unseen(Foreseen { consultations: 1, people, on, today: Day::of(now) })?;
        }
        stored::set_years(&mut tx, id, years).await?;
        let detail = years.map_or_else(|| "–".to_owned(), |years| years.to_string());
        self.record_with(&mut tx, actor, "consultation.retention", id.0, &detail, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Refuses another usual number of years by which names leave sooner, unless the first day on which they do is agreed to.
    pub(crate) async fn foresee(&self, years: i64, agreed: Option<Day>, now: Timestamp) -> Result<(), Error> {
        if self.city().is_some_and(|city| city.retention_years <= years) {
            return Ok(());
        }
        let mut session = self.0.db.read().await?;
        let mut usual = stored::with_names(&mut session).await?;
        usual.retain(|found| found.years.is_none());
        // The first reported is the first to leave.
        let on = usual.first().map(|first| retention::leave_on(first.reported_at, years));
        let Some(on) = on.filter(|on| agreed != Some(*on)) else { return Ok(()) };
        let people = names::count_usual(&mut session).await?;
        refuse_unseen(Foreseen { consultations: usual.len(), people, on, today: Day::of(now) })
    }

    /// Replaces names in every consultation in which they stayed for as long as they may, and gives how many that were.
    /// While nobody has said for how long names stay, they stay. One in which that fails keeps no other from it: it is
    /// tried again the next time.
    ///
    /// # Errors
    /// Whatever storage says before the first.
    pub async fn anonymise_due(&self) -> Result<usize, Error> {
        let mut session = self.0.db.read().await?;
        let with_names = stored::with_names(&mut session).await?;
        drop(session);
        let mut done = 0;
        for found in with_names.into_iter().filter(|found| self.is_due(found)) {
            match self.anonymise(found.id).await {
                Ok(true) => done += 1,
                Ok(false) => {}
                Err(error) => tracing::error!(%error, consultation = %found.id, "names did not leave a consultation; it is tried again"),
            }
        }
        Ok(done)
    }

    fn is_due(&self, consultation: &Reported) -> bool {
        let is_over = |day: Day| day <= Day::of(self.now());
        consultation.anonymised_at.is_none() && self.retained(consultation.clone()).leave_on.is_some_and(is_over)
    }

    /// `false` where another process did it meanwhile, or somebody gave it more time.
    async fn anonymise(&self, id: ConsultationId) -> Result<bool, Error> {
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        let consultation = consultations::take(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        if !stored::by_id(&mut tx, id).await?.is_some_and(|found| self.is_due(&found)) {
            return Ok(false);
        }
        let people = names::people(&mut tx, id).await?;
        names::replace(&mut tx, id, &self.pseudonyms(people), now).await?;
        // Open pages say that something has changed.
        events::append(&mut tx, Channel::Consultation(id), EventKind::ConsultationChanged, id.0, consultation.revision, now).await?;
        self.record(&mut tx, None, "consultation.anonymise", id.0, now).await?;
        let channels = channels(&mut tx, id).await?;
        tx.commit().await?;
        self.0.files.forget(id).await;
        for channel in channels {
            // It is not done again for this one: whatever fails here keeps nothing else from being done.
            if let Err(error) = self.0.hub.compose_anew(channel).await {
                tracing::error!(%error, %channel, "names that left may be sent until the program is started again");
            }
            self.0.hub.wake(channel);
        }
        // What was overwritten leaves the database's files as well, where that is possible now.
        if let Err(error) = self.0.db.forget_deleted().await {
            tracing::warn!(%error, "what was overwritten stays in the database's files for now");
        }
        Ok(true)
    }

    /// Who takes the place of whom: in an order that tells nothing, so that a number does not either.
    fn pseudonyms(&self, mut people: Vec<(AccountId, Role)>) -> Vec<Pseudonym> {
        self.0.random.shuffle(&mut people);
        // The consultations are in the city's language, and so is what stands in them.
        let pseudonym = |(number, (of, role)): (i64, (AccountId, Role))| Pseudonym {
            of,
            id: AccountId(self.0.random.opaque_id()),
            name: Lang::default().pseudonym(number),
            role,
        };
        (1..).zip(people).map(pseudonym).collect()
    }
}

/// Where nobody's name leaves, there is nothing to agree to.
fn refuse_unseen(foreseen: Foreseen) -> Result<(), Error> {
    if foreseen.people == 0 { Ok(()) } else { Err(Error::NamesLeave(foreseen)) }
}

/// The channels of a consultation and of its meetings.
async fn channels(session: &mut Session, id: ConsultationId) -> Result<Vec<Channel>, Error> {
    let held = meetings::of_consultation(session, id).await?;
    Ok(std::iter::once(Channel::Consultation(id)).chain(held.into_iter().map(|meeting| Channel::Meeting(meeting.id))).collect())
}
