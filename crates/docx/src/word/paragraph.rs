//! The end of a paragraph: its number, its place, and whether it is one.

use super::body::Body;
use super::styles::Format;
use crate::block::{Block, Paragraph, mark};
use crate::{NoteKind, Refused};

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub(super) struct Props {
    /// Its style.
    pub(super) style: Option<String>,
    /// What it says beside its style.
    pub(super) format: Format,
    /// Whether its end was deleted, so that the next one goes on with it.
    pub(super) is_joined: bool,
    /// Whether its end is hidden.
    pub(super) is_hidden: bool,
}

impl Body<'_> {
    /// Ends the open paragraph.
    pub(super) fn end_paragraph(&mut self) -> Result<(), Refused> {
        let (Some(flow), Some(props)) = (self.flows.last_mut(), self.props.pop()) else { return Err(Refused::Damaged) };
        let Some(making) = flow.open.pop() else { return Err(Refused::Damaged) };
        if flow.open.is_empty() {
            self.fields.end_codes();
        }
        if props.is_joined {
            flow.carry(making.paragraph);
            return Ok(());
        }
        let mut paragraph = flow.joined(making.paragraph);
        if self.context.styles.is_contents(props.style.as_deref()) {
            let is_entry = paragraph.has_text();
            flow.leave_out(paragraph);
            if is_entry {
                flow.mark(NoteKind::Contents, "");
            }
            return Ok(());
        }
        if paragraph.has_text() || !props.is_hidden {
            paragraph = self.placed(paragraph, &props);
            let shown = paragraph.entry.as_ref().map(|entry| entry.label.shown.as_str());
            self.size.text(shown.unwrap_or_default())?;
        }
        let Some(flow) = self.flows.last_mut() else { return Err(Refused::Damaged) };
        if !paragraph.is_visible() {
            flow.leave_out(paragraph);
            return Ok(());
        }
        if self.frames > 0 {
            let text = paragraph.text.clone();
            mark(&mut paragraph.marks, NoteKind::TextBox, &text);
        }
        flow.push(Block::Paragraph(paragraph));
        Ok(())
    }

    /// A paragraph with its number, its level as a heading and its place on the line.
    fn placed(&mut self, paragraph: Paragraph, props: &Props) -> Paragraph {
        let context = self.context;
        let style = props.style.as_deref();
        let format = props.format.clone().or(&context.styles.format(style));
        let num = format.num.filter(|num| *num != 0);
        let counted = num.and_then(|num| {
            // A list of its own begins at its first level, whatever the style says.
            let by_style = || context.numbering.level_of_style(&context.styles, num, style).or(format.level);
            let level = props.format.level.or_else(|| if props.format.num.is_none() { by_style() } else { None });
            self.counters.next(&context.numbering, &context.styles, num, level.unwrap_or(0))
        });
        let (entry, left) = counted.unzip();
        let left = props.format.left.or(left.flatten()).or(format.left).unwrap_or(0);
        let heading = context.styles.heading(style, format.outline);
        Paragraph { entry, heading, left, centred: format.centred == Some(true), ..paragraph }
    }
}
