//! A source into clean lines, with the blocks of Markdown that are not lines of an act set apart.

use unicode_normalization::UnicodeNormalization;

use super::inline;
use super::kind::Format;
use crate::text::is_visible;

/// What a line is before its number is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Blank,
    Text,
    /// A heading of Markdown, with its level.
    Heading(u8),
    /// The lines of a quotation, joined.
    Quote,
    /// A table as text: a row a line, cells between bars.
    Table,
    /// A block of code as it stands.
    Code,
}

/// A line of the source, or a block that is kept whole.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From 1, as an editor counts.
    pub(super) number: usize,
    pub(super) kind: LineKind,
    /// Columns of white space before the text.
    pub(super) indent: usize,
    /// The text without outer white space and without heading marks; Markdown within it stands.
    pub(super) raw: String,
    /// Whether all of it is strong.
    pub(super) bold: bool,
    /// Whether it ends with a soft hyphen: the next line goes on within the word.
    pub(super) hyphened: bool,
}

const SOFT_HYPHEN: char = '\u{AD}';

/// Cleans and cuts a source.
pub(super) fn cut(format: Format, source: &str) -> Vec<Line> {
    let clean = clean(source);
    let mut lines = Vec::new();
    for (index, line) in clean.split('\n').enumerate() {
        // A line break of Word or a page break is no line to an editor.
        for part in line.split(['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
            lines.push((index + 1, part));
        }
    }
    match format {
        Format::Text => lines.into_iter().map(|(number, text)| plain(number, text)).collect(),
        Format::Markdown => markdown(&lines),
    }
}

/// NFC, one kind of line end, and without what cannot be seen (soft hyphens stay for the moment).
fn clean(source: &str) -> String {
    let ends = source.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| {
        let breaks = matches!(c, '\n' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let joins = matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE0F}' | '\u{FE0E}');
        breaks || joins || c.is_whitespace() || *c == SOFT_HYPHEN || is_visible(*c) || is_unknown(*c)
    };
    ends.nfc().filter(kept).collect()
}

/// Code points that are nobody's business yet are text all the same: only what is known to be
/// invisible is dropped.
fn is_unknown(c: char) -> bool {
    !c.is_control() && matches!(c, '\u{2800}' | '\u{E000}'..='\u{F8FF}')
}

fn plain(number: usize, text: &str) -> Line {
    let hyphened = text.trim_end().ends_with(SOFT_HYPHEN);
    let text: String = text.chars().filter(|c| *c != SOFT_HYPHEN).collect();
    let trimmed = text.trim();
    let ruled = is_rule(trimmed, &['-', '=', '*', '–', '—']);
    let blank = ruled || !trimmed.chars().any(is_visible);
    Line {
        number,
        kind: if blank { LineKind::Blank } else { LineKind::Text },
        indent: indent(&text),
        bold: is_bold(trimmed),
        raw: if blank { String::new() } else { trimmed.to_owned() },
        hyphened,
    }
}

fn indent(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A line drawn with signs.
fn is_rule(trimmed: &str, signs: &[char]) -> bool {
    let mut seen = trimmed.chars().filter(|c| !c.is_whitespace());
    let Some(first) = seen.next() else { return false };
    let more = seen.clone().take(2).count();
    signs.contains(&first) && more == 2 && seen.all(|c| c == first)
}

fn is_bold(trimmed: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        let inner = trimmed.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(mark))
    })
}

/// The lines of the source with their numbers, and where the last fence of each kind closes.
struct Source<'a> {
    lines: &'a [(usize, &'a str)],
    last_fence: [Option<usize>; 2],
}

const FENCES: [&str; 2] = ["```", "~~~"];

fn markdown(lines: &[(usize, &str)]) -> Vec<Line> {
    let last_fence = FENCES.map(|fence| lines.iter().rposition(|(_, text)| closes(fence, text)));
    let source = Source { lines, last_fence };
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some((number, text)) = lines.get(at).copied() {
        let (line, taken) = match block(&source, at) {
            Some((kind, raw, taken)) => (Line { kind, raw, bold: false, hyphened: false, ..plain(number, text) }, taken),
            None => (markdown_line(number, text), 1),
        };
        at += taken;
        if let (LineKind::Text, Some(level)) = (line.kind, underline(&line.raw))
            && let Some(title) = setext_title(&mut out)
        {
            title.kind = LineKind::Heading(level);
            continue;
        }
        let ruled = line.kind == LineKind::Text && is_rule(&line.raw, &['-', '*', '_']);
        out.push(if ruled { Line { kind: LineKind::Blank, raw: String::new(), ..line } } else { line });
    }
    out.retain(|line| line.kind == LineKind::Blank || line.raw.chars().any(is_visible));
    out
}

