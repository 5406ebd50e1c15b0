//! People and their offices.

use busola_domain::{AccountId, Role};
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Gives somebody a role, or takes it; back on the page of what was looked for (`sought`).
#[server(prefix = "/fn", endpoint = "give-office")]
pub async fn give_office(whom: AccountId, role: Role, #[server(default)] sought: String) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.give_office(site.actor.as_ref(), whom, role, site.received).await.map_err(fail(&site))?;
    go_to(&format!("/admin/people?q={}&saved=1", leptos_router::location::Url::escape(&sought)));
    Ok(())
}
