//! Floor 1: the report of a consultation, one model and its files.
//!
//! A [`Report`](model::Report) says what the consultation was and how many did what; its remarks come beside it, one
//! [`Row`](model::Row) after the other. From both, [`render`] writes each [`Format`]. JSON and CSV keep no row, so that they can be
//! sent while they are read ([`json::Writer`], [`csv::Writer`]); DOCX and XLSX keep none in memory either; of PDF see `pdf`.
//! In the browser stands what [`document::document`] says.
//!
//! Nothing here asks a clock, a database or the network.

pub mod chart;
pub mod csv;
pub mod document;
mod docx;
pub mod json;
mod pdf;
#[cfg(test)]
mod sample;
pub mod table;
mod text;
mod words;
mod xlsx;

use std::io::{BufWriter, Seek, Write};

use busola_texts::Lang;

use crate::model::{Report, Row};

pub use busola_domain::report as model;
pub use busola_domain::report::Format;
pub use words::size;

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row could not be had.
    #[error("a remark could not be read")]
    Row(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It could not be written to where it was to go.
    #[error("it could not be written")]
    Write(#[from] std::io::Error),
    /// It could not be put into JSON.
    #[error("JSON")]
    Json(#[from] serde_json::Error),
    /// It could not be put into CSV.
    #[error("CSV")]
    Csv(#[from] ::csv::Error),
    /// It could not be put into a workbook.
    #[error("XLSX")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// It could not be packed.
    #[error("ZIP")]
    Zip(#[from] zip::result::ZipError),
    /// It could not be laid out.
    #[error("typesetting: {0}")]
    Typeset(String),
}

/// Writes a report with its remarks, which come in the order of their numbers.
///
/// PDF takes a processor for as long as it lasts, and memory with the number of remarks: it belongs into a process of its own.
///
/// # Errors
/// What the rows or `out` answer; what a format can not hold.
pub fn render<E>(
    format: Format,
    lang: Lang,
    report: &Report,
    rows: impl Iterator<Item = Result<Row, E>>,
    out: impl Write + Seek + Send,
) -> Result<(), Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    match format {
        Format::Json => {
            let mut writer = json::Writer::begin(BufWriter::new(out), report)?;
            for row in rows {
                writer.row(next(row)?)?;
            }
            writer.end()
        }
        Format::Csv => {
            let mut writer = csv::Writer::begin(out, lang)?;
            for row in rows {
                writer.row(next(row)?)?;
            }
            writer.end()
        }
        Format::Xlsx => xlsx::write(lang, report, rows, out),
        Format::Docx => docx::write(lang, report, rows, out),
        Format::Pdf => pdf::write(lang, report, rows, out),
    }
}

/// A row as everybody may read it.
fn next<E>(row: Result<Row, E>) -> Result<Row, Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    row.map(Row::public).map_err(|error| Error::Row(error.into()))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::sample::{report, rows};

    #[test]
    fn every_format_is_written_in_both_languages_without_what_is_hidden() {
        for format in [Format::Json, Format::Csv, Format::Xlsx, Format::Docx] {
            for lang in Lang::ALL {
                let mut out = Cursor::new(Vec::new());
                render(format, lang, &report(), rows().into_iter().map(Ok::<_, std::fmt::Error>), &mut out).unwrap();
                assert!(!out.into_inner().is_empty());
            }
        }
    }

    #[test]
    fn a_row_that_can_not_be_had_is_told() {
        for format in Format::ALL {
            let rows = rows().into_iter().map(Ok).chain([Err(std::fmt::Error)]);
            let error = render(*format, Lang::Pl, &report(), rows, Cursor::new(Vec::new())).unwrap_err();
            assert!(matches!(error, Error::Row(_)), "{format:?}: {error}");
        }
    }
}
