//! A theme with all that was said about it, the last first, by year.

use busola_domain::policy::{Action, allow};
use busola_domain::schedule::local;
use busola_domain::theme::{Occasion, Theme};
use busola_domain::{Answer, Day, Timestamp};
use busola_service::comments::Place;
use busola_service::themes::{ThemePage, ThemeRemark};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::tie::{self, Wanted};
use super::{SAVE, counts, fields, may_manage, paragraphs, state};
use crate::context::Site;
use crate::pages::decision::badge;
use crate::pages::form::{Filled, page_field};
use crate::pages::receipts::{at, place};
use crate::pages::rendered::Rendered as _;
use crate::pages::time::full;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part};

/// Remarks on a page.
const SHOWN: usize = 50;

/// The name, or the id, of the theme that the address names.
fn asked_key() -> String {
    use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default()
}

/// A theme.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let (key, wanted, refused) = (asked_key(), Wanted::asked(), Filled::of(tie::TIE));
        let after: Option<Place> = address::query("after").and_then(|place| place.parse().ok());
        async move {
            let lang = site.lang;
            let page = site.service.theme(site.actor.as_ref(), &key, after, SHOWN).await?;
            let tie = if may_manage(&site) { Some(tie::section(&site, &page.theme, &wanted, &refused).await?) } else { None };
            let theme = &page.theme;
            let edit = may_manage(&site).then(|| {
                let href = format!("/themes/{}/edit", theme.slug);
                view! { <p class="button-row"><a class="button button-small button-quiet" href=href>{lang.theme_edit()}</a></p> }
            });
            let words = (!theme.words.is_empty()).then(|| {
                view! {
                    <section class="prose" aria-labelledby="words">
                        <h2 id="words">{lang.theme_words()}</h2>
                        {paragraphs(&theme.words)}
                    </section>
                }
            });
            let content = view! {
                <p class="kind"><a href="/themes">{lang.themes_title()}</a></p>
                <h1 lang=lang.content()>{bind(&theme.title)}</h1>
                <p>{state(lang, theme.state)} " " {counts(lang, theme)}</p>
                {edit}
                <div class="prose">{paragraphs(&theme.description)}</div>
                {words}
                {occasions(lang, &page.occasions)}
                {remarks(&site, &page, after.is_some())}
                {tie}
            };
            Ok(main_part(&site, &theme.title, Width::Narrow, content))
        }
    })
}

/// The form of a theme that is there.
pub(in crate::pages) fn edit_page() -> AnyView {
    awaited(|site| {
        let (key, filled) = (asked_key(), Filled::of(SAVE));
        async move {
            let lang = site.lang;
            allow(site.actor.as_ref(), Action::ManageThemes, site.received)?;
            let theme = site.service.theme(site.actor.as_ref(), &key, None, 1).await?.theme;
            let content = view! {
                <p class="kind"><a href=format!("/themes/{}", theme.slug) lang=lang.content()>{bind(&theme.title)}</a></p>
                <h1>{lang.theme_edit()}</h1>
                {fields::form(&site, &filled, Some(&theme))}
            };
            Ok(main_part(&site, &lang.theme_edit(), Width::Narrow, content))
        }
    })
}

/// Meetings and consultations, in Busola or elsewhere, at which it was raised.
fn occasions(lang: Lang, occasions: &[Occasion]) -> Option<AnyView> {
    if occasions.is_empty() {
        return None;
    }
    let entries: Vec<_> = occasions.iter().map(|occasion| self::occasion(lang, occasion)).collect();
    Some(
        view! {
            <section class="prose" aria-labelledby="occasions">
                <h2 id="occasions">{lang.theme_occasions()}</h2>
                <ul>{entries}</ul>
            </section>
        }
        .rendered(),
    )
}

fn occasion(lang: Lang, occasion: &Occasion) -> AnyView {
    let held_on = occasion.held_on.map(|day| format!(", {}", lang.date(day.year(), day.month(), day.day())));
    let place = (!occasion.place.is_empty()).then(|| format!(", {}", bind(&occasion.place)));
    let title = match &occasion.link {
        Some(link) => view! { <a href=link.clone() lang=lang.content()>{bind(&occasion.title)}</a> }.rendered(),
        None => bind(&occasion.title).rendered(),
    };
    let href = format!("/consultations/{}", occasion.consultation_slug);
    view! {
        <li>
            {title} {held_on} {place} "; " {lang.theme_occasion_of()} " "
            <a href=href lang=lang.content()>{bind(&occasion.consultation_title)}</a>
        </li>
    }
    .rendered()
}

