//! One's e-mail address: asked for anew, and confirmed by who reads the old one and the new one.

use axum::http::StatusCode;
use busola_service::Secret;
use busola_service::accounts::Side;
use leptos::prelude::*;

use super::super::form::{Filled, Tone, Words, field, message, page_field, summary};
use super::super::notice::{Takes, notice};
use super::super::{Width, address, awaited, main_part};
use crate::context::{Site, set_status};
use crate::pages::rendered::Rendered as _;

/// The form for another address. The present one is not shown, as nowhere.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let sent = address::query("sent").map(|_| site.lang.address_sent());
        let said = sent.or_else(|| address::query("kept").map(|_| site.lang.address_kept()));
        async move {
            let waits = site.service.address_waits(site.actor.as_ref()).await?;
            Ok(content(&site, said, waits))
        }
    })
}

fn content(site: &Site, said: Option<String>, waits: bool) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of("/fn/request-address");
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let value = filled.value("email").unwrap_or_default();
    let control = field("email", Words::label(lang.address_new_label()).hint(lang.email_hint()), filled.error("email"), |ties| {
        view! {
            <input id="email" name="email" type="email" autocomplete="email" required value=value
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let keep = waits.then(|| {
        view! {
            <form method="post" action="/fn/keep-address">
                {page_field(&site.path)}
                <p>{lang.address_waits()}</p>
                <p><button class="button button-quiet">{lang.address_keep()}</button></p>
            </form>
        }
    });
    let content = view! {
        <p class="kind"><a href="/account">{lang.account_title()}</a></p>
        <h1>{lang.address_title()}</h1>
        {said.map(|said| message(Tone::Good, view! { <p>{said}</p> }))}
        {refused}
        <p class="lead">{lang.address_lead()}</p>
        <form class="form" method="post" action="/fn/request-address">
            {page_field(&site.path)}
            {control}
            {notice(lang, site.service.city().as_deref(), Takes::Address)}
            <p><button class="button">{lang.address_send()}</button></p>
        </form>
        {keep}
    };
    main_part(site, &lang.address_title(), Width::Narrow, content)
}

/// Asks whoever followed the link of a letter to confirm: programs that look into mail follow links too.
pub(in crate::pages) fn confirm_page() -> AnyView {
    awaited(|site| {
        let done = address::query("done");
        let token = address::query("token").unwrap_or_default();
        async move {
            if let Some(done) = done {
                return Ok(confirmed(&site, done == "both"));
            }
            Ok(match site.service.waiting_address(&Secret::presented(&token)).await? {
                Some(side) => confirmation(&site, side, token),
                None => over(&site),
            })
        }
    })
}

fn confirmation(site: &Site, side: Side, token: String) -> AnyView {
    let lang = site.lang;
    let refused = Filled::of("/fn/confirm-address").0.map(|form| summary(lang, &form.failure, |_| None));
    let lead = match side {
        Side::Old => lang.address_confirm_old(),
        Side::New => lang.address_confirm_new(),
    };
    let content = view! {
        <h1>{lang.address_confirm_title()}</h1>
        {refused}
        <p class="lead">{lead}</p>
        <form method="post" action="/fn/confirm-address">
            {page_field(&site.path)}
            <input type="hidden" name="token" value=token />
            <button class="button">{lang.address_confirm_button()}</button>
        </form>
    };
    main_part(site, &lang.address_confirm_title(), Width::Narrow, content)
}

fn confirmed(site: &Site, both: bool) -> AnyView {
    let lang = site.lang;
    let said = if both { lang.address_confirmed_both() } else { lang.address_confirmed_one() };
    let content = view! {
        <h1>{lang.address_title()}</h1>
        {message(Tone::Good, view! { <p>{said}</p> })}
        <div class="button-row"><a class="button button-quiet" href="/account">{lang.account_title()}</a></div>
    };
    main_part(site, &lang.address_title(), Width::Narrow, content)
}

/// Also where somebody confirmed it who may not: the form that failed says why.
fn over(site: &Site) -> AnyView {
    let lang = site.lang;
    let refused = Filled::of("/fn/confirm-address").0.map(|form| summary(lang, &form.failure, |_| None));
    if refused.is_none() {
        set_status(StatusCode::GONE);
    }
    let content = view! {
        <h1>{lang.address_over()}</h1>
        {refused}
        <p class="lead">{lang.address_over_lead()}</p>
        <div class="button-row"><a class="button" href="/account/address">{lang.address_title()}</a></div>
    };
    main_part(site, &lang.address_over(), Width::Narrow, content)
}
