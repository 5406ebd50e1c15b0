//! Words of speakers that become remarks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::SpeakerId;
use busola_domain::meeting::SpokenRemark;
use busola_service::meetings::{Consent, Offer};

use super::describe::{BadBody, NotFound, OfSpeaker, SessionConflict, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::said;
use crate::app::App;

/// Write down what a speaker said.
///
/// For moderators and administrators, of somebody who had the floor, also when the session is over. The words wait for the
/// speaker to consent, in place of what was written down before. They are in no event; who spoke finds them in `spoken`.
#[utoipa::path(
    put, path = "/speakers/{id}/remark", operation_id = "offerRemark", tag = "Sessions",
    params(OfSpeaker),
    request_body = Offer,
    responses(
        (status = 200, description = "Waits for its author.", body = SpokenRemark),
        BadBody, NotFound, SessionConflict, Write,
    ),
)]
pub(super) async fn offer(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<SpeakerId>,
    Json(offer): Json<Offer>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().offer_remark(caller.actor.as_ref(), id, offer, caller.received).await)
}

/// Let what one said become a comment.
///
/// For who spoke, while the consultation receives comments. The comment has the text that is sent here. Where `moderation` is
/// `pre` it is pending first. It answers 409 when what was written down is about something else than the `unit` that is sent. On
/// a unit that the draft does not have any more, it becomes a comment on the whole draft. Again changes nothing.
#[utoipa::path(
    post, path = "/speakers/{id}/remark/consent", operation_id = "consentToRemark", tag = "Sessions",
    params(OfSpeaker),
    request_body = Consent,
    responses((status = 200, description = "A comment now.", body = SpokenRemark), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn consent(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<SpeakerId>,
    Json(consent): Json<Consent>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().consent_to_remark(caller.actor.as_ref(), id, consent, caller.received).await)
}

/// Do not let what one said become a comment.
///
/// For who spoke. The words stay between them and the moderators. A body is not needed and not read.
#[utoipa::path(
    post, path = "/speakers/{id}/remark/decline", operation_id = "declineRemark", tag = "Sessions",
    params(OfSpeaker),
    responses(
        (status = 200, description = "Declined; again is the same.", body = SpokenRemark),
        NotFound, SessionConflict, Write,
    ),
)]
pub(super) async fn decline(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<SpeakerId>) -> Response {
    said(&caller, StatusCode::OK, app.service().decline_remark(caller.actor.as_ref(), id, caller.received).await)
}
