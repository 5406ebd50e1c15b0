//! What stands at the end: the council's opinion, the files, and the words before the table of remarks.

use busola_domain::opinion::Standing;
use busola_texts::Lang;

use super::{Block, Cell, Column, Fact, Part, Section, Table, markdown};
use crate::model::{Attachment, Numbers, Opinion};
use crate::words;

/// Nothing where none was asked for.
pub(super) fn opinion(lang: Lang, opinion: Option<&Opinion>) -> Option<Section> {
    let opinion = opinion?;
    let day = |name: String, day| Fact::value(name, &Cell::day(lang, day));
    let mut facts = vec![day(lang.report_opinion_requested(), opinion.requested_on)];
    facts.extend(opinion.due_on.map(|due| day(lang.report_opinion_due(), due)));
    facts.extend(opinion.given_on.map(|given| day(lang.report_opinion_given(), given)));
    facts.extend(opinion.kind.map(|kind| Fact::value(lang.opinion_kind(), &Cell::words(words::verdict(lang, kind)))));
    let mut blocks = vec![Block::facts(facts)];
    match &opinion.text {
        Some(text) => {
            blocks.push(Block::heading(2, lang.report_opinion_text()));
            blocks.extend(markdown::blocks(text, 2));
        }
        None if opinion.state == Standing::Silent => blocks.push(Block::paragraph(lang.report_opinion_silence())),
        None if opinion.state == Standing::Awaited => blocks.push(Block::paragraph(lang.report_opinion_waits())),
        None => {}
    }
    Some(Section { part: Part::Opinion, title: lang.report_opinion(), blocks })
}

/// Nothing where there are none.
pub(super) fn attachments(lang: Lang, attachments: &[Attachment]) -> Option<Section> {
    if attachments.is_empty() {
        return None;
    }
    let row = |file: &Attachment| {
        let named = format!("{}\n{} ({})", file.caption, file.name, file.mime);
        vec![
            Cell::words(named),
            Cell::words(file.address.as_str()),
            Cell::words(file.sha256.as_str()),
            Cell::words(words::size(lang, file.bytes)),
        ]
    };
    let table = Table {
        caption: lang.report_attachments(),
        head: vec![lang.report_file(), lang.report_address(), lang.report_checksum(), lang.report_size()],
        columns: vec![Column::words(4), Column::words(5), Column::words(5), Column::numbers(2)],
        rows: attachments.iter().map(row).collect(),
    };
    Some(Section { part: Part::Attachments, title: lang.report_attachments(), blocks: vec![Block::Table(table)] })
}

pub(super) fn remarks(lang: Lang, numbers: &Numbers) -> Section {
    let lead = if numbers.comments + numbers.hidden + numbers.withdrawn == 0 {
        lang.report_remarks_none()
    } else {
        format!("{}.", lang.comments_by_people(numbers.comments, numbers.participants))
    };
    Section { part: Part::Remarks, title: lang.report_remarks(), blocks: vec![Block::paragraph(lead)] }
}
