//! Markdown within a line into plain text.

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

/// Stands before the text so that its beginning is never taken for a block (a list, a heading).
const GUARD: &str = "x ";

/// Emphasis, escapes, entities and code lose their marks; links and images keep their address in
/// parentheses unless the text already is the address; anything else stays as it is written.
pub(super) fn plain(markdown: &str) -> String {
    let guarded = format!("{GUARD}{markdown}");
    let mut out = String::with_capacity(guarded.len());
    let mut targets: Vec<Target> = Vec::new();
    for event in Parser::new(&guarded) {
        match event {
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                targets.push(Target { from: out.len(), address: dest_url, title });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(target) = targets.pop() {
                    target.write(&mut out);
                }
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }
    tidy(out.strip_prefix(GUARD).unwrap_or(out.trim_start_matches('x')))
}

struct Target<'a> {
    from: usize,
    address: CowStr<'a>,
    title: CowStr<'a>,
}

impl Target<'_> {
    fn write(&self, out: &mut String) {
        let shown = out.get(self.from..).unwrap_or_default();
        let address = self.address.trim();
        let same = shown == address || address.strip_prefix("mailto:") == Some(shown);
        let quoted = if self.title.is_empty() { String::new() } else { format!("\"{}\"", self.title) };
        let told = if same { "" } else { address };
        let told: Vec<&str> = [told, quoted.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        if !told.is_empty() {
            out.push_str(&format!(" ({})", told.join(" ")));
        }
    }
}

/// Runs of white space become one space; a single non-breaking space stays, because it was meant.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space: Option<char> = None;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            let kept = if matches!(c, '\u{A0}' | '\u{202F}') { c } else { ' ' };
            space = Some(if space.is_none() { kept } else { ' ' });
        } else {
            out.extend(space.take());
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(plain("**Rada** _Miasta_ `kod` 5\\. ~~x~~ AT&amp;T"), "Rada Miasta kod 5. ~~x~~ AT&T");
        assert_eq!(plain("# nie nagłówek"), "# nie nagłówek");
        assert_eq!(plain("- nie lista"), "- nie lista");
        assert_eq!(plain("a < b <b>c</b> [1] [^1]"), "a < b <b>c</b> [1] [^1]");
    }

    #[test]
    fn a_link_keeps_its_address_where_the_text_hides_it() {
        assert_eq!(plain("zob. [BIP](https://bip.example)."), "zob. BIP (https://bip.example).");
        assert_eq!(plain("<https://bip.example> <ngo@leszno.pl>"), "https://bip.example ngo@leszno.pl");
        assert_eq!(plain("[https://bip.example](https://bip.example)"), "https://bip.example");
        assert_eq!(plain("![mapa](m.png \"Plan miasta\")"), "mapa (m.png \"Plan miasta\")");
    }

    #[test]
    fn a_single_non_breaking_space_stays_and_runs_become_one_space() {
        assert_eq!(tidy(" a\u{A0}b \u{A0} c\t d "), "a\u{A0}b c d");
    }
}
