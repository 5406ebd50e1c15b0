//! Files that belong to a consultation.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use busola_domain::attachment::Attachment;
use busola_service::consultations::Key;
use serde::Serialize;
use utoipa::ToSchema;

use super::describe::{NotFound, OfConsultation, Read};
use super::extract::{Caller, InPath};
use super::problem::Problem;
use crate::app::App;

/// The files of a consultation.
#[derive(Serialize, ToSchema)]
struct AttachmentList {
    /// They, in the order in which they were added.
    items: Vec<Item>,
}

/// A file that belongs to a consultation.
#[derive(Serialize, ToSchema)]
#[schema(as = Attachment)]
struct Item {
    /// Where it is.
    #[schema(format = "uri")]
    address: String,
    /// Its media type.
    mime: &'static str,
    #[serde(flatten)]
    attachment: Attachment,
}

/// The files that belong to a consultation.
#[utoipa::path(
    get, path = "/consultations/{key}/attachments", operation_id = "listAttachments", tag = "Consultations",
    params(OfConsultation),
    responses((status = 200, description = "All of them.", body = AttachmentList), NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn list(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>) -> Response {
    let attached = match app.service().attachments(caller.actor.as_ref(), &Key::parse(&key)).await {
        Ok(attached) => attached,
        Err(error) => return Problem::of(&caller, &error).into_response(),
    };
    let address = |file: &Attachment| format!("{}{}", app.service().public_url(), file.path(&attached.slug));
    let items = attached.items.iter().map(|file| Item { address: address(file), mime: file.kind.mime(), attachment: file.clone() });
    Answer(AttachmentList { items: items.collect() }).into_response()
}
