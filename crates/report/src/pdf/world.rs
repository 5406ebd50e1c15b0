//! What typst may see: a template, its data and fonts. No file, no network, no clock.

use std::path::PathBuf;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::Error;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The fonts: Libertinus Serif first of all, which has every letter of Europe, and some for other signs.
pub(super) fn fonts() -> &'static [Font] {
    &FONTS
}

/// A template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Template {
    /// The report up to its table of remarks.
    Report,
    /// A part of that table.
    Rows,
}

impl Template {
    fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Report => ("report.typ", include_str!("report.typ")),
            Self::Rows => ("rows.typ", include_str!("rows.typ")),
        }
    }
}

/// All that typst sees.
pub(super) struct Desk {
    main: Source,
    data: (FileId, Bytes),
}

impl Desk {
    pub(super) fn new(template: Template, data: Vec<u8>) -> Result<Self, Error> {
        let (name, text) = template.source();
        let main = Source::new(file(name)?, text.to_owned());
        Ok(Self { main, data: (file("data.json")?, Bytes::new(data)) })
    }
}

/// The name of a file that is nowhere but here.
fn file(name: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(name).map_err(|error| Error::Typeset(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(unknown(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (data, bytes) = &self.data;
        if id == *data { Ok(bytes.clone()) } else { Err(unknown(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}
