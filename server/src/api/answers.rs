//! The city's answers to remarks, and the desk at which they are written.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::answer::{Progress, State as DeskState, Template};
use busola_domain::comment::Source;
use busola_domain::{Comment, CommentId, TemplateId, UnitId};
use busola_service::answers::{DeskQuery, Drafted, NewAnswer, NewGroup, NewTemplate, TemplateChange};
use busola_service::consultations::Key;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::consultations::List;
use super::describe::{BadBody, BadQuery, Conflict, Forbidden, NotFound, OfComment, OfConsultation, OfTemplate, Read, Write};
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use crate::app::App;

/// Answer a comment.
///
/// For moderators and administrators. A draft is for them alone; published it is for everybody, and changed with `publish` again.
/// The same again changes nothing. A comment that shares its answer with others gets one of its own. 409 where another answer
/// stands there than `revision` says, for one that is hidden or withdrawn, for one that waits where the answer is to be public,
/// and for making a public answer a draft.
#[utoipa::path(
    put, path = "/comments/{id}/answer", operation_id = "answerComment", tag = "Answers",
    params(OfComment),
    request_body = NewAnswer,
    responses((status = 200, description = "The comment with its answer.", body = Comment), BadBody, NotFound, Conflict, Write),
)]
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
    /// They, in the order of receipt.
    items: Vec<Comment>,
}

/// Answer several comments together.
///
/// For moderators and administrators. One answer is shown with each; all get it or none does. Drafts that they had make room for
/// it. 409 where one of them has a public answer already, may not be answered, or has another answer than `revisions` says; the
/// problem says which. The same again changes nothing.
#[utoipa::path(
    post, path = "/consultations/{key}/answers", operation_id = "answerComments", tag = "Answers",
    params(OfConsultation),
    request_body = NewGroup,
    responses(
        (status = 200, description = "The comments with their answer, in the order of receipt.", body = Answered),
        BadBody, NotFound, Conflict, Write,
    ),
)]
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

/// Publish all drafts of answers.
///
/// For moderators and administrators. Those to comments that wait for a moderator stay drafts. A body is not needed and not read.
#[utoipa::path(
    post, path = "/consultations/{key}/answers/publish", operation_id = "publishAnswers", tag = "Answers",
    params(OfConsultation),
    responses((status = 200, description = "Published.", body = Published), NotFound, Conflict, Write),
)]
pub(super) async fn publish(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Result<Response, Problem> {
    let published = app.service().publish_answers(caller.actor.as_ref(), &Key::parse(&key), &Drafted::default(), usize::MAX).await;
    published.map(|published| Answer(Published { published }).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// Which comments.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AskedDesk {
    /// Only those on this unit.
    #[param(inline, value_type = Option<UnitId>)]
    unit: Option<String>,
    /// How far their answers are; `all` by default.
    #[param(inline, value_type = Option<DeskState>)]
    state: Option<String>,
    /// Only those that came in this way.
    #[param(inline, value_type = Option<Source>)]
    source: Option<String>,
    /// Words that are all in the comment or in its author's name, whatever their case and marks; `#17` for the comment of that
    /// number.
    search: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
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
    /// Unit by unit in the order of the draft, those on units that are gone last; in a unit in the order of receipt.
    items: Vec<Comment>,
    /// Of each of them the number of an earlier one that says nearly the same, in the same order.
    likes: Vec<Option<i64>>,
    /// The cursor of the next page.
    next: Option<String>,
    /// How far the answers to all comments are.
    progress: Progress,
}

/// Comments that need an answer or have one.
///
/// For moderators and administrators. Those on the whole draft, then unit by unit as the present draft has them, then those on
/// units that it does not have any more; on each by their numbers. With drafts of answers. Replies are there once they have an
/// answer.
#[utoipa::path(
    get, path = "/consultations/{key}/desk", operation_id = "getDesk", tag = "Answers",
    params(OfConsultation, AskedDesk),
    responses((status = 200, description = "A page.", body = Desk), BadQuery, Forbidden, NotFound, Read),
)]
pub(super) async fn desk(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(asked): InQuery<AskedDesk>,
) -> Result<Response, Problem> {
    let page = app.service().desk(caller.actor.as_ref(), &Key::parse(&key), asked.read()?).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    let next = page.next.map(|place| place.to_string());
    Ok(Answer(Desk { items: page.items, likes: page.likes, next, progress: page.progress }).into_response())
}

/// Justifications that are written again and again.
///
/// For moderators and administrators. All of them at once, by their names.
#[utoipa::path(
    get, path = "/answer-templates", operation_id = "listTemplates", tag = "Answers",
    responses((status = 200, description = "The templates.", body = List<Template>), Forbidden, Read),
)]
pub(super) async fn templates(State(app): State<App>, Caller(caller): Caller) -> Result<Response, Problem> {
    let templates = app.service().templates(caller.actor.as_ref()).await;
    let items = templates.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(List::of(items)).into_response())
}

/// Keep a template.
///
/// For moderators and administrators. 409 when another has the name.
#[utoipa::path(
    post, path = "/answer-templates", operation_id = "createTemplate", tag = "Answers",
    request_body = NewTemplate,
    responses((status = 201, description = "Kept.", body = Template), BadBody, Conflict, Write),
)]
pub(super) async fn create_template(
    State(app): State<App>,
    Caller(caller): Caller,
    Json(new): Json<NewTemplate>,
) -> Result<Response, Problem> {
    let template = app.service().create_template(caller.actor.as_ref(), new).await;
    template.map(|template| (StatusCode::CREATED, Answer(template)).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// Change a template.
///
/// For moderators and administrators. What is left out stays.
#[utoipa::path(
    patch, path = "/answer-templates/{id}", operation_id = "changeTemplate", tag = "Answers",
    params(OfTemplate),
    request_body = TemplateChange,
    responses((status = 200, description = "As it is now.", body = Template), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn change_template(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<TemplateId>,
    Json(change): Json<TemplateChange>,
) -> Result<Response, Problem> {
    let template = app.service().change_template(caller.actor.as_ref(), id, change).await;
    template.map(|template| Answer(template).into_response()).map_err(|error| Problem::of(&caller, &error))
}

/// Remove a template.
///
/// For moderators and administrators. One that is not there is gone already.
#[utoipa::path(
    delete, path = "/answer-templates/{id}", operation_id = "deleteTemplate", tag = "Answers",
    params(OfTemplate),
    responses((status = 204, description = "Gone."), NotFound, Write),
)]
pub(super) async fn delete_template(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<TemplateId>,
) -> Result<Response, Problem> {
    let deleted = app.service().delete_template(caller.actor.as_ref(), id).await;
    deleted.map(|()| StatusCode::NO_CONTENT.into_response()).map_err(|error| Problem::of(&caller, &error))
}
