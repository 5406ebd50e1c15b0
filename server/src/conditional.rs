//! Answers that a reader may have already (RFC 9110, section 13): they are not sent again.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_domain::Timestamp;
use busola_domain::time::SECOND;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

/// A body as an answer with its validators; 304 without it for a reader who has it. It is asked for anew each time.
///
/// What was taken away must not stay with a reader: the tag is of the content, and the moment counts for those alone
/// who do not know the tag.
pub(crate) fn answer(request: &HeaderMap, content_type: &'static str, modified: Option<Timestamp>, body: String) -> Response {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    // Weak, since the same is sent compressed too.
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    let known = match request.get(header::IF_NONE_MATCH) {
        Some(known) => known.to_str().is_ok_and(|known| names(known, &tag)),
        None => modified.is_some_and(|modified| unmodified_since(request, modified)),
    };
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    for (name, value) in [(header::ETAG, Some(tag)), (header::LAST_MODIFIED, modified.and_then(http_date))] {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// Whether an `If-None-Match` names a tag, by weak comparison (RFC 9110, section 8.8.3.2).
fn names(known: &str, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|known| opaque(known) == opaque(tag))
}

fn unmodified_since(request: &HeaderMap, modified: Timestamp) -> bool {
    let since = request.get(header::IF_MODIFIED_SINCE).and_then(|since| since.to_str().ok());
    let since = since.and_then(|since| DateTimeParser::new().parse_timestamp(since).ok());
    // The header has whole seconds.
    since.is_some_and(|since| modified.0.div_euclid(SECOND) <= since.as_second())
}

fn http_date(at: Timestamp) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGED: Timestamp = Timestamp(1_781_712_000_007);

    fn asked(headers: &[(header::HeaderName, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        answer(&HeaderMap::from_iter(headers), "text/plain", Some(CHANGED), body.to_owned())
    }

    #[test]
    fn who_has_it_is_told_so() {
        let first = asked(&[], "a");
        let (tag, date) = (&first.headers()[header::ETAG], &first.headers()[header::LAST_MODIFIED]);
        assert_eq!((first.status(), date.to_str().unwrap()), (StatusCode::OK, "Wed, 17 Jun 2026 16:00:00 GMT"));
        let tag = tag.to_str().unwrap();
        let strong = tag.trim_start_matches("W/");
        let (date, several) = (date.to_str().unwrap(), format!("\"x\", {tag}"));
        for (name, value) in [
            (header::IF_NONE_MATCH, tag),
            (header::IF_NONE_MATCH, strong),
            (header::IF_NONE_MATCH, several.as_str()),
            (header::IF_MODIFIED_SINCE, date),
            (header::IF_MODIFIED_SINCE, "Wed, 17 Jun 2026 16:00:01 GMT"),
        ] {
            let again = asked(&[(name.clone(), value)], "a");
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{name}: {value}");
            assert_eq!(again.headers()[header::ETAG], tag);
        }
    }

    #[test]
    fn who_has_something_else_gets_it() {
        let tag = asked(&[], "a").headers()[header::ETAG].to_str().unwrap().to_owned();
        let date = "Wed, 17 Jun 2026 16:00:00 GMT";
        for headers in [
            &[(header::IF_NONE_MATCH, tag.as_str())][..],
            // The tag is asked first: a text that was taken out leaves no later moment behind.
            &[(header::IF_NONE_MATCH, tag.as_str()), (header::IF_MODIFIED_SINCE, date)],
            &[(header::IF_MODIFIED_SINCE, "Wed, 17 Jun 2026 15:59:59 GMT")],
            &[(header::IF_MODIFIED_SINCE, "yesterday")],
        ] {
            assert_eq!(asked(headers, "b").status(), StatusCode::OK, "{headers:?}");
        }
    }
}
