//! Remarks that are entered for who wrote them.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::paper::NewEntry;
use busola_service::consultations::Key;

use super::extract::{Caller, InPath, Json};
use super::problem::Problem;
use crate::app::App;

/// `POST /consultations/{id}/comments/paper`
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
