//! People and their offices: for administrators.

use busola_domain::policy::{Action, allow};
use busola_domain::{AccountId, Role};
use busola_service::accounts::{PeoplePage, Person};
use busola_service::moments::date;
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, Tone, message, page_field, summary};
use super::{Width, address, awaited, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/give-office";

/// What an account with an address may be.
const OFFICES: [Role; 3] = [Role::Resident, Role::Moderator, Role::Admin];

/// People by their names, with a form for the role of each.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let sought = address::query("q").unwrap_or_default();
        let after: Option<AccountId> = address::query("after").and_then(|id| id.parse().ok());
        let saved = address::query("saved").is_some();
        async move {
            allow(site.actor.as_ref(), Action::ManagePeople, site.received)?;
            let found = site.service.people(site.actor.as_ref(), &sought, after).await?;
            Ok(content(&site, &sought, &found, after.is_some(), saved))
        }
    })
}

fn content(site: &Site, sought: &str, found: &PeoplePage, later: bool, saved: bool) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of(ACTION);
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let done = (saved && refused.is_none()).then(|| message(Tone::Good, view! { <p>{lang.people_saved()}</p> }));
    let list = if found.items.is_empty() {
        view! { <p class="empty">{lang.people_none()}</p> }.rendered()
    } else {
        let entries = found.items.iter().map(|person| entry(site, person, sought, &filled)).collect_view();
        view! { <ul class="sessions" aria-label=lang.people_list()>{entries}</ul> }.rendered()
    };
    let here = address::without(&site.path, &["after", "saved"]);
    let next = found.next.map(|after| address::with(&here, "after", &after.to_string()));
    let pager = (next.is_some() || later).then(|| {
        view! {
            <nav class="pager" aria-label=lang.people_pages()>
                {later.then(|| view! { <a class="button button-quiet" href=here>{lang.people_first()}</a> })}
                {next.map(|href| view! { <a class="button button-quiet" href=href>{lang.people_more()}</a> })}
            </nav>
        }
    });
    let content = view! {
        <h1>{lang.people_title()}</h1>
        {done}
        {refused}
        <p class="lead">{lang.people_lead()}</p>
        <form class="people-search" method="get" action="/admin/people" role="search">
            <label for="q">{lang.people_search_label()}</label>
            <div>
                <input id="q" name="q" type="search" value=sought.to_owned() />
                <button class="button">{lang.people_search()}</button>
            </div>
        </form>
        {list}
        {pager}
    };
    main_part(site, &lang.people_title(), Width::Narrow, content)
}

fn entry(site: &Site, person: &Person, sought: &str, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let itself = site.actor.as_ref().is_some_and(|actor| actor.account == person.account);
    let way = if itself { view! { <p class="hint">{lang.people_you()}</p> }.rendered() } else { form(site, person, sought, filled) };
    view! {
        <li>
            <div>
                <p><strong>{person.name.clone()}</strong></p>
                <p class="hint">{in_words(lang, person.role)} ", " {lang.people_since(date(lang, person.created_at))}</p>
            </div>
            {way}
        </li>
    }
    .rendered()
}

/// The role to choose; one that was sent and refused stays chosen.
fn form(site: &Site, person: &Person, sought: &str, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let id = format!("role-{}", person.account);
    let sent = filled.value("role").filter(|_| filled.value("whom") == Some(person.account.to_string()));
    let chosen = sent.and_then(|role| role.parse().ok()).unwrap_or(person.role);
    let options = OFFICES.map(|role| {
        let is_chosen = role == chosen;
        view! { <option value=role.as_str() selected=is_chosen>{in_words(lang, role)}</option> }
    });
    let options = options.into_iter().collect_view();
    view! {
        <form class="office" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="whom" value=person.account.to_string() />
            <input type="hidden" name="sought" value=sought.to_owned() />
            <label class="visually-hidden" for=id.clone()>{lang.people_role_of(person.name.clone())}</label>
            <select id=id name="role">{options}</select>
            <button class="button button-quiet">
                {lang.people_save()} <span class="visually-hidden">" ("{person.name.clone()}")"</span>
            </button>
        </form>
    }
    .rendered()
}

fn in_words(lang: Lang, role: Role) -> String {
    match role {
        Role::Guest | Role::Resident => lang.role_resident(),
        Role::Moderator => lang.role_moderator(),
        Role::Admin => lang.role_admin(),
    }
}
