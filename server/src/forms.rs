//! Server functions, called by the page's script and by plain forms alike.
//!
//! The script gets the function's own answer as JSON, or a [`Refusal`]. A plain form gets a redirection, or its
//! page again with what was typed and what was wrong: never an error in an address, which would lose a long text.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use busola_app::context::{FailedForm, Site};
use busola_app::failure::Failure;
use busola_domain::{CommentId, Email};
use leptos::prelude::provide_context;
use serde::Serialize;

use crate::app::{App, unread};
use crate::caller::NO_CALLER;
use crate::limits::TooMany;
use crate::pages;

/// The largest form: a draft of 2 MB, percent-encoded.
pub(crate) const FORM_MAX: usize = 7 * 1024 * 1024;
/// The largest answer of a function that is looked into for its failure.
const FAILURE_MAX: usize = 256 * 1024;

/// `POST /fn/{name}`.
pub(crate) async fn function(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    let bytes = match to_bytes(body, FORM_MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return unread(&error, StatusCode::PAYLOAD_TOO_LARGE).into_response(),
    };
    let action = parts.uri.path().to_owned();
    let is_form = is_plain_form(&parts.headers);
    let fields: Vec<(String, String)> =
        form_urlencoded::parse(&bytes).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    if !fields.iter().all(|(name, _)| is_plain_name(name)) {
        return StatusCode::BAD_REQUEST.into_response();
    }

    let too_many = parts.extensions.get::<TooMany>().map(|wait| wait.0).or_else(|| too_often(&app, &site, &action, &fields));
    let outcome = match too_many {
        Some(seconds) => Err(Failure::TooMany { seconds, message: site.lang.failure_too_many(seconds) }),
        None => {
            let mut inner = Request::from_parts(parts.clone(), Body::from(bytes));
            // Asked for a page, the function would put its error into an address.
            inner.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
            let context = {
                let site = site.clone();
                move || provide_context(site.clone())
            };
            split(leptos_axum::handle_server_fns_with_context(context, inner).await.into_response()).await
        }
    };
    match outcome {
        Ok(response) if !is_form => response,
        Ok(response) => succeeded(response, &action, &fields),
        Err(failure) if !is_form => refuse(&failure),
        Err(failure) => failed(&app, &site, parts, FailedForm { action, fields, failure }).await,
    }
}

/// Whether a name is that of a field or, with brackets at its end, of an entry of a list, as no form of this site has
/// others. The functions read a form by `serde_qs`, which takes `[email]` for `email`, so that limits would look for another
/// field than is read; and which calls itself for each pair of brackets, so that many would end the program.
fn is_plain_name(name: &str) -> bool {
    name.split_once('[').is_none_or(|(list, entry)| !list.is_empty() && entry.ends_with(']') && !entry.contains('['))
}

/// Seconds to wait before another letter goes to an address, or another password is tried for it.
fn too_often(app: &App, site: &Site, action: &str, fields: &[(String, String)]) -> Option<u64> {
    let limits = app.limits()?;
    // As addresses are compared: another way to write one is no other mailbox. To what is none no letter goes.
    let email = || Email::parse(field(fields, "email")?).ok();
    let account = || site.actor.as_ref().map(|actor| actor.account.to_string());
    match action {
        "/fn/request-sign-in" => limits.mailbox(email()?.as_str()),
        "/fn/sign-in-by-password" => limits.password(email()?.as_str()),
        "/fn/request-proof" => limits.mailbox(&account()?),
        "/fn/request-address" => limits.mailbox(&account()?).or_else(|| limits.mailbox(email()?.as_str())),
        "/fn/set-password" | "/fn/remove-password" | "/fn/erase-account" => limits.password(&account()?),
        _ => None,
    }
}

/// Whether a browser sends a form by itself, and wants a page for it.
fn is_plain_form(headers: &HeaderMap) -> bool {
    let has = |name, part: &str| headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(part));
    has(header::ACCEPT, "text/html") && has(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// The failure that a function's answer carries, or the answer.
async fn split(response: Response) -> Result<Response, Failure> {
    if response.status().is_success() || response.status().is_redirection() {
        return Ok(response);
    }
    let bytes = to_bytes(response.into_body(), FAILURE_MAX).await.unwrap_or_default();
    Err(serde_json::from_slice(&bytes).unwrap_or(Failure::Internal))
}

/// Why something was not done, as the page's script shows it.
#[derive(Serialize)]
struct Refusal<'a> {
    /// What to tell the person; empty when there is nothing to say.
    message: &'a str,
    /// Whether it is a text itself that can't be taken.
    field: bool,
    /// Whether signing in would help.
    sign_in: bool,
    /// The remark that somebody else answered meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    answered: Option<CommentId>,
}

