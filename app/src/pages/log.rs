//! The audit log: who did what when.

use busola_domain::Timestamp;
use busola_domain::schedule::local;
use busola_service::AuditEntry;
use busola_texts::Lang;
use leptos::prelude::*;

use super::time::full;
use super::typography::bind;
use super::{Width, address, awaited, main_part};
use crate::pages::rendered::Rendered as _;

/// A page of the audit log.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let before = address::query("before").and_then(|place| address::parse_place(&place));
        async move {
            let lang = site.lang;
            let log = site.service.audit_log(site.actor.as_ref(), before).await?;
            let rows = log.items.into_iter().map(|entry| {
                let at = Timestamp(entry.at);
                let name = entry.name.as_deref().map_or_else(|| lang.log_operator(), |name| lang.person(name));
                let action = lang.by_name(&format!("log-{}", entry.action.replace(['.', '_'], "-"))).unwrap_or(entry.action.clone());
                let subject = named(lang, &entry).unwrap_or_else(|| subject(lang, &entry.action, entry.subject.to_string()));
                let detail = detail(lang, &entry.action, entry.detail);
                view! {
                    <tr>
                        <td data-label=lang.log_when()><time datetime=at.to_string()>{to_the_second(lang, at)}</time></td>
                        <td data-label=lang.log_who()>{name}</td>
                        <td data-label=lang.log_what()>{action}</td>
                        <td data-label=lang.log_subject()>{subject}</td>
                        <td data-label=lang.log_detail()>{detail}</td>
                    </tr>
                }
            });
            let rows = rows.collect_view();
            let older = log.next.map(|place| format!("/log?before={}", address::place(place)));
            let content = view! {
                <h1>{lang.nav_log()}</h1>
                <table class="table">
                    <caption>{lang.log_caption()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{lang.log_when()}</th>
                            <th scope="col">{lang.log_who()}</th>
                            <th scope="col">{lang.log_what()}</th>
                            <th scope="col">{lang.log_subject()}</th>
                            <th scope="col">{lang.log_detail()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {older.map(|href| view! {
                    <nav class="pager" aria-label=lang.log_pages()>
                        <a class="button button-quiet" href=href>{lang.log_older()}</a>
                    </nav>
                })}
            };
            Ok(main_part(&site, &lang.nav_log(), Width::Plain, content))
        }
    })
}

/// The consultation or the remark that an entry is about, by its title or number.
fn named(lang: Lang, entry: &AuditEntry) -> Option<AnyView> {
    let (slug, title) = (entry.slug.as_ref()?, entry.title.as_ref()?);
    let consultation = format!("/consultations/{slug}");
    let title = bind(title);
    Some(match entry.number {
        Some(number) => {
            let unit = entry.unit_id.map(|unit| format!("?unit={unit}")).unwrap_or_default();
            let href = format!("{consultation}{unit}#u-{}", entry.subject);
            view! { <a href=href>{lang.log_comment(number)}</a> ", " <span lang=lang.content()>{title}</span> }.rendered()
        }
        None => view! { <a href=consultation lang=lang.content()>{title}</a> }.rendered(),
    })
}

/// What an entry is about: a link where there is a page for it.
fn subject(lang: Lang, action: &str, id: String) -> AnyView {
    match action.split('.').next().unwrap_or_default() {
        "session" => view! { <a href=format!("/sessions/{id}")>{lang.log_session()}</a> }.rendered(),
        "moderation" => view! { <a href="/admin/moderation-rules">{lang.moderation_rules_title()}</a> }.rendered(),
        "theme" => view! { <a href=format!("/themes/{id}")>{lang.log_theme()}</a> }.rendered(),
        "rule" => view! { <a href="/admin/deadlines">{lang.log_rules()}</a> }.rendered(),
        "city" => view! { <a href="/admin/city">{lang.law_city_title()}</a> }.rendered(),
        "accessibility" => view! { <a href="/accessibility">{lang.accessibility_title()}</a> }.rendered(),
        "embed" => view! { <a href="/admin/embed">{lang.embed_title()}</a> }.rendered(),
        "poll" => lang.log_poll(short(&id)).rendered(),
        "question" => lang.log_question(short(&id)).rendered(),
        "speaker" => lang.log_speaker(short(&id)).rendered(),
        "template" => lang.log_template(short(&id)).rendered(),
        "account" | "token" => lang.log_account(short(&id)).rendered(),
        _ => id.rendered(),
    }
}

/// What an entry says beside: names of fields and kinds in words, the rest as it was written down.
fn detail(lang: Lang, action: &str, detail: String) -> String {
    let in_words = |prefix: &str| {
        let word = |name: &str| lang.by_name(&format!("{prefix}-{}", name.replace('_', "-"))).unwrap_or_else(|| name.to_owned());
        detail.split(", ").map(word).collect::<Vec<_>>().join(", ")
    };
    match action {
        _ if detail.is_empty() => "–".to_owned(),
        "consultation.change" => in_words("new"),
        "comment.correct" => detail.split("; ").map(|change| corrected(lang, change)).collect::<Vec<_>>().join("; "),
        "rule.set" => in_words("kind"),
        "account.create" | "account.role" => in_words("role"),
        _ => detail,
    }
}

/// A field of a remark that was corrected, with what stood in it where that was written down.
fn corrected(lang: Lang, change: &str) -> String {
    let (name, before) = change.split_once(' ').unwrap_or((change, ""));
    let label = lang.by_name(&format!("paper-{}", name.replace('_', "-"))).unwrap_or_else(|| name.to_owned());
    match (name, before) {
        (_, "") => label,
        ("source", way) => lang.log_was(label, lang.by_name(&format!("paper-source-{way}")).unwrap_or_else(|| way.to_owned())),
        (_, before) => lang.log_was(label, before),
    }
}

/// The end of an id, in which ids of the same moment differ.
fn short(id: &str) -> &str {
    id.rsplit('-').next().unwrap_or(id)
}

fn to_the_second(lang: Lang, at: Timestamp) -> String {
    format!("{}:{:02}", full(lang, at), local::civil(at).second())
}
