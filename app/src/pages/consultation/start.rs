//! What the panel with the remarks shows, and to whom.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use busola_domain::city::City;
use busola_domain::comment::Order;
use busola_domain::consultation::{Moderation, Unit};
use busola_domain::policy::{Action, allow};
use busola_domain::theme::Chip;
use busola_domain::thread::ThreadPage;
use busola_domain::{CommentId, ConsultationId, Phase, Status, UnitId};
use busola_service::Error;
use busola_service::answers::Written;
use busola_service::consultations::{Opened, Reading};
use busola_service::drafts::{Cited, Removed};
use busola_texts::Lang;

use super::answer;
use super::asked::Asked;
use crate::context::{FailedForm, Site, failed};
use crate::failure::Failure;
use crate::islands::address::of_panel as address_of_panel;
use crate::islands::start::OpenForm;
use crate::pages::address;

/// What the panel shows, and to whom.
pub(super) struct Panel {
    /// The consultation.
    pub(super) consultation: ConsultationId,
    /// Its path, without a query.
    pub(super) path: String,
    /// The language of its reader.
    pub(super) lang: Lang,
    /// Who runs the site, where an administrator has said it.
    pub(super) city: Option<Arc<City>>,
    /// What can be done now.
    pub(super) phase: Phase,
    /// The display name of who reads; `None` when nobody is signed in.
    pub(super) reader: Option<String>,
    /// Whether they may hide, show and approve.
    pub(super) moderator: bool,
    /// Whether a moderator reads what the reader writes before others do.
    pub(super) checked: bool,
    /// The unit in focus; `None` for the whole draft, with the remarks on every unit.
    pub(super) unit: Option<Unit>,
    /// Whether the present draft does not have that unit any more, so that nothing new is written on it.
    pub(super) gone: bool,
    /// The version of the present draft.
    pub(super) version: i64,
    /// What units were called in the versions on which remarks of this page were written.
    pub(super) cited: Cited,
    /// The order of the threads.
    pub(super) order: Order,
    /// How many published remarks there are here.
    pub(super) count: i64,
    /// The page of threads.
    pub(super) page: ThreadPage,
    /// Where it begins in the list.
    pub(super) after: Option<String>,
    /// Citations of the units that the threads stand on.
    pub(super) labels: HashMap<UnitId, String>,
    /// Citations of the units that changed by what the answers say.
    pub(super) changed: HashMap<UnitId, String>,
    /// What the remarks of this page are about.
    pub(super) themes: HashMap<CommentId, Vec<Chip>>,
    /// The units from which that of an answer is chosen; empty where none is written.
    pub(super) units: Vec<(UnitId, String)>,
    /// Who wrote the answer that takes the place of what its form was made from, and when.
    pub(super) written: Option<Written>,
    /// The id under which the form will post, so that sending it twice posts once.
    pub(super) new_id: CommentId,
    /// The path and query of this page, for forms to come back to.
    pub(super) page_path: String,
    /// What stands in a form to begin with: a text kept over a sign-in, or one that was refused.
    pub(super) typed: Option<Typed>,
    /// The remark to whose reply form or edit form the page was asked to open.
    pub(super) open: Option<OpenForm>,
}

/// Text that stands in a form to begin with.
pub(super) struct Typed {
    /// The text.
    pub(super) body: String,
    /// Why it was refused, if it was.
    pub(super) failure: Option<Failure>,
}

impl Panel {
    /// The panel as it stands on a page.
    pub(super) async fn of(site: &Site, asked: &Asked, opened: Opened, removed: &[Removed]) -> Result<(Self, Reading), Error> {
        let Opened { reading, unit, threads: page, cited, .. } = opened;
        let consultation = &reading.consultation;
        let focus = unit.as_ref().map(|unit| unit.id);
        let former = removed.iter().find(|former| Some(former.unit.unit.id) == focus);
        let gone = former.is_some();
        // One that is gone is called as it was when it was there.
        let unit = former.map(|former| Unit { label: then_called(site.lang, former), ..former.unit.unit.clone() }).or(unit);
        let roots = page.threads.iter().filter_map(|thread| thread.root.comment.unit);
        let labels = if unit.is_some() { HashMap::new() } else { labels(site.lang, &reading, removed, roots) };
        let changed = labels_of_answers(site.lang, &reading, removed, &page);
        let shown = page.threads.iter().flat_map(|thread| std::iter::once(&thread.root).chain(&thread.replies));
        let shown: Vec<_> = shown.map(|shown| shown.comment.id).collect();
        let themes = site.service.themes_at(site.actor.as_ref(), consultation.id, &shown).await?;
        let count = focus.map_or(consultation.counts.comments, |unit| {
            reading.unit_counts.iter().find(|(id, _)| *id == unit).map_or(0, |(_, count)| *count)
        });
        let writing = match refused() {
            Some(writing) => Some(writing),
            None => parked(site, asked).await?,
        };
        let (new_id, typed, open) = writing.map_or((None, None, asked.open), |writing| (writing.id, Some(writing.typed), writing.open));
        let answering = matches!(open, Some(OpenForm::Answer(_)));
        let units =
            if answering { reading.units.iter().map(|stored| (stored.unit.id, stored.unit.label.clone())).collect() } else { Vec::new() };
        let written = written(site, typed.as_ref()).await?;
        let path = format!("/consultations/{}", consultation.slug);
        let moderator = allow(site.actor.as_ref(), Action::Moderate, site.received).is_ok();
        let panel = Self {
            consultation: consultation.id,
            // A form that was sent must not be open again on the page to which its sender comes back.
            page_path: asked.page.as_deref().map_or_else(
                || without_fragment(&address_of_panel(&path, focus, asked.order, "", "")),
                |page| address::without(page, &["reply", "edit", "answer", "parked", "lang"]),
            ),
            path,
            lang: site.lang,
            city: site.service.city(),
            phase: consultation.phase,
            reader: site.actor.as_ref().map(|actor| actor.name.clone()),
            moderator,
            checked: consultation.moderation == Moderation::Pre && !moderator,
            version: consultation.draft.version,
            unit,
            gone,
            cited,
            order: asked.order,
            count,
            page,
            after: asked.after.map(|place| place.to_string()),
            labels,
            changed,
            themes,
            units,
            written,
            new_id: new_id.unwrap_or_else(|| CommentId(site.service.new_id())),
            typed,
            open,
        };
        Ok((panel, reading))
    }

