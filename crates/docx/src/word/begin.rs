//! What each element begins.

use super::body::{Body, What};
use super::field::is_numbering;
use super::paragraph::Props;
use super::styles;
use super::symbol::symbol;
use crate::flow::{Flow, Making};
use crate::look::Look;
use crate::table;
use crate::xml::{Space, Tag};
use crate::{NoteKind, Refused};

/// The drawings whose text, if there is any, stands in text boxes; others keep theirs elsewhere.
const DRAWN: [&str; 5] = ["/picture", "/wordprocessingShape", "/wordprocessingGroup", "/wordprocessingCanvas", "/wordprocessingInk"];

impl Body<'_> {
    /// What an element is where it stands; `None` leaves out all that is in it.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) -> Result<Option<What>, Refused> {
        let Some(within) = self.open.last().copied() else { return root(tag) };
        if let Some(format) = self.format(within, tag) {
            return Ok(format);
        }
        match tag.space {
            Space::Word => self.word(tag),
            Space::Compatibility => Ok(self.alternative(tag.name())),
            Space::Math => self.equation(tag.name()),
            Space::Drawing | Space::Graphic | Space::Vml | Space::Other => {
                self.drawing(tag);
                Ok(Some(What::Plain))
            }
            _ => Ok(Some(What::Plain)),
        }
    }

    /// An element of a format; `None` where nothing of the kind is open.
    #[expect(clippy::option_option, reason = "whether it is one, and what it is: an element of a format mostly holds nothing")]
    fn format(&mut self, within: What, tag: &Tag<'_>) -> Option<Option<What>> {
        let name = tag.name();
        match within {
            What::ParagraphFormat => {
                return Some(match name {
                    "numPr" => Some(What::List),
                    "rPr" => Some(What::Mark),
                    "sectPr" => Some(What::Section),
                    "pStyle" => {
                        self.style(tag);
                        None
                    }
                    _ => {
                        let props = self.props.last_mut()?;
                        props.format.take(tag);
                        // The letter that a paragraph begins with, drawn large, is a paragraph of its own.
                        props.is_joined |= name == "framePr" && tag.get("dropCap").is_some_and(|kind| kind != "none");
                        None
                    }
                });
            }
            What::List => self.props.last_mut()?.format.take(tag),
            What::Mark => {
                let props = self.props.last_mut()?;
                props.is_joined |= matches!(name, "del" | "moveFrom") || (name == "specVanish" && tag.is_on());
                props.is_hidden |= name == "vanish" && tag.is_on();
                if matches!(name, "ins" | "del" | "moveFrom" | "moveTo") {
                    self.mark(NoteKind::Tracked, "");
                }
            }
            What::RunFormat => {
                let named = (name == "rStyle").then(|| tag.get("val")).flatten().map(|id| self.context.styles.look(&id));
                let (own, style) = self.runs.last_mut()?;
                styles::take(own, tag);
                *style = named.unwrap_or(*style);
            }
            What::RowFormat => {
                let table = self.tables.last_mut()?;
                table.is_left_out |= matches!(name, "del" | "hidden") && tag.is_on();
                if matches!(name, "ins" | "del") {
                    self.mark(NoteKind::Tracked, "");
                } else if name == "hidden" {
                    self.mark(NoteKind::Hidden, "");
                }
            }
            What::CellFormat => {
                let cell = &mut self.tables.last_mut()?.cell;
                match name {
                    "gridSpan" => cell.reach(tag.number("val").unwrap_or(1)),
                    "vMerge" | "hMerge" => cell.is_covered = tag.get("val").as_deref() != Some("restart"),
                    _ => {}
                }
            }
            What::ContentFormat => {
                self.is_contents |= name == "docPartGallery" && tag.get("val").as_deref() == Some("Table of Contents");
                return Some(matches!(name, "docPartObj" | "docPartList").then_some(What::ContentFormat));
            }
            What::Section => {
                if matches!(name, "headerReference" | "footerReference")
                    && let Some(id) = tag.get("id")
                    && self.running.len() < 60
                {
                    self.running.push(id.into());
                }
            }
            _ => return None,
        }
        Some(None)
    }

    fn style(&mut self, tag: &Tag<'_>) {
        let id: Option<String> = tag.get("val").map(Into::into);
        let look = self.context.styles.format(id.as_deref()).look;
        if let Some(making) = self.making() {
            making.look = look;
        }
        if let Some(props) = self.props.last_mut() {
            props.style = id;
        }
    }

    /// An element of WordprocessingML that is no format.
    fn word(&mut self, tag: &Tag<'_>) -> Result<Option<What>, Refused> {
        let what = match tag.name() {
            "p" => self.begin_paragraph()?,
            "pPr" => What::ParagraphFormat,
            "r" => {
                self.runs.push((Look::default(), Look::default()));
                What::Run
            }
            "rPr" if self.open.last() == Some(&What::Run) => What::RunFormat,
            "t" => What::Text,
            "instrText" => What::Code,
            "tbl" => {
                self.tables.push(table::Making::default());
                What::Table
            }
            "tr" if !self.tables.is_empty() => {
                self.tables.last_mut().into_iter().for_each(table::Making::begin_row);
                What::Row
            }
            "trPr" => What::RowFormat,
            "tc" if !self.tables.is_empty() => {
                self.flows.push(Flow::default());
                What::Cell
            }
            "tcPr" => What::CellFormat,
            "txbxContent" => {
                self.frames += 1;
                What::Frame
            }
            "footnote" | "endnote" => match tag.get("type").as_deref() {
                None | Some("normal") => {
                    self.flows.push(Flow::default());
                    What::Note(tag.number("id").unwrap_or(-1))
                }
                _ => return Ok(None),
            },
            "sdtPr" => {
                self.is_contents = false;
                What::ContentFormat
            }
            "sdtContent" if std::mem::take(&mut self.is_contents) => {
                self.mark(NoteKind::Contents, "");
                return Ok(None);
            }
            "sectPr" => What::Section,
            "hyperlink" => self.link(tag),
            "ins" | "moveTo" => {
                self.mark(NoteKind::Tracked, "");
                What::Plain
            }
            _ => return self.sign(tag),
        };
        Ok(Some(what))
    }

    fn begin_paragraph(&mut self) -> Result<What, Refused> {
        self.size.blocks(1)?;
        let look = self.context.styles.format(None).look;
        if let Some(flow) = self.flows.last_mut() {
            flow.open.push(Making { look, ..Making::default() });
        }
        self.props.push(Props::default());
        Ok(What::Paragraph)
    }

    fn link(&mut self, tag: &Tag<'_>) -> What {
        let address = tag.get("id").and_then(|id| self.context.relations.address(&id).map(str::to_owned));
        let Some(address) = address else { return What::Plain };
        self.links.push(address);
        What::Link(self.so_far())
    }

    /// A sign in a run, something that is left out, or whatever is looked through.
    fn sign(&mut self, tag: &Tag<'_>) -> Result<Option<What>, Refused> {
        match tag.name() {
            "tab" | "ptab" => self.put("\t")?,
            "br" | "cr" => self.put("\n")?,
            "noBreakHyphen" => self.put("-")?,
            "sym" => self.symbol(tag)?,
            "footnoteReference" => self.foot(0, tag.number("id").unwrap_or(-1), has_own_mark(tag))?,
            "endnoteReference" => self.foot(1, tag.number("id").unwrap_or(-1), has_own_mark(tag))?,
            "commentReference" => self.mark(NoteKind::Comment, ""),
            "fldChar" => self.field(&tag.get("fldCharType").unwrap_or_default()),
            "fldSimple" => {
                let code = tag.get("instr").unwrap_or_default();
                if is_numbering(&code) {
                    self.mark(NoteKind::Field, &code);
                }
                return Ok(Some(What::Plain));
            }
            "del" | "moveFrom" => self.mark(NoteKind::Tracked, ""),
            "object" | "altChunk" | "control" => self.mark(NoteKind::Object, ""),
            "rt" | "tblGrid" | "delText" | "delInstrText" | "binData" => {}
            name if name.ends_with("Pr") || name.ends_with("Change") => {}
            _ => return Ok(Some(What::Plain)),
        }
        Ok(None)
    }

    fn symbol(&mut self, tag: &Tag<'_>) -> Result<(), Refused> {
        let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or_default();
        let (sign, is_known) = symbol(&tag.get("font").unwrap_or_default(), code);
        if !is_known {
            self.mark(NoteKind::Symbol, &tag.get("font").unwrap_or_default());
        }
        self.put(sign.encode_utf8(&mut [0; 4]))
    }

    /// The first rendering is the newest, and has all the text.
    fn alternative(&mut self, name: &str) -> Option<What> {
        match (name, self.open.last_mut()) {
            ("AlternateContent", _) => Some(What::Alternative(false)),
            ("Choice" | "Fallback", Some(What::Alternative(is_taken))) if !*is_taken => {
                *is_taken = true;
                Some(What::Plain)
            }
            _ => None,
        }
    }

    /// Equations are read as one line of text, with the usual signs for what stands above, below or under a bar.
    fn equation(&mut self, name: &str) -> Result<Option<What>, Refused> {
        let sign = match name {
            "oMath" => return Ok(Some(What::Equation(self.so_far()))),
            "t" => return Ok(Some(What::EquationText)),
            "sup" => "^",
            "sub" => "_",
            "den" => "/",
            name if name.ends_with("Pr") => return Ok(None),
            _ => "",
        };
        self.put(sign)?;
        Ok(Some(What::Plain))
    }

    fn drawing(&mut self, tag: &Tag<'_>) {
        match (tag.space, tag.name()) {
            (Space::Drawing, "docPr") => {
                let said = tag.get("descr").filter(|said| !said.trim().is_empty()).or_else(|| tag.get("title"));
                self.picture = said.unwrap_or_default().into();
            }
            (Space::Graphic, "blip") | (Space::Vml, "imagedata") => {
                let said = std::mem::take(&mut self.picture);
                self.mark(NoteKind::Picture, &said);
            }
            (Space::Graphic, "graphicData") => {
                let kind = tag.get("uri").unwrap_or_default();
                if !DRAWN.iter().any(|drawn| kind.ends_with(drawn)) {
                    let said = std::mem::take(&mut self.picture);
                    self.mark(NoteKind::Object, &said);
                }
            }
            _ => {}
        }
    }
}

/// The outermost element of a part that has text.
fn root(tag: &Tag<'_>) -> Result<Option<What>, Refused> {
    let is_text = matches!(tag.name(), "document" | "footnotes" | "endnotes" | "hdr" | "ftr");
    if tag.space == Space::Word && is_text { Ok(Some(What::Root)) } else { Err(Refused::NotADocument) }
}

fn has_own_mark(tag: &Tag<'_>) -> bool {
    matches!(tag.get("customMarkFollows").as_deref(), Some("1" | "true" | "on"))
}
