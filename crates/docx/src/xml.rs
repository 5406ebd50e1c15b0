//! A part of a document as events. Nothing here is recursive, keeps what it has seen, or looks anything up elsewhere.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceError, ResolveResult};
use quick_xml::{Error, NsReader, XmlVersion, escape};

use crate::Refused;

/// How deep elements may lie in each other. Word itself opens no table within twenty others.
const DEPTH_MAX: usize = 500;
/// The most attributes of an element.
const ATTRIBUTES_MAX: usize = 500;
/// A tag of this many bytes may have more; a drawn line of thousands of points is one long attribute.
const LONG_TAG: usize = 2 * ATTRIBUTES_MAX;

/// The vocabularies that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// `w:` WordprocessingML.
    Word,
    /// `m:` equations of Office.
    Math,
    /// `mc:` what older programs get instead.
    Compatibility,
    /// `wp:` where a drawing stands.
    Drawing,
    /// `a:` DrawingML.
    Graphic,
    /// `v:` the drawings of before 2007.
    Vml,
    /// Relationships of a package.
    Relations,
    /// `office:` of ODF.
    Office,
    /// `text:` of ODF.
    Text,
    /// `table:` of ODF.
    Table,
    /// `draw:` of ODF.
    Draw,
    /// `style:` of ODF.
    Style,
    /// `fo:` of ODF.
    Format,
    /// `manifest:` of ODF.
    Manifest,
    /// Any other.
    Other,
}

const SPACES: [(&str, Space); 18] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Space::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Space::Word),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Space::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Space::Math),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Space::Compatibility),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", Space::Drawing),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", Space::Drawing),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", Space::Graphic),
    ("http://purl.oclc.org/ooxml/drawingml/main", Space::Graphic),
    ("urn:schemas-microsoft-com:vml", Space::Vml),
    ("http://schemas.openxmlformats.org/package/2006/relationships", Space::Relations),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Space::Office),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", Space::Draw),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Space::Style),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", Space::Format),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", Space::Manifest),
];

/// The beginning of an element.
pub(crate) struct Tag<'a> {
    /// Its vocabulary.
    pub(crate) space: Space,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.name().into_inner().rsplit(':').next().unwrap_or_default()
    }

    /// The value of an attribute, by its name without a prefix.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let attribute = attributes.with_checks(false).flatten().find(|it| it.key.local_name().into_inner() == name)?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The same as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether what the element switches is on: it is unless `val` says no.
    pub(crate) fn is_on(&self) -> bool {
        !self.get("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
    }
}

/// Who hears the events of a part.
pub(crate) trait Visit {
    /// An element begins; `false` leaves out all that is in it, and its end.
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused>;
    /// An element that was opened ends.
    fn close(&mut self) -> Result<(), Refused>;
    /// Some characters; what stands together may come in pieces.
    fn text(&mut self, _: &str) -> Result<(), Refused> {
        Ok(())
    }
}

/// Tells a visitor the events of a part.
pub(crate) fn visit(part: impl BufRead, visitor: &mut impl Visit) -> Result<(), Refused> {
    let mut reader = NsReader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth: usize = 0;
    // The depth at which what is left out begins.
    let mut skipped: Option<usize> = None;
    loop {
        buffer.clear();
        let (space, event) = reader.read_resolved_event_into(&mut buffer).map_err(|error| refused(&error))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                check(&start, depth)?;
                if skipped.is_none() && !visitor.open(&Tag { space: known(&space), start: &start })? {
                    skipped = Some(depth);
                }
            }
            Event::End(_) => {
                match skipped {
                    None => visitor.close()?,
                    Some(at) if at == depth => skipped = None,
                    Some(_) => {}
                }
                depth = depth.checked_sub(1).ok_or(Refused::Damaged)?;
            }
            Event::Text(text) if skipped.is_none() => visitor.text(&text.xml10_content())?,
            Event::CData(text) if skipped.is_none() => visitor.text(&text.xml10_content())?,
            Event::GeneralRef(entity) if skipped.is_none() => match entity.resolve_char_ref() {
                Ok(Some(c)) => visitor.text(c.encode_utf8(&mut [0; 4]))?,
                _ => visitor.text(escape::resolve_xml_entity(&entity).ok_or(Refused::Entities)?)?,
            },
            Event::DocType(_) => return Err(Refused::Entities),
            Event::Eof => break,
            _ => {}
        }
    }
    if depth == 0 { Ok(()) } else { Err(Refused::Damaged) }
}

fn check(start: &BytesStart<'_>, depth: usize) -> Result<(), Refused> {
    let crowded = start.len() > LONG_TAG && start.attributes().with_checks(false).count() > ATTRIBUTES_MAX;
    if crowded || depth > DEPTH_MAX { Err(Refused::TooComplex) } else { Ok(()) }
}

fn known(space: &ResolveResult<'_>) -> Space {
    let ResolveResult::Bound(space) = space else { return Space::Other };
    SPACES.iter().find(|(name, _)| *name == space.0).map_or(Space::Other, |(_, space)| *space)
}

fn refused(error: &Error) -> Refused {
    match error {
        Error::Io(error) => error.get_ref().and_then(|error| error.downcast_ref()).copied().unwrap_or(Refused::Damaged),
        Error::Namespace(NamespaceError::TooManyBindings(_) | NamespaceError::TooDeeplyNested(_)) => Refused::TooComplex,
        _ => Refused::Damaged,
    }
}
