//! A remark of the queue.

use std::collections::HashMap;

use busola_domain::moderation::{Held, HeldBy};
use busola_domain::{Status, UnitId};
use busola_service::moderation::Entry;
use busola_texts::Lang;
use leptos::prelude::*;

use super::{ground_in_words, reason_in_words};
use crate::pages::rendered::Rendered as _;
use crate::pages::time::full;
use crate::pages::typography::bind;

/// A remark with why it is here, and the box by which it is marked.
pub(super) fn entry(lang: Lang, home: &str, item: &Entry, labels: &HashMap<UnitId, &str>, marked: &[String]) -> AnyView {
    let comment = &item.comment;
    let (id, number) = (comment.id.to_string(), comment.number.to_string());
    let checked = marked.contains(&id);
    let place = match comment.unit {
        None => lang.desk_whole_draft(),
        Some(unit) => labels.get(&unit).map_or_else(|| lang.desk_gone_unit(), |label| (*label).to_owned()),
    };
    let unit = comment.unit.filter(|unit| labels.contains_key(unit)).map(|unit| format!("?unit={unit}")).unwrap_or_default();
    let open = format!("{home}{unit}#u-{id}");
    let waits = (comment.status == Status::Pending).then(|| view! { <li>{lang.moderation_is_pending()}</li> });
    let edited = comment.edited_at.map(|at| view! { <li>{lang.live_edited(full(lang, at))}</li> });
    let held = item.held.as_ref().map(|held| view! { <li>{held_in_words(lang, held)}</li> });
    let like = item.like.map(|like| view! { <li>{lang.desk_like(like.to_string())}</li> });
    let reason =
        comment.hidden_reason.as_deref().map(|reason| view! { <li>{lang.moderation_hidden_for(reason_in_words(lang, reason))}</li> });
    let reported =
        (!item.reports.is_empty()).then(|| view! { <li>{lang.moderation_reported(item.reports.len())} {reports(lang, item)}</li> });
    view! {
        <li class="receipt" id=format!("q-{id}") tabindex="-1" data-queued=true>
            <h3>{lang.desk_number(number.as_str())} ", " {lang.person(&comment.author.name)}</h3>
            <div class="choice">
                <input type="checkbox" id=format!("m-{id}") name="ids[]" value=id.clone() form="moderate" checked=checked />
                <label for=format!("m-{id}")>{lang.moderation_mark(number.as_str())}</label>
            </div>
            <p class="receipt-place">{bind(&place)} ", " {full(lang, comment.created_at)}</p>
            <ul>{waits} {held} {reported} {like} {edited} {reason}</ul>
            <div class="prose" lang=lang.content() inner_html=comment.html.clone().unwrap_or_default()></div>
            <p><a href=open>{lang.receipt_open(number.as_str())}</a></p>
        </li>
    }
    .rendered()
}

/// Which rule it met.
fn held_in_words(lang: Lang, held: &Held) -> String {
    match held.by {
        HeldBy::Word => lang.moderation_held_word(held.rule.as_str()),
        HeldBy::Host => lang.moderation_held_host(held.rule.as_str()),
        HeldBy::Links => lang.moderation_held_links(held.rule.as_str()),
    }
}

fn reports(lang: Lang, item: &Entry) -> impl IntoView + use<> {
    let report = |report: &busola_domain::moderation::Report| {
        let ground = ground_in_words(lang, report.reason);
        let words = if report.words.is_empty() { ground } else { format!("{ground}: {}", report.words) };
        view! { <li>{words}</li> }
    };
    let reports: Vec<_> = item.reports.iter().map(report).collect();
    view! { <ul>{reports}</ul> }
}
