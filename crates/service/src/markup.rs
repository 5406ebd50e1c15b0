//! From the Markdown that people type to HTML that is safe to show.

use std::collections::HashSet;
use std::sync::Arc;

use ammonia::Builder;
use busola_domain::CommentId;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_cache::sync::Cache;

/// How many rendered remarks are kept.
const KEPT: usize = 20_000;

/// Renders remarks and keeps what it rendered. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Markup(Arc<Kept>);

struct Kept {
    rendered: Cache<(CommentId, i64), Arc<str>>,
    cleaner: Builder<'static>,
}

impl Markup {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Kept { rendered: Cache::new(KEPT), cleaner: cleaner() }))
    }

    /// The HTML of one revision of a remark.
    pub(crate) fn html(&self, id: CommentId, revision: i64, body: &str) -> String {
        let key = (id, revision);
        if let Some(html) = self.0.rendered.get(&key) {
            return html.as_ref().to_owned();
        }
        let html = self.render(body);
        self.0.rendered.insert(key, html.as_str().into());
        html
    }

    fn render(&self, body: &str) -> String {
        let mut html = String::with_capacity(body.len() + body.len() / 4);
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(body, Options::empty()).filter_map(subset));
        self.0.cleaner.clean(&html).to_string()
    }
}

/// Paragraphs, emphasis, lists, quotes, links and code. Headings become strong paragraphs, since a remark
/// must not make headings of the page; pictures become links; HTML is shown as it was typed.
fn subset(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Link { link_type, dest_url, title, id }),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        // A line end that was typed is meant: people write addresses and verses.
        Event::SoftBreak => Event::HardBreak,
        other => other,
    })
}

fn cleaner() -> Builder<'static> {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(["p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"]))
        .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        // A link from a remark lends it no weight and tells the other site nothing.
        .link_rel(Some("nofollow ugc noopener noreferrer"));
    cleaner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(body: &str) -> String {
        Markup::new().render(body)
    }

    #[test]
    fn the_subset_is_rendered() {
        assert_eq!(
            render("Tak, *koniecznie*.\n\n- jeden\n- dwa"),
            "<p>Tak, <em>koniecznie</em>.</p>\n<ul>\n<li>jeden</li>\n<li>dwa</li>\n</ul>\n"
        );
        assert_eq!(render("a\nb"), "<p>a<br>\nb</p>\n");
        assert_eq!(render("# Tytuł"), "<p>Tytuł</p>\n");
    }

    #[test]
    fn nothing_runs() {
        for body in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "![x](https://example.org/pixel.png)",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](//example.org)",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "```html\n<script>alert(1)</script>\n```",
        ] {
            let html = render(body);
            for forbidden in ["<script", "<img", "<svg", "<style", "<a href=\"javascript", "<a href=\"data", "<a href=\"//"] {
                assert!(!html.contains(forbidden), "{body} -> {html}");
            }
        }
    }

    #[test]
    fn html_is_shown_as_it_was_typed() {
        assert_eq!(render("<b>ważne</b>"), "<p>&lt;b&gt;ważne&lt;/b&gt;</p>\n");
    }

    #[test]
    fn a_link_lends_no_weight() {
        assert!(render("[a](https://example.org)").contains("rel=\"nofollow ugc noopener noreferrer\""));
    }
}
