//! Every number to its place in the tree.

use super::judge::{Context, Verdict, judge};
use super::kind::{Format, NoteKind, UnitKind};
use super::label::goes_on;
use super::lines::{Line, LineKind};
use super::number::Number;
use super::rank;
use super::token::{Start, Token};
use super::tree::{Ahead, Node, Tree};

/// The tree so far, and what is open in it.
pub(super) struct Builder {
    pub(super) format: Format,
    pub(super) tree: Tree,
    /// The units that a new one may lie under, outermost first.
    pub(super) stack: Vec<usize>,
    /// The last numbers that count through the whole act (§, chapters).
    scope: Vec<(UnitKind, Number)>,
    /// The last numbers outside any unit.
    roots: Vec<(UnitKind, Number)>,
    /// Whether the act is one of sections or one of articles.
    act: Option<UnitKind>,
    /// Whether a blank line or a block stands before the line.
    pub(super) blank: bool,
    /// The line before.
    before: String,
    /// Whether the draft has one heading of the first level: then that is its title and holds nothing.
    pub(super) one_title: bool,
}

impl Builder {
    pub(super) fn new(format: Format, one_title: bool) -> Self {
        Self {
            format,
            tree: Tree { nodes: Vec::new(), notes: Vec::new() },
            stack: Vec::new(),
            scope: Vec::new(),
            roots: Vec::new(),
            act: None,
            blank: true,
            before: String::new(),
            one_title,
        }
    }

    pub(super) fn line(&mut self, line: &Line, start: Option<&Start>, ahead: Ahead) {
        match line.kind {
            LineKind::Blank => {
                self.blank = true;
                return;
            }
            LineKind::Quote => self.block(line, NoteKind::Quote),
            LineKind::Table => self.block(line, NoteKind::Table),
            LineKind::Code => self.block(line, NoteKind::Code),
            LineKind::Text | LineKind::Heading(_) => self.text_line(line, start, ahead),
        }
        self.before.clone_from(&line.raw);
        self.blank = !matches!(line.kind, LineKind::Text);
    }

    fn text_line(&mut self, line: &Line, start: Option<&Start>, ahead: Ahead) {
        let Some(start) = start else { return self.text(line, ahead) };
        match judge(start, &self.context(line, start, ahead)) {
            Verdict::Unit if self.is_annex_title(start) => self.text(line, ahead),
            Verdict::Unit => self.units(line, start, ahead),
            Verdict::Text => self.text(line, ahead),
            Verdict::Mention => {
                self.text(line, ahead);
                self.note(line, NoteKind::Mention);
            }
        }
    }

