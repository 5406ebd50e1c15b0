//! Pages: rendered on the server, readable and usable without JavaScript.

mod account;
mod address;
mod again;
mod api;
mod attachments;
mod card;
mod city;
mod consultation;
mod decision;
mod declaration;
mod desk;
mod earlier;
mod edit;
mod embedding;
mod error;
mod footer;
mod form;
mod header;
mod imported;
mod list;
mod log;
mod meeting;
mod memo;
mod moderation;
mod new;
mod notice;
mod opinion;
mod paper;
mod people;
mod privacy;
mod receipts;
mod rendered;
mod report;
mod retention;
mod rules;
mod sign_in;
mod themes;
mod time;
mod typography;
mod unsubscribe;
mod versions;

use std::future::Future;

use busola_domain::Timestamp;
use busola_domain::consultation::Consultation;
use busola_service::Error;
use busola_service::consultations::Key;
use busola_texts::Lang;
pub use card::card;
pub(crate) use consultation::threads;
pub(crate) use desk::{Drafts, desk_queue, desk_remark, entry};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::SsrMode::Async;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
pub(crate) use moderation::{ground_in_words, reason_in_words};
pub(crate) use paper::place_of;

use crate::context::{FailedForm, Site, failed, set_status};
use crate::failure::Failure;
use crate::pages::rendered::Rendered as _;

/// Chooses the page for the address of the request.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    let site = use_context::<Site>();
    // A big screen shows a meeting and nothing else.
    let framed = site.filter(|site| !site.is_big_screen());
    view! {
        <Router>
            {framed.as_ref().map(|site| view! {
                <a class="skip" href="#content">{site.lang.skip_to_content()}</a>
                {header::header(site)}
            })}
            <Routes fallback=error::not_found>
                <Route path=path!("/") view=list::page ssr=Async />
                <Route path=path!("/consultations/new") view=new::page ssr=Async />
                <Route path=path!("/consultations/:slug") view=consultation::page ssr=Async />
                <Route path=path!("/consultations/:slug/desk") view=desk::page ssr=Async />
                <Route path=path!("/consultations/:slug/desk/drafts") view=desk::drafts_page ssr=Async />
                <Route path=path!("/consultations/:slug/moderation") view=moderation::queue_page ssr=Async />
                <Route path=path!("/consultations/:slug/moderation-log") view=moderation::log_page ssr=Async />
                <Route path=path!("/consultations/:slug/report") view=report::page ssr=Async />
                <Route path=path!("/consultations/:slug/report/:format") view=report::making_page ssr=Async />
                <Route path=path!("/consultations/:slug/edit") view=edit::page ssr=Async />
                <Route path=path!("/consultations/:slug/paper") view=paper::page ssr=Async />
                <Route path=path!("/consultations/:slug/opinion") view=opinion::page ssr=Async />
                <Route path=path!("/consultations/:slug/continues") view=earlier::page ssr=Async />
                <Route path=path!("/consultations/:slug/versions") view=versions::page ssr=Async />
                <Route path=path!("/consultations/:slug/changes") view=versions::changes_page ssr=Async />
                <Route path=path!("/consultations/:slug/versions/:version/mapping") view=versions::check_page ssr=Async />
                <Route path=path!("/consultations/:slug/draft") view=versions::prepare_page ssr=Async />
                <Route path=path!("/consultations/:slug/sessions/new") view=meeting::new_page ssr=Async />
                <Route path=path!("/sessions/:id") view=meeting::page ssr=Async />
                <Route path=path!("/sessions/:id/console") view=meeting::console ssr=Async />
                <Route path=path!("/sessions/:id/screen") view=meeting::screen ssr=Async />
                <Route path=path!("/sessions/:id/edit") view=meeting::edit_page ssr=Async />
                <Route path=path!("/sessions/:id/said") view=meeting::said_page ssr=Async />
                <Route path=path!("/sessions/:id/minutes") view=meeting::minutes_page ssr=Async />
                <Route path=path!("/sessions/:id/votes/:poll") view=meeting::votes_page ssr=Async />
                <Route path=path!("/s/:code") view=meeting::short ssr=Async />
                <Route path=path!("/themes") view=themes::page ssr=Async />
                <Route path=path!("/themes/:slug") view=themes::one_page ssr=Async />
                <Route path=path!("/themes/:slug/edit") view=themes::edit_page ssr=Async />
                <Route path=path!("/remarks/:id/themes") view=themes::remark_page ssr=Async />
                <Route path=path!("/remarks/:id/correct") view=paper::correct_page ssr=Async />
                <Route path=path!("/sign-in") view=sign_in::page ssr=Async />
                <Route path=path!("/sign-in/password") view=sign_in::password_page ssr=Async />
                <Route path=path!("/sign-in/code") view=sign_in::code_page ssr=Async />
                <Route path=path!("/sign-in/link") view=sign_in::link_page ssr=Async />
                <Route path=path!("/answer-templates") view=desk::templates_page ssr=Async />
                <Route path=path!("/account") view=account::page ssr=Async />
                <Route path=path!("/account/password") view=account::password_page ssr=Async />
                <Route path=path!("/account/address") view=account::address_page ssr=Async />
                <Route path=path!("/account/address/confirm") view=account::confirm_address_page ssr=Async />
                <Route path=path!("/account/remove") view=account::remove_page ssr=Async />
                <Route path=path!("/account/remarks") view=receipts::page ssr=Async />
                <Route path=path!("/account/reports") view=moderation::own_reports_page ssr=Async />
                <Route path=path!("/comments/:id/report") view=moderation::report_page ssr=Async />
                <Route path=path!("/comments/:id/appeal") view=moderation::appeal_page ssr=Async />
                <Route path=path!("/receipts/:token") view=receipts::linked_page ssr=Async />
                <Route path=path!("/unsubscribe/done") view=unsubscribe::done ssr=Async />
                <Route path=path!("/unsubscribe/:token") view=unsubscribe::page ssr=Async />
                <Route path=path!("/admin/deadlines") view=rules::page ssr=Async />
                <Route path=path!("/admin/city") view=city::page ssr=Async />
                <Route path=path!("/admin/accessibility") view=declaration::edit_page ssr=Async />
                <Route path=path!("/admin/retention") view=retention::page ssr=Async />
                <Route path=path!("/admin/people") view=people::page ssr=Async />
                <Route path=path!("/admin/moderation-rules") view=moderation::rules_page ssr=Async />
                <Route path=path!("/admin/embed") view=embedding::page ssr=Async />
                <Route path=path!("/api") view=api::page ssr=Async />
                <Route path=path!("/log") view=log::page ssr=Async />
                <Route path=path!("/accessibility") view=declaration::page ssr=Async />
                <Route path=path!("/privacy") view=privacy::page ssr=Async />
            </Routes>
            {framed.as_ref().map(footer::footer)}
        </Router>
    }
}

