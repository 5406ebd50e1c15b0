//! The JSON API, `/api/v1`: thin handlers that call a use case and say its outcome in HTTP. What stands over a handler is its
//! description: there is no route without one, and no other place that tells where a handler is found.

mod answers;
mod attachments;
mod comments;
mod consultations;
mod deadlines;
mod describe;
mod drafts;
mod earlier;
pub(crate) mod extract;
mod minutes;
mod moderation;
mod opinions;
mod own;
mod paper;
mod polls;
pub(crate) mod problem;
mod questions;
mod receipts;
mod report;
mod sessions;
mod speakers;
mod spoken;
mod themes;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use busola_service::drafts::FILE_MAX;
use serde_json::Value;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

use crate::app::App;
use describe::Other;
use problem::Problem;

/// Where it is.
pub(crate) const BASE: &str = "/api/v1";

/// Every request, with its description.
fn requests() -> OpenApiRouter<App> {
    OpenApiRouter::default()
        .routes(routes!(openapi))
        .routes(routes!(consultations::list, consultations::create))
        .routes(routes!(consultations::get, consultations::change))
        .routes(routes!(opinions::get, opinions::put))
        .routes(routes!(consultations::events))
        .routes(routes!(comments::list, comments::post))
        .routes(routes!(paper::enter))
        .routes(routes!(attachments::list))
        .routes(routes!(deadlines::rules))
        .routes(routes!(deadlines::set_rule))
        .routes(routes!(drafts::list, drafts::publish))
        .routes(routes!(drafts::import).layer(DefaultBodyLimit::max(FILE_MAX)))
        .routes(routes!(drafts::get))
        .routes(routes!(drafts::correct))
        .routes(routes!(drafts::diff))
        .routes(routes!(comments::edit, comments::withdraw))
        .routes(routes!(comments::support, comments::unsupport))
        .routes(routes!(comments::hide))
        .routes(routes!(comments::unhide))
        .routes(routes!(comments::approve))
        .routes(routes!(moderation::report))
        .routes(routes!(moderation::appeal))
        .routes(routes!(moderation::decide))
        .routes(routes!(moderation::own_reports))
        .routes(routes!(moderation::rules, moderation::set_rules))
        .routes(routes!(moderation::queue, moderation::act))
        .routes(routes!(moderation::log))
        .routes(routes!(moderation::slow))
        .routes(routes!(report::json))
        .routes(routes!(report::csv))
        .routes(routes!(report::xlsx))
        .routes(routes!(report::docx))
        .routes(routes!(report::pdf))
        .routes(routes!(report::publish))
        .routes(routes!(report::schema))
        .routes(routes!(receipts::list))
        .routes(routes!(own::data))
        .routes(routes!(answers::put))
        .routes(routes!(answers::post))
        .routes(routes!(answers::publish))
        .routes(routes!(answers::desk))
        .routes(routes!(answers::templates, answers::create_template))
        .routes(routes!(answers::change_template, answers::delete_template))
        .routes(routes!(themes::list, themes::create))
        .routes(routes!(themes::get, themes::change))
        .routes(routes!(themes::comments))
        .routes(routes!(themes::tie, themes::untie))
        .routes(routes!(themes::of_consultation))
        .routes(routes!(earlier::list, earlier::add))
        .routes(routes!(earlier::change, earlier::remove))
        .routes(routes!(sessions::list, sessions::create))
        .routes(routes!(sessions::join))
        .routes(routes!(sessions::get, sessions::change))
        .routes(routes!(sessions::events))
        .routes(routes!(sessions::start))
        .routes(routes!(sessions::end))
        .routes(routes!(sessions::cancel))
        .routes(routes!(sessions::remind, sessions::unremind))
        .routes(routes!(minutes::get, minutes::keep))
        .routes(routes!(minutes::publish))
        .routes(routes!(sessions::focus))
        .routes(routes!(questions::ask))
        .routes(routes!(speakers::raise, speakers::order))
        .routes(routes!(polls::create))
        .routes(routes!(questions::handle))
        .routes(routes!(questions::support, questions::unsupport))
        .routes(routes!(speakers::call))
        .routes(routes!(speakers::end))
        .routes(routes!(spoken::offer))
        .routes(routes!(spoken::consent))
        .routes(routes!(spoken::decline))
        .routes(routes!(polls::remove))
        .routes(routes!(polls::open))
        .routes(routes!(polls::close))
        .routes(routes!(polls::vote))
        .routes(routes!(polls::votes))
}

