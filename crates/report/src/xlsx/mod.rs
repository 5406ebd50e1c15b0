//! The report as a workbook: the notice, numbers, remarks, changes and meetings, a sheet each. The remarks pass through one by
//! one, to a temporary file; what looks like a formula is a text.

mod sheet;

use std::io::Write;

use busola_domain::schedule::local;
use busola_texts::Lang;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, RowNum, Workbook, Worksheet};

use crate::document::{Document, Part, Value, document};
use crate::model::{Report, Row};
use crate::table::{Cell, SHEET};
use crate::text::{clean, cut};
use crate::{Error, next, words};

/// The most units of UTF-16 in a cell; Excel's own bound is 32,767.
const CELL_MAX: usize = 32_000;
/// The number of A4 among Excel's sizes of paper.
const A4: u8 = 9;

/// The looks of cells.
struct Looks {
    title: Format,
    heading: Format,
    head: Format,
    words: Format,
    number: Format,
    day: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            title: top().set_bold().set_font_size(16),
            heading: top().set_bold().set_font_size(13),
            head: top().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E8_EEF8)).set_border(FormatBorder::Thin),
            words: top().set_text_wrap(),
            number: top().set_num_format("#,##0").set_align(FormatAlign::Left),
            day: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            moment: top().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
        }
    }
}

pub(crate) fn write<E>(lang: Lang, report: &Report, rows: impl Iterator<Item = Result<Row, E>>, out: impl Write + Send) -> Result<(), Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let looks = Looks::new();
    let document = document(lang, report);
    let made_at = words::utc(report.head.generated_at);
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(document.title.as_str()).set_creation_datetime(&made_at));
    let sheets = Sheets { lang, looks: &looks, document: &document };
    let notice = [Part::Notice, Part::Course, Part::Opinion, Part::Attachments];
    sheets.add(book.add_worksheet(), &lang.facts_title(), &notice, &[36, 80, 68])?;
    sheets.add(book.add_worksheet(), &lang.report_numbers(), &[Part::Numbers, Part::Themes], &[60, 14])?;
    remarks(book.add_worksheet_with_constant_memory()?, lang, &looks, rows)?;
    sheets.add(book.add_worksheet(), &lang.report_changes(), &[Part::Changes], &[30, 18, 100, 16])?;
    sheets.add(book.add_worksheet(), &lang.report_sessions(), &[Part::Sessions], &[70, 30, 30, 30])?;
    book.save_to_writer(out)?;
    Ok(())
}

/// The sheets that show sections.
struct Sheets<'a> {
    lang: Lang,
    looks: &'a Looks,
    document: &'a Document,
}

impl Sheets<'_> {
    fn add(&self, sheet: &mut Worksheet, name: &str, parts: &[Part], widths: &[u16]) -> Result<(), Error> {
        begin(sheet, name, widths.iter().copied())?;
        let mut page = sheet::Page::new(sheet, self.lang, self.looks);
        page.top(self.document)?;
        for section in self.document.sections.iter().filter(|section| parts.contains(&section.part)) {
            page.section(section)?;
        }
        Ok(())
    }
}

fn begin(sheet: &mut Worksheet, name: &str, widths: impl Iterator<Item = u16>) -> Result<(), Error> {
    sheet.set_name(name)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&[Page] / &[Pages]");
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

fn remarks<E>(sheet: &mut Worksheet, lang: Lang, looks: &Looks, rows: impl Iterator<Item = Result<Row, E>>) -> Result<(), Error>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    begin(sheet, &lang.report_remarks_count(), SHEET.iter().map(|column| column.width))?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    for (at, column) in (0..).zip(SHEET) {
        sheet.write_string_with_format(0, at, (column.name)(lang), &looks.head)?;
    }
    let mut last: RowNum = 0;
    for row in rows {
        let row = next(row)?;
        last += 1;
        for (at, column) in (0..).zip(SHEET) {
            match (column.cell)(lang, &row) {
                Cell::Empty => {}
                Cell::Text(text) => put(sheet, (last, at), lang, &text, &looks.words)?,
                Cell::Number(number) => value(sheet, (last, at), Value::Number(number), looks)?,
                Cell::Moment(moment) => value(sheet, (last, at), Value::Moment(moment), looks)?,
            }
        }
    }
    if last > 0 {
        sheet.autofilter(0, 0, last, (SHEET.len() - 1) as u16)?;
    }
    Ok(())
}

