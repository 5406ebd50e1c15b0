//! The text of a draft, unit by unit, with the panel after the unit in focus.

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_service::consultations::StoredUnit;
use leptos::prelude::*;

use super::outline::{Rank, indents, split_label};
use crate::islands::panel::Panel;
use crate::islands::start::PanelStart;
use crate::islands::unit::UnitTools;
use crate::pages::typography::bind;

/// The draft with the panel.
pub(super) fn draft(
    path: &str,
    units: Vec<StoredUnit>,
    counts: &HashMap<UnitId, i64>,
    focus: Option<UnitId>,
    panel: PanelStart,
) -> impl IntoView + use<> {
    let indents = indents(units.iter().map(|stored| (stored.kind, stored.unit.depth)));
    let mut panel = Some(panel);
    let mut views = Vec::with_capacity(units.len() + 1);
    for (stored, indent) in units.into_iter().zip(indents) {
        let in_focus = focus == Some(stored.unit.id);
        let count = counts.get(&stored.unit.id).copied().unwrap_or(0);
        views.push(unit(path, stored, indent, count, in_focus));
        if in_focus && let Some(start) = panel.take() {
            views.push(view! { <Panel start=start /> }.into_any());
        }
    }
    if let Some(start) = panel {
        views.push(view! { <Panel start=start /> }.into_any());
    }
    view! { <div class="draft">{views}</div> }
}

fn unit(path: &str, stored: StoredUnit, indent: u8, count: i64, in_focus: bool) -> AnyView {
    let rank = Rank::of(stored.kind);
    let unit = stored.unit;
    let id = unit.id.to_string();
    let href = format!("{path}?unit={id}#{id}");
    let label = label(rank, &unit.label);
    let text = (!unit.text.is_empty()).then(|| {
        let paragraphs = unit.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> });
        view! { <div class="unit-text">{paragraphs.collect_view()}</div> }
    });
    view! {
        <section class="unit" id=id data-kind=rank.as_str() data-indent=indent.to_string() data-focus=in_focus>
            {label}
            {text}
            <div class="unit-tools">
                <UnitTools unit=unit.id label=unit.label href=href count=count />
            </div>
        </section>
    }
    .into_any()
}

fn label(rank: Rank, label: &str) -> AnyView {
    let (above, own) = split_label(label);
    let above = (!above.is_empty()).then(|| format!("{} ", bind(above)));
    let own = bind(own);
    match rank {
        Rank::Chapter => view! { <h2 class="unit-label">{above} <b>{own}</b></h2> }.into_any(),
        Rank::Section => view! { <h3 class="unit-label">{above} <b>{own}</b></h3> }.into_any(),
        Rank::Unit => view! { <p class="unit-label">{above} <b>{own}</b></p> }.into_any(),
    }
}
