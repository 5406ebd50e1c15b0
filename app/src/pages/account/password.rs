//! One's password: set, changed, removed.

use leptos::prelude::*;

use super::super::form::{Filled, Words, field, page_field, summary};
use super::super::{Width, address, awaited, main_part};
use super::proof::Proof;
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const SET: &str = "/fn/set-password";
const REMOVE: &str = "/fn/remove-password";

/// The form for it.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let request = address::query("proof");
        async move {
            let has_password = site.service.has_password(site.actor.as_ref()).await?;
            Ok(content(&site, &Proof::of(request, has_password), has_password))
        }
    })
}

fn content(site: &Site, proof: &Proof, has_password: bool) -> AnyView {
    let lang = site.lang;
    let removing = Filled::of(REMOVE);
    let filled = if removing.0.is_some() { removing } else { Filled::of(SET) };
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let form = proof.field(lang, &filled).map(|asked| {
        let words = Words::label(lang.password_new_label()).hint(lang.password_new_hint());
        let control = field("new_password", words, filled.error("new_password"), |ties| {
            view! {
                <input id="new_password" name="new_password" type="password" autocomplete="new-password" required
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        });
        let set = if has_password { lang.password_change() } else { lang.password_set() };
        // Sent by the same form, since the same is asked for; the new password need not be typed for it.
        let remove = has_password.then(|| {
            view! { <button class="button button-quiet" formaction=REMOVE formnovalidate>{lang.password_remove()}</button> }
        });
        view! {
            <form class="form" method="post" action=SET>
                {page_field(&site.path)}
                {asked}
                {control}
                <p class="button-row"><button class="button">{set}</button> {remove}</p>
            </form>
        }
    });
    let by_code = matches!(proof, Proof::Code(_));
    let lead = if has_password { lang.password_lead_set() } else { lang.password_lead_none() };
    let content = view! {
        <p class="kind"><a href="/account">{lang.account_title()}</a></p>
        <h1>{lang.password_title()}</h1>
        {refused}
        <p class="lead">{lead}</p>
        {by_code.then(|| proof.ask(site))}
        {form}
        {(!by_code).then(|| proof.ask(site))}
    };
    main_part(site, &lang.password_title(), Width::Narrow, content)
}
