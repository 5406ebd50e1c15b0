//! Remarks.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::comment::Order;
use busola_domain::moderation::Ground;
use busola_domain::paper::Correction;
use busola_domain::{Comment, CommentId, UnitId};
use busola_service::Error;
use busola_service::comments::{NewComment, Support};
use busola_service::consultations::Key;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::consultations::Page;
use super::describe::{BadBody, BadQuery, Conflict, NotFound, OfComment, OfConsultation, Read, Write};
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use crate::app::App;
use crate::caller;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Only those on this unit.
    #[param(inline, value_type = Option<UnitId>)]
    unit: Option<String>,
    /// The order; `oldest` by default.
    #[param(inline, value_type = Option<Order>)]
    order: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<i64>,
}

/// Comments of a consultation, replies among them.
///
/// Pending comments are listed for their author and for moderators only.
#[utoipa::path(
    get, path = "/consultations/{key}/comments", operation_id = "listComments", tag = "Comments",
    params(OfConsultation, ListQuery),
    responses((status = 200, description = "A page.", body = Page<Comment>), BadQuery, NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
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

/// Post a comment.
///
/// The client chooses `id`, so that a request that was lost on its way can be sent again: with the same body it answers 200 and
/// the same comment, with another 409. Before the opening and from the closing on it answers 409; the moment that counts is the
/// receipt of the request.
#[utoipa::path(
    post, path = "/consultations/{key}/comments", operation_id = "postComment", tag = "Comments",
    params(OfConsultation),
    request_body = NewComment,
    responses(
        (status = 200, description = "The same was posted before; nothing was posted again.", body = Comment),
        (status = 201, description = "Posted: durable, and in the log unless it is pending.", body = Comment),
        BadBody, NotFound, Conflict, Write,
    ),
)]
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

/// Change one's comment, or correct one that was entered from paper.
///
/// For its author, within 15 minutes, until the office has answered it, while the consultation is open: then `body` is needed and
/// the rest is left aside. For moderators, where it was entered from paper, by mail or from a meeting, until it is answered: what
/// is left out stays.
#[utoipa::path(
    patch, path = "/comments/{id}", operation_id = "editComment", tag = "Comments",
    params(OfComment),
    request_body = Correction,
    responses((status = 200, description = "As it is now.", body = Comment), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn edit(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(change): Json<Correction>,
) -> Response {
    comment(&caller, app.service().change_comment(caller.actor.as_ref(), id, change, caller.received).await)
}

/// Take one's comment back.
///
/// For its author. Replies stay; the text leaves the log, the API and every open page.
#[utoipa::path(
    delete, path = "/comments/{id}", operation_id = "withdrawComment", tag = "Comments",
    params(OfComment),
    responses((status = 204, description = "Withdrawn; again is the same."), NotFound, Conflict, Write),
)]
pub(super) async fn withdraw(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    nothing(&caller, app.service().withdraw_comment(caller.actor.as_ref(), id, caller.received).await)
}

/// Support a comment.
#[utoipa::path(
    put, path = "/comments/{id}/support", operation_id = "supportComment", tag = "Comments",
    params(OfComment),
    responses((status = 204, description = "Supported; again is the same."), NotFound, Conflict, Write),
)]
pub(super) async fn support(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    nothing(&caller, app.service().support_comment(caller.actor.as_ref(), id, Support::Given, caller.received).await)
}

/// No longer support a comment.
#[utoipa::path(
    delete, path = "/comments/{id}/support", operation_id = "unsupportComment", tag = "Comments",
    params(OfComment),
    responses((status = 204, description = "Not supported; again is the same."), NotFound, Conflict, Write),
)]
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

/// Hide a comment.
///
/// For moderators and administrators. When this is answered the text has left the log, the API and every buffer of the live
/// channel. The reason stands in its place.
#[utoipa::path(
    post, path = "/comments/{id}/hide", operation_id = "hideComment", tag = "Moderation",
    params(OfComment),
    request_body = Hide,
    responses((status = 200, description = "Hidden.", body = Comment), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn hide(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(hide): Json<Hide>,
) -> Response {
    let ground = hide.ground.unwrap_or(Ground::Other);
    comment(&caller, app.service().hide_comment_as(caller.actor.as_ref(), id, ground, &hide.reason, caller.received).await)
}

/// Show a hidden comment again.
///
/// For moderators and administrators. A body is not needed and not read.
#[utoipa::path(
    post, path = "/comments/{id}/unhide", operation_id = "unhideComment", tag = "Moderation",
    params(OfComment),
    responses((status = 200, description = "Published.", body = Comment), NotFound, Conflict, Write),
)]
pub(super) async fn unhide(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<CommentId>) -> Response {
    comment(&caller, app.service().unhide_comment(caller.actor.as_ref(), id, caller.received).await)
}

/// Publish a comment that waits.
///
/// For moderators and administrators. A body is not needed and not read.
#[utoipa::path(
    post, path = "/comments/{id}/approve", operation_id = "approveComment", tag = "Moderation",
    params(OfComment),
    responses((status = 200, description = "Published; now it is in the log.", body = Comment), NotFound, Conflict, Write),
)]
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
