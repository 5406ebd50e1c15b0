//! One's own account.

use busola_domain::letter::Kind;
use busola_service::letters::Wanted;
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

/// Switches letters of a kind on (`wanted`) or off.
#[server(prefix = "/fn", endpoint = "choose-letters")]
pub async fn choose_letters(kind: Kind, wanted: bool) -> Result<(), Failure> {
    let site = Site::get()?;
    let wanted = if wanted { Wanted::Yes } else { Wanted::No };
    site.service.choose_letters(site.actor.as_ref(), kind, wanted).await.map_err(fail(&site))?;
    go_to("/account#letters");
    Ok(())
}
