//! Units that the draft does not have any more, with the way to the remarks on them: what was said of them stays.

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_service::drafts::Removed;
use leptos::prelude::*;

use super::draft::label;
use super::outline::Rank;
use super::start::Panel;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use busola_browser::number;

/// A unit as it stood last, in HTML. Before the first one it is said what these are.
pub(super) fn section(panel: &Panel, former: &Removed, counts: &HashMap<UnitId, i64>, is_first: bool) -> String {
    let (lang, unit) = (panel.lang, &former.unit.unit);
    let (id, rank) = (unit.id, Rank::of(former.unit.kind));
    let lead = is_first.then(|| {
        view! {
            <h2 class="gone-title" id="gone">{lang.gone_title()}</h2>
            <p class="gone-lead">{lang.gone_lead()}</p>
        }
    });
    let text = (!unit.text.is_empty()).then(|| {
        let paragraphs = unit.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> });
        view! { <div class="unit-text" lang=lang.content()>{paragraphs.collect_view()}</div> }
    });
    let fate = match &former.replaced_by {
        None => view! { <p class="unit-fate">{lang.gone_removed(former.version + 1)}</p> }.rendered(),
        Some(heir) => {
            let href = format!("{}?unit={}#{}", panel.path, heir.id, heir.id);
            view! { <p class="unit-fate">{lang.gone_replaced(former.version + 1)} " " <a href=href>{bind(&heir.label)}</a></p> }.rendered()
        }
    };
    let count = counts.get(&id).copied().unwrap_or(0);
    let then = lang.version_label_then(unit.label.clone(), former.version);
    let focus = panel.unit.as_ref().is_some_and(|unit| unit.id == id);
    // A link of its own, without the script: nothing can be written here, so the page is made anew.
    view! {
        {lead}
        <section class="unit" id=id.to_string() data-kind=rank.as_str() data-indent="0" data-gone=true data-focus=focus data-label=then>
            {label(lang, rank, &then, true)}
            {text}
            <div class="unit-tools">
                <a class="unit-count" data-count=count.to_string() href=format!("{}?unit={id}#{id}", panel.path)>
                    <span>{number(count)}</span>
                    " "
                    <span class="count-word">{lang.live_remarks(count, "").trim().to_owned()}</span>
                    <span class="visually-hidden">{format!(", {then}")}</span>
                </a>
            </div>
            {fate}
        </section>
    }
    .to_html()
}
