//! Rules of deadlines.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::consultation::Kind;
use busola_domain::day::YearDay;
use busola_domain::deadlines::Rule;
use serde::Deserialize;
use utoipa::ToSchema;

use super::consultations::List;
use super::describe::{BadBody, NotFound, OfKind, Read, Write};
use super::extract::{Caller, InPath, Json};
use super::problem::Problem;
use super::sessions::said;
use crate::app::App;

/// The rules of deadlines, one for each kind of consultation.
#[utoipa::path(
    get, path = "/deadline-rules", operation_id = "listDeadlineRules", tag = "Consultations",
    responses((status = 200, description = "All of them.", body = List<Rule>), Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn rules(State(app): State<App>, Caller(caller): Caller) -> Response {
    match app.service().deadline_rules().await {
        Ok(items) => Answer(List::of(items)).into_response(),
        Err(error) => Problem::of(&caller, &error).into_response(),
    }
}

/// A rule to set.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = NewDeadlineRule)]
pub(super) struct NewRule {
    /// How many days comments are received at least; for the site's forms, not for this API.
    #[schema(minimum = 1, maximum = 1000)]
    min_days: Option<i64>,
    /// How many days after the closing the report is due.
    #[schema(minimum = 1, maximum = 1000)]
    report_days: Option<i64>,
    /// How many days after the request the council has.
    #[schema(minimum = 1, maximum = 1000)]
    opinion_days: Option<i64>,
    /// By when what was consulted is adopted.
    adopted_by: Option<YearDay>,
    /// By when it is reported how it was carried out in the year before.
    reported_by: Option<YearDay>,
    /// What the rule rests on; empty where nobody has set it.
    #[schema(max_length = 1000)]
    source: String,
}

/// Set the rule of a kind.
///
/// For administrators. What is left out is not asked for.
#[utoipa::path(
    put, path = "/deadline-rules/{kind}", operation_id = "setDeadlineRule", tag = "Consultations",
    params(OfKind),
    request_body = NewRule,
    responses((status = 200, description = "Set.", body = Rule), BadBody, NotFound, Write),
)]
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
