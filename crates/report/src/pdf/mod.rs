//! The report as a tagged PDF (PDF/UA-1), laid out by typst.
//!
//! Typst keeps what it laid out until the end, several times over. So the table of remarks is laid out in parts, whatever typst
//! remembers is forgotten after each, and the pages are put together before they are written: what stays is the pages alone.

mod glyphs;
mod part;
mod world;

use std::io::Write;

use busola_domain::Timestamp;
use busola_texts::Lang;
use serde::Serialize;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Datetime, Smart};
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::part::{Gathered, lay_out};
use self::world::Template;
use crate::document::{Section, document};
use crate::model::{Report, Row};
use crate::{Error, next, table, words};

/// What the template of the report reads.
#[derive(Serialize)]
struct Front<'a> {
    title: &'a str,
    running: &'a str,
    standing: Option<&'a str>,
    lang: &'static str,
    sections: &'a [Section],
}

pub(crate) fn write<E>(lang: Lang, report: &Report, rows: impl Iterator<Item = Result<Row, E>>, mut out: impl Write) -> Result<(), Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let document = document(lang, report);
    let front = Front {
        title: &document.title,
        running: &document.running,
        standing: document.standing.as_deref(),
        lang: lang.tag(),
        sections: &document.sections,
    };
    let mut front = serde_json::to_value(front)?;
    make_printable(&mut front);
    let first = lay_out(Template::Report, serde_json::to_vec(&front)?)?;
    let info = first.info().clone();
    let mut pages: EcoVec<Page> = first.pages().iter().cloned().collect();
    drop(first);

    let mut gathered = Gathered::new(lang, &document.title, &document.running);
    for row in rows {
        gathered.push(table::cells(lang, &next(row)?));
        if gathered.is_full() {
            pages.extend(gathered.lay_out(pages.len() + 1)?);
        }
    }
    if !gathered.is_empty() {
        pages.extend(gathered.lay_out(pages.len() + 1)?);
    }
    let bytes = export(&PagedDocument::new(pages, info), report.head.generated_at)?;
    typst::comemo::evict(0);
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(())
}

/// Every text of a tree becomes one that the fonts can show.
fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = glyphs::printable(text),
        Value::Array(values) => values.iter_mut().for_each(make_printable),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    // An image: its words are replaced where they must be, and nothing is put between them.
                    Value::String(svg) if name == "svg" => *svg = glyphs::shown(svg),
                    other => make_printable(other),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The file. Where the standard refuses it, for a sign that no font can show for instance, it is tagged all the same: a report
/// that is not quite accessible is better than none.
fn export(document: &PagedDocument, made_at: Timestamp) -> Result<Vec<u8>, Error> {
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Error::Typeset(format!("{error:?}")))?;
    let pdf = |standards| {
        let creator = Smart::Custom(Some("Busola".to_owned()));
        typst_pdf::pdf(document, &PdfOptions { creator, timestamp: moment(made_at), standards, ..PdfOptions::default() })
    };
    pdf(accessible).or_else(|_| pdf(PdfStandards::default())).map_err(|errors| told(&errors))
}

fn moment(at: Timestamp) -> Option<typst_pdf::Timestamp> {
    let civil = words::utc(at);
    let part = |number: i8| u8::try_from(number).ok();
    let (month, day) = (part(civil.month())?, part(civil.day())?);
    let (hour, minute, second) = (part(civil.hour())?, part(civil.minute())?, part(civil.second())?);
    Datetime::from_ymd_hms(i32::from(civil.year()), month, day, hour, minute, second).map(typst_pdf::Timestamp::new_utc)
}

/// What typst says is wrong, for the log.
fn told(errors: &[SourceDiagnostic]) -> Error {
    Error::Typeset(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests;
