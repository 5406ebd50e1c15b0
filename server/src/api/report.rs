//! The report of a consultation.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json as Answer;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_domain::policy::Denied;
use busola_domain::report::{Format, Report, Row};
use busola_report::{csv, json};
use busola_service::consultations::Key;
use busola_service::report::{Gathered, Making, PAGE, Publication, Table};
use busola_service::{Error, Service};
use busola_texts::Lang;
use futures_util::stream;
use tokio::fs::File;
use tokio_util::io::ReaderStream;

use super::extract::{Caller, InPath};
use super::problem::Problem;
use crate::app::App;
use crate::caller;

/// How much of a file is read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// `GET /report-schema.json`
pub(super) async fn schema() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/schema+json")], json::SCHEMA)
}

/// `GET /consultations/{id}/report.json`
pub(super) async fn json(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Result<Response, Problem> {
    streamed(app.service(), &caller, &key, Format::Json).await
}

/// `GET /consultations/{id}/report.csv`
pub(super) async fn csv(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Result<Response, Problem> {
    streamed(app.service(), &caller, &key, Format::Csv).await
}

/// `GET /consultations/{id}/report.xlsx`
pub(super) async fn xlsx(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    made(app.service(), &caller, &key, Format::Xlsx, &headers).await
}

/// `GET /consultations/{id}/report.docx`
pub(super) async fn docx(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    made(app.service(), &caller, &key, Format::Docx, &headers).await
}

/// `GET /consultations/{id}/report.pdf`
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

/// What a writer wrote and was not sent yet.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

enum Writer {
    Json(json::Writer<Buffer>),
    Csv(Box<csv::Writer<Buffer>>),
}

impl Writer {
    fn begin(format: Format, lang: Lang, report: &Report, out: Buffer) -> Result<Self, busola_report::Error> {
        match format {
            Format::Csv => Ok(Self::Csv(Box::new(csv::Writer::begin(out, lang)?))),
            _ => Ok(Self::Json(json::Writer::begin(out, report)?)),
        }
    }

    fn row(&mut self, row: Row) -> Result<(), busola_report::Error> {
        match self {
            Self::Json(writer) => writer.row(row),
            Self::Csv(writer) => writer.row(row),
        }
    }

    fn flush(&mut self) -> Result<(), busola_report::Error> {
        match self {
            Self::Json(writer) => writer.flush(),
            Self::Csv(writer) => writer.flush(),
        }
    }

    fn end(self) -> Result<(), busola_report::Error> {
        match self {
            Self::Json(writer) => writer.end(),
            Self::Csv(writer) => writer.end(),
        }
    }
}

/// A report on its way.
struct Sending {
    service: Service,
    table: Table,
    writer: Writer,
    buffer: Buffer,
    /// The remark that was sent last; before the first piece, none was.
    after: Option<i64>,
}

impl Sending {
    fn begin(service: Service, gathered: Gathered, format: Format, lang: Lang) -> Result<Self, busola_report::Error> {
        let buffer = Buffer::default();
        let writer = Writer::begin(format, lang, &gathered.report, buffer.clone())?;
        Ok(Self { service, table: gathered.table, writer, buffer, after: None })
    }

    /// The next piece, and what is left after it.
    async fn next(mut self) -> Result<(Bytes, Option<Self>), Box<dyn std::error::Error + Send + Sync>> {
        let Some(after) = self.after else {
            // What is there before any remark leaves at once.
            self.after = Some(0);
            self.writer.flush()?;
            return Ok((self.buffer.take().into(), Some(self)));
        };
        let rows = self.service.report_rows(&self.table, after, PAGE).await?;
        let Some(last) = rows.last().map(|row| row.number) else {
            let buffer = self.buffer;
            self.writer.end()?;
            return Ok((buffer.take().into(), None));
        };
        for row in rows {
            self.writer.row(row)?;
        }
        self.writer.flush()?;
        self.after = Some(last);
        Ok((self.buffer.take().into(), Some(self)))
    }
}

/// `POST /consultations/{id}/report/publish`
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
