//! Remarks.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::moderation::Ground;
use busola_domain::{Comment, CommentId};
use busola_service::Error;
use busola_service::comments::{NewComment, Support};
use busola_service::consultations::Key;
use serde::Deserialize;

use super::consultations::Page;
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use crate::app::App;
use crate::caller;

#[derive(Deserialize)]
pub(super) struct ListQuery {
    unit: Option<String>,
    order: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
}

/// `GET /consultations/{id}/comments`
pub(super) async fn list(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(query): InQuery<ListQuery>,
) -> Result<Response, Problem> {
    let unit = read("unit", query.unit.as_deref())?;
    let order = read("order", query.order.as_deref())?.unwrap_or_default();
    let after = read("after", query.after.as_deref())?;
    let limit = limit(query.limit, 20, 100)?;
    let page = app.service().comments(caller.actor.as_ref(), &Key::parse(&key), unit, order, after, limit).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(Page { items: page.items, next: page.next.map(|place| place.to_string()) }).into_response())
}

/// `POST /consultations/{id}/comments`
pub(super) async fn post(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewComment>,
) -> Response {
    match app.service().post_comment(caller.actor.as_ref(), &Key::parse(&key), new, caller.received).await {
        Ok(posted) => {
            let status = if posted.created { StatusCode::CREATED } else { StatusCode::OK };
            (status, Answer(posted.comment)).into_response()
        }
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// A new text.
#[derive(Deserialize, ToSchema)]
pub(super) struct Edit {
    /// What was typed. It is normalised once (NFC, line ends, outer white space) before it is stored and compared. Something in
    /// it must be visible; no control characters, no bidirectional overrides. A subset of Markdown is shown: emphasis, links,
    /// lists, quotations.
    #[schema(max_length = 10000)]
    body: String,
}

/// `PATCH /comments/{id}`
pub(super) async fn edit(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(edit): Json<Edit>,
) -> Response {
    comment(&caller, app.service().edit_comment(caller.actor.as_ref(), id, &edit.body, caller.received).await)
}

/// `DELETE /comments/{id}`
pub(super) async fn withdraw(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    nothing(&caller, app.service().withdraw_comment(caller.actor.as_ref(), id, caller.received).await)
}

/// `PUT /comments/{id}/support`
pub(super) async fn support(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    nothing(&caller, app.service().support_comment(caller.actor.as_ref(), id, Support::Given, caller.received).await)
}

/// `DELETE /comments/{id}/support`
pub(super) async fn unsupport(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    nothing(&caller, app.service().support_comment(caller.actor.as_ref(), id, Support::Withdrawn, caller.received).await)
}

/// Why.
#[derive(Deserialize, ToSchema)]
pub(super) struct Hide {
    /// Shown in the comment's place, one line.
    #[schema(max_length = 500)]
    reason: String,
    /// As the public log counts it; `other` when left out.
    #[serde(default)]
    ground: Option<Ground>,
}

/// `POST /comments/{id}/hide`
pub(super) async fn hide(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(hide): Json<Hide>,
) -> Response {
    let ground = hide.ground.unwrap_or(Ground::Other);
    comment(&caller, app.service().hide_comment_as(caller.actor.as_ref(), id, ground, &hide.reason, caller.received).await)
}

/// `POST /comments/{id}/unhide`
pub(super) async fn unhide(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    comment(&caller, app.service().unhide_comment(caller.actor.as_ref(), id, caller.received).await)
}

/// `POST /comments/{id}/approve`
pub(super) async fn approve(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    comment(&caller, app.service().approve_comment(caller.actor.as_ref(), id, caller.received).await)
}

fn comment(caller: &caller::Caller, outcome: Result<Comment, Error>) -> Response {
    match outcome {
        Ok(comment) => Answer(comment).into_response(),
        Err(error) => Problem::of(caller, &error).into_response(),
    }
}

pub(super) fn nothing<T>(caller: &caller::Caller, outcome: Result<T, Error>) -> Response {
    match outcome {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => Problem::of(caller, &error).into_response(),
    }
}
