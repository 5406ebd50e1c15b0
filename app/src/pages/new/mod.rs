//! A new consultation: the form, and the preview of what was understood of the draft.

mod fields;
mod preview;
mod short;

use busola_domain::draft::{Format, Parsed};
use busola_domain::policy::{Action, allow};
use busola_service::consultations::NewSource;
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, page_field, summary};
use super::imported::Said;
use super::{Width, again, error, main_part};
use crate::context::Site;
use crate::failure::Failure;
use crate::pages::rendered::Rendered as _;
pub(super) use fields::{Begin, Form, facts, label_of};
pub(super) use preview::{notes, tree};
pub(super) use short::anyway;

/// Where the form and the preview are sent.
const ACTION: &str = "/fn/create-consultation";

/// The form; the preview when that button was pressed.
pub(super) fn page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    if let Some(page) = again::in_place(&site) {
        return page;
    }
    let actor = site.actor.as_ref();
    if let Err(denied) = allow(actor, Action::ManageConsultations, site.received) {
        return error::page(&site, &Failure::of(site.lang, &denied.into()));
    }
    let filled = Filled::of(ACTION);
    if let Some(form) = &filled.0
        && form.failure == Failure::NotYet
        && form.value("do") == Some("preview")
    {
        let format = form.value("format").and_then(|name| name.parse().ok()).unwrap_or(Format::Text);
        let source = form.value("source").unwrap_or_default().to_owned();
        if let Ok(parsed) = site.service.preview(actor, &NewSource { format, source }) {
            return preview::preview(&site, form, &parsed);
        }
    }
    form(&site, &filled)
}

fn form(site: &Site, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let beside = Beside::of(site, filled);
    let width = if beside.is_some() { Width::Plain } else { Width::Narrow };
    let (said, tree, check) = beside.map(|beside| beside.views(site)).unwrap_or_default();
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let content = view! {
        <h1>{lang.nav_new()}</h1>
        {refused}
        {said}
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            {by_default(lang)}
            {fields::fields(lang, filled, tree)}
            {anyway(lang, filled)}
            <div class="button-row">
                <button class="button" name="do" value="preview">{lang.preview_button()}</button>
                {check}
                <button class="button button-quiet" name="do" value="publish">{lang.publish()}</button>
                <button class="button button-quiet" name="do" value="draft">{lang.save_draft()}</button>
            </div>
        </form>
    };
    main_part(site, &lang.nav_new(), width, content)
}

/// What Enter in a field sends: the first button of the form, which would be that of the file.
fn by_default(lang: Lang) -> impl IntoView + use<> {
    view! { <button hidden=true name="do" value="preview">{lang.preview_button()}</button> }
}

/// How the text was read, where it came from a document or was looked at on the form.
struct Beside {
    parsed: Parsed,
    said: Option<Said>,
}

impl Beside {
    fn of(site: &Site, filled: &Filled) -> Option<Self> {
        let said = Said::of(filled);
        if said.is_none() && filled.value("do").as_deref() != Some("check") {
            return None;
        }
        let format = filled.value("format").and_then(|name| name.parse().ok()).unwrap_or(Format::Text);
        let source = NewSource { format, source: filled.value("source")? };
        Some(Self { parsed: site.service.preview(site.actor.as_ref(), &source).ok()?, said })
    }

    /// What is to be looked at, the tree of units beside the text, and the button that makes both anew.
    fn views(&self, site: &Site) -> (Option<AnyView>, Option<AnyView>, Option<AnyView>) {
        let lang = site.lang;
        let noted = self.said.as_ref().map(|said| said.units(&self.parsed)).unwrap_or_default();
        let tree = view! { <section class="beside-tree" aria-label=lang.docx_units() tabindex="0">{tree(&self.parsed, &noted)}</section> };
        let check = view! { <button class="button button-quiet" name="do" value="check" formnovalidate=true>{lang.docx_check()}</button> };
        let said = self.said.as_ref().map(|said| said.list(lang, &self.parsed));
        let doubts = view! { <div class="doubts">{said} {notes(site, &self.parsed)}</div> };
        (Some(doubts.rendered()), Some(tree.rendered()), Some(check.rendered()))
    }
}
