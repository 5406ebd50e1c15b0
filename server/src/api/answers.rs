//! The city's answers to remarks, and the desk at which they are written.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::answer::{Progress, State as DeskState};
use busola_domain::{Comment, CommentId, TemplateId};
use busola_service::answers::{DeskQuery, Drafted, NewAnswer, NewGroup, NewTemplate, TemplateChange};
use busola_service::consultations::Key;
use serde::{Deserialize, Serialize};

use super::consultations::Page;
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use crate::app::App;

/// `PUT /comments/{id}/answer`
pub(super) async fn put(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(new): Json<NewAnswer>,
) -> Result<Response, Problem> {
    let comment = app.service().answer_comment(caller.actor.as_ref(), id, new).await;
    comment.map(|comment| Answer(comment).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// Comments, all of them at once.
#[derive(Serialize, ToSchema)]
#[schema(as = CommentList)]
struct Answered {
    items: Vec<Comment>,
}

/// `POST /consultations/{id}/answers`
pub(super) async fn post(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewGroup>,
) -> Result<Response, Problem> {
    let items = app.service().answer_comments(caller.actor.as_ref(), &Key::parse(&key), new).await;
    items.map(|items| Answer(Answered { items }).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// How many comments got a public answer.
#[derive(Serialize, ToSchema)]
#[schema(as = PublishedAnswers)]
struct Published {
    /// How many.
    published: usize,
}

/// `POST /consultations/{id}/answers/publish`
pub(super) async fn publish(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Result<Response, Problem> {
    let published = app.service().publish_answers(caller.actor.as_ref(), &Key::parse(&key), &Drafted::default(), usize::MAX).await;
    published.map(|published| Answer(Published { published }).into_response()).map_err(|error| Problem::of(&caller, &error))
}

#[derive(Deserialize)]
pub(super) struct AskedDesk {
    unit: Option<String>,
    state: Option<String>,
    source: Option<String>,
    search: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
}

impl AskedDesk {
    fn read(self) -> Result<DeskQuery, Problem> {
        Ok(DeskQuery {
            unit: read("unit", self.unit.as_deref())?,
            state: read("state", self.state.as_deref())?.unwrap_or(DeskState::All),
            source: read("source", self.source.as_deref())?,
            search: self.search,
            after: read("after", self.after.as_deref())?,
            limit: limit(self.limit, 20, 100)?,
        })
    }
}

/// A page of the desk.
#[derive(Serialize, ToSchema)]
struct Desk {
    /// In the order of receipt.
    items: Vec<Comment>,
    /// The cursor of the next page.
    next: Option<String>,
    progress: Progress,
}

/// `GET /consultations/{id}/desk`
pub(super) async fn desk(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(asked): InQuery<AskedDesk>,
) -> Result<Response, Problem> {
    let page = app.service().desk(caller.actor.as_ref(), &Key::parse(&key), asked.read()?).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(Desk { items: page.items, next: page.next.map(|place| place.to_string()), progress: page.progress }).into_response())
}

/// `GET /answer-templates`
pub(super) async fn templates(State(app): State<App>, Caller(caller): Caller) -> Result<Response, Problem> {
    let templates = app.service().templates(caller.actor.as_ref()).await;
    let items = templates.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(Page { items, next: None }).into_response())
}

/// `POST /answer-templates`
pub(super) async fn create_template(
    State(app): State<App>,
    Caller(caller): Caller,
    Json(new): Json<NewTemplate>,
) -> Result<Response, Problem> {
    let template = app.service().create_template(caller.actor.as_ref(), new).await;
    template.map(|template| (StatusCode::CREATED, Answer(template)).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// `PATCH /answer-templates/{id}`
pub(super) async fn change_template(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<TemplateId>,
    Json(change): Json<TemplateChange>,
) -> Result<Response, Problem> {
    let template = app.service().change_template(caller.actor.as_ref(), id, change).await;
    template.map(|template| Answer(template).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// `DELETE /answer-templates/{id}`
pub(super) async fn delete_template(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<TemplateId>,
) -> Result<Response, Problem> {
    let deleted = app.service().delete_template(caller.actor.as_ref(), id).await;
    deleted.map(|()| StatusCode::NO_CONTENT.into_response()).map_err(|error| Problem::of(&caller, &error))
}
