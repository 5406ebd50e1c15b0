//! Questions of live sessions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::meeting::Question;
use busola_domain::{MeetingId, QuestionId};
use busola_service::comments::Support;
use busola_service::meetings::{Handling, NewQuestion};

use super::describe::{BadBody, NotFound, OfQuestion, OfSession, SessionConflict, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::{done, said};
use crate::app::App;

/// Ask a question.
///
/// For everybody who is signed in, until the session is over. It belongs to the item on show. Where `rules.approve_questions`
/// holds, that of a resident is pending until a moderator approves it. With an `id` of the client's own it can be sent again and
/// asks nothing twice.
#[utoipa::path(
    post, path = "/sessions/{id}/questions", operation_id = "askQuestion", tag = "Sessions",
    params(OfSession),
    request_body = NewQuestion,
    responses(
        (status = 200, description = "Asked before under the same `id`.", body = Question),
        (status = 201, description = "Asked.", body = Question),
        BadBody, NotFound, SessionConflict, Write,
    ),
)]
pub(super) async fn ask(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(new): Json<NewQuestion>,
) -> Response {
    let asked = app.service().ask_question(caller.actor.as_ref(), id, new, caller.received).await;
    let status = if asked.as_ref().is_ok_and(|asked| !asked.created) { StatusCode::OK } else { StatusCode::CREATED };
    said(&caller, status, asked.map(|asked| asked.question))
}

/// Support a question.
#[utoipa::path(
    put, path = "/questions/{id}/support", operation_id = "supportQuestion", tag = "Sessions",
    params(OfQuestion),
    responses((status = 204, description = "Supported; again is the same."), NotFound, SessionConflict, Write),
)]
pub(super) async fn support(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<QuestionId>) -> Response {
    done(&caller, app.service().support_question(caller.actor.as_ref(), id, Support::Given, caller.received).await)
}

/// No longer support a question.
#[utoipa::path(
    delete, path = "/questions/{id}/support", operation_id = "unsupportQuestion", tag = "Sessions",
    params(OfQuestion),
    responses((status = 204, description = "Not supported; again is the same."), NotFound, SessionConflict, Write),
)]
pub(super) async fn unsupport(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<QuestionId>) -> Response {
    done(&caller, app.service().support_question(caller.actor.as_ref(), id, Support::Withdrawn, caller.received).await)
}

/// Do something with a question.
///
/// For moderators and administrators, also when the session is over. When hiding is answered the text has left the log, the API
/// and every buffer of the live channel.
#[utoipa::path(
    patch, path = "/questions/{id}", operation_id = "handleQuestion", tag = "Sessions",
    params(OfQuestion),
    request_body = Handling,
    responses((status = 200, description = "As it is now.", body = Question), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn handle(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<QuestionId>,
    Json(handling): Json<Handling>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().handle_question(caller.actor.as_ref(), id, handling, caller.received).await)
}
