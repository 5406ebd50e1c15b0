//! What a request carries, or the problem with it.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::problem::Problem;
use crate::app::{App, unread};
use crate::caller::{self, NO_CALLER};

/// The caller, as the middleware found them.
pub(crate) struct Caller(pub(crate) caller::Caller);

impl FromRequestParts<App> for Caller {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        parts.extensions.get::<caller::Caller>().cloned().map(Self).ok_or_else(|| NO_CALLER.into_response())
    }
}

/// The body as JSON: 415 for another type, 400 for what is no JSON, 422 with the field for what does not fit.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Response;
    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        if !is_json(&request) {
            return Err(Problem::bare(StatusCode::UNSUPPORTED_MEDIA_TYPE).into_response());
        }
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|rejection| Problem::bare(unread(&rejection, rejection.status())).into_response())?;
        // Whether it is JSON comes before whether it fits: a text that was cut short has no wrong field.
        serde_json::from_slice::<IgnoredAny>(&bytes).map_err(|error| malformed(&error.to_string()).into_response())?;
        // serde takes a list for an object, its items for the fields in their order.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "an object is expected").into_response());
        }
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| unfit(&error).into_response())?;
        Ok(Self(value))
    }
}

fn is_json(request: &Request) -> bool {
    let Some(kind) = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn unfit(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let cause = error.inner();
    if !cause.is_data() {
        return malformed(&cause.to_string());
    }
    // serde_json adds where in the text it was, which the path says better.
    let message = cause.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    // A missing field is named in the message, not in the path.
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
    let path = error.path().to_string();
    let field = match (path.as_str(), missing) {
        (".", Some(field)) => field.to_owned(),
        (_, Some(field)) => format!("{path}.{field}"),
        _ => path,
    };
    Problem::at_field(StatusCode::UNPROCESSABLE_ENTITY, "invalid", &message, field, message.clone())
}

pub(crate) fn malformed(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "malformed", detail)
}

/// Parts of the path; what can't be one of them is not found.
pub(crate) struct InPath<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for InPath<T> {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Path(value) = Path::from_request_parts(parts, app).await.map_err(|_| Problem::bare(StatusCode::NOT_FOUND).into_response())?;
        Ok(Self(value))
    }
}

/// The query; what does not fit is malformed.
pub(crate) struct InQuery<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for InQuery<T> {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let query = Query::from_request_parts(parts, app).await;
        query.map(|Query(value)| Self(value)).map_err(|rejection| malformed(&rejection.body_text()).into_response())
    }
}

/// A number of items between 1 and `most`.
///
/// # Errors
/// 400 for any other.
pub(crate) fn limit(asked: Option<i64>, usual: usize, most: usize) -> Result<usize, Problem> {
    match asked {
        None => Ok(usual),
        Some(asked) => match usize::try_from(asked) {
            Ok(limit) if (1..=most).contains(&limit) => Ok(limit),
            _ => Err(malformed(&format!("limit must be from 1 to {most}"))),
        },
    }
}

/// A value of the query that is text there; empty counts as absent.
///
/// # Errors
/// 400 for what can't be read.
pub(crate) fn read<T: std::str::FromStr>(name: &str, text: Option<&str>) -> Result<Option<T>, Problem> {
    match text {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| malformed(&format!("{name} can't be read"))),
    }
}

/// A value of the query that has to be there.
///
/// # Errors
/// 400 for what is not there or can't be read.
pub(crate) fn required<T: std::str::FromStr>(name: &str, text: Option<&str>) -> Result<T, Problem> {
    read(name, text)?.ok_or_else(|| malformed(&format!("{name} is missing")))
}
