//! Meetings: reading one, coming in, being reminded. In files of their own: what is done in the hall, what only those
//! do who run one, its announcement, what speakers said, its minutes.

pub mod announce;
pub mod hall;
pub mod minutes;
pub mod run;
pub mod spoken;

use busola_domain::MeetingId;
use busola_domain::meeting::Snapshot;
use busola_service::meetings::Reminder;
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// A meeting as it is now, for a page that is open.
#[server(prefix = "/fn", endpoint = "read-meeting")]
pub async fn read_meeting(id: MeetingId) -> Result<Snapshot, Failure> {
    let site = Site::get()?;
    site.service.meeting(site.actor.as_ref(), id).await.map(|page| page.snapshot).map_err(fail(&site))
}

/// Comes in by the short code; who is not signed in, under a name for the hall.
#[server(prefix = "/fn", endpoint = "enter-meeting")]
pub async fn enter_meeting(code: String, #[server(default)] name: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let entered = site.service.enter_meeting(site.actor.as_ref(), &code, &name).await.map_err(fail(&site))?;
    if let Some((cookie, expires_at)) = &entered.session {
        site.set_session(cookie, *expires_at);
    }
    go_to(&format!("/sessions/{}", entered.meeting));
    Ok(())
}

/// Has oneself reminded of a meeting by mail (`wanted`), or no longer.
#[server(prefix = "/fn", endpoint = "remind-meeting")]
pub async fn remind_meeting(id: MeetingId, wanted: bool) -> Result<(), Failure> {
    let site = Site::get()?;
    let wanted = if wanted { Reminder::Wanted } else { Reminder::Unwanted };
    site.service.remind(site.actor.as_ref(), id, wanted, site.lang).await.map_err(fail(&site))
}
