//! Files that people send by a plain form.
//!
//! The form is one of the site's with all its fields, sent by another of its buttons. Nothing is kept: what was read of
//! the file stands in the form when its page comes back.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_app::context::{FailedForm, Site};
use busola_app::failure::{Failure, FieldMessage};
use busola_domain::policy::{Action, allow};
use busola_domain::{FieldError, Problem};
use busola_service::Error;
use busola_service::drafts::{FILE_MAX, ReadDocument, Refused};
use bytes::Bytes;

use crate::app::{App, unread};
use crate::caller::NO_CALLER;
use crate::forms;
use crate::limits::TooMany;
use crate::pages;

/// The largest form with a file.
pub(crate) const BODY_MAX: usize = FILE_MAX + forms::FORM_MAX;
/// The field of the file, and the one that names the form which its text is for.
const FILE: &str = "document";
const INTO: &str = "into";
/// The forms that take the text of a document.
const FORMS: [&str; 2] = ["/fn/create-consultation", "/fn/save-draft"];

/// What was sent.
#[derive(Default)]
struct Sent {
    fields: Vec<(String, String)>,
    file: Option<Bytes>,
    is_too_large: bool,
}

/// `POST /fn/read-document`: shows the page of the form again with the text of the document in it.
pub(crate) async fn document(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    let too_many = parts.extensions.get::<TooMany>().map(|wait| wait.0);
    let form = match Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(form) => form,
        Err(rejection) => return rejection.into_response(),
    };
    // Whoever may not have it read sends it for nothing; what they typed comes back to them all the same.
    let may = allow(site.actor.as_ref(), Action::ManageConsultations, site.received);
    let mut sent = match take(form, may.is_ok()).await {
        Ok(sent) => sent,
        Err(status) => return status.into_response(),
    };
    let action = sent.fields.iter().find(|(name, _)| name == INTO).map(|(_, value)| value.clone()).unwrap_or_default();
    if !FORMS.contains(&action.as_str()) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    sent.fields.retain(|(name, _)| name != INTO);
    // The page is to be shown, and the form that is on it does nothing more when it is sent as it is.
    set(&mut sent.fields, "do", "edit".to_owned());
    let outcome = match too_many {
        Some(seconds) => Err(Failure::TooMany { seconds, message: site.lang.failure_too_many(seconds) }),
        None => read(&site, &mut sent).await,
    };
    let failure = match outcome {
        Ok(document) => {
            set(&mut sent.fields, "format", document.format.as_str().to_owned());
            // Of texts and numbers; can't fail.
            set(&mut sent.fields, "said", serde_json::to_string(&document.notes).unwrap_or_default());
            set(&mut sent.fields, "source", document.source);
            Failure::NotYet
        }
        Err(failure) => failure,
    };
    forms::failed(&app, &site, parts, FailedForm { action, fields: sent.fields, failure }).await
}

/// The fields in the order in which they came, and the file where it is wanted.
async fn take(mut form: Multipart, wants_file: bool) -> Result<Sent, StatusCode> {
    let mut sent = Sent::default();
    let mut left = forms::FORM_MAX;
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(sent),
            Err(error) => return Err(status(&error)),
        };
        let Some(name) = field.name().map(str::to_owned) else { continue };
        if name == FILE {
            if !wants_file {
                return Ok(sent);
            }
            match collect(&mut field, FILE_MAX).await {
                Ok(file) => {
                    sent.is_too_large = file.is_none();
                    sent.file = file.map(Bytes::from);
                }
                // Longer than the whole form may be: what came before it is there.
                Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => return Ok(Sent { is_too_large: true, ..sent }),
                Err(error) => return Err(status(&error)),
            }
        } else {
            let value = collect(&mut field, left).await.map_err(|error| status(&error))?.ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
            left -= value.len();
            sent.fields.push((name, String::from_utf8_lossy(&value).into_owned()));
        }
    }
}

/// The bytes of a field, read to its end; `None` where there are more than `most`.
async fn collect(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let (mut bytes, mut fits) = (Vec::new(), true);
    while let Some(chunk) = field.chunk().await? {
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

fn status(error: &MultipartError) -> StatusCode {
    unread(error, error.status())
}

/// Reads the file that was sent.
async fn read(site: &Site, sent: &mut Sent) -> Result<ReadDocument, Failure> {
    let actor = site.actor.as_ref();
    if sent.is_too_large {
        return Err(Failure::of(site.lang, &Error::Unreadable(Refused::TooLarge)));
    }
    let file = sent.file.take().unwrap_or_default();
    if file.is_empty() && allow(actor, Action::ManageConsultations, site.received).is_ok() {
        let error = FieldError::new(FILE, Problem::Required);
        return Err(Failure::Invalid { fields: vec![FieldMessage { error, message: site.lang.docx_none() }] });
    }
    site.service.read_document(actor, file).await.map_err(|error| Failure::of(site.lang, &error))
}

/// Gives a field another value.
fn set(fields: &mut Vec<(String, String)>, name: &str, value: String) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value));
}
