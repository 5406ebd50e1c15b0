//! Live sessions: what moderators and participants do in them.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::meeting::poll::NewPoll;
use busola_domain::meeting::{Meeting, MeetingChange, NewMeeting, Own, Poll, Question, Snapshot, Speaker, SpokenRemark};
use busola_domain::{MeetingId, OptionId, PollId, QuestionId, SpeakerId};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_service::meetings::{FocusChange, Handling, MeetingPage, NewQuestion, Reminder};
use serde::{Deserialize, Serialize};

use super::consultations::{EventsQuery, Page};
use super::extract::{Caller, InPath, InQuery, Json};
use super::problem::Problem;
use crate::app::App;
use crate::caller;

/// `GET /consultations/{id}/sessions`
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let sessions = app.service().meetings(caller.actor.as_ref(), &Key::parse(&key)).await;
    said(&caller, StatusCode::OK, sessions.map(|items| Page { items, next: None }))
}

/// `POST /consultations/{id}/sessions`
pub(super) async fn create(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewMeeting>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().create_meeting(caller.actor.as_ref(), &Key::parse(&key), new).await)
}

/// `GET /sessions/{id}`
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

/// `PATCH /sessions/{id}`
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(change): Json<MeetingChange>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().change_meeting(caller.actor.as_ref(), id, change, caller.received).await)
}

/// `POST /sessions/{id}/cancel`
pub(super) async fn cancel(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().cancel_meeting(caller.actor.as_ref(), id, caller.received).await)
}

/// `PUT /sessions/{id}/reminder`
pub(super) async fn remind(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    done(&caller, app.service().remind(caller.actor.as_ref(), id, Reminder::Wanted, caller.lang).await)
}

/// `DELETE /sessions/{id}/reminder`
pub(super) async fn unremind(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    done(&caller, app.service().remind(caller.actor.as_ref(), id, Reminder::Unwanted, caller.lang).await)
}

/// `GET /sessions/{id}/events`
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

/// `POST /sessions/join`
pub(super) async fn join(State(app): State<App>, Caller(caller): Caller, Json(join): Json<Join>) -> Response {
    let joined = app.service().join_meeting(caller.actor.as_ref(), &join.code).await;
    said(&caller, StatusCode::OK, joined.map(|id| Joined { id }))
}

/// `POST /sessions/{id}/start`
pub(super) async fn start(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().start_meeting(caller.actor.as_ref(), id, caller.received).await)
}

/// `POST /sessions/{id}/end`
pub(super) async fn end(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().end_meeting(caller.actor.as_ref(), id, caller.received).await)
}

/// `POST /sessions/{id}/focus`
pub(super) async fn focus(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(change): Json<FocusChange>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().focus_meeting(caller.actor.as_ref(), id, change, caller.received).await)
}

/// `POST /sessions/{id}/questions`
pub(super) async fn ask(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(new): Json<NewQuestion>,
) -> Response {
    let asked = app.service().ask_question(caller.actor.as_ref(), id, new, caller.received).await;
    let status = if asked.as_ref().is_ok_and(|asked| !asked.created) { StatusCode::OK } else { StatusCode::CREATED };
    said(&caller, status, asked.map(|asked| asked.question))
}

/// `PUT /questions/{id}/support`
pub(super) async fn support(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<QuestionId>) -> Response {
    done(&caller, app.service().support_question(caller.actor.as_ref(), id, Support::Given, caller.received).await)
}

/// `DELETE /questions/{id}/support`
pub(super) async fn unsupport(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<QuestionId>) -> Response {
    done(&caller, app.service().support_question(caller.actor.as_ref(), id, Support::Withdrawn, caller.received).await)
}

/// `PATCH /questions/{id}`
pub(super) async fn handle(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<QuestionId>,
    Json(handling): Json<Handling>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().handle_question(caller.actor.as_ref(), id, handling, caller.received).await)
}

/// `POST /sessions/{id}/speakers`
pub(super) async fn raise_hand(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<MeetingId>) -> Response {
    said(&caller, StatusCode::OK, app.service().raise_hand(caller.actor.as_ref(), id, caller.received).await)
}

/// An order of the queue.
#[derive(Deserialize, ToSchema)]
#[schema(as = SpeakerOrder)]
pub(super) struct Order {
    /// Those who come first; each must be waiting.
    order: Vec<SpeakerId>,
}

/// `PUT /sessions/{id}/speakers`
pub(super) async fn order_speakers(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(order): Json<Order>,
) -> Response {
    done(&caller, app.service().order_speakers(caller.actor.as_ref(), id, &order.order, caller.received).await)
}

/// `POST /speakers/{id}/call`
pub(super) async fn call_speaker(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<SpeakerId>) -> Response {
    said(&caller, StatusCode::OK, app.service().call_speaker(caller.actor.as_ref(), id, caller.received).await)
}

/// `POST /speakers/{id}/end`
pub(super) async fn end_speaker(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<SpeakerId>) -> Response {
    said(&caller, StatusCode::OK, app.service().end_speaker(caller.actor.as_ref(), id, caller.received).await)
}

/// `POST /sessions/{id}/polls`
pub(super) async fn create_poll(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<MeetingId>,
    Json(new): Json<NewPoll>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().create_poll(caller.actor.as_ref(), id, new, caller.received).await)
}

/// `POST /polls/{id}/open`
pub(super) async fn open_poll(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    said(&caller, StatusCode::OK, app.service().open_poll(caller.actor.as_ref(), id, caller.received).await)
}

/// `POST /polls/{id}/close`
pub(super) async fn close_poll(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    said(&caller, StatusCode::OK, app.service().close_poll(caller.actor.as_ref(), id, caller.received).await)
}

/// A vote.
#[derive(Deserialize, ToSchema)]
pub(super) struct Vote {
    /// What is marked: at most `max` options of the poll.
    #[schema(min_items = 1)]
    options: Vec<OptionId>,
}

/// `PUT /polls/{id}/vote`
pub(super) async fn vote(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>, Json(vote): Json<Vote>) -> Response {
    done(&caller, app.service().vote(caller.actor.as_ref(), id, vote.options, caller.received).await)
}

/// `GET /polls/{id}/votes`
pub(super) async fn votes(State(app): State<App>, Caller(caller): Caller, InPath(id): InPath<PollId>) -> Response {
    let votes = app.service().named_votes(caller.actor.as_ref(), id).await.map(|named| named.votes);
    said(&caller, StatusCode::OK, votes.map(|items| Page { items, next: None }))
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
