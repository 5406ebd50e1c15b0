//! Polish setting of text that is shown: what must not end a line is bound to what follows it.

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// One-letter words, and the signs of legal citations.
const BOUND: [&str; 18] = ["a", "i", "o", "u", "w", "z", "A", "I", "O", "U", "W", "Z", "§", "§§", "pkt", "nr", "Art.", "Nr"];
const ABBREVIATED: [&str; 5] = ["art.", "ust.", "lit.", "poz.", "Dz."];

/// The text with spaces bound where a line must not end. Stored text stays as it is.
pub(super) fn bind(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 16);
    let mut word_start = 0;
    for (at, c) in text.char_indices() {
        let word = text.get(word_start..at).unwrap_or_default();
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        bound.push(if c == ' ' && binds(word, rest) { NO_BREAK } else { c });
        if c.is_whitespace() || matches!(c, '(' | '[' | '„' | '“' | '"' | '–') {
            word_start = at + c.len_utf8();
        }
    }
    bound
}

/// Whether the space between `word` and `rest` holds the two together.
fn binds(word: &str, rest: &str) -> bool {
    // No word bound by its form is longer; most words are.
    (word.len() <= 4 && (BOUND.contains(&word) || ABBREVIATED.contains(&word)))
        || (word.ends_with(|c: char| c.is_ascii_digit()) && groups(rest))
}

/// Three digits and no fourth: a group of a large number.
fn groups(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

#[cfg(test)]
mod tests {
    use super::bind;

    fn shown(text: &str) -> String {
        bind(text).replace('\u{a0}', "~")
    }

    #[test]
    fn one_letter_words_and_citations_hold_on_to_what_follows() {
        assert_eq!(
            shown("Uwagi i wnioski w sprawie z § 7 ust. 2 pkt 1 lit. a ustawy"),
            "Uwagi i~wnioski w~sprawie z~§~7 ust.~2 pkt~1 lit.~a~ustawy"
        );
        assert_eq!(shown("Art. 5a (w tym nr 3)"), "Art.~5a (w~tym nr~3)");
    }

    #[test]
    fn groups_of_digits_stay_together() {
        assert_eq!(shown("1 234 567 zł, w 2026 r. 12 3456"), "1~234~567 zł, w~2026 r. 12 3456");
    }

    #[test]
    fn other_spaces_stay() {
        assert_eq!(shown("tak nie do końca"), "tak nie do końca");
        assert_eq!(shown(""), "");
    }
}
