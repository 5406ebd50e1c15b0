//! The removal of one's account.

use busola_domain::policy::{Action, Denied, allow};
use leptos::prelude::*;

use super::super::form::{Filled, Tone, Words, field, message, page_field, summary};
use super::super::{Width, address, awaited, main_part};
use super::proof::Proof;
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/erase-account";

/// What goes and what stays, and the form for it; afterwards that it is done.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let (done, request) = (address::query("done").is_some(), address::query("proof"));
        async move {
            if done && site.actor.is_none() {
                return Ok(gone(&site));
            }
            match allow(site.actor.as_ref(), Action::EraseAccount, site.received) {
                Err(Denied::InOffice) => Ok(content(&site, None)),
                outcome => {
                    outcome?;
                    let has_password = site.service.has_password(site.actor.as_ref()).await?;
                    Ok(content(&site, Some(&Proof::of(request, has_password))))
                }
            }
        }
    })
}

/// The page; without a proof for who holds an office.
fn content(site: &Site, proof: Option<&Proof>) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of(ACTION);
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let way = match proof {
        None => message(Tone::Info, view! { <p>{lang.erase_office()}</p> }),
        Some(proof) => form(site, proof, &filled),
    };
    let content = view! {
        <p class="kind"><a href="/account">{lang.account_title()}</a></p>
        <h1>{lang.erase_title()}</h1>
        {refused}
        <p class="lead">{lang.erase_lead()}</p>
        <ul>
            <li>{lang.erase_goes()}</li>
            <li>{lang.erase_stays()}</li>
            <li>{lang.erase_texts()}</li>
        </ul>
        {way}
    };
    main_part(site, &lang.erase_title(), Width::Narrow, content)
}

fn form(site: &Site, proof: &Proof, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let form = proof.field(lang, filled).map(|asked| {
        let value = filled.value("word").unwrap_or_default();
        let control = field("word", Words::label(lang.erase_word_label()), filled.error("word"), |ties| {
            view! {
                <input id="word" name="word" autocomplete="off" required value=value
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        });
        view! {
            <form class="form" method="post" action=ACTION>
                {page_field(&site.path)}
                {asked}
                {control}
                <p><button class="button">{lang.erase_button()}</button></p>
            </form>
        }
    });
    let by_code = matches!(proof, Proof::Code(_));
    view! {
        {by_code.then(|| proof.ask(site))}
        {form}
        {(!by_code).then(|| proof.ask(site))}
    }
    .rendered()
}

fn gone(site: &Site) -> AnyView {
    let lang = site.lang;
    let content = view! {
        <h1>{lang.erase_done()}</h1>
        <p class="lead">{lang.erase_done_lead()}</p>
        <div class="button-row"><a class="button" href="/">{lang.error_see_consultations()}</a></div>
    };
    main_part(site, &lang.erase_done(), Width::Narrow, content)
}
