//! What people type, made regular once at the door.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::problem::Problem;

/// The most characters (Unicode scalar values) of a remark.
pub const BODY_MAX: usize = 10_000;

/// The text of a remark as it is stored and compared: normalised, visible and within bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Body(String);

impl Body {
    /// Normalises and checks what a person typed.
    ///
    /// # Errors
    /// [`Problem::Required`] when nothing in it is visible, [`Problem::TooLong`] past [`BODY_MAX`],
    /// [`Problem::ForbiddenCharacters`] for control characters and bidirectional overrides.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        multiline(typed, BODY_MAX).map(Self)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, by value.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Self::parse(&typed).map_err(|_| serde::de::Error::custom("not the text of a remark"))
    }
}

/// NFC, `\n` as the only line end, no outer white space.
#[must_use]
pub fn normalise(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let composed: String = lines.nfc().collect();
    composed.trim().to_owned()
}

/// A text of several lines, at most `max` characters.
///
/// # Errors
/// As [`Body::parse`].
pub fn multiline(typed: &str, max: usize) -> Result<String, Problem> {
    let text = normalise(typed);
    check(&text, max, |c| c == '\n' || c == '\t')?;
    Ok(text)
}

/// What may stay empty: empty where nothing visible was typed, else as `parse` reads it.
///
/// # Errors
/// As `parse`, but for [`Problem::Required`].
pub fn optional(typed: &str, parse: impl FnOnce(&str) -> Result<String, Problem>) -> Result<String, Problem> {
    match parse(typed) {
        Err(Problem::Required) => Ok(String::new()),
        read => read,
    }
}

/// A text of one line, at most `max` characters; inner runs of white space become one space.
///
/// # Errors
/// As [`Body::parse`].
pub fn line(typed: &str, max: usize) -> Result<String, Problem> {
    let text = normalise(typed);
    // Line ends and tabs would be control characters in a name; pasted ones are meant as spaces.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    check(&text, max, |_| false)?;
    Ok(text)
}

fn check(text: &str, max: usize, allowed_control: impl Fn(char) -> bool) -> Result<(), Problem> {
    if text.chars().count() > max {
        return Err(Problem::TooLong { max });
    }
    if text.chars().any(|c| (c.is_control() && !allowed_control(c)) || is_bidi_override(c)) {
        return Err(Problem::ForbiddenCharacters);
    }
    if !text.chars().any(is_visible) {
        return Err(Problem::Required);
    }
    Ok(())
}

/// Embeddings, overrides and isolates (UAX #9): they can show a text in another order than it has.
fn is_bidi_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a reader sees anything for `c`: not for white space, the blank Braille pattern, and what
/// Unicode calls default-ignorable (`DerivedCoreProperties.txt`).
#[must_use]
pub fn is_visible(c: char) -> bool {
    let blank = c.is_whitespace() || c == '\u{2800}' || is_default_ignorable(c);
    !blank && !matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Unassigned | GeneralCategory::Surrogate)
}

/// `Default_Ignorable_Code_Point` of Unicode's `DerivedCoreProperties.txt` (stable since 4.1 by block).
fn is_default_ignorable(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_typed_on_two_machines_is_one_text() {
        let composed = Body::parse("  Zażółć\r\ngęślą\rjaźń \n").unwrap();
        let decomposed = Body::parse("Zaz\u{307}o\u{301}łc\u{301}\nge\u{328}s\u{301}la\u{328}\njaz\u{301}n\u{301}").unwrap();
        assert_eq!(composed, decomposed);
        assert_eq!(composed.as_str(), "Zażółć\ngęślą\njaźń");
    }

    #[test]
    fn a_text_in_which_nothing_is_visible_is_refused() {
        for typed in [
            "",
            " \n\t",
            "\u{2800}\u{2800}",
            "\u{200B}",
            "\u{AD}",
            "\u{3164}",
            "\u{FE0F}",
            "\u{E0020}",
            "\u{FEFF}\u{A0}",
            "\u{200E}\u{200F}",
        ] {
            assert_eq!(Body::parse(typed), Err(Problem::Required), "{typed:?}");
        }
    }

    #[test]
    fn overrides_and_control_characters_are_refused() {
        for typed in ["a\u{202E}b", "a\u{2066}b", "a\u{0}b", "a\u{1B}[31m", "a\u{7F}", "a\u{85}b"] {
            assert_eq!(Body::parse(typed), Err(Problem::ForbiddenCharacters), "{typed:?}");
        }
    }

    #[test]
    fn the_bound_counts_characters_not_bytes() {
        assert!(Body::parse(&"ż".repeat(BODY_MAX)).is_ok());
        assert_eq!(Body::parse(&"ż".repeat(BODY_MAX + 1)), Err(Problem::TooLong { max: BODY_MAX }));
    }

    #[test]
    fn an_emoji_with_a_joiner_is_visible() {
        assert!(Body::parse("👩\u{200D}🔧").is_ok());
    }

    #[test]
    fn a_line_has_no_line_ends() {
        assert_eq!(line(" Anna\n Nowak\t", 80).unwrap(), "Anna Nowak");
    }
}
