//! The head of every page.

use busola_domain::Role;
use busola_domain::policy::{Action, allow};
use busola_texts::Lang;
use leptos::prelude::*;

use super::address;
use crate::context::Site;
use crate::icons;

/// The head of every page: where one is, in which language, and who one is.
pub(super) fn header(site: &Site) -> impl IntoView + use<> {
    let lang = site.lang;
    let actor = site.actor.as_ref();
    let here = site.path.split(['?', '#']).next().unwrap_or_default();
    let entry = |href: &'static str, words: String| {
        let current = (here == href).then_some("page");
        view! { <li><a href=href aria-current=current>{words}</a></li> }
    };
    let may = |action| allow(actor, action, site.received).is_ok();
    // Who goes by a name for the hall may have an account, or want one.
    let sign_in = actor.is_none_or(|actor| actor.role == Role::Guest);
    // A page that sends no referrer sends its forms without an origin, which is refused.
    let menued = actor.filter(|_| !address::is_private(&site.path));
    view! {
        <header class="site-header">
            <div class="site-row">
                <a class="brand" href="/">{icons::mark()} "Busola"</a>
                <nav class="site-nav" aria-label=lang.nav_main()>
                    <ul>
                        {entry("/", lang.nav_consultations())}
                        {entry("/themes", lang.themes_title())}
                        {may(Action::ManageConsultations).then(|| entry("/consultations/new", lang.nav_new()))}
                        {may(Action::SetRules).then(|| entry("/admin/deadlines", lang.rules_title()))}
                        {may(Action::RunSite).then(|| entry("/admin/city", lang.law_city_title()))}
                        {may(Action::ManagePeople).then(|| entry("/admin/people", lang.people_title()))}
                        {may(Action::SetEmbedding).then(|| entry("/admin/embed", lang.embed_title()))}
                        {may(Action::ReadAudit).then(|| entry("/log", lang.nav_log()))}
                    </ul>
                </nav>
                <div class="site-tools">
                    <nav aria-label=lang.nav_languages()>
                        <ul class="languages">{Lang::ALL.map(|other| language(site, other)).into_iter().collect_view()}</ul>
                    </nav>
                    {sign_in.then(|| view! { <a href=address::sign_in(&site.path)>{lang.nav_sign_in()}</a> })}
                    {menued.map(|actor| menu(site, actor.name.clone()))}
                </div>
            </div>
        </header>
    }
}

fn language(site: &Site, other: Lang) -> impl IntoView + use<> {
    let (name, short) = match other {
        Lang::Pl => (other.language_name(), "PL"),
        Lang::En => (other.language_name(), "EN"),
    };
    let current = (site.lang == other).then_some("true");
    view! {
        <li>
            <a href=address::with(&site.path, "lang", other.tag()) lang=other.tag() hreflang=other.tag() aria-current=current>
                <span class="visually-hidden">{name}</span>
                <span aria-hidden="true">{short}</span>
            </a>
        </li>
    }
}

fn menu(site: &Site, name: String) -> impl IntoView + use<> {
    let lang = site.lang;
    view! {
        <details class="menu">
            <summary>
                <span class="person">{name}</span>
            </summary>
            <ul>
                <li><a href="/account">{lang.nav_account()}</a></li>
                <li><a href="/account/remarks">{lang.receipts_title()}</a></li>
                <li>
                    <form method="post" action="/fn/sign-out">
                        <input type="hidden" name="page" value=site.path.clone() />
                        <button>{lang.sign_out()}</button>
                    </form>
                </li>
            </ul>
        </details>
    }
}
