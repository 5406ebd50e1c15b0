//! Text into Markdown that means exactly that text.

/// A text of a document on one line: without what can't be seen, and with single spaces.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space: Option<char> = None;
    for c in text.trim().chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            // A non-breaking space was meant where it stands alone.
            let kept = if matches!(c, '\u{A0}' | '\u{202F}') { c } else { ' ' };
            space = Some(if space.is_none() { kept } else { ' ' });
        } else {
            out.extend(space.take());
            out.push(c);
        }
    }
    out
}

/// Controls, marks of direction, soft hyphens and spaces without width.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a line is one that is only drawn.
pub(super) fn is_drawn(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return true };
    matches!(first, '-' | '_' | '=' | '*' | '~' | '–' | '—') && signs.clone().count() > 1 && signs.all(|c| c == first)
}

/// A tidy line as Markdown; `first` is whether it begins a line there.
pub(super) fn line(text: &str, first: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if first && text.starts_with(['#', '>', '~']) {
        out.push('\\');
    }
    inline(text, &mut out);
    out
}

/// A cell of a table.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    inline(&tidy(text), &mut out);
    out.replace('|', "\\|")
}

fn inline(text: &str, out: &mut String) {
    let mut before: Option<char> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        match c {
            '\\' | '`' | '*' => out.push('\\'),
            // Within a word it is a sign like any other.
            '_' if !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)) => out.push('\\'),
            '<' if next.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')) => out.push('\\'),
            '(' if before == Some(']') => out.push('\\'),
            _ => {}
        }
        out.push(c);
        if c == '&' && is_entity(rest) {
            out.push_str("amp;");
        }
        before = Some(c);
    }
}

/// Whether what follows an ampersand makes a character of it.
fn is_entity(rest: &str) -> bool {
    rest.split_once(';')
        .is_some_and(|(name, _)| (1..=32).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::draft::{Format, parse};

    #[test]
    fn markdown_means_the_text_again() {
        for text in [
            "a *b* c_d_e _f_ `g` \\ h",
            "# tytuł",
            "> cytat",
            "~~~ fala",
            "AT&amp;T &nbsp;x &#123; &",
            "a < b <b>c</b> <https://bip.example>",
            "[1](2) [3] ![x](y) [^1]",
            "ul. Długa 5 | parter",
            "jan_kowalski@lublin.eu",
            "100 % * 2",
        ] {
            let parsed = parse(Format::Markdown, &format!("Wstęp.\n\n{}\n", line(text, true))).unwrap();
            assert_eq!(parsed.units[1].text, text);
            let table = format!("| a | b |\n|---|---|\n| {} | c |\n", cell(text));
            let parsed = parse(Format::Markdown, &table).unwrap();
            assert_eq!(parsed.units[0].text, format!("a | b\n{text} | c"));
        }
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        assert_eq!(tidy(" kon\u{AD}sultacje \t\u{200B} z\u{A0}radą\u{1}"), "konsultacje z\u{A0}radą");
        assert!(is_drawn("____") && is_drawn("- - -") && is_drawn(" ") && !is_drawn("–") && !is_drawn("……"));
    }
}
