//! Documents from file to the labels of units: those that real programs saved, small ones with one peculiarity each,
//! hostile ones, and any at all.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test without its input has failed, and says which")]

mod any;
mod build;
mod hostile;
mod lists;
mod odt;
mod saved;
mod size;
mod words;

use busola_docx::{FORMAT, Imported, NoteKind, Refused, read};
use busola_domain::draft::parse;

/// A document that real programs saved.
pub(crate) fn saved(name: &str) -> Vec<u8> {
    // Tests run in the folder of their package.
    std::fs::read(std::path::Path::new("tests/files").join(name)).expect("a file")
}

/// Labels and texts, a unit a line.
pub(crate) fn units(imported: &Imported) -> Vec<String> {
    let parsed = parse(FORMAT, &imported.source).expect("a draft");
    parsed.units.iter().map(|unit| format!("{} | {}", unit.label, unit.text).trim_end().to_owned()).collect()
}

/// Labels alone.
pub(crate) fn labels(imported: &Imported) -> Vec<String> {
    parse(FORMAT, &imported.source).expect("a draft").units.into_iter().map(|unit| unit.label).collect()
}

/// Notes with the line they are about.
pub(crate) fn notes(imported: &Imported) -> Vec<(NoteKind, &str, &str)> {
    let lines: Vec<&str> = imported.source.lines().collect();
    let noted = |note: &'_ busola_docx::Note| lines.get(note.line - 1).copied().expect("a line of the text").trim();
    imported.notes.iter().map(|note| (note.kind, noted(note), note.quote.as_str())).collect()
}

/// The lines that are not blank.
pub(crate) fn lines(file: &[u8]) -> Vec<String> {
    let imported = read(file).expect("a document");
    imported.source.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

pub(crate) fn refused(file: &[u8]) -> Refused {
    read(file).expect_err("a refusal")
}
