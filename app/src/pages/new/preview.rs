//! What was understood of a draft, before anything is kept.

use busola_domain::draft::{Note, Parsed};
use leptos::prelude::*;

use super::ACTION;
use crate::context::{FailedForm, Site};
use crate::pages::consultation::indents;
use crate::pages::form::{Tone, message, page_field};
use crate::pages::typography::bind;
use crate::pages::{Width, main_part};

/// The preview: the units, what a person should look at, and the form again in hidden fields.
pub(super) fn preview(site: &Site, form: &FailedForm, parsed: &Parsed) -> AnyView {
    let lang = site.lang;
    let kept = form.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "do" | "page"));
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> }).collect_view();
    let content = view! {
        <h1>{lang.preview_title()}</h1>
        <p class="lead">{lang.preview_lead(parsed.units.len())}</p>
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            {kept}
            <div class="button-row">
                <button class="button" name="do" value="publish">{lang.publish()}</button>
                <button class="button button-quiet" name="do" value="draft">{lang.save_draft()}</button>
                <button class="button button-quiet" name="do" value="edit">{lang.preview_back()}</button>
            </div>
        </form>
        <div class="preview">
            <section aria-labelledby="tree">
                <h2 id="tree">{lang.preview_units()}</h2>
                {tree(parsed, &[])}
            </section>
            {notes(site, parsed)}
        </div>
    };
    main_part(site, &lang.preview_title(), Width::Plain, content)
}

/// The units that were read, each as far in as it is set. Marked are those of notes, and `others`.
pub(in crate::pages) fn tree(parsed: &Parsed, others: &[usize]) -> impl IntoView + use<> {
    let mut noted = vec![false; parsed.units.len()];
    for unit in parsed.notes.iter().map(|note| note.unit).chain(others.iter().copied()) {
        if let Some(mark) = noted.get_mut(unit) {
            *mark = true;
        }
    }
    let indents = indents(parsed.units.iter().map(|unit| (unit.kind, i64::from(unit.depth))));
    let entries = parsed.units.iter().zip(indents).zip(noted).enumerate().map(|(at, ((unit, indent), noted))| {
        view! {
            <li id=format!("unit-{at}") data-indent=indent.to_string() data-noted=noted>
                <b>{bind(&unit.label)}</b>
                <span>{bind(&unit.text)}</span>
            </li>
        }
    });
    view! { <ol class="tree">{entries.collect_view()}</ol> }
}

/// What a person should look at in a draft, with the way to its unit in the [`tree`].
pub(in crate::pages) fn notes(site: &Site, parsed: &Parsed) -> impl IntoView + use<> {
    let lang = site.lang;
    let entry = |note: &Note| {
        let label = parsed.units.get(note.unit).map(|unit| bind(&unit.label));
        let words = lang.by_name(&format!("note-{}", note.kind.as_str())).unwrap_or_default();
        let href = format!("#unit-{}", note.unit);
        message(Tone::Warning, view! { <p><a href=href>{label}</a> ": " {words} " " {lang.note_line(note.line)}</p> })
    };
    let entries = parsed.notes.iter().map(entry).collect_view();
    let none = parsed.notes.is_empty().then(|| view! { <p class="empty">{lang.preview_no_notes()}</p> });
    view! {
        <aside class="notes" aria-labelledby="notes">
            <h2 id="notes">{lang.preview_notes()} " " <span class="amount">{parsed.notes.len()}</span></h2>
            {none}
            {entries}
        </aside>
    }
}
