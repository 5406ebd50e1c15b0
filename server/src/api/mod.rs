//! The JSON API, `/api/v1`: thin handlers that call a use case and say its outcome in HTTP.

mod answers;
mod attachments;
mod comments;
mod consultations;
mod deadlines;
mod drafts;
mod earlier;
pub(crate) mod extract;
mod minutes;
mod moderation;
mod opinions;
mod own;
mod paper;
pub(crate) mod problem;
mod receipts;
mod report;
mod sessions;
mod spoken;
mod themes;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, patch, post, put};
use busola_service::drafts::FILE_MAX;
use serde_json::Value;

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
        .route("/consultations/{key}/comments/paper", post(paper::enter))
        .route("/consultations/{key}/attachments", get(attachments::list))
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
        .route("/comments/{id}/reports", post(moderation::report))
        .route("/comments/{id}/appeal", post(moderation::appeal))
        .route("/comments/{id}/appeal/decide", post(moderation::decide))
        .route("/reports", get(moderation::own_reports))
        .route("/moderation-rules", get(moderation::rules).put(moderation::set_rules))
        .route("/consultations/{key}/moderation", get(moderation::queue).post(moderation::act))
        .route("/consultations/{key}/moderation-log", get(moderation::log))
        .route("/consultations/{key}/slow-mode", put(moderation::slow))
        .route("/consultations/{key}/report.json", get(report::json))
        .route("/consultations/{key}/report.csv", get(report::csv))
        .route("/consultations/{key}/report.xlsx", get(report::xlsx))
        .route("/consultations/{key}/report.docx", get(report::docx))
        .route("/consultations/{key}/report.pdf", get(report::pdf))
        .route("/consultations/{key}/report/publish", post(report::publish))
        .route("/report-schema.json", get(report::schema))
        .route("/receipts", get(receipts::list))
        .route("/account/data", get(own::data))
        .route("/comments/{id}/answer", put(answers::put))
        .route("/consultations/{key}/answers", post(answers::post))
        .route("/consultations/{key}/answers/publish", post(answers::publish))
        .route("/consultations/{key}/desk", get(answers::desk))
        .route("/answer-templates", get(answers::templates).post(answers::create_template))
        .route("/answer-templates/{id}", patch(answers::change_template).delete(answers::delete_template))
        .route("/themes", get(themes::list).post(themes::create))
        .route("/themes/{theme}", get(themes::get).patch(themes::change))
        .route("/themes/{theme}/comments", get(themes::comments))
        .route("/themes/{theme}/comments/{id}", put(themes::tie).delete(themes::untie))
        .route("/consultations/{key}/themes", get(themes::of_consultation))
        .route("/consultations/{key}/continues", get(earlier::list).post(earlier::add))
        .route("/continues/{id}", put(earlier::change).delete(earlier::remove))
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

/// The description, read.
pub(crate) fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(OPENAPI).unwrap_or_default());
    &DOCUMENT
}

async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

#[cfg(test)]
mod tests {
    /// The source of the routes above: what is served must be described.
    const ROUTES: &str = include_str!("mod.rs");

    #[test]
    fn every_route_is_described() {
        let document = super::document();
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
        let document = super::document();
        let kinds = &document["components"]["schemas"]["DocumentNote"]["properties"]["kind"]["enum"];
        let known: Vec<&str> = busola_service::drafts::NoteKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(*kinds, serde_json::json!(known));
    }
}
