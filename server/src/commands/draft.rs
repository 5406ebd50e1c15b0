//! `busola draft import`.

use std::path::Path;

use busola_domain::draft::{self, Format};
use busola_service::consultations::{Key, NewSource};

use super::{Failed, explain, service};
use crate::settings::Settings;

pub(super) async fn import(settings: &Settings, slug: &str, file: &Path) -> Result<(), Failed> {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let format = match extension.as_str() {
        "md" | "markdown" => Format::Markdown,
        "txt" => Format::Text,
        "docx" => return Err(Failed(".docx is not read yet: save the document as plain text (.txt) and import that".to_owned())),
        _ => return Err(Failed(format!("{}: only .md and .txt can be imported", file.display()))),
    };
    let bytes = std::fs::read(file).map_err(|error| Failed(format!("{}: {error}", file.display())))?;
    let decoded = draft::decode(&bytes).map_err(|error| Failed(format!("{}: {error}", file.display())))?;
    if decoded.replaced {
        eprintln!("busola: warning: some characters could not be read as {}", decoded.encoding);
    }
    let service = service(settings).await?;
    let source = NewSource { format, source: decoded.text };
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
