//! The body of an ODT into blocks.

use super::lists::{Away, Lists};
use super::styles::Styles;
use crate::block::{Block, Foot, Paragraph, Size, in_a_line, mark};
use crate::flow::{Flow, Making};
use crate::look::Look;
use crate::table;
use crate::xml::{Tag, Visit};
use crate::{NoteKind, Refused};

/// How much is kept of what is said of a drawing, and of the mark of a footnote, in bytes.
const SAID_MAX: usize = 400;

/// What an open element is.
#[derive(Debug)]
pub(super) enum What {
    /// Looked through.
    Plain,
    /// A paragraph or a heading.
    Paragraph,
    /// Characters of a style.
    Span,
    List,
    Table,
    Row,
    Cell(Away),
    /// A text box.
    Frame,
    /// A drawing: what it is, where it is more than its text, and what is said of it.
    Drawing(Option<NoteKind>, String),
    /// What is said of a drawing.
    Said,
    /// A footnote or endnote, and what was read of its mark.
    Note(String),
    NoteMark,
    NoteBody(Away),
    /// A link, with its address and where its text begins.
    Link(String, usize),
}

/// Hears the part.
pub(super) struct Body<'a> {
    pub(super) styles: &'a Styles,
    pub(super) lists: Lists,
    pub(super) open: Vec<What>,
    pub(super) flows: Vec<Flow>,
    pub(super) tables: Vec<table::Making>,
    pub(super) looks: Vec<Look>,
    pub(super) size: Size,
    /// How many text boxes are open.
    pub(super) frames: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            lists: Lists::default(),
            open: Vec::new(),
            flows: vec![Flow::default()],
            tables: Vec::new(),
            looks: Vec::new(),
            size: Size::default(),
            frames: 0,
        }
    }

    /// The blocks, at the end.
    pub(super) fn finish(mut self) -> Result<Vec<Block>, Refused> {
        Ok(self.flows.pop().ok_or(Refused::Damaged)?.finish())
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

    /// Puts characters into the open paragraph.
    pub(super) fn put(&mut self, text: &str) -> Result<(), Refused> {
        self.size.text(text)?;
        let look = self.looks.last().copied().unwrap_or_default();
        if let Some(making) = self.making() {
            look.or(making.look).put(&mut making.paragraph, text);
        }
        Ok(())
    }

    /// Begins a paragraph, with its number, or a heading of a level.
    pub(super) fn begin_paragraph(&mut self, tag: &Tag<'_>, outline: Option<u8>) -> Result<What, Refused> {
        self.size.blocks(1)?;
        let style = tag.get("style-name").unwrap_or_default();
        let start = tag.number("start-value");
        let (entry, left) = if self.lists.is_open() {
            self.lists.next(self.styles).unwrap_or_default()
        } else {
            let numbered = outline.filter(|_| tag.get("is-list-header").as_deref() != Some("true"));
            (numbered.and_then(|outline| self.lists.heading(self.styles, outline, start)), None)
        };
        let shown = entry.as_ref().map(|entry| entry.label.shown.as_str());
        self.size.text(shown.unwrap_or_default())?;
        let left = self.styles.left(&style).filter(|left| *left != 0).or(left).unwrap_or(0);
        let heading = if self.styles.is_title(&style) { Some(0) } else { outline };
        let paragraph = Paragraph { entry, heading, left, centred: self.styles.is_centred(&style), ..Paragraph::default() };
        let look = self.styles.look("paragraph", &style);
        if let Some(flow) = self.flows.last_mut() {
            flow.open.push(Making { look, paragraph });
        }
        // Characters of an outer paragraph have nothing to do with those of a text box in it.
        self.looks.push(Look::default());
        Ok(What::Paragraph)
    }

    fn end_paragraph(&mut self) {
        self.looks.pop();
        let Some(flow) = self.flows.last_mut() else { return };
        let Some(Making { mut paragraph, .. }) = flow.open.pop() else { return };
        if !paragraph.is_visible() {
            flow.leave_out(paragraph);
            return;
        }
        if self.frames > 0 {
            let text = paragraph.text.clone();
            mark(&mut paragraph.marks, NoteKind::TextBox, &text);
        }
        flow.push(Block::Paragraph(paragraph));
    }

    fn end_table(&mut self) {
        let Some(making) = self.tables.pop() else { return };
        if let Some(flow) = self.flows.last_mut() {
            making.finish().into_iter().for_each(|block| flow.push(block));
        }
    }

    fn end_cell(&mut self, away: Away) -> Result<(), Refused> {
        self.lists.come_back(away);
        let (Some(flow), Some(table)) = (self.flows.pop(), self.tables.last_mut()) else { return Err(Refused::Damaged) };
        table.end_cell(flow.finish(), &mut self.size)
    }

    /// Ends the text of a footnote, whose mark stands before it.
    fn end_note(&mut self, away: Away) {
        self.lists.come_back(away);
        self.looks.pop();
        let Some(flow) = self.flows.pop() else { return };
        let text = in_a_line(&flow.finish());
        let mark = match self.open.last() {
            Some(What::Note(mark)) => mark.trim().to_owned(),
            _ => String::new(),
        };
        self.mark(NoteKind::Footnote, &text);
        if let Some(making) = self.making() {
            making.paragraph.text.push_str(&format!("[{mark}]"));
            making.paragraph.feet.push(Foot { mark, text });
        }
    }

    fn end_link(&mut self, address: &str, from: usize) {
        let bare = address.trim_start_matches("mailto:").trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        let shows = self.making().and_then(|making| making.paragraph.text.get(from..)).is_some_and(|text| text.contains(bare));
        if !shows {
            self.mark(NoteKind::Link, address);
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
            Some(What::Paragraph) => self.end_paragraph(),
            Some(What::Span) => drop(self.looks.pop()),
            Some(What::List) => self.lists.end(),
            Some(What::Table) => self.end_table(),
            Some(What::Row) => self.tables.last_mut().into_iter().for_each(table::Making::end_row),
            Some(What::Cell(away)) => self.end_cell(away)?,
            Some(What::Frame) => self.frames -= 1,
            Some(What::NoteBody(away)) => self.end_note(away),
            Some(What::Link(address, from)) => self.end_link(&address, from),
            Some(What::Drawing(Some(kind), said)) => self.mark(kind, &said),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refused> {
        let (last, above) = self.open.split_last_mut().map_or((None, None), |(last, above)| (Some(last), above.last_mut()));
        match (above, last) {
            (Some(What::Drawing(_, said)), Some(What::Said)) | (Some(What::Note(said)), Some(What::NoteMark)) => {
                said.extend(text.chars().take(SAID_MAX.saturating_sub(said.len())));
                return Ok(());
            }
            (_, Some(What::Paragraph | What::Span | What::Link(..) | What::Plain)) => {}
            _ => return Ok(()),
        }
        // White space is one space, whatever it is and however long; elements say where there is more of it.
        self.put(&text.replace(['\n', '\r', '\t'], " "))
    }
}