/// `===` and `---` under a line make it a heading.
fn underline(raw: &str) -> Option<u8> {
    let all = |sign: char| raw.len() >= 3 && raw.chars().all(|c| c == sign);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

fn setext_title(lines: &mut [Line]) -> Option<&mut Line> {
    let before = lines.len().checked_sub(2).and_then(|at| lines.get(at)).is_none_or(|line| line.kind == LineKind::Blank);
    lines.last_mut().filter(|line| before && line.kind == LineKind::Text)
}

fn markdown_line(number: usize, text: &str) -> Line {
    // What Word and web editors write for a non-breaking space and the section sign.
    let text = text.replace("&nbsp;", "\u{A0}").replace("&sect;", "§");
    let mut line = Line { kind: LineKind::Text, ..plain_text(number, &text) };
    if !line.raw.chars().any(is_visible) {
        line.kind = LineKind::Blank;
        line.raw.clear();
        return line;
    }
    let marks = line.raw.bytes().take_while(|b| *b == b'#').count();
    let rest = line.raw.get(marks..).unwrap_or_default();
    if (1..=6).contains(&marks) && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '§' | '*'))) {
        let open = rest.trim_end_matches('#');
        let title = if open.len() == rest.len() || open.ends_with(char::is_whitespace) { open } else { rest };
        line.raw = title.trim().to_owned();
        line.bold = is_bold(&line.raw);
        line.kind = LineKind::Heading(u8::try_from(marks).unwrap_or(6));
    } else if line.raw.ends_with('\\') && !line.raw.ends_with("\\\\") {
        // A hard line break: the unit goes on.
        line.raw.pop();
    }
    if !line.raw.chars().any(is_visible) {
        line.kind = LineKind::Blank;
    }
    line
}

/// As [`plain`], but a rule is still text: an underline may be meant.
fn plain_text(number: usize, text: &str) -> Line {
    let line = plain(number, text);
    let raw: String = text.trim().chars().filter(|c| *c != SOFT_HYPHEN).collect();
    Line { raw, ..line }
}

/// A table, a quotation or a block of code that begins at `at`: its kind, its text, its length.
fn block(source: &Source<'_>, at: usize) -> Option<(LineKind, String, usize)> {
    code(source, at).or_else(|| table(source.lines, at)).or_else(|| quote(source.lines, at))
}

fn code(source: &Source<'_>, at: usize) -> Option<(LineKind, String, usize)> {
    let (_, first) = source.lines.get(at)?;
    let kind = FENCES.iter().position(|fence| first.trim_start().starts_with(fence))?;
    let (fence, last) = (FENCES.get(kind)?, source.last_fence.get(kind).copied().flatten()?);
    // A fence that never closes would swallow the rest of the act: then it is no fence.
    let body = source.lines.get(at + 1..=last)?;
    let length = body.iter().position(|(_, text)| closes(fence, text))?;
    let text: Vec<&str> = body.iter().take(length).map(|(_, text)| text.trim_end()).collect();
    Some((LineKind::Code, strip_hyphens(&text.join("\n")).trim().to_owned(), length + 2))
}

fn closes(fence: &str, text: &str) -> bool {
    let text = text.trim();
    text.starts_with(fence) && text.chars().all(|c| fence.starts_with(c))
}

fn table(lines: &[(usize, &str)], at: usize) -> Option<(LineKind, String, usize)> {
    let delimiter =
        |text: &str| text.contains('|') && text.contains('-') && text.chars().all(|c| matches!(c, '|' | ':' | '-') || c.is_whitespace());
    let (_, head) = lines.get(at)?;
    if !head.contains('|') || !delimiter(lines.get(at + 1)?.1) {
        return None;
    }
    let body = lines.get(at + 2..)?.iter().take_while(|(_, text)| text.contains('|')).map(|(_, text)| *text);
    let rows: Vec<String> = std::iter::once(*head).chain(body).map(cells).collect();
    Some((LineKind::Table, rows.join("\n").trim().to_owned(), rows.len() + 1))
}

fn cells(row: &str) -> String {
    let row = strip_hyphens(row).replace("\\|", "\u{FFFC}");
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let cells: Vec<String> = row.split('|').map(|cell| inline::plain(&cell.replace('\u{FFFC}', "|"))).collect();
    cells.join(" | ")
}

fn quote(lines: &[(usize, &str)], at: usize) -> Option<(LineKind, String, usize)> {
    let said = |text: &str| Some(text.trim_start().strip_prefix('>')?.trim_matches(|c: char| c.is_whitespace() || c == '>').to_owned());
    let mut texts = Vec::new();
    let mut taken = 0;
    for text in lines.get(at..)?.iter().map_while(|(_, text)| said(text)) {
        // A blank line parts two paragraphs of one quotation.
        if text.is_empty() && taken > 0 {
            break;
        }
        texts.push(text);
        taken += 1;
    }
    (taken > 0).then(|| (LineKind::Quote, strip_hyphens(&texts.join(" ")), taken))
}

fn strip_hyphens(text: &str) -> String {
    text.chars().filter(|c| *c != SOFT_HYPHEN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(format: Format, source: &str) -> Vec<(usize, LineKind, String)> {
        let lines = cut(format, source).into_iter().filter(|line| line.kind != LineKind::Blank);
        lines.map(|line| (line.number, line.kind, line.raw)).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let found = kinds(Format::Text, "a\r\nb\rc\n\nd\u{B}e\u{2028}f\ng");
        let found: Vec<(usize, &str)> = found.iter().map(|(number, _, raw)| (*number, raw.as_str())).collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c"), (5, "d"), (5, "e"), (5, "f"), (6, "g")]);
    }

    #[test]
    fn drawn_lines_are_no_text_unless_they_underline_a_heading() {
        assert_eq!(
            kinds(Format::Markdown, "Tytuł\n---\n\n* * *\n\nTekst"),
            [(1, LineKind::Heading(2), "Tytuł".to_owned()), (6, LineKind::Text, "Tekst".to_owned()),]
        );
        assert_eq!(kinds(Format::Text, "-----\n____"), [(2, LineKind::Text, "____".to_owned())]);
    }

    #[test]
    fn a_hard_line_break_of_markdown_is_no_text() {
        assert_eq!(kinds(Format::Markdown, "Tekst\\")[0].2, "Tekst");
    }
}
