//! The council's opinion on a consultation.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::opinion::NewOpinion;
use busola_service::consultations::Key;
use busola_service::opinions::OpinionNow;

use super::describe::{BadBody, NotFound, OfConsultation, Read, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::said;
use crate::app::App;

/// The council's opinion on a consultation.
///
/// Not there before it was asked for.
#[utoipa::path(
    get, path = "/consultations/{key}/opinion", operation_id = "getOpinion", tag = "Consultations",
    params(OfConsultation),
    responses((status = 200, description = "The opinion.", body = OpinionNow), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    said(&caller, StatusCode::OK, app.service().opinion(caller.actor.as_ref(), &Key::parse(&key)).await)
}

/// Write down that the council was asked for its opinion, and what it said.
///
/// For moderators and administrators, in every phase. `due_on` follows from the rule of the consultation's kind at the first
/// request for that day, and stays when the rule changes. What changes nothing is no event.
#[utoipa::path(
    put, path = "/consultations/{key}/opinion", operation_id = "putOpinion", tag = "Consultations",
    params(OfConsultation),
    request_body = NewOpinion,
    responses((status = 200, description = "Written down.", body = OpinionNow), BadBody, NotFound, Write),
)]
pub(super) async fn put(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewOpinion>,
) -> Response {
    let put = app.service().put_opinion(caller.actor.as_ref(), &Key::parse(&key), new, caller.received).await;
    said(&caller, StatusCode::OK, put)
}
