//! The minutes of a meeting.

use busola_domain::MeetingId;
use busola_domain::meeting::Minutes;
use leptos::prelude::*;

use crate::context::Site;
use crate::failure::Failure;
use crate::functions::fail;

/// Keeps an edit of the minutes; `revision` is the one that was edited.
#[server(prefix = "/fn", endpoint = "keep-minutes")]
pub async fn keep_minutes(id: MeetingId, revision: i64, body: String) -> Result<Minutes, Failure> {
    let site = Site::get()?;
    site.service.keep_minutes(site.actor.as_ref(), id, revision, &body, site.received).await.map_err(fail(&site))
}

/// Publishes the minutes as they were kept in a revision; with a text that differs from it, keeps that one first.
#[server(prefix = "/fn", endpoint = "publish-minutes")]
pub async fn publish_minutes(id: MeetingId, revision: i64, #[server(default)] body: Option<String>) -> Result<Minutes, Failure> {
    let site = Site::get()?;
    site.service.publish_minutes(site.actor.as_ref(), id, revision, body.as_deref(), site.received).await.map_err(fail(&site))
}
