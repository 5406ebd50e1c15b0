//! A new consultation: the form, and the preview of what was understood of the draft.

mod fields;
mod preview;
mod short;

use busola_domain::draft::Format;
use busola_domain::policy::{Action, allow};
use busola_service::consultations::NewSource;
use leptos::prelude::*;

use super::form::{Filled, page_field, summary};
use super::{Width, again, error, main_part};
use crate::context::Site;
use crate::failure::Failure;
pub(super) use fields::{Begin, Form, facts, label_of};
pub(super) use preview::{notes, tree};
pub(super) use short::anyway;

/// Where the form and the preview are sent.
const ACTION: &str = "/fn/create-consultation";

/// The form; the preview when that button was pressed.
pub(super) fn page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().into_any() };
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
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let content = view! {
        <h1>{lang.nav_new()}</h1>
        {refused}
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            {fields::fields(lang, filled)}
            {anyway(lang, filled)}
            <div class="button-row">
                <button class="button" name="do" value="preview">{lang.preview_button()}</button>
                <button class="button button-quiet" name="do" value="publish">{lang.publish()}</button>
                <button class="button button-quiet" name="do" value="draft">{lang.save_draft()}</button>
            </div>
        </form>
    };
    main_part(site, &lang.nav_new(), Width::Narrow, content)
}
