//! Text into Markdown that means exactly that text.

/// The longest name of a character, in bytes.
const ENTITY_MAX: usize = 40;

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
            // A hyphen at which no line ends is a hyphen to who searches for the word.
            out.push(if c == '\u{2011}' { '-' } else { c });
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
        // A row of one sign is looked at as a whole.
        let after = rest.trim_start_matches(c);
        let (row, next) = (rest.get(..rest.len() - after.len()).unwrap_or_default(), after.chars().next());
        match c {
            '\\' | '`' | '*' => row.chars().for_each(|c| out.extend(['\\', c])),
            '_' if emphasizes(before, next) => row.chars().for_each(|c| out.extend(['\\', c])),
            '<' if next.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')) => {
                out.push_str(row.get(1..).unwrap_or_default());
                out.push_str("\\<");
            }
            '(' if before == Some(']') => {
                out.push('\\');
                out.push_str(row);
            }
            _ => out.push_str(row),
        }
        if c == '&' && is_entity(after) {
            out.push_str("amp;");
        }
        (before, rest) = (Some(c), after);
    }
}

/// Whether a row of low lines may mark emphasis: not where it stands alone, as a place to be filled in does, nor within a
/// word.
fn emphasizes(before: Option<char>, next: Option<char>) -> bool {
    let apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !((apart(before) && apart(next)) || (word(before) && word(next)))
}

/// Whether what follows an ampersand makes a character of it.
fn is_entity(rest: &str) -> bool {
    let name: usize = rest.bytes().take(ENTITY_MAX).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
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
            "data ____ podpis ________",
            "(____) x__y",
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
        assert_eq!(tidy(" kon\u{AD}sultacje \t\u{200B} z\u{A0}radą e\u{2011}mail\u{1}"), "konsultacje z\u{A0}radą e-mail");
        assert!(is_drawn("____") && is_drawn("- - -") && is_drawn(" ") && !is_drawn("–") && !is_drawn("……"));
    }
}
