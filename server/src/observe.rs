//! What operators see: a number for each request in the log, and counts for Prometheus.
//!
//! Neither says who asked for what: a request is named by its route, not by its address or its sender.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use busola_service::Service;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use tracing::{Instrument as _, error_span};

use crate::app::App;

/// The header that carries the number of a request back to whoever reports that something broke.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The route of all pages.
const PAGE: &str = "page";

/// How long requests take.
#[derive(Clone)]
pub(crate) struct Requests(Family<Labels, Histogram, fn() -> Histogram>);

/// Which requests are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    method: &'static str,
    route: String,
    status: u16,
}

impl Requests {
    pub(crate) fn new() -> Self {
        // From half a millisecond to sixteen seconds.
        Self(Family::new_with_constructor(|| Histogram::new(exponential_buckets(0.000_5, 2.0, 16))))
    }
}

/// Gives a request a number and notes how it went.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = app.service().new_id();
    let method = known(request.method().as_str());
    let route = request.extensions().get::<MatchedPath>().map_or(PAGE, MatchedPath::as_str).to_owned();
    // Its number belongs to whatever is logged, however little that is.
    let span = error_span!("request", %id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let (status, took) = (response.status().as_u16(), began.elapsed());
    app.requests().0.get_or_create(&Labels { method, route, status }).observe(took.as_secs_f64());
    span.in_scope(|| {
        let took_ms = took.as_secs_f64() * 1_000.0;
        // That there is no time is not told a thousand times a second: it is counted.
        if status >= 500 && status != 503 {
            tracing::warn!(status, took_ms, "answered");
        } else {
            tracing::debug!(status, took_ms, "answered");
        }
    });
    response
}

/// A method as a label: anybody may make others up, and each would be a series of its own.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].into_iter().find(|known| *known == method).unwrap_or("other")
}

/// `GET /metrics`, for a listener of its own.
pub(crate) fn metrics(service: &Service, requests: &Requests) -> Router {
    let mut registry = Registry::default();
    service.register_metrics(&mut registry);
    registry.register("busola_http_request_seconds", "From a request to the beginning of its answer", requests.0.clone());
    Router::new().route("/metrics", get(tell)).with_state(Arc::new(registry))
}

async fn tell(State(registry): State<Arc<Registry>>) -> Response {
    let mut text = String::new();
    // Writing into a string does not fail.
    let _ = encode(&mut text, &registry);
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
}
