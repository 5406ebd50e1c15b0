//! A stream of paragraphs and tables: the body, a cell, a footnote.

use crate::NoteKind;
use crate::block::{Block, Mark, Paragraph, mark};
use crate::look::Look;

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(crate) struct Making {
    /// How its characters look where they don't say.
    pub(crate) look: Look,
    /// What is in it.
    pub(crate) paragraph: Paragraph,
}

/// A stream while it is read.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    blocks: Vec<Block>,
    /// The paragraphs that are open: one, and those of a text box that stands in it.
    pub(crate) open: Vec<Making>,
    /// What stood in text boxes of the open paragraph, for after it.
    after: Vec<Block>,
    /// What is to be said at the next block.
    pub(crate) pending: Vec<Mark>,
    /// The paragraph whose end was deleted.
    carried: Option<Paragraph>,
}

impl Flow {
    /// Says something of the open paragraph, or else of the next block.
    pub(crate) fn mark(&mut self, kind: NoteKind, about: &str) {
        mark(self.open.last_mut().map_or(&mut self.pending, |making| &mut making.paragraph.marks), kind, about);
    }

    /// Takes a paragraph whose end was deleted, to go on with in the next one.
    pub(crate) fn carry(&mut self, paragraph: Paragraph) {
        let whole = self.joined(paragraph);
        self.carried = Some(whole);
    }

    /// A paragraph with what was carried to it.
    pub(crate) fn joined(&mut self, paragraph: Paragraph) -> Paragraph {
        let Some(mut first) = self.carried.take() else { return paragraph };
        first.feet.extend(paragraph.feet);
        for said in paragraph.marks {
            mark(&mut first.marks, said.kind, &said.quote);
        }
        let (text, bold) = (first.text + &paragraph.text, first.bold + paragraph.bold);
        Paragraph { text, bold, feet: first.feet, marks: first.marks, ..paragraph }
    }

    /// Takes a block that is finished.
    pub(crate) fn push(&mut self, mut block: Block) {
        if !self.open.is_empty() {
            return self.after.push(block);
        }
        let own = std::mem::replace(block.marks(), std::mem::take(&mut self.pending));
        for said in own {
            mark(block.marks(), said.kind, &said.quote);
        }
        self.blocks.push(block);
        self.blocks.append(&mut self.after);
    }

    /// Leaves a paragraph out; what was to be said of it is said at the next block.
    pub(crate) fn leave_out(&mut self, paragraph: Paragraph) {
        for left in paragraph.marks {
            mark(&mut self.pending, left.kind, &left.quote);
        }
        if self.open.is_empty() {
            self.blocks.append(&mut self.after);
        }
    }

    /// The blocks, at the end.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        if let Some(carried) = self.carried.take().filter(Paragraph::is_visible) {
            self.push(Block::Paragraph(carried));
        }
        self.blocks.append(&mut self.after);
        if let Some(last) = self.blocks.last_mut() {
            for pending in self.pending {
                mark(last.marks(), pending.kind, &pending.quote);
            }
        }
        self.blocks
    }
}
