//! Live sessions: what moderators and participants do in them.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::event::EventPage;
use busola_domain::meeting::{Meeting, MeetingChange, NewMeeting, Own, Poll, Question, Snapshot, Speaker, SpokenRemark};
use busola_domain::{MeetingId, SpeakerId};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::meetings::{FocusChange, MeetingPage, Reminder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::consultations::{EventsQuery, List};
use super::describe::{BadBody, BadQuery, NotFound, OfConsultation, OfSession, Read, SessionConflict, Write};
use super::extract::{Caller, InPath, InQuery, Json};
use super::problem::Problem;
use crate::app::App;
use crate::caller;

/// Sessions of a consultation, the first to begin first.
///
/// All of them at once. Those by invitation are listed for who is in and for moderators only.
#[utoipa::path(
    get, path = "/consultations/{key}/sessions", operation_id = "listSessions", tag = "Sessions",
    params(OfConsultation),
    responses((status = 200, description = "All of them. `agenda` is empty here.", body = List<Meeting>), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let sessions = app.service().meetings(caller.actor.as_ref(), &Key::parse(&key)).await;
    said(&caller, StatusCode::OK, sessions.map(List::of))
}

/// Announce a session.
///
/// For moderators and administrators.
#[utoipa::path(
    post, path = "/consultations/{key}/sessions", operation_id = "createSession", tag = "Sessions",
    params(OfConsultation),
    request_body = NewMeeting,
    responses((status = 201, description = "Announced.", body = Meeting), BadBody, NotFound, Write),
)]
pub(super) async fn create(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewMeeting>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().create_meeting(caller.actor.as_ref(), &Key::parse(&key), new).await)
}

/// A session with all that belongs to it, at one moment.
///
/// Pending questions are there for their author and for moderators only, prepared polls for moderators only, the words in
/// `spoken` for moderators and for who spoke. One by invitation is not there for who is not in.
#[utoipa::path(
    get, path = "/sessions/{id}", operation_id = "getSession", tag = "Sessions",
    params(OfSession),
    responses((status = 200, description = "The session.", body = SessionPage), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    let page = app.service().meeting(caller.actor.as_ref(), id).await;
    said(&caller, StatusCode::OK, page.map(SessionPage::from))
}

/// A session with all that belongs to it.
#[derive(Serialize, ToSchema)]
struct SessionPage {
    #[serde(flatten)]
    session: Meeting,
    /// In the order in which they came.
    questions: Vec<Question>,
    /// Everybody who raised a hand, in that order.
    speakers: Vec<Speaker>,
    /// Who waits, in the order of the queue.
    queue: Vec<SpeakerId>,
    /// In the order in which they were prepared.
    polls: Vec<Poll>,
    /// What speakers said that was written down: all of it for moderators, for everybody else their own.
    spoken: Vec<SpokenRemark>,
    /// What one did oneself; null for who is not signed in.
    own: Option<Own>,
    /// The number of its latest event; subscribe after it.
    #[schema(minimum = 0)]
    head: i64,
}

impl From<MeetingPage> for SessionPage {
    fn from(page: MeetingPage) -> Self {
        let MeetingPage { snapshot, spoken, .. } = page;
        let Snapshot { meeting: session, questions, speakers, queue, polls, own, head } = snapshot;
        Self { session, questions, speakers, queue, polls, spoken, own, head }
    }
}

/// Change what was announced.
///
/// For moderators and administrators, until the session is over. What is left out stays as it is, and what changes nothing is no
/// event. Who is reminded of the session is told of another title, time or place by mail.
#[utoipa::path(
    patch, path = "/sessions/{id}", operation_id = "changeSession", tag = "Sessions",
    params(OfSession),
    request_body = MeetingChange,
    responses((status = 200, description = "As it is announced now.", body = Meeting), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(change): Json<MeetingChange>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().change_meeting(caller.actor.as_ref(), id, change, caller.received).await)
}

/// Call a session off.
///
/// For moderators and administrators, before it is begun. What is open in it ends as at the end of a session. Who is reminded of
/// it is told by mail. One that is called off stays so. A body is not needed and not read.
#[utoipa::path(
    post, path = "/sessions/{id}/cancel", operation_id = "cancelSession", tag = "Sessions",
    params(OfSession),
    responses((status = 200, description = "Called off.", body = Meeting), NotFound, SessionConflict, Write),
)]
pub(super) async fn cancel(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().cancel_meeting(caller.actor.as_ref(), id, caller.received).await)
}

