//! A table while it is read.

use crate::block::{Block, Foot, Mark, Size, Table, in_a_line, mark};
use crate::{NoteKind, Refused};

/// The most columns that a cell may reach over; more is no table any more.
const SPAN_MAX: usize = 63;

/// A cell.
#[derive(Debug)]
pub(crate) struct Cell {
    /// What is in it.
    pub(crate) blocks: Vec<Block>,
    /// How many columns it reaches over, at least one.
    span: usize,
    /// Whether it is the lower part of a cell above it.
    pub(crate) is_covered: bool,
}

impl Cell {
    /// Says how many columns it reaches over.
    pub(crate) fn reach(&mut self, span: usize) {
        self.span = span.clamp(1, SPAN_MAX);
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self { blocks: Vec::new(), span: 1, is_covered: false }
    }
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(crate) struct Making {
    rows: Vec<Vec<Cell>>,
    /// The cell that is open; what is in it is elsewhere.
    pub(crate) cell: Cell,
    /// Whether the row that is open is left out.
    pub(crate) is_left_out: bool,
}

impl Making {
    /// Begins a row.
    pub(crate) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.is_left_out = false;
    }

    /// Ends a row.
    pub(crate) fn end_row(&mut self) {
        if self.is_left_out {
            self.rows.pop();
        }
    }

    /// Ends a cell with what is in it.
    pub(crate) fn end_cell(&mut self, blocks: Vec<Block>, size: &mut Size) -> Result<(), Refused> {
        size.blocks(self.cell.span)?;
        let cell = Cell { blocks, ..std::mem::take(&mut self.cell) };
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
        Ok(())
    }

    /// The table, or the paragraphs of its only column.
    pub(crate) fn finish(self) -> Vec<Block> {
        let mut used: Vec<bool> = Vec::new();
        for row in &self.rows {
            let mut at = 0;
            for cell in row {
                used.resize(used.len().max(at + cell.span), false);
                if let Some(used) = used.get_mut(at) {
                    *used |= !cell.blocks.is_empty();
                }
                at += cell.span;
            }
        }
        match used.iter().filter(|used| **used).count() {
            0 => Vec::new(),
            1 => self.unwrapped(),
            _ => vec![Block::Table(self.table(&used))],
        }
    }

    fn unwrapped(self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
        if let Some(first) = blocks.first_mut() {
            mark(first.marks(), NoteKind::Unwrapped, "");
        }
        blocks
    }

    /// The table, without columns in which nothing stands.
    fn table(self, used: &[bool]) -> Table {
        let mut table = Table::default();
        for row in self.rows {
            let mut texts: Vec<String> = Vec::new();
            for cell in row {
                let nested = cell.blocks.iter().any(|block| matches!(block, Block::Table(_)));
                if cell.span > 1 || cell.is_covered || nested {
                    mark(&mut table.marks, NoteKind::Merged, "");
                }
                texts.push(in_a_line(&cell.blocks));
                texts.resize(texts.len() + cell.span - 1, String::new());
                let (feet, marks) = said(cell.blocks);
                table.feet.extend(feet);
                for said in marks {
                    mark(&mut table.marks, said.kind, &said.quote);
                }
            }
            let texts: Vec<String> = texts.into_iter().zip(used).filter(|(_, used)| **used).map(|(text, _)| text).collect();
            if texts.iter().any(|text| !text.is_empty()) {
                table.rows.push(texts);
            }
        }
        table
    }
}

/// The footnotes of blocks, and what is to be said of them.
fn said(blocks: Vec<Block>) -> (Vec<Foot>, Vec<Mark>) {
    let (mut feet, mut marks) = (Vec::new(), Vec::new());
    for block in blocks {
        let (more_feet, more_marks) = match block {
            Block::Paragraph(paragraph) => (paragraph.feet, paragraph.marks),
            Block::Table(table) => (table.feet, table.marks),
        };
        feet.extend(more_feet);
        marks.extend(more_marks);
    }
    (feet, marks)
}
