//! A draft as its author sends it, read into the units that people comment on and cite.
//!
//! The way of a text: [`decode`] makes characters of bytes; `lines` cleans them and cuts lines; `token`
//! finds legal numbers at the start of a line (their forms are in `scan`) and `judge` tells them from mere
//! mentions; `place` puts numbers into the `tree` by their `rank`, `prose` the lines without one; `inline`
//! makes plain text of Markdown, and `label` writes the citation.
//! Nothing of the text is lost: what is not understood is kept as a paragraph, with a [`Note`].

mod cursor;
mod decode;
mod inline;
mod judge;
mod kind;
mod label;
mod lines;
mod number;
mod place;
mod prose;
mod rank;
mod scan;
mod token;
mod tree;
mod words;

pub use decode::{Decoded, decode};
pub use kind::{Format, NoteKind, UnitKind};

use serde::{Deserialize, Serialize};

/// The longest source, in bytes of UTF-8.
pub const SOURCE_MAX: usize = 2_000_000;

/// The most units of one draft.
pub const UNITS_MAX: usize = 20_000;

/// One unit of a draft (jednostka redakcyjna).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedUnit {
    /// What it is in the act.
    pub kind: UnitKind,
    /// How deep it lies, from 0; never more than one deeper than the unit before it.
    pub depth: u32,
    /// The full citation, unique in the draft.
    pub label: String,
    /// Its own plain text, without its number and without its children; may be empty.
    pub text: String,
}

/// Something a person should look at before the draft is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The index of the unit in [`Parsed::units`].
    pub unit: usize,
    /// The line of the source, from 1.
    pub line: usize,
    /// What is unusual.
    pub kind: NoteKind,
}

/// A draft that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed {
    /// Flat, in document order.
    pub units: Vec<ParsedUnit>,
    /// The line of the source that each unit begins on, from 1.
    pub lines: Vec<usize>,
    /// In the order of lines.
    pub notes: Vec<Note>,
}

impl Parsed {
    /// The unit that a line of the source belongs to.
    #[must_use]
    pub fn unit_at(&self, line: usize) -> Option<&ParsedUnit> {
        let after = self.lines.partition_point(|begins| *begins <= line);
        self.units.get(after.saturating_sub(1))
    }
}

/// Why a draft cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// Nothing in it is visible.
    #[error("the draft is empty")]
    Empty,
    /// Longer than `max` bytes of UTF-8.
    #[error("the draft is longer than {max} bytes")]
    TooLong {
        /// The most bytes allowed.
        max: usize,
    },
    /// More than `max` units.
    #[error("the draft has more than {max} units")]
    TooManyUnits {
        /// The most units allowed.
        max: usize,
    },
    /// A file that is not text.
    #[error("the file is not text")]
    Binary,
}

/// Reads the units of a draft.
///
/// # Errors
/// [`DraftError::Empty`], [`DraftError::TooLong`], [`DraftError::TooManyUnits`].
pub fn parse(format: Format, source: &str) -> Result<Parsed, DraftError> {
    if source.len() > SOURCE_MAX {
        return Err(DraftError::TooLong { max: SOURCE_MAX });
    }
    let lines = lines::cut(format, source);
    let mut tree = tree::build(format, &lines)?;
    if tree.nodes.is_empty() {
        return Err(DraftError::Empty);
    }
    let labels = label::write(format, &mut tree);
    let units = tree.nodes.iter().zip(labels);
    let units =
        units.map(|(node, label)| ParsedUnit { kind: node.kind, depth: node.depth, label, text: node.plain_text(format) }).collect();
    let lines = tree.nodes.iter().map(|node| node.line).collect();
    let mut notes = tree.notes;
    notes.sort_by_key(|note| note.line);
    Ok(Parsed { units, lines, notes })
}