    fn context<'a>(&'a self, line: &Line, start: &Start, ahead: Ahead) -> Context<'a> {
        let last = self.tree.nodes.last();
        let heading = matches!(line.kind, LineKind::Heading(_));
        let opened = last.is_none_or(|node| node.is_bare() || node.closed || node.kind.is_titled() || node.kind == UnitKind::Heading);
        let dash = last.is_some_and(|node| node.number.is_none() && node.kind.is_enumerated());
        Context {
            fresh: self.blank || heading || opened,
            before: &self.before,
            expected: start.tokens.first().is_some_and(|token| self.expects(token, line, start.tokens.len() == 1)),
            among_dashes: dash || ahead.dash,
        }
    }

    /// Whether the number of `token` is the next one where it would stand.
    fn expects(&self, token: &Token, line: &Line, alone: bool) -> bool {
        let Some(number) = &token.number else { return false };
        let (kind, rank) = self.form(token, line, alone);
        let numbers = if rank::counts_through(kind, rank) {
            &self.scope
        } else {
            let above = self.stack.iter().rev().filter_map(|at| self.tree.nodes.get(*at)).find(|node| node.rank < rank);
            above.map_or(&self.roots, |node| &node.last)
        };
        let last = numbers.iter().find(|(other, _)| *other == kind).map(|(_, number)| number);
        goes_on(kind, last, number)
    }

    /// "Załącznik do uchwały …" above an act is part of its title; only one behind an act begins an annex.
    fn is_annex_title(&self, start: &Start) -> bool {
        let annex = start.tokens.first().is_some_and(|token| token.kind == UnitKind::Annex);
        annex && self.act.is_none()
    }

    /// Opens the units whose numbers begin the line.
    fn units(&mut self, line: &Line, start: &Start, ahead: Ahead) {
        let mut outer: Option<&Token> = None;
        for token in &start.tokens {
            let same = outer.is_some_and(|outer| outer.kind == token.kind);
            let doubled = same && outer.is_some_and(|outer| outer.number == token.number);
            let nested = same
                && token.kind == UnitKind::Subsection
                && (!doubled || (ahead.nested && token.number.as_ref().is_some_and(Number::is_first)));
            if doubled && !nested {
                self.note(line, NoteKind::Doubled);
                continue;
            }
            if nested && let Some(node) = self.tree.nodes.last_mut() {
                node.run = true;
            }
            let alone = start.tokens.len() == 1;
            let (mut kind, mut rank) = if nested { (UnitKind::Point, rank::POINT) } else { self.form(token, line, alone) };
            self.adopt(token, rank);
            self.close_to(rank);
            if token.dashes > 0 {
                kind = if kind == UnitKind::Item && self.is_within_number() { UnitKind::Indent } else { kind };
            }
            if kind == UnitKind::Annex {
                self.scope.clear();
                self.act = None;
                rank = rank::ANNEX;
            }
            self.remember_act(kind, line);
            let node = Node { number: token.number.clone(), ..Node::new(kind, rank, line) };
            self.open(node);
            outer = Some(token);
        }
        if let Some(node) = self.tree.nodes.last_mut() {
            node.raw.clone_from(&start.rest);
            node.hyphened = line.hyphened;
            let heading = matches!(line.kind, LineKind::Heading(_)) || node.kind == UnitKind::Heading;
            node.closed = heading && !start.rest.is_empty();
        }
    }

    /// What a number is here, and how high it ranks.
    fn form(&self, token: &Token, line: &Line, alone: bool) -> (UnitKind, u16) {
        let open = self.stack.iter().filter_map(|at| self.tree.nodes.get(*at));
        let view = rank::View { open: open.collect(), act: self.act, format: self.format };
        view.form(token, line, alone)
    }

    /// A list takes the paragraph before it as its introduction.
    fn adopt(&mut self, token: &Token, rank: u16) {
        let last = self.tree.nodes.len().checked_sub(1);
        if last != self.stack.last().copied() {
            return;
        }
        let Some(node) = self.tree.nodes.last_mut() else { return };
        let introduces = node.raw.trim_end_matches(['*', '_', ' ']).ends_with(':');
        let begins = token.number.as_ref().map_or(token.dashes > 0, |number| introduces && number.is_first());
        if node.kind == UnitKind::Paragraph && !node.verbatim && token.kind.is_enumerated() && begins {
            node.rank = rank.saturating_sub(3);
        }
    }

    fn remember_act(&mut self, kind: UnitKind, line: &Line) {
        if !matches!(kind, UnitKind::Section | UnitKind::Article) {
            return;
        }
        if kind == UnitKind::Article && self.act == Some(UnitKind::Section) {
            // The unit is opened right after this.
            self.tree.note(self.tree.nodes.len(), line.number, NoteKind::Mixed);
        }
        self.act.get_or_insert(kind);
    }

    pub(super) fn close_to(&mut self, rank: u16) {
        while let Some(node) = self.stack.last().and_then(|at| self.tree.nodes.get(*at)) {
            if node.rank < rank {
                break;
            }
            self.stack.pop();
        }
    }

    /// Puts a unit under the innermost open one and opens it.
    pub(super) fn open(&mut self, node: Node) {
        let at = self.add(node);
        self.stack.push(at);
    }

    /// Puts a unit under the innermost open one.
    pub(super) fn add(&mut self, mut node: Node) -> usize {
        node.parent = self.stack.last().copied();
        node.depth = u32::try_from(self.stack.len()).unwrap_or(u32::MAX);
        if let Some(number) = &node.number {
            let parent = node.parent.and_then(|at| self.tree.nodes.get_mut(at));
            let numbers = match parent {
                _ if rank::counts_through(node.kind, node.rank) => &mut self.scope,
                Some(parent) => &mut parent.last,
                None => &mut self.roots,
            };
            numbers.retain(|(kind, _)| *kind != node.kind);
            numbers.push((node.kind, number.clone()));
        }
        self.tree.nodes.push(node);
        self.tree.nodes.len() - 1
    }

    fn is_within_number(&self) -> bool {
        let mut open = self.stack.iter().filter_map(|at| self.tree.nodes.get(*at));
        open.any(|node| node.number.is_some() && (node.rank >= rank::SECTION))
    }

    pub(super) fn note(&mut self, line: &Line, kind: NoteKind) {
        self.tree.note(self.tree.nodes.len().saturating_sub(1), line.number, kind);
    }
}
