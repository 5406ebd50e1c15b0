//! Keeping the remark of somebody who has yet to sign in.

use busola_domain::{CommentId, time};
use busola_storage::parked::{self, Parked};
use uuid::Uuid;

use crate::{Error, Service};

/// How long such a text is kept, in milliseconds.
const LIFE: i64 = time::DAY;

impl Service {
    /// Keeps a text and gives the id under which its author gets it back. The text was checked before.
    ///
    /// # Errors
    /// As [`busola_domain::Body::parse`], at `body`.
    pub async fn park(&self, comment: CommentId, body: &str) -> Result<Uuid, Error> {
        let body = busola_domain::Body::parse(body).map_err(|problem| Error::field("body", problem))?;
        let now = self.now();
        let id = self.0.random.opaque_id();
        let mut tx = self.0.db.write().await?;
        parked::insert(&mut tx, id, &Parked { body: body.into_string(), comment }, now.plus(LIFE)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The text kept under an id.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn parked(&self, id: Uuid) -> Result<Option<Parked>, Error> {
        let mut session = self.0.db.read().await?;
        Ok(parked::get(&mut session, id, self.now()).await?)
    }
}
