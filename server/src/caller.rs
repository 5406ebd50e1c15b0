//! Who sends a request, from where, and when it was received.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use busola_app::context::Site;
use busola_app::failure::Failure;
use busola_domain::policy::Denied;
use busola_domain::{Actor, Timestamp};
use busola_service::Secret;
use busola_texts::Lang;

use crate::api::problem::Problem;
use crate::app::App;
use crate::language;

/// What is known of the sender of a request.
#[derive(Clone)]
pub(crate) struct Caller {
    /// Who.
    pub(crate) actor: Option<Actor>,
    /// How they showed it.
    pub(crate) credential: Credential,
    /// From which address.
    pub(crate) address: IpAddr,
    /// When the request was received.
    pub(crate) received: Timestamp,
    /// In which language they read.
    pub(crate) lang: Lang,
}

/// How a caller shows who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    /// Not at all.
    None,
    /// A session cookie, which a browser sends by itself: so the origin of the request counts.
    Cookie,
    /// A bearer token, which only a program sends that has it.
    Bearer,
}

/// Finds out who sends a request, and hands it on with a [`Caller`].
pub(crate) async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    // First of all: a remark's moment is the receipt of its request.
    let received = app.service().now();
    let lang = language::of(request.headers());
    let headers = request.headers();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
    let address = client_address(peer, headers, app.proxies());
    let (credential, found) = if let Some(token) = bearer(headers) {
        (Credential::Bearer, app.service().actor_by_token(&token).await)
    } else if let Some(token) = cookie(headers, Site::cookie_name(app.public().is_secure())) {
        (Credential::Cookie, app.service().actor_by_session(&Secret::presented(token)).await)
    } else {
        (Credential::None, Ok(None))
    };
    let actor = match found {
        Ok(actor) => actor,
        Err(error) => return Problem::from_failure(&Failure::of(lang, &error)).into_response(),
    };
    if credential == Credential::Bearer && actor.is_none() {
        let failure = Failure::of(lang, &Denied::SignInNeeded.into());
        return Problem::from_failure(&failure).into_response();
    }
    request.extensions_mut().insert(Caller { actor, credential, address, received, lang });
    next.run(request).await
}

fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Secret::presented(token))
}

/// The value of a cookie of the request.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

/// The address a request comes from: the last one in X-Forwarded-For that no trusted proxy wrote for itself.
fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[ipnet::IpNet]) -> IpAddr {
    let trusted = |address: &IpAddr| proxies.iter().any(|network| network.contains(address));
    if !trusted(&peer) {
        return peer;
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    forwarded.into_iter().rev().find(|address| !trusted(address)).unwrap_or(peer)
}

/// The status of a request without its caller: can't happen behind [`identify`].
pub(crate) const NO_CALLER: StatusCode = StatusCode::INTERNAL_SERVER_ERROR;

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), axum::http::HeaderValue::from_static(value))])
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let headers = headers("x-forwarded-for", "6.6.6.6, 203.0.113.7, 10.0.0.2");
        let address = |peer: &str| client_address(peer.parse().unwrap(), &headers, &proxies).to_string();
        assert_eq!(address("10.0.0.1"), "203.0.113.7");
        assert_eq!(address("198.51.100.1"), "198.51.100.1");
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers = headers("cookie", "xbusola=1; busola=abc; other=2");
        assert_eq!(cookie(&headers, "busola"), Some("abc"));
        assert_eq!(cookie(&headers, "usola"), None);
    }
}
