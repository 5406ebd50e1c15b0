//! Files of remarks: the form with which one is sent, and the template for it.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use busola_app::context::Site;
use busola_domain::ConsultationId;
use busola_domain::paper::FILE_MAX;
use busola_domain::policy::{Action, allow};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::paper::template;

use crate::api::extract::Caller;
use crate::app::App;
use crate::attachments::answer;
use crate::caller::NO_CALLER;
use crate::limits::TooMany;
use crate::multipart::{Fields, File, Form, TEXTS, To, read};
use crate::{forms, pages};

/// Where the template is saved from.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/consultations/{key}/paper/template.csv", get(empty))
}

/// `POST` of the form with which a file of remarks is sent.
pub(crate) fn form() -> MethodRouter<App> {
    // What may come is known when it is known from whom.
    post(check).layer(DefaultBodyLimit::disable())
}

/// `POST /fn/check-import`.
async fn check(State(app): State<App>, request: Request) -> Response {
    let Some(site) = pages::site(&app, &request) else { return NO_CALLER.into_response() };
    let (parts, body) = request.into_parts();
    let too_many = parts.extensions.get::<TooMany>().is_some();
    let begin = async |of: Option<ConsultationId>| {
        let key = Key::Id(of.ok_or_else(Error::not_found)?);
        app.service().may_import(site.actor.as_ref(), &key, site.received).await?;
        Ok::<_, Error>(if too_many { To::Nowhere } else { To::Memory(Vec::new()) })
    };
    let may = allow(site.actor.as_ref(), Action::Moderate, site.received);
    let request = Request::from_parts(parts.clone(), body);
    match read(&app, request, (FILE_MAX, TEXTS), &may, begin).await {
        Ok(Form { fields, file, .. }) => {
            let checked = keep(&app, &site, &fields, file).await;
            answer(&app, &site, parts, fields, checked).await
        }
        Err(status) => status.into_response(),
    }
}

/// Reads the file and gives the page that shows what is in it.
async fn keep(app: &App, site: &Site, fields: &Fields, file: Result<File, Error>) -> Result<String, Error> {
    let bytes = file?.into_bytes()?;
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
