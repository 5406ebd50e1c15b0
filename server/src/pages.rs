//! Pages: every address that is nothing else is given to the app to render.

use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use busola_app::context::{ApiDocument, FailedForm, Site};
use busola_app::failure::Failure;
use busola_app::shell::{Assets, shell};
use busola_service::Secret;
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;

use crate::api::problem::Problem;
use crate::app::App;
use crate::caller::{Caller, NO_CALLER};
use crate::limits::TooMany;
use crate::{api, assets, language};

/// The largest body of a request that ends letters.
const ONE_CLICK_MAX: usize = 4 * 1024;

/// `GET` of a page.
pub(crate) async fn page(State(app): State<App>, request: Request) -> Response {
    if let Some(response) = language::choose(&request, app.public().is_secure()) {
        return response;
    }
    let too_soon = too_soon(&request);
    let retry = too_soon.as_ref().and_then(|form| form.failure.retry_after());
    let mut response = render(&app, request, too_soon).await;
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// The refusal of a page that was asked for too often: as that of a form whose action is the page itself.
fn too_soon(request: &Request) -> Option<FailedForm> {
    let seconds = request.extensions().get::<TooMany>()?.0;
    let lang = request.extensions().get::<Caller>()?.lang;
    let failure = Failure::TooMany { seconds, message: lang.failure_too_many(seconds) };
    Some(FailedForm { action: request.uri().path().to_owned(), fields: Vec::new(), failure })
}

/// `POST /unsubscribe/{token}`, by a mail program (RFC 8058) or from the page of the same address. What is sent with it
/// does not matter: the token in the address says all. The answer is the same whether there is such a link or not.
pub(crate) async fn unsubscribe(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let Some(lang) = request.extensions().get::<Caller>().map(|caller| caller.lang) else { return NO_CALLER.into_response() };
    let (mut parts, body) = request.into_parts();
    // Read to its end, so that the connection goes on.
    let _ = to_bytes(body, ONE_CLICK_MAX).await;
    if let Err(error) = app.service().unsubscribe(&Secret::presented(&token)).await {
        return Problem::from_failure(&Failure::of(lang, &error)).into_response();
    }
    parts.uri = Uri::from_static("/unsubscribe/done");
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    render(&app, Request::from_parts(parts, Body::empty()), None).await
}

/// Renders the page of a request; `failed` is the form that is shown again on it.
pub(crate) async fn render(app: &App, request: Request<Body>, failed: Option<FailedForm>) -> Response {
    let Some(site) = site(app, &request) else { return NO_CALLER.into_response() };
    let nonce = request.extensions().get::<Nonce>().cloned();
    let status = failed.as_ref().map(|form| form.failure.status());
    let links = assets::links();
    let context = move || provide(&site, nonce.as_ref(), failed.as_ref(), links);
    let mut response = leptos_axum::render_app_async_with_context(context, shell)(request).await;
    if let Some(status) = status
        && response.status() == StatusCode::OK
    {
        *response.status_mut() = status;
    }
    response
}

/// The surroundings of a request, for pages and server functions alike.
pub(crate) fn site(app: &App, request: &Request) -> Option<Site> {
    let caller = request.extensions().get::<Caller>()?;
    Some(Site {
        service: app.service().clone(),
        actor: caller.actor.clone(),
        lang: caller.lang,
        received: caller.received,
        secure: app.public().is_secure(),
        path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
    })
}

fn provide(site: &Site, nonce: Option<&Nonce>, failed: Option<&FailedForm>, links: Option<Assets>) {
    provide_context(site.clone());
    provide_context(ApiDocument(api::document()));
    if let Some(nonce) = nonce {
        provide_context(nonce.clone());
    }
    if let Some(failed) = failed {
        provide_context(failed.clone());
    }
    if let Some(links) = links {
        provide_context(links);
    }
}
