//! From a request to a socket (RFC 6455, section 4.2).

use axum::extract::Request;
use axum::http::header::{CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tungstenite::handshake::derive_accept_key;

/// The version of the protocol.
const VERSION: &str = "13";

/// A request to become a socket, found to be in order.
pub(super) struct Handshake {
    upgrade: OnUpgrade,
    accept: String,
}

/// What is to be answered in place of a socket.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// No request for a socket, or one that is not in order.
    Malformed,
    /// For a version that is not spoken here.
    Version,
}

impl Handshake {
    pub(super) fn of(request: &mut Request) -> Result<Self, Refused> {
        // A router answers HEAD where it answers GET.
        if request.method() != Method::GET {
            return Err(Refused::Malformed);
        }
        let accept = check(request.headers())?;
        // HTTP/1.0 has no such thing.
        let upgrade = request.extensions_mut().remove::<OnUpgrade>().ok_or(Refused::Malformed)?;
        Ok(Self { upgrade, accept })
    }

    /// Answers, and hands the connection over with the bytes that came behind the request.
    pub(super) fn accept<F: Future<Output = ()> + Send + 'static>(
        self,
        serve: impl FnOnce(TcpStream, &[u8]) -> F + Send + 'static,
    ) -> Response {
        tokio::spawn(async move {
            let Ok(upgraded) = self.upgrade.await else { return };
            // With the stream itself, frames are written as they are.
            let Ok(parts) = upgraded.downcast::<TokioIo<TcpStream>>() else {
                tracing::error!("the connection is no TCP stream");
                return;
            };
            // A task of its own: this one's memory holds what the upgrade needed.
            tokio::spawn(serve(parts.io.into_inner(), &parts.read_buf));
        });
        let accept = HeaderValue::from_str(&self.accept).unwrap_or(HeaderValue::from_static(""));
        let headers = [
            (CONNECTION, HeaderValue::from_static("upgrade")),
            (UPGRADE, HeaderValue::from_static("websocket")),
            (SEC_WEBSOCKET_ACCEPT, accept),
        ];
        (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
    }
}

/// The header that says which version is spoken here.
pub(super) fn version() -> (HeaderName, HeaderValue) {
    (SEC_WEBSOCKET_VERSION, HeaderValue::from_static(VERSION))
}

/// The accept key of a request that is in order.
fn check(headers: &HeaderMap) -> Result<String, Refused> {
    if !(lists(headers, &CONNECTION, "upgrade") && lists(headers, &UPGRADE, "websocket")) {
        return Err(Refused::Malformed);
    }
    if headers.get(SEC_WEBSOCKET_VERSION).is_none_or(|version| version != VERSION) {
        return Err(Refused::Version);
    }
    let key = headers.get(SEC_WEBSOCKET_KEY).ok_or(Refused::Malformed)?.as_bytes();
    // Sixteen bytes, whatever they are.
    match BASE64_STANDARD.decode(key) {
        Ok(nonce) if nonce.len() == 16 => Ok(derive_accept_key(key)),
        _ => Err(Refused::Malformed),
    }
}

/// Whether a header lists a word, in any case.
fn lists(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    let values = headers.get_all(name);
    values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|item| item.trim().eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The request of section 1.3.
    fn example() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONNECTION, HeaderValue::from_static("keep-alive, Upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("WebSocket"));
        headers.insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
        headers.insert(SEC_WEBSOCKET_KEY, HeaderValue::from_static("dGhlIHNhbXBsZSBub25jZQ=="));
        headers
    }

    #[test]
    fn the_key_is_answered_as_the_standard_shows() {
        assert_eq!(check(&example()).as_deref(), Ok("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    #[test]
    fn what_is_not_in_order_is_refused() {
        let without = |name| {
            let mut headers = example();
            headers.remove(name);
            check(&headers)
        };
        let with = |name, value| {
            let mut headers = example();
            headers.insert(name, HeaderValue::from_static(value));
            check(&headers)
        };
        assert_eq!(without(CONNECTION), Err(Refused::Malformed));
        assert_eq!(without(UPGRADE), Err(Refused::Malformed));
        assert_eq!(with(UPGRADE, "h2c"), Err(Refused::Malformed));
        assert_eq!(with(SEC_WEBSOCKET_VERSION, "8"), Err(Refused::Version));
        assert_eq!(without(SEC_WEBSOCKET_KEY), Err(Refused::Malformed));
        assert_eq!(with(SEC_WEBSOCKET_KEY, "c2hvcnQ="), Err(Refused::Malformed));
        assert_eq!(with(SEC_WEBSOCKET_KEY, "not base64"), Err(Refused::Malformed));
    }
}
