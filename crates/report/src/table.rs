//! The table of remarks: seven columns for people who read, more for those who sort.

use busola_domain::Timestamp;
use busola_domain::comment::Status;
use busola_texts::Lang;

use crate::model::Row;
use crate::words;

/// How many columns the table has on paper.
pub const COLUMNS: usize = 7;

/// The heads of the table on paper: number, submitter, unit, remark, decision, justification, resulting change.
#[must_use]
pub fn head(lang: Lang) -> [String; COLUMNS] {
    [
        lang.report_number(),
        lang.report_submitter(),
        lang.report_unit(),
        lang.report_remark(),
        lang.report_decision(),
        lang.report_justification(),
        lang.report_change(),
    ]
}

/// A row of the table on paper.
#[must_use]
pub fn cells(lang: Lang, row: &Row) -> [String; COLUMNS] {
    let submitter = [
        Some(lang.person(&row.submitter)),
        row.organisation.clone(),
        Some(format!("{}, {}", words::received(lang, row), words::source(lang, row.source))),
    ];
    let was = row.unit_label_at_writing.as_deref().filter(|was| row.unit_label.as_deref() != Some(*was));
    let reply = row.reply_to.map(|number| lang.report_reply_to(number.to_string()));
    let unit = [Some(unit(lang, row)), was.map(|was| lang.report_unit_was(was)), reply];
    let justification = [row.justification.clone(), row.group.map(|number| lang.report_same_answer(number.to_string()))];
    [
        row.number.to_string(),
        lines(submitter),
        lines(unit),
        remark(lang, row),
        row.decision.map(|decision| words::decision(lang, Some(decision))).unwrap_or_default(),
        lines(justification),
        row.change.clone().unwrap_or_default(),
    ]
}

fn unit(lang: Lang, row: &Row) -> String {
    row.unit_label.clone().unwrap_or_else(|| lang.report_whole_draft())
}

/// What a remark says, or why it says nothing here.
fn remark(lang: Lang, row: &Row) -> String {
    match row.status {
        Status::Published => row.remark.clone().unwrap_or_default(),
        Status::Pending => lang.report_remark_pending(),
        Status::Hidden => lang.report_remark_hidden(),
        Status::Withdrawn => lang.report_remark_withdrawn(),
    }
}

/// What there is, a line each.
fn lines<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A column of the table in a spreadsheet or a CSV file.
pub(crate) struct Column {
    /// Its head.
    pub(crate) name: fn(Lang) -> String,
    /// Its cell in a row.
    pub(crate) cell: fn(Lang, &Row) -> Cell,
    /// Its width in a spreadsheet, in characters.
    pub(crate) width: u16,
}

/// A cell of such a column.
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// A moment.
    Moment(Timestamp),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }
}

/// The columns, in their order.
pub(crate) const SHEET: &[Column] = &[
    Column { name: Lang::report_number, cell: |_, row| Cell::Number(row.number), width: 7 },
    Column { name: Lang::report_received, cell: |_, row| Cell::Moment(row.received_at), width: 17 },
    Column { name: Lang::report_submitter, cell: |lang, row| Some(lang.person(&row.submitter)).into(), width: 22 },
    Column { name: Lang::report_organisation, cell: |_, row| row.organisation.clone().into(), width: 24 },
    Column { name: Lang::report_source, cell: |lang, row| Cell::Text(words::source(lang, row.source)), width: 18 },
    Column { name: Lang::report_unit, cell: |lang, row| Cell::Text(unit(lang, row)), width: 20 },
    Column { name: Lang::report_unit_then, cell: |_, row| row.unit_label_at_writing.clone().into(), width: 20 },
    Column { name: Lang::report_remark, cell: |lang, row| Cell::Text(remark(lang, row)), width: 60 },
    Column { name: Lang::report_status, cell: |lang, row| Cell::Text(words::status(lang, row.status)), width: 14 },
    Column { name: Lang::report_supports, cell: |_, row| Cell::Number(row.supports), width: 10 },
    Column { name: Lang::report_decision, cell: |lang, row| decision(lang, row).into(), width: 24 },
    Column { name: Lang::report_justification, cell: |_, row| row.justification.clone().into(), width: 50 },
    Column { name: Lang::report_change, cell: |_, row| row.change.clone().into(), width: 40 },
    Column { name: Lang::report_group, cell: |_, row| row.group.map_or(Cell::Empty, Cell::Number), width: 12 },
    Column { name: Lang::report_reply, cell: |_, row| row.reply_to.map_or(Cell::Empty, Cell::Number), width: 12 },
    Column { name: Lang::report_themes, cell: |_, row| Some(row.themes.join("; ")).into(), width: 30 },
];

fn decision(lang: Lang, row: &Row) -> Option<String> {
    row.decision.map(|decision| words::decision(lang, Some(decision)))
}

#[cfg(test)]
mod tests {
    use busola_domain::comment::Source;

    use super::*;
    use crate::sample::rows;

    #[test]
    fn a_row_has_the_seven_columns_of_every_report() {
        let row = &rows()[0];
        let cells = cells(Lang::Pl, row);
        assert_eq!(cells[0], "1");
        assert_eq!(cells[1], "Anna z Czubów\nStowarzyszenie „Most”\n17 czerwca 2026, godz. 18:00, przez internet");
        assert_eq!(cells[2], "§ 6\nW chwili zgłoszenia: § 5");
        assert_eq!(
            super::cells(Lang::Pl, &Row { source: Source::Paper, ..row.clone() })[1].lines().last(),
            Some("17 czerwca 2026, na papierze")
        );
        assert_eq!(cells[4], "częściowo uwzględniona");
        assert!(cells[5].ends_with("\nOdpowiedź wspólna, nr 1"), "{}", cells[5]);
    }

    #[test]
    fn what_is_hidden_or_withdrawn_is_marked_and_has_no_text() {
        for row in rows().into_iter().filter(|row| row.status != Status::Published) {
            // Even where somebody left it in.
            assert!(row.remark.is_some());
            let cells = cells(Lang::En, &row);
            assert!(cells[3].contains("comment") && !cells[3].contains("tajne"), "{}", cells[3]);
            assert_eq!(row.public().remark, None);
        }
    }
}
