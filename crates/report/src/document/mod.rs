//! The report as headings, paragraphs, tables and charts, in the words of a language: what a browser, print, word processors
//! and spreadsheets show alike. The table of remarks follows its last section ([`crate::table`]).

mod block;
mod changes;
mod ending;
mod markdown;
mod notice;
mod numbers;
mod sessions;
mod themes;

use busola_texts::Lang;
use serde::Serialize;

use crate::model::{Head, Report};
use crate::words;

pub use block::{Block, Cell, Column, Fact, Mark, Run, Table, Value};

/// A report in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands on every page: that it is a report, and as of when.
    pub running: String,
    /// What stands at its top once it is published: since when it is, and whether it has changed since.
    pub standing: Option<String>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section under a heading of the first level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Which one.
    #[serde(skip)]
    pub part: Part,
    /// Its heading.
    pub title: String,
    /// What it says. Headings in it are of the second level and below, and no level is skipped.
    pub blocks: Vec<Block>,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The facts of the notice.
    Notice,
    /// What happened when.
    Course,
    /// How many did what.
    Numbers,
    /// What was asked for again and again.
    Themes,
    /// How the draft changed.
    Changes,
    /// The live sessions.
    Sessions,
    /// The council's opinion.
    Opinion,
    /// The files that belong to it.
    Attachments,
    /// The remarks; their table follows.
    Remarks,
}

/// The report in words, up to the table of remarks.
#[must_use]
pub fn document(lang: Lang, report: &Report) -> Document {
    let mut sections = vec![notice::notice(lang, report)];
    sections.extend(notice::course(lang, &report.course));
    sections.push(numbers::section(lang, &report.numbers));
    sections.extend(themes::section(lang, &report.themes));
    sections.push(changes::section(lang, &report.changes));
    sections.extend(sessions::section(lang, &report.sessions));
    sections.extend(ending::opinion(lang, report.opinion.as_ref()));
    sections.extend(ending::attachments(lang, &report.attachments));
    sections.push(ending::remarks(lang, &report.numbers));
    for section in &mut sections {
        step_by_step(&mut section.blocks);
    }
    Document {
        title: lang.report_title(report.head.title.as_str()),
        running: lang.report_running(words::moment(lang, report.head.generated_at)),
        standing: standing(lang, &report.head),
        sections,
    }
}

fn standing(lang: Lang, head: &Head) -> Option<String> {
    let published = words::moment(lang, head.reported_at?);
    Some(match head.changed_at {
        None => lang.report_published_on(published),
        Some(at) => lang.report_changed_since(published, words::moment(lang, at)),
    })
}

/// Lets no heading stand more than one level below the one before it, which those who read by headings would miss.
fn step_by_step(blocks: &mut [Block]) {
    let mut before = 1;
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            *level = (*level).clamp(2, before + 1).min(6);
            before = *level;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{AT, report};
    use busola_domain::time::DAY;

    #[test]
    fn at_the_top_it_says_since_when_it_is_public_and_whether_it_has_changed() {
        let standing = |reported_at, changed_at| {
            let mut report = report();
            (report.head.reported_at, report.head.changed_at) = (reported_at, changed_at);
            document(Lang::Pl, &report).standing
        };
        assert_eq!(standing(None, None), None);
        assert_eq!(standing(Some(AT), None).as_deref(), Some("Raport opublikowano 17 czerwca 2026, godz. 18:00."));
        let changed = standing(Some(AT), Some(AT.plus(DAY))).unwrap();
        assert!(
            changed.contains("17 czerwca 2026, godz. 18:00.") && changed.contains("ostatnio 18 czerwca 2026, godz. 18:00"),
            "{changed}"
        );
    }

    #[test]
    fn every_part_is_there_in_both_languages_and_no_level_is_skipped() {
        for lang in Lang::ALL {
            let document = document(lang, &report());
            let parts: Vec<_> = document.sections.iter().map(|section| section.part).collect();
            assert_eq!(
                parts,
                [
                    Part::Notice,
                    Part::Course,
                    Part::Numbers,
                    Part::Themes,
                    Part::Changes,
                    Part::Sessions,
                    Part::Opinion,
                    Part::Attachments,
                    Part::Remarks
                ]
            );
            for section in &document.sections {
                let mut before = 1;
                for block in &section.blocks {
                    if let Block::Heading { level, .. } = block {
                        assert!(*level > 1 && *level <= before + 1, "{section:?}");
                        before = *level;
                    }
                }
            }
        }
    }

    #[test]
    fn every_chart_is_followed_by_a_table() {
        let document = document(Lang::Pl, &report());
        let mut charts = 0;
        for section in document.sections {
            for pair in section.blocks.windows(2) {
                if let [Block::Chart { description, .. }, next] = pair {
                    assert!(matches!(next, Block::Table(_)) && !description.is_empty());
                    charts += 1;
                }
            }
        }
        assert_eq!(charts, 5);
    }
}