/// Writes words as they are: never a formula, never a link, and no more than a cell holds.
fn put(sheet: &mut Worksheet, at: (RowNum, u16), lang: Lang, text: &str, look: &Format) -> Result<(), Error> {
    let text = clean(text);
    sheet.write_string_with_format(at.0, at.1, cut(&text, CELL_MAX, || lang.report_cut()), look)?;
    Ok(())
}

fn value(sheet: &mut Worksheet, at: (RowNum, u16), value: Value, looks: &Looks) -> Result<(), Error> {
    match value {
        Value::Number(number) => sheet.write_number_with_format(at.0, at.1, number as f64, &looks.number)?,
        Value::Day(day) => sheet.write_datetime_with_format(at.0, at.1, day.date(), &looks.day)?,
        Value::Moment(moment) => sheet.write_datetime_with_format(at.0, at.1, local::civil(moment), &looks.moment)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::sample::{AWKWARD, LETTERS, report, rows};

    fn book(rows: Vec<Row>) -> Xlsx<Cursor<Vec<u8>>> {
        let mut bytes = Cursor::new(Vec::new());
        write(Lang::Pl, &report(), rows.into_iter().map(Ok::<_, Infallible>), &mut bytes).unwrap();
        Xlsx::new(Cursor::new(bytes.into_inner())).unwrap()
    }

    #[test]
    fn it_has_its_sheets_and_no_formula() {
        let mut book = book(rows());
        let names = book.sheet_names();
        assert_eq!(names, ["Ogłoszenie o konsultacjach", "Liczby", "Uwagi", "Zmiany w projekcie", "Spotkania"]);
        for name in names {
            assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "{name}");
        }
    }

    #[test]
    fn the_remarks_are_there_with_real_dates_and_numbers() {
        let sheet = book(rows()).worksheet_range("Uwagi").unwrap();
        let cell = |row, column| sheet.get_value((row, column)).unwrap_or(&Data::Empty).clone();
        assert_eq!(cell(0, 0), Data::String("Nr".to_owned()));
        assert_eq!(cell(1, 0), Data::Float(1.0));
        // 17 June 2026, 18:00 by Warsaw's clocks, as Excel counts days.
        assert!(matches!(cell(1, 1), Data::DateTime(at) if (at.as_f64() - 46_190.75).abs() < 1e-6), "{:?}", cell(1, 1));
        assert!(cell(1, 7).to_string().contains(LETTERS));
        let awkward = cell(2, 7).to_string();
        assert!(awkward.starts_with("=1+1") && awkward.contains("👩") && !awkward.contains('\u{FFFE}'), "{awkward}");
        assert_eq!(cell(3, 7).to_string().chars().count(), 10_000);
        assert_eq!(cell(4, 7).to_string(), "Uwaga ukryta przez moderatora.");
        assert!(AWKWARD.contains('\u{FFFE}'));
    }

    #[test]
    fn what_a_cell_can_not_hold_is_cut_and_says_so() {
        let mut long = rows().remove(0);
        long.justification = Some("ż".repeat(40_000));
        let sheet = book(vec![long]).worksheet_range("Uwagi").unwrap();
        let text = sheet.get_value((1, 11)).unwrap().to_string();
        assert!(text.ends_with(&Lang::Pl.report_cut()) && text.encode_utf16().count() <= CELL_MAX);
    }
}
