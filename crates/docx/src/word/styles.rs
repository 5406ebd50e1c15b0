//! The styles of a DOCX, as far as what they say matters to a draft.

use std::collections::HashMap;
use std::io::BufRead;

use crate::Refused;
use crate::look::{Look, Raised};
use crate::xml::{Space, Tag, Visit, visit};

/// The most styles. A bloated document has a few thousand.
const STYLES_MAX: usize = 20_000;
/// How many styles may stand on each other: a ring of them has no end.
const STEPS_MAX: usize = 30;

/// What is said of a paragraph, by a style or by itself; `None` where it is not said.
#[derive(Clone, Debug, Default)]
pub(super) struct Format {
    /// The list that it is in; 0 is none.
    pub(super) num: Option<i64>,
    /// Its level in the list.
    pub(super) level: Option<usize>,
    /// Its level in the outline, from 0; 9 is none.
    pub(super) outline: Option<u8>,
    /// Whether it stands in the middle.
    pub(super) centred: Option<bool>,
    /// Where its lines begin.
    pub(super) left: Option<i32>,
    /// How its characters look.
    pub(super) look: Look,
}

/// Takes a property of characters up from its element.
pub(super) fn take(look: &mut Look, tag: &Tag<'_>) {
    match tag.name() {
        "b" => look.bold = Some(tag.is_on()),
        "vanish" => look.hidden = Some(tag.is_on()),
        "strike" | "dstrike" => look.struck = Some(tag.is_on() || look.struck == Some(true)),
        "vertAlign" => {
            look.raised = Some(match tag.get("val").as_deref() {
                Some("superscript") => Raised::Above,
                Some("subscript") => Raised::Below,
                _ => Raised::No,
            });
        }
        _ => {}
    }
}

impl Format {
    /// Takes a property of a paragraph up from its element.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "numId" => self.num = tag.number("val"),
            "ilvl" => self.level = tag.number("val"),
            "outlineLvl" => self.outline = tag.number("val"),
            "jc" => self.centred = Some(tag.get("val").as_deref() == Some("center")),
            "ind" => self.left = tag.number("left").or_else(|| tag.number("start")).or(self.left),
            _ => {}
        }
    }

    /// The same, with `other` where nothing is said.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            num: self.num.or(other.num),
            level: self.level.or(other.level),
            outline: self.outline.or(other.outline),
            centred: self.centred.or(other.centred),
            left: self.left.or(other.left),
            look: self.look.or(other.look),
        }
    }
}

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    /// Its name, in small letters; those that come with Word are English in every language.
    name: String,
    based_on: Option<String>,
    format: Format,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(part: impl BufRead) -> Result<Self, Refused> {
        let mut reader = Reader::default();
        visit(part, &mut reader)?;
        Ok(reader.styles)
    }

    /// A style and those that it stands on, from the nearest.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.filter(|id| self.styles.contains_key(*id)).or(self.usual.as_deref());
        let style = |id: &'a str| Some((id, self.styles.get(id)?));
        std::iter::successors(first.and_then(style), move |(_, last)| last.based_on.as_deref().and_then(style)).take(STEPS_MAX)
    }

    /// What a style says of a paragraph.
    pub(super) fn format(&self, id: Option<&str>) -> Format {
        self.chain(id).fold(Format::default(), |format, (_, style)| format.or(&style.format))
    }

    /// What a style of characters says; nothing where there is no such style.
    pub(super) fn look(&self, id: &str) -> Look {
        if !self.styles.contains_key(id) {
            return Look::default();
        }
        self.chain(Some(id)).fold(Look::default(), |look, (_, style)| look.or(style.format.look))
    }

    /// The styles of a paragraph by id, from the nearest.
    pub(super) fn ids<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        self.chain(id).map(|(id, _)| id)
    }

    /// The level of the heading that a paragraph of a style is; 0 for a title.
    pub(super) fn heading(&self, id: Option<&str>, outline: Option<u8>) -> Option<u8> {
        if self.chain(id).any(|(_, style)| style.name == "title") {
            return Some(0);
        }
        let named = || self.chain(id).find_map(|(_, style)| style.name.strip_prefix("heading ")?.parse().ok());
        outline.map_or_else(named, |level| Some(level.saturating_add(1))).filter(|level| (1..=9).contains(level))
    }

    /// Whether a paragraph of a style belongs to a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id)
            .any(|(_, style)| style.name.starts_with("toc ") || matches!(style.name.as_str(), "table of figures" | "contents heading"))
    }

    /// The list that a style of lists stands for.
    pub(super) fn list(&self, id: &str) -> Option<i64> {
        self.styles.get(id)?.format.num
    }
}

/// Hears the part.
#[derive(Default)]
struct Reader {
    styles: Styles,
    id: Option<String>,
    style: Style,
    /// What each open element is.
    open: Vec<Within>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Styles,
    Style,
    Paragraph,
    Run,
}

impl Visit for Reader {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused> {
        if tag.space != Space::Word {
            return Ok(false);
        }
        let within = match (self.open.last(), tag.name()) {
            (None, _) => Within::Styles,
            (Some(Within::Styles), "style") => {
                self.id = tag.get("styleId").map(Into::into);
                self.style = Style::default();
                let is_default = matches!(tag.get("default").as_deref(), Some("1" | "true" | "on"));
                if is_default && tag.get("type").as_deref() == Some("paragraph") {
                    self.styles.usual.clone_from(&self.id);
                }
                Within::Style
            }
            (Some(Within::Style), "pPr") => Within::Paragraph,
            (Some(Within::Style), "rPr") => Within::Run,
            (Some(Within::Paragraph), "numPr") => Within::Paragraph,
            (Some(Within::Style), "name") => {
                self.style.name = tag.get("val").unwrap_or_default().to_lowercase();
                return Ok(false);
            }
            (Some(Within::Style), "basedOn") => {
                self.style.based_on = tag.get("val").map(Into::into);
                return Ok(false);
            }
            (Some(Within::Paragraph), _) => {
                self.style.format.take(tag);
                return Ok(false);
            }
            (Some(Within::Run), _) => {
                take(&mut self.style.format.look, tag);
                return Ok(false);
            }
            _ => return Ok(false),
        };
        self.open.push(within);
        Ok(true)
    }

    fn close(&mut self) -> Result<(), Refused> {
        if self.open.pop() == Some(Within::Style)
            && let Some(id) = self.id.take()
        {
            self.styles.styles.insert(id, std::mem::take(&mut self.style));
        }
        if self.styles.styles.len() > STYLES_MAX { Err(Refused::TooComplex) } else { Ok(()) }
    }
}
