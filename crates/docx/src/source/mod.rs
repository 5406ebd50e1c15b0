//! Blocks into the text of a draft, with its notes.

mod escape;
mod place;

use busola_domain::draft::SOURCE_MAX;

use crate::block::{Block, Foot, Mark, Paragraph, Table};
use crate::number::{Legal, Rank, Trust, is_top, legal, typed};
use crate::{Imported, Note, NoteKind, Refused};

use escape::{cell, is_drawn, line, tidy};
use place::Places;

/// A longer paragraph is none, whatever its style says, in characters.
const HEADING_MAX: usize = 300;

/// Writes the text of a draft.
pub(crate) fn write(blocks: &[Block]) -> Result<Imported, Refused> {
    let has_first = |of: u8| blocks.iter().any(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.heading == Some(of)));
    // A title stands above headings of the first level.
    let deeper = u8::from(has_first(0) && has_first(1));
    let mut writer = Writer { source: String::new(), lines: 0, notes: Vec::new(), places: Places::default(), deeper, is_titled: false };
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => writer.paragraph(paragraph),
            Block::Table(table) => writer.table(table),
        }
        if writer.source.len() > SOURCE_MAX {
            return Err(Refused::TooLong);
        }
    }
    writer.notes.sort_by_key(|note| note.line);
    Ok(Imported { source: writer.source, notes: writer.notes })
}

struct Writer {
    source: String,
    /// How many lines there are.
    lines: usize,
    notes: Vec<Note>,
    places: Places,
    /// How much deeper headings are than their styles say.
    deeper: u8,
    /// Whether the block before is the number of a chapter alone: its title follows.
    is_titled: bool,
}

impl Writer {
    /// A line of its own, or one that goes on with the line before.
    fn line(&mut self, indent: usize, text: &str) {
        self.source.extend(std::iter::repeat_n(' ', indent));
        self.source.push_str(text);
        self.source.push('\n');
        self.lines += 1;
    }

    /// A blank line before a block.
    fn part(&mut self) {
        if self.lines > 0 {
            self.source.push('\n');
            self.lines += 1;
        }
    }

    fn note(&mut self, line: usize, kind: NoteKind, quote: &str) {
        self.notes.push(Note { line, kind, quote: quote.to_owned() });
    }

    fn said(&mut self, line: usize, marks: &[Mark]) {
        for mark in marks {
            self.note(line, mark.kind, &mark.quote);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let shown = paragraph.entry.as_ref().filter(|entry| !entry.label.shown.trim().is_empty());
        let number = shown.map(|entry| legal(&entry.label));
        let mut texts: Vec<String> = paragraph.text.split('\n').map(tidy).filter(|text| !is_drawn(text)).collect();
        if texts.is_empty() && number.as_ref().is_none_or(|number| number.rank == Some(Rank::Dash)) {
            return;
        }
        let heading = paragraph.heading.filter(|_| !texts.is_empty() && paragraph.text.chars().count() <= HEADING_MAX);
        if heading.is_some() {
            texts = vec![texts.join(" ")];
        }
        self.part();
        let begins = self.lines + 1;
        let first = texts.first().map(String::as_str).unwrap_or_default();
        let ranks = ranks(number.as_ref(), first);
        let indent = self.indent(paragraph, &ranks, heading.is_some());
        let looks = heading.is_none() && number.is_none() && ranks.is_empty() && looks_like_heading(paragraph, &texts);
        for (at, text) in texts.iter().enumerate() {
            let marks = if at == 0 { self.before(heading, number.as_ref()) } else { String::new() };
            let text = line(text, marks.is_empty());
            let text = if looks { format!("**{text}**") } else { text };
            self.line(indent, format!("{marks}{text}").trim_end());
        }
        if let (true, Some(number)) = (texts.is_empty(), &number) {
            self.line(indent, &number.text);
        }
        let is_title = std::mem::replace(&mut self.is_titled, number.is_none() && texts.len() == 1 && is_top(first));
        if looks && !is_title {
            self.note(begins, NoteKind::Heading, first);
        }
        self.doubt(begins, number.as_ref(), paragraph);
        self.said(begins, &paragraph.marks);
        self.feet(indent, &paragraph.feet, heading.is_some());
    }

    /// Where a paragraph stands, and what is open after it.
    fn indent(&mut self, paragraph: &Paragraph, ranks: &[Rank], is_heading: bool) -> usize {
        match ranks.is_empty() {
            false if !is_heading => self.places.units(ranks, paragraph),
            true if !is_heading => self.places.paragraph(paragraph),
            _ => {
                self.places.close();
                self.places.units(ranks, paragraph);
                0
            }
        }
    }

    /// What stands before the text of a paragraph: marks of a heading, and its number.
    fn before(&self, heading: Option<u8>, number: Option<&Legal>) -> String {
        let mut before = String::new();
        if let Some(level) = heading {
            let level = if level == 0 { 1 } else { (level + self.deeper).min(6) };
            before.extend(std::iter::repeat_n('#', usize::from(level)));
            before.push(' ');
        }
        if let Some(number) = number {
            before.push_str(&number.text);
            before.push(' ');
        }
        before
    }

    /// Says that a number was not of the form that acts have.
    fn doubt(&mut self, line: usize, number: Option<&Legal>, paragraph: &Paragraph) {
        let kind = match number.map(|number| number.trust) {
            Some(Trust::Changed) => NoteKind::NumberChanged,
            Some(Trust::Foreign) => NoteKind::Number,
            Some(Trust::Shown) | None => return,
        };
        let shown = paragraph.entry.as_ref().map(|entry| entry.label.shown.trim().to_owned()).unwrap_or_default();
        self.note(line, kind, &shown);
    }

    /// Footnotes stand at the end of the unit; behind a heading, which ends with its line, in a paragraph.
    fn feet(&mut self, indent: usize, feet: &[Foot], apart: bool) {
        if apart && !feet.is_empty() {
            self.part();
        }
        for foot in feet {
            self.line(indent, &line(&tidy(&format!("[{}] {}", foot.mark, foot.text)), true));
        }
    }

    fn table(&mut self, table: &Table) {
        let Some((head, body)) = table.rows.split_first() else { return };
        self.part();
        let begins = self.lines + 1;
        let indent = self.places.table();
        let row = |cells: &[String]| format!("| {} |", cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(" | "));
        self.line(indent, &row(head));
        self.line(indent, &format!("|{}", "---|".repeat(head.len().max(1))));
        for cells in body {
            self.line(indent, &row(cells));
        }
        self.said(begins, &table.marks);
        self.feet(indent, &table.feet, true);
    }
}

/// What a paragraph begins by its number, and by those that stand typed before its text.
fn ranks(number: Option<&Legal>, text: &str) -> Vec<Rank> {
    let typed = typed(text).into_iter();
    match number {
        None => typed.collect(),
        // A number that was typed as well is one and the same.
        Some(number) => {
            let Some(rank) = number.rank else { return Vec::new() };
            [rank].into_iter().chain(typed.filter(|typed| *typed > rank)).collect()
        }
    }
}

/// Whether a paragraph is set as headings are: strong, or in the middle and in capitals, and no sentence.
fn looks_like_heading(paragraph: &Paragraph, texts: &[String]) -> bool {
    let text = texts.join(" ");
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().count() > 3 && letters.all(char::is_uppercase);
    let set = paragraph.is_bold() || (paragraph.centred && capitals);
    set && texts.len() == 1 && text.chars().count() <= HEADING_MAX && !text.ends_with(['.', ';', ',', ':'])
}
