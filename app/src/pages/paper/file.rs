//! A file of many remarks: its form, and what was read of it.

use busola_desk::excerpt;
use busola_domain::Consultation;
use busola_service::paper::{Import, Ready, RowError};
use busola_texts::Lang;
use leptos::prelude::*;
use uuid::Uuid;

use super::{came, label_of};
use crate::failure::{Failure, problem_in_words};
use crate::pages::form::{Filled, Tone, Words, field, message, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;

pub(super) const CHECK: &str = "/fn/check-import";
pub(super) const ENTER: &str = "/fn/import-remarks";

/// Remarks that are shown of a file.
const SHOWN: usize = 50;
/// Errors that are shown of it.
const ERRORS_SHOWN: usize = 200;

/// The form of a file.
pub(super) fn form(lang: Lang, path: &str, consultation: &Consultation, filled: &Filled) -> AnyView {
    let template = format!("/consultations/{}/paper/template.csv", consultation.slug);
    let file = field("file", Words::label(lang.import_file()), filled.error("file"), |ties| {
        view! {
            <input type="file" id="file" name="file" required accept=".csv,.txt,.xlsx" aria-describedby=ties.described_by
                aria-invalid=ties.invalid />
        }
        .rendered()
    });
    view! {
        <section class="list-part" aria-labelledby="many">
            <h2 id="many">{lang.import_title()}</h2>
            <p>{lang.import_lead()} " " <a href=template>{lang.import_template()}</a></p>
            <form class="form" method="post" action=CHECK enctype="multipart/form-data">
                {page_field(path)}
                <input type="hidden" name="id" value=consultation.id.to_string() />
                {file}
                <p><button class="button button-quiet">{lang.import_check()}</button></p>
            </form>
        </section>
    }
    .rendered()
}

/// What was read of a file, and the button that enters all of it; while anything is wrong, none.
pub(super) fn checked(lang: Lang, path: &str, id: Uuid, import: &Import, filled: &Filled) -> AnyView {
    let (new, errors) = (import.new.len(), import.errors.len());
    // What is wrong with lines stands in the table, as it is now.
    let failed = filled.0.as_ref().filter(|form| !matches!(form.failure, Failure::Invalid { .. }));
    let refused = failed.map(|form| summary(lang, &form.failure, |_| None));
    let known = (import.known > 0).then(|| view! { <li>{lang.import_known(import.known)}</li> });
    let wrong = (errors > 0).then(|| view! { <li><strong>{lang.import_errors(errors)}</strong></li> });
    let below = match (errors, new) {
        (0, 0) => message(Tone::Info, view! { <p>{lang.import_nothing()}</p> }),
        (0, _) => view! { {enter(lang, path, id, import)} {ready(lang, &import.new)} }.rendered(),
        _ => view! { {message(Tone::Warning, view! { <p>{lang.import_mend()}</p> })} {mend(lang, &import.errors)} }.rendered(),
    };
    view! {
        <section class="list-part" aria-labelledby="checked">
            <h2 id="checked">{lang.import_checked()}</h2>
            {refused}
            <ul><li>{lang.import_new(new)}</li> {known} {wrong}</ul>
            {below}
        </section>
    }
    .rendered()
}

fn enter(lang: Lang, path: &str, id: Uuid, import: &Import) -> impl IntoView + use<> {
    view! {
        <form method="post" action=ENTER>
            {page_field(&format!("{path}?import={id}#checked"))}
            <input type="hidden" name="consultation" value=import.consultation.id.to_string() />
            <input type="hidden" name="import" value=id.to_string() />
            <p><button class="button">{lang.import_all(import.new.len())}</button></p>
        </form>
    }
}

/// What is wrong, line by line.
fn mend(lang: Lang, errors: &[RowError]) -> impl IntoView + use<> {
    let rows = errors.iter().take(ERRORS_SHOWN).map(|bad| {
        let column = label_of(lang, &bad.error.field).unwrap_or_else(|| bad.error.field.clone());
        view! {
            <tr>
                <th scope="row" data-label=lang.import_line()>{bad.line}</th>
                <td data-label=lang.import_column()>{column}</td>
                <td data-label=lang.import_value() lang=lang.content()>{excerpt(&bad.value)}</td>
                <td data-label=lang.import_reason()>{problem_in_words(lang, &bad.error.problem)}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <table class="table">
            <caption>{lang.import_errors(errors.len())}</caption>
            <thead>
                <tr>
                    <th scope="col">{lang.import_line()}</th>
                    <th scope="col">{lang.import_column()}</th>
                    <th scope="col">{lang.import_value()}</th>
                    <th scope="col">{lang.import_reason()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more(lang, errors.len(), ERRORS_SHOWN)}
    }
}

/// What would be entered, as it was understood.
fn ready(lang: Lang, new: &[Ready]) -> impl IntoView + use<> {
    let rows = new.iter().take(SHOWN).map(|ready| {
        let entry = &ready.entry;
        let author = entry.author.as_ref().map_or_else(|| lang.paper_anonymous(), |name| name.as_str().to_owned());
        let unit = ready.unit.as_deref().map_or_else(|| lang.desk_whole_draft(), bind);
        view! {
            <tr>
                <th scope="row" data-label=lang.import_line()>{ready.line}</th>
                <td data-label=lang.paper_author()>{author}</td>
                <td data-label=lang.paper_source()>{came(lang, entry.source, Some(entry.received_on))}</td>
                <td data-label=lang.paper_unit()>{unit}</td>
                <td data-label=lang.paper_body()>{excerpt(entry.body.as_str())}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <table class="table">
            <caption>{lang.import_ready()}</caption>
            <thead>
                <tr>
                    <th scope="col">{lang.import_line()}</th>
                    <th scope="col">{lang.paper_author()}</th>
                    <th scope="col">{lang.paper_source()}</th>
                    <th scope="col">{lang.paper_unit()}</th>
                    <th scope="col">{lang.paper_body()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more(lang, new.len(), SHOWN)}
    }
}

fn more(lang: Lang, all: usize, shown: usize) -> Option<impl IntoView + use<>> {
    (all > shown).then(|| view! { <p class="hint">{lang.import_more(all - shown)}</p> })
}
