//! Feeds of consultations and of their remarks for news readers and the city's portal: Atom (RFC 4287).
//!
//! They tell what everybody may read, the same to whoever asks.

use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use busola_domain::{ConsultationId, Timestamp};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::feeds::{CommentFeed, CommentNews, ConsultationNews};
use busola_texts::Lang;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use uuid::Uuid;

use crate::api::extract::{Caller, InPath};
use crate::api::problem::Problem;
use crate::app::App;
use crate::{caller, conditional};

const ATOM: &str = "application/atom+xml; charset=utf-8";
/// Who publishes a feed whose entries name nobody (RFC 4287, section 4.1.1).
const AUTHOR: &str = "Busola";

/// The addresses of feeds.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/consultations.atom", get(of_all))
        .route("/consultations/{key}/comments.atom", get(of_comments))
        .method_not_allowed_fallback(|| async { Problem::bare(StatusCode::METHOD_NOT_ALLOWED) })
}

/// `GET /consultations.atom`
async fn of_all(State(app): State<App>, Caller(caller): Caller, headers: HeaderMap) -> Response {
    let feed = app.service().consultation_feed().await.map(|items| Feed::of_all(app.service().public_url(), caller.lang, &items));
    answer(&caller, &headers, feed)
}

/// `GET /consultations/{slug or id}/comments.atom`
async fn of_comments(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>, headers: HeaderMap) -> Response {
    let feed = app.service().comment_feed(&Key::parse(&key)).await;
    answer(&caller, &headers, feed.map(|feed| Feed::of_comments(app.service().public_url(), caller.lang, &feed)))
}

