//! Texts as the fonts can show them. A sign that no font has would be an empty box for the eye and nothing at all for who
//! listens, which PDF/UA forbids: its number in Unicode stands for it. The other formats have the sign itself.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use busola_domain::text::is_visible;

use super::world::fonts;

/// The longest word that may be too long for a column; hyphenation takes care of shorter ones.
const WORD_MAX: usize = 24;
/// After how many signs a longer one may break.
const PIECE: usize = 12;
/// Where a line may break and nothing is shown.
const BREAK: char = '\u{200B}';
const SOFT_HYPHEN: char = '\u{AD}';

/// What any of the fonts can show.
static KNOWN: LazyLock<HashSet<char>> =
    LazyLock::new(|| fonts().iter().flat_map(|font| font.info().coverage.iter()).filter_map(char::from_u32).collect());

/// A text of signs that the fonts have, which can be broken into lines.
pub(super) fn printable(text: &str) -> String {
    broken(&shown(text))
}

/// A text of signs that the fonts have.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='~' | '\n' | SOFT_HYPHEN => shown.push(c),
            '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push(' '),
            _ if c.is_whitespace() => shown.push(if KNOWN.contains(&c) { c } else { ' ' }),
            // Joiners, selectors, marks of direction: they shape signs that are not there any more, or show nothing.
            _ if !is_visible(c) => {}
            _ if KNOWN.contains(&c) => shown.push(c),
            _ => {
                let _infallible = write!(shown, "[U+{:04X}]", u32::from(c));
            }
        }
    }
    shown
}

/// A text whose very long words, addresses for instance, may break.
fn broken(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.len() <= WORD_MAX || word.chars().count() <= WORD_MAX {
            broken.push_str(word);
            continue;
        }
        for (at, c) in word.chars().enumerate() {
            if at > 0 && at.is_multiple_of(PIECE) && !c.is_whitespace() {
                broken.push(BREAK);
            }
            broken.push(c);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LETTERS;

    #[test]
    fn the_fonts_have_every_letter_of_polish_and_its_neighbours() {
        for text in [LETTERS, "„–—…” § € ½ ² →", "привіт Київ ґєії", "čďěňřšťůž", "äöüß", "Ωμ", "שלום"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_sign_that_no_font_has_is_told_by_its_number() {
        assert_eq!(shown("dobrze 👍\u{FE0F}!"), "dobrze [U+1F44D]!");
        assert_eq!(shown("a\u{200B}b\u{0}c\td\u{2028}e"), "abc d\ne");
    }

    #[test]
    fn a_very_long_word_may_break() {
        let address = "https://example.org/a/very/long/address";
        let text = printable(&format!("zob. {address} tutaj"));
        assert!(text.contains(BREAK) && text.replace(BREAK, "").contains(address));
        assert_eq!(printable("odpowiedzialności społecznej"), "odpowiedzialności społecznej");
    }
}
