//! How characters look, as far as it decides whether they are text and which.

use crate::NoteKind;
use crate::block::{Paragraph, mark};

/// What is said of characters; `None` where it is not said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    /// Bold.
    pub(crate) bold: Option<bool>,
    /// Hidden.
    pub(crate) hidden: Option<bool>,
    /// Struck through.
    pub(crate) struck: Option<bool>,
    /// Above or below the line.
    pub(crate) raised: Option<Raised>,
}

/// Where characters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raised {
    /// On the line.
    No,
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Look {
    /// The same, with `other` where nothing is said.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }

    /// Puts characters that look so into a paragraph.
    pub(crate) fn put(self, paragraph: &mut Paragraph, text: &str) {
        if self.hidden == Some(true) {
            return mark(&mut paragraph.marks, NoteKind::Hidden, text);
        }
        if self.struck == Some(true) && text.chars().any(|c| !c.is_whitespace()) {
            mark(&mut paragraph.marks, NoteKind::Struck, text);
        }
        if self.bold == Some(true) {
            paragraph.bold += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        match self.raised {
            Some(Raised::Above) => paragraph.text.push_str(&moved(text, above)),
            Some(Raised::Below) => paragraph.text.push_str(&moved(text, below)),
            _ => paragraph.text.push_str(text),
        }
    }
}

/// Digits above or below the line, as letters of their own: "§ 4¹" is not "§ 41". Where one has none, all stay.
fn moved(text: &str, letter: fn(char) -> Option<char>) -> String {
    text.chars().map(letter).collect::<Option<String>>().unwrap_or_else(|| text.to_owned())
}

fn above(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(u32::from('⁰') + u32::from(c) - u32::from('0'))?,
        '(' => '⁽',
        ')' => '⁾',
        '+' => '⁺',
        '-' | '−' => '⁻',
        c if c.is_whitespace() => c,
        _ => return None,
    })
}

fn below(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32(u32::from('₀') + u32::from(c) - u32::from('0'))?,
        c if c.is_whitespace() => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_above_the_line_stay_apart_from_those_on_it() {
        assert_eq!(moved("1", above), "¹");
        assert_eq!(moved("10)", above), "¹⁰⁾");
        assert_eq!(moved("2", below), "₂");
        assert_eq!(moved("nd", above), "nd");
    }
}
