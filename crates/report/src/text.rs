//! Texts as files can hold them.

use std::borrow::Cow;

/// A text without the characters that XML 1.0 forbids, which no office program would open.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_xml) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter(|c| is_xml(*c)).collect()) }
}

/// The production `Char` of XML 1.0; a `char` is never a surrogate. Line ends are `\n` in texts that were read at the door.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// A text of at most `max` units of UTF-16, as spreadsheets count; of a longer one the beginning, with a `mark` that says so.
pub(crate) fn cut(text: &str, max: usize, mark: impl FnOnce() -> String) -> Cow<'_, str> {
    // A text has at least as many bytes as units.
    if text.len() <= max || text.encode_utf16().count() <= max {
        return Cow::Borrowed(text);
    }
    let mark = mark();
    let room = max.saturating_sub(mark.encode_utf16().count());
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= room
    };
    let mut beginning: String = text.chars().take_while(fits).collect();
    beginning.push_str(&mark);
    Cow::Owned(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{B}\u{1F}\u{FFFE}\u{FFFF}\n\tż😀"), "ab\n\tż😀");
        assert!(matches!(clean("zażółć"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let cut = |text: &'static str, max| cut(text, max, || "…".to_owned());
        assert_eq!(cut("żółć", 4), "żółć");
        assert_eq!(cut("żółć gęśl", 5), "żółć…");
        // An emoji is two units and is not cut in half.
        assert_eq!(cut("😀😀😀", 4), "😀…");
    }
}
