//! What administrators say of the city: who runs the site, and how accessible it is.

use std::sync::{Arc, PoisonError, RwLock};

use busola_domain::accessibility::Declaration;
use busola_domain::city::City;
use busola_domain::letter::Occasion;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Day, Role, Timestamp};
use busola_storage::city::{self, Kind};
use busola_storage::letters::{self as outbox, New, readers};
use busola_storage::{Session, accounts};
use busola_texts::Lang;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::letters::{Leaving, Prepared};
use crate::mail::{Letter, Unasked};
use crate::{Conflict, Error, Service};

/// Who runs the site, as it was last read: each page and many forms say it.
pub(crate) type Known = RwLock<Option<Arc<City>>>;

/// Something that administrators say, as one of them edits it.
pub struct Said<T> {
    /// What is said now; `None` while nothing is.
    pub text: Option<T>,
    /// How often it was said anew; 0 while nothing is.
    pub revision: i64,
}

impl Service {
    /// Who runs the site; `None` until an administrator has said it. Another process on the same database knows it after
    /// its next [`Service::read_city`].
    #[must_use]
    pub fn city(&self) -> Option<Arc<City>> {
        self.0.city.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads anew who runs the site.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn read_city(&self) -> Result<(), Error> {
        let mut session = self.0.db.read().await?;
        let said = said::<City>(&mut session, Kind::City).await?;
        self.know(said.text);
        Ok(())
    }

    fn know(&self, city: Option<City>) {
        *self.0.city.write().unwrap_or_else(PoisonError::into_inner) = city.map(Arc::new);
    }

    /// Who runs the site, for who may say it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn city_to_edit(&self, actor: Option<&Actor>) -> Result<Said<City>, Error> {
        allow(actor, Action::RunSite, self.now())?;
        let mut session = self.0.db.read().await?;
        said(&mut session, Kind::City).await
    }

    /// Says who runs the site, in the place of the revision that was read. Where names leave consultations sooner by its
    /// number of years, the first day on which they do is to be `agreed` to.
    ///
    /// # Errors
    /// The policy's no; every bad field; [`Conflict::CityChanged`]; [`Error::NamesLeave`].
    pub async fn set_city(
        &self,
        actor: Option<&Actor>,
        new: City,
        revision: i64,
        agreed: Option<Day>,
        now: Timestamp,
    ) -> Result<(), Error> {
        allow(actor, Action::RunSite, now)?;
        let new = new.parse().map_err(Error::Invalid)?;
        self.foresee(new.retention_years, agreed, now).await?;
        self.say(actor, Kind::City, &new, revision, "city.set", now).await?;
        self.know(Some(new));
        Ok(())
    }

    /// The declaration of accessibility; `None` while none was published.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn declaration(&self) -> Result<Option<Declaration>, Error> {
        let mut session = self.0.db.read().await?;
        Ok(said(&mut session, Kind::Accessibility).await?.text)
    }

    /// The declaration of accessibility, for who may publish another.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn declaration_to_edit(&self, actor: Option<&Actor>) -> Result<Said<Declaration>, Error> {
        allow(actor, Action::RunSite, self.now())?;
        let mut session = self.0.db.read().await?;
        said(&mut session, Kind::Accessibility).await
    }

    /// Publishes a declaration of accessibility, in the place of the revision that was read.
    ///
    /// # Errors
    /// The policy's no; every bad field; [`Conflict::CityChanged`].
    pub async fn publish_declaration(&self, actor: Option<&Actor>, new: Declaration, revision: i64, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::RunSite, now)?;
        let new = new.parse(Day::of(now)).map_err(Error::Invalid)?;
        self.say(actor, Kind::Accessibility, &new, revision, "accessibility.publish", now).await
    }

    async fn say(
        &self,
        actor: Option<&Actor>,
        kind: Kind,
        what: &impl Serialize,
        revision: i64,
        action: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let account = actor.ok_or(Denied::SignInNeeded)?.account;
        let body = serde_json::to_string(what).map_err(|_| unreadable())?;
        let mut tx = self.0.db.write().await?;
        let present = city::latest(&mut tx, kind).await?.map_or(0, |(revision, _)| revision);
        // Of two who write the same revision at once the database takes one.
        if present != revision || !city::keep(&mut tx, kind, revision.saturating_add(1), &body, account, now).await? {
            return Err(Error::Conflict(Conflict::CityChanged));
        }
        self.record(&mut tx, actor, action, Uuid::nil(), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Puts a letter to each administrator into the outbox when the declaration of accessibility is to be looked through,
    /// once for each year.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn remind_of_review(&self) -> Result<(), Error> {
        let now = self.now();
        let Some(declaration) = self.declaration().await?.filter(|declaration| declaration.is_to_be_reviewed(Day::of(now))) else {
            return Ok(());
        };
        let mut tx = self.0.db.write().await?;
        let administrators = city::administrators(&mut tx).await?;
        let entry = |account| New {
            id: self.0.random.id(now),
            occasion: Occasion::Review,
            account,
            subject: Uuid::nil(),
            cause: Uuid::nil(),
            revision: i64::from(declaration.review_by().year()),
            consultation: None,
            due_at: now,
        };
        let entries: Vec<_> = administrators.into_iter().map(entry).collect();
        outbox::queue(&mut tx, &entries).await?;
        tx.commit().await?;
        self.letters_are_there();
        Ok(())
    }

    /// The letter to an administrator about that; `None` where it was done, or where they are none any more.
    pub(crate) async fn review_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let account = leaving.together.account;
        let Some(declaration) = said::<Declaration>(tx, Kind::Accessibility).await?.text else { return Ok(None) };
        let Some(reader) = readers::reader(tx, account).await? else { return Ok(None) };
        let in_office = accounts::by_id(tx, account).await?.is_some_and(|actor| actor.role >= Role::Admin);
        if !in_office || !declaration.is_to_be_reviewed(Day::of(leaving.now)) {
            return Ok(None);
        }
        let lang = Lang::from_tag(&reader.lang).unwrap_or_default();
        let (looked_at, by) = (declaration.looked_at_on(), declaration.review_by());
        let in_words = |day: Day| lang.date(day.year(), day.month(), day.day());
        let letter = Letter {
            to: reader.email,
            subject: lang.mail_review_subject(in_words(by)),
            body: lang.mail_review_body(in_words(looked_at), in_words(by), format!("{}/admin/accessibility", self.0.public_url)),
            // It is part of an administrator's duty.
            unasked: Some(Unasked { id: leaving.id(), unsubscribe: None }),
        };
        Ok(Some(Prepared { letter, links: Vec::new() }))
    }
}

/// What is said now.
async fn said<T: DeserializeOwned>(session: &mut Session, kind: Kind) -> Result<Said<T>, Error> {
    let Some((revision, body)) = city::latest(session, kind).await? else { return Ok(Said { text: None, revision: 0 }) };
    let text = serde_json::from_str(&body).map_err(|_| unreadable())?;
    Ok(Said { text: Some(text), revision })
}

fn unreadable() -> Error {
    busola_storage::Error::Corrupt("city_texts.body").into()
}
