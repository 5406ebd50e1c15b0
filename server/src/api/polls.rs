//! Straw polls of live sessions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::meeting::Poll;
use busola_domain::meeting::poll::{NamedVote, NewPoll};
use busola_domain::{MeetingId, OptionId, PollId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::consultations::List;
use super::describe::{BadBody, NotFound, OfPoll, OfSession, Read, SessionConflict, Write};
use super::extract::{Caller, InPath, Json};
use super::sessions::{done, said};
use crate::app::App;

/// Prepare a poll.
///
/// For moderators and administrators, until the session is over. Moderators alone see it until it is opened.
#[utoipa::path(
    post, path = "/sessions/{id}/polls", operation_id = "createPoll", tag = "Sessions",
    params(OfSession),
    request_body = NewPoll,
    responses((status = 201, description = "Prepared.", body = Poll), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn create(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(new): Json<NewPoll>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().create_poll(caller.actor.as_ref(), id, new, caller.received).await)
}

/// Remove a poll that is prepared.
///
/// For moderators and administrators, until the session is over. Once it was opened it answers 409: a poll on which somebody may
/// have voted stays.
#[utoipa::path(
    delete, path = "/polls/{id}", operation_id = "removePoll", tag = "Sessions",
    params(OfPoll),
    responses((status = 204, description = "Removed."), NotFound, SessionConflict, Write),
)]
pub(super) async fn remove(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    done(&caller, app.service().remove_poll(caller.actor.as_ref(), id, caller.received).await)
}

/// Open a poll and show it to everybody.
///
/// For moderators and administrators, until the session is over. One that is open stays so; one that is closed is not opened
/// again. A body is not needed and not read.
#[utoipa::path(
    post, path = "/polls/{id}/open", operation_id = "openPoll", tag = "Sessions",
    params(OfPoll),
    responses((status = 200, description = "Open.", body = Poll), NotFound, SessionConflict, Write),
)]
pub(super) async fn open(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    said(&caller, StatusCode::OK, app.service().open_poll(caller.actor.as_ref(), id, caller.received).await)
}

/// Close a poll.
///
/// For moderators and administrators. Votes that came before count, later ones do not. Of a secret poll ballots in random order
/// and who took part are left, and not who voted how. One that is closed stays so. A body is not needed and not read.
#[utoipa::path(
    post, path = "/polls/{id}/close", operation_id = "closePoll", tag = "Sessions",
    params(OfPoll),
    responses((status = 200, description = "Closed, with its last numbers.", body = Poll), NotFound, SessionConflict, Write),
)]
pub(super) async fn close(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    said(&caller, StatusCode::OK, app.service().close_poll(caller.actor.as_ref(), id, caller.received).await)
}

/// A vote.
#[derive(Deserialize, ToSchema)]
pub(super) struct Vote {
    /// What is marked: at most `max` options of the poll.
    #[schema(min_items = 1)]
    options: Vec<OptionId>,
}

/// Vote, in place of one's earlier vote.
///
/// For everybody who is signed in, without joining a public session first. Before the opening and from the closing on it answers
/// 409. A vote is counted or refused.
#[utoipa::path(
    put, path = "/polls/{id}/vote", operation_id = "vote", tag = "Sessions",
    params(OfPoll),
    request_body = Vote,
    responses((status = 204, description = "Counted and durable; again is the same."), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn vote(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>, Json(vote): Json<Vote>) -> Response {
    done(&caller, app.service().vote(caller.actor.as_ref(), id, vote.options, caller.received).await)
}

/// Who voted how in a poll by name.
///
/// Once the poll is closed; of a poll that is not by name there is no such list. All of them at once, in the order of their
/// names.
#[utoipa::path(
    get, path = "/polls/{id}/votes", operation_id = "listNamedVotes", tag = "Sessions",
    params(OfPoll),
    responses((status = 200, description = "All of them.", body = List<NamedVote>), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn votes(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    let votes = app.service().named_votes(caller.actor.as_ref(), id).await.map(|named| named.votes);
    said(&caller, StatusCode::OK, votes.map(List::of))
}
