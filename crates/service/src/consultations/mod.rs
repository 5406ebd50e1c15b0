//! Consultations: created and published by moderators, read by everyone. One use case a file.

mod calendar;
mod change;
mod create;
mod dates;
mod draft;
mod publish;
mod read;
mod short;

use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, ConsultationId, Timestamp};
use busola_storage::Session;
use busola_storage::consultations::{self, Stored};

pub use busola_storage::drafts::StoredUnit;
pub use calendar::Dated;
pub use change::Editing;
pub use create::NewConsultation;
pub(crate) use create::slug;
pub use draft::NewSource;
pub(crate) use draft::parse;
pub use read::{ConsultationPage, Opened, Reading};
pub use short::{REASON_MAX, TooShort};

use crate::Error;

/// A consultation by its id or by its name in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Its id.
    Id(ConsultationId),
    /// Its name.
    Slug(String),
}

impl Key {
    /// What stands in an address: an id if it reads as one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Slug(text.to_owned()), Self::Id)
    }
}

/// The stored consultation of a key.
pub(crate) async fn find(session: &mut Session, key: &Key) -> Result<Stored, Error> {
    let stored = match key {
        Key::Id(id) => consultations::by_id(session, *id).await?,
        Key::Slug(slug) => consultations::by_slug(session, slug).await?,
    };
    stored.ok_or_else(Error::not_found)
}

/// The stored consultation of a key, for somebody who may read it.
pub(crate) async fn readable(session: &mut Session, actor: Option<&Actor>, key: &Key, now: Timestamp) -> Result<Stored, Error> {
    let stored = find(session, key).await?;
    allow(actor, Action::ReadConsultation(&stored.schedule), now)?;
    Ok(stored)
}

/// The stored consultation of a key, to be changed: until the commit nobody else changes it, its draft or
/// what becomes of its remarks.
pub(crate) async fn take(tx: &mut Session, key: &Key) -> Result<Stored, Error> {
    let id = match key {
        Key::Id(id) => *id,
        Key::Slug(_) => find(tx, key).await?.id,
    };
    consultations::take(tx, id).await?.ok_or_else(Error::not_found)
}
