//! Cards of consultations in the pages of other sites.

use busola_domain::consultation::Consultation;
use busola_domain::embed::{SiteOrigin, parse_origins};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Timestamp};
use busola_storage::embeds;
use uuid::Uuid;

use crate::consultations::{Key, readable};
use crate::{Error, Service};

/// A card.
pub struct Card {
    /// The sites whose pages may show it.
    pub origins: Vec<SiteOrigin>,
    /// What it shows, with the units left out; or that there is nothing to show.
    pub consultation: Result<Consultation, Error>,
}

impl Service {
    /// The card of a consultation, the same for everybody.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn card(&self, key: &Key) -> Result<Card, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let origins = embeds::origins(&mut session).await?;
        let consultation = readable(&mut session, None, key, now).await.map(|stored| stored.view(Vec::new(), now));
        Ok(Card { origins, consultation })
    }

    /// The sites whose pages may show cards.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn embed_origins(&self, actor: Option<&Actor>, now: Timestamp) -> Result<Vec<SiteOrigin>, Error> {
        allow(actor, Action::SetEmbedding, now)?;
        let mut session = self.0.db.read().await?;
        Ok(embeds::origins(&mut session).await?)
    }

    /// Sets the sites whose pages may show cards, as they were typed: one a line.
    ///
    /// # Errors
    /// The policy's no; a line that is none at `origins`.
    pub async fn set_embed_origins(&self, actor: Option<&Actor>, typed: &str, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::SetEmbedding, now)?;
        let origins = parse_origins(typed).map_err(|error| Error::Invalid(vec![error]))?;
        let mut tx = self.0.db.write().await?;
        embeds::set_origins(&mut tx, &origins).await?;
        let detail: Vec<_> = origins.iter().map(SiteOrigin::as_str).collect();
        self.record_with(&mut tx, actor, "embed.set", Uuid::nil(), &detail.join(", "), now).await?;
        tx.commit().await?;
        Ok(())
    }
}
