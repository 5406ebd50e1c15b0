//! What a consultation continues.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::EarlierId;
use busola_domain::earlier::{Earlier, NewEarlier};
use busola_service::consultations::Key;

use super::consultations::List;
use super::describe::{BadBody, Conflict, NotFound, OfConsultation, OfEarlier, Read, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::{done, said};
use crate::app::App;

/// Meetings and consultations that a consultation continues, the first first.
///
/// All of them at once.
#[utoipa::path(
    get, path = "/consultations/{key}/continues", operation_id = "listEarlier", tag = "Consultations",
    params(OfConsultation),
    responses((status = 200, description = "They.", body = List<Earlier>), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let earlier = app.service().continues(caller.actor.as_ref(), &Key::parse(&key)).await;
    said(&caller, StatusCode::OK, earlier.map(List::of))
}

/// Write down what a consultation continues.
///
/// For moderators and administrators. In every phase.
#[utoipa::path(
    post, path = "/consultations/{key}/continues", operation_id = "addEarlier", tag = "Consultations",
    params(OfConsultation),
    request_body = NewEarlier,
    responses((status = 201, description = "Written down.", body = Earlier), BadBody, NotFound, Write),
)]
pub(super) async fn add(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewEarlier>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().add_earlier(caller.actor.as_ref(), &Key::parse(&key), new).await)
}

/// Write it down anew.
///
/// For moderators and administrators. What is left out is empty then.
#[utoipa::path(
    put, path = "/continues/{id}", operation_id = "changeEarlier", tag = "Consultations",
    params(OfEarlier),
    request_body = NewEarlier,
    responses((status = 200, description = "As it is now.", body = Earlier), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<EarlierId>,
    Json(new): Json<NewEarlier>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().change_earlier(caller.actor.as_ref(), id, new).await)
}

/// Remove it.
///
/// For moderators and administrators. What is not there is gone already.
#[utoipa::path(
    delete, path = "/continues/{id}", operation_id = "removeEarlier", tag = "Consultations",
    params(OfEarlier),
    responses((status = 204, description = "Gone."), NotFound, Write),
)]
pub(super) async fn remove(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<EarlierId>) -> Response {
    done(&caller, app.service().remove_earlier(caller.actor.as_ref(), id).await)
}
