//! The report of a consultation.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::policy::Denied;
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::report::Publication;

use super::extract::{Caller, InPath};
use super::problem::Problem;
use crate::app::App;

/// `POST /consultations/{id}/report/publish`
pub(super) async fn publish(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    match app.service().publish_report(caller.actor.as_ref(), &Key::parse(&key)).await {
        Ok(Publication::Published(consultation)) => Answer(consultation).into_response(),
        Ok(Publication::Unanswered(ids)) => {
            let detail = caller.lang.reporting_unanswered(ids.len());
            Problem::new(StatusCode::CONFLICT, "unanswered", &detail).with_unanswered(ids).into_response()
        }
        Err(error) => {
            let problem = Problem::of(&caller, &error);
            // What waits for nothing but its time says so in the same form.
            let still_open = matches!(error, Error::Denied(Denied::NotYetClosed));
            if still_open { problem.with_unanswered(Vec::new()) } else { problem }.into_response()
        }
    }
}