/// Everything below [`BASE`], and what is answered for what is not there.
pub(crate) fn router() -> Router<App> {
    Router::from(requests())
        .method_not_allowed_fallback(|| async { Problem::bare(StatusCode::METHOD_NOT_ALLOWED) })
        .fallback(|| async { Problem::bare(StatusCode::NOT_FOUND) })
}

/// The description of this API, OpenAPI 3.1: made once.
pub(crate) fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| describe::document(BASE, requests().into_openapi()));
    &DOCUMENT
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json", operation_id = "description", tag = "Description",
    responses((status = 200, description = "This document.", body = Object), Other),
    security((), ("bearer" = []), ("cookie" = [])),
)]
async fn openapi() -> impl IntoResponse {
    static TEXT: LazyLock<String> = LazyLock::new(|| document().to_string());
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::{Value, json};

    /// The source of the requests above.
    const REQUESTS: &str = include_str!("mod.rs");

    /// All values below a value, and itself.
    fn walk<'a>(value: &'a Value, see: &mut impl FnMut(&'a Value)) {
        see(value);
        match value {
            Value::Object(members) => members.values().for_each(|member| walk(member, see)),
            Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
            _ => {}
        }
    }

    fn operations() -> impl Iterator<Item = (&'static String, &'static String, &'static Value)> {
        let paths = super::document()["paths"].as_object().unwrap().iter();
        paths.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, operation)| (path, method, operation)))
    }

    #[test]
    fn every_request_is_described_and_nothing_else() {
        let source = REQUESTS.split("fn requests()").nth(1).unwrap().split("\n}").next().unwrap();
        let lines: Vec<_> = source.lines().filter_map(|line| line.trim().strip_prefix(".routes(routes!(")).collect();
        assert!(lines.len() > 60);
        // Nothing is routed in another way, which would need no description.
        assert_eq!(source.matches(".route").count(), lines.len());
        let handlers: usize = lines.iter().map(|line| line.split(')').next().unwrap().split(", ").count()).sum();
        assert_eq!((super::document()["paths"].as_object().unwrap().len(), operations().count()), (lines.len(), handlers));
    }

    #[test]
    fn the_document_is_openapi_and_whole() {
        let document = super::document();
        assert_eq!(document["openapi"].as_str().unwrap().get(..3), Some("3.1"));
        let mut broken = Vec::new();
        walk(document, &mut |value| {
            if let Some(target) = value.get("$ref").and_then(Value::as_str) {
                broken.extend(document.pointer(target.trim_start_matches('#')).is_none().then_some(target));
            }
        });
        assert_eq!(broken, Vec::<&str>::new());
        let tags: BTreeSet<_> = document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).map(Value::to_string).collect();
        let mut ids = BTreeMap::new();
        for (path, method, operation) in operations() {
            *ids.entry(operation["operationId"].as_str().unwrap()).or_insert(0) += 1;
            assert!(path.starts_with(super::BASE) && !operation["summary"].as_str().unwrap().is_empty(), "{method} {path}");
            assert!(tags.contains(&operation["tags"][0].to_string()), "{method} {path}");
            let named: BTreeSet<_> = path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
            let parameters = operation["parameters"].as_array().into_iter().flatten().filter(|parameter| parameter["in"] == "path");
            assert_eq!(parameters.map(|parameter| parameter["name"].as_str().unwrap()).collect::<BTreeSet<_>>(), named, "{path}");
            let answers = operation["responses"].as_object().unwrap();
            assert!(answers.keys().any(|status| status.starts_with('2')), "{method} {path}");
        }
        assert!(ids.values().all(|count| *count == 1), "{ids:?}");
        // What is written for who reads the code alone.
        let words = document.to_string();
        assert!(["`None`", "[`", "::"].iter().all(|code| !words.contains(code)));
    }

    #[test]
    fn every_note_on_a_document_is_described() {
        let document = super::document();
        let kinds = &document["components"]["schemas"]["DocumentNote"]["properties"]["kind"]["enum"];
        let known: Vec<&str> = busola_service::drafts::NoteKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(*kinds, json!(known));
    }
}
