//! Files that belong to a consultation: listed for everybody, added and removed by moderators.

use busola_domain::Consultation;
use busola_domain::attachment::{Attachment, CAPTION_MAX, Kind};
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, Words, field, page_field, summary};
use super::typography::bind;
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const ADD: &str = "/fn/add-attachment";
const REMOVE: &str = "/fn/remove-attachment";

/// The files on the page of a consultation; nothing where there are none.
pub(super) fn listed(lang: Lang, slug: &str, files: &[Attachment]) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let entries: Vec<_> = files.iter().map(|file| view! { <li>{link(lang, slug, file)}</li> }).collect();
    Some(
        view! {
            <section class="meetings" aria-labelledby="attachments">
                <h2 id="attachments">{lang.report_attachments()}</h2>
                <ul>{entries}</ul>
            </section>
        }
        .rendered(),
    )
}

/// The way to a file, which says of what kind and how large it is.
fn link(lang: Lang, slug: &str, file: &Attachment) -> impl IntoView + use<> {
    let facts = format!("({}, {})", file.kind.title(), busola_report::size(lang, file.bytes));
    view! { <a href=file.path(slug)><span lang=lang.content()>{bind(&file.caption)}</span> " " {facts}</a> }
}

/// The forms with which files are added and removed, as they were sent.
pub(super) struct Forms {
    add: Filled,
    remove: Filled,
}

impl Forms {
    /// Those of this request.
    pub(super) fn read() -> Self {
        Self { add: Filled::of(ADD), remove: Filled::of(REMOVE) }
    }
}

/// The files of a consultation, each with the way to remove it, and the form for another.
pub(super) fn manage(site: &Site, consultation: &Consultation, files: &[Attachment], forms: &Forms) -> AnyView {
    let lang = site.lang;
    let page = format!("{}#attachments", site.path);
    let failed = forms.add.0.as_ref().or(forms.remove.0.as_ref());
    let refused = failed.map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let none = files.is_empty().then(|| view! { <p class="empty">{lang.attach_none()}</p> });
    let entries: Vec<_> = files.iter().map(|file| entry(lang, consultation, file, &page)).collect();
    view! {
        <section class="list-part" aria-labelledby="attachments">
            <h2 id="attachments">{lang.report_attachments()}</h2>
            {refused}
            {none}
            <ul>{entries}</ul>
            <h3>{lang.attach_new()}</h3>
            <form class="form" method="post" action=format!("{ADD}#attachments") enctype="multipart/form-data">
                {page_field(&page)}
                <input type="hidden" name="id" value=consultation.id.to_string() />
                {caption(lang, &forms.add)}
                {file(lang, &forms.add)}
                <p><button class="button button-quiet">{lang.attach_add()}</button></p>
            </form>
        </section>
    }
    .rendered()
}

/// The name of a field, as it stands above it.
fn label_of(lang: Lang, name: &str) -> Option<String> {
    lang.by_name(&format!("attach-{name}"))
}

/// A file, with the form that removes it behind a press that does nothing yet.
fn entry(lang: Lang, consultation: &Consultation, file: &Attachment, page: &str) -> impl IntoView + use<> {
    let of = format!(": {}", bind(&file.caption));
    view! {
        <li>
            {link(lang, &consultation.slug, file)}
            <details class="way-on">
                <summary>{lang.attach_remove()} <span class="visually-hidden">{of}</span></summary>
                <p>{lang.attach_remove_sure()}</p>
                <form method="post" action=format!("{REMOVE}#attachments")>
                    {page_field(page)}
                    <input type="hidden" name="id" value=file.id.to_string() />
                    <p><button class="button button-small button-quiet">{lang.attach_remove_yes()}</button></p>
                </form>
            </details>
        </li>
    }
}

fn caption(lang: Lang, filled: &Filled) -> AnyView {
    let value = filled.value("caption").unwrap_or_default();
    let words = Words::label(lang.attach_caption()).hint(lang.attach_caption_hint());
    field("caption", words, filled.error("caption"), |ties| {
        view! {
            <input id="caption" name="caption" required maxlength=CAPTION_MAX.to_string() value=value
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}

fn file(lang: Lang, filled: &Filled) -> AnyView {
    let accept = Kind::ALL.iter().map(|kind| kind.mime()).collect::<Vec<_>>().join(",");
    let words = Words::label(lang.attach_file()).hint(lang.attach_file_hint());
    field("file", words, filled.error("file"), |ties| {
        view! {
            <input type="file" id="file" name="file" required accept=accept aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}
