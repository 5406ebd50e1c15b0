//! A text as words and signs, as a comparison shows them.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A word or a sign, and the white space behind it. Only white space that begins a text has no word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) word: &'a str,
    pub(super) space: &'a str,
}

/// Cuts a text; the tokens put together are the text.
pub(super) fn cut(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(word_length(rest));
        let (space, behind) = behind.split_at(behind.len() - behind.trim_start().len());
        tokens.push(Token { word, space });
        rest = behind;
    }
    tokens
}

/// How many bytes the word or sign at the start of `text` takes; 0 where white space begins it.
fn word_length(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if first.is_alphanumeric() => thousands(text, run(text)),
        Some(first) if !first.is_whitespace() => text.find(|c: char| c != first && !clings(c)).unwrap_or(text.len()),
        _ => 0,
    }
}

/// Letters and digits, and single signs within them ("społeczno-gospodarczy", "1,5", "2026/2027").
fn run(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let within = !c.is_whitespace() && !is_bracket(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !clings(c) && !within {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// A number goes on behind a space while three digits follow, so that an amount is changed as a whole ("100 000").
fn thousands(text: &str, run: usize) -> usize {
    let mut end = run;
    if run > 3 || !text.bytes().take(run).all(|byte| byte.is_ascii_digit()) {
        return end;
    }
    while let Some(behind) = text.get(end..).and_then(|rest| rest.strip_prefix([' ', '\u{A0}', '\u{202F}'])) {
        let more = word_length_of_group(behind);
        if more == 0 {
            break;
        }
        end = text.len() - behind.len() + more;
    }
    end
}

/// Three digits that begin `text`, with what stands behind their comma; 0 where there is something else.
fn word_length_of_group(text: &str) -> usize {
    let length = run(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let decimal = text.get(digits..length).is_some_and(|more| more.is_empty() || more.starts_with(','));
    if digits == 3 && decimal { length } else { 0 }
}

/// Whether it belongs to the sign before it: accents, joiners, variation selectors.
fn clings(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Mark || c.general_category() == GeneralCategory::Format
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '"' | '„' | '”' | '“' | '«' | '»' | ';' | '|')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        cut(text).iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_and_signs_stand_apart_with_the_space_behind_them() {
        let tokens = cut("Rada,  w ciągu");
        assert_eq!(
            tokens.iter().map(|token| (token.word, token.space)).collect::<Vec<_>>(),
            [("Rada", ""), (",", "  "), ("w", " "), ("ciągu", ""),]
        );
    }

    #[test]
    fn an_amount_a_date_and_a_compound_are_one_word_each() {
        assert_eq!(words("100\u{A0}000,50 zł"), ["100\u{A0}000,50", "zł"]);
        assert_eq!(words("od 12.05.2026 r."), ["od", "12.05.2026", "r", "."]);
        assert_eq!(words("społeczno-gospodarczy (e-mail)"), ["społeczno-gospodarczy", "(", "e-mail", ")"]);
        assert_eq!(words("§ 12 2500 osób"), ["§", "12", "2500", "osób"]);
    }

    #[test]
    fn an_accent_stays_with_its_letter_and_dots_in_a_row_are_one() {
        assert_eq!(words("o\u{301}sma ……"), ["o\u{301}sma", "……"]);
    }

    #[test]
    fn white_space_at_the_start_is_kept() {
        assert_eq!(cut(" a"), [Token { word: "", space: " " }, Token { word: "a", space: "" }]);
        assert!(cut("").is_empty());
    }
}
