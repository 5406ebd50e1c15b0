//! Files that belong to a consultation. They are added by a form of another kind, which the server reads itself.

use busola_domain::AttachmentId;
use leptos::prelude::*;

use super::fail;
use crate::context::Site;
use crate::failure::Failure;

/// Takes a file away from its consultation.
#[server(prefix = "/fn", endpoint = "remove-attachment")]
pub async fn remove_attachment(id: AttachmentId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.detach(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}
