//! Consultations and their event log.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::consultation::Change;
use busola_domain::event::EventPage;
use busola_domain::schedule::Phase;
use busola_domain::{Consultation, ConsultationId, Timestamp};
use busola_service::consultations::{Key, NewConsultation, TooShort};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{Object, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

use super::describe::{BadBody, BadQuery, Conflict, NotFound, OfConsultation, Read, Write};
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use crate::app::App;

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Page<T> {
    /// What is on it.
    pub(super) items: Vec<T>,
    /// Give it as `after`, for the moderation log as `before`, to get the next page; null on the last.
    pub(super) next: Option<String>,
}

/// All of a list at once.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T> {
    /// All there is.
    items: Vec<T>,
    #[schema(schema_with = no_page)]
    next: (),
}

fn no_page() -> Object {
    ObjectBuilder::new().schema_type(Type::Null).description(Some("There is no further page.")).build()
}

impl<T> List<T> {
    pub(super) fn of(items: Vec<T>) -> Self {
        Self { items, next: () }
    }
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Only those in this phase.
    #[param(inline, value_type = Option<Phase>)]
    phase: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<i64>,
}

/// Consultations, the last to close first.
///
/// Drafts are listed for moderators only.
#[utoipa::path(
    get, path = "/consultations", operation_id = "listConsultations", tag = "Consultations",
    params(ListQuery),
    responses((status = 200, description = "A page. `draft.units` is empty here.", body = Page<Consultation>), BadQuery, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InQuery(query): InQuery<ListQuery>) -> Result<Response, Problem> {
    let phase = read("phase", query.phase.as_deref())?;
    let after: Option<Place> = read("after", query.after.as_deref())?;
    let limit = limit(query.limit, 20, 100)?;
    let page = app.service().consultations(caller.actor.as_ref(), phase, after.map(|place| (place.0, place.1)), limit).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    let next = page.next.map(|(at, id)| Place(at, id).to_string());
    Ok(Answer(Page { items: page.items, next }).into_response())
}

/// Create a consultation with its first draft.
///
/// For moderators and administrators. The opening may lie in the past. The name in addresses comes from the title and is made
/// unique.
#[utoipa::path(
    post, path = "/consultations", operation_id = "createConsultation", tag = "Consultations",
    request_body = NewConsultation,
    responses((status = 201, description = "Created.", body = Consultation), BadBody, Write),
)]
pub(super) async fn create(State(app): State<App>, Caller(caller): Caller, Json(new): Json<NewConsultation>) -> Response {
    match app.service().create_consultation(caller.actor.as_ref(), new).await {
        Ok(consultation) => (StatusCode::CREATED, Answer(consultation)).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// A consultation with its draft.
#[utoipa::path(
    get, path = "/consultations/{key}", operation_id = "getConsultation", tag = "Consultations",
    params(OfConsultation),
    responses((status = 200, description = "The consultation.", body = Consultation), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    match app.service().consultation(caller.actor.as_ref(), &Key::parse(&key)).await {
        Ok(consultation) => Answer(consultation).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// Change what was announced.
///
/// For moderators and administrators, until the report is published (409, `already-reported`). What is left out stays as it is,
/// and what changes nothing is no event. `closes_at` may be brought forward or put off, into the past too, and opens a closed
/// consultation again where it is still to come. `opens_at` stays once the consultation has opened and somebody has commented
/// (409, `already-open`). Any period is taken.
#[utoipa::path(
    patch, path = "/consultations/{key}", operation_id = "changeConsultation", tag = "Consultations",
    params(OfConsultation),
    request_body = Change,
    responses((status = 200, description = "As it is announced now.", body = Consultation), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(change): Json<Change>,
) -> Response {
    let key = Key::parse(&key);
    match app.service().change_consultation(caller.actor.as_ref(), &key, change, &TooShort::Taken, caller.received).await {
        Ok(consultation) => Answer(consultation).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// Which stretch of a log.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EventsQuery {
    /// Events after this number; from the first by default.
    #[param(value_type = Option<i64>, default = 0)]
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<i64>,
}

impl EventsQuery {
    /// After which number, and how many at most.
    pub(super) fn read(&self) -> Result<(i64, usize), Problem> {
        Ok((read("after", self.after.as_deref())?.unwrap_or(0), limit(self.limit, 100, 1_000)?))
    }
}

/// The event log of a consultation.
///
/// Numbers rise by exactly 1. Every public change is there. What was hidden or withdrawn keeps its events, with `data.body` null.
/// The WebSocket at `/live` pushes the same events.
#[utoipa::path(
    get, path = "/consultations/{key}/events", operation_id = "listEvents", tag = "Events",
    params(OfConsultation, EventsQuery),
    responses((status = 200, description = "A stretch of the log.", body = EventPage), BadQuery, NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn events(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(query): InQuery<EventsQuery>,
) -> Result<Response, Problem> {
    let (after, limit) = query.read()?;
    let page = app.service().events(caller.actor.as_ref(), &Key::parse(&key), after, limit).await;
    page.map(|page| Answer(page).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// Where a page of consultations begins; as text it is the cursor.
struct Place(Timestamp, ConsultationId);

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.0.0, self.1.0.simple())
    }
}

impl std::str::FromStr for Place {
    type Err = ();
    fn from_str(cursor: &str) -> Result<Self, ()> {
        let (at, id) = cursor.split_once('_').ok_or(())?;
        Ok(Self(Timestamp(at.parse().map_err(|_| ())?), id.parse().map_err(|_| ())?))
    }
}
