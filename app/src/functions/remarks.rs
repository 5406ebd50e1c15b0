//! Remarks: reading, writing, supporting, moderating.

use busola_domain::comment::{Comment, Order};
use busola_domain::{CommentId, ConsultationId, UnitId};
use busola_service::comments::Support;
use busola_service::consultations::Key;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::fail;
use super::moderation::why_hidden;
use crate::context::Site;
use crate::failure::Failure;

/// A page of threads as they stand in the panel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThreadsHtml {
    /// Entries of the list.
    pub html: String,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A page of threads, on a unit or on all of them.
#[server(prefix = "/fn", endpoint = "threads")]
pub async fn threads(
    consultation: ConsultationId,
    order: Order,
    #[server(default)] unit: Option<UnitId>,
    #[server(default)] after: Option<String>,
) -> Result<ThreadsHtml, Failure> {
    let site = Site::get()?;
    let after = after.and_then(|cursor| cursor.parse().ok());
    let (html, next) = crate::pages::threads(&site, consultation, unit, order, after).await.map_err(fail(&site))?;
    Ok(ThreadsHtml { html, next })
}

/// Sends a remark. `id` is chosen by the form, so that sending twice posts once; `version` is that of the draft on its page.
#[server(prefix = "/fn", endpoint = "post-comment")]
pub async fn post_comment(
    consultation: ConsultationId,
    id: CommentId,
    #[server(default)] unit: Option<UnitId>,
    #[server(default)] parent: Option<CommentId>,
    #[server(default)] version: Option<i64>,
    body: String,
) -> Result<Comment, Failure> {
    let site = Site::get()?;
    let new = busola_service::comments::NewComment { id, unit, parent, body, version };
    let posted = site.service.post_comment(site.actor.as_ref(), &Key::Id(consultation), new, site.received).await;
    posted.map(|posted| posted.comment).map_err(fail(&site))
}

/// Changes one's remark.
#[server(prefix = "/fn", endpoint = "edit-comment")]
pub async fn edit_comment(id: CommentId, body: String) -> Result<Comment, Failure> {
    let site = Site::get()?;
    site.service.edit_comment(site.actor.as_ref(), id, &body, site.received).await.map_err(fail(&site))
}

/// Takes one's remark back.
#[server(prefix = "/fn", endpoint = "withdraw-comment")]
pub async fn withdraw_comment(id: CommentId) -> Result<Comment, Failure> {
    let site = Site::get()?;
    site.service.withdraw_comment(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Supports a remark (`wanted`), or no longer; answers with the number of supports.
#[server(prefix = "/fn", endpoint = "support-comment")]
pub async fn support_comment(id: CommentId, wanted: bool) -> Result<i64, Failure> {
    let site = Site::get()?;
    let wanted = if wanted { Support::Given } else { Support::Withdrawn };
    site.service.support_comment(site.actor.as_ref(), id, wanted, site.received).await.map_err(fail(&site))
}

/// Hides a remark with a reason.
#[server(prefix = "/fn", endpoint = "hide-comment")]
pub async fn hide_comment(id: CommentId, #[server(default)] ground: String, #[server(default)] reason: String) -> Result<Comment, Failure> {
    let site = Site::get()?;
    let (ground, reason) = why_hidden(&ground, &reason).map_err(fail(&site))?;
    site.service.hide_comment_as(site.actor.as_ref(), id, ground, &reason, site.received).await.map_err(fail(&site))
}

/// Shows a hidden remark again.
#[server(prefix = "/fn", endpoint = "unhide-comment")]
pub async fn unhide_comment(id: CommentId) -> Result<Comment, Failure> {
    let site = Site::get()?;
    site.service.unhide_comment(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Makes a waiting remark public.
#[server(prefix = "/fn", endpoint = "approve-comment")]
pub async fn approve_comment(id: CommentId) -> Result<Comment, Failure> {
    let site = Site::get()?;
    site.service.approve_comment(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}
