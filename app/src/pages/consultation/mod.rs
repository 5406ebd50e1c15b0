//! The page of a consultation: its notice, its draft, and the remarks beside the unit in focus.

mod answer;
mod asked;
mod background;
mod contents;
mod doings;
mod draft;
mod gone;
mod head;
mod outline;
mod panel;
mod remark;
mod start;
mod timeline;
mod write;

use std::collections::HashMap;

use busola_domain::comment::Order;
use busola_domain::consultation::Moderation;
use busola_domain::{ConsultationId, Phase, UnitId};
use busola_service::Error;
use busola_service::comments::{Page, Place};
use busola_service::consultations::{Key, Reading};
use busola_service::drafts::Removed;
use leptos::prelude::*;

use super::attachments::listed;
use super::meeting::announced;
use super::typography::bind;
use super::{Width, awaited, main_part, versions};
use crate::context::Site;
use crate::islands::live::Live;
use crate::islands::start::LiveStart;
use crate::islands::words::Words;
use crate::pages::rendered::Rendered as _;
use asked::Asked;
use head::Beside;
pub(super) use outline::indents;
use start::Panel;

/// The page of a consultation.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let asked = Asked::read(site.path.clone());
        async move {
            let threads = Page { order: asked.order, after: asked.after };
            // An address with a unit of an earlier version leads to the remarks on it; with any other, to all of them.
            let mut opened = site.service.open_consultation(site.actor.as_ref(), &Key::parse(&asked.slug), asked.unit, &threads).await?;
            let course = site.service.course(site.actor.as_ref(), &Key::Id(opened.reading.consultation.id)).await?;
            let timeline = timeline::timeline(&site, &opened.reading.consultation, &opened.meetings, &course);
            let meetings = announced(&site, &asked.slug, std::mem::take(&mut opened.meetings));
            let files = listed(site.lang, &opened.reading.consultation.slug, &opened.attachments);
            let path = format!("/consultations/{}", opened.reading.consultation.slug);
            let id = Key::Id(opened.reading.consultation.id);
            let (earlier, themes) =
                (site.service.continues(site.actor.as_ref(), &id).await?, site.service.themes_of(site.actor.as_ref(), &id).await?);
            let background = background::background(site.lang, &earlier, &themes);
            let doubts = versions::doubts(&site, &Key::Id(opened.reading.consultation.id)).await?;
            let version = versions::line(&site, &path, &opened.versions, doubts);
            let waiting = head::waiting(&site, &id).await?;
            let removed = std::mem::take(&mut opened.removed);
            let (panel, reading) = Panel::of(&site, &asked, opened, &removed).await?;
            let dates = view! { {files} {timeline} {background} {meetings} }.rendered();
            Ok(show(&site, reading, &panel, Around { dates, head: Beside { version, waiting }, removed }))
        }
    })
}

/// Threads as HTML, for a panel that is brought to another unit or shows more, and where their next page begins.
pub(crate) async fn threads(
    site: &Site,
    consultation: ConsultationId,
    unit: Option<UnitId>,
    order: Order,
    after: Option<Place>,
) -> Result<(String, Option<String>), Error> {
    let mut opened = site.service.open_consultation(site.actor.as_ref(), &Key::Id(consultation), unit, &Page { order, after }).await?;
    let asked = Asked { slug: String::new(), unit, order, after, open: None, parked: None, page: None };
    let removed = std::mem::take(&mut opened.removed);
    let (panel, _) = Panel::of(site, &asked, opened, &removed).await?;
    Ok((remark::threads(&panel), panel.page.next))
}

/// What stands around the draft and the panel.
struct Around {
    /// Its files, its course and its meetings.
    dates: AnyView,
    /// What its head says.
    head: Beside,
    /// Units that it does not have any more, on which remarks stand.
    removed: Vec<Removed>,
}

fn show(site: &Site, reading: Reading, panel: &Panel, around: Around) -> AnyView {
    let lang = site.lang;
    let Around { dates, head: beside, removed } = around;
    let Reading { consultation, units, unit_counts, head } = reading;
    let counts: HashMap<UnitId, i64> = unit_counts.into_iter().collect();
    let focus = panel.unit.as_ref().map(|unit| unit.id);
    let title = panel.unit.as_ref().map_or_else(|| consultation.title.clone(), |unit| format!("{} – {}", unit.label, consultation.title));
    let start = LiveStart {
        consultation: consultation.id,
        path: panel.path.clone(),
        head,
        now: site.service.now(),
        reader: panel.reader.clone(),
        open: panel.phase == Phase::Open,
        checked: consultation.moderation == Moderation::Pre,
        unit: focus,
        order: panel.order,
        next: panel.page.next.clone(),
        total: consultation.counts.comments,
        words: Words::of(lang).clone(),
    };
    let content = view! {
        {head::head(site, &consultation, start.now, beside, panel.homeless())}
        {dates}
        <div class="bar">
            <div class="bar-when">{head::time_line(lang, start.now, &consultation)}</div>
            <Live start=start />
        </div>
        <div class="reader">
            {contents::contents(lang, &units, &counts, focus)}
            {draft::draft(panel, units, &removed, &counts, panel::panel(panel))}
        </div>
    };
    main_part(site, &bind(&title), Width::Wide, content)
}
