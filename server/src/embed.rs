//! Cards of consultations for the pages of other sites: frames, which only the sites that an administrator named may
//! show.
//!
//! A card is the same for everybody: no cookie is read or set. Without its script it tells what was when it was loaded.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use busola_app::failure::Failure;
use busola_app::pages;
use busola_domain::embed::SiteOrigin;
use busola_service::consultations::Key;
use busola_service::embeds::Card;
use busola_texts::Lang;
use serde::Deserialize;

use crate::api::extract::{InPath, InQuery};
use crate::api::problem::Problem;
use crate::app::App;
use crate::{assets, conditional};

/// What keeps a card up to date while it is looked at.
const SCRIPT: &str = include_str!("card.js");
const HTML: &str = "text/html; charset=utf-8";

/// Marks an answer that may be shown in frames of other sites; its policy names them.
#[derive(Clone, Copy)]
pub(crate) struct Framed;

/// The addresses of cards.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/embed/card.js", get(script))
        .route("/embed/consultations/{key}", get(card))
        .method_not_allowed_fallback(|| async { Problem::bare(StatusCode::METHOD_NOT_ALLOWED) })
}

/// `GET /embed/card.js`
async fn script(headers: HeaderMap) -> Response {
    conditional::answer(&headers, "text/javascript; charset=utf-8", SCRIPT.to_owned())
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

/// `GET /embed/consultations/{slug or id}?lang=`
async fn card(State(app): State<App>, InPath(key): InPath<String>, InQuery(asked): InQuery<Asked>, headers: HeaderMap) -> Response {
    let wished = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let lang = asked.lang.as_deref().and_then(Lang::from_tag).unwrap_or_else(|| Lang::negotiate(wished()));
    let service = app.service();
    let Card { origins, consultation } = match service.card(&Key::parse(&key)).await {
        Ok(card) => card,
        Err(error) => Card { origins: Vec::new(), consultation: Err(error) },
    };
    let failure = consultation.as_ref().err().map(|error| Failure::of(lang, error));
    let why = |failure: &Failure| failure.message().map_or_else(|| lang.failure_internal(), str::to_owned);
    let shown = consultation.as_ref().map_err(|_| failure.as_ref().map(why).unwrap_or_default());
    let style = assets::links().map(|assets| assets.style);
    let document = pages::card(lang, service.now(), service.public_url(), style, shown);
    let mut response = match failure {
        None => conditional::answer(&headers, HTML, document),
        Some(failure) => (failure.status(), [(header::CONTENT_TYPE, HTML)], document).into_response(),
    };
    if let Ok(policy) = HeaderValue::from_str(&policy(&origins)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if !origins.is_empty() {
        response.extensions_mut().insert(Framed);
    }
    response
}

/// The policy of a card: this site's own files, in frames of these sites.
fn policy(origins: &[SiteOrigin]) -> String {
    let frames: Vec<_> = origins.iter().map(SiteOrigin::as_str).collect();
    let frames = if frames.is_empty() { "'none'".to_owned() } else { frames.join(" ") };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         form-action 'none'; base-uri 'none'; frame-ancestors {frames}"
    )
}
