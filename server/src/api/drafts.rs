//! Versions of a consultation's draft, and what became of its units from one to another.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use busola_domain::Timestamp;
use busola_domain::policy::{Action, allow};
use busola_service::consultations::Key;
use busola_service::drafts::{Comparison, Correction, NewVersion, Published, ReadDocument, Version, VersionPage};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::consultations::List;
use super::describe::{BadBody, BadQuery, DraftConflict, File, Invalid, NotFound, OfConsultation, OfVersion, Read, Write};
use super::extract::{Caller, InPath, InQuery, Json, required};
use super::problem::Problem;
use super::sessions::said;
use crate::app::{App, unread};

/// A version of a draft in the list.
#[derive(Serialize, ToSchema)]
#[schema(as = Version)]
struct Listed {
    /// From 1.
    version: i64,
    /// When it became the present one.
    created_at: Timestamp,
    /// What its moderator said of it; may be empty.
    note: String,
    /// How many units it has.
    units: i64,
}

impl From<&Version> for Listed {
    fn from(version: &Version) -> Self {
        Self { version: version.version, created_at: version.created_at, note: version.note.clone(), units: version.units }
    }
}

/// The versions of a consultation's draft, the first first.
#[utoipa::path(
    get, path = "/consultations/{key}/drafts", operation_id = "listDrafts", tag = "Drafts",
    params(OfConsultation),
    responses((status = 200, description = "All of them.", body = List<Listed>), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let versions = app.service().versions(caller.actor.as_ref(), &Key::parse(&key)).await;
    let page = versions.map(|versions| List::of(versions.iter().map(Listed::from).collect()));
    said(&caller, StatusCode::OK, page)
}

/// Publish the next version of the draft.
///
/// For moderators and administrators, in any phase. It is public at once, with the best mapping there is: a unit that is
/// recognised keeps its id, so comments on it stand where it went; comments on a unit that was removed stay, and `mapping` says
/// what took its place. What was taken for what can be corrected afterwards.
#[utoipa::path(
    post, path = "/consultations/{key}/drafts", operation_id = "publishDraft", tag = "Drafts",
    params(OfConsultation),
    request_body = NewVersion,
    responses(
        (status = 200, description = "The draft says the same already: no new version; this is the present one.", body = Published),
        (status = 201, description = "Published.", body = Published),
        BadBody, NotFound, Write,
    ),
)]
pub(super) async fn publish(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(new): Json<NewVersion>,
) -> Response {
    let published = app.service().publish_draft(caller.actor.as_ref(), &Key::parse(&key), new).await;
    let status = match &published {
        Ok(published) if !published.created => StatusCode::OK,
        _ => StatusCode::CREATED,
    };
    said(&caller, status, published)
}

/// A version of the draft.
#[utoipa::path(
    get, path = "/consultations/{key}/drafts/{version}", operation_id = "getDraft", tag = "Drafts",
    params(OfConsultation, OfVersion),
    responses((status = 200, description = "The version.", body = VersionPage), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath((key, version)): InPath<(String, i64)>) -> Response {
    said(&caller, StatusCode::OK, app.service().draft_version(caller.actor.as_ref(), &Key::parse(&key), version).await)
}

/// What a document is sent as.
const DOCUMENTS: [&str; 3] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/octet-stream",
];

/// Read a document of a word processor into the text of a draft.
///
/// For moderators and administrators. Nothing is kept: the text is to be looked at, and published as a draft then. The numbers of
/// lists are written out as acts have them; changes that were tracked are read as accepted; `notes` say what is uncertain and
/// what was left out. A file that can't be read (another kind, protected, damaged, made to do harm) is 422 at `file`, with the
/// reason.
#[utoipa::path(
    post, path = "/consultations/{key}/drafts/import", operation_id = "readDocument", tag = "Drafts",
    params(OfConsultation),
    request_body(content(
        (inline(File) = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (inline(File) = "application/vnd.oasis.opendocument.text"),
        (inline(File) = "application/octet-stream"),
    )),
    responses(
        (status = 200, description = "The text.", body = ReadDocument),
        (status = 413, description = "The body is larger than 25 MB.", body = Problem, content_type = "application/problem+json"),
        (
            status = 415, description = "The body is neither a DOCX nor an ODT by its Content-Type.",
            body = Problem, content_type = "application/problem+json",
        ),
        NotFound, Invalid, Write,
    ),
)]
pub(super) async fn import(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    request: Request,
) -> Result<Response, Problem> {
    let actor = caller.actor.as_ref();
    app.service().consultation_alone(actor, &Key::parse(&key)).await.map_err(|error| Problem::of(&caller, &error))?;
    // Before anything of the file is taken.
    allow(actor, Action::ManageConsultations, caller.received).map_err(|denied| Problem::of(&caller, &denied.into()))?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !DOCUMENTS.contains(&kind.split(';').next().unwrap_or_default().trim()) {
        return Err(Problem::bare(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let file = Bytes::from_request(request, &app).await.map_err(|rejection| Problem::bare(unread(&rejection, rejection.status())))?;
    Ok(said(&caller, StatusCode::OK, app.service().read_document(actor, file).await))
}

/// What units of the latest version really are.
#[derive(Deserialize, ToSchema)]
pub(super) struct Mapping {
    /// What is said of each unit that is named.
    pairs: Vec<Correction>,
}

/// Correct which unit of earlier versions a unit is.
///
/// For moderators and administrators; of the latest version only, of another one it answers 409. An id is one unit's identity
/// across versions. So the units that are named get other ids: that of the unit they are, or one of their own where they are new.
/// What was said of a unit since the version is there goes with it; what was said before stays with the unit of the earlier
/// versions. A unit that was taken for one that another one really is, or that was removed, is new. What is named is certain from
/// then on, also where it was right. People do the same at `/consultations/{slug}/versions/{version}/mapping`.
#[utoipa::path(
    patch, path = "/consultations/{key}/drafts/{version}/mapping", operation_id = "correctDraft", tag = "Drafts",
    params(OfConsultation, OfVersion),
    request_body = Mapping,
    responses(
        (status = 200, description = "The version as it is now.", body = Published),
        BadBody, NotFound, DraftConflict, Write,
    ),
)]
pub(super) async fn correct(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath((key, version)): InPath<(String, i64)>,
    Json(mapping): Json<Mapping>,
) -> Response {
    let corrected = app.service().correct_draft(caller.actor.as_ref(), &Key::parse(&key), version, None, &mapping.pairs).await;
    said(&caller, StatusCode::OK, corrected)
}

/// Which versions.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DiffQuery {
    /// The version that is compared.
    #[param(value_type = i64, minimum = 1)]
    from: Option<String>,
    /// The version that it is compared with.
    #[param(value_type = i64, minimum = 1)]
    to: Option<String>,
}

/// Two versions of the draft, unit by unit.
///
/// Any two, also the later one first. The units of both are in reading order; what was removed stands where it stood.
#[utoipa::path(
    get, path = "/consultations/{key}/diff", operation_id = "compareDrafts", tag = "Drafts",
    params(OfConsultation, DiffQuery),
    responses((status = 200, description = "What became of each unit.", body = Comparison), BadQuery, NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn diff(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(query): InQuery<DiffQuery>,
) -> Result<Response, Problem> {
    let (from, to) = (required("from", query.from.as_deref())?, required("to", query.to.as_deref())?);
    Ok(said(&caller, StatusCode::OK, app.service().compare(caller.actor.as_ref(), &Key::parse(&key), from, to).await))
}
