//! Documents of word processors as the text of a draft.
//!
//! A word processor keeps the number of a point in the definition of its list, not in the text. [`read`] counts as it
//! would, and writes each number out as an act has it ("§ 2.", "1.", "1)", "a)", "–"), so that what comes out is Markdown
//! that [`busola_domain::draft::parse`] reads and a person can correct as any other text. What is uncertain, and what had
//! to be left out, is said in [`Note`]s by the line.
//!
//! The way of a file: `sniff` says what it is; `package` opens it within limits and `xml` reads its parts as events,
//! without recursion; `word` and `odt` make a list of `block`s of it; `number` writes what a list counted; `source` writes
//! the blocks as lines.

mod block;
mod flow;
mod look;
mod note;
mod number;
mod odt;
mod package;
mod sniff;
mod source;
mod table;
mod word;
mod xml;

pub use note::{Note, NoteKind, Refused};
pub use package::has_too_many_parts;

use busola_domain::draft::Format;

use package::Package;

/// The largest file, in bytes.
pub const FILE_MAX: usize = 25_000_000;

/// What the text of a document is written in.
pub const FORMAT: Format = Format::Markdown;

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text, in [`FORMAT`].
    pub source: String,
    /// What a person should look at, in the order of lines.
    pub notes: Vec<Note>,
}

/// Reads a DOCX or an ODT, whatever its name is.
///
/// # Errors
/// [`Refused`], without having used more memory than a few times the limits of this crate, whatever the file is.
pub fn read(file: &[u8]) -> Result<Imported, Refused> {
    if file.len() > FILE_MAX {
        return Err(Refused::TooLarge);
    }
    sniff::check(file)?;
    let mut package = Package::open(file)?;
    let blocks = if odt::is_odt(&mut package)? { odt::blocks(&mut package)? } else { word::blocks(&mut package)? };
    let imported = source::write(&blocks)?;
    if imported.source.is_empty() { Err(Refused::Empty) } else { Ok(imported) }
}
