//! Themes and the remarks about them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use busola_domain::CommentId;
use busola_domain::theme::{NewTheme, Occasion, Theme, ThemeChange};
use busola_service::consultations::Key;
use serde::{Deserialize, Serialize};

use super::consultations::Page;
use super::extract::{Caller, InPath, InQuery, Json, limit, read};
use super::problem::Problem;
use super::sessions::{done, said};
use crate::app::App;

/// `GET /themes`
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller) -> Response {
    let themes = app.service().themes(caller.actor.as_ref()).await;
    said(&caller, StatusCode::OK, themes.map(|items| Page { items, next: None }))
}

/// `POST /themes`
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

/// `GET /themes/{id or slug}`
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath(theme): InPath<String>) -> Response {
    let page = app.service().theme(caller.actor.as_ref(), &theme, None, 1).await;
    said(&caller, StatusCode::OK, page.map(|page| Whole { theme: page.theme, occasions: page.occasions }))
}

/// `PATCH /themes/{id or slug}`
pub(super) async fn change(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(theme): InPath<String>,
    Json(change): Json<ThemeChange>,
) -> Response {
    said(&caller, StatusCode::OK, app.service().change_theme(caller.actor.as_ref(), &theme, change).await)
}

#[derive(Deserialize)]
pub(super) struct ListQuery {
    after: Option<String>,
    limit: Option<i64>,
}

/// `GET /themes/{id or slug}/comments`
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

/// `PUT /themes/{id or slug}/comments/{id}`
pub(super) async fn tie(State(app): State<App>, Caller(caller): Caller, InPath((theme, id)): InPath<(String, CommentId)>) -> Response {
    let tied = app.service().tie_comments(caller.actor.as_ref(), &theme, &[id], caller.received).await;
    done(&caller, tied.map(|_| ()))
}

/// `DELETE /themes/{id or slug}/comments/{id}`
pub(super) async fn untie(State(app): State<App>, Caller(caller): Caller, InPath((theme, id)): InPath<(String, CommentId)>) -> Response {
    done(&caller, app.service().untie_comment(caller.actor.as_ref(), &theme, id, caller.received).await)
}

/// `GET /consultations/{id or slug}/themes`
pub(super) async fn of_consultation(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let themes = app.service().themes_of(caller.actor.as_ref(), &Key::parse(&key)).await;
    said(&caller, StatusCode::OK, themes.map(|items| Page { items, next: None }))
}
