//! `busola draft import`.

use std::path::Path;

use busola_docx::{FILE_MAX, FORMAT, Imported, Refused};
use busola_domain::draft::{self, Format};
use busola_service::consultations::{Key, NewSource};

use super::{Failed, explain, service};
use crate::settings::Settings;

pub(super) async fn import(settings: &Settings, slug: &str, file: &Path) -> Result<(), Failed> {
    let source = read(file)?;
    let service = service(settings).await?;
    let (parsed, published) = service.import_draft(&Key::parse(slug), &source).await.map_err(|error| explain(&error))?;
    let version = published.version;
    if !published.created {
        eprintln!("version {version} says the same: nothing was changed");
        return Ok(());
    }
    eprintln!("version {version}: {} units, {} to look at", parsed.units.len(), parsed.notes.len());
    for note in &parsed.notes {
        let label = parsed.units.get(note.unit).map_or("", |unit| unit.label.as_str());
        eprintln!("  line {}: {} ({label})", note.line, note.kind.as_str());
    }
    for doubt in published.mapping.iter().filter(|found| !found.certain) {
        let (from, to) = (doubt.from_label.as_deref().unwrap_or("–"), doubt.to_label.as_deref().unwrap_or("–"));
        eprintln!("  {from} -> {to}: {}, not certain", doubt.kind.as_str());
    }
    if published.mapping.iter().any(|found| !found.certain) {
        let site = settings.public_url();
        eprintln!("  a moderator checks this at {site}/consultations/{slug}/versions/{version}/mapping");
    }
    Ok(())
}

/// The draft in a file, read by what its name says.
fn read(file: &Path) -> Result<NewSource, Failed> {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let format = match extension.as_str() {
        "md" | "markdown" => Format::Markdown,
        "txt" => Format::Text,
        "docx" | "odt" => return document(file),
        _ => return Err(Failed(format!("{}: only .md, .txt, .docx and .odt can be imported", file.display()))),
    };
    let bytes = std::fs::read(file).map_err(|error| failed(file, &error))?;
    let decoded = draft::decode(&bytes).map_err(|error| failed(file, &error))?;
    if decoded.replaced {
        eprintln!("busola: warning: some characters could not be read as {}", decoded.encoding);
    }
    Ok(NewSource { format, source: decoded.text })
}

/// The draft in the document of a word processor; what a person should look at is printed.
fn document(file: &Path) -> Result<NewSource, Failed> {
    // One that is too large is not even read.
    let size = std::fs::metadata(file).map_err(|error| failed(file, &error))?.len();
    let most = u64::try_from(FILE_MAX).unwrap_or(u64::MAX);
    if size > most {
        return Err(failed(file, &Refused::TooLarge));
    }
    let bytes = std::fs::read(file).map_err(|error| failed(file, &error))?;
    let Imported { source, notes } = busola_docx::read(&bytes).map_err(|refused| failed(file, &refused))?;
    let lines: Vec<&str> = source.lines().collect();
    for note in &notes {
        let line = lines.get(note.line.saturating_sub(1)).map_or("", |line| line.trim());
        let start: String = line.chars().take(40).collect();
        let quote = if note.quote.is_empty() { String::new() } else { format!(" \"{}\"", note.quote) };
        eprintln!("  document: {}{quote} ({start})", note.kind.as_str());
    }
    Ok(NewSource { format: FORMAT, source })
}

fn failed(file: &Path, error: &dyn std::error::Error) -> Failed {
    Failed(format!("{}: {error}", file.display()))
}
