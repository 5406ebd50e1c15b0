//! Lines without a number to their place in the tree: continuations, headings, paragraphs, blocks.

use super::judge::ends_sentence;
use super::kind::{Format, NoteKind, UnitKind};
use super::lines::{Line, LineKind};
use super::place::Builder;
use super::tree::{Ahead, Node};
use super::{rank, words};

/// The longest line that may be a heading without a mark, in characters.
const HEADING_MAX: usize = 200;

impl Builder {
    /// A table, a quotation, a block of code.
    pub(super) fn block(&mut self, line: &Line, kind: NoteKind) {
        self.paragraph(line);
        if let Some(node) = self.tree.nodes.last_mut() {
            node.closed = true;
            node.verbatim = kind != NoteKind::Quote;
        }
        self.note(line, kind);
    }

    /// A line without a number: it goes on with the unit before it or begins one of its own.
    pub(super) fn text(&mut self, line: &Line, ahead: Ahead) {
        let heading = matches!(line.kind, LineKind::Heading(_));
        let reasons = (self.blank || heading) && words::is_reasons(&line.raw);
        if let Some(node) = self.tree.nodes.last_mut().filter(|_| !reasons) {
            let takes = node.is_bare() && !(heading && node.kind.is_enumerated());
            let titled = node.kind.is_titled() || rank::is_section(node.kind);
            let title_ends = titled && node.bold && !line.bold;
            let goes_on = !(self.blank || heading || node.closed || title_ends);
            if takes || goes_on {
                node.bold = line.bold && (takes || node.bold);
                node.closed = heading;
                node.join(line);
                return;
            }
        }
        if reasons {
            self.close_to(rank::ANNEX);
            self.open(Node { raw: line.raw.clone(), closed: true, ..Node::new(UnitKind::Heading, rank::ANNEX, line) });
        } else if let LineKind::Heading(level) = line.kind {
            let rank = rank::heading(level);
            self.close_to(rank);
            let node = Node { raw: line.raw.clone(), closed: true, ..Node::new(UnitKind::Heading, rank, line) };
            if self.tree.nodes.is_empty() && level == 1 && self.one_title {
                self.add(node);
            } else {
                self.open(node)
            }
        } else if self.stands_as_heading(line, ahead) {
            self.close_to(rank::heading(6));
            self.add(Node { raw: line.raw.clone(), closed: true, ..Node::new(UnitKind::Heading, rank::heading(6), line) });
        } else {
            self.paragraph(line);
        }
    }

    /// A line of its own that is strong, or all in capitals: a heading nobody marked as one.
    fn stands_as_heading(&self, line: &Line, ahead: Ahead) -> bool {
        let raw = line.raw.trim_matches(['*', '_', ' ']);
        let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
        let marked = match self.format {
            Format::Markdown => line.bold,
            Format::Text => letters >= 4 && !raw.chars().any(char::is_lowercase),
        };
        let section_open = self.stack.iter().filter_map(|at| self.tree.nodes.get(*at)).any(|node| rank::is_section(node.kind));
        let parts = ahead.kind.is_some_and(|kind| kind.is_titled() || rank::is_section(kind));
        let ended = raw.ends_with(['.', ';', ',', ':']);
        marked && self.blank && ahead.blank && !ended && raw.chars().count() <= HEADING_MAX && (!section_open || parts)
    }

    fn paragraph(&mut self, line: &Line) {
        let home = self.home(line);
        while self.stack.last().copied() != home && !self.stack.is_empty() {
            self.stack.pop();
        }
        self.open(Node { raw: line.raw.clone(), hyphened: line.hyphened, ..Node::new(UnitKind::Paragraph, rank::PARAGRAPH, line) });
    }

    /// The unit that a paragraph without a number belongs to.
    fn home(&self, line: &Line) -> Option<usize> {
        let nodes = &self.tree.nodes;
        let mut at = nodes.len().checked_sub(1)?;
        while let Some(node) = nodes.get(at) {
            let holds = node.kind != UnitKind::Paragraph && (node.kind != UnitKind::Heading || self.stack.contains(&at));
            if holds {
                break;
            }
            at = node.parent?;
        }
        if self.format == Format::Markdown
            && let Some(entry) = self.indented_under(at, line)
        {
            return Some(entry);
        }
        let node = nodes.get(at)?;
        if !node.kind.is_enumerated() {
            return Some(at);
        }
        // After "…;" the enumeration goes on around it, after "." it is over.
        let over = ends_sentence(&node.raw) && node.raw.ends_with('.');
        let mut at = node.parent?;
        while let Some(above) = nodes.get(at) {
            let entry = matches!(above.kind, UnitKind::Point | UnitKind::Letter | UnitKind::Indent | UnitKind::Item);
            if !(above.kind == UnitKind::Paragraph || (over && entry)) {
                return Some(at);
            }
            at = above.parent?;
        }
        None
    }

    /// In Markdown a paragraph indented under an entry belongs to it.
    fn indented_under(&self, from: usize, line: &Line) -> Option<usize> {
        let mut up = Some(from);
        while let Some(at) = up {
            let node = self.tree.nodes.get(at)?;
            if !node.kind.is_enumerated() && node.kind != UnitKind::Paragraph {
                return None;
            }
            if node.kind.is_enumerated() && node.indent + 2 <= line.indent {
                return Some(at);
            }
            up = node.parent;
        }
        None
    }
}