/// Have oneself reminded of a session by mail.
///
/// For accounts with an address, until the session is over. A letter comes a day before the beginning, or an hour before where
/// that is past, and when another title, time or place is announced or the session is called off; in the language of this
/// request. A body is not needed and not read.
#[utoipa::path(
    put, path = "/sessions/{id}/reminder", operation_id = "remindOfSession", tag = "Sessions",
    params(OfSession),
    responses((status = 204, description = "Reminded; again is the same."), NotFound, SessionConflict, Write),
)]
pub(super) async fn remind(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    done(&caller, app.service().remind(caller.actor.as_ref(), id, Reminder::Wanted, caller.lang).await)
}

/// No longer be reminded of a session.
#[utoipa::path(
    delete, path = "/sessions/{id}/reminder", operation_id = "unremindOfSession", tag = "Sessions",
    params(OfSession),
    responses((status = 204, description = "Not reminded; again is the same."), NotFound, Write),
)]
pub(super) async fn unremind(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    done(&caller, app.service().remind(caller.actor.as_ref(), id, Reminder::Unwanted, caller.lang).await)
}

/// The event log of a session.
///
/// Numbers rise by exactly 1. Each event has what it is about as it is now, not as it was then. The WebSocket at `/live` pushes
/// the same events.
#[utoipa::path(
    get, path = "/sessions/{id}/events", operation_id = "listSessionEvents", tag = "Sessions",
    params(OfSession, EventsQuery),
    responses((status = 200, description = "A stretch of the log.", body = EventPage), BadQuery, NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn events(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    InQuery(query): InQuery<EventsQuery>,
) -> Result<Response, Problem> {
    let (after, limit) = query.read()?;
    Ok(said(&caller, StatusCode::OK, app.service().meeting_events(caller.actor.as_ref(), id, after, limit).await))
}

/// An invitation.
#[derive(Deserialize, ToSchema)]
pub(super) struct Join {
    /// The short code. Small letters, spaces and hyphens do not matter.
    #[schema(examples("7KQ2MX"))]
    code: String,
}

/// Where the code leads.
#[derive(Serialize, ToSchema)]
struct Joined {
    /// The session.
    id: MeetingId,
}

/// Join a session by its code.
///
/// Lets the account that is signed in into a session by invitation; again is the same. A public one needs no joining. Who is not
/// signed in is told the id alone.
#[utoipa::path(
    post, path = "/sessions/join", operation_id = "joinSession", tag = "Sessions",
    request_body = Join,
    responses((status = 200, description = "The session with this code.", body = Joined), BadBody, NotFound, Write),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn join(State(app): State<App>, Caller(caller): Caller, Json(join): Json<Join>) -> Response {
    let joined = app.service().join_meeting(caller.actor.as_ref(), &join.code).await;
    said(&caller, StatusCode::OK, joined.map(|id| Joined { id }))
}

/// Begin a session.
///
/// For moderators and administrators. One that is running stays so. A body is not needed and not read.
#[utoipa::path(
    post, path = "/sessions/{id}/start", operation_id = "startSession", tag = "Sessions",
    params(OfSession),
    responses((status = 200, description = "Running.", body = Meeting), NotFound, SessionConflict, Write),
)]
pub(super) async fn start(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().start_meeting(caller.actor.as_ref(), id, caller.received).await)
}

/// End a session.
///
/// For moderators and administrators. Its open polls are closed, the speech ends and hands go down. One that is over stays so. A
/// body is not needed and not read.
#[utoipa::path(
    post, path = "/sessions/{id}/end", operation_id = "endSession", tag = "Sessions",
    params(OfSession),
    responses((status = 200, description = "Over.", body = Meeting), NotFound, SessionConflict, Write),
)]
pub(super) async fn end(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().end_meeting(caller.actor.as_ref(), id, caller.received).await)
}

/// Show everybody something else.
///
/// For moderators and administrators, until the session is over. What is left out stays as it is.
#[utoipa::path(
    post, path = "/sessions/{id}/focus", operation_id = "focusSession", tag = "Sessions",
    params(OfSession),
    request_body = FocusChange,
    responses((status = 200, description = "Shown.", body = Meeting), BadBody, NotFound, SessionConflict, Write),
)]
pub(super) async fn focus(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(change): Json<FocusChange>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().focus_meeting(caller.actor.as_ref(), id, change, caller.received).await)
}

/// What a use case gave, or the problem.
pub(super) fn said<T: Serialize>(caller: &caller::Caller, status: StatusCode, outcome: Result<T, Error>) -> Response {
    match outcome {
        Ok(answer) => (status, Answer(answer)).into_response(),
        Err(error) => Problem::of(caller, &error).into_response(),
    }
}

pub(super) fn done(caller: &caller::Caller, outcome: Result<(), Error>) -> Response {
    match outcome {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => Problem::of(caller, &error).into_response(),
    }
}
