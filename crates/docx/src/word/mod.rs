//! DOCX (ECMA-376, WordprocessingML), as Word, LibreOffice, Google Docs and pandoc write it.

mod begin;
mod body;
mod field;
mod numbering;
mod paragraph;
mod relations;
mod styles;
mod symbol;

use std::collections::HashMap;

use crate::block::{Block, in_a_line, mark};
use crate::package::Package;
use crate::xml::visit;
use crate::{NoteKind, Refused};

use body::{Body, Context};
use numbering::Numbering;
use relations::Relations;
use styles::Styles;

/// Where the text is in nearly every document.
const USUAL: &str = "word/document.xml";

/// Reads the blocks of a DOCX.
pub(crate) fn blocks(package: &mut Package<'_>) -> Result<Vec<Block>, Refused> {
    let main = Relations::read(package, "")?.of_kind("officeDocument").unwrap_or_else(|| USUAL.to_owned());
    let relations = Relations::read(package, &main)?;
    let mut context = Context { relations, ..Context::default() };
    if let Some(name) = context.relations.of_kind("styles")
        && let Some(part) = package.part(&name)?
    {
        context.styles = Styles::read(part)?;
    }
    if let Some(name) = context.relations.of_kind("numbering")
        && let Some(part) = package.part(&name)?
    {
        context.numbering = Numbering::read(part)?;
    }
    context.footnotes = notes(package, &context, "footnotes")?;
    context.endnotes = notes(package, &context, "endnotes")?;
    let mut body = Body::new(&context);
    visit(package.part(&main)?.ok_or(Refused::NotADocument)?, &mut body)?;
    let read = body.finish()?;
    let running = running(package, &context, &read.running)?;
    Ok(with_running(read.blocks, &running))
}

/// The texts of footnotes or endnotes, by id.
fn notes(package: &mut Package<'_>, context: &Context, kind: &str) -> Result<HashMap<i64, String>, Refused> {
    let Some(name) = context.relations.of_kind(kind) else { return Ok(HashMap::new()) };
    let Some(part) = package.part(&name)? else { return Ok(HashMap::new()) };
    let mut body = Body::new(context);
    visit(part, &mut body)?;
    Ok(body.finish()?.notes)
}

/// What stands in headers and footers, but for the numbers of pages.
fn running(package: &mut Package<'_>, context: &Context, ids: &[String]) -> Result<Vec<String>, Refused> {
    let mut texts: Vec<String> = Vec::new();
    for id in ids {
        let Some(name) = context.relations.part(id) else { continue };
        let Some(part) = package.part(&name)? else { continue };
        let mut body = Body::new(context);
        visit(part, &mut body)?;
        let text = in_a_line(&body.finish()?.blocks);
        if text.chars().filter(|c| c.is_alphabetic()).count() > 3 && !texts.contains(&text) {
            texts.push(text);
        }
    }
    Ok(texts)
}

/// Says at the first block what headers and footers hold.
fn with_running(mut blocks: Vec<Block>, running: &[String]) -> Vec<Block> {
    if let Some(first) = blocks.first_mut() {
        for text in running {
            mark(first.marks(), NoteKind::Running, text);
        }
    }
    blocks
}
