//! Errors as `application/problem+json` (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_app::failure::Failure;
use busola_domain::CommentId;
use busola_domain::policy::Denied;
use busola_service::Error;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;

/// An error (RFC 9457), in the language of `Accept-Language`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Which, as a URI; `about:blank` when the status says it all.
    #[serde(rename = "type")]
    #[schema(value_type = String, examples("urn:busola:problem:already-closed", "urn:busola:problem:meeting-cancelled"))]
    kind: Box<str>,
    /// The status in words.
    title: &'static str,
    /// The status of HTTP.
    status: u16,
    /// What happened, in words.
    detail: String,
    /// What is wrong with which fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<BadField>,
    /// The remarks that a report waits for; described with the one request that is answered so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore, value_type = Vec<CommentId>)]
    unanswered: Option<Box<[CommentId]>>,
    /// Seconds, for the header that says when to try again.
    #[serde(skip)]
    retry_after: Option<u64>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BadField {
    /// Its name, with dots for nested ones.
    #[schema(examples("draft.source"))]
    field: String,
    /// What is wrong with it.
    message: String,
}

impl Problem {
    /// A problem of a kind, with what happened in words.
    pub(crate) fn new(status: StatusCode, kind: &str, detail: &str) -> Self {
        Self {
            kind: format!("urn:busola:problem:{kind}").into(),
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.to_owned(),
            errors: Vec::new(),
            unanswered: None,
            retry_after: None,
        }
    }

    /// A problem that its status says.
    pub(crate) fn bare(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        Self { kind: "about:blank".into(), title, ..Self::new(status, "", title) }
    }

    /// A bad field that was found before any use case was asked.
    pub(crate) fn at_field(status: StatusCode, kind: &str, detail: &str, field: String, message: String) -> Self {
        Self { errors: vec![BadField { field, message }], ..Self::new(status, kind, detail) }
    }

    /// The same, with the remarks that a report waits for.
    pub(crate) fn with_unanswered(self, unanswered: Vec<CommentId>) -> Self {
        Self { unanswered: Some(unanswered.into()), ..self }
    }

    /// What a use case said, in the caller's language.
    pub(crate) fn of(caller: &Caller, error: &Error) -> Self {
        Self::from_failure(&Failure::of(caller.lang, error))
    }

    /// A failure, as the API says it.
    pub(crate) fn from_failure(failure: &Failure) -> Self {
        let status = failure.status();
        let message = failure.message().unwrap_or_else(|| status.canonical_reason().unwrap_or("Error"));
        match failure {
            Failure::Denied { denied, .. } => Self::new(status, denied_kind(*denied), message),
            Failure::Conflict { .. } | Failure::AnswerChanged { .. } => Self::new(status, "conflict", message),
            Failure::TooShort { .. } => Self::new(status, "too-short", message),
            // What asks for it is a form of the site; no operation of the API does.
            Failure::NamesLeave { .. } => Self::new(status, "names-leave", message),
            Failure::TooMany { .. } => Self { retry_after: failure.retry_after(), ..Self::new(status, "too-many-requests", message) },
            Failure::Busy { .. } => Self { retry_after: failure.retry_after(), ..Self::new(status, "busy", message) },
            Failure::Invalid { fields } => {
                let errors: Vec<_> =
                    fields.iter().map(|bad| BadField { field: bad.error.field.clone(), message: bad.message.clone() }).collect();
                let detail = errors.first().map_or(message, |first| first.message.as_str()).to_owned();
                Self { errors, ..Self::new(status, "invalid", &detail) }
            }
            Failure::Malformed | Failure::NotYet | Failure::Internal => Self::bare(status),
        }
    }
}

fn denied_kind(denied: Denied) -> &'static str {
    match denied {
        Denied::SignInNeeded => "sign-in-needed",
        Denied::NotAllowed => "not-allowed",
        Denied::NotFound => "not-found",
        Denied::NotYetOpen => "not-yet-open",
        Denied::AlreadyOpen => "already-open",
        Denied::AlreadyClosed => "already-closed",
        Denied::NotTheAuthor => "not-the-author",
        Denied::EditWindowOver => "edit-window-over",
        Denied::Answered => "answered",
        Denied::NotYetClosed => "not-yet-closed",
        Denied::AlreadyReported => "already-reported",
        Denied::WrongState => "wrong-state",
        Denied::PollNotOpen => "poll-not-open",
        Denied::PollClosed => "poll-closed",
        Denied::MeetingOver => "meeting-over",
        Denied::MeetingCancelled => "meeting-cancelled",
        Denied::MeetingNotOver => "meeting-not-over",
        Denied::OwnOffice => "own-office",
        Denied::LastAdmin => "last-admin",
        Denied::InOffice => "in-office",
        Denied::AnotherDecides => "another-decides",
        Denied::OwnRemark => "own-remark",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
