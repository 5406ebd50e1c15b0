//! The JSON API, `/api/v1`: thin handlers that call a use case and say its outcome in HTTP.

mod answers;
mod comments;
mod consultations;
mod deadlines;
mod drafts;
pub(crate) mod extract;
mod minutes;
mod opinions;
pub(crate) mod problem;
mod receipts;
mod report;
mod sessions;
mod spoken;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, patch, post, put};
use busola_service::drafts::FILE_MAX;

use crate::app::App;
use problem::Problem;

/// The description of this API, OpenAPI 3.1.
const OPENAPI: &str = include_str!("openapi.json");

/// Everything below `/api/v1`.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/openapi.json", get(openapi))
        .route("/consultations", get(consultations::list).post(consultations::create))
        .route("/consultations/{key}", get(consultations::get).patch(consultations::change))
        .route("/consultations/{key}/opinion", get(opinions::get).put(opinions::put))
        .route("/consultations/{key}/events", get(consultations::events))
        .route("/consultations/{key}/comments", get(comments::list).post(comments::post))
        .route("/deadline-rules", get(deadlines::rules))
        .route("/deadline-rules/{kind}", put(deadlines::set_rule))
        .route("/consultations/{key}/drafts", get(drafts::list).post(drafts::publish))
        .route("/consultations/{key}/drafts/import", post(drafts::import).layer(DefaultBodyLimit::max(FILE_MAX)))
        .route("/consultations/{key}/drafts/{version}", get(drafts::get))
        .route("/consultations/{key}/drafts/{version}/mapping", patch(drafts::correct))
        .route("/consultations/{key}/diff", get(drafts::diff))
        .route("/comments/{id}", patch(comments::edit).delete(comments::withdraw))
        .route("/comments/{id}/support", put(comments::support).delete(comments::unsupport))
        .route("/comments/{id}/hide", post(comments::hide))
        .route("/comments/{id}/unhide", post(comments::unhide))
        .route("/comments/{id}/approve", post(comments::approve))
        .route("/consultations/{key}/report.json", get(report::json))
        .route("/consultations/{key}/report.csv", get(report::csv))
        .route("/consultations/{key}/report.xlsx", get(report::xlsx))
        .route("/consultations/{key}/report.docx", get(report::docx))
        .route("/consultations/{key}/report.pdf", get(report::pdf))
        .route("/consultations/{key}/report/publish", post(report::publish))
        .route("/report-schema.json", get(report::schema))
        .route("/receipts", get(receipts::list))
        .route("/comments/{id}/answer", put(answers::put))
        .route("/consultations/{key}/answers", post(answers::post))
        .route("/consultations/{key}/answers/publish", post(answers::publish))
        .route("/consultations/{key}/desk", get(answers::desk))
        .route("/answer-templates", get(answers::templates).post(answers::create_template))
        .route("/answer-templates/{id}", patch(answers::change_template).delete(answers::delete_template))
        .route("/consultations/{key}/sessions", get(sessions::list).post(sessions::create))
        .route("/sessions/join", post(sessions::join))
        .route("/sessions/{id}", get(sessions::get).patch(sessions::change))
        .route("/sessions/{id}/events", get(sessions::events))
        .route("/sessions/{id}/start", post(sessions::start))
        .route("/sessions/{id}/end", post(sessions::end))
        .route("/sessions/{id}/cancel", post(sessions::cancel))
        .route("/sessions/{id}/reminder", put(sessions::remind).delete(sessions::unremind))
        .route("/sessions/{id}/minutes", get(minutes::get).put(minutes::keep))
        .route("/sessions/{id}/minutes/publish", post(minutes::publish))
        .route("/sessions/{id}/focus", post(sessions::focus))
        .route("/sessions/{id}/questions", post(sessions::ask))
        .route("/sessions/{id}/speakers", post(sessions::raise_hand).put(sessions::order_speakers))
        .route("/sessions/{id}/polls", post(sessions::create_poll))
        .route("/questions/{id}", patch(sessions::handle))
        .route("/questions/{id}/support", put(sessions::support).delete(sessions::unsupport))
        .route("/speakers/{id}/call", post(sessions::call_speaker))
        .route("/speakers/{id}/end", post(sessions::end_speaker))
        .route("/speakers/{id}/remark", put(spoken::offer))
        .route("/speakers/{id}/remark/consent", post(spoken::consent))
        .route("/speakers/{id}/remark/decline", post(spoken::decline))
        .route("/polls/{id}/open", post(sessions::open_poll))
        .route("/polls/{id}/close", post(sessions::close_poll))
        .route("/polls/{id}/vote", put(sessions::vote))
        .route("/polls/{id}/votes", get(sessions::votes))
        .method_not_allowed_fallback(|| async { Problem::bare(StatusCode::METHOD_NOT_ALLOWED) })
        .fallback(|| async { Problem::bare(StatusCode::NOT_FOUND) })
}

async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    /// The source of the routes above: what is served must be described.
    const ROUTES: &str = include_str!("mod.rs");

    #[test]
    fn every_route_is_described() {
        let document: Value = serde_json::from_str(super::OPENAPI).unwrap();
        assert_eq!(document["openapi"].as_str().unwrap().get(..3), Some("3.1"));
        let routes: Vec<_> = ROUTES.lines().filter_map(|line| line.trim().strip_prefix(".route(\"")?.split_once('"')).collect();
        assert!(routes.len() > 9);
        for (route, handlers) in routes {
            for method in ["get", "post", "put", "patch", "delete"].into_iter().filter(|method| handlers.contains(&format!("{method}("))) {
                assert!(document["paths"][format!("/api/v1{route}")].get(method).is_some(), "{method} {route}");
            }
        }
    }

    #[test]
    fn every_note_on_a_document_is_described() {
        let document: Value = serde_json::from_str(super::OPENAPI).unwrap();
        let kinds = &document["components"]["schemas"]["DocumentNote"]["properties"]["kind"]["enum"];
        let known: Vec<&str> = busola_service::drafts::NoteKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(*kinds, serde_json::json!(known));
    }
}
