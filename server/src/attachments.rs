//! Files that belong to consultations: piece by piece from the network to the disk, and back.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use busola_app::context::{FailedForm, Site};
use busola_app::failure::Failure;
use busola_domain::attachment::{BYTES_MAX, encoded};
use busola_domain::policy::{Action, allow};
use busola_domain::{AttachmentId, ConsultationId};
use busola_service::Error;
use busola_service::attachments::{Download, NewAttachment};
use busola_service::consultations::Key;
use bytes::BytesMut;
use futures_util::stream;
use tokio::io::AsyncReadExt as _;

use crate::api::extract::{Caller, InPath};
use crate::api::problem;
use crate::app::App;
use crate::caller::NO_CALLER;
use crate::limits::TooMany;
use crate::multipart::{Fields, File, Form, TEXTS, To, read};
use crate::{forms, pages};

/// How much of a file is sent at once.
const PIECE: usize = 64 * 1024;

/// Where files are saved from.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/consultations/{key}/attachments/{id}/{name}", get(download))
}

/// `POST` of the form with which a file is added.
pub(crate) fn form() -> MethodRouter<App> {
    // What may come is known when it is known from whom.
    post(add).layer(DefaultBodyLimit::disable())
}

/// Leads on from a form with a file to a path of this site, or shows its page again with what was wrong.
pub(crate) async fn answer(app: &App, site: &Site, parts: Parts, fields: Fields, outcome: Result<String, Error>) -> Response {
    let too_many = parts.extensions.get::<TooMany>().map(|wait| wait.0);
    let outcome = match too_many {
        Some(seconds) => Err(Failure::TooMany { seconds, message: site.lang.failure_too_many(seconds) }),
        None => outcome.map_err(|error| Failure::of(site.lang, &error)),
    };
    match outcome {
        Ok(path) => (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response(),
        Err(failure) => not_taken(app, site, parts, fields, failure).await,
    }
}

/// The answer to a form with a file of which nothing is kept. Who has to sign in first is told so where they do.
pub(crate) async fn not_taken(app: &App, site: &Site, parts: Parts, fields: Fields, failure: Failure) -> Response {
    if failure.wants_sign_in() {
        let location = format!("{}&unread=1", forms::sign_in(forms::own_page(&fields)));
        return (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    }
    let action = parts.uri.path().to_owned();
    forms::failed(app, site, parts, FailedForm { action, fields, failure }).await
}

/// `POST /fn/add-attachment`.
async fn add(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    let too_many = parts.extensions.get::<TooMany>().is_some();
    let begin = async |of: Option<ConsultationId>| {
        let key = Key::Id(of.ok_or_else(Error::not_found)?);
        let upload = app.service().begin_upload(site.actor.as_ref(), &key, site.received).await?;
        // Who sends too much at once is told so below; nothing of it is kept.
        Ok::<_, Error>(if too_many { To::Nowhere } else { To::Disk(upload) })
    };
    let may = allow(site.actor.as_ref(), Action::ManageConsultations, site.received);
    let request = Request::from_parts(parts.clone(), body);
    match read(&app, request, (BYTES_MAX as usize, TEXTS), &may, begin).await {
        Ok(Form { fields, file, .. }) => {
            let added = attach(&app, &site, &fields, file).await.map(|()| forms::own_page(&fields).to_owned());
            answer(&app, &site, parts, fields, added).await
        }
        Err(status) => status.into_response(),
    }
}

async fn attach(app: &App, site: &Site, fields: &Fields, file: Result<File, Error>) -> Result<(), Error> {
    let (upload, name) = file?.into_upload()?;
    let id = forms::field(fields, "id").and_then(|id| id.parse().ok()).ok_or_else(Error::not_found)?;
    let new = NewAttachment { caption: forms::field(fields, "caption").unwrap_or_default().to_owned(), name };
    app.service().attach(site.actor.as_ref(), &Key::Id(id), new, upload, site.received).await.map(|_| ())
}

/// `GET /consultations/{slug}/attachments/{id}/{name}`.
async fn download(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath((key, id, name)): InPath<(String, AttachmentId, String)>,
) -> Response {
    let found = match app.service().attachment(caller.actor.as_ref(), &Key::parse(&key), id).await {
        Ok(found) if found.attachment.name == name => found,
        Ok(_) => return problem::Problem::bare(StatusCode::NOT_FOUND).into_response(),
        Err(error) => return problem::Problem::of(&caller, &error).into_response(),
    };
    match tokio::fs::File::open(&found.path).await {
        Ok(file) => (headers(&found), pieces(file)).into_response(),
        Err(error) => {
            tracing::error!(%error, %id, "an attachment is not where it was kept");
            problem::Problem::bare(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

/// A file that is saved and never shown in the name of this site, whatever a browser takes it for.
fn headers(found: &Download) -> HeaderMap {
    let attachment = &found.attachment;
    // RFC 6266: for who does not know the second form, the first one; quotes are in neither.
    let plain: String = attachment.name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(&attachment.name));
    // A file never changes under its address; one that is taken away is to stay in nobody else's cache.
    let cache = if found.public { "private, max-age=31536000, immutable" } else { "private, no-store" };
    let mut headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(attachment.kind.mime())),
        (header::CONTENT_LENGTH, HeaderValue::from(attachment.bytes)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
    ]);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers
}

/// What is in a file, read while it is sent.
fn pieces(file: tokio::fs::File) -> Body {
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = BytesMut::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await?;
        Ok::<_, std::io::Error>((read > 0).then(|| (piece.freeze(), file)))
    });
    Body::from_stream(pieces)
}
