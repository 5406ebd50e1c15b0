//! How high each kind of unit ranks: a unit lies under the nearest open one of a lower rank.

use super::kind::{Format, UnitKind};
use super::lines::{Line, LineKind};
use super::number::Number;
use super::token::Token;
use super::tree::Node;

pub(super) const ANNEX: u16 = 5;
pub(super) const SECTION: u16 = 60;
pub(super) const POINT: u16 = 80;
pub(super) const PARAGRAPH: u16 = 200;
const SECTION_OF_ARTICLE: u16 = 65;
const SUBSECTION: u16 = 70;
const DASH: u16 = 100;
/// A number under a dash, as nested lists have it.
const UNDER_DASH: u16 = 120;

/// How many columns deeper an entry of a nested list stands.
const DEEPER: usize = 2;

/// A heading of Markdown's level.
pub(super) fn heading(level: u8) -> u16 {
    50 + u16::from(level)
}

/// Whether it is § or Art.
pub(super) fn is_section(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Section | UnitKind::Article)
}

/// Whether its numbers go on through the whole act.
pub(super) fn counts_through(kind: UnitKind, rank: u16) -> bool {
    kind.is_titled() || (is_section(kind) && rank == SECTION)
}

/// What is open where a number stands.
pub(super) struct View<'a> {
    /// Outermost first.
    pub(super) open: Vec<&'a Node>,
    /// Whether the act is one of sections or of articles.
    pub(super) act: Option<UnitKind>,
    pub(super) format: Format,
}

impl View<'_> {
    /// What a number is here, and how high it ranks; `alone` if it is the only one of its line.
    pub(super) fn form(&self, token: &Token, line: &Line, alone: bool) -> (UnitKind, u16) {
        if let (LineKind::Heading(level), true) = (line.kind, alone && token.kind.is_enumerated())
            && !self.open.iter().any(|node| is_section(node.kind))
        {
            return (UnitKind::Heading, heading(level));
        }
        if token.dashes > 0 {
            return (token.kind, DASH + self.dash_level(token, line));
        }
        if token.kind == UnitKind::Subsection && self.is_nested(token, line, alone) {
            return (UnitKind::Point, POINT);
        }
        if token.kind.is_enumerated() && self.is_under_dash(token, line) {
            return (token.kind, UNDER_DASH);
        }
        let rank = match token.kind {
            UnitKind::Annex => ANNEX,
            UnitKind::Part => 10,
            UnitKind::Division => 20,
            UnitKind::Chapter => 30,
            UnitKind::Subchapter => 40,
            UnitKind::Heading => heading(1),
            UnitKind::Section if self.act == Some(UnitKind::Article) && self.open.iter().any(|node| node.kind == UnitKind::Article) => {
                SECTION_OF_ARTICLE
            }
            UnitKind::Article | UnitKind::Section => SECTION,
            UnitKind::Subsection => SUBSECTION,
            UnitKind::Item => {
                let parts = token.number.as_ref().map_or(1, |number| number.path.len());
                SUBSECTION + u16::try_from(parts.saturating_sub(1)).unwrap_or(5).min(5)
            }
            UnitKind::Point => POINT,
            UnitKind::Letter => 90,
            UnitKind::Indent => DASH,
            UnitKind::Paragraph => PARAGRAPH,
        };
        (token.kind, rank)
    }

    /// "1." deeper than an open "1." is a point of it, and so is what goes on after "2. 1.".
    fn is_nested(&self, token: &Token, line: &Line, alone: bool) -> bool {
        let Some(number) = &token.number else { return false };
        let Some(outer) = self.open.iter().rev().find(|node| node.kind == UnitKind::Subsection) else { return false };
        let point = outer.last.iter().find(|(kind, _)| *kind == UnitKind::Point).map(|(_, number)| number);
        let next = point.is_some_and(|point| number.follows(point));
        let deeper = self.format == Format::Markdown && outer.indent + DEEPER <= line.indent;
        (deeper && (number.is_first() || point.is_some())) || (outer.run && next && alone)
    }

    fn is_under_dash(&self, token: &Token, line: &Line) -> bool {
        let dash = self.open.iter().rev().find(|node| is_dash(node));
        self.format == Format::Markdown
            && dash.is_some_and(|dash| {
                let begun = dash.last.iter().any(|(kind, _)| *kind == token.kind);
                dash.indent + DEEPER <= line.indent && (begun || token.number.as_ref().is_some_and(Number::is_first))
            })
    }

    fn dash_level(&self, token: &Token, line: &Line) -> u16 {
        let dashes = self.open.iter().filter(|node| is_dash(node));
        let outer = dashes.clone().filter(|node| node.indent + DEEPER <= line.indent).count();
        let doubled = token.dashes > 1 && dashes.count() > 0;
        let level = if doubled { outer.max(1) } else { outer };
        u16::try_from(level).unwrap_or(u16::MAX).min(8)
    }
}

fn is_dash(node: &Node) -> bool {
    node.number.is_none() && matches!(node.kind, UnitKind::Indent | UnitKind::Item)
}
