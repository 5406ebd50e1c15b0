//! Rules of deadlines.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::consultation::Kind;
use busola_domain::day::YearDay;
use busola_domain::deadlines::Rule;
use serde::Deserialize;

use super::consultations::Page;
use super::extract::{Caller, InPath, Json};
use super::problem::Problem;
use super::sessions::said;
use crate::app::App;

/// `GET /deadline-rules`
pub(super) async fn rules(State(app): State<App>, Caller(caller): Caller) -> Response {
    match app.service().deadline_rules().await {
        Ok(items) => Answer(Page { items, next: None }).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// A rule without its kind, which stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewRule {
    min_days: Option<i64>,
    report_days: Option<i64>,
    opinion_days: Option<i64>,
    adopted_by: Option<YearDay>,
    reported_by: Option<YearDay>,
    source: String,
}

/// `PUT /deadline-rules/{kind}`
pub(super) async fn set_rule(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(kind): InPath<Kind>,
    Json(new): Json<NewRule>,
) -> Response {
    let NewRule { min_days, report_days, opinion_days, adopted_by, reported_by, source } = new;
    let rule = Rule { kind, min_days, report_days, opinion_days, adopted_by, reported_by, source };
    said(&caller, StatusCode::OK, app.service().set_deadline_rule(caller.actor.as_ref(), rule, caller.received).await)
}
