//! What a consultation continues.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::EarlierId;
use busola_domain::earlier::NewEarlier;
use busola_service::consultations::Key;

use super::consultations::Page;
use super::extract::{Caller, InPath, Json};
use super::sessions::{done, said};
use crate::app::App;

/// `GET /consultations/{id or slug}/continues`
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let earlier = app.service().continues(caller.actor.as_ref(), &Key::parse(&key)).await;
    said(&caller, StatusCode::OK, earlier.map(|items| Page { items, next: None }))
}

/// `POST /consultations/{id or slug}/continues`
pub(super) async fn add(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewEarlier>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().add_earlier(caller.actor.as_ref(), &Key::parse(&key), new).await)
}

/// `PUT /continues/{id}`
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<EarlierId>,
    Json(new): Json<NewEarlier>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().change_earlier(caller.actor.as_ref(), id, new).await)
}

/// `DELETE /continues/{id}`
pub(super) async fn remove(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<EarlierId>) -> Response {
    done(&caller, app.service().remove_earlier(caller.actor.as_ref(), id).await)
}
