//! The router: which address is answered by what, and what stands in front of it.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use busola_service::Service;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutError};

use crate::limits::Limits;
use crate::observe::Requests;
use crate::settings::{OnOff, Settings};
use crate::{api, assets, attachments, calendar, caller, embed, feeds, forms, live, observe, pages, paper, security, upload};

/// The largest body of a request: a draft of 2 MB, percent-encoded by a form.
const BODY_MAX: usize = 7 * 1024 * 1024;

/// How long the next bytes of a body may take: nobody holds a request open by sending none.
const BODY_PAUSE_MAX: Duration = Duration::from_secs(30);

/// The status for a body that could not be read: 408 when it stopped, else what it is otherwise.
pub(crate) fn unread(error: &(dyn Error + 'static), otherwise: StatusCode) -> StatusCode {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<TimeoutError>() {
            return StatusCode::REQUEST_TIMEOUT;
        }
        cause = error.source();
    }
    otherwise
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

struct Inner {
    service: Service,
    public: security::PublicUrl,
    proxies: Vec<ipnet::IpNet>,
    limits: Option<Limits>,
    requests: Requests,
}

impl App {
    pub(crate) fn service(&self) -> &Service {
        &self.0.service
    }

    pub(crate) fn public(&self) -> &security::PublicUrl {
        &self.0.public
    }

    pub(crate) fn proxies(&self) -> &[ipnet::IpNet] {
        &self.0.proxies
    }

    pub(crate) fn limits(&self) -> Option<&Limits> {
        self.0.limits.as_ref()
    }

    pub(crate) fn requests(&self) -> &Requests {
        &self.0.requests
    }
}

/// Everything that Busola answers.
pub(crate) fn router(settings: &Settings, service: Service, requests: Requests) -> Router {
    let app = App(Arc::new(Inner {
        service,
        public: security::PublicUrl::new(&settings.public_url()),
        proxies: settings.busola_trusted_proxies.clone(),
        limits: (settings.busola_rate_limits == OnOff::On).then(Limits::new),
        requests,
    }));
    let with = |router: Router<App>| router.layer(DefaultBodyLimit::max(BODY_MAX)).layer(RequestBodyTimeoutLayer::new(BODY_PAUSE_MAX));
    // Measured on a long page: the fourth level takes two and a half times as long for a tenth less.
    let compressed = || CompressionLayer::new().quality(CompressionLevel::Precise(1));

    let site = Router::new()
        .route("/fn/{*name}", post(forms::function))
        .route("/fn/read-document", upload::form())
        .route("/fn/add-attachment", attachments::form())
        .route("/fn/check-import", paper::form())
        // Under this name people and programs look for it on Polish sites.
        .route("/deklaracja-dostepnosci", get(async || Redirect::permanent("/accessibility")))
        .route("/unsubscribe/{token}", get(pages::page).post(pages::unsubscribe))
        .fallback(get(pages::page))
        .layer(compressed())
        .layer(middleware::from_fn_with_state(app.clone(), security::page_headers))
        .layer(middleware::from_fn_with_state(app.clone(), security::canonical_host));
    let behind_caller = with(
        Router::new()
            .nest(api::BASE, api::router())
            .route("/live", get(live::upgrade).fallback(async || api::problem::Problem::bare(StatusCode::METHOD_NOT_ALLOWED)))
            .merge(calendar::router().layer(compressed()))
            .merge(feeds::router().layer(compressed()))
            .merge(attachments::router())
            .merge(paper::router())
            .merge(site),
    )
    .layer(middleware::from_fn_with_state(app.clone(), crate::limits::limit))
    .layer(middleware::from_fn_with_state(app.clone(), security::origin))
    .layer(middleware::from_fn_with_state(app.clone(), caller::identify));
    Router::new()
        .route("/healthz", get(|| async { StatusCode::OK }))
        .route("/readyz", get(ready))
        .route("/assets/{name}", get(assets::serve))
        .merge(embed::router().layer(compressed()))
        .merge(behind_caller)
        .layer(middleware::from_fn_with_state(app.clone(), security::headers))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), observe::observe))
        .with_state(app)
}

async fn ready(State(app): State<App>) -> StatusCode {
    match app.service().ready().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// A panic is a defect; it must not take the connection with it, nor tell anything.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        [(header::CONTENT_TYPE, "application/problem+json")],
        r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#,
    )
        .into_response()
}
