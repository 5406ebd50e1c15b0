//! The report of a consultation in the browser: the same words as in its files.

mod blocks;
mod making;
mod remarks;

use busola_domain::Phase;
use busola_domain::answer::Progress;
use busola_domain::policy::{Action, allow};
use busola_domain::report::{Format, Report};
use busola_report::document::{Part, document};
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{page_field, summary};
use super::typography::bind;
use super::{Width, address, awaited, key_in, main_part};
use crate::context::{FailedForm, Site};
use crate::pages::rendered::Rendered as _;

pub(super) use making::page as making_page;

const PUBLISH: &str = "/fn/publish-report";

/// The report as it is now.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let after = address::query("after").and_then(|after| after.parse().ok()).unwrap_or(0);
        async move {
            let lang = site.lang;
            let gathered = site.service.report(site.actor.as_ref(), &key_in(&site)).await?;
            let rows = site.service.report_rows(&gathered.table, after, remarks::ASKED).await?;
            let report = gathered.report;
            let waiting = match report.head.phase {
                Phase::Closed => Some(site.service.desk_progress(site.actor.as_ref(), &key_in(&site)).await?),
                _ => None,
            };
            let words = document(lang, &report);
            let path = report.head.address.strip_prefix(site.service.public_url()).unwrap_or_default().to_owned();
            let table = remarks::table(lang, &path, rows);
            // Further pages are the remarks alone.
            let further = after > 0;
            let sections = words.sections.into_iter().filter(|section| !further || section.part == Part::Remarks);
            let sections: Vec<_> = sections.enumerate().map(|(place, section)| blocks::section(&section, place)).collect();
            let content = view! {
                {publish(&site, &report, gathered.consultation.to_string(), waiting)}
                <p class="kind"><a href=path.clone() lang=lang.content()>{bind(&report.head.title)}</a></p>
                <h1>{bind(&words.title)}</h1>
                <p class="lead">{words.running}</p>
                {words.standing.map(|standing| view! { <p>{bind(&standing)}</p> })}
                {(!further).then(|| files(lang, &path))}
                {sections}
                {table}
            };
            Ok(main_part(&site, &words.title, Width::Plain, content))
        }
    })
}

/// The ways to the files: those that take long lead to a page that says how far they are.
fn files(lang: Lang, path: &str) -> impl IntoView + use<> {
    let api = format!("/api/v1{path}");
    let entries = Format::ALL.iter().map(|format| {
        let name = format.as_str().to_uppercase();
        let href =
            if format.streams() { format!("{api}/report.{}", format.as_str()) } else { format!("{path}/report/{}", format.as_str()) };
        view! { <li><a class="button button-small button-quiet" href=href>{lang.reporting_download(name)}</a></li> }
    });
    view! {
        <nav aria-label=lang.reporting_files()>
            <ul class="button-row report-files">{entries.collect_view()}</ul>
        </nav>
    }
}

/// For moderators: to publish it, or what keeps it. That it can't be undone is said before it is done.
fn publish(site: &Site, report: &Report, consultation: String, answers: Option<Progress>) -> Option<AnyView> {
    let lang = site.lang;
    allow(site.actor.as_ref(), Action::ManageConsultations, site.received).ok()?;
    if report.head.phase == Phase::Reported {
        return None;
    }
    let refused = use_context::<FailedForm>().filter(|form| form.action == PUBLISH).map(|form| summary(lang, &form.failure, |_| None));
    let path = format!("/consultations/{}", report.head.slug);
    let form = match report.head.phase {
        Phase::Closed => match answers.map_or(0, |answers| answers.needed - answers.answered) {
            0 => view! {
                <details class="way-on" open=refused.is_some()>
                    <summary>{lang.reporting_publish()}</summary>
                    <form method="post" action=PUBLISH>
                        {page_field(&site.path)}
                        <input type="hidden" name="consultation" value=consultation />
                        <p>{lang.reporting_publish_sure()}</p>
                        <p><button class="button">{lang.reporting_publish_yes()}</button></p>
                    </form>
                </details>
            }
            .rendered(),
            waiting => view! {
                <p>{lang.reporting_unanswered(waiting)}</p>
                <p><a class="button button-quiet" href=format!("{path}/desk?state=unpublished")>{lang.reporting_to_desk()}</a></p>
            }
            .rendered(),
        },
        _ => view! { <p>{lang.reporting_still_open()}</p> }.rendered(),
    };
    Some(
        view! {
            {refused}
            <aside class="message" data-tone="notice">
                <p>{lang.reporting_not_public()}</p>
                {form}
            </aside>
        }
        .rendered(),
    )
}