fn remarks(site: &Site, page: &ThemePage, later: bool) -> AnyView {
    let lang = site.lang;
    let years = page.remarks.chunk_by(|one, next| year(one) == year(next)).map(|same| {
        let entries: Vec<_> = same.iter().map(|remark| entry(site, &page.theme, remark)).collect();
        let title = same.first().map(year).unwrap_or_default().to_string();
        view! {
            <h3>{title}</h3>
            <ol class="receipts">{entries}</ol>
        }
    });
    let years: Vec<_> = years.collect();
    let none = page.remarks.is_empty().then(|| view! { <p class="empty">{lang.theme_remarks_none()}</p> });
    let older = page.next.map(|place| address::with(&site.path, "after", &place.to_string()));
    let newest = later.then(|| address::without(&site.path, &["after"]));
    let pager = (older.is_some() || newest.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=lang.theme_pages()>
                {newest.map(|href| view! { <a class="button button-quiet" href=href>{lang.theme_newest()}</a> })}
                {older.map(|href| view! { <a class="button button-quiet" href=href>{lang.theme_older()}</a> })}
            </nav>
        }
    });
    view! {
        <section class="list-part" aria-labelledby="remarks">
            <h2 id="remarks">{lang.theme_remarks()}</h2>
            {none}
            {years}
            {pager}
        </section>
    }
    .rendered()
}

/// The year in which a remark was received, by the city's calendar.
fn year(remark: &ThemeRemark) -> i16 {
    remark.comment.received_on.map_or_else(|| local::civil(remark.comment.created_at).year(), Day::year)
}

fn entry(site: &Site, theme: &Theme, remark: &ThemeRemark) -> AnyView {
    let lang = site.lang;
    let comment = &remark.comment;
    let number = comment.number.to_string();
    let consultation = format!("/consultations/{}", remark.consultation.slug);
    let open = format!("{}#u-{}", at(&consultation, remark.unit.as_ref()), comment.id);
    let on_paper = |day: Day| lang.date(day.year(), day.month(), day.day());
    let when = comment.received_on.map_or_else(|| full(lang, comment.created_at), on_paper);
    // A draft of an answer is for the desk.
    let answer = comment.answer.as_ref().and_then(|told| told.published_at.map(|at| answer(lang, told, at)));
    let untie = may_manage(site).then(|| {
        view! {
            <form method="post" action="/fn/untie-remark">
                {page_field(&site.path)}
                <input type="hidden" name="theme" value=theme.id.to_string() />
                <input type="hidden" name="remark" value=comment.id.to_string() />
                <button class="link-button">
                    {lang.theme_untie()} <span class="visually-hidden">{format!(" ({})", lang.theme_untie_of(number.as_str()))}</span>
                </button>
            </form>
        }
    });
    view! {
        <li class="receipt" id=format!("u-{}", comment.id)>
            <h4>{lang.theme_remark(number.as_str())}</h4>
            <p class="receipt-place">
                <a href=consultation lang=lang.content()>{bind(&remark.consultation.title)}</a> ", " {bind(&place(lang, remark.unit.as_ref()))}
            </p>
            <p class="receipt-place">{lang.theme_remark_by(lang.person(&comment.author.name), when)}</p>
            <div class="remark-body prose" lang=lang.content() inner_html=comment.html.clone().unwrap_or_default()></div>
            {answer}
            <p><a href=open>{lang.theme_open()} <span class="visually-hidden">{format!(" ({number})")}</span></a></p>
            {untie}
        </li>
    }
    .rendered()
}

fn answer(lang: Lang, told: &Answer, published: Timestamp) -> AnyView {
    view! {
        <section class="answer" data-decision=told.decision.as_str()>
            <header>
                <h5>{lang.receipt_answer()}</h5>
                {badge(lang, told.decision, None)}
                <time datetime=published.to_string()>{lang.receipt_answered_at(full(lang, published))}</time>
            </header>
            <div class="prose" lang=lang.content() inner_html=told.html.clone()></div>
        </section>
    }
    .rendered()
}
