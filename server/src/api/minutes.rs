//! Minutes of live sessions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::MeetingId;
use serde::Deserialize;

use super::extract::{Caller, InPath, Json};
use super::sessions::said;
use crate::app::App;

/// `GET /sessions/{id}/minutes`
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

/// `PUT /sessions/{id}/minutes`
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

/// `POST /sessions/{id}/minutes/publish`
pub(super) async fn publish(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(which): Json<Which>,
) -> Response {
    let published = app.service().publish_minutes(caller.actor.as_ref(), id, which.revision, None, caller.received).await;
    said(&caller, StatusCode::OK, published)
}
