//! Tables of Excel.
//!
//! What is inflated is measured before `calamine` reads any of it, and cells are taken one by one: a table of two cells far
//! apart would have billions of empty ones between them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use busola_docx::has_too_many_parts;
use busola_domain::Problem;
use busola_domain::paper::{FILE_MAX, ROWS_MAX};
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use zip::ZipArchive;

use super::{COLUMNS_MAX, Line};

/// The most bytes of a file once it is inflated.
const INFLATED_MAX: u64 = 30_000_000;
/// The most parts of a file.
const PARTS_MAX: usize = 1_000;
/// The last day that Excel knows, as it counts them.
const LAST_DAY: f64 = 2_958_465.0;

/// The lines of the first sheet that are not empty.
pub(super) fn lines(file: &[u8]) -> Result<Vec<Line>, Problem> {
    measure(file)?;
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(file)).map_err(|_| Problem::FileUnreadable)?;
    let first = book.sheet_names().into_iter().next().ok_or(Problem::FileUnreadable)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| Problem::FileUnreadable)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut room = FILE_MAX;
    while let Some(cell) = cells.next_cell().map_err(|_| Problem::FileUnreadable)? {
        let (row, column) = cell.get_position();
        let (column, text) = (column as usize, words(cell.get_value()));
        if column >= COLUMNS_MAX || text.trim().is_empty() {
            continue;
        }
        // One text may stand in a million cells.
        room = room.checked_sub(text.len()).ok_or(Problem::FileUnreadable)?;
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
        // The heads are a line too.
        if rows.len() > ROWS_MAX + 1 {
            return Err(Problem::TooMany { max: ROWS_MAX });
        }
    }
    Ok(rows.into_iter().map(|(row, cells)| (u64::from(row) + 1, cells)).collect())
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(at) => date(at),
        DataRef::DateTimeIso(at) => at.replace('T', " "),
        _ => String::new(),
    }
}

/// A date; what no calendar has stays a number, to be told as what it is.
fn date(at: &ExcelDateTime) -> String {
    if !(1.0..=LAST_DAY).contains(&at.as_f64()) {
        return at.as_f64().to_string();
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

/// Refuses what is too large once it is inflated, whatever its parts say of their sizes.
fn measure(file: &[u8]) -> Result<(), Problem> {
    if has_too_many_parts(file) {
        return Err(Problem::FileUnreadable);
    }
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| Problem::FileUnreadable)?;
    if archive.len() > PARTS_MAX {
        return Err(Problem::FileUnreadable);
    }
    let mut room = INFLATED_MAX;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Problem::FileUnreadable)?;
        let mut bytes = Vec::new();
        part.take(room + 1).read_to_end(&mut bytes).map_err(|_| Problem::FileUnreadable)?;
        room = room.checked_sub(bytes.len() as u64).filter(|_| !promises_too_much(&bytes)).ok_or(Problem::FileUnreadable)?;
    }
    Ok(())
}

/// Whether a part says that it has a million texts or more: `calamine` makes room for all of them before it reads one, and a
/// program that gets no room ends.
fn promises_too_much(part: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    let is_before = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+');
    part.windows(COUNT.len()).enumerate().filter(|(_, window)| *window == COUNT).any(|(at, _)| {
        let after = part.get(at + COUNT.len()..).unwrap_or_default();
        after.iter().skip_while(is_before).take_while(|byte| byte.is_ascii_digit()).count() > 6
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Uwagi" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const OF_WORKBOOK: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

    /// A workbook with these cells in its one sheet, and these texts.
    fn book(cells: &str, texts: &str) -> Vec<u8> {
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
        );
        archive(&[
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", OF_WORKBOOK.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/sharedStrings.xml", texts.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn texts(count: &str) -> String {
        format!(
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{count}"><si><t>Uwaga</t></si><si><r><t xml:space="preserve">Zażółć </t></r><r><t>jaźń</t></r></si></sst>"#
        )
    }

    const CELLS: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Data</t></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46185</v></c><c r="D3"><v>7</v></c></row>"#;

    #[test]
    fn texts_numbers_and_dates_are_read() {
        let expected = vec![
            (1, vec!["Uwaga".to_owned(), "Data".to_owned()]),
            (3, vec!["Zażółć jaźń".to_owned(), "2026-06-12".to_owned(), String::new(), "7".to_owned()]),
        ];
        assert_eq!(lines(&book(CELLS, &texts("2"))), Ok(expected));
    }

    #[test]
    fn a_file_that_is_made_to_do_harm_is_refused_in_little_memory() {
        let bomb = vec![b' '; INFLATED_MAX as usize + 1];
        assert_eq!(lines(&archive(&[("xl/worksheets/sheet1.xml", &bomb)])), Err(Problem::FileUnreadable));
        assert_eq!(lines(&book(CELLS, &texts("99999999999"))), Err(Problem::FileUnreadable));
        let part = [b"x".as_slice(); PARTS_MAX + 1];
        let names: Vec<_> = (0..part.len()).map(|n| n.to_string()).collect();
        let parts: Vec<_> = names.iter().map(String::as_str).zip(part).collect();
        assert_eq!(lines(&archive(&parts)), Err(Problem::FileUnreadable));
        for broken in [b"PK\x03\x04".as_slice(), &book(CELLS, &texts("2"))[..300], &archive(&[("a", b"b")])] {
            assert_eq!(lines(broken), Err(Problem::FileUnreadable));
        }
    }

    #[test]
    fn cells_far_apart_have_nothing_between_them() {
        let far = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>"#;
        assert_eq!(lines(&book(far, &texts("2"))), Ok(vec![(1, vec!["Uwaga".to_owned()]), (1_048_576, vec!["1".to_owned()])]));
    }
}
