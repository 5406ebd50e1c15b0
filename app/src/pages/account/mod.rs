//! One's account: the name, where one is signed in, and the ways to password, address and removal.

mod own_address;
mod password;
mod proof;
mod remove;

use busola_domain::Role;
use busola_domain::account::NAME_MAX;
use busola_domain::letter::Kind;
use busola_domain::policy::Denied;
use busola_service::Error;
use busola_service::letters::{Choice, Wanted};
use busola_texts::Lang;
use leptos::prelude::*;

pub(super) use own_address::{confirm_page as confirm_address_page, page as address_page};
pub(super) use password::page as password_page;
pub(super) use remove::page as remove_page;

use super::form::{Filled, Tone, Words, field, message, page_field, summary};
use super::notice::{Takes, notice};
use super::time::full;
use super::{Width, address, awaited, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

/// One's account; at the first sign-in the question for a name alone.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let welcome = address::query("welcome").is_some();
        let saved = address::query("saved");
        let next = address::query("next").unwrap_or_default();
        async move {
            let sessions = site.service.sessions(site.actor.as_ref(), site.service.now()).await?;
            let choices = match site.service.letter_choices(site.actor.as_ref()).await {
                Ok(choices) => choices,
                // A name for the hall has no address, so no letters.
                Err(Error::Denied(_)) => Vec::new(),
                Err(error) => return Err(error),
            };
            let actor = site.actor.as_ref().ok_or(Denied::SignInNeeded)?;
            if welcome {
                return Ok(first_name(&site, next));
            }
            let lang = site.lang;
            let present = actor.session;
            let others = sessions.iter().any(|session| Some(session.id) != present);
            let entries = sessions.into_iter().map(|session| {
                let here = Some(session.id) == present;
                let words = if here { lang.session_here() } else { lang.session_elsewhere() };
                let seen = full(lang, session.seen_at);
                // This one ends by signing out, below.
                let end = (!here).then(|| {
                    view! {
                        <form method="post" action="/fn/end-session">
                            {page_field(&site.path)}
                            <input type="hidden" name="id" value=session.id.to_string() />
                            <button class="button button-quiet button-small">
                                {lang.session_end()} <span class="visually-hidden">" ("{seen.clone()}")"</span>
                            </button>
                        </form>
                    }
                });
                view! {
                    <li>
                        <div>
                            <p><strong>{words}</strong></p>
                            <p class="hint">{lang.session_times(full(lang, session.created_at), seen.clone())}</p>
                        </div>
                        {end}
                    </li>
                }
            });
            let entries = entries.collect_view();
            let done = saved.map(|what| message(Tone::Good, view! { <p>{said_of(lang, &what)}</p> }));
            // A name for the hall has no address, and nothing that goes with one.
            let addressed = actor.role > Role::Guest;
            let content = view! {
                <h1>{lang.account_title()}</h1>
                {done}
                {name_form(&site, actor.name.clone(), String::new(), lang.account_save())}
                <p><a href="/account/remarks">{lang.receipts_title()}</a></p>
                <p><a href="/account/reports">{lang.flag_own_title()}</a></p>
                {letters(&site, &choices)}
                <section class="list-part" aria-labelledby="sessions">
                    <h2 id="sessions">{lang.sessions_title()}</h2>
                    <ul class="sessions">{entries}</ul>
                    {others.then(|| view! {
                        <form method="post" action="/fn/end-other-sessions">
                            {page_field(&site.path)}
                            <p><button class="button button-quiet">{lang.sessions_end_others()}</button></p>
                        </form>
                    })}
                </section>
                {addressed.then(|| security(lang))}
                <form method="post" action="/fn/sign-out">
                    {page_field(&site.path)}
                    <p><button class="button button-quiet">{lang.sign_out()}</button></p>
                </form>
            };
            Ok(main_part(&site, &lang.account_title(), Width::Narrow, content))
        }
    })
}

/// What was done by the form that led here.
fn said_of(lang: Lang, what: &str) -> String {
    match what {
        "password" => lang.password_saved(),
        "no-password" => lang.password_removed(),
        "sessions" => lang.sessions_ended(),
        _ => lang.account_saved(),
    }
}

/// The ways to what is rarely needed, a page each.
fn security(lang: Lang) -> AnyView {
    view! {
        <section class="list-part" aria-labelledby="security">
            <h2 id="security">{lang.account_security_title()}</h2>
            <ul>
                <li><a href="/account/password">{lang.account_password_link()}</a></li>
                <li><a href="/account/address">{lang.account_address_link()}</a></li>
                <li>
                    <a href="/api/v1/account/data" download="">{lang.account_copy_link()}</a>
                    <p class="hint">{lang.account_copy_hint()}</p>
                </li>
                <li><a href="/account/remove">{lang.account_erase_link()}</a></li>
            </ul>
        </section>
    }
    .rendered()
}

/// Which letters come, each with a button that changes it.
fn letters(site: &Site, choices: &[Choice]) -> Option<AnyView> {
    let lang = site.lang;
    let entries = choices.iter().map(|choice| {
        let name = match choice.kind {
            Kind::Answered => lang.letters_answered(),
            Kind::Appealed => lang.letters_appealed(),
        };
        let (state, button, wanted) = match choice.wanted {
            Wanted::Yes => (lang.letters_on(), lang.letters_switch_off(), "false"),
            Wanted::No => (lang.letters_off(), lang.letters_switch_on(), "true"),
        };
        view! {
            <li>
                <div>
                    <p><strong>{name.clone()}</strong></p>
                    <p class="hint">{state}</p>
                </div>
                <form method="post" action="/fn/choose-letters">
                    {page_field(&site.path)}
                    <input type="hidden" name="kind" value=choice.kind.as_str() />
                    <input type="hidden" name="wanted" value=wanted />
                    <button class="button button-quiet button-small">
                        {button} <span class="visually-hidden">" ("{name}")"</span>
                    </button>
                </form>
            </li>
        }
    });
    let entries = entries.collect_view();
    (!choices.is_empty()).then(|| {
        view! {
            <section class="list-part" aria-labelledby="letters">
                <h2 id="letters">{lang.letters_title()}</h2>
                <p class="hint">{lang.letters_lead()}</p>
                <ul class="sessions">{entries}</ul>
            </section>
        }
        .rendered()
    })
}

fn first_name(site: &Site, next: String) -> AnyView {
    let lang = site.lang;
    let next = if next.is_empty() { "/".to_owned() } else { next };
    let content = view! {
        <h1>{lang.welcome_title()}</h1>
        <p class="lead">{lang.welcome_lead()}</p>
        {name_form(site, String::new(), next, lang.welcome_save())}
    };
    main_part(site, &lang.welcome_title(), Width::Narrow, content)
}

fn name_form(site: &Site, name: String, next: String, save: String) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of("/fn/rename");
    let name = filled.value("name").unwrap_or(name);
    let next = filled.value("next").unwrap_or(next);
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let words = Words::label(lang.name_label()).hint(lang.name_hint());
    let control = field("name", words, filled.error("name"), |ties| {
        view! {
            <input id="name" name="name" autocomplete="nickname" maxlength=NAME_MAX.to_string() required value=name
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    view! {
        {refused}
        <form class="form" method="post" action="/fn/rename">
            {page_field(&site.path)}
            <input type="hidden" name="next" value=next />
            {control}
            {notice(lang, site.service.city().as_deref(), Takes::Name)}
            <p><button class="button">{save}</button></p>
        </form>
    }
    .rendered()
}