fn refuse(failure: &Failure) -> Response {
    let at_a_field = match failure {
        Failure::Invalid { fields } => fields.first().map(|bad| bad.message.as_str()),
        _ => None,
    };
    let message = at_a_field.or(failure.message()).unwrap_or_default();
    let answered = match failure {
        Failure::AnswerChanged { comment, .. } => Some(*comment),
        _ => None,
    };
    let refusal = Refusal { message, field: at_a_field.is_some(), sign_in: failure.wants_sign_in(), answered };
    let mut response = (failure.status(), axum::Json(refusal)).into_response();
    if let Some(seconds) = failure.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Leads on to where the function said, or back to the form's page.
fn succeeded(mut response: Response, action: &str, fields: &[(String, String)]) -> Response {
    let location = response.headers().get(header::LOCATION).cloned().or_else(|| HeaderValue::from_str(&way_back(action, fields)).ok());
    let cookies: Vec<_> = response.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    response = StatusCode::SEE_OTHER.into_response();
    if let Some(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Shows the form's page again. Who has to sign in first is led there: the remark that they typed is kept until they
/// have; any other text stays on their page.
pub(crate) async fn failed(app: &App, site: &Site, mut parts: axum::http::request::Parts, form: FailedForm) -> Response {
    if form.failure.wants_sign_in()
        && !form.is_kept()
        && let Some(location) = park(site, &form).await
    {
        return (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    }
    let page = own_page(&form.fields).split('#').next().unwrap_or("/");
    parts.uri = page.parse().unwrap_or(Uri::from_static("/"));
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let retry = form.failure.retry_after();
    let mut response = pages::render(app, Request::from_parts(parts, Body::empty()), Some(form)).await;
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Keeps the text of a remark and gives the address of the sign-in page that leads back to it.
async fn park(site: &Site, form: &FailedForm) -> Option<String> {
    let page = own_page(&form.fields);
    let next = match (form.value("id"), form.value("body")) {
        (Some(id), Some(body)) if form.action == "/fn/post-comment" => {
            let id: CommentId = id.parse().ok()?;
            let parked = site.service.park(id, body).await.ok()?;
            let (path, fragment) = page.split_once('#').unwrap_or((page, ""));
            let join = if path.contains('?') { '&' } else { '?' };
            // The form of a reply is to be open again.
            let reply = form.value("parent").map(|parent| format!("&reply={parent}")).unwrap_or_default();
            format!("{path}{join}parked={parked}{reply}#{fragment}")
        }
        _ => page.to_owned(),
    };
    Some(sign_in(&next))
}

/// The address of the sign-in page that leads on to a path.
pub(crate) fn sign_in(next: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    format!("/sign-in?{query}")
}

/// The page that a form stands on: a path of this site, whatever was sent.
pub(crate) fn own_page(fields: &[(String, String)]) -> &str {
    let page = field(fields, "page").unwrap_or("/");
    let own = page.starts_with('/') && !page.starts_with("//") && page.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if own { page } else { "/" }
}

/// The page that a form stands on; at the remark that it was about, since the buttons of all remarks share forms.
fn way_back(action: &str, fields: &[(String, String)]) -> String {
    let page = own_page(fields);
    match field(fields, "id").map(str::parse::<CommentId>) {
        Some(Ok(id)) if action.ends_with("-comment") && !page.contains('#') => format!("{page}#u-{id}"),
        _ => page.to_owned(),
    }
}

/// What was sent in a field.
pub(crate) fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::{is_plain_name, own_page};

    #[test]
    fn a_field_has_one_name_for_everybody_who_reads_it() {
        for name in ["email", "", "ids[]", "options[0]", "a.b", "]"] {
            assert!(is_plain_name(name), "{name:?}");
        }
        for name in ["[email]", "[[email]", "[]", "email[", "email[]x", "a[b][c]", "a[b[c]"] {
            assert!(!is_plain_name(name), "{name:?}");
        }
    }

    #[test]
    fn a_form_leads_back_to_this_site_only() {
        let page = |page: &str| own_page(&[("page".to_owned(), page.to_owned())]).to_owned();
        assert_eq!(page("/consultations/a?unit=1#u"), "/consultations/a?unit=1#u");
        for elsewhere in ["https://example.org", "//example.org", "/\\example.org", "", "/a\r\nx: y"] {
            assert_eq!(page(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
