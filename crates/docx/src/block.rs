//! What a document is made of, whichever program wrote it: paragraphs and tables in a row, with their numbers counted.

use busola_domain::draft::SOURCE_MAX;

use crate::number::Label;
use crate::{NoteKind, Refused};

/// The most blocks and cells of a document.
const BLOCKS_MAX: usize = 100_000;
/// How much of the document a note quotes, in characters.
const QUOTE_MAX: usize = 80;

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

impl Block {
    /// What is to be looked at in it.
    pub(crate) fn marks(&mut self) -> &mut Vec<Mark> {
        match self {
            Self::Paragraph(paragraph) => &mut paragraph.marks,
            Self::Table(table) => &mut table.marks,
        }
    }

    /// All of it on one line.
    pub(crate) fn in_a_line(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.in_a_line(),
            Self::Table(table) => joined(table.rows.iter().flatten().map(String::as_str)),
        }
    }
}

/// Blocks on one line, as a cell of a table has them.
pub(crate) fn in_a_line(blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks.iter().map(Block::in_a_line).collect();
    joined(lines.iter().map(String::as_str))
}

/// Words with one space between them.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// What a person should look at in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What it is about.
    pub(crate) kind: NoteKind,
    /// A few words of the document.
    pub(crate) quote: String,
}

/// A footnote or endnote, with the mark that stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Foot {
    /// "1", "i", "*"
    pub(crate) mark: String,
    /// What it says.
    pub(crate) text: String,
}

/// Which entry of which list a paragraph is.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The list.
    pub(crate) list: u64,
    /// Its level in it, from 0.
    pub(crate) level: usize,
    /// Its number.
    pub(crate) label: Label,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    /// The entry of a list that it is.
    pub(crate) entry: Option<Entry>,
    /// The level of a heading by its style: 0 for a title.
    pub(crate) heading: Option<u8>,
    /// Its text; lines are broken where it says so.
    pub(crate) text: String,
    /// Whether it stands in the middle.
    pub(crate) centred: bool,
    /// Where its lines begin, in twentieths of a point.
    pub(crate) left: i32,
    /// How many of its visible characters are bold.
    pub(crate) bold: usize,
    /// Its footnotes.
    pub(crate) feet: Vec<Foot>,
    /// What is to be looked at.
    pub(crate) marks: Vec<Mark>,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Its cells, row by row.
    pub(crate) rows: Vec<Vec<String>>,
    /// The footnotes in it.
    pub(crate) feet: Vec<Foot>,
    /// What is to be looked at.
    pub(crate) marks: Vec<Mark>,
}

impl Paragraph {
    /// Whether anything in it can be seen.
    pub(crate) fn is_visible(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| !entry.label.shown.trim().is_empty()) || self.has_text()
    }

    /// Whether it has a text.
    pub(crate) fn has_text(&self) -> bool {
        self.text.chars().any(|c| !c.is_whitespace())
    }

    /// Whether all of its text is bold.
    pub(crate) fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold >= self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    fn in_a_line(&self) -> String {
        joined(self.entry.iter().map(|entry| entry.label.shown.as_str()).chain([self.text.as_str()]))
    }
}

/// Adds a note; what is said of a kind in one block becomes one note.
pub(crate) fn mark(marks: &mut Vec<Mark>, kind: NoteKind, about: &str) {
    match marks.iter_mut().find(|mark| mark.kind == kind) {
        None => marks.push(Mark { kind, quote: quote(about) }),
        Some(mark) if mark.quote.ends_with('…') => {}
        Some(mark) => mark.quote = quote(&format!("{} {about}", mark.quote)),
    }
}

/// The beginning of a text on one line.
fn quote(text: &str) -> String {
    let mut quote = String::new();
    for word in text.split_whitespace() {
        if quote.chars().count() >= QUOTE_MAX {
            break;
        }
        quote.push_str(if quote.is_empty() { "" } else { " " });
        quote.push_str(word);
    }
    if quote.chars().count() <= QUOTE_MAX { quote } else { quote.chars().take(QUOTE_MAX - 1).chain(['…']).collect() }
}

/// How much of a document was read: it is refused before it takes more memory than a draft may.
#[derive(Debug, Default)]
pub(crate) struct Size {
    characters: usize,
    blocks: usize,
}

impl Size {
    /// Counts a text.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Refused> {
        self.characters += text.len();
        if self.characters > SOURCE_MAX { Err(Refused::TooLong) } else { Ok(()) }
    }

    /// Counts blocks or cells.
    pub(crate) fn blocks(&mut self, more: usize) -> Result<(), Refused> {
        self.blocks += more;
        if self.blocks > BLOCKS_MAX { Err(Refused::TooLong) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_quotes_a_few_words() {
        let mut marks = Vec::new();
        mark(&mut marks, NoteKind::Struck, "raz\n");
        mark(&mut marks, NoteKind::Struck, "dwa");
        assert_eq!(marks, [Mark { kind: NoteKind::Struck, quote: "raz dwa".to_owned() }]);
        mark(&mut marks, NoteKind::Struck, &"słowo ".repeat(50));
        mark(&mut marks, NoteKind::Struck, "koniec");
        assert_eq!(marks[0].quote.chars().count(), QUOTE_MAX);
        assert!(marks[0].quote.ends_with('…'));
    }
}
