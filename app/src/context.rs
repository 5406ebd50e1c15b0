//! What a page and a server function know of their request; the server puts it into Leptos's context.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use busola_domain::{Actor, Timestamp};
use busola_service::{Secret, Service, SignedIn};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::failure::Failure;

/// The request's surroundings. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// Every use case.
    pub service: Service,
    /// Who is asking.
    pub actor: Option<Actor>,
    /// The language of the answer.
    pub lang: Lang,
    /// When the request was received: a remark's moment.
    pub received: Timestamp,
    /// Whether the site is served on https, which decides what its cookies look like.
    pub secure: bool,
    /// The path and query of the page that is shown.
    pub path: String,
}

/// The description of the API (OpenAPI), for its page; given by the server.
#[derive(Clone, Copy)]
pub struct ApiDocument(pub &'static serde_json::Value);

/// A form that was sent without JavaScript and could not be carried out: its page is shown again with it.
#[derive(Clone, Debug)]
pub struct FailedForm {
    /// The server function, as it stands in the form's `action`.
    pub action: String,
    /// What was sent, by field.
    pub fields: Vec<(String, String)>,
    /// What was wrong.
    pub failure: Failure,
}

/// The forms in which one types at length, each with the field for it. A new remark is none of them: it is parked.
const AT_LENGTH: [(&str, &str); 33] = [
    ("/fn/add-earlier", "words"),
    ("/fn/answer-comment", "justification"),
    ("/fn/answer-remark", "justification"),
    ("/fn/appeal-comment", "words"),
    ("/fn/ask-question", "body"),
    ("/fn/change-consultation", "summary"),
    ("/fn/change-earlier", "words"),
    ("/fn/change-meeting", "agenda"),
    ("/fn/consent-to-remark", "body"),
    ("/fn/correct-remark", "body"),
    ("/fn/create-consultation", "source"),
    ("/fn/create-meeting", "agenda"),
    ("/fn/create-poll", "question"),
    ("/fn/decide-appeal", "reply"),
    ("/fn/edit-comment", "body"),
    ("/fn/enter-remark", "body"),
    ("/fn/handle-question", "answer"),
    ("/fn/hide-comment", "reason"),
    ("/fn/keep-minutes", "body"),
    ("/fn/moderate-comments", "reason"),
    ("/fn/offer-remark", "body"),
    ("/fn/publish-declaration", "architecture"),
    ("/fn/publish-draft", "source"),
    ("/fn/publish-minutes", "body"),
    ("/fn/put-opinion", "text"),
    ("/fn/report-comment", "words"),
    ("/fn/save-draft", "source"),
    ("/fn/save-template", "justification"),
    ("/fn/save-theme", "description"),
    ("/fn/set-city", "address"),
    ("/fn/set-deadline-rule", "source"),
    ("/fn/set-embed-origins", "origins"),
    ("/fn/set-moderation-rules", "words"),
];

/// The forms in which much is chosen, which are kept like what is typed at length.
const MUCH_CHOSEN: [&str; 2] = ["/fn/correct-mapping", "/fn/tie-remarks"];

impl FailedForm {
    /// The value of a field as it was sent.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// The field in which its author typed at length, if the form has one: it is shown again, whoever it came from.
    #[must_use]
    pub fn at_length(&self) -> Option<&'static str> {
        let field = AT_LENGTH.iter().find(|(action, _)| *action == self.action).map(|(_, field)| *field)?;
        self.value(field).map(|_| field)
    }

    /// Whether all of the form is shown again, whoever it came from.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        MUCH_CHOSEN.contains(&self.action.as_str()) || self.at_length().is_some()
    }
}

/// The failed form of this page, if it is one of `action`.
#[must_use]
pub fn failed(action: &str) -> Option<FailedForm> {
    use_context::<FailedForm>().filter(|form| form.action == action)
}

impl Site {
    /// The surroundings of the present request.
    ///
    /// # Errors
    /// [`Failure::Internal`] outside a request: a programming error.
    pub fn get() -> Result<Self, Failure> {
        use_context().ok_or(Failure::Internal)
    }

    /// Whether the page is one for a projector.
    #[must_use]
    pub fn is_big_screen(&self) -> bool {
        self.path.split('?').next().is_some_and(|path| path.starts_with("/sessions/") && path.ends_with("/screen"))
    }

    /// The session cookie's name: with the prefix that binds it to this host wherever that is possible.
    #[must_use]
    pub fn cookie_name(secure: bool) -> &'static str {
        if secure { "__Host-busola" } else { "busola" }
    }

    /// Sets the session cookie of somebody who signed in.
    pub fn sign_in(&self, signed_in: &SignedIn) {
        self.set_session(&signed_in.cookie, signed_in.expires_at);
    }

    /// Removes the session cookie.
    pub fn sign_out(&self) {
        self.set_cookie(&format!("{}=; Max-Age=0", Self::cookie_name(self.secure)));
    }

    /// Sets the session cookie, of somebody who came into a meeting under a name for the hall for instance.
    pub fn set_session(&self, cookie: &Secret, expires_at: Timestamp) {
        let seconds = expires_at.since(self.service.now()) / busola_domain::time::SECOND;
        self.set_cookie(&format!("{}={}; Max-Age={seconds}", Self::cookie_name(self.secure), cookie.reveal()));
    }

    fn set_cookie(&self, start: &str) {
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{start}; Path=/; HttpOnly; SameSite=Lax{secure}");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            append_header(header::SET_COOKIE, value);
        }
    }
}

/// Adds a header to the response.
pub fn append_header(name: HeaderName, value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(name, value);
    }
}

/// Sets the status of the response.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}
