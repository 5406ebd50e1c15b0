//! The body of a document (or its footnotes, a header) into blocks.

use std::collections::HashMap;

use super::field::{Fields, is_numbering};
use super::numbering::{Counters, Numbering};
use super::paragraph::Props;
use super::relations::Relations;
use super::styles::Styles;
use crate::block::{Block, Foot, Size, in_a_line};
use crate::flow::{Flow, Making};
use crate::look::Look;
use crate::number::{Form, show};
use crate::table;
use crate::xml::{Tag, Visit};
use crate::{NoteKind, Refused};

/// What the other parts of a document say.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) relations: Relations,
    /// The texts of footnotes, by id.
    pub(super) footnotes: HashMap<i64, String>,
    /// The texts of endnotes, by id.
    pub(super) endnotes: HashMap<i64, String>,
}

/// What was read.
pub(super) struct Read {
    /// The blocks outside of notes.
    pub(super) blocks: Vec<Block>,
    /// The texts of notes, by id.
    pub(super) notes: HashMap<i64, String>,
    /// The headers and footers, by the ids of their relationships.
    pub(super) running: Vec<String>,
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The outermost.
    Root,
    /// Looked through.
    Plain,
    Paragraph,
    ParagraphFormat,
    List,
    /// The format of the end of a paragraph.
    Mark,
    Run,
    RunFormat,
    Text,
    Code,
    Table,
    Row,
    RowFormat,
    Cell,
    CellFormat,
    /// A text box.
    Frame,
    /// A footnote or endnote, with its id.
    Note(i64),
    /// Of several renderings of the same, whether one was taken.
    Alternative(bool),
    /// A link, and where its text begins.
    Link(usize),
    /// An equation, and where its text begins.
    Equation(usize),
    EquationText,
    ContentFormat,
    Section,
}

/// Hears the part.
pub(super) struct Body<'a> {
    pub(super) context: &'a Context,
    pub(super) counters: Counters,
    pub(super) open: Vec<What>,
    pub(super) flows: Vec<Flow>,
    pub(super) tables: Vec<table::Making>,
    /// What the open paragraphs say of themselves.
    pub(super) props: Vec<Props>,
    /// How the characters of open runs look, and their styles.
    pub(super) runs: Vec<(Look, Look)>,
    pub(super) fields: Fields,
    /// The addresses of open links.
    pub(super) links: Vec<String>,
    pub(super) size: Size,
    /// How many text boxes are open.
    pub(super) frames: usize,
    /// Whether the control that follows is a table of contents.
    pub(super) is_contents: bool,
    /// What was said of the picture that follows.
    pub(super) picture: String,
    /// How many footnotes and endnotes there were.
    pub(super) feet: [u32; 2],
    /// Whether the mark of the last footnote is the text that follows.
    pub(super) has_own_mark: bool,
    notes: HashMap<i64, String>,
    pub(super) running: Vec<String>,
}

