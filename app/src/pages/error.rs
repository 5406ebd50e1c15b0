//! Pages that say what went wrong, and show a way on.

use axum::http::StatusCode;
use busola_domain::policy::Denied;
use leptos::prelude::*;

use super::form::in_words;
use super::{Width, address, main_part};
use crate::context::{Site, set_status};
use crate::failure::Failure;
use crate::pages::rendered::Rendered as _;

/// The page for an address that names nothing.
pub(super) fn not_found() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let denied = Denied::NotFound;
    page(&site, &Failure::Denied { denied, message: crate::failure::denied_in_words(site.lang, denied) })
}

/// The page for a failure, with its status on the response.
pub(super) fn page(site: &Site, failure: &Failure) -> AnyView {
    let lang = site.lang;
    let status = failure.status();
    set_status(status);
    let (title, lead) = match status {
        StatusCode::NOT_FOUND => (lang.error_not_found(), lang.error_not_found_lead()),
        StatusCode::UNAUTHORIZED => (lang.error_sign_in(), lang.error_sign_in_lead()),
        StatusCode::FORBIDDEN => (lang.error_forbidden(), lang.error_forbidden_lead()),
        StatusCode::SERVICE_UNAVAILABLE => (lang.error_busy(), in_words(lang, failure)),
        StatusCode::TOO_MANY_REQUESTS => (lang.error_too_many(), in_words(lang, failure)),
        status if status.is_client_error() => (lang.error_refused(), in_words(lang, failure)),
        _ => (lang.error_internal(), lang.error_internal_lead()),
    };
    let signing_in_helps = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    let trying_helps = status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
    let button = |quiet: bool| if quiet { "button button-quiet" } else { "button" };
    let content = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        <div class="button-row">
            {signing_in_helps.then(|| view! { <a class="button" href=address::sign_in(&site.path)>{lang.nav_sign_in()}</a> })}
            {trying_helps.then(|| view! { <a class="button" href=site.path.clone()>{lang.error_try_again()}</a> })}
            <a class=button(signing_in_helps || trying_helps) href="/">{lang.error_see_consultations()}</a>
        </div>
        <p class="hint">{lang.error_number(status.as_u16().to_string())}</p>
    };
    main_part(site, &title, Width::Narrow, content)
}