/// A page for which something is read first; what goes wrong then is a page too.
///
/// There is no site around the pages while the server only lists their addresses.
fn awaited<F>(build: impl FnOnce(Site) -> F) -> AnyView
where
    F: Future<Output = Result<AnyView, Error>> + Send + 'static,
{
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    // A page that is asked for too often is not looked up at all.
    if let Some(refused) = failed(site.path.split('?').next().unwrap_or_default()) {
        return error::page(&site, &refused.failure);
    }
    if let Some(page) = again::in_place(&site) {
        return page;
    }
    // Whatever keeps a page from being shown, what was typed on it is.
    let (page, typed) = (build(site.clone()), again::form());
    Suspend::new(async move {
        page.await.unwrap_or_else(|failed| {
            let failure = Failure::of(site.lang, &failed);
            match typed {
                None => error::page(&site, &failure),
                Some(form) => {
                    set_status(failure.status());
                    again::page(&site, form)
                }
            }
        })
    })
    .into_any()
}

/// How long remarks are still received, from when, or that it is over, as HTML.
pub(crate) fn when(lang: Lang, now: Timestamp, item: &Consultation) -> String {
    list::when(lang, now, item).to_html()
}

/// The consultation whose name, or id, stands in the address.
fn key_in(site: &Site) -> Key {
    Key::parse(site.path.split(['/', '?']).nth(2).unwrap_or_default())
}

/// The width of a page's content.
#[derive(Clone, Copy)]
enum Width {
    /// Lists and tables.
    Plain,
    /// Forms and running text.
    Narrow,
    /// The reading page.
    Wide,
}

/// The content of a page with its title.
fn main_part(site: &Site, title: &str, width: Width, content: impl IntoView + 'static) -> AnyView {
    let class = match width {
        Width::Plain => "page",
        Width::Narrow => "page page-narrow",
        Width::Wide => "page page-wide",
    };
    // A screen reader says the title first: that the form was refused must be in it.
    let refused = use_context::<FailedForm>().is_some_and(|form| form.failure != Failure::NotYet);
    let title = if refused { site.lang.title_of_error(title) } else { title.to_owned() };
    view! {
        <Title text=site.lang.title_with_site(title) />
        <main class=class id="content" tabindex="-1">
            {content}
        </main>
    }
    .rendered()
}
