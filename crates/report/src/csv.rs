//! The table of remarks as CSV that Polish spreadsheets open with a click: UTF-8 with its mark, semicolons, CRLF; and in which
//! no cell is ever a formula.

use std::io::Write;

use busola_texts::Lang;

use crate::Error;
use crate::model::Row;
use crate::table::{Cell, SHEET};
use crate::words;

/// What tells Excel that the file is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes rows one by one and keeps none.
pub struct Writer<W: Write> {
    lang: Lang,
    records: ::csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Writes the heads of the columns.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn begin(mut out: W, lang: Lang) -> Result<Self, Error> {
        out.write_all(MARK)?;
        let mut records = ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(out);
        records.write_record(SHEET.iter().map(|column| (column.name)(lang)))?;
        Ok(Self { lang, records })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn row(&mut self, row: Row) -> Result<(), Error> {
        let row = row.public();
        for column in SHEET {
            self.records.write_field(field((column.cell)(self.lang, &row)))?;
        }
        self.records.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Passes on what is still kept back, for who waits for it.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn flush(&mut self) -> Result<(), Error> {
        Ok(self.records.flush()?)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn end(mut self) -> Result<(), Error> {
        self.flush()
    }
}

fn field(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(at) => words::plain_moment(at),
    }
}

/// A text that no spreadsheet reads as a formula: one that looks like it gets an apostrophe in front, which shows that it is
/// a text. White space, what is not visible and the wide forms of Chinese and Japanese typing do not hide it.
fn harmless(text: String) -> String {
    let begins_with_control = text.starts_with(['\t', '\r', '\n']);
    let first = text.chars().find(|c| busola_domain::text::is_visible(*c));
    let is_sign = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    if begins_with_control || first.is_some_and(is_sign) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{AWKWARD, LETTERS, rows};

    fn written(lang: Lang) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = Writer::begin(&mut out, lang).unwrap();
        for row in rows() {
            writer.row(row).unwrap();
        }
        writer.end().unwrap();
        out
    }

    fn records(bytes: &[u8]) -> Vec<::csv::StringRecord> {
        let rest = bytes.strip_prefix(MARK).unwrap();
        let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(rest);
        assert_eq!(&reader.headers().unwrap()[0], "Nr");
        reader.records().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn it_is_what_polish_excel_opens() {
        let bytes = written(Lang::Pl);
        assert!(bytes.starts_with(MARK));
        assert!(bytes.ends_with(b"\r\n"));
        let records = records(&bytes);
        assert_eq!(records.len(), rows().len());
        assert_eq!((&records[0][0], &records[0][1]), ("1", "2026-06-17 18:00:00"));
        assert!(records[0][7].contains(LETTERS));
        assert_eq!(records[2][7].chars().count(), 10_000);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for record in records(&written(Lang::Pl)) {
            for cell in &record {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
            }
        }
        assert_eq!(records(&written(Lang::Pl))[1][7], format!("'{AWKWARD}"));
    }

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe_and_nothing_else_does() {
        for text in
            ["=1", "+48 81", "-1", "@SUM(A1)", " =1", "\u{A0}=1", "\u{200B}\u{FEFF}=1", "＝1", "＋1", "－1", "＠x", "\tx", "\rx", "\n x"]
        {
            assert_eq!(harmless(text.to_owned()), format!("'{text}"), "{text:?}");
        }
        for text in ["", "a=1", "§ 5", "„=1”", "'=1", "1-2", "− 1"] {
            assert_eq!(harmless(text.to_owned()), text);
        }
    }

    #[test]
    fn what_is_hidden_is_not_in_it() {
        let text = String::from_utf8(written(Lang::En)).unwrap();
        assert!(!text.contains("tajne") && text.contains("A moderator has hidden this comment."));
    }
}
