//! What became of one's own remarks.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::consultations::Page;
use super::extract::{Caller, InQuery, limit, read};
use super::problem::Problem;
use crate::app::App;

#[derive(Deserialize)]
pub(super) struct ListQuery {
    after: Option<String>,
    limit: Option<i64>,
}

/// `GET /receipts`
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InQuery(query): InQuery<ListQuery>) -> Result<Response, Problem> {
    let after = read("after", query.after.as_deref())?;
    let limit = limit(query.limit, 20, 100)?;
    let page = app.service().receipts(caller.actor.as_ref(), after, limit).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(Page { items: page.items, next: page.next.map(|place| place.to_string()) }).into_response())
}
