//! Minutes of live sessions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::MeetingId;
use busola_domain::meeting::Minutes;
use serde::Deserialize;
use utoipa::ToSchema;

use super::describe::{BadBody, NotFound, OfSession, Read, SessionConflict, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::said;
use crate::app::App;

/// The minutes of a session.
///
/// As they were published last. For moderators, once the session is over: as they were kept last, or else a draft that tells what
/// happened. What is not published is not there for others.
#[utoipa::path(
    get, path = "/sessions/{id}/minutes", operation_id = "getMinutes", tag = "Sessions",
    params(OfSession),
    responses((status = 200, description = "The minutes.", body = Minutes), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().minutes(caller.actor.as_ref(), id).await)
}

/// An edit of minutes.
#[derive(Deserialize, ToSchema)]
#[schema(as = MinutesEdit)]
pub(super) struct Edited {
    /// The whole text, in Markdown.
    #[schema(max_length = 500000)]
    body: String,
    /// The `revision` that was edited.
    #[schema(minimum = 0)]
    revision: i64,
}

/// Keep an edit of the minutes.
///
/// For moderators and administrators, once the session is over. Nothing of it is public before it is published. It answers 409
/// when somebody else kept them meanwhile: then `revision` is not the latest any more.
#[utoipa::path(
    put, path = "/sessions/{id}/minutes", operation_id = "keepMinutes", tag = "Sessions",
    params(OfSession),
    request_body = Edited,
    responses(
        (status = 200, description = "Kept, under the next revision.", body = Minutes),
        BadBody, NotFound, SessionConflict, Write,
    ),
)]
pub(super) async fn keep(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(edited): Json<Edited>,
) -> Response {
    let kept = app.service().keep_minutes(caller.actor.as_ref(), id, edited.revision, &edited.body, caller.received).await;
    said(&caller, StatusCode::OK, kept)
}

/// Which minutes.
#[derive(Deserialize, ToSchema)]
#[schema(as = MinutesRevision)]
pub(super) struct Which {
    /// The `revision` to publish.
    #[schema(minimum = 0)]
    revision: i64,
}

/// Publish the minutes.
///
/// For moderators and administrators, once the session is over. What is published must be the latest revision; 0 publishes the
/// draft that nobody has edited. Again is the same.
#[utoipa::path(
    post, path = "/sessions/{id}/minutes/publish", operation_id = "publishMinutes", tag = "Sessions",
    params(OfSession),
    request_body = Which,
    responses((status = 200, description = "Public.", body = Minutes), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn publish(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(which): Json<Which>,
) -> Response {
    let published = app.service().publish_minutes(caller.actor.as_ref(), id, which.revision, None, caller.received).await;
    said(&caller, StatusCode::OK, published)
}
