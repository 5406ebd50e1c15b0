//! The rules of words and links that hold a remark: for moderators.

use busola_service::moderation::KeptRules;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::context::Site;
use crate::pages::edit::revision;
use crate::pages::form::{Filled, Tone, Words, as_content, field, message, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::{Width, address, awaited, main_part};

const ACTION: &str = "/fn/set-moderation-rules";

/// The form, filled in with the present rules.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(ACTION);
        let saved = address::query("saved").is_some();
        async move {
            let known = site.service.moderation_rules(site.actor.as_ref()).await?;
            Ok(show(&site, &filled, &known, saved))
        }
    })
}

fn label_of(lang: Lang, name: &str) -> Option<String> {
    match name {
        "words" => Some(lang.moderation_rules_words()),
        "hosts" => Some(lang.moderation_rules_hosts()),
        "links" => Some(lang.moderation_rules_links()),
        _ => None,
    }
}

fn show(site: &Site, filled: &Filled, known: &KeptRules, saved: bool) -> AnyView {
    let lang = site.lang;
    let saved = saved && filled.0.is_none();
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let area = |name: &'static str, hint: String, present: &[String]| {
        let text = filled.value(name).unwrap_or_else(|| present.join("\n"));
        let words = Words::label(label_of(lang, name).unwrap_or_default()).hint(hint).optional(lang);
        field(name, words, filled.error(name), |ties| {
            view! {
                <textarea id=name name=name rows="10" aria-describedby=ties.described_by aria-invalid=ties.invalid
                    inner_html=as_content(&text)></textarea>
            }
            .rendered()
        })
    };
    let links = filled.value("links").or_else(|| known.rules.links.map(|links| links.to_string())).unwrap_or_default();
    let words = Words::label(lang.moderation_rules_links()).hint(lang.moderation_rules_links_hint()).optional(lang);
    let links = field("links", words, filled.error("links"), |ties| {
        view! {
            <input id="links" name="links" inputmode="numeric" size="6" value=links aria-describedby=ties.described_by
                aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let content = view! {
        <h1>{lang.moderation_rules_title()}</h1>
        {saved.then(|| message(Tone::Good, view! { <p>{lang.moderation_rules_saved()}</p> }))}
        {refused}
        <p class="lead">{lang.moderation_rules_lead()}</p>
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="revision" value=revision(filled, known.revision) />
            {area("words", lang.moderation_rules_words_hint(), &known.rules.words)}
            {area("hosts", lang.moderation_rules_hosts_hint(), &known.rules.hosts)}
            {links}
            <p><button class="button">{lang.live_save()}</button></p>
        </form>
    };
    main_part(site, &lang.moderation_rules_title(), Width::Narrow, content)
}
