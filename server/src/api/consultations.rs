//! Consultations and their event log.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::consultation::Change;
use busola_domain::{ConsultationId, Timestamp};
use busola_service::consultations::{Key, NewConsultation, TooShort};
use serde::{Deserialize, Serialize};

use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use crate::app::App;

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) next: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ListQuery {
    phase: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
}

/// `GET /consultations`
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InQuery(query): InQuery<ListQuery>) -> Result<Response, Problem> {
    let phase = read("phase", query.phase.as_deref())?;
    let after: Option<Place> = read("after", query.after.as_deref())?;
    let limit = limit(query.limit, 20, 100)?;
    let page = app.service().consultations(caller.actor.as_ref(), phase, after.map(|place| (place.0, place.1)), limit).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    let next = page.next.map(|(at, id)| Place(at, id).to_string());
    Ok(Answer(Page { items: page.items, next }).into_response())
}

/// `POST /consultations`
pub(super) async fn create(State(app): State<App>, Caller(caller): Caller, Json(new): Json<NewConsultation>) -> Response {
    match app.service().create_consultation(caller.actor.as_ref(), new).await {
        Ok(consultation) => (StatusCode::CREATED, Answer(consultation)).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// `GET /consultations/{id or slug}`
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    match app.service().consultation(caller.actor.as_ref(), &Key::parse(&key)).await {
        Ok(consultation) => Answer(consultation).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// `PATCH /consultations/{id or slug}`
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

#[derive(Deserialize)]
pub(super) struct EventsQuery {
    after: Option<String>,
    limit: Option<i64>,
}

impl EventsQuery {
    /// After which number, and how many at most.
    pub(super) fn read(&self) -> Result<(i64, usize), Problem> {
        Ok((read("after", self.after.as_deref())?.unwrap_or(0), limit(self.limit, 100, 1_000)?))
    }
}

/// `GET /consultations/{id}/events`
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
