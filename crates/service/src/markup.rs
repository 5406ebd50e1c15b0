//! From the Markdown that people type to HTML that is safe to show.

use std::collections::HashSet;
use std::sync::Arc;

use ammonia::Builder;
use busola_domain::{AnswerId, CommentId, MeetingId};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use quick_cache::sync::Cache;

/// How many rendered remarks are kept.
const KEPT: usize = 20_000;
/// How many rendered answers are kept.
const ANSWERS_KEPT: usize = 5_000;
/// How many rendered minutes are kept.
const MINUTES_KEPT: usize = 100;

/// Renders remarks and keeps what it rendered. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Markup(Arc<Kept>);

struct Kept {
    rendered: Cache<(CommentId, i64), Arc<str>>,
    answers: Cache<(AnswerId, i64), Arc<str>>,
    minutes: Cache<(MeetingId, i64), Arc<str>>,
    cleaner: Builder<'static>,
    documents: Builder<'static>,
}

impl Markup {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Kept {
            rendered: Cache::new(KEPT),
            answers: Cache::new(ANSWERS_KEPT),
            minutes: Cache::new(MINUTES_KEPT),
            cleaner: cleaner(),
            documents: documents(),
        }))
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

    /// The HTML of one revision of the justification of an answer. It stands under a remark: it has no headings either.
    pub(crate) fn answer(&self, id: AnswerId, revision: i64, justification: &str) -> String {
        let key = (id, revision);
        if let Some(html) = self.0.answers.get(&key) {
            return html.as_ref().to_owned();
        }
        let mut html = String::with_capacity(justification.len() + justification.len() / 4);
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(justification, Options::empty()).filter_map(subset));
        let html = self.0.documents.clean(&html).to_string();
        self.0.answers.insert(key, html.as_str().into());
        html
    }

    /// The HTML of one revision of minutes that is kept for good.
    pub(crate) fn minutes(&self, id: MeetingId, revision: i64, body: &str) -> String {
        let key = (id, revision);
        if let Some(html) = self.0.minutes.get(&key) {
            return html.as_ref().to_owned();
        }
        let html = self.document(body);
        self.0.minutes.insert(key, html.as_str().into());
        html
    }

    /// The HTML of a document that an officer wrote: with headings, below the page's own, and tables.
    pub(crate) fn document(&self, body: &str) -> String {
        let mut html = String::with_capacity(body.len() + body.len() / 2);
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(body, Options::ENABLE_TABLES).filter_map(below_a_page));
        self.0.documents.clean(&html).to_string()
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

/// As [`subset`], but with headings: a level lower, since the page has its own title.
fn below_a_page(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        Event::SoftBreak => Event::SoftBreak,
        other => return subset(other),
    })
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

fn documents() -> Builder<'static> {
    let mut documents = cleaner();
    documents
        .add_tags(["h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"])
        // An officer's links are the city's own.
        .link_rel(Some("noopener noreferrer"));
    documents
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
    fn a_document_has_headings_below_the_pages_and_tables() {
        let html = Markup::new().document("# Tytuł\n\n| a | b |\n|---|--:|\n| 1 | <b>2</b> |");
        assert!(html.contains("<h2>Tytuł</h2>") && html.contains("<td>1</td>"), "{html}");
        assert!(!html.contains("style") && !html.contains("<b>"), "{html}");
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
