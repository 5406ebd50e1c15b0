//! The queue of speakers of a live session.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::meeting::Speaker;
use busola_domain::{MeetingId, SpeakerId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::describe::{BadBody, NotFound, OfSession, OfSpeaker, SessionConflict, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::{done, said};
use crate::app::App;

/// Raise one's hand.
///
/// For everybody who is signed in, until the session is over. Who waits or has the floor already stays there. A body is not
/// needed and not read.
#[utoipa::path(
    post, path = "/sessions/{id}/speakers", operation_id = "raiseHand", tag = "Sessions",
    params(OfSession),
    responses(
        (status = 200, description = "One's place in the queue, or on the floor.", body = Speaker),
        NotFound, SessionConflict, Write,
    ),
)]
pub(super) async fn raise(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().raise_hand(caller.actor.as_ref(), id, caller.received).await)
}

/// An order of the queue.
#[derive(Deserialize, ToSchema)]
#[schema(as = SpeakerOrder)]
pub(super) struct Order {
    /// Those who come first; each must be waiting.
    order: Vec<SpeakerId>,
}

/// Put the queue into an order.
///
/// For moderators and administrators, until the session is over. Who waits and is not named comes behind, by the rule.
#[utoipa::path(
    put, path = "/sessions/{id}/speakers", operation_id = "orderSpeakers", tag = "Sessions",
    params(OfSession),
    request_body = Order,
    responses((status = 204, description = "In this order."), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn order(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(order): Json<Order>,
) -> Response {
    done(&caller, app.service().order_speakers(caller.actor.as_ref(), id, &order.order, caller.received).await)
}

/// Give somebody the floor.
///
/// For moderators and administrators, until the session is over. Who has the floor gives it back. A body is not needed and not
/// read.
#[utoipa::path(
    post, path = "/speakers/{id}/call", operation_id = "callSpeaker", tag = "Sessions",
    params(OfSpeaker),
    responses((status = 200, description = "Has the floor.", body = Speaker), NotFound, SessionConflict, Write),
)]
pub(super) async fn call(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<SpeakerId>) -> Response {
    said(&caller, StatusCode::OK, app.service().call_speaker(caller.actor.as_ref(), id, caller.received).await)
}

/// Give the floor back, or take a hand down.
///
/// One's own, or as a moderator anybody's. A body is not needed and not read.
#[utoipa::path(
    post, path = "/speakers/{id}/end", operation_id = "endSpeaker", tag = "Sessions",
    params(OfSpeaker),
    responses(
        (status = 200, description = "Done or withdrawn; again is the same.", body = Speaker),
        NotFound, SessionConflict, Write,
    ),
)]
pub(super) async fn end(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<SpeakerId>) -> Response {
    said(&caller, StatusCode::OK, app.service().end_speaker(caller.actor.as_ref(), id, caller.received).await)
}
