//! Answers that a reader may have already (RFC 9110, section 13): they are not sent again.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A body as an answer with its validator; 304 without it for a reader who has it. It is asked for anew each time.
///
/// What was taken away or renamed must not stay with a reader. So the tag is of the content, and no moment is told: much
/// changes of a body without leaving one behind, and dates of HTTP are as coarse as a second.
pub(crate) fn answer(request: &HeaderMap, content_type: &'static str, body: String) -> Response {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    // Weak, since the same is sent compressed too.
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    let known = request.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).is_some_and(|known| names(known, &tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Whether an `If-None-Match` names a tag, by weak comparison (RFC 9110, section 8.8.3.2).
fn names(known: &str, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|known| opaque(known) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(header::HeaderName, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        answer(&HeaderMap::from_iter(headers), "text/plain", body.to_owned())
    }

    #[test]
    fn who_has_it_is_told_so() {
        let first = asked(&[], "a");
        assert_eq!(first.status(), StatusCode::OK);
        let tag = first.headers()[header::ETAG].to_str().unwrap();
        let strong = tag.trim_start_matches("W/");
        for value in [tag, strong, &format!("\"x\", {tag}"), "*"] {
            let again = asked(&[(header::IF_NONE_MATCH, value)], "a");
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{value}");
            assert_eq!(again.headers()[header::ETAG], tag);
        }
    }

    #[test]
    fn who_has_something_else_gets_it() {
        let tag = asked(&[], "a").headers()[header::ETAG].to_str().unwrap().to_owned();
        let since = (header::IF_MODIFIED_SINCE, "Wed, 17 Jun 2099 16:00:00 GMT");
        for headers in [&[(header::IF_NONE_MATCH, tag.as_str())][..], &[(header::IF_NONE_MATCH, tag.as_str()), since.clone()], &[since]] {
            assert_eq!(asked(headers, "b").status(), StatusCode::OK, "{headers:?}");
        }
    }
}
