//! Which language a reader gets: their choice, kept in a cookie, else what the browser asks for.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_texts::Lang;

use crate::caller::cookie;

const COOKIE: &str = "lang";
/// A year, in seconds.
const LIFE: u32 = 31_536_000;

/// The reader's language.
pub(crate) fn of(headers: &HeaderMap) -> Lang {
    cookie(headers, COOKIE).and_then(Lang::from_tag).unwrap_or_else(|| {
        let wished = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Lang::negotiate(wished.unwrap_or_default())
    })
}

/// Turns `?lang=en` into the cookie and leads back to the same page without it.
pub(crate) fn choose(request: &Request, secure: bool) -> Option<Response> {
    let query = request.uri().query()?;
    let chosen = form_urlencoded::parse(query.as_bytes()).find_map(|(name, value)| (name == "lang").then(|| Lang::from_tag(&value)))??;
    let rest: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang"))
        .finish();
    let path = request.uri().path();
    // A path of two slashes would be another host to a browser.
    let path = if path.starts_with("//") { "/" } else { path };
    let location = if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") };
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={}; Path=/; Max-Age={LIFE}; SameSite=Lax{secure}", chosen.tag());
    Some((StatusCode::SEE_OTHER, [(header::LOCATION, location), (header::SET_COOKIE, cookie)]).into_response())
}
