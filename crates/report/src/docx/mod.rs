//! The report for word processors (WordprocessingML), written by hand: no library that writes it knows rows that repeat as
//! heads, the language of a document or its title, which those who listen to it need (docs/adr). The remarks pass through one
//! by one.

mod body;

use std::io::{BufWriter, Seek, Write};

use busola_texts::Lang;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use self::body::{Body, LANDSCAPE, PORTRAIT, escape, numbering, paragraph};
use crate::document::{Block, Column, Run, document};
use crate::model::{Report, Row};
use crate::{Error, next, table};

const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
const RELATIONS: &str = include_str!("parts/rels.xml");
const DOCUMENT_RELATIONS: &str = include_str!("parts/document_rels.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FOOTER: &str = include_str!("parts/footer.xml");

/// The shares of the columns of the table of remarks.
const SHARES: [u16; table::COLUMNS] = [3, 8, 6, 22, 8, 16, 10];

pub(crate) fn write<E>(lang: Lang, report: &Report, rows: impl Iterator<Item = Result<Row, E>>, out: impl Write + Seek) -> Result<(), Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let document = document(lang, report);
    let tag = match lang {
        Lang::Pl => "pl-PL",
        Lang::En => "en-GB",
    };
    let mut zip = ZipWriter::new(out);
    part(&mut zip, "[Content_Types].xml", CONTENT_TYPES)?;
    part(&mut zip, "_rels/.rels", RELATIONS)?;
    part(&mut zip, "docProps/core.xml", &core(&document.title, tag, &report.head.generated_at.to_string()))?;
    part(&mut zip, "word/_rels/document.xml.rels", DOCUMENT_RELATIONS)?;
    part(&mut zip, "word/styles.xml", &STYLES.replace("{lang}", tag))?;
    part(&mut zip, "word/settings.xml", SETTINGS)?;
    part(&mut zip, "word/header.xml", &header(&document.running))?;
    part(&mut zip, "word/footer.xml", FOOTER)?;
    zip.start_file("word/document.xml", compressed())?;
    let mut body = Body::begin(BufWriter::new(&mut zip))?;
    body.title(&document.title)?;
    if let Some(standing) = &document.standing {
        body.blocks(&[Block::Paragraph { runs: vec![Run::plain(standing.as_str())] }])?;
    }
    for section in &document.sections {
        body.blocks(&[Block::Heading { level: 1, text: section.title.clone() }])?;
        body.blocks(&section.blocks)?;
    }
    body.section_ends(&PORTRAIT)?;
    remarks(&mut body, lang, rows)?;
    let lists = body.end(&LANDSCAPE)?;
    part(&mut zip, "word/numbering.xml", &numbering(&lists))?;
    zip.finish()?;
    Ok(())
}

fn remarks<E>(body: &mut Body<impl Write>, lang: Lang, rows: impl Iterator<Item = Result<Row, E>>) -> Result<(), Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let columns = SHARES.map(|weight| Column { weight, numeric: false });
    body.table_begins(&columns, &LANDSCAPE)?;
    body.head(&columns, &table::head(lang))?;
    for row in rows {
        let cells = table::cells(lang, &next(row)?).map(|text| [Run::plain(text)]);
        body.row(&columns, cells.iter().map(|cell| &cell[..]))?;
    }
    Ok(body.table_ends()?)
}

fn part<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, xml: &str) -> Result<(), Error> {
    zip.start_file(name, compressed())?;
    Ok(zip.write_all(xml.as_bytes())?)
}

fn compressed() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn core(title: &str, lang: &str, made_at: &str) -> String {
    let title = escape(title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:language>{lang}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made_at}</dcterms:created></cp:coreProperties>"
    )
}

fn header(running: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}</w:hdr>",
        paragraph("<w:pStyle w:val=\"Header\"/>", &[Run::plain(running)])
    )
}

#[cfg(test)]
mod tests;
