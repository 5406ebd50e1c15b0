//! What the panel with the remarks begins with.

use std::collections::HashSet;

use busola_domain::{CommentId, UnitId};
use busola_service::Error;
use busola_service::consultations::{Key, Reading};

use super::asked::Asked;
use crate::context::{FailedForm, Site, failed};
use crate::islands::start::{CitedUnit, OpenForm, PanelStart, Typed};
use crate::pages::address;

/// The panel as it stands on this page.
pub(super) async fn start(site: &Site, asked: &Asked, focus: Option<UnitId>, reading: &Reading) -> Result<PanelStart, Error> {
    let key = Key::Id(reading.consultation.id);
    let page = site.service.threads(site.actor.as_ref(), &key, focus, asked.order, asked.after).await?;
    let shown = page.threads.iter().filter_map(|thread| thread.root.comment.unit).collect::<HashSet<_>>();
    let labels = if focus.is_some() { Vec::new() } else { labels(reading, &shown) };
    let count = focus.map_or(reading.consultation.counts.comments, |unit| {
        reading.unit_counts.iter().find(|(id, _)| *id == unit).map_or(0, |(_, count)| *count)
    });
    let writing = match refused() {
        Some(writing) => Some(writing),
        None => parked(site, asked).await?,
    };
    let (new_id, typed, open) = writing.map_or((None, None, asked.open), |writing| (writing.id, Some(writing.typed), writing.open));
    Ok(PanelStart {
        unit: focus.and_then(|id| cited(reading, id)),
        page,
        order: asked.order,
        labels,
        count,
        new_id: new_id.unwrap_or_else(|| CommentId(site.service.new_id())),
        // A form that was sent must not be open again on the page to which its sender comes back.
        page_path: address::without(&site.path, &["reply", "edit", "parked", "lang"]),
        typed,
        open,
    })
}

fn labels(reading: &Reading, shown: &HashSet<UnitId>) -> Vec<(UnitId, String)> {
    let units = reading.units.iter().map(|stored| &stored.unit);
    units.filter(|unit| shown.contains(&unit.id)).map(|unit| (unit.id, unit.label.clone())).collect()
}

fn cited(reading: &Reading, id: UnitId) -> Option<CitedUnit> {
    let unit = reading.units.iter().map(|stored| &stored.unit).find(|unit| unit.id == id)?;
    Some(CitedUnit { id, label: unit.label.clone(), text: unit.text.clone() })
}

/// Text that stands in a form to begin with, and in which.
struct Writing {
    id: Option<CommentId>,
    typed: Typed,
    open: Option<OpenForm>,
}

/// The text of a form that was refused.
fn refused() -> Option<Writing> {
    let of = |action: &str, field: &str, open: &dyn Fn(&FailedForm) -> Option<OpenForm>| {
        let form = failed(action)?;
        let open = open(&form);
        let id = form.value("id").and_then(|id| id.parse().ok());
        let body = form.value(field).unwrap_or_default().to_owned();
        Some(Writing { id, open, typed: Typed { body, failure: Some(form.failure) } })
    };
    let named = |form: &FailedForm, field: &str| form.value(field).and_then(|id| id.parse().ok());
    of("/fn/post-comment", "body", &|form| named(form, "parent").map(OpenForm::Reply))
        .or_else(|| of("/fn/edit-comment", "body", &|form| named(form, "id").map(OpenForm::Edit)).map(Writing::of_another))
        .or_else(|| of("/fn/hide-comment", "reason", &|form| named(form, "id").map(OpenForm::Hide)).map(Writing::of_another))
}

impl Writing {
    /// The id in the form is that of a remark which is there: a new one must not take it.
    fn of_another(self) -> Self {
        Self { id: None, ..self }
    }
}

/// The text that was kept while its author signed in.
async fn parked(site: &Site, asked: &Asked) -> Result<Option<Writing>, Error> {
    let Some(id) = asked.parked.as_deref().and_then(|id| id.parse().ok()) else { return Ok(None) };
    let parked = site.service.parked(id).await?;
    Ok(parked.map(|parked| Writing { id: Some(parked.comment), typed: Typed { body: parked.body, failure: None }, open: asked.open }))
}
