//! Reporting a remark, and what became of one's reports.

use busola_domain::moderation::{Outcome, OwnReport, REPORT_MAX};
use busola_domain::{CommentId, Status};
use busola_service::Error;
use busola_service::moderation::Reported;
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{ground_in_words, ground_options};
use crate::context::Site;
use crate::pages::form::{Filled, Words, as_content, field, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::time::full;
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part};

const ACTION: &str = "/fn/report-comment";

/// The form of a report, or what became of it.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let id = use_params_map().with_untracked(|params| params.get("id")).and_then(|id| id.parse::<CommentId>().ok());
        let filled = Filled::of(ACTION);
        async move {
            let id = id.ok_or_else(Error::not_found)?;
            let found = site.service.reported(site.actor.as_ref(), id).await?;
            Ok(show(&site, &filled, &found))
        }
    })
}

fn show(site: &Site, filled: &Filled, found: &Reported) -> AnyView {
    let lang = site.lang;
    let comment = &found.shown.comment;
    let title = lang.flag_title(comment.number.to_string());
    let part = match &found.report {
        Some(report) => view! { <p role="status">{became(lang, report)}</p> }.rendered(),
        None if found.shown.mine => view! { <p>{lang.denied_own_remark()}</p> }.rendered(),
        None if comment.status != Status::Published => view! { <p>{lang.denied_wrong_state()}</p> }.rendered(),
        None => form(site, filled, comment.id),
    };
    let consultation = format!("/consultations/{}", found.slug);
    let log = format!("{consultation}/moderation-log");
    let content = view! {
        <p class="kind"><a href=consultation lang=lang.content()>{bind(&found.title)}</a></p>
        <h1>{title.clone()}</h1>
        {filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)))}
        <blockquote class="prose" lang=lang.content() inner_html=comment.html.clone().unwrap_or_default()></blockquote>
        {part}
        <p><a href="/account/reports">{lang.flag_own_title()}</a></p>
        <p><a href=log>{lang.moderation_log_title()}</a></p>
    };
    main_part(site, &title, Width::Narrow, content)
}

fn label_of(lang: Lang, name: &str) -> Option<String> {
    match name {
        "reason" => Some(lang.flag_reason()),
        "words" => Some(lang.flag_words()),
        _ => None,
    }
}

fn form(site: &Site, filled: &Filled, id: CommentId) -> AnyView {
    let lang = site.lang;
    let options = ground_options(lang, &filled.value("reason").unwrap_or_default());
    let typed = filled.value("words").unwrap_or_default();
    let reason = field("reason", Words::label(lang.flag_reason()), filled.error("reason"), |ties| {
        view! {
            <select id="reason" name="reason" required aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select>
        }
        .rendered()
    });
    let words = field("words", Words::label(lang.flag_words()).optional(lang), filled.error("words"), |ties| {
        view! {
            <textarea id="words" name="words" rows="4" maxlength=REPORT_MAX.to_string() aria-describedby=ties.described_by
                aria-invalid=ties.invalid inner_html=as_content(&typed)></textarea>
        }
        .rendered()
    });
    view! {
        <p class="lead">{lang.flag_lead()}</p>
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="id" value=id.to_string() />
            {reason}
            {words}
            <p><button class="button">{lang.flag_send()}</button></p>
        </form>
    }
    .rendered()
}

/// What became of a report, as only its author reads it.
fn became(lang: Lang, report: &OwnReport) -> String {
    match report.outcome {
        None => lang.flag_waits(full(lang, report.at)),
        Some(Outcome::Hidden) => lang.flag_hidden(),
        Some(Outcome::Kept) => lang.flag_kept(),
    }
}

/// One's own reports.
pub(in crate::pages) fn own_page() -> AnyView {
    awaited(|site| async move {
        let lang = site.lang;
        let reports = site.service.own_reports(site.actor.as_ref()).await?;
        let none = reports.is_empty().then(|| view! { <p class="empty">{lang.flag_none()}</p> });
        let entry = |report: &OwnReport| {
            let ground = ground_in_words(lang, report.reason);
            let words = (!report.words.is_empty()).then(|| view! { <p class="template-words">{report.words.clone()}</p> });
            view! {
                <li class="receipt">
                    <h2>{ground}</h2>
                    <p class="receipt-place">{full(lang, report.at)}</p>
                    {words}
                    <p>{became(lang, report)}</p>
                    <p><a href=format!("/comments/{}/report", report.comment)>{lang.flag_open(full(lang, report.at))}</a></p>
                </li>
            }
        };
        let entries: Vec<_> = reports.iter().map(entry).collect();
        let content = view! {
            <h1>{lang.flag_own_title()}</h1>
            <p class="lead">{lang.flag_own_lead()}</p>
            {none}
            <ol class="receipts">{entries}</ol>
        };
        Ok(main_part(&site, &lang.flag_own_title(), Width::Narrow, content))
    })
}
