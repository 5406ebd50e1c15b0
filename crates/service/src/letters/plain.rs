//! Markdown as plain text, for letters.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The words of a text without its marks: paragraphs stand apart, items have a dash, a link is followed by its address.
pub(super) fn plain(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut links = Vec::new();
    for event in Parser::new_ext(body, Options::empty()) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Item) => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str("– ");
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push((text.len(), dest_url)),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((begun, address)) = links.pop()
                    && text.get(begun..) != Some(&*address)
                {
                    text.push_str(" (");
                    text.push_str(&address);
                    text.push(')');
                }
            }
            Event::Rule | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_) | TagEnd::HtmlBlock) => {
                text.truncate(text.trim_end_matches('\n').len());
                text.push_str("\n\n");
            }
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_become_words() {
        let typed =
            "Zgoda, *w części*.\nBo [uchwała](https://example.org/u) tak mówi.\n\n- pierwsza\n- **druga**\n\n# Koniec\n\n<b>x</b> & y";
        assert_eq!(
            plain(typed),
            "Zgoda, w części.\nBo uchwała (https://example.org/u) tak mówi.\n\n– pierwsza\n– druga\n\nKoniec\n\n<b>x</b> & y"
        );
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for typed in ["Uwaga zasadna.", "Jeden.\n\nDwa.", "100 000 zł – 5%", "<https://example.org>"] {
            assert_eq!(plain(typed), typed.trim_matches(['<', '>']), "{typed}");
        }
    }
}
