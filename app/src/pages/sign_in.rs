//! Signing in: an address, then the code or the link that was sent to it.

use axum::http::StatusCode;
use busola_service::{Error, Secret};
use leptos::prelude::*;

use super::form::{Filled, Tone, Words, field, message, page_field, summary};
use super::notice::{Takes, notice};
use super::{Width, address, awaited, main_part};
use crate::context::{Site, set_status};
use crate::pages::rendered::Rendered as _;

/// Asks for the address.
pub(super) fn page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let filled = Filled::of("/fn/request-sign-in");
    let next = filled.value("next").or_else(|| address::query("next")).unwrap_or_default();
    let email = filled.value("email").unwrap_or_default();
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let words = Words::label(lang.email_label()).hint(lang.email_hint());
    let control = field("email", words, filled.error("email"), |ties| {
        view! {
            <input id="email" name="email" type="email" autocomplete="email" required value=email
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let instead = way("/sign-in/password", &next);
    let unread = address::query("unread").map(|_| message(Tone::Warning, view! { <p>{lang.sign_in_unread()}</p> }));
    let content = view! {
        <h1>{lang.sign_in_title()}</h1>
        {unread}
        {refused}
        <p class="lead">{lang.sign_in_lead()}</p>
        <form class="form" method="post" action="/fn/request-sign-in">
            {page_field(&site.path)}
            <input type="hidden" name="next" value=next />
            {control}
            {notice(lang, site.service.city().as_deref(), Takes::Address)}
            <p><button class="button">{lang.sign_in_send()}</button></p>
        </form>
        <p><a href=instead>{lang.sign_in_password_link()}</a></p>
    };
    main_part(&site, &lang.sign_in_title(), Width::Narrow, content)
}

/// Asks for address and password, of who has set one. What was typed comes back, but for the password.
pub(super) fn password_page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let filled = Filled::of("/fn/sign-in-by-password");
    let next = filled.value("next").or_else(|| address::query("next")).unwrap_or_default();
    let email = filled.value("email").unwrap_or_default();
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let address = field("email", Words::label(lang.email_label()), filled.error("email"), |ties| {
        view! {
            <input id="email" name="email" type="email" autocomplete="username" required value=email
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let password = field("password", Words::label(lang.sign_in_password_label()), filled.error("password"), |ties| {
        view! {
            <input id="password" name="password" type="password" autocomplete="current-password" required
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let instead = way("/sign-in", &next);
    let content = view! {
        <h1>{lang.sign_in_password_title()}</h1>
        {refused}
        <p class="lead">{lang.sign_in_password_lead()}</p>
        <form class="form" method="post" action="/fn/sign-in-by-password">
            {page_field(&site.path)}
            <input type="hidden" name="next" value=next />
            {address}
            {password}
            <p><button class="button">{lang.sign_in_title()}</button></p>
        </form>
        <p><a href=instead>{lang.sign_in_code_link()}</a></p>
    };
    main_part(&site, &lang.sign_in_password_title(), Width::Narrow, content)
}

/// A way of signing in, to where the person is going.
fn way(path: &str, next: &str) -> String {
    if next.is_empty() { path.to_owned() } else { address::with(path, "next", next) }
}

/// Asks for the code. The page is the same whatever address was given.
pub(super) fn code_page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let filled = Filled::of("/fn/confirm-code");
    let id = address::query("id").unwrap_or_default();
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let words = Words::label(lang.code_label()).hint(lang.code_hint());
    let control = field("code", words, filled.error("code"), |ties| {
        view! {
            <input class="code-input" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*"
                maxlength="11" required aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let content = view! {
        <h1>{lang.code_title()}</h1>
        {refused}
        <p class="lead">{lang.code_lead()}</p>
        <form class="form" method="post" action="/fn/confirm-code">
            {page_field(&site.path)}
            <input type="hidden" name="id" value=id />
            {control}
            <p><button class="button">{lang.sign_in_title()}</button></p>
        </form>
        <p>{lang.code_nothing_came()} " " <a href="/sign-in">{lang.code_again()}</a></p>
    };
    main_part(&site, &lang.code_title(), Width::Narrow, content)
}

/// Asks whoever followed the link to confirm: programs that look into mail follow links too, and must use
/// nothing up.
pub(super) fn link_page() -> AnyView {
    awaited(|site| {
        let token = address::query("token").unwrap_or_default();
        async move {
            let waiting = match site.service.waiting_sign_in(&Secret::presented(&token)).await {
                Ok(waiting) => Some(waiting),
                Err(Error::Invalid(_)) => None,
                Err(error) => return Err(error),
            };
            Ok(match waiting {
                Some(waiting) => confirmation(&site, waiting.email.as_str(), token),
                None => over(&site),
            })
        }
    })
}

fn confirmation(site: &Site, email: &str, token: String) -> AnyView {
    let lang = site.lang;
    let title = lang.link_title(email);
    let content = view! {
        <h1>{title}</h1>
        <p class="lead">{lang.link_lead()}</p>
        <form method="post" action="/fn/confirm-link">
            {page_field(&site.path)}
            <input type="hidden" name="token" value=token />
            <button class="button">{lang.sign_in_title()}</button>
        </form>
    };
    // The address stays out of the title, which browsers keep in their history.
    main_part(site, &lang.link_document_title(), Width::Narrow, content)
}

fn over(site: &Site) -> AnyView {
    let lang = site.lang;
    set_status(StatusCode::GONE);
    let content = view! {
        <h1>{lang.link_over()}</h1>
        <p class="lead">{lang.link_over_lead()}</p>
        <div class="button-row"><a class="button" href="/sign-in">{lang.link_over_again()}</a></div>
    };
    main_part(site, &lang.link_over(), Width::Narrow, content)
}
