//! What the descriptions of requests have in common, and how they become one document. Types describe themselves where they
//! are declared, requests where they are handled.

mod answers;
mod parameters;
#[cfg(test)]
mod tests;
mod written;

pub(super) use answers::{
    BadBody, BadQuery, Conflict, DraftConflict, Forbidden, Invalid, NotFound, Other, Read, ReportProblem, SessionConflict, TooMany, Write,
};
pub(super) use parameters::{
    OfComment, OfConsultation, OfEarlier, OfKind, OfPoll, OfQuestion, OfSession, OfSpeaker, OfTemplate, OfTheme, OfVersion,
};

use serde_json::Value;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, OpenApi, RefOr, Schema};
use utoipa::{Modify, PartialSchema, ToSchema};

use super::problem::Problem;

/// What all requests have in common.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Busola",
        version = "1.0.0",
        description = "Public consultation with real-time comments.\n\nTimes are RFC 3339, UTC, with milliseconds; ids are UUIDs; JSON is \
                       compact. Errors are `application/problem+json`. A remark is a `Comment` here, a meeting a `Session`. A request \
                       with a session cookie that changes something needs the site's own `Origin`. What happens live is told on the \
                       WebSocket `/live`.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
    ),
    servers((url = "/")),
    security(("bearer" = []), ("cookie" = [])),
    tags(
        (name = "Consultations"), (name = "Comments"), (name = "Drafts"), (name = "Moderation"), (name = "Answers"), (name = "Report"),
        (name = "Themes"), (name = "Sessions"), (name = "Events"), (name = "Account"), (name = "Description"),
    ),
    components(schemas(Problem, ReportProblem)),
    modifiers(&Shared),
)]
struct Common;

/// Ways of signing in, and answers that many requests give.
struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_with(Components::new);
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("Made by `busola token create`."));
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
        let cookie = ApiKeyValue::with_description("__Host-busola", "The session of a browser; `busola` on a site without https.");
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        components.responses.extend(answers::all());
    }
}

/// A file as a body.
pub(super) struct File;

impl PartialSchema for File {
    fn schema() -> RefOr<Schema> {
        let file = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::Type::String);
        file.format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Binary))).into()
    }
}

impl ToSchema for File {}

/// The document of requests below an address.
pub(super) fn document(base: &str, requests: OpenApi) -> Value {
    let common = <Common as utoipa::OpenApi>::openapi();
    match serde_json::to_value(common.nest(base, requests)) {
        Ok(mut document) => {
            written::complete(&mut document);
            document
        }
        Err(error) => {
            tracing::error!(%error, "the description of the API can't be written");
            Value::Null
        }
    }
}
