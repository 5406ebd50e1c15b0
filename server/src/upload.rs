//! The document of a word processor, sent with a form that takes its text.
//!
//! The form is one of the site's with all its fields, sent by another of its buttons. Nothing is kept: what was read of
//! the document stands in the form when its page comes back.

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use busola_app::context::{FailedForm, Site};
use busola_app::failure::Failure;
use busola_domain::policy::{Action, allow};
use busola_domain::{ConsultationId, Problem};
use busola_service::Error;
use busola_service::drafts::{FILE_MAX, ReadDocument};

use crate::app::App;
use crate::attachments::not_taken;
use crate::caller::NO_CALLER;
use crate::limits::TooMany;
use crate::multipart::{Fields, File, Form, Texts, To, read};
use crate::{forms, pages};

/// What a form with a whole draft in it has; one of the next version says of each unit what it is.
const AROUND: Texts = Texts { most: 25_000, longest: forms::FORM_MAX, all: forms::FORM_MAX };
/// The field that names the form which the text is for, and those that take one.
const INTO: &str = "into";
const FORMS: [&str; 2] = ["/fn/create-consultation", "/fn/save-draft"];

/// `POST` of the form with which a document is sent.
pub(crate) fn form() -> MethodRouter<App> {
    // What may come is known when it is known from whom.
    post(document).layer(DefaultBodyLimit::disable())
}

/// `POST /fn/read-document`: shows the page of the form again with the text of the document in it.
async fn document(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    let too_many = parts.extensions.get::<TooMany>().map(|wait| wait.0);
    let may = allow(site.actor.as_ref(), Action::ManageConsultations, site.received);
    // Of who may not send any, nothing is kept but what they typed, which comes back to them where it is not too much.
    let takes = may.is_ok() && too_many.is_none();
    let begin = async |_: Option<ConsultationId>| Ok::<_, Error>(if takes { To::Memory(Vec::new()) } else { To::Nowhere });
    let request = Request::from_parts(parts.clone(), body);
    let Form { mut fields, file, cut } = match read(&app, request, (FILE_MAX, AROUND), &may, begin).await {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    if cut && let Err(error @ Error::Denied(_)) = &file {
        return not_taken(&app, &site, parts, fields, Failure::of(site.lang, error)).await;
    }
    let Some(action) = forms::field(&fields, INTO).filter(|action| FORMS.contains(action)).map(str::to_owned) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    fields.retain(|(name, _)| name != INTO);
    // The page is to be shown, and the form on it does nothing more when it is sent as it is.
    set(&mut fields, "do", "edit".to_owned());
    let outcome = match too_many {
        Some(seconds) => Err(Failure::TooMany { seconds, message: site.lang.failure_too_many(seconds) }),
        None => read_document(&app, &site, file).await.map_err(|error| Failure::of(site.lang, &error)),
    };
    let failure = match outcome {
        Ok(document) => {
            fill(&mut fields, document);
            Failure::NotYet
        }
        Err(failure) => failure,
    };
    forms::failed(&app, &site, parts, FailedForm { action, fields, failure }).await
}

async fn read_document(app: &App, site: &Site, file: Result<File, Error>) -> Result<ReadDocument, Error> {
    let file = file?.into_bytes()?;
    if file.is_empty() {
        return Err(Error::field("file", Problem::FileMissing));
    }
    app.service().read_document(site.actor.as_ref(), file.into()).await
}

/// Puts the text of a document into the fields, with what is to be looked at.
fn fill(fields: &mut Fields, document: ReadDocument) {
    set(fields, "format", document.format.as_str().to_owned());
    // Of texts and numbers; can't fail.
    set(fields, "said", serde_json::to_string(&document.notes).unwrap_or_default());
    set(fields, "source", document.source);
}

/// Gives a field another value.
fn set(fields: &mut Fields, name: &str, value: String) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value));
}
