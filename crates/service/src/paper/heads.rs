//! The columns of a table of remarks, known by their heads in either language, and what is written in them, made regular.

use busola_domain::comment::Source;
use busola_domain::paper::ROWS_MAX;
use busola_domain::{Problem, text};
use busola_texts::Lang;
use serde::{Deserialize, Serialize};

use super::Line;

/// The columns by the names of their fields, in the order in which a template has them.
const COLUMNS: [&str; 5] = ["body", "unit", "source", "received_on", "author"];
/// Those without which a table is none of remarks.
const NEEDED: [&str; 3] = ["body", "source", "received_on"];

/// A remark as a line says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    /// The number of the line, from 1.
    pub(super) line: u64,
    /// The citation of its unit.
    pub(super) unit: String,
    /// What it says.
    pub(super) body: String,
    /// How it came, by the name of a [`Source`] where that was recognised.
    pub(super) source: String,
    /// When it was received, as `2026-11-30` where that was recognised.
    pub(super) received_on: String,
    /// Its author's name.
    pub(super) author: String,
}

impl Row {
    /// What stands in a column, by the name of its field.
    pub(super) fn cell(&self, column: &str) -> &str {
        match column {
            "unit" => &self.unit,
            "body" => &self.body,
            "source" => &self.source,
            "received_on" => &self.received_on,
            "author" => &self.author,
            _ => "",
        }
    }
}

/// A table to be filled in: its heads, as CSV that Polish spreadsheets open with a click.
#[must_use]
pub fn template(lang: Lang) -> String {
    format!("\u{FEFF}{}\r\n", COLUMNS.map(|column| head(lang, column)).join(";"))
}

/// The words over a column.
fn head(lang: Lang, column: &str) -> String {
    lang.by_name(&format!("paper-{}", column.replace('_', "-"))).unwrap_or_default()
}

/// The remarks of a table whose first line names its columns.
pub(super) fn rows(lines: Vec<Line>) -> Result<Vec<Row>, Problem> {
    let mut lines = lines.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let (_, heads) = lines.next().ok_or(Problem::Heads)?;
    let place = |column: &str| heads.iter().position(|cell| is_head(cell, column));
    if NEEDED.iter().any(|column| place(column).is_none()) {
        return Err(Problem::Heads);
    }
    let places = COLUMNS.map(place);
    let rows: Vec<_> = lines
        .map(|(line, cells)| {
            let [body, unit, source, received_on, author] =
                places.map(|place| place.and_then(|place| cells.get(place)).map_or("", String::as_str));
            Row {
                line,
                unit: plain(unit),
                body: text::normalise(body),
                source: source_of(source),
                received_on: day_of(received_on),
                author: plain(author),
            }
        })
        .collect();
    match rows.len() {
        0 => Err(Problem::TooFew { min: 1 }),
        1..=ROWS_MAX => Ok(rows),
        _ => Err(Problem::TooMany { max: ROWS_MAX }),
    }
}

fn is_head(cell: &str, column: &str) -> bool {
    let cell = folded(cell);
    cell == column || Lang::ALL.iter().any(|lang| cell == folded(&head(*lang, column)))
}

/// A line of words, one space between two: also where a program put one that does not break.
pub(super) fn plain(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same without regard to case.
pub(super) fn folded(cell: &str) -> String {
    plain(cell).to_lowercase()
}

/// The name of the way in which a remark came, from whatever people call it.
fn source_of(cell: &str) -> String {
    let cell = folded(cell);
    let is_called = |source: &Source| {
        let key = format!("paper-source-{}", source.as_str());
        let names = Lang::ALL.iter().filter_map(|lang| Some(format!("{},{}", lang.by_name(&key)?, lang.by_name(&format!("{key}-names"))?)));
        cell == source.as_str() || names.flat_map(|names| names.split(',').map(folded).collect::<Vec<_>>()).any(|name| name == cell)
    };
    let known = Source::ALL.iter().filter(|source| source.is_entered()).find(|source| is_called(source));
    known.map_or(cell, |source| source.as_str().to_owned())
}

/// A date as it is stored, from how it is written in Poland; without the hour that some programs add.
fn day_of(cell: &str) -> String {
    let date = cell.split_whitespace().next().unwrap_or_default().trim_end_matches('.');
    match date.split('.').collect::<Vec<_>>()[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[&[&str]]) -> Vec<Line> {
        (1..).zip(lines).map(|(number, cells)| (number, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect()
    }

    #[test]
    fn columns_are_known_by_their_heads_in_any_order_and_either_language() {
        let polish =
            [head(Lang::Pl, "received_on").to_uppercase(), head(Lang::Pl, "body"), head(Lang::Pl, "source"), "Uwagi własne".to_owned()];
        let polish: Vec<_> = polish.iter().map(String::as_str).collect();
        let read = rows(lines(&[&polish, &["12.6.2026", "Za krótko", "Na piśmie", "x"], &["", " ", "", ""]])).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].line, read[0].body.as_str(), read[0].source.as_str()), (2, "Za krótko", "paper"));
        assert_eq!((read[0].received_on.as_str(), read[0].unit.as_str(), read[0].author.as_str()), ("2026-06-12", "", ""));
        let english = [head(Lang::En, "body"), "source".to_owned(), head(Lang::En, "received_on"), head(Lang::En, "unit")];
        let english: Vec<_> = english.iter().map(String::as_str).collect();
        let read = rows(lines(&[&english, &["Too short", "E-mail", "2026-06-12 00:00:00", "§\u{A0}7  ust. 1"]])).unwrap();
        assert_eq!((read[0].source.as_str(), read[0].received_on.as_str(), read[0].unit.as_str()), ("mail", "2026-06-12", "§ 7 ust. 1"));
    }

    #[test]
    fn a_table_of_something_else_is_refused() {
        assert_eq!(rows(Vec::new()), Err(Problem::Heads));
        assert_eq!(rows(lines(&[&["Imię", "Telefon"], &["Anna", "1"]])), Err(Problem::Heads));
        assert_eq!(rows(lines(&[&["body", "source", "received_on"]])), Err(Problem::TooFew { min: 1 }));
        let many: Vec<_> = std::iter::once(["body", "source", "received_on"])
            .chain(std::iter::repeat_n(["a", "paper", "1.1.2026"], ROWS_MAX + 1))
            .collect();
        let many: Vec<&[&str]> = many.iter().map(|line| line.as_slice()).collect();
        assert_eq!(rows(lines(&many)), Err(Problem::TooMany { max: ROWS_MAX }));
        assert_eq!(rows(lines(&many[..=ROWS_MAX])).map(|rows| rows.len()), Ok(ROWS_MAX));
    }

    #[test]
    fn a_template_has_the_heads_that_are_read() {
        for lang in Lang::ALL {
            let template = template(lang);
            let heads: Vec<&str> = template.trim_start_matches('\u{FEFF}').trim_end().split(';').collect();
            assert_eq!(rows(lines(&[&heads, &["Uwaga", "", "paper", "2026-06-12", ""]])).unwrap().len(), 1, "{template}");
        }
    }

    #[test]
    fn what_is_not_recognised_stays_to_be_told() {
        assert_eq!(source_of(" Gołębiem "), "gołębiem");
        assert_eq!(["12.06.2026 r.", "2026/06/12", "wczoraj", "1.2"].map(day_of), ["2026-06-12", "2026/06/12", "wczoraj", "1.2"]);
    }
}
