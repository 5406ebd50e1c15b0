//! The next version of a draft while it is prepared: its text, what would become of it, publishing it.

use busola_domain::draft::{Format, Parsed};
use busola_domain::versions::Kind;
use busola_service::consultations::NewSource;
use busola_service::drafts::{DraftDesk, NOTE_MAX, Pin};
use busola_texts::Lang;
use leptos::prelude::*;

use super::asked_key;
use super::mapping::mapping;
use crate::context::Site;
use crate::failure::Failure;
use crate::functions::drafts::{pins_of, seen_as_text};
use crate::pages::form::{Filled, Tone, Words, as_content, field, message, page_field, summary};
use crate::pages::imported::{Said, file};
use crate::pages::new::{notes, tree};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part, time};

const SAVE: &str = "/fn/save-draft";
const PUBLISH: &str = "/fn/publish-draft";
const DISCARD: &str = "/fn/discard-draft";

/// What stands in the form.
struct Standing {
    seen: String,
    format: Format,
    source: String,
    note: String,
    pins: Vec<Pin>,
}

/// The page of the next version.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let key = asked_key();
        let changed = address::query("changed").is_some();
        async move {
            // One form, which several buttons send.
            let filled = Filled([SAVE, PUBLISH, DISCARD].into_iter().find_map(|action| Filled::of(action).0));
            if filled.0.as_ref().is_some_and(|form| form.failure.wants_sign_in()) {
                return Ok(kept(&site, &filled));
            }
            let desk = site.service.draft_desk(site.actor.as_ref(), &key).await?;
            Ok(show(&site, &desk, &filled, changed))
        }
    })
}

/// The path of the page, without what was asked of it once.
fn own_path(site: &Site) -> String {
    address::without(&site.path, &["changed"])
}

/// For who is not signed in any more: what was typed, and the way to sign in beside it.
fn kept(site: &Site, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let typed = |name: &str| filled.value(name).unwrap_or_default();
    let standing = Standing {
        seen: typed("seen"),
        format: typed("format").parse().unwrap_or(Format::Text),
        source: typed("source"),
        note: typed("note"),
        pins: Vec::new(),
    };
    let pins = filled.0.iter().flat_map(|form| &form.fields).filter(|(name, _)| name == "pins[]" || name == "pair[]");
    let pins = pins.map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> }).collect_view();
    let words = view! {
        <p>{lang.prepare_sign_in()}</p>
        <p><a href=address::sign_in(&own_path(site)) target="_blank" rel="noopener">{lang.prepare_sign_in_link()}</a></p>
    };
    let content = view! {
        <h1>{lang.version_new()}</h1>
        {message(Tone::Warning, words)}
        <form class="form" method="post" action=SAVE>
            {page_field(&format!("{}#mapping", own_path(site)))}
            <input type="hidden" name="id" value=typed("id") />
            {pins}
            {fields(site, filled, &standing)}
            <p><button class="button">{lang.prepare_check()}</button></p>
        </form>
    };
    main_part(site, &lang.version_new(), Width::Narrow, content)
}

/// What was sent, where that was refused, else what is prepared, else the present version.
fn standing(desk: &DraftDesk, filled: &Filled) -> Standing {
    let revision = desk.prepared.as_ref().map_or(0, |prepared| prepared.revision);
    let now = seen_as_text(revision, desk.consultation.draft.version);
    let typed = filled.0.as_ref().filter(|form| form.value("source").is_some());
    if let Some(form) = typed {
        // After a conflict what was typed is kept over what is there, next.
        let conflict = matches!(form.failure, Failure::Conflict { .. });
        let text = |name: &str| form.value(name).unwrap_or_default().to_owned();
        let pins = form.fields.iter().filter(|(name, _)| name == "pins[]").map(|(_, value)| value.clone()).collect::<Vec<_>>();
        return Standing {
            seen: if conflict { now } else { text("seen") },
            format: text("format").parse().unwrap_or(Format::Text),
            source: text("source"),
            note: text("note"),
            pins: pins_of(&pins),
        };
    }
    match &desk.prepared {
        Some(prepared) => Standing {
            seen: now,
            format: prepared.format,
            source: prepared.source.clone(),
            note: prepared.note.clone(),
            pins: prepared.pins.clone(),
        },
        None => Standing { seen: now, format: desk.format, source: desk.source.clone(), note: String::new(), pins: Vec::new() },
    }
}

