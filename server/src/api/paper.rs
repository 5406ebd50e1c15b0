//! Remarks that are entered for who wrote them.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::Comment;
use busola_domain::paper::NewEntry;
use busola_service::consultations::Key;

use super::describe::{BadBody, Conflict, NotFound, OfConsultation, Write};
use super::extract::{Caller, InPath, Json};
use super::problem::Problem;
use crate::app::App;

/// Enter a comment that came on paper, by mail or at a meeting.
///
/// For moderators, from the opening until the report is published: after the closing too, for what was received in the term. It
/// is public at once, in the name of its author. `id` is as of a comment that is posted: with the same body it answers 200 and
/// the same comment, with another 409.
#[utoipa::path(
    post, path = "/consultations/{key}/comments/paper", operation_id = "enterComment", tag = "Comments",
    params(OfConsultation),
    request_body = NewEntry,
    responses(
        (status = 200, description = "The same was entered before; nothing was entered again.", body = Comment),
        (status = 201, description = "Entered: durable, and in the log.", body = Comment),
        BadBody, NotFound, Conflict, Write,
    ),
)]
pub(super) async fn enter(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewEntry>,
) -> Response {
    match app.service().enter_remark(caller.actor.as_ref(), &Key::parse(&key), new, caller.received).await {
        Ok(entered) => {
            let status = if entered.created { StatusCode::CREATED } else { StatusCode::OK };
            (status, Answer(entered.comment)).into_response()
        }
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}
