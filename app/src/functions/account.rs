//! One's own account.

use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Changes one's display name, and goes on to where one was going (`next`).
#[server(prefix = "/fn", endpoint = "rename")]
pub async fn rename(name: String, #[server(default)] next: String) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.rename(site.actor.as_ref(), &name).await.map_err(fail(&site))?;
    go_to(if next.is_empty() { "/account?saved=1" } else { &next });
    Ok(())
}
