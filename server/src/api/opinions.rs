//! The council's opinion on a consultation.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::opinion::NewOpinion;
use busola_service::consultations::Key;

use super::extract::{Caller, InPath, Json};
use super::sessions::said;
use crate::app::App;

/// `GET /consultations/{id or slug}/opinion`
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    said(&caller, StatusCode::OK, app.service().opinion(caller.actor.as_ref(), &Key::parse(&key)).await)
}

/// `PUT /consultations/{id or slug}/opinion`
pub(super) async fn put(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewOpinion>,
) -> Response {
    let put = app.service().put_opinion(caller.actor.as_ref(), &Key::parse(&key), new, caller.received).await;
    said(&caller, StatusCode::OK, put)
}