fn answer(caller: &caller::Caller, headers: &HeaderMap, feed: Result<Feed, Error>) -> Response {
    let feed = match feed {
        Ok(feed) => feed,
        Err(error) => return Problem::of(caller, &error).into_response(),
    };
    match feed.written() {
        Ok(xml) => conditional::answer(headers, ATOM, xml),
        Err(error) => {
            tracing::error!(%error, "a feed could not be written");
            Problem::bare(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

/// A feed.
struct Feed {
    /// Its own address, which is its id too: it stays.
    href: String,
    /// That of the page with the same.
    page: String,
    title: String,
    subtitle: Option<String>,
    lang: Lang,
    updated: Timestamp,
    entries: Vec<Entry>,
}

/// What a feed tells of.
struct Entry {
    id: Uuid,
    title: String,
    href: String,
    author: Option<String>,
    /// A term and its words.
    category: Option<(&'static str, String)>,
    published: Timestamp,
    updated: Timestamp,
    content: Content,
}

/// What an entry says.
enum Content {
    /// Its beginning, as plain text.
    Summary(String),
    /// All of it, as safe HTML.
    Html(String),
}

impl Feed {
    fn of_all(site: &str, lang: Lang, items: &[ConsultationNews]) -> Self {
        let entry = |item: &ConsultationNews| Entry {
            id: item.id.0,
            title: item.title.clone(),
            href: format!("{site}/consultations/{}", item.slug),
            author: None,
            category: lang.by_name(&format!("kind-{}", item.kind.as_str().replace('_', "-"))).map(|words| (item.kind.as_str(), words)),
            published: item.published_at,
            updated: item.updated_at,
            content: Content::Summary(item.summary.clone()),
        };
        Self {
            href: format!("{site}/consultations.atom"),
            page: format!("{site}/"),
            title: lang.list_title(),
            subtitle: None,
            lang,
            // Without any nothing ever changed.
            updated: items.iter().map(|item| item.updated_at).max().unwrap_or(Timestamp(0)),
            entries: items.iter().map(entry).collect(),
        }
    }

    fn of_comments(site: &str, lang: Lang, feed: &CommentFeed) -> Self {
        let page = format!("{site}/consultations/{}", feed.of.slug);
        Self {
            href: own_address(site, feed.of.id),
            title: lang.feed_comments_of(feed.of.title.as_str()),
            subtitle: Some(feed.of.summary.clone()).filter(|summary| !summary.is_empty()),
            lang,
            updated: feed.updated_at,
            entries: feed.items.iter().map(|item| comment(&page, lang, item)).collect(),
            page,
        }
    }

    /// The feed as it is sent.
    fn written(&self) -> io::Result<String> {
        let mut xml = Writer::new(Vec::new());
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let feed = xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        feed.with_attribute(("xml:lang", self.lang.tag())).write_inner_content(|xml| {
            text(xml, "id", &self.href)?;
            text(xml, "title", &self.title)?;
            if let Some(subtitle) = &self.subtitle {
                text(xml, "subtitle", subtitle)?;
            }
            text(xml, "updated", &self.updated.to_string())?;
            author(xml, AUTHOR)?;
            link(xml, "self", "application/atom+xml", &self.href)?;
            link(xml, "alternate", "text/html", &self.page)?;
            self.entries.iter().try_for_each(|entry| entry.write(xml))
        })?;
        String::from_utf8(xml.into_inner()).map_err(io::Error::other)
    }
}

/// The address of the feed of a consultation's remarks; by its id, so that it stays.
fn own_address(site: &str, id: ConsultationId) -> String {
    format!("{site}/consultations/{id}/comments.atom")
}

fn comment(page: &str, lang: Lang, item: &CommentNews) -> Entry {
    let author = lang.person(&item.author);
    let title = match &item.label {
        Some(label) => lang.feed_comment_on(item.number, author.as_str(), label.as_str()),
        None => lang.feed_comment(item.number, author.as_str()),
    };
    let unit = item.unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
    Entry {
        id: item.id.0,
        title,
        href: format!("{page}{unit}#u-{}", item.id),
        author: Some(author),
        category: None,
        published: item.published_at,
        updated: item.updated_at,
        content: Content::Html(item.html.clone()),
    }
}

impl Entry {
    fn write(&self, xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
        xml.create_element("entry").write_inner_content(|xml| {
            text(xml, "id", &format!("urn:uuid:{}", self.id))?;
            text(xml, "title", &self.title)?;
            text(xml, "published", &self.published.to_string())?;
            text(xml, "updated", &self.updated.to_string())?;
            if let Some(name) = &self.author {
                author(xml, name)?;
            }
            if let Some((term, words)) = &self.category {
                let words = clean(words);
                xml.create_element("category").with_attributes([("term", *term), ("label", words.as_str())]).write_empty()?;
            }
            link(xml, "alternate", "text/html", &self.href)?;
            match &self.content {
                Content::Summary(summary) => text(xml, "summary", summary),
                Content::Html(html) => {
                    let html = clean(html);
                    xml.create_element("content").with_attribute(("type", "html")).write_text_content(BytesText::new(&html))?;
                    Ok(())
                }
            }
        })?;
        Ok(())
    }
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, content: &str) -> io::Result<()> {
    let content = clean(content);
    xml.create_element(name).write_text_content(BytesText::new(&content))?;
    Ok(())
}

fn author(xml: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

fn link(xml: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", rel), ("type", kind), ("href", href)]).write_empty()?;
    Ok(())
}

/// A text with what XML 1.0 can say (the production `Char`) and nothing else.
fn clean(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')).collect()
}

#[cfg(test)]
mod tests {
    use busola_domain::CommentId;
    use busola_domain::consultation::Kind;

    use super::*;

    const AT: Timestamp = Timestamp(1_781_712_000_007);

    fn news(title: &str) -> ConsultationNews {
        ConsultationNews {
            id: ConsultationId(Uuid::from_u128(8)),
            slug: "program".to_owned(),
            kind: Kind::LocalAct,
            title: title.to_owned(),
            summary: "Zmiany.".to_owned(),
            published_at: AT,
            updated_at: AT.plus(1_000),
        }
    }

    #[test]
    fn a_consultation_is_an_entry() {
        let feed = Feed::of_all("https://miasto.example", Lang::Pl, &[news("Park <b> & \"las\"")]).written().unwrap();
        let expected = concat!(
            r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pl">"#,
            "<id>https://miasto.example/consultations.atom</id><title>Konsultacje społeczne</title>",
            "<updated>2026-06-17T16:00:01.007Z</updated><author><name>Busola</name></author>",
            r#"<link rel="self" type="application/atom+xml" href="https://miasto.example/consultations.atom"/>"#,
            r#"<link rel="alternate" type="text/html" href="https://miasto.example/"/>"#,
            "<entry><id>urn:uuid:00000000-0000-0000-0000-000000000008</id><title>Park &lt;b&gt; &amp; &quot;las&quot;</title>",
            "<published>2026-06-17T16:00:00.007Z</published><updated>2026-06-17T16:00:01.007Z</updated>",
            r#"<category term="local_act" label="Akt prawa miejscowego"/>"#,
            r#"<link rel="alternate" type="text/html" href="https://miasto.example/consultations/program"/>"#,
            "<summary>Zmiany.</summary></entry></feed>",
        );
        assert_eq!(feed, expected);
    }

    #[test]
    fn a_remark_is_an_entry_with_its_text_as_escaped_html() {
        let item = CommentNews {
            id: CommentId(Uuid::from_u128(9)),
            number: 12,
            author: "Anna\u{FFFE}".to_owned(),
            unit: None,
            label: Some("§ 7 ust. 2".to_owned()),
            html: "<p>Tak & nie</p>".to_owned(),
            published_at: AT,
            updated_at: AT,
        };
        let feed = CommentFeed { of: news("Park"), items: vec![item], updated_at: AT.plus(5_000) };
        let feed = Feed::of_comments("https://miasto.example", Lang::Pl, &feed).written().unwrap();
        for expected in [
            "<id>https://miasto.example/consultations/00000000-0000-0000-0000-000000000008/comments.atom</id>",
            "<title>Uwaga 12 do § 7 ust. 2, Anna</title>",
            "<author><name>Anna</name></author>",
            r##"href="https://miasto.example/consultations/program#u-00000000-0000-0000-0000-000000000009"/>"##,
            r#"<content type="html">&lt;p&gt;Tak &amp; nie&lt;/p&gt;</content>"#,
            "<updated>2026-06-17T16:00:05.007Z</updated>",
        ] {
            assert!(feed.contains(expected), "{expected}: {feed}");
        }
    }

    #[test]
    fn a_feed_without_entries_is_one() {
        let feed = Feed::of_all("https://miasto.example", Lang::En, &[]).written().unwrap();
        assert!(feed.contains("<updated>1970-01-01T00:00:00.000Z</updated>") && feed.ends_with("</feed>"), "{feed}");
    }
}
