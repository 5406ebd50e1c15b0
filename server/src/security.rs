//! Origins, headers and the one host name.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::nonce::Nonce;
use url::Url;

use crate::api::problem::Problem;
use crate::app::App;
use crate::caller::{Caller, Credential, NO_CALLER};
use crate::embed::Framed;

/// The address of the site, taken apart once.
pub(crate) struct PublicUrl {
    origin: String,
    host: String,
}

impl PublicUrl {
    pub(crate) fn new(url: &str) -> Self {
        let origin = Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.origin().ascii_serialization());
        let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host).to_owned();
        Self { origin, host }
    }

    /// The host, with its port where that is not the usual one.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// Whether a request says that it comes from this site: `None` when it says nothing.
    pub(crate) fn is_own(&self, request_origin: Option<&HeaderValue>) -> Option<bool> {
        request_origin.map(|origin| origin.as_bytes() == self.origin.as_bytes())
    }
}

/// Refuses unsafe requests that another site may have made a browser send.
pub(crate) async fn origin(State(app): State<App>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    // Sent by mail programs, from anywhere and without a cookie (RFC 8058): the token in the address is the proof.
    if request.uri().path().starts_with(UNSUBSCRIBE) {
        return next.run(request).await;
    }
    let Some(caller) = request.extensions().get::<Caller>() else { return NO_CALLER.into_response() };
    let own = app.public().is_own(request.headers().get(header::ORIGIN));
    // A form needs the origin even when nobody is signed in: signing somebody in is an act too.
    let needed = caller.credential == Credential::Cookie || request.uri().path().starts_with("/fn/");
    let refused = caller.credential != Credential::Bearer && (own == Some(false) || (needed && own.is_none()));
    if refused {
        return Problem::new(StatusCode::FORBIDDEN, "foreign-origin", &caller.lang.denied_foreign_origin()).into_response();
    }
    next.run(request).await
}

/// Leads pages asked for under another host name to the public one: cookies and origins belong to it.
pub(crate) async fn canonical_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| request.uri().authority().map(|host| host.as_str()));
    let elsewhere = asked.is_some_and(|host| !host.eq_ignore_ascii_case(&app.public().host));
    if elsewhere && matches!(*request.method(), Method::GET | Method::HEAD) {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, format!("{}{path}", app.public().origin))]).into_response();
    }
    next.run(request).await
}

/// The policy of a page: nothing but this site's own files, and the two inline scripts that carry the nonce.
pub(crate) async fn page_headers(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let socket = app.public().origin.replacen("http", "ws", 1);
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    // A page shows who is signed in: it is nobody else's, and going back must not show it after signing out.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

/// Where letters are ended by a private link.
const UNSUBSCRIBE: &str = "/unsubscribe/";
/// Where receipts are opened by one.
const RECEIPTS: &str = "/receipts/";

/// Headers of every answer.
pub(crate) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let private = [UNSUBSCRIBE, RECEIPTS].iter().any(|path| request.uri().path().starts_with(path));
    let mut response = next.run(request).await;
    let framed = response.extensions().get::<Framed>().is_some();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // "no-referrer" would make the Origin of a plain form null.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if framed {
        // The policy says which sites may, which this header can't.
        headers.remove(header::X_FRAME_OPTIONS);
    }
    if private {
        // Whoever has the address has the page: it is kept nowhere and told to nobody.
        for (name, value) in [
            (header::REFERRER_POLICY, "no-referrer"),
            (header::CACHE_CONTROL, "no-store"),
            (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    }
    if app.public().is_secure() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}
