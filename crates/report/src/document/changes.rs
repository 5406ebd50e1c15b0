//! How the draft changed, unit by unit.

use busola_domain::versions::{Kind, Op, Words};
use busola_texts::Lang;

use super::{Block, Cell, Column, Mark, Part, Run, Section, Table};
use crate::model::Change;
use crate::words;

pub(super) fn section(lang: Lang, changes: &[Change]) -> Section {
    let title = lang.report_changes();
    if changes.is_empty() {
        return Section { part: Part::Changes, title, blocks: vec![Block::paragraph(lang.report_changes_none())] };
    }
    let table = Table {
        caption: title.clone(),
        head: vec![lang.report_unit(), lang.report_change_kind(), lang.report_change_text(), lang.report_change_remarks()],
        columns: vec![Column::words(3), Column::words(2), Column::words(10), Column::words(2)],
        rows: changes.iter().map(|change| row(lang, change)).collect(),
    };
    Section { part: Part::Changes, title, blocks: vec![Block::paragraph(lang.report_changes_lead()), Block::Table(table)] }
}

fn row(lang: Lang, change: &Change) -> Vec<Cell> {
    let unit = match (&change.from_label, &change.to_label) {
        (Some(from), Some(to)) if from != to => format!("{from} → {to}"),
        (_, Some(label)) | (Some(label), None) => label.clone(),
        (None, None) => lang.report_whole_draft(),
    };
    // Of a unit that is new or gone as a whole the column before says so.
    let in_words = matches!(change.kind, Kind::Changed | Kind::Moved | Kind::Same);
    let runs = change.words.iter().map(|words| run(lang, words, in_words)).collect();
    let remarks: Vec<_> = change.remarks.iter().map(i64::to_string).collect();
    vec![Cell::words(unit), Cell::words(words::change(lang, change.kind)), Cell { runs, value: None }, Cell::words(remarks.join(", "))]
}

/// Words with their look, and for who does not see that, `in_words`.
fn run(lang: Lang, words: &Words, in_words: bool) -> Run {
    let inner = words.text.trim();
    let (mark, said) = match words.op {
        Op::Equal => return Run::plain(words.text.as_str()),
        Op::Insert => (Mark::Inserted, lang.report_inserted(inner)),
        Op::Delete => (Mark::Deleted, lang.report_deleted(inner)),
    };
    if !in_words || inner.is_empty() {
        return Run { text: words.text.clone(), mark };
    }
    // White space stays outside, where it parts the words from their neighbours.
    let before = &words.text[..words.text.len() - words.text.trim_start().len()];
    let after = &words.text[words.text.trim_end().len()..];
    Run { text: format!("{before}[{said}]{after}"), mark }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(op: Op, text: &str) -> Words {
        Words { op, text: text.to_owned() }
    }

    #[test]
    fn what_changed_is_told_by_look_and_in_words() {
        let change = Change {
            from_label: Some("§ 5".to_owned()),
            to_label: Some("§ 6".to_owned()),
            kind: Kind::Changed,
            words: vec![words(Op::Equal, "w terminie "), words(Op::Delete, "14 "), words(Op::Insert, "30 "), words(Op::Equal, "dni")],
            remarks: vec![3, 12],
        };
        let cells = row(Lang::Pl, &change);
        assert_eq!(cells[0].text(), "§ 5 → § 6");
        assert_eq!(cells[2].text(), "w terminie [usunięto: 14] [dodano: 30] dni");
        assert_eq!(cells[2].runs[1].mark, Mark::Deleted);
        assert_eq!(cells[3].text(), "3, 12");
    }

    #[test]
    fn of_a_new_unit_the_words_stand_as_they_are() {
        let change = Change {
            from_label: None,
            to_label: Some("§ 7".to_owned()),
            kind: Kind::Added,
            words: vec![words(Op::Insert, "Nowy przepis.")],
            remarks: Vec::new(),
        };
        let cells = row(Lang::Pl, &change);
        assert_eq!((cells[0].text(), cells[2].text()), ("§ 7".to_owned(), "Nowy przepis.".to_owned()));
    }
}
