//! What became of one's own remarks.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use busola_domain::Receipt;
use serde::Deserialize;
use utoipa::IntoParams;

use super::consultations::Page;
use super::describe::{BadQuery, Read};
use super::extract::{Caller, InQuery, limit, read};
use super::problem::Problem;
use crate::app::App;

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

/// What became of one's own comments, the last received first.
///
/// In all consultations. The texts of the comments are not in it.
#[utoipa::path(
    get, path = "/receipts", operation_id = "listReceipts", tag = "Comments",
    params(ListQuery),
    responses((status = 200, description = "A page.", body = Page<Receipt>), BadQuery, Read),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InQuery(query): InQuery<ListQuery>) -> Result<Response, Problem> {
    let after = read("after", query.after.as_deref())?;
    let limit = limit(query.limit, 20, 100)?;
    let page = app.service().receipts(caller.actor.as_ref(), after, limit).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(Page { items: page.items, next: page.next.map(|place| place.to_string()) }).into_response())
}
