//! Words of speakers that become remarks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::SpeakerId;
use busola_service::meetings::{Consent, Offer};

use super::extract::{Caller, InPath, Json};
use super::sessions::said;
use crate::app::App;

/// `PUT /speakers/{id}/remark`
pub(super) async fn offer(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<SpeakerId>,
    Json(offer): Json<Offer>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().offer_remark(caller.actor.as_ref(), id, offer, caller.received).await)
}

/// `POST /speakers/{id}/remark/consent`
pub(super) async fn consent(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<SpeakerId>,
    Json(consent): Json<Consent>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().consent_to_remark(caller.actor.as_ref(), id, consent, caller.received).await)
}

/// `POST /speakers/{id}/remark/decline`
pub(super) async fn decline(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<SpeakerId>) -> Response {
    said(&caller, StatusCode::OK, app.service().decline_remark(caller.actor.as_ref(), id, caller.received).await)
}
