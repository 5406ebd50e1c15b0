//! Themes and the remarks about them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::theme::{NewTheme, Occasion, Raised, Theme, ThemeChange};
use busola_domain::{Comment, CommentId};
use busola_service::consultations::Key;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::consultations::{List, Page};
use super::describe::{BadBody, BadQuery, Conflict, NotFound, OfComment, OfConsultation, OfTheme, Read, Write};
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use super::sessions::{done, said};
use crate::app::App;

/// What is asked for again and again, the theme with the most comments first.
///
/// All of them at once.
#[utoipa::path(
    get, path = "/themes", operation_id = "listThemes", tag = "Themes",
    responses((status = 200, description = "The themes.", body = List<Theme>), Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller) -> Response {
    let themes = app.service().themes(caller.actor.as_ref()).await;
    said(&caller, StatusCode::OK, themes.map(List::of))
}

/// Keep a theme.
///
/// For moderators and administrators. The name in addresses comes from the title, is made unique and stays.
#[utoipa::path(
    post, path = "/themes", operation_id = "createTheme", tag = "Themes",
    request_body = NewTheme,
    responses((status = 201, description = "Kept.", body = Theme), BadBody, Write),
)]
pub(super) async fn create(State(app): State<App>, Caller(caller): Caller, Json(new): Json<NewTheme>) -> Response {
    said(&caller, StatusCode::CREATED, app.service().create_theme(caller.actor.as_ref(), new).await)
}

/// A theme with where it was raised.
#[derive(Serialize, ToSchema)]
#[schema(as = WholeTheme)]
struct Whole {
    #[serde(flatten)]
    theme: Theme,
    /// What consultations continue, at which it was raised, the first first.
    occasions: Vec<Occasion>,
}

/// A theme, with where it was raised besides comments.
#[utoipa::path(
    get, path = "/themes/{theme}", operation_id = "getTheme", tag = "Themes",
    params(OfTheme),
    responses((status = 200, description = "The theme.", body = Whole), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(theme): InPath<String>) -> Response {
    let page = app.service().theme(caller.actor.as_ref(), &theme, None, 1).await;
    said(&caller, StatusCode::OK, page.map(|page| Whole { theme: page.theme, occasions: page.occasions }))
}

/// Change a theme.
///
/// For moderators and administrators. What is left out stays. With the `revision` that was read, an edit of a theme that was
/// changed since is 409.
#[utoipa::path(
    patch, path = "/themes/{theme}", operation_id = "changeTheme", tag = "Themes",
    params(OfTheme),
    request_body = ThemeChange,
    responses((status = 200, description = "As it is now.", body = Theme), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(theme): InPath<String>,
    Json(change): Json<ThemeChange>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().change_theme(caller.actor.as_ref(), &theme, change).await)
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// The `next` of the page before.
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<i64>,
}

/// The public comments about a theme in all consultations, the last received first.
///
/// What was hidden or withdrawn is not among them.
#[utoipa::path(
    get, path = "/themes/{theme}/comments", operation_id = "listThemeComments", tag = "Themes",
    params(OfTheme, ListQuery),
    responses((status = 200, description = "A page.", body = Page<Comment>), BadQuery, NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn comments(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(theme): InPath<String>,
    InQuery(query): InQuery<ListQuery>,
) -> Result<Response, Problem> {
    let after = read("after", query.after.as_deref())?;
    let page = app.service().theme(caller.actor.as_ref(), &theme, after, limit(query.limit, 20, 100)?).await;
    let page = page.map(|page| Page {
        items: page.remarks.into_iter().map(|remark| remark.comment).collect(),
        next: page.next.map(|place| place.to_string()),
    });
    Ok(said(&caller, StatusCode::OK, page))
}

/// Say that a comment is about a theme.
///
/// For moderators and administrators. Not one that is hidden or withdrawn (409, `wrong-state`).
#[utoipa::path(
    put, path = "/themes/{theme}/comments/{id}", operation_id = "tieComment", tag = "Themes",
    params(OfTheme, OfComment),
    responses((status = 204, description = "Tied; again is the same."), NotFound, Conflict, Write),
)]
pub(super) async fn tie(State(app): State<App>, Caller(caller): Caller, InPath((theme, id)): InPath<(String, CommentId)>) -> Response {
    let tied = app.service().tie_comments(caller.actor.as_ref(), &theme, &[id], caller.received).await;
    done(&caller, tied.map(|_| ()))
}

/// Say that a comment is not about a theme.
///
/// For moderators and administrators.
#[utoipa::path(
    delete, path = "/themes/{theme}/comments/{id}", operation_id = "untieComment", tag = "Themes",
    params(OfTheme, OfComment),
    responses((status = 204, description = "Not tied; again is the same."), NotFound, Write),
)]
pub(super) async fn untie(State(app): State<App>, Caller(caller): Caller, InPath((theme, id)): InPath<(String, CommentId)>) -> Response {
    done(&caller, app.service().untie_comment(caller.actor.as_ref(), &theme, id, caller.received).await)
}

/// The themes of a consultation, the one with the most public comments first.
///
/// All of them at once.
#[utoipa::path(
    get, path = "/consultations/{key}/themes", operation_id = "listConsultationThemes", tag = "Themes",
    params(OfConsultation),
    responses((status = 200, description = "The themes.", body = List<Raised>), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn of_consultation(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let themes = app.service().themes_of(caller.actor.as_ref(), &Key::parse(&key)).await;
    said(&caller, StatusCode::OK, themes.map(List::of))
}
