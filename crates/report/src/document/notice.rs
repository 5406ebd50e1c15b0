//! What the consultation is, and what happened when.

use busola_domain::Day;
use busola_texts::Lang;

use super::{Block, Cell, Column, Fact, Part, Section, Table};
use crate::model::{Milestone, Report};
use crate::words;

pub(super) fn notice(lang: Lang, report: &Report) -> Section {
    let head = &report.head;
    let notice = &head.notice;
    let period = lang.report_period(words::moment(lang, head.opens_at), words::moment(lang, head.closes_at));
    let facts = [
        Fact::text(lang.report_kind(), &words::kind(lang, head.kind)),
        Fact::text(lang.report_phase(), &words::phase(lang, head.phase)),
        Fact::value(lang.report_as_of(), &Cell::moment(lang, head.generated_at)),
        Fact::text(lang.report_summary(), &head.summary),
        Fact::text(lang.fact_subject(), &notice.subject),
        Fact::text(lang.fact_aim(), &notice.aim),
        Fact::text(lang.fact_period(), &period),
        Fact::text(lang.fact_forms(), &notice.forms.join("\n")),
        Fact::text(lang.fact_audience(), &words::audience(lang, head.audience)),
        Fact::text(lang.fact_territory(), &notice.territory),
        Fact::text(lang.fact_office(), &notice.unit),
        Fact::text(lang.report_contact(), &notice.contact),
        Fact::text(lang.fact_legal_basis(), &notice.legal_basis),
        Fact::value(lang.report_versions(), &Cell::number(lang, head.versions)),
        Fact::text(lang.report_page(), &head.address),
    ];
    Section { part: Part::Notice, title: lang.facts_title(), blocks: vec![Block::facts(facts)] }
}

/// Nothing where nothing happened yet.
pub(super) fn course(lang: Lang, course: &[Milestone]) -> Option<Section> {
    if course.is_empty() {
        return None;
    }
    let row = |milestone: &Milestone| {
        let step = words::step(lang, milestone.what);
        let what = if milestone.detail.is_empty() { step } else { lang.report_step_detail(step.as_str(), milestone.detail.as_str()) };
        let day = || Cell::day(lang, Day::of(milestone.at));
        let when = if milestone.what.has_only_a_day() { day() } else { Cell::moment(lang, milestone.at) };
        vec![when, Cell::words(what)]
    };
    let table = Table {
        caption: lang.report_course(),
        head: vec![lang.report_when(), lang.report_what()],
        columns: vec![Column::words(2), Column::words(3)],
        rows: course.iter().map(row).collect(),
    };
    Some(Section { part: Part::Course, title: lang.report_course(), blocks: vec![Block::Table(table)] })
}

#[cfg(test)]
mod tests {
    use busola_domain::Timestamp;
    use busola_domain::report::Step;

    use super::*;

    #[test]
    fn of_what_has_a_date_alone_no_hour_is_told() {
        let at = Timestamp(1_781_712_000_000);
        let steps = [Step::Reported, Step::OpinionGiven].map(|what| Milestone { at, what, detail: String::new() });
        let section = course(Lang::Pl, &steps).unwrap();
        let Some(Block::Table(table)) = section.blocks.first() else { unreachable!("the course is a table") };
        let told: Vec<_> = table.rows.iter().map(|row| row[0].text()).collect();
        assert_eq!(told, ["17 czerwca 2026, godz. 18:00", "17 czerwca 2026"]);
    }
}
