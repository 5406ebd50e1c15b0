//! The rules of deadlines: for administrators.

use busola_domain::consultation::Kind;
use busola_domain::day::YearDay;
use busola_domain::deadlines::{Rule, SOURCE_MAX};
use busola_domain::policy::{Action, allow};
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, Tone, Words, as_content, field, message, page_field, summary};
use super::{Width, address, awaited, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const ACTION: &str = "/fn/set-deadline-rule";

/// Every rule, or the form of the one that the address names.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(ACTION);
        let kind: Option<Kind> = address::query("kind").and_then(|name| name.parse().ok());
        let saved = address::query("saved").is_some();
        async move {
            allow(site.actor.as_ref(), Action::SetRules, site.received)?;
            let lang = site.lang;
            let rules: Vec<_> = site.service.deadline_rules().await?.into_iter().map(|rule| with_source(lang, rule)).collect();
            if let Some(rule) = rules.iter().find(|rule| Some(rule.kind) == kind) {
                return Ok(form(&site, &filled, rule));
            }
            let parts: Vec<_> = rules.iter().map(|rule| part(lang, rule)).collect();
            let content = view! {
                <h1>{lang.rules_title()}</h1>
                {saved.then(|| message(Tone::Good, view! { <p>{lang.rules_saved()}</p> }))}
                <p class="lead">{lang.rules_lead()}</p>
                {parts}
            };
            Ok(main_part(&site, &lang.rules_title(), Width::Narrow, content))
        }
    })
}

/// What nobody has set rests on the law that is usual.
fn with_source(lang: Lang, rule: Rule) -> Rule {
    if rule != Rule::usual(rule.kind) {
        return rule;
    }
    let source = lang.by_name(&format!("rules-source-{}", name_of(rule.kind))).unwrap_or_default();
    Rule { source, ..rule }
}

fn name_of(kind: Kind) -> String {
    kind.as_str().replace('_', "-")
}

fn kind_in_words(lang: Lang, kind: Kind) -> String {
    lang.by_name(&format!("kind-{}", name_of(kind))).unwrap_or_default()
}

fn part(lang: Lang, rule: &Rule) -> impl IntoView + use<> {
    let days = |days: Option<i64>| days.map_or_else(|| lang.rules_none(), |days| lang.rules_days(days));
    let on = |day: Option<YearDay>| day.map_or_else(|| lang.rules_none(), |day| day_in_words(lang, day));
    let (id, kind) = (format!("rule-{}", rule.kind.as_str()), kind_in_words(lang, rule.kind));
    let href = format!("/admin/deadlines?kind={}", rule.kind.as_str());
    let source = (!rule.source.is_empty()).then(|| view! { <dt>{lang.rules_source()}</dt> <dd>{rule.source.clone()}</dd> });
    view! {
        <section class="list-part rule" aria-labelledby=id>
            <h2 id=id.clone()>{kind.clone()}</h2>
            <dl>
                <dt>{lang.rules_min_days()}</dt>
                <dd>{days(rule.min_days)}</dd>
                <dt>{lang.rules_report_days()}</dt>
                <dd>{days(rule.report_days)}</dd>
                <dt>{lang.rules_opinion_days()}</dt>
                <dd>{days(rule.opinion_days)}</dd>
                <dt>{lang.rules_adopted_by()}</dt>
                <dd>{on(rule.adopted_by)}</dd>
                <dt>{lang.rules_reported_by()}</dt>
                <dd>{on(rule.reported_by)}</dd>
                {source}
            </dl>
            <p>
                <a class="button button-small button-quiet" href=href aria-label=lang.rules_change_of(kind)>{lang.rules_change()}</a>
            </p>
        </section>
    }
}

/// "30 listopada".
fn day_in_words(lang: Lang, day: YearDay) -> String {
    let day = day.in_year(2001);
    lang.rules_day_of_year(i64::from(day.day()), lang.month(day.month()))
}

fn form(site: &Site, filled: &Filled, rule: &Rule) -> AnyView {
    let lang = site.lang;
    let kind = kind_in_words(lang, rule.kind);
    let label_of = |name: &str| lang.by_name(&format!("rules-{}", name.replace('_', "-")));
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, label_of));
    let line = |name: &'static str, hint: String, known: Option<String>| {
        let value = filled.value(name).or(known).unwrap_or_default();
        let words = Words::label(label_of(name).unwrap_or_default()).hint(hint);
        field(name, words, filled.error(name), |ties| {
            view! { <input id=name name=name size="6" value=value aria-describedby=ties.described_by aria-invalid=ties.invalid /> }
                .rendered()
        })
    };
    let days = |name: &'static str, known: Option<i64>| line(name, lang.rules_days_hint(), known.map(|days| days.to_string()));
    let on = |name: &'static str, known: Option<YearDay>| line(name, lang.rules_year_day_hint(), known.map(|day| day.to_string()));
    let source = filled.value("source").unwrap_or_else(|| rule.source.clone());
    let source = field("source", Words::label(lang.rules_source()).optional(lang), filled.error("source"), |ties| {
        view! {
            <textarea id="source" name="source" rows="3" maxlength=SOURCE_MAX.to_string() aria-describedby=ties.described_by
                aria-invalid=ties.invalid inner_html=as_content(&source)></textarea>
        }
        .rendered()
    });
    let content = view! {
        <p class="kind"><a href="/admin/deadlines">{lang.rules_back()}</a></p>
        <h1>{kind.clone()}</h1>
        {refused}
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="kind" value=rule.kind.as_str() />
            {days("min_days", rule.min_days)}
            {days("report_days", rule.report_days)}
            {days("opinion_days", rule.opinion_days)}
            {on("adopted_by", rule.adopted_by)}
            {on("reported_by", rule.reported_by)}
            {source}
            <p><button class="button">{lang.rules_save()}</button></p>
        </form>
    };
    main_part(site, &format!("{} – {kind}", lang.rules_title()), Width::Narrow, content)
}
