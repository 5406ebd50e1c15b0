//! Signs of fonts that have signs in place of letters.

/// The character of a symbol, and whether it is one that can be read. Fonts of symbols have their signs in the private
/// area, at F000 and more.
pub(super) fn symbol(font: &str, code: u32) -> (char, bool) {
    let font = font.to_lowercase();
    let known = match (font.as_str(), code & 0xFF) {
        ("symbol", 0xB7) => '•',
        ("symbol", 0x2D) => '−',
        ("symbol", 0xB0) => '°',
        ("symbol", 0xB1) => '±',
        ("symbol", 0xB4) => '×',
        ("symbol", 0xA3) => '≤',
        ("symbol", 0xB3) => '≥',
        ("symbol", 0xAE) => '→',
        ("wingdings", 0xA7) => '▪',
        ("wingdings", 0x6C | 0x9F) => '●',
        ("wingdings", 0x6F | 0xA8) => '□',
        ("wingdings", 0xFC) => '✓',
        ("wingdings", 0xFE) => '☑',
        ("wingdings", 0xE0) => '→',
        _ => match char::from_u32(code).filter(|c| !c.is_control()) {
            Some(c) if !matches!(c, '\u{E000}'..='\u{F8FF}') => c,
            _ => return ('□', false),
        },
    };
    (known, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_that_have_no_letter_are_reported() {
        assert_eq!(symbol("Symbol", 0xF0B7), ('•', true));
        assert_eq!(symbol("Arial", 0x2022), ('•', true));
        assert_eq!(symbol("Webdings", 0xF041), ('□', false));
    }
}
