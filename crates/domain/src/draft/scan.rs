//! The forms of legal numbers, each as it is written.

use super::cursor::{Cursor, strip_word};
use super::kind::UnitKind;
use super::number::Number;
use super::token::{End, Token, may_follow, starts_small};
use super::words;

impl Cursor<'_> {
    /// The next number, if it is one that may stand `after` the one before it.
    pub(super) fn token(&mut self, after: Option<&Token>) -> Option<Token> {
        self.openers();
        let token = self.bullet().or_else(|| self.section()).or_else(|| self.keyword());
        let token = token.or_else(|| self.count()).or_else(|| self.letter());
        let token = token.or_else(|| if after.is_none() { self.roman() } else { None })?;
        self.closers();
        after.is_none_or(|before| may_follow(before, &token)).then_some(token)
    }

    fn section(&mut self) -> Option<Token> {
        let mut ahead = self.clone();
        ahead.rest = ahead.rest.strip_prefix('§')?;
        ahead.rest = ahead.rest.strip_prefix('.').unwrap_or(ahead.rest);
        ahead.between();
        let number = ahead.arabic(4)?;
        *self = ahead;
        Some(self.finish(UnitKind::Section, number, false))
    }

    fn keyword(&mut self) -> Option<Token> {
        let (kind, rest) = words::KEYWORDS.iter().find_map(|(word, kind)| Some((*kind, strip_word(self.rest, word)?)))?;
        let small = self.rest.chars().next().is_some_and(char::is_lowercase);
        let mut ahead = self.clone();
        ahead.rest = rest.strip_prefix('.').unwrap_or(rest);
        ahead.between();
        if kind == UnitKind::Annex {
            ahead.number_word();
        }
        let Some(number) = ahead.arabic(4).or_else(|| ahead.roman_number()) else {
            let annex = kind == UnitKind::Annex;
            self.rest = if annex { rest } else { self.rest };
            return annex.then(|| Token { small, ..Token::new(kind, None, End::Bare) });
        };
        *self = ahead;
        Some(self.finish(kind, number, small))
    }

    /// `.` or nothing after the number of a section, an article or a chapter.
    fn finish(&mut self, kind: UnitKind, number: Number, small: bool) -> Token {
        self.closers();
        let trimmed = self.rest.trim_start();
        let trimmed = trimmed.strip_prefix('\\').unwrap_or(trimmed);
        let closed = trimmed.strip_prefix(['.', ':']).or_else(|| trimmed.strip_prefix(')'));
        let end = if let Some(rest) = closed {
            self.rest = rest;
            End::Dot
        } else {
            End::Bare
        };
        Token { small, ..Token::new(kind, Some(number), end) }
    }

    /// `1.`, `1)`, `1.2.`
    fn count(&mut self) -> Option<Token> {
        let mut ahead = self.clone();
        let number = ahead.arabic(3)?;
        let mut path = number.path.clone();
        while number.shown.ends_with(|c: char| c.is_ascii_digit()) {
            let Some(rest) = ahead.rest.strip_prefix('.') else { break };
            let mut part = Cursor::new(rest);
            let Some(next) = part.arabic(2) else { break };
            if next.shown.ends_with(|c: char| !c.is_ascii_digit()) || path.len() > 5 {
                return None;
            }
            path.extend(next.path);
            ahead.rest = part.rest;
        }
        ahead.closers();
        let plain = ahead.rest.strip_prefix('\\').unwrap_or(ahead.rest);
        let (end, rest) = match (plain.strip_prefix('.'), plain.strip_prefix(')')) {
            (Some(rest), _) => (End::Dot, rest),
            (_, Some(rest)) => (End::Paren, rest),
            _ if path.len() > 1 => (End::Bare, plain),
            _ => return None,
        };
        ahead.rest = rest;
        ahead.closers();
        let next = ahead.rest.chars().next();
        let parted = next.is_none_or(parts);
        let glued = match end {
            End::Dot => next.is_some_and(char::is_uppercase),
            End::Paren => next.is_some_and(char::is_alphabetic),
            End::Bare => false,
        };
        if !parted && !glued {
            return None;
        }
        let decimal = path.len() > 1;
        let kind = match end {
            _ if decimal => UnitKind::Item,
            End::Paren => UnitKind::Point,
            End::Dot | End::Bare => UnitKind::Subsection,
        };
        let number = if decimal { Number::arabic(path, "") } else { number };
        *self = ahead;
        Some(Token::new(kind, Some(number), end))
    }

    /// `a)`
    fn letter(&mut self) -> Option<Token> {
        let length: usize = self.rest.chars().take_while(|c| c.is_alphabetic()).take(3).map(char::len_utf8).sum();
        let (letters, rest) = self.rest.split_at_checked(length)?;
        let number = Number::letters(letters)?;
        let mut ahead = Cursor { rest, open: self.open.clone() };
        ahead.closers();
        let plain = ahead.rest.strip_prefix('\\').unwrap_or(ahead.rest);
        ahead.rest = plain.strip_prefix(')')?;
        ahead.closers();
        let next = ahead.rest.chars().next();
        if next.is_some_and(|c| !parts(c) && !c.is_alphabetic()) {
            return None;
        }
        *self = ahead;
        Some(Token::new(UnitKind::Letter, Some(number), End::Paren))
    }

    /// `II.` before a heading of a text without sections.
    fn roman(&mut self) -> Option<Token> {
        let mut ahead = self.clone();
        let number = ahead.roman_number()?;
        ahead.closers();
        let rest = ahead.rest.strip_prefix('\\').unwrap_or(ahead.rest).strip_prefix('.')?;
        ahead.rest = rest;
        ahead.closers();
        if ahead.rest.chars().next().is_some_and(|c| !c.is_whitespace()) || starts_small(ahead.rest) {
            return None;
        }
        *self = ahead;
        Some(Token::new(UnitKind::Heading, Some(number), End::Dot))
    }

    /// Dashes and bullets, also two in a row.
    fn bullet(&mut self) -> Option<Token> {
        let first = self.rest.chars().next()?;
        let dash = matches!(first, '–' | '—' | '-' | '−' | '‒');
        let dot = matches!(first, '•' | '▪' | '●' | '◦' | '‣' | '·' | '■' | '○' | '\u{F0B7}' | '\u{F0A7}' | '\u{F02D}');
        let mut rest = &self.rest[first.len_utf8()..];
        let next = rest.chars().next();
        let spaced = next.is_none_or(char::is_whitespace);
        // Word's second bullet is a small o before a tab.
        let fits = match first {
            '*' | '+' => spaced,
            'o' => next == Some('\t'),
            _ if dash || dot => spaced || next.is_some_and(|c| c.is_alphabetic() || matches!(c, '„' | '"')),
            _ => false,
        };
        if !fits {
            return None;
        }
        let mut dashes = 1;
        while dash && dashes < 4 {
            let Some(more) = rest.trim_start().strip_prefix(first).filter(|more| more.starts_with(char::is_whitespace)) else {
                break;
            };
            rest = more;
            dashes += 1;
        }
        let kind = if matches!(first, '–' | '—' | '−') { UnitKind::Indent } else { UnitKind::Item };
        self.rest = rest;
        Some(Token { dashes, spaced, bullet: !dash, ..Token::new(kind, None, End::Bare) })
    }
}

/// Whether a text may begin with it right behind a number.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '„' | '"' | '*' | '_' | '[' | '(')
}
