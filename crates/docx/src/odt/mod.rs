//! ODT (ISO/IEC 26300, OpenDocument), as LibreOffice and pandoc write it.

mod begin;
mod body;
mod lists;
mod styles;

use std::io::Read as _;

use crate::block::{Block, in_a_line, mark};
use crate::package::Package;
use crate::xml::{Space, Tag, Visit, visit};
use crate::{NoteKind, Refused};

use body::Body;
use styles::Styles;

/// What the part `mimetype` says of every OpenDocument, and then of a text.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";
/// The longest type, in bytes.
const TYPE_MAX: u64 = 100;

/// Whether a package is an ODT.
///
/// # Errors
/// [`Refused::NotADocument`] for another OpenDocument, [`Refused::Protected`] for one that needs a password.
pub(crate) fn is_odt(package: &mut Package<'_>) -> Result<bool, Refused> {
    let Some(part) = package.part("mimetype")? else { return Ok(false) };
    let mut kind = String::new();
    if part.take(TYPE_MAX).read_to_string(&mut kind).is_err() {
        return Ok(false);
    }
    let Some(kind) = kind.trim().strip_prefix(OPEN_DOCUMENT) else { return Ok(false) };
    if !matches!(kind, "text" | "text-template" | "text-master") {
        return Err(Refused::NotADocument);
    }
    if let Some(part) = package.part("META-INF/manifest.xml")? {
        visit(part, &mut Manifest)?;
    }
    Ok(true)
}

/// Reads the blocks of an ODT.
pub(crate) fn blocks(package: &mut Package<'_>) -> Result<Vec<Block>, Refused> {
    let mut styles = Styles::default();
    for name in ["styles.xml", "content.xml"] {
        if let Some(part) = package.part(name)? {
            visit(part, &mut styles)?;
        }
    }
    let mut body = Body::new(&styles);
    visit(package.part("content.xml")?.ok_or(Refused::NotADocument)?, &mut body)?;
    let mut blocks = body.finish()?;
    let running = match package.part("styles.xml")? {
        Some(part) => {
            let mut body = Body::new(&styles);
            visit(part, &mut body)?;
            in_a_line(&body.finish()?)
        }
        None => String::new(),
    };
    if let Some(first) = blocks.first_mut()
        && running.chars().filter(|c| c.is_alphabetic()).count() > 3
    {
        mark(first.marks(), NoteKind::Running, &running);
    }
    Ok(blocks)
}

/// Looks whether the parts are encrypted.
struct Manifest;

impl Visit for Manifest {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused> {
        if tag.space == Space::Manifest && tag.name() == "encryption-data" { Err(Refused::Protected) } else { Ok(true) }
    }

    fn close(&mut self) -> Result<(), Refused> {
        Ok(())
    }
}
