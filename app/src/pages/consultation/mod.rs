//! The page of a consultation: its notice, its draft, and the remarks beside the unit in focus.

mod asked;
mod contents;
mod draft;
mod head;
mod outline;
mod panel;

use std::collections::HashMap;

use busola_domain::UnitId;
use busola_domain::policy::{Action, allow};
use busola_service::consultations::{Key, Reading};
use leptos::prelude::*;

use super::typography::bind;
use super::{Width, awaited, main_part};
use crate::context::Site;
use crate::islands::live::{Here, Live, LiveState};
use crate::islands::start::{LiveStart, Reader};
use crate::islands::words::Words;
use asked::Asked;
pub(super) use outline::indents;

/// The page of a consultation.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let asked = Asked::read();
        async move {
            let reading = site.service.reading(site.actor.as_ref(), &Key::parse(&asked.slug)).await?;
            // An address with a unit of an earlier version still leads to the consultation.
            let focus = asked.unit.filter(|id| reading.units.iter().any(|stored| stored.unit.id == *id));
            let panel = panel::start(&site, &asked, focus, &reading).await?;
            Ok(show(&site, focus, reading, panel))
        }
    })
}

fn show(site: &Site, focus: Option<UnitId>, reading: Reading, panel: crate::islands::start::PanelStart) -> AnyView {
    let lang = site.lang;
    let Reading { consultation, units, unit_counts, head } = reading;
    let path = format!("/consultations/{}", consultation.slug);
    let counts: HashMap<UnitId, i64> = unit_counts.iter().copied().collect();
    let focused = focus.and_then(|id| units.iter().find(|stored| stored.unit.id == id));
    let title = focused.map_or_else(|| consultation.title.clone(), |stored| format!("{} – {}", stored.unit.label, consultation.title));
    let start = LiveStart {
        consultation: consultation.id,
        path: path.clone(),
        head,
        now: site.service.now(),
        reader: Reader {
            name: site.actor.as_ref().map(|actor| actor.name.clone()),
            moderator: allow(site.actor.as_ref(), Action::Moderate, site.received).is_ok(),
        },
        phase: consultation.phase,
        counts: unit_counts,
        words: Words::of(lang),
    };
    let top = head::head(site, &consultation, start.now);
    let when = head::time_line(lang, start.now, &consultation);
    let content = view! {
        <Live start=start>
            {top}
            <div class="bar">
                {when}
                <Here />
                <LiveState />
            </div>
            <div class="reader">
                // Made in here and not before: islands look for the live page around them when they are made.
                {contents::contents(lang, &units, &counts, focus)}
                {draft::draft(&path, units, &counts, focus, panel)}
            </div>
        </Live>
    };
    main_part(site, &bind(&title), Width::Wide, content)
}
