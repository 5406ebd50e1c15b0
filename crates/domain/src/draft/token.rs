//! Legal numbers at the start of a line, seen through emphasis, escapes and any kind of space.

use super::cursor::Cursor;
use super::kind::UnitKind;
use super::number::Number;

/// What closes a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// `1.`
    Dot,
    /// `1)`
    Paren,
    /// Nothing: `§ 1`.
    Bare,
}

/// One number.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: UnitKind,
    /// `None` for dashes, bullets and an annex without a number.
    pub(super) number: Option<Number>,
    pub(super) end: End,
    /// How many dashes stood in a row; 0 for anything else.
    pub(super) dashes: u32,
    /// Whether it is a bullet, which no sentence has in it.
    pub(super) bullet: bool,
    /// Whether a space parts a dash from its text.
    pub(super) spaced: bool,
    /// Whether the word ("rozdział", "art.") was written small.
    pub(super) small: bool,
}

impl Token {
    pub(super) fn new(kind: UnitKind, number: Option<Number>, end: End) -> Self {
        Self { kind, number, end, dashes: 0, bullet: false, spaced: true, small: false }
    }
}

/// The numbers that begin a line, and the text behind them with its Markdown whole.
#[derive(Clone, Debug)]
pub(super) struct Start {
    pub(super) tokens: Vec<Token>,
    pub(super) rest: String,
}

/// Reads the numbers at the start of `line`; `None` if there is none.
pub(super) fn read(line: &str) -> Option<Start> {
    let mut cursor = Cursor::new(line.trim_start_matches('#'));
    let mut tokens = vec![cursor.token(None)?];
    while let Some(last) = tokens.last() {
        let mut ahead = cursor.clone();
        let Some(token) = ahead.token(Some(last)) else { break };
        let counts = token
            .number
            .as_ref()
            .is_none_or(|number| number.is_first() || last.number.as_ref() == Some(number) || !starts_small(ahead.rest));
        if !counts || tokens.len() > 6 {
            break;
        }
        tokens.push(token);
        cursor = ahead;
    }
    let rest = cursor.remainder(tokens.last()?);
    Some(Start { tokens, rest })
}

/// Whether the first letter of `text` is a small one or a digit, past marks and quotation marks.
pub(super) fn starts_small(text: &str) -> bool {
    let opening = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '„' | '"' | '(' | '[' | '«' | '”');
    text.trim_start_matches(opening).chars().next().is_some_and(|c| c.is_lowercase() || c.is_numeric())
}

/// Which number may stand behind which on one line.
pub(super) fn may_follow(before: &Token, token: &Token) -> bool {
    let order = |kind: UnitKind| UnitKind::ALL.iter().position(|other| *other == kind);
    let enumerated = token.kind.is_enumerated();
    match before.kind {
        UnitKind::Section | UnitKind::Article if token.kind == UnitKind::Section => before.kind == UnitKind::Article,
        UnitKind::Section | UnitKind::Article => enumerated && token.dashes == 0 && token.end != End::Bare,
        UnitKind::Subsection | UnitKind::Point | UnitKind::Letter if before.kind == token.kind => {
            let first = token.number.as_ref().is_some_and(Number::is_first);
            before.number == token.number || (first && before.kind == UnitKind::Subsection)
        }
        UnitKind::Subsection | UnitKind::Point | UnitKind::Letter => {
            enumerated && order(token.kind) > order(before.kind) && token.kind != UnitKind::Item && token.spaced
        }
        kind if kind.is_titled() => matches!(token.kind, UnitKind::Section | UnitKind::Article) && !token.small,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_shown(line: &str) -> Option<(Vec<String>, String)> {
        let start = read(line)?;
        let shown = |token: &Token| token.number.as_ref().map_or_else(|| "-".to_owned(), |number| number.shown.clone());
        Some((start.tokens.iter().map(shown).collect(), start.rest))
    }

    #[test]
    fn numbers_in_a_row_are_read_as_far_as_they_go() {
        let read = |line| read_shown(line).unwrap();
        assert_eq!(read("§ 3. 1. 1) a) Tekst"), (vec!["3".into(), "1".into(), "1".into(), "a".into()], "Tekst".into()));
        assert_eq!(read("§ 3. 10 dni"), (vec!["3".into()], "10 dni".into()));
        assert_eq!(read("§ 3. 5. edycja"), (vec!["3".into()], "5. edycja".into()));
        assert_eq!(read("1) – tekst"), (vec!["1".into(), "-".into()], "tekst".into()));
        assert_eq!(read("Załącznik nr"), (vec!["-".into()], "nr".into()));
    }

    #[test]
    fn emphasis_that_is_open_behind_a_number_stays_open() {
        assert_eq!(read_shown("**§ 1. Tekst**").unwrap().1, "**Tekst**");
        assert_eq!(read_shown("**§ 1.** **Tekst**").unwrap().1, "**Tekst**");
        assert_eq!(read_shown("**§ 1 **").unwrap().1, "");
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for line in [
            "1 stycznia",
            "2025. Tekst",
            "12.05.2024 r.",
            "2.500 zł",
            "§§ 3–5",
            "§ 3-5",
            "np) tekst",
            "-5 stopni",
            "1), 2) i 3)",
            "Rozdziałem 1",
            "01. x",
            "§ abc",
        ] {
            assert!(read(line).is_none(), "{line:?}");
        }
    }
}