fn show(site: &Site, desk: &DraftDesk, filled: &Filled, changed: bool) -> AnyView {
    let lang = site.lang;
    let next = desk.consultation.draft.version + 1;
    let standing = standing(desk, filled);
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(site, name)));
    let conflict = filled.0.as_ref().is_some_and(|form| matches!(form.failure, Failure::Conflict { .. }));
    let changed = changed.then(|| message(Tone::Info, view! { <p>{lang.prepare_changed()}</p> }));
    let written = desk.prepared.as_ref().map(|prepared| {
        let at = time::full(lang, prepared.written_at);
        view! { <p class="hint">{lang.prepare_written(at, prepared.name.clone())}</p> }
    });
    let present = desk.prepared.as_ref().filter(|_| conflict).map(|prepared| {
        view! {
            <details class="minutes-present way-on"><summary>{lang.prepare_present()}</summary><pre>{prepared.source.clone()}</pre></details>
        }
    });
    let preview = desk.preview.as_ref();
    let same = preview.is_some_and(|preview| preview.pairs.iter().all(|pair| pair.kind == Kind::Same));
    let beside = preview.map(|preview| mapping(lang, desk, preview, &standing.pins, filled));
    let publish = (preview.is_some() && !same)
        .then(|| view! { <button class="button button-quiet" formaction=PUBLISH>{lang.prepare_publish(next)}</button> });
    let same = same.then(|| message(Tone::Info, view! { <p>{lang.prepare_same()}</p> }));
    let (said, read) = as_read(site, desk, filled, &standing);
    let path = format!("/consultations/{}", desk.consultation.slug);
    let title = lang.prepare_title(next);
    let content = view! {
        <p class="kind"><a href=path lang=lang.content()>{bind(&desk.consultation.title)}</a></p>
        <h1>{title.clone()}</h1>
        <p class="lead">{lang.prepare_lead()}</p>
        {refused}
        {said}
        {changed}
        {same}
        {written}
        <form class="form prepare" method="post" action=SAVE>
            {page_field(&format!("{}#mapping", own_path(site)))}
            <input type="hidden" name="id" value=desk.consultation.id.to_string() />
            {by_default(lang)}
            <div class="prepare-text">{fields(site, filled, &standing)} {file(lang, filled, SAVE)} {present}</div>
            {beside}
            <p class="button-row"><button class="button">{lang.prepare_check()}</button> {publish}</p>
        </form>
        {read}
        {discard(site, desk)}
    };
    main_part(site, &title, Width::Plain, content)
}

/// The name of a field, as it stands above it.
fn label_of(site: &Site, name: &str) -> Option<String> {
    let lang = site.lang;
    match name {
        "source" => Some(lang.prepare_source()),
        "note" => Some(lang.prepare_note()),
        "pair" => Some(lang.mapping_other_to()),
        "file" => Some(lang.docx_file()),
        _ => None,
    }
}

/// The text and what is to be said of it.
fn fields(site: &Site, filled: &Filled, standing: &Standing) -> impl IntoView + use<> {
    let lang = site.lang;
    let formats = [Format::Text, Format::Markdown].map(|format| {
        let words = lang.by_name(&format!("new-format-{}", format.as_str()));
        view! { <option value=format.as_str() selected=standing.format == format>{words}</option> }
    });
    let source = Words::label(lang.prepare_source()).hint(lang.prepare_source_hint());
    let note = Words::label(lang.prepare_note()).hint(lang.prepare_note_hint()).optional(lang);
    view! {
        <input type="hidden" name="seen" value=standing.seen.clone() />
        {field("source", source, filled.error("source"), |ties| {
            view! {
                <textarea class="source" id="source" name="source" required aria-describedby=ties.described_by aria-invalid=ties.invalid
                    inner_html=as_content(&standing.source)></textarea>
            }
            .rendered()
        })}
        {field("format", Words::label(lang.new_format()), None, |ties| {
            view! { <select id="format" name="format" aria-describedby=ties.described_by>{formats.into_iter().collect_view()}</select> }.rendered()
        })}
        {field("note", note, filled.error("note"), |ties| {
            view! {
                <textarea id="note" name="note" rows="4" maxlength=NOTE_MAX.to_string() aria-describedby=ties.described_by
                    aria-invalid=ties.invalid inner_html=as_content(&standing.note)></textarea>
            }
            .rendered()
        })}
    }
}

/// What Enter in a field sends: the first button of the form, which would be that of the file.
fn by_default(lang: Lang) -> impl IntoView + use<> {
    view! { <button hidden=true>{lang.prepare_check()}</button> }
}

/// What was said of the document that the text was read from, and how it was read; else how the text was read that is
/// prepared.
fn as_read(site: &Site, desk: &DraftDesk, filled: &Filled, standing: &Standing) -> (Option<AnyView>, Option<AnyView>) {
    let typed = Said::of(filled).and_then(|said| {
        let source = NewSource { format: standing.format, source: standing.source.clone() };
        Some((said, site.service.preview(site.actor.as_ref(), &source).ok()?))
    });
    match typed {
        Some((said, parsed)) => (Some(said.list(site.lang, &parsed)), Some(read(site, &parsed, &said.units(&parsed), true))),
        None => (None, desk.preview.as_ref().map(|preview| read(site, &preview.parsed, &[], false))),
    }
}

/// How a text was read, with what is unusual in it.
fn read(site: &Site, parsed: &Parsed, noted: &[usize], open: bool) -> AnyView {
    view! {
        <details class="way-on" open=open>
            <summary>{site.lang.prepare_units()}</summary>
            <div class="preview">
                <section aria-label=site.lang.preview_units()>{tree(parsed, noted)}</section>
                {notes(site, parsed)}
            </div>
        </details>
    }
    .rendered()
}

/// The form that throws the prepared text away, behind a press that does nothing yet.
fn discard(site: &Site, desk: &DraftDesk) -> Option<AnyView> {
    let prepared = desk.prepared.as_ref()?;
    let lang = site.lang;
    Some(
        view! {
            <details class="way-on">
                <summary>{lang.prepare_discard()}</summary>
                <p>{lang.prepare_discard_sure()}</p>
                <form method="post" action=DISCARD>
                    {page_field(&own_path(site))}
                    <input type="hidden" name="id" value=desk.consultation.id.to_string() />
                    <input type="hidden" name="revision" value=prepared.revision.to_string() />
                    <p><button class="button button-quiet">{lang.prepare_discard_yes()}</button></p>
                </form>
            </details>
        }
        .rendered(),
    )
}