    /// The address of the panel as it is, with what is added to its query.
    pub(super) fn address(&self, order: Order, added: &str, fragment: &str) -> String {
        address_of_panel(&self.path, self.unit.as_ref().map(|unit| unit.id), order, added, fragment)
    }

    /// The address of this page of threads, with what is added to its query.
    pub(super) fn here(&self, added: &str, fragment: &str) -> String {
        let after = self.after.as_ref().map(|after| format!("&after={after}")).unwrap_or_default();
        self.address(self.order, &format!("{after}{added}"), fragment)
    }

    /// What was typed in a form that is not on this page: its remark has left it, or may not be changed any more.
    pub(super) fn homeless(&self) -> Option<&Typed> {
        let typed = self.typed.as_ref()?;
        let (OpenForm::Reply(id) | OpenForm::Edit(id) | OpenForm::Hide(id) | OpenForm::Answer(id)) = self.open?;
        let shown = self.page.threads.iter().flat_map(|thread| std::iter::once(&thread.root).chain(&thread.replies));
        let shown = shown.into_iter().find(|shown| shown.comment.id == id);
        let at_home = shown.is_some_and(|shown| {
            let readable = matches!(shown.comment.status, Status::Published | Status::Pending);
            match self.open {
                Some(OpenForm::Edit(_)) => readable && shown.mine,
                Some(OpenForm::Hide(_)) => readable && self.moderator,
                Some(OpenForm::Answer(_)) => answer::may_answer(self, &shown.comment),
                _ => true,
            }
        });
        (!at_home).then_some(typed)
    }

    /// What was typed in the form that is open under a remark.
    pub(super) fn typed_in(&self, form: OpenForm) -> Option<&Typed> {
        self.typed.as_ref().filter(|_| self.open == Some(form))
    }
}

fn without_fragment(address: &str) -> String {
    address.split('#').next().unwrap_or_default().to_owned()
}

/// What a unit was called that is gone, and in which version.
fn then_called(lang: Lang, former: &Removed) -> String {
    lang.version_label_then(former.unit.unit.label.clone(), former.version)
}

/// What some units are called, in the present draft or when they were there.
fn labels(lang: Lang, reading: &Reading, removed: &[Removed], of: impl Iterator<Item = UnitId>) -> HashMap<UnitId, String> {
    let wanted = of.collect::<HashSet<_>>();
    if wanted.is_empty() {
        return HashMap::new();
    }
    let units = reading.units.iter().map(|stored| &stored.unit).filter(|unit| wanted.contains(&unit.id));
    let units = units.map(|unit| (unit.id, unit.label.clone()));
    let gone = removed.iter().filter(|former| wanted.contains(&former.unit.unit.id));
    units.chain(gone.map(|former| (former.unit.unit.id, then_called(lang, former)))).collect()
}

fn labels_of_answers(lang: Lang, reading: &Reading, removed: &[Removed], page: &ThreadPage) -> HashMap<UnitId, String> {
    let shown = page.threads.iter().flat_map(|thread| std::iter::once(&thread.root).chain(&thread.replies));
    labels(lang, reading, removed, shown.filter_map(|shown| shown.comment.answer.as_ref()?.unit))
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
        .or_else(|| of("/fn/answer-comment", "justification", &|form| named(form, "id").map(OpenForm::Answer)).map(Writing::of_another))
}

impl Writing {
    /// The id in the form is that of a remark which is there: a new one must not take it.
    fn of_another(self) -> Self {
        Self { id: None, ..self }
    }
}

/// Who wrote what stands in the place of the answer from which a form was made that was refused for it.
async fn written(site: &Site, typed: Option<&Typed>) -> Result<Option<Written>, Error> {
    match typed.and_then(|typed| typed.failure.as_ref()) {
        Some(Failure::AnswerChanged { comment, .. }) => site.service.answer_written(site.actor.as_ref(), *comment).await,
        _ => Ok(None),
    }
}

/// The text that was kept while its author signed in.
async fn parked(site: &Site, asked: &Asked) -> Result<Option<Writing>, Error> {
    let Some(id) = asked.parked.as_deref().and_then(|id| id.parse().ok()) else { return Ok(None) };
    let parked = site.service.parked(id).await?;
    Ok(parked.map(|parked| Writing { id: Some(parked.comment), typed: Typed { body: parked.body, failure: None }, open: asked.open }))
}
