//! The units of a draft as a tree in the making, and the walk over its lines.

use super::kind::{Format, NoteKind, UnitKind};
use super::lines::{Line, LineKind};
use super::number::Number;
use super::place::Builder;
use super::token::{self, Start};
use super::{DraftError, Note, UNITS_MAX, inline};

/// A unit in the making.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: UnitKind,
    pub(super) number: Option<Number>,
    pub(super) parent: Option<usize>,
    pub(super) depth: u32,
    /// The source of its text, lines joined.
    pub(super) raw: String,
    /// The line it begins on.
    pub(super) line: usize,
    /// A unit lies under the nearest open one of a lower rank.
    pub(super) rank: u16,
    pub(super) indent: usize,
    /// Whether no further line can join it.
    pub(super) closed: bool,
    /// Whether its text is finished as it is.
    pub(super) verbatim: bool,
    /// Whether all its text so far is strong.
    pub(super) bold: bool,
    /// Whether its last line ended within a word.
    pub(super) hyphened: bool,
    /// Whether its first child stood on its own line, as in "2. 1. Text".
    pub(super) run: bool,
    /// The last numbers of its children.
    pub(super) last: Vec<(UnitKind, Number)>,
}

impl Node {
    /// Without number and text, at the root.
    pub(super) fn new(kind: UnitKind, rank: u16, line: &Line) -> Self {
        Self {
            kind,
            number: None,
            parent: None,
            depth: 0,
            raw: String::new(),
            line: line.number,
            rank,
            indent: line.indent,
            closed: false,
            verbatim: false,
            bold: line.bold,
            hyphened: false,
            run: false,
            last: Vec::new(),
        }
    }

    /// Its text as a reader sees it.
    pub(super) fn plain_text(&self, format: Format) -> String {
        match format {
            _ if self.verbatim => self.raw.clone(),
            Format::Markdown => inline::plain(&self.raw),
            Format::Text => inline::tidy(&self.raw),
        }
    }

    /// A number without a text yet: the next line is its text, be there a blank line or not.
    pub(super) fn is_bare(&self) -> bool {
        self.raw.is_empty() && self.kind != UnitKind::Paragraph
    }

    /// Takes a line as the continuation of its text.
    pub(super) fn join(&mut self, line: &Line) {
        if !self.raw.is_empty() && !self.hyphened {
            self.raw.push(' ');
        }
        self.raw.push_str(&line.raw);
        self.hyphened = line.hyphened;
    }
}

/// The units of a draft before they are labelled.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) notes: Vec<Note>,
}

impl Tree {
    pub(super) fn note(&mut self, unit: usize, line: usize, kind: NoteKind) {
        self.notes.push(Note { unit, line, kind });
    }
}

/// What comes after a line, as far as its own reading depends on it.
#[derive(Clone, Copy, Default)]
pub(super) struct Ahead {
    /// Whether a blank line or the end follows at once.
    pub(super) blank: bool,
    /// The kind of the next number that begins a line with text, if it is the next line with text.
    pub(super) kind: Option<UnitKind>,
    /// Whether that is a dash or bullet on the very next line.
    pub(super) dash: bool,
    /// Whether a later line of this section begins like "2. 1.": then "1. 1." is nested, not doubled.
    pub(super) nested: bool,
}

/// Places every line.
pub(super) fn build(format: Format, lines: &[Line]) -> Result<Tree, DraftError> {
    let starts: Vec<Option<Start>> = lines.iter().map(start).collect();
    let ahead = look_ahead(lines, &starts);
    let titles = lines.iter().filter(|line| line.kind == LineKind::Heading(1)).count();
    let mut builder = Builder::new(format, titles == 1);
    for ((line, start), ahead) in lines.iter().zip(&starts).zip(ahead) {
        builder.line(line, start.as_ref(), ahead);
        if builder.tree.nodes.len() > UNITS_MAX {
            return Err(DraftError::TooManyUnits { max: UNITS_MAX });
        }
    }
    Ok(builder.tree)
}

fn start(line: &Line) -> Option<Start> {
    match line.kind {
        LineKind::Text => token::read(&line.raw),
        // A dash in a heading is a sign of its text.
        LineKind::Heading(_) => token::read(&line.raw).filter(|start| start.tokens.iter().all(|token| token.dashes == 0)),
        _ => None,
    }
}

fn look_ahead(lines: &[Line], starts: &[Option<Start>]) -> Vec<Ahead> {
    let mut ahead = Ahead { blank: true, ..Ahead::default() };
    let mut all: Vec<Ahead> = Vec::with_capacity(lines.len());
    for (line, start) in lines.iter().zip(starts).rev() {
        all.push(ahead);
        if line.kind == LineKind::Blank {
            ahead = Ahead { blank: true, dash: false, ..ahead };
            continue;
        }
        let tokens = start.as_ref().map(|start| start.tokens.as_slice()).unwrap_or_default();
        let first = tokens.first();
        let kind = first.map(|token| token.kind);
        let section = kind.is_some_and(|kind| kind.is_titled() || matches!(kind, UnitKind::Section | UnitKind::Article));
        let dash = first.is_some_and(|token| token.dashes > 0);
        ahead = Ahead { blank: false, kind, dash, nested: !section && (ahead.nested || is_nested_run(tokens)) };
    }
    all.reverse();
    all
}

/// "2. 1."
fn is_nested_run(tokens: &[token::Token]) -> bool {
    let [outer, inner, ..] = tokens else { return false };
    outer.kind == UnitKind::Subsection && inner.kind == UnitKind::Subsection && outer.number != inner.number
}
