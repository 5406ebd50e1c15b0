//! When names leave consultations whose reports are public: for administrators.

use busola_domain::retention::YEARS_MAX;
use busola_domain::{ConsultationId, Day};
use busola_service::Error;
use busola_service::retention::Retained;
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, Tone, Words, field, message, page_field, summary};
use super::typography::bind;
use super::{Width, address, awaited, main_part};
use crate::context::Site;
use crate::failure::Failure;
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/set-retention";

/// The consultations, or the form of the one that the address names.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(ACTION);
        let one: Option<ConsultationId> = address::query("consultation").and_then(|id| id.parse().ok());
        let before = address::query("before").and_then(|place| address::parse_place(&place));
        let saved = address::query("saved").is_some();
        async move {
            if let Some(id) = one {
                return form(&site, &filled, id).await;
            }
            let lang = site.lang;
            let page = site.service.retention(site.actor.as_ref(), before).await?;
            let usual = site.service.city().map_or_else(
                || message(Tone::Warning, view! { <p>{lang.law_retention_unsaid()}</p> }),
                |city| view! { <p>{lang.law_retention_usual(city.retention_years)}</p> }.rendered(),
            );
            let empty = page.items.is_empty().then(|| view! { <p class="empty">{lang.law_retention_none()}</p> });
            let table = (!page.items.is_empty()).then(|| table(lang, &page.items));
            let older = page.next.map(|place| format!("/admin/retention?before={}", address::place(place)));
            let content = view! {
                <p class="kind"><a href="/admin/city">{lang.law_city_title()}</a></p>
                <h1>{lang.law_retention_title()}</h1>
                {saved.then(|| message(Tone::Good, view! { <p>{lang.law_retention_saved()}</p> }))}
                <p class="lead">{bind(&lang.law_retention_lead())}</p>
                {usual}
                {empty}
                {table}
                {older.map(|href| view! {
                    <nav class="pager" aria-label=lang.law_retention_title()>
                        <a class="button button-quiet" href=href>{lang.log_older()}</a>
                    </nav>
                })}
            };
            Ok(main_part(&site, &lang.law_retention_title(), Width::Plain, content))
        }
    })
}

fn table(lang: Lang, items: &[Retained]) -> impl IntoView + use<> {
    let rows = items.iter().map(|item| row(lang, item)).collect_view();
    view! {
        <table class="table">
            <caption>{lang.law_retention_caption()}</caption>
            <thead>
                <tr>
                    <th scope="col">{lang.law_retention_consultation()}</th>
                    <th scope="col">{lang.law_retention_reported()}</th>
                    <th scope="col">{lang.law_retention_leave()}</th>
                    <th scope="col">{lang.law_retention_years()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(lang: Lang, item: &Retained) -> impl IntoView + use<> {
    let Retained { consultation, leave_on } = item;
    let (href, title) = (format!("/consultations/{}", consultation.slug), consultation.title.clone());
    let left = consultation.anonymised_at.is_some();
    let leave = leave_on.map_or_else(
        || lang.law_retention_never(),
        |day| if left { lang.law_retention_left(in_words(lang, day)) } else { in_words(lang, day) },
    );
    let years = consultation.years.map_or_else(|| lang.law_retention_as_usual(), |years| lang.law_years(years));
    let change = (!left).then(|| {
        let href = format!("/admin/retention?consultation={}", consultation.id);
        view! { " " <a href=href aria-label=lang.rules_change_of(title.clone())>{lang.rules_change()}</a> }
    });
    view! {
        <tr>
            <td data-label=lang.law_retention_consultation()><a href=href lang=lang.content()>{bind(&title)}</a></td>
            <td data-label=lang.law_retention_reported()>{in_words(lang, Day::of(consultation.reported_at))}</td>
            <td data-label=lang.law_retention_leave()>{leave}</td>
            <td data-label=lang.law_retention_years()>{years} {change}</td>
        </tr>
    }
}

fn in_words(lang: Lang, day: Day) -> String {
    lang.date(day.year(), day.month(), day.day())
}

/// The form of one.
async fn form(site: &Site, filled: &Filled, id: ConsultationId) -> Result<AnyView, Error> {
    let lang = site.lang;
    let Retained { consultation, .. } = site.service.retention_of(site.actor.as_ref(), id).await?;
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| Some(lang.law_retention_years())));
    let typed = filled.value("years").or_else(|| consultation.years.map(|years| years.to_string())).unwrap_or_default();
    let words = Words::label(lang.law_retention_years()).hint(lang.law_retention_years_hint(YEARS_MAX)).optional(lang);
    let control = field("years", words, filled.error("years"), |ties| {
        view! {
            <input id="years" name="years" size="6" inputmode="numeric" value=typed aria-describedby=ties.described_by
                aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let content = view! {
        <p class="kind"><a href="/admin/retention">{lang.law_retention_title()}</a></p>
        <h1 lang=lang.content()>{bind(&consultation.title)}</h1>
        {refused}
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="consultation" value=id.to_string() />
            {control}
            {save(lang, filled)}
        </form>
    };
    Ok(main_part(site, &format!("{} – {}", lang.law_retention_title(), consultation.title), Width::Narrow, content))
}

/// The button of a form by which names may leave sooner. Where it was said how many and when, it agrees to that day: with
/// other years the form is asked about again.
pub(super) fn save(lang: Lang, filled: &Filled) -> AnyView {
    let Some(Failure::NamesLeave { on, .. }) = filled.0.as_ref().map(|form| &form.failure) else {
        return view! { <p><button class="button">{lang.law_save()}</button></p> }.rendered();
    };
    view! {
        <input type="hidden" name="agreed" value=on.to_string() />
        <p><button class="button">{lang.law_names_leave_agree()}</button></p>
    }
    .rendered()
}
