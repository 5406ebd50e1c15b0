//! Versions of a consultation's draft, and what became of its units from one to another.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use busola_domain::Timestamp;
use busola_domain::policy::{Action, allow};
use busola_service::consultations::Key;
use busola_service::drafts::{Correction, NewVersion, Version};
use serde::{Deserialize, Serialize};

use super::consultations::Page;
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

/// `GET /consultations/{id}/drafts`
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let versions = app.service().versions(caller.actor.as_ref(), &Key::parse(&key)).await;
    let page = versions.map(|versions| Page { items: versions.iter().map(Listed::from).collect(), next: None });
    said(&caller, StatusCode::OK, page)
}

/// `POST /consultations/{id}/drafts`: 200 and the present version where the draft says the same already.
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

/// `GET /consultations/{id}/drafts/{version}`
pub(super) async fn get(State(app): State<App>, Caller(caller): Caller, InPath((key, version)): InPath<(String, i64)>) -> Response {
    said(&caller, StatusCode::OK, app.service().draft_version(caller.actor.as_ref(), &Key::parse(&key), version).await)
}

/// What a document is sent as.
const DOCUMENTS: [&str; 3] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/octet-stream",
];

/// `POST /consultations/{id}/drafts/import`: the text of a document, to be looked at and sent as a draft. Nothing is kept.
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
    pairs: Vec<Correction>,
}

/// `PATCH /consultations/{id}/drafts/{version}/mapping`
pub(super) async fn correct(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath((key, version)): InPath<(String, i64)>,
    Json(mapping): Json<Mapping>,
) -> Response {
    let corrected = app.service().correct_draft(caller.actor.as_ref(), &Key::parse(&key), version, None, &mapping.pairs).await;
    said(&caller, StatusCode::OK, corrected)
}

#[derive(Deserialize)]
pub(super) struct DiffQuery {
    from: Option<String>,
    to: Option<String>,
}

/// `GET /consultations/{id}/diff`
pub(super) async fn diff(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(query): InQuery<DiffQuery>,
) -> Result<Response, Problem> {
    let (from, to) = (required("from", query.from.as_deref())?, required("to", query.to.as_deref())?);
    Ok(said(&caller, StatusCode::OK, app.service().compare(caller.actor.as_ref(), &Key::parse(&key), from, to).await))
}
