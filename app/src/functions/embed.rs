//! Which sites may show cards of consultations.

use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Sets the sites whose pages may show cards: their addresses, one a line.
#[server(prefix = "/fn", endpoint = "set-embed-origins")]
pub async fn set_embed_origins(origins: String) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.set_embed_origins(site.actor.as_ref(), &origins, site.received).await.map_err(fail(&site))?;
    go_to("/admin/embed?saved=1");
    Ok(())
}
