//! Files of remarks: the form with which one is sent, and the template for it.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use busola_app::context::Site;
use busola_domain::paper::FILE_MAX;
use busola_domain::policy::{Action, allow};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::paper::template;

use crate::api::extract::Caller;
use crate::app::App;
use crate::attachments::{Fields, Incoming, answer, read};
use crate::caller::NO_CALLER;
use crate::limits::TooMany;
use crate::{forms, pages};

/// The largest form with such a file.
const BODY_MAX: usize = FILE_MAX + 256 * 1024;

/// Where the template is saved from.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/consultations/{key}/paper/template.csv", get(empty))
}

/// `POST` of the form with which a file of remarks is sent.
pub(crate) fn form() -> MethodRouter<App> {
    post(check).layer(DefaultBodyLimit::max(BODY_MAX))
}

/// `POST /fn/check-import`.
async fn check(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    // Of who may not send any, nothing is kept.
    let may = allow(site.actor.as_ref(), Action::Moderate, site.received).map(|()| FILE_MAX).map_err(Error::from);
    let most = if parts.extensions.get::<TooMany>().is_some() { Ok(0) } else { may };
    let mut file = Incoming::in_memory(most);
    match read(&app, Request::from_parts(parts.clone(), body), FILE_MAX, &mut file).await {
        Ok(fields) => {
            let checked = keep(&app, &site, &fields, file).await;
            answer(&app, &site, parts, fields, checked).await
        }
        Err(status) => status.into_response(),
    }
}

/// Reads the file and gives the page that shows what is in it.
async fn keep(app: &App, site: &Site, fields: &Fields, file: Incoming) -> Result<String, Error> {
    let bytes = file.into_bytes()?;
    let id = forms::field(fields, "id").and_then(|id| id.parse().ok()).ok_or_else(Error::not_found)?;
    let import = app.service().read_import(site.actor.as_ref(), &Key::Id(id), bytes, site.received).await?;
    let page = forms::own_page(fields).split(['?', '#']).next().unwrap_or("/");
    Ok(format!("{page}?import={import}#checked"))
}

/// `GET /consultations/{slug}/paper/template.csv`: the same for all consultations, and nobody's secret.
async fn empty(Caller(caller): Caller) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"template.csv\""),
        // It is in the language of who asks.
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    (headers, template(caller.lang))
}
