//! The public log of moderation: how often what was done, day by day.

use busola_domain::moderation::{Deed, Tally};
use busola_domain::{Day, Timestamp};
use busola_service::moderation::LogPage;
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::context::Site;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part};

/// The log of a consultation.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let slug = use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default();
        let before = address::query("before").and_then(|at| at.parse().ok()).map(Timestamp);
        async move {
            let key = busola_service::consultations::Key::parse(&slug);
            let found = site.service.moderation_log(site.actor.as_ref(), &key, before).await?;
            Ok(show(&site, &found))
        }
    })
}

fn show(site: &Site, found: &LogPage) -> AnyView {
    let lang = site.lang;
    let rows = found.days.iter().flat_map(|day| day.done.iter().map(move |tally| row(lang, &day.day, tally)));
    let rows: Vec<_> = rows.collect();
    let table = if rows.is_empty() {
        view! { <p class="empty">{lang.moderation_log_none()}</p> }.rendered()
    } else {
        view! {
            <table class="table">
                <caption>{lang.moderation_log_caption()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.moderation_log_day()}</th>
                        <th scope="col">{lang.log_what()}</th>
                        <th scope="col">{lang.moderation_reason()}</th>
                        <th scope="col">{lang.moderation_log_count()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .rendered()
    };
    let older = found.next.map(|at| address::with(&site.path, "before", &at.0.to_string()));
    let content = view! {
        <p class="kind"><a href=format!("/consultations/{}", found.slug) lang=lang.content()>{bind(&found.title)}</a></p>
        <h1>{lang.moderation_log_title()}</h1>
        <p class="lead">{lang.moderation_log_lead()}</p>
        {table}
        {older.map(|href| view! {
            <nav class="pager" aria-label=lang.log_pages()>
                <a class="button button-quiet" href=href>{lang.log_older()}</a>
            </nav>
        })}
    };
    main_part(site, &lang.moderation_log_title(), Width::Narrow, content)
}

fn row(lang: Lang, day: &str, tally: &Tally) -> impl IntoView + use<> {
    let deed = lang.by_name(&format!("deed-{}", tally.deed.as_str())).unwrap_or_default();
    let group = if tally.deed == Deed::Held { "held-by" } else { "ground" };
    let reason = lang.by_name(&format!("{group}-{}", tally.reason.replace('_', "-"))).unwrap_or_else(|| "–".to_owned());
    let words = day.parse::<Day>().map_or_else(|_| day.to_owned(), |day| lang.date(day.year(), day.month(), day.day()));
    let day = day.to_owned();
    view! {
        <tr>
            <td data-label=lang.moderation_log_day()><time datetime=day>{words}</time></td>
            <td data-label=lang.log_what()>{deed}</td>
            <td data-label=lang.moderation_reason()>{reason}</td>
            <td data-label=lang.moderation_log_count()>{tally.count.to_string()}</td>
        </tr>
    }
}
