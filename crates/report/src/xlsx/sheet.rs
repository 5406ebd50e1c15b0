//! Sections of the report on a sheet, from the top down.

use busola_texts::Lang;
use rust_xlsxwriter::{Format, RowNum, Worksheet};

use super::{Looks, put, value};
use crate::Error;
use crate::document::{Block, Document, Fact, Section, Table};

/// A sheet that is being filled.
pub(super) struct Page<'a> {
    sheet: &'a mut Worksheet,
    lang: Lang,
    looks: &'a Looks,
    row: RowNum,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, lang: Lang, looks: &'a Looks) -> Self {
        Self { sheet, lang, looks, row: 0 }
    }

    /// The title, and how the report stands.
    pub(super) fn top(&mut self, document: &Document) -> Result<(), Error> {
        self.line(&document.title, &self.looks.title)?;
        match &document.standing {
            Some(standing) => self.line(standing, &self.looks.words),
            None => Ok(()),
        }
    }

    pub(super) fn section(&mut self, section: &Section) -> Result<(), Error> {
        self.row += 1;
        self.line(&section.title, &self.looks.heading)?;
        self.blocks(&section.blocks, "")
    }

    /// `mark` stands before the first words, as that of a list's item.
    fn blocks(&mut self, blocks: &[Block], mark: &str) -> Result<(), Error> {
        let mut mark = mark;
        for block in blocks {
            match block {
                Block::Heading { text, .. } => {
                    self.row += 1;
                    self.line(text, &self.looks.heading)?;
                }
                Block::Paragraph { runs } => {
                    let text: String = std::iter::once(std::mem::take(&mut mark)).chain(runs.iter().map(|run| run.text.as_str())).collect();
                    self.line(&text, &self.looks.words)?;
                }
                Block::Facts { facts } => self.facts(facts)?,
                Block::List { start, items } => {
                    for (at, item) in (0..).zip(items) {
                        let mark = start.map_or_else(|| "• ".to_owned(), |start| format!("{}. ", start.saturating_add(at)));
                        self.blocks(item, &mark)?;
                    }
                }
                Block::Table(table) => self.table(table)?,
                // The table that follows has its numbers.
                Block::Chart { .. } => {}
            }
        }
        Ok(())
    }

    fn facts(&mut self, facts: &[Fact]) -> Result<(), Error> {
        for fact in facts {
            put(self.sheet, (self.row, 0), self.lang, &fact.name, &self.looks.head)?;
            match fact.value {
                Some(fact) => value(self.sheet, (self.row, 1), fact, self.looks)?,
                None => put(self.sheet, (self.row, 1), self.lang, &fact.lines.join("\n"), &self.looks.words)?,
            }
            self.row += 1;
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), Error> {
        for (column, name) in (0..).zip(&table.head) {
            put(self.sheet, (self.row, column), self.lang, name, &self.looks.head)?;
        }
        self.row += 1;
        for cells in &table.rows {
            for (column, cell) in (0..).zip(cells) {
                match cell.value {
                    Some(cell) => value(self.sheet, (self.row, column), cell, self.looks)?,
                    None => put(self.sheet, (self.row, column), self.lang, &cell.text(), &self.looks.words)?,
                }
            }
            self.row += 1;
        }
        Ok(())
    }

    fn line(&mut self, text: &str, look: &Format) -> Result<(), Error> {
        put(self.sheet, (self.row, 0), self.lang, text, look)?;
        self.row += 1;
        Ok(())
    }
}