impl<'a> Body<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        Self {
            context,
            counters: Counters::default(),
            open: Vec::new(),
            flows: vec![Flow::default()],
            tables: Vec::new(),
            props: Vec::new(),
            runs: Vec::new(),
            fields: Fields::default(),
            links: Vec::new(),
            size: Size::default(),
            frames: 0,
            is_contents: false,
            picture: String::new(),
            feet: [0; 2],
            has_own_mark: false,
            notes: HashMap::new(),
            running: Vec::new(),
        }
    }

    /// What was read, at the end.
    pub(super) fn finish(mut self) -> Result<Read, Refused> {
        let blocks = self.flows.pop().ok_or(Refused::Damaged)?.finish();
        Ok(Read { blocks, notes: self.notes, running: self.running })
    }

    /// Says something of what is read just now.
    pub(super) fn mark(&mut self, kind: NoteKind, about: &str) {
        if let Some(flow) = self.flows.last_mut() {
            flow.mark(kind, about);
        }
    }

    /// The paragraph that is open.
    pub(super) fn making(&mut self) -> Option<&mut Making> {
        self.flows.last_mut()?.open.last_mut()
    }

    /// The text of the open paragraph so far.
    pub(super) fn so_far(&mut self) -> usize {
        self.making().map_or(0, |making| making.paragraph.text.len())
    }

    /// The text of the open paragraph from a place on.
    fn text_from(&mut self, from: usize) -> String {
        self.making().and_then(|making| making.paragraph.text.get(from..)).unwrap_or_default().to_owned()
    }

    /// Puts characters into the open paragraph.
    pub(super) fn put(&mut self, text: &str) -> Result<(), Refused> {
        self.size.text(text)?;
        if !self.fields.shows() {
            return Ok(());
        }
        let (own, style) = self.runs.last().copied().unwrap_or_default();
        let has_own_mark = std::mem::take(&mut self.has_own_mark);
        let Some(making) = self.making() else { return Ok(()) };
        match making.paragraph.feet.last_mut() {
            Some(foot) if has_own_mark && foot.mark.is_empty() => {
                text.trim().clone_into(&mut foot.mark);
                making.paragraph.text.push_str(&format!("[{}]", text.trim()));
            }
            _ => own.or(style).or(making.look).put(&mut making.paragraph, text),
        }
        Ok(())
    }

    /// A reference to a footnote (0) or an endnote (1).
    pub(super) fn foot(&mut self, which: usize, id: i64, has_own_mark: bool) -> Result<(), Refused> {
        let notes = if which == 0 { &self.context.footnotes } else { &self.context.endnotes };
        let (Some(text), true) = (notes.get(&id), self.fields.shows()) else { return Ok(()) };
        self.size.text(text)?;
        let mark = match self.feet.get_mut(which) {
            Some(count) if !has_own_mark => {
                *count += 1;
                show(if which == 0 { Form::Decimal } else { Form::LowerRoman }, *count)
            }
            _ => String::new(),
        };
        self.mark(NoteKind::Footnote, text);
        self.has_own_mark = has_own_mark;
        let Some(making) = self.making() else { return Ok(()) };
        if !has_own_mark {
            making.paragraph.text.push_str(&format!("[{mark}]"));
        }
        making.paragraph.feet.push(Foot { mark, text: text.clone() });
        Ok(())
    }

    /// Ends a field, or begins one.
    pub(super) fn field(&mut self, kind: &str) {
        if let Some(code) = self.fields.mark(kind)
            && is_numbering(&code)
        {
            self.mark(NoteKind::Field, &code);
        }
    }

    fn end_table(&mut self) {
        let Some(making) = self.tables.pop() else { return };
        let blocks = making.finish();
        if let Some(flow) = self.flows.last_mut() {
            blocks.into_iter().for_each(|block| flow.push(block));
        }
    }

    fn end_cell(&mut self) -> Result<(), Refused> {
        let Some(flow) = self.flows.pop() else { return Ok(()) };
        match self.tables.last_mut() {
            Some(table) => table.end_cell(flow.finish(), &mut self.size),
            None => Ok(()),
        }
    }

    fn end_link(&mut self, from: usize) {
        let (Some(address), text) = (self.links.pop(), self.text_from(from)) else { return };
        let bare = address.trim_start_matches("mailto:").trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        if !text.contains(bare) {
            self.mark(NoteKind::Link, &address);
        }
    }
}

impl Visit for Body<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused> {
        let Some(what) = self.begin(tag)? else { return Ok(false) };
        self.open.push(what);
        Ok(true)
    }

    fn close(&mut self) -> Result<(), Refused> {
        match self.open.pop() {
            Some(What::Paragraph) => self.end_paragraph()?,
            Some(What::Run) => drop(self.runs.pop()),
            Some(What::Table) => self.end_table(),
            Some(What::Row) => self.tables.last_mut().into_iter().for_each(table::Making::end_row),
            Some(What::Cell) => self.end_cell()?,
            Some(What::Frame) => self.frames -= 1,
            Some(What::Link(from)) => self.end_link(from),
            Some(What::Equation(from)) => {
                let text = self.text_from(from);
                self.mark(NoteKind::Equation, &text);
            }
            Some(What::Note(id)) => {
                if let Some(flow) = self.flows.pop() {
                    self.notes.insert(id, in_a_line(&flow.finish()));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refused> {
        match self.open.last() {
            // Lines are broken by elements; in the characters an end of line is white space.
            Some(What::Text | What::EquationText) if text.contains(['\n', '\r']) => self.put(&text.replace(['\n', '\r'], " ")),
            Some(What::Text | What::EquationText) => self.put(text),
            Some(What::Code) => {
                self.fields.code(text);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
