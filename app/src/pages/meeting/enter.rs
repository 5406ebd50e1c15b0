//! Coming into a meeting: by the short address, and from its page.

use busola_domain::Role;
use busola_domain::account::NAME_MAX;
use busola_service::meetings::{MeetingPage, WayIn};
use leptos::prelude::*;

use crate::context::Site;
use crate::pages::form::{Filled, Words, field, page_field, summary};
use crate::pages::notice::{Takes, notice};
use crate::pages::rendered::Rendered as _;
use crate::pages::{Width, address, awaited, main_part};

/// Where the form is sent.
pub(super) const ACTION: &str = "/fn/enter-meeting";

/// The short address: leads to the meeting of a code; into one by invitation by a press.
pub(in crate::pages) fn short() -> AnyView {
    awaited(|site| {
        let code = site.path.split(['/', '?']).nth(2).unwrap_or_default().to_owned();
        async move {
            let lang = site.lang;
            let way = match site.service.way_in(site.actor.as_ref(), &code).await? {
                WayIn::Follow(id) => {
                    leptos_axum::redirect(&format!("/sessions/{id}"));
                    return Ok(().rendered());
                }
                WayIn::Enter => form(&site, code, lang.hall_come_in()),
                WayIn::SignIn => view! { <p><a class="button" href=address::sign_in(&site.path)>{lang.nav_sign_in()}</a></p> }.rendered(),
            };
            let content = view! {
                <h1>{lang.hall_invited()}</h1>
                <p class="lead">{lang.hall_invited_lead()}</p>
                {way}
            };
            Ok(main_part(&site, &lang.hall_invited(), Width::Narrow, content))
        }
    })
}

/// The way in on a meeting's page, for who only follows it, where names for the hall are taken.
pub(super) fn card(site: &Site, page: &MeetingPage) -> Option<AnyView> {
    let meeting = &page.snapshot.meeting;
    if page.takes_part || !meeting.rules.guests {
        return None;
    }
    let lang = site.lang;
    let lead = match &site.actor {
        Some(guest) => lang.hall_take_part_as(guest.name.clone()),
        None => lang.hall_take_part_lead(),
    };
    let card = view! {
        <section class="card hall-enter" aria-labelledby="take-part">
            <h2 id="take-part">{lang.hall_take_part()}</h2>
            <p>{lead}</p>
            {form(site, meeting.code.clone(), lang.hall_take_part())}
        </section>
    };
    Some(card.rendered())
}

/// The form that lets in. Who is not signed in may choose a name; who has no account may want to sign in instead.
fn form(site: &Site, code: String, button: String) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of(ACTION);
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| (name == "name").then(|| lang.hall_name())));
    let name = site.actor.is_none().then(|| {
        let typed = filled.value("name").unwrap_or_default();
        let words = Words::label(lang.hall_name()).hint(lang.hall_name_hint()).optional(lang);
        field("name", words, filled.error("name"), |ties| {
            view! {
                <input id="name" name="name" autocomplete="nickname" maxlength=NAME_MAX.to_string() value=typed
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        })
    });
    let has_no_account = site.actor.as_ref().is_none_or(|actor| actor.role == Role::Guest);
    let sign_in = has_no_account.then(|| view! { <a href=address::sign_in(&site.path)>{lang.hall_or_sign_in()}</a> });
    view! {
        {refused}
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="code" value=code />
            {name}
            {site.actor.is_none().then(|| notice(lang, site.service.city().as_deref(), Takes::HallName))}
            <p class="button-row"><button class="button">{button}</button> {sign_in}</p>
        </form>
    }
    .rendered()
}
