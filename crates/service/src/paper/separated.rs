//! Tables as text: semicolons, commas or tabs, in whatever encoding a program wrote them.

use busola_domain::Problem;
use busola_domain::draft::decode;
use busola_domain::paper::ROWS_MAX;

use super::{COLUMNS_MAX, Line};

/// The lines of a table that are not empty.
pub(super) fn lines(file: &[u8]) -> Result<Vec<Line>, Problem> {
    let text = decode(file).map_err(|_| Problem::FileKind)?.text;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(&text)).from_reader(text.as_bytes());
    let mut lines: Vec<Line> = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|_| Problem::FileUnreadable)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        // The heads are a line too.
        if lines.len() > ROWS_MAX {
            return Err(Problem::TooMany { max: ROWS_MAX });
        }
        let begins = begins(&text, &record);
        line += text.get(counted..begins).map_or(0, |passed| passed.matches('\n').count() as u64);
        counted = begins;
        lines.push((line, record.iter().take(COLUMNS_MAX).map(str::to_owned).collect()));
    }
    Ok(lines)
}

/// Where a record begins: the reader leaves half of the line end before it to it, and empty lines.
fn begins(text: &str, record: &csv::StringRecord) -> usize {
    let left = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
    let rest = text.get(left..).unwrap_or_default();
    left + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// What stands between two heads: the one of the three that the first line has most of.
fn separator(text: &str) -> u8 {
    let heads = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &u8| heads.bytes().filter(|byte| byte == separator).count();
    // Of those that are there as often the last one.
    [b'\t', b',', b';'].into_iter().max_by_key(count).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_however_a_program_wrote_it() {
        let expected =
            vec![(1, vec!["Uwaga".to_owned(), "Jednostka".to_owned()]), (2, vec!["Zażółć; \"gęślą\"\njaźń".to_owned(), "§ 7".to_owned()])];
        for separator in [";", ",", "\t"] {
            let text = format!("Uwaga{separator}Jednostka\r\n\"Zażółć; \"\"gęślą\"\"\njaźń\"{separator}§ 7\r\n\r\n{separator}\r\n");
            let windows: Vec<u8> = text.chars().map(windows_1250).collect();
            for file in [text.clone().into_bytes(), format!("\u{FEFF}{text}").into_bytes(), windows] {
                assert_eq!(lines(&file), Ok(expected.clone()), "{separator:?}");
            }
        }
    }

    /// A letter of the sample in the code page of Polish Windows.
    fn windows_1250(c: char) -> u8 {
        match c {
            'ż' => 0xBF,
            'ó' => 0xF3,
            'ł' => 0xB3,
            'ć' => 0xE6,
            'ę' => 0xEA,
            'ś' => 0x9C,
            'ą' => 0xB9,
            'ź' => 0x9F,
            'ń' => 0xF1,
            '§' => 0xA7,
            plain => u8::try_from(plain).unwrap(),
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for file in [b"%PDF-1.7\n".as_slice(), b"\xD0\xCF\x11\xE0\xA1\xB1", b"a;b\0c"] {
            assert_eq!(lines(file), Err(Problem::FileKind));
        }
    }

    #[test]
    fn what_is_too_long_is_refused_early() {
        let file = "a;b\n".repeat(ROWS_MAX + 2);
        assert_eq!(lines(file.as_bytes()), Err(Problem::TooMany { max: ROWS_MAX }));
        let wide = ";".repeat(100_000);
        assert_eq!(lines(format!("a{wide}\n").as_bytes()).map(|lines| lines[0].1.len()), Ok(COLUMNS_MAX));
    }
}
