//! Drafts from source to units: small ones with one peculiarity each, whole ones, and any at all.

#![expect(clippy::expect_used, reason = "a test without its input has failed, and says which")]

mod any;
mod files;
mod numbers;
mod structure;

use busola_domain::draft::{Format, NoteKind, Parsed, parse};

pub(crate) fn read(format: Format, source: &str) -> Parsed {
    parse(format, source).expect("a draft")
}

/// Labels and texts, a unit a line.
pub(crate) fn shown(format: Format, source: &str) -> Vec<String> {
    let units = read(format, source).units;
    units.iter().map(|unit| format!("{} | {}", unit.label, unit.text).trim_end().to_owned()).collect()
}

pub(crate) fn labels(source: &str) -> Vec<String> {
    let labels = |format| read(format, source).units.into_iter().map(|unit| unit.label).collect::<Vec<_>>();
    let (markdown, text) = (labels(Format::Markdown), labels(Format::Text));
    assert_eq!(markdown, text, "{source:?}");
    markdown
}

pub(crate) fn notes(format: Format, source: &str) -> Vec<(usize, NoteKind)> {
    read(format, source).notes.iter().map(|note| (note.line, note.kind)).collect()
}
