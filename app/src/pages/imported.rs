//! The text of a document in a form: the field of the file, and what is to be looked at in what was read of it.

use busola_domain::draft::Parsed;
use busola_service::drafts::{Doubt, NoteKind};
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::{Filled, Tone, Words, field, message};
use super::typography::bind;
use crate::pages::rendered::Rendered as _;

/// Where a form with a file is sent.
const READ: &str = "/fn/read-document";
/// What a browser offers to choose from.
const KINDS: &str =
    ".docx,.odt,application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/vnd.oasis.opendocument.text";
/// So many places of one kind are in sight.
const IN_SIGHT: usize = 5;

/// What was said of the document that the text was read from. It goes with the form, which is kept nowhere else.
pub(super) struct Said(Vec<Doubt>);

impl Said {
    /// What a form has of it; `None` where its text came from no document.
    pub(super) fn of(filled: &Filled) -> Option<Self> {
        Some(Self(serde_json::from_str(&filled.value("said")?).ok()?))
    }

    /// The units that are named, by their places in a draft.
    pub(super) fn units(&self, parsed: &Parsed) -> Vec<usize> {
        self.0.iter().filter_map(|doubt| unit_of(doubt, parsed)).collect()
    }

    /// What is to be looked at, by kind, with the way to its units in the tree of a draft.
    pub(super) fn list(&self, lang: Lang, parsed: &Parsed) -> AnyView {
        let mut kinds: Vec<NoteKind> = Vec::new();
        for doubt in &self.0 {
            if !kinds.contains(&doubt.kind) {
                kinds.push(doubt.kind);
            }
        }
        let none = kinds.is_empty().then(|| message(Tone::Good, view! { <p>{lang.docx_nothing()}</p> }));
        let groups = kinds.into_iter().map(|kind| self.group(lang, parsed, kind)).collect_view();
        view! {
            <section class="imported" aria-labelledby="imported">
                <h2 id="imported">{lang.docx_title()}</h2>
                <p>{lang.docx_lead()}</p>
                {none}
                {groups}
            </section>
        }
        .rendered()
    }

    fn group(&self, lang: Lang, parsed: &Parsed, kind: NoteKind) -> AnyView {
        let words = lang.by_name(&format!("docx-note-{}", kind.as_str())).unwrap_or_default();
        let places: Vec<AnyView> = self.0.iter().filter(|doubt| doubt.kind == kind).map(|doubt| place(lang, parsed, doubt)).collect();
        let count = places.len();
        let list = view! { <ul>{places}</ul> };
        let list = if count <= IN_SIGHT {
            list.rendered()
        } else {
            view! { <details><summary>{lang.docx_places(count)}</summary>{list}</details> }.rendered()
        };
        message(tone(kind), view! { <div><p>{words}</p>{list}</div> })
    }
}

/// What stands in the text as it should is told apart from what a person has to decide.
fn tone(kind: NoteKind) -> Tone {
    match kind {
        NoteKind::Tracked
        | NoteKind::Footnote
        | NoteKind::Link
        | NoteKind::Comment
        | NoteKind::Picture
        | NoteKind::Contents
        | NoteKind::Running => Tone::Info,
        NoteKind::Number
        | NoteKind::NumberChanged
        | NoteKind::Field
        | NoteKind::Heading
        | NoteKind::TextBox
        | NoteKind::Unwrapped
        | NoteKind::Merged
        | NoteKind::Equation
        | NoteKind::Symbol
        | NoteKind::Struck
        | NoteKind::Hidden
        | NoteKind::Object => Tone::Warning,
    }
}

fn unit_of(doubt: &Doubt, parsed: &Parsed) -> Option<usize> {
    parsed.units.iter().position(|unit| unit.label == doubt.unit)
}

fn place(lang: Lang, parsed: &Parsed, doubt: &Doubt) -> AnyView {
    let (unit, line) = (doubt.unit.clone(), doubt.line);
    let words = if doubt.quote.is_empty() { lang.docx_place(unit, line) } else { lang.docx_place_quote(unit, line, doubt.quote.clone()) };
    // A unit that was corrected since may be called otherwise.
    let Some(at) = unit_of(doubt, parsed) else { return view! { <li>{bind(&words)}</li> }.rendered() };
    view! { <li><a href=format!("#unit-{at}")>{bind(&words)}</a></li> }.rendered()
}

/// The field of a file and the button that has its text read into the form of `action`; with what was said of one that
/// was read. It stands behind all that is typed, so that this has come when a file turns out to be too large.
pub(super) fn file(lang: Lang, filled: &Filled, action: &'static str) -> AnyView {
    let words = Words::label(lang.docx_file()).hint(lang.docx_file_hint()).optional(lang);
    let control = field("file", words, filled.error("file"), |ties| {
        view! {
            <input type="file" id="file" name="file" accept=KINDS aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let said = filled.value("said").map(|said| view! { <input type="hidden" name="said" value=said /> });
    view! {
        <div class="from-file">
            {said}
            <input type="hidden" name="into" value=action />
            {control}
            <p>
                <button class="button button-quiet" formaction=READ formenctype="multipart/form-data" formnovalidate=true>
                    {lang.docx_read()}
                </button>
            </p>
        </div>
    }
    .rendered()
}
