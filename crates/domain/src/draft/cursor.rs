//! A place in a line, moved over numbers and through emphasis and any kind of space.

use super::number::Number;
use super::token::Token;
use super::words;

/// A place in a line.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
    /// Marks of emphasis that are open, outermost first.
    pub(super) open: Vec<&'a str>,
}

impl<'a> Cursor<'a> {
    /// The start of `line`.
    pub(super) fn new(line: &'a str) -> Self {
        Self { rest: line, open: Vec::new() }
    }

    /// "nr" between "załącznik" and its number.
    pub(super) fn number_word(&mut self) {
        if let Some(rest) = strip_word(self.rest, words::NUMBER_WORD) {
            self.rest = rest.strip_prefix('.').unwrap_or(rest);
            self.between();
        }
    }

    /// Digits without a leading zero, and what was inserted later ("4a"); not a range ("5-7").
    pub(super) fn arabic(&mut self, most: usize) -> Option<Number> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        if length == 0 || length > most || digits.starts_with('0') {
            return None;
        }
        let (suffix, rest) = suffix(rest)?;
        let range = rest.strip_prefix(['-', '–', '—']).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
        if range {
            return None;
        }
        self.rest = rest;
        Some(Number::arabic(vec![digits.parse().ok()?], suffix))
    }

    /// Roman digits, and what was inserted later.
    pub(super) fn roman_number(&mut self) -> Option<Number> {
        let length = self.rest.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        let (suffix, rest) = suffix(rest)?;
        let number = Number::roman(digits, suffix)?;
        self.rest = rest;
        Some(number)
    }

    /// Skips spaces and marks of emphasis that open (or close) before a number.
    pub(super) fn openers(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let length = self.rest.bytes().take_while(|b| Some(b) == self.rest.as_bytes().first()).count();
            let (run, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
            let mark = matches!(run, "*" | "**" | "***" | "_" | "__" | "___");
            if !mark || rest.is_empty() || rest.starts_with(char::is_whitespace) {
                return;
            }
            if self.open.last() == Some(&run) {
                self.open.pop();
            } else {
                self.open.push(run);
            }
            self.rest = rest;
        }
    }

    /// Between a word or sign and its number: spaces, and emphasis that ends and begins again.
    pub(super) fn between(&mut self) {
        self.closers();
        self.openers();
    }

    /// Skips marks that close what is open.
    pub(super) fn closers(&mut self) {
        while let Some(mark) = self.open.last() {
            let apart = self.rest.trim_start().strip_prefix(mark);
            let apart = apart.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
            let Some(rest) = self.rest.strip_prefix(mark).or(apart) else { return };
            self.rest = rest;
            self.open.pop();
        }
    }

    /// The text behind the numbers, with the marks that are still open before it again.
    pub(super) fn remainder(&self, last: &Token) -> String {
        let mut text = self.rest.trim_start();
        if !last.kind.is_enumerated() {
            // "Rozdział I – Postanowienia ogólne"
            let title = text.trim_start_matches(['–', '—', '-', ':']);
            if title.is_empty() || title.starts_with(char::is_whitespace) {
                text = title.trim_start();
            }
        }
        if text.is_empty() { String::new() } else { format!("{}{text}", self.open.concat()) }
    }
}

/// Up to two small letters right behind a number, or superscript digits; `None` if a word goes on.
fn suffix(text: &str) -> Option<(&str, &str)> {
    let inserted = |c: &char| c.is_ascii_lowercase() || matches!(c, '¹' | '²' | '³' | '⁴'..='⁹');
    let length: usize = text.chars().take_while(inserted).take(3).map(char::len_utf8).sum();
    let (suffix, rest) = text.split_at_checked(length)?;
    let goes_on = rest.starts_with(char::is_alphanumeric);
    (suffix.chars().count() <= 2 && !goes_on).then_some((suffix, rest))
}

/// What follows `word` at the start of `text`, however the word's letters are cased.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for letter in word.chars() {
        let found = rest.next()?;
        if found.to_lowercase().next() != Some(letter) {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}
