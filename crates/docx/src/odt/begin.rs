//! What each element begins.

use super::body::{Body, What};
use crate::flow::Flow;
use crate::look::Look;
use crate::table;
use crate::xml::{Space, Tag};
use crate::{NoteKind, Refused};

impl Body<'_> {
    /// What an element is where it stands; `None` leaves out all that is in it.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) -> Result<Option<What>, Refused> {
        match tag.space {
            Space::Office => Ok(self.office(tag.name())),
            Space::Text => self.text_element(tag),
            Space::Table => Ok(self.table_element(tag)),
            Space::Draw => Ok(self.drawing(tag)),
            // Pages, with their headers and footers, which are all that is read of the part of styles.
            Space::Style => Ok(match tag.name() {
                "style" | "default-style" | "page-layout" | "font-face" => None,
                _ => Some(What::Plain),
            }),
            _ => Ok(match (tag.name(), self.open.last()) {
                ("title" | "desc", Some(What::Drawing(..))) => Some(What::Said),
                ("title" | "desc" | "math" | "event-listeners", _) => None,
                _ => Some(What::Plain),
            }),
        }
    }

    fn office(&mut self, name: &str) -> Option<What> {
        match name {
            "document-content" | "document-styles" | "body" | "text" | "master-styles" | "document" => Some(What::Plain),
            "annotation" => {
                self.mark(NoteKind::Comment, "");
                None
            }
            _ => None,
        }
    }

    fn text_element(&mut self, tag: &Tag<'_>) -> Result<Option<What>, Refused> {
        let what = match tag.name() {
            "p" => self.begin_paragraph(tag, None)?,
            "h" => self.begin_paragraph(tag, Some(tag.number("outline-level").unwrap_or(1)))?,
            "span" => {
                let outer = self.looks.last().copied().unwrap_or_default();
                let own = tag.get("style-name").map(|name| self.styles.look("text", &name)).unwrap_or_default();
                self.looks.push(own.or(outer));
                What::Span
            }
            "a" => What::Link(tag.get("href").unwrap_or_default().into(), self.so_far()),
            "list" => {
                self.lists.begin(tag);
                What::List
            }
            "list-item" => {
                self.lists.item(tag.number("start-value"));
                What::Plain
            }
            "list-header" => {
                self.lists.header();
                What::Plain
            }
            "note" => What::Note(String::new()),
            "note-citation" => What::NoteMark,
            "note-body" => {
                self.flows.push(Flow::default());
                self.looks.push(Look::default());
                What::NoteBody(self.lists.leave())
            }
            "section" => {
                let hides = tag.get("display").as_deref() == Some("none")
                    || tag.get("style-name").is_some_and(|name| self.styles.hides("section", &name));
                if hides {
                    self.mark(NoteKind::Hidden, "");
                    return Ok(None);
                }
                What::Plain
            }
            _ => return self.sign(tag),
        };
        Ok(Some(what))
    }

    /// A sign in a paragraph, something that is left out, or whatever is looked through.
    fn sign(&mut self, tag: &Tag<'_>) -> Result<Option<What>, Refused> {
        match tag.name() {
            "s" => self.put(" ")?,
            "tab" => self.put("\t")?,
            "line-break" => self.put("\n")?,
            "change" | "change-start" => self.mark(NoteKind::Tracked, ""),
            "hidden-text" => self.mark(NoteKind::Hidden, &tag.get("string-value").unwrap_or_default()),
            "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index" | "alphabetical-index" => {
                self.mark(NoteKind::Contents, "");
            }
            // What was deleted stands here, away from where it was.
            "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls" | "ruby-text" | "script" => {}
            _ => return Ok(Some(What::Plain)),
        }
        Ok(None)
    }

    fn table_element(&mut self, tag: &Tag<'_>) -> Option<What> {
        match tag.name() {
            "table" => {
                self.tables.push(table::Making::default());
                Some(What::Table)
            }
            "table-row" => {
                self.tables.last_mut()?.begin_row();
                Some(What::Row)
            }
            "table-cell" | "covered-table-cell" => {
                let table = self.tables.last_mut()?;
                table.cell.is_covered = tag.name() == "covered-table-cell";
                self.flows.push(Flow::default());
                Some(What::Cell(self.lists.leave()))
            }
            "tracked-changes" | "shapes" => None,
            _ => Some(What::Plain),
        }
    }

    fn drawing(&mut self, tag: &Tag<'_>) -> Option<What> {
        let kind = match tag.name() {
            "text-box" => {
                self.frames += 1;
                return Some(What::Frame);
            }
            "object" | "object-ole" | "plugin" | "applet" | "floating-frame" => NoteKind::Object,
            "image" => NoteKind::Picture,
            _ => return Some(What::Drawing(None, String::new())),
        };
        // An object has a picture beside it, for programs that don't know it.
        match self.open.last_mut() {
            Some(What::Drawing(known, _)) => *known = Some(if *known == Some(NoteKind::Object) { NoteKind::Object } else { kind }),
            _ => self.mark(kind, ""),
        }
        None
    }
}
