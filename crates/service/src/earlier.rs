//! What a consultation continues.

use std::collections::HashSet;

use busola_domain::earlier::{EARLIER_MAX, Earlier, NewEarlier, Target};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, ConsultationId, EarlierId, Problem, Timestamp};
use busola_storage::earlier::{self, Linked, New};
use busola_storage::{Session, meetings};

use crate::consultations::{Key, find, readable, take};
use crate::meetings::doors;
use crate::{Conflict, Error, Service, themes};

impl Service {
    /// What a consultation continues, the first first.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn continues(&self, actor: Option<&Actor>, key: &Key) -> Result<Vec<Earlier>, Error> {
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, self.now()).await?;
        Ok(earlier::of_consultation(&mut session, consultation.id).await?)
    }

    /// Writes down what a consultation continues, in every phase.
    ///
    /// # Errors
    /// The policy's no; every bad field: `link` is to be the address of what everybody finds, and at `title` it is said
    /// when there are too many.
    pub async fn add_earlier(&self, actor: Option<&Actor>, key: &Key, new: NewEarlier) -> Result<Earlier, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let consultation = take(&mut tx, key).await?.id;
        if earlier::count(&mut tx, consultation).await? >= EARLIER_MAX as i64 {
            return Err(Error::field("title", Problem::TooMany { max: EARLIER_MAX }));
        }
        let id = EarlierId(self.0.random.id(now));
        self.put_earlier(tx, actor, consultation, id, new, now).await
    }

    /// Writes it down anew.
    ///
    /// # Errors
    /// As [`Service::add_earlier`]; "not found" where it is not there; [`Conflict::EarlierChanged`] when another revision
    /// was edited.
    pub async fn change_earlier(&self, actor: Option<&Actor>, id: EarlierId, new: NewEarlier) -> Result<Earlier, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let (consultation, _) = earlier::standing(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        take(&mut tx, &Key::Id(consultation)).await?;
        // As it is now that nobody else writes it.
        let (_, revision) = earlier::standing(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        if new.revision.is_some_and(|edited| edited != revision) {
            return Err(Error::Conflict(Conflict::EarlierChanged));
        }
        self.put_earlier(tx, actor, consultation, id, new, now).await
    }

    /// Removes it; what is not there is gone already.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn remove_earlier(&self, actor: Option<&Actor>, id: EarlierId) -> Result<(), Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        if let Some((consultation, _)) = earlier::standing(&mut tx, id).await? {
            earlier::delete(&mut tx, id).await?;
            self.record(&mut tx, actor, "consultation.earlier", consultation.0, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn put_earlier(
        &self,
        mut tx: Session,
        actor: Option<&Actor>,
        consultation: ConsultationId,
        id: EarlierId,
        new: NewEarlier,
        now: Timestamp,
    ) -> Result<Earlier, Error> {
        let NewEarlier { title, held_on, place, words, link, themes, revision: _ } = new.parse().map_err(Error::Invalid)?;
        let linked = match link.as_deref().map(str::trim).filter(|link| !link.is_empty()) {
            Some(typed) => Some(self.linked(&mut tx, typed, now).await?),
            None => None,
        };
        let there: HashSet<_> = themes::all(&mut tx).await?.into_iter().map(|theme| theme.id).collect();
        if !themes.iter().all(|theme| there.contains(theme)) {
            return Err(Error::field("themes", Problem::UnknownTheme));
        }
        let new = New { id, consultation, title: &title, held_on, place: &place, words: &words, linked, themes: &themes };
        earlier::put(&mut tx, &new, now).await?;
        self.record(&mut tx, actor, "consultation.earlier", consultation.0, now).await?;
        let written = earlier::of_consultation(&mut tx, consultation).await?.into_iter().find(|earlier| earlier.id == id);
        tx.commit().await?;
        written.ok_or_else(Error::not_found)
    }

    /// What an address leads to, where everybody finds that.
    async fn linked(&self, tx: &mut Session, typed: &str, now: Timestamp) -> Result<Linked, Error> {
        let unknown = || Error::field("link", Problem::UnknownAddress);
        let target = Target::parse(typed, &self.0.public_url).map_err(|problem| Error::field("link", problem))?;
        let (linked, allowed) = match target {
            Target::Meeting(id) => {
                let meeting = meetings::by_id(tx, id).await?.ok_or_else(unknown)?;
                let of = find(tx, &Key::Id(meeting.consultation)).await?;
                (Linked::Meeting(id), allow(None, Action::FollowMeeting(doors(&meeting, &of.schedule, false)), now))
            }
            Target::Consultation(key) => {
                let stored = find(tx, &Key::parse(&key)).await.map_err(|error| match error {
                    Error::Denied(_) => unknown(),
                    other => other,
                })?;
                (Linked::Consultation(stored.id), allow(None, Action::ReadConsultation(&stored.schedule), now))
            }
        };
        allowed.map(|()| linked).map_err(|_| unknown())
    }
}
