//! Files that come with a form and files that belong to consultations: piece by piece from the network to the disk, and back.

use axum::Router;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use busola_app::context::{FailedForm, Site};
use busola_app::failure::Failure;
use busola_domain::attachment::{BYTES_MAX, encoded};
use busola_domain::{AttachmentId, Problem};
use busola_service::Error;
use busola_service::attachments::{Download, NewAttachment, Upload};
use busola_service::consultations::Key;
use bytes::BytesMut;
use futures_util::stream;
use tokio::io::AsyncReadExt as _;

use crate::api::extract::{Caller, InPath};
use crate::api::problem;
use crate::app::{App, unread};
use crate::caller::NO_CALLER;
use crate::limits::TooMany;
use crate::{forms, pages};

/// What may stand around a file in a form, in bytes.
const AROUND_MAX: usize = 256 * 1024;
/// The texts that usually stand around it.
const TEXTS: Texts = Texts { most: 20, longest: 16 * 1024 };
/// How much of a file is sent at once.
const PIECE: usize = 64 * 1024;

/// Where files are saved from.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/consultations/{key}/attachments/{id}/{name}", get(download))
}

/// `POST` of the form with which a file is added.
pub(crate) fn form() -> MethodRouter<App> {
    post(add).layer(DefaultBodyLimit::max(BYTES_MAX as usize + AROUND_MAX))
}

/// How many texts a form with a file may have, and how long each may be, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    pub(crate) most: usize,
    pub(crate) longest: usize,
}

/// A file as it comes in.
pub(crate) struct Incoming {
    to: To,
    /// What may come with it.
    texts: Texts,
    /// What kept it from being taken; the rest of it goes nowhere.
    failed: Option<Error>,
    /// Its name, as a browser sent it.
    name: String,
}

/// Where a file goes.
enum To {
    Nowhere,
    Memory(Vec<u8>, usize),
    Disk(Upload),
}

impl Incoming {
    /// One that goes to the disk, from who may send it.
    fn on_disk(begun: Result<Upload, Error>) -> Self {
        Self::of(begun.map(To::Disk))
    }

    /// One of at most so many bytes that is kept in memory, from who may send it.
    pub(crate) fn in_memory(most: Result<usize, Error>) -> Self {
        Self::of(most.map(|most| To::Memory(Vec::new(), most)))
    }

    fn of(to: Result<To, Error>) -> Self {
        let (to, failed) = to.map_or_else(|error| (To::Nowhere, Some(error)), |to| (to, None));
        Self { to, texts: TEXTS, failed, name: String::new() }
    }

    /// The same in a form with other texts than usual.
    pub(crate) fn with(self, texts: Texts) -> Self {
        Self { texts, ..self }
    }

    async fn take(&mut self, piece: &[u8]) {
        if self.failed.is_some() {
            return;
        }
        let taken = match &mut self.to {
            To::Nowhere => Ok(()),
            To::Memory(bytes, most) if bytes.len() + piece.len() > *most => Err(too_large(*most)),
            To::Memory(bytes, _) => {
                bytes.extend_from_slice(piece);
                Ok(())
            }
            To::Disk(upload) => upload.write(piece).await,
        };
        self.failed = taken.err();
    }

    /// What came, where it was kept in memory.
    pub(crate) fn into_bytes(self) -> Result<Vec<u8>, Error> {
        match (self.failed, self.to) {
            (Some(error), _) => Err(error),
            (None, To::Memory(bytes, _)) => Ok(bytes),
            (None, _) => Err(Error::field("file", Problem::FileMissing)),
        }
    }

    /// What came and its name, where it went to the disk.
    fn into_upload(self) -> Result<(Upload, String), Error> {
        match (self.failed, self.to) {
            (Some(error), _) => Err(error),
            (None, To::Disk(upload)) => Ok((upload, self.name)),
            (None, _) => Err(Error::field("file", Problem::FileMissing)),
        }
    }
}

fn too_large(bytes: usize) -> Error {
    Error::field("file", Problem::FileTooLarge { megabytes: bytes / 1_000_000 })
}

/// The texts of a form, by name.
pub(crate) type Fields = Vec<(String, String)>;

/// Reads a form with a file; of one that is too large, the texts that came before it.
///
/// # Errors
/// The status for what is no such form, or stopped.
pub(crate) async fn read(app: &App, request: Request, most: usize, file: &mut Incoming) -> Result<Fields, StatusCode> {
    let mut form = Multipart::from_request(request, app).await.map_err(|rejection| rejection.status())?;
    let mut fields = Fields::new();
    match read_parts(&mut form, &mut fields, file).await {
        Ok(()) => {}
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => file.failed = Some(too_large(most)),
        Err(error) => return Err(unread(&error, StatusCode::BAD_REQUEST)),
    }
    Ok(fields)
}

async fn read_parts(form: &mut Multipart, fields: &mut Fields, file: &mut Incoming) -> Result<(), MultipartError> {
    while let Some(mut part) = form.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            file.name = part.file_name().unwrap_or_default().to_owned();
            while let Some(piece) = part.chunk().await? {
                file.take(&piece).await;
            }
            continue;
        }
        let mut text = Vec::new();
        while let Some(piece) = part.chunk().await? {
            if text.len() + piece.len() <= file.texts.longest {
                text.extend_from_slice(&piece);
            }
        }
        if fields.len() < file.texts.most {
            fields.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }
    Ok(())
}

/// Leads on from a form to a path of this site, or shows its page again with what was wrong.
pub(crate) async fn answer(app: &App, site: &Site, parts: Parts, fields: Fields, outcome: Result<String, Error>) -> Response {
    let too_many = parts.extensions.get::<TooMany>().map(|wait| wait.0);
    let outcome = match too_many {
        Some(seconds) => Err(Failure::TooMany { seconds, message: site.lang.failure_too_many(seconds) }),
        None => outcome.map_err(|error| Failure::of(site.lang, &error)),
    };
    match outcome {
        Ok(path) => (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response(),
        Err(failure) => {
            let action = parts.uri.path().to_owned();
            forms::failed(app, site, parts, FailedForm { action, fields, failure }).await
        }
    }
}

/// `POST /fn/add-attachment`.
async fn add(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    // Who sends too much at once is told so below; nothing of it is kept.
    let mut file = if parts.extensions.get::<TooMany>().is_some() {
        Incoming::of(Ok(To::Nowhere))
    } else {
        Incoming::on_disk(app.service().begin_upload(site.actor.as_ref(), site.received).await)
    };
    match read(&app, Request::from_parts(parts.clone(), body), BYTES_MAX as usize, &mut file).await {
        Ok(fields) => {
            let added = attach(&app, &site, &fields, file).await.map(|()| forms::own_page(&fields).to_owned());
            answer(&app, &site, parts, fields, added).await
        }
        Err(status) => status.into_response(),
    }
}

async fn attach(app: &App, site: &Site, fields: &Fields, file: Incoming) -> Result<(), Error> {
    let (upload, name) = file.into_upload()?;
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
