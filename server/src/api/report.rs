//! The report of a consultation.

mod sending;

use std::path::Path;

use axum::Json as Answer;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_domain::Consultation;
use busola_domain::policy::Denied;
use busola_domain::report::Format;
use busola_report::json;
use busola_service::consultations::Key;
use busola_service::report::{Making, Publication};
use busola_service::{Error, Service};
use futures_util::stream;
use tokio::fs::File;
use tokio_util::io::ReaderStream;

use super::describe::{NotFound, OfConsultation, Read, ReportProblem, TooMany, Write};
use super::extract::{Caller, InPath};
use super::problem::Problem;
use crate::app::App;
use crate::caller;
use sending::Sending;

/// How much of a file is read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// What the report as JSON looks like, in JSON Schema.
#[utoipa::path(
    get, path = "/report-schema.json", operation_id = "reportSchema", tag = "Report",
    responses((status = 200, description = "JSON Schema 2020-12.", body = Object, content_type = "application/schema+json")),
    security(()),
)]
pub(super) async fn schema() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/schema+json")], json::SCHEMA)
}

/// The report as JSON.
///
/// As it is now. For moderators and administrators at any time, for everybody once it is published; 404 until then. It is sent
/// while it is read. Words are in the language of the caller.
#[utoipa::path(
    get, path = "/consultations/{key}/report.json", operation_id = "reportJson", tag = "Report",
    params(OfConsultation),
    responses((status = 200, description = "The report, as `/api/v1/report-schema.json` says.", body = Object), NotFound, TooMany, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn json(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Result<Response, Problem> {
    streamed(app.service(), &caller, &key, Format::Json).await
}

/// The report as CSV: the table of remarks.
///
/// As it is now. For moderators and administrators at any time, for everybody once it is published; 404 until then. It is sent
/// while it is read. Words are in the language of the caller.
#[utoipa::path(
    get, path = "/consultations/{key}/report.csv", operation_id = "reportCsv", tag = "Report",
    params(OfConsultation),
    responses(
        (status = 200, description = "The report.", body = String, content_type = "text/csv"),
        NotFound, TooMany, Read,
    ),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn csv(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Result<Response, Problem> {
    streamed(app.service(), &caller, &key, Format::Csv).await
}

/// The report as a workbook.
///
/// As it is now. For moderators and administrators at any time, for everybody once it is published; 404 until then. It is made by
/// another process, one at a time, and kept until the report says something else; the answer waits for it, at most a few minutes.
/// Where too many wait already it is 503. Its `ETag` changes with what the report says. Words are in the language of the caller.
#[utoipa::path(
    get, path = "/consultations/{key}/report.xlsx", operation_id = "reportXlsx", tag = "Report",
    params(OfConsultation),
    responses(
        (
            status = 200, description = "The report.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            headers(("ETag" = String, description = "Changes with what the report says.")),
        ),
        (status = 304, description = "What `If-None-Match` names is still so."),
        NotFound, TooMany, Read,
    ),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn xlsx(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    made(app.service(), &caller, &key, Format::Xlsx, &headers).await
}

/// The report as a document.
///
/// As it is now. For moderators and administrators at any time, for everybody once it is published; 404 until then. It is made by
/// another process, one at a time, and kept until the report says something else; the answer waits for it, at most a few minutes.
/// Where too many wait already it is 503. Its `ETag` changes with what the report says. Words are in the language of the caller.
#[utoipa::path(
    get, path = "/consultations/{key}/report.docx", operation_id = "reportDocx", tag = "Report",
    params(OfConsultation),
    responses(
        (
            status = 200, description = "The report.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            headers(("ETag" = String, description = "Changes with what the report says.")),
        ),
        (status = 304, description = "What `If-None-Match` names is still so."),
        NotFound, TooMany, Read,
    ),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn docx(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    made(app.service(), &caller, &key, Format::Docx, &headers).await
}

/// The report as tagged PDF.
///
/// As it is now. For moderators and administrators at any time, for everybody once it is published; 404 until then. It is made by
/// another process, one at a time, and kept until the report says something else; the answer waits for it, at most a few minutes.
/// Where too many wait already it is 503. Its `ETag` changes with what the report says. Words are in the language of the caller.
#[utoipa::path(
    get, path = "/consultations/{key}/report.pdf", operation_id = "reportPdf", tag = "Report",
    params(OfConsultation),
    responses(
        (
            status = 200, description = "The report.", body = String,
            content_type = "application/pdf",
            headers(("ETag" = String, description = "Changes with what the report says.")),
        ),
        (status = 304, description = "What `If-None-Match` names is still so."),
        NotFound, TooMany, Read,
    ),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn pdf(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    made(app.service(), &caller, &key, Format::Pdf, &headers).await
}

/// A file that is sent while its remarks are read: a page of them is in memory.
async fn streamed(service: &Service, caller: &caller::Caller, key: &str, format: Format) -> Result<Response, Problem> {
    let gathered = service.report(caller.actor.as_ref(), &Key::parse(key)).await.map_err(|error| Problem::of(caller, &error))?;
    let slug = gathered.report.head.slug.clone();
    let begun = Sending::begin(service.clone(), gathered, format, caller.lang).map_err(|error| {
        tracing::error!(%error, "a report could not be begun");
        Problem::bare(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let pieces = stream::try_unfold(Some(begun), |sending| async move {
        let Some(sending) = sending else { return Ok::<_, Box<dyn std::error::Error + Send + Sync>>(None) };
        sending.next().await.map(Some)
    });
    Ok(file(format, &slug, Body::from_stream(pieces)))
}

/// A file that another process makes, once it is there; nothing of it for who has it already.
async fn made(service: &Service, caller: &caller::Caller, key: &str, format: Format, asked: &HeaderMap) -> Result<Response, Problem> {
    let (actor, key) = (caller.actor.as_ref(), Key::parse(key));
    let consultation = service.consultation_alone(actor, &key).await.map_err(|error| Problem::of(caller, &error))?;
    // A file is removed when a newer one is there, or words are taken out: then it is asked for once more.
    for _ in 0..2 {
        let making = service.report_file(actor, &key, format, caller.lang).await.map_err(|error| Problem::of(caller, &error))?;
        let Making::Ready(path) = making else { break };
        // Its name says of which report it tells.
        let tag = format!("W/\"{}\"", path.file_stem().unwrap_or_default().to_string_lossy());
        if has(asked, &tag) {
            return Ok(tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
        }
        match opened(&path).await {
            Ok((length, body)) => {
                let mut response = file(format, &consultation.slug, body);
                response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
                return Ok(tagged(response, &tag));
            }
            Err(error) => tracing::warn!(%error, "a report that was made could not be read"),
        }
    }
    Err(Problem::bare(StatusCode::INTERNAL_SERVER_ERROR))
}

/// A file that is sent while it is read, and its length.
async fn opened(path: &Path) -> std::io::Result<(u64, Body)> {
    let file = File::open(path).await?;
    let length = file.metadata().await?.len();
    Ok((length, Body::from_stream(ReaderStream::with_capacity(file, PIECE))))
}

/// Whether somebody has what a tag names (RFC 9110, 13.1.2).
fn has(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.flat_map(|value| value.split(',')).any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

/// What may be kept by who asked, if they ask each time whether it is still so.
fn tagged(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// A report to be kept as a file.
fn file(format: Format, slug: &str, body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.mime()));
    let disposition = format!("attachment; filename=\"{}\"", format.file_name(slug));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    // What moderators read is not what everybody may read yet.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// Publish the report, which ends the consultation.
///
/// For moderators and administrators, once the consultation is closed and every comment that is no reply has a published answer.
/// What changes in it after that, as a version of the draft or the opinion of the council, is told in its course. Again is the
/// same.
#[utoipa::path(
    post, path = "/consultations/{key}/report/publish", operation_id = "publishReport", tag = "Report",
    params(OfConsultation),
    responses(
        (status = 200, description = "Public; the phase is `reported`.", body = Consultation),
        (
            status = 409, description = "Still open, or comments without an answer.",
            body = ReportProblem, content_type = "application/problem+json",
        ),
        NotFound, Write,
    ),
)]
pub(super) async fn publish(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    match app.service().publish_report(caller.actor.as_ref(), &Key::parse(&key)).await {
        Ok(Publication::Published(consultation)) => Answer(consultation).into_response(),
        Ok(Publication::Unanswered(ids)) => {
            let detail = caller.lang.reporting_unanswered(ids.len());
            Problem::new(StatusCode::CONFLICT, "unanswered", &detail)
                .with_unanswered(ids.into_iter().map(|(id, _)| id).collect())
                .into_response()
        }
        Err(error) => {
            let problem = Problem::of(&caller, &error);
            // What waits for nothing but its time says so in the same form.
            let still_open = matches!(error, Error::Denied(Denied::NotYetClosed));
            if still_open { problem.with_unanswered(Vec::new()) } else { problem }.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_file_is_known_by_its_tag() {
        let asked = |value: &'static str| HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(value))]);
        for value in ["W/\"a\"", "\"a\"", "\"b\", W/\"a\"", "*"] {
            assert!(has(&asked(value), "W/\"a\""), "{value}");
        }
        for value in ["W/\"b\"", "a", ""] {
            assert!(!has(&asked(value), "W/\"a\""), "{value}");
        }
        assert!(!has(&HeaderMap::new(), "W/\"a\""));
    }
}
