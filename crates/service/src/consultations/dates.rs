//! What an open page asks anew when something about its consultation changed.

use busola_domain::Actor;
use busola_domain::consultation::Consultation;

use super::{Key, readable};
use crate::{Error, Service};

impl Service {
    /// A consultation without the units of its draft: one row.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn consultation_alone(&self, actor: Option<&Actor>, key: &Key) -> Result<Consultation, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        Ok(readable(&mut session, actor, key, now).await?.view(Vec::new(), now))
    }
}
