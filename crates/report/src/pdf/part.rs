//! What is laid out at once, and told apart from the other parts of the document.

use busola_texts::Lang;
use serde::Serialize;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::{Introspector, Locator};
use typst_layout::{Page, PagedDocument, layout_document_for_bundle};

use super::glyphs::printable;
use super::told;
use super::world::{Desk, Template};
use crate::{Error, table};

/// The most rows of a part; few in tests, which are not optimised.
const ROWS_MAX: usize = if cfg!(test) { 4 } else { 400 };
/// The most bytes of a part, so that long remarks make shorter parts; a row is never divided.
const BYTES_MAX: usize = 400_000;

/// A part of a document.
///
/// It is laid out as typst lays out one document of many: each thing in it has a place of its own, which nothing in any other
/// part has, since places are told apart by the content of the whole part. Without that, equal cells of two parts would be
/// taken for one.
struct Part(PagedDocument);

impl Output for Part {
    fn target() -> Target {
        Target::Paged
    }

    fn create(engine: &mut Engine<'_>, content: &Content, styles: StyleChain<'_>) -> SourceResult<Self> {
        let place = Locator::root().split().next(content);
        layout_document_for_bundle(engine, content, place, styles).map(Self)
    }

    fn introspector(&self) -> &dyn Introspector {
        self.0.introspector().as_ref()
    }
}

/// Lays out a template with its data, and lets typst forget how.
pub(super) fn lay_out(template: Template, data: Vec<u8>) -> Result<PagedDocument, Error> {
    let desk = Desk::new(template, data)?;
    let laid_out = typst::compile::<Part>(&desk).output.map_err(|errors| told(&errors));
    typst::comemo::evict(0);
    Ok(laid_out?.0)
}

/// Rows of the table of remarks that are not laid out yet.
#[derive(Serialize)]
pub(super) struct Gathered {
    title: String,
    running: String,
    lang: &'static str,
    head: [String; table::COLUMNS],
    rows: Vec<[String; table::COLUMNS]>,
    /// The number of the part's first page.
    #[serde(rename = "first-page")]
    first_page: usize,
    #[serde(skip)]
    bytes: usize,
}

impl Gathered {
    pub(super) fn new(lang: Lang, title: &str, running: &str) -> Self {
        Self {
            title: printable(title),
            running: printable(running),
            lang: lang.tag(),
            head: table::head(lang),
            rows: Vec::new(),
            first_page: 1,
            bytes: 0,
        }
    }

    pub(super) fn push(&mut self, cells: [String; table::COLUMNS]) {
        self.bytes += cells.iter().map(String::len).sum::<usize>();
        self.rows.push(cells.map(|cell| printable(&cell)));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= ROWS_MAX || self.bytes >= BYTES_MAX
    }

    /// Lays out what was gathered, from the page `first_page` on, and begins anew.
    pub(super) fn lay_out(&mut self, first_page: usize) -> Result<Vec<Page>, Error> {
        self.first_page = first_page;
        let data = serde_json::to_vec(&*self)?;
        self.rows.clear();
        self.bytes = 0;
        Ok(lay_out(Template::Rows, data)?.pages().to_vec())
    }
}
