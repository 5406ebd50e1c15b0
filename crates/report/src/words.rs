//! Closed sets, dates and numbers in words.

use busola_domain::answer::Decision;
use busola_domain::comment::{Source, Status};
use busola_domain::consultation::{Audience, Kind};
use busola_domain::meeting::State;
use busola_domain::opinion::Verdict;
use busola_domain::schedule::{Phase, local};
use busola_domain::theme;
use busola_domain::versions;
use busola_domain::{Day, Timestamp};
use busola_texts::Lang;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::model::{Poll, Row, Step};

/// A date with its time, by the city's clocks.
pub(crate) fn moment(lang: Lang, at: Timestamp) -> String {
    let civil = local::civil(at);
    lang.date_time(civil.year(), civil.month(), civil.day(), civil.hour(), civil.minute())
}

/// When a remark was received: of what a moderator entered only the day is known.
pub(crate) fn received(lang: Lang, row: &Row) -> String {
    if row.source.is_entered() { day(lang, Day::of(row.received_at)) } else { moment(lang, row.received_at) }
}

/// A date.
pub(crate) fn day(lang: Lang, day: Day) -> String {
    lang.date(day.year(), day.month(), day.day())
}

/// What the council said.
pub(crate) fn verdict(lang: Lang, verdict: Verdict) -> String {
    match verdict {
        Verdict::Positive => lang.opinion_positive(),
        Verdict::Remarks => lang.opinion_positive_with_remarks(),
        Verdict::Negative => lang.opinion_negative(),
        Verdict::NoOpinion => lang.opinion_none(),
    }
}

/// A date with its time as a spreadsheet reads it, by the city's clocks: `2026-06-10 16:00:05`.
pub(crate) fn plain_moment(at: Timestamp) -> String {
    local::civil(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The civil time of UTC, which the properties of files have.
pub(crate) fn utc(at: Timestamp) -> DateTime {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC).datetime()
}

/// A number, its thousands apart.
pub(crate) fn number(lang: Lang, number: i64) -> String {
    let gap = match lang {
        // It does not break at the end of a line.
        Lang::Pl => '\u{A0}',
        Lang::En => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(gap);
        }
        text.push(digit);
    }
    text
}

/// The size of a file in words: `1,4 MB`.
#[must_use]
pub fn size(lang: Lang, bytes: i64) -> String {
    let bytes = bytes.max(0);
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}B"),
        1_000..1_000_000 => (1_000, "kB"),
        _ => (1_000_000, "MB"),
    };
    let mark = match lang {
        Lang::Pl => ',',
        Lang::En => '.',
    };
    // Rounded up, so that nothing has a size of 0.0; a number keeps its unit in its line.
    let tenths = bytes.saturating_mul(10).saturating_add(unit - 1) / unit;
    format!("{}{mark}{}\u{a0}{name}", tenths / 10, tenths % 10)
}

pub(crate) fn kind(lang: Lang, kind: Kind) -> String {
    match kind {
        Kind::CooperationProgramme => lang.kind_cooperation_programme(),
        Kind::LocalAct => lang.kind_local_act(),
        Kind::Strategy => lang.kind_strategy(),
        Kind::Council => lang.kind_council(),
        Kind::Other => lang.kind_other(),
    }
}

pub(crate) fn phase(lang: Lang, phase: Phase) -> String {
    match phase {
        Phase::Draft => lang.phase_draft(),
        Phase::Announced => lang.phase_announced(),
        Phase::Open => lang.phase_open(),
        Phase::Closed => lang.phase_closed(),
        Phase::Reported => lang.phase_reported(),
    }
}

pub(crate) fn audience(lang: Lang, audience: Audience) -> String {
    match audience {
        Audience::Everyone => lang.audience_everyone(),
        Audience::Organisations => lang.audience_organisations(),
    }
}

pub(crate) fn step(lang: Lang, step: Step) -> String {
    match step {
        Step::Announced => lang.report_step_announced(),
        Step::Opened => lang.report_step_opened(),
        Step::DraftPublished => lang.report_step_draft_published(),
        Step::SessionHeld => lang.report_step_session_held(),
        Step::Closed => lang.report_step_closed(),
        Step::OpinionRequested => lang.report_step_opinion_requested(),
        Step::OpinionGiven => lang.report_step_opinion_given(),
        Step::OpinionSilent => lang.report_step_opinion_silent(),
        Step::Reported => lang.report_step_reported(),
        Step::MappingCorrected => lang.report_step_mapping_corrected(),
        Step::AnswersChanged => lang.report_step_answers_changed(),
        Step::RemarksChanged => lang.report_step_remarks_changed(),
        Step::SessionChanged => lang.report_step_session_changed(),
        Step::MinutesPublished => lang.report_step_minutes_published(),
        Step::OpinionRecorded => lang.report_step_opinion_recorded(),
        Step::ThemeChanged => lang.report_step_theme_changed(),
    }
}

pub(crate) fn decision(lang: Lang, decision: Option<Decision>) -> String {
    match decision {
        Some(Decision::Accepted) => lang.report_decision_accepted(),
        Some(Decision::Partly) => lang.report_decision_partly(),
        Some(Decision::Rejected) => lang.report_decision_rejected(),
        Some(Decision::OutOfScope) => lang.report_decision_out_of_scope(),
        None => lang.report_decision_none(),
    }
}

pub(crate) fn source(lang: Lang, source: Source) -> String {
    match source {
        Source::Online => lang.report_source_online(),
        Source::Spoken => lang.report_source_spoken(),
        Source::Paper => lang.report_source_paper(),
        Source::Mail => lang.report_source_mail(),
        Source::Meeting => lang.report_source_meeting(),
    }
}

pub(crate) fn status(lang: Lang, status: Status) -> String {
    match status {
        Status::Published => lang.report_status_published(),
        Status::Pending => lang.report_status_pending(),
        Status::Hidden => lang.report_status_hidden(),
        Status::Withdrawn => lang.report_status_withdrawn(),
    }
}

pub(crate) fn change(lang: Lang, kind: versions::Kind) -> String {
    match kind {
        versions::Kind::Same => lang.report_change_same(),
        versions::Kind::Changed => lang.report_change_changed(),
        versions::Kind::Moved => lang.report_change_moved(),
        versions::Kind::Removed => lang.report_change_removed(),
        versions::Kind::Added => lang.report_change_added(),
    }
}

pub(crate) fn session_state(lang: Lang, state: State) -> String {
    match state {
        State::Planned => lang.hall_planned(),
        State::Running => lang.hall_running(),
        State::Ended => lang.hall_ended(),
        State::Cancelled => lang.hall_cancelled(),
    }
}

/// What became of what is asked for.
pub(crate) fn theme_state(lang: Lang, state: theme::State) -> String {
    match state {
        theme::State::Open => lang.theme_state_open(),
        theme::State::TakenUp => lang.theme_state_taken_up(),
        theme::State::Done => lang.theme_state_done(),
    }
}

/// Who can tell who voted how.
pub(crate) fn openness(lang: Lang, poll: &Poll) -> String {
    match (poll.secret, poll.named) {
        (true, _) => lang.minutes_secret(),
        (false, true) => lang.minutes_named(),
        (false, false) => lang.minutes_not_secret(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| number(Lang::En, n)), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(number(Lang::Pl, 10_000), "10\u{A0}000");
        assert_eq!(number(Lang::En, -12_345), "-12,345");
    }

    #[test]
    fn a_size_has_the_unit_that_people_use() {
        assert_eq!(
            [0, 999, 1_000, 1_001, 2_500_000].map(|n| size(Lang::En, n)),
            ["0\u{a0}B", "999\u{a0}B", "1.0\u{a0}kB", "1.1\u{a0}kB", "2.5\u{a0}MB"]
        );
        assert_eq!(size(Lang::Pl, 1_400_000), "1,4\u{a0}MB");
    }

    #[test]
    fn moments_are_those_of_warsaw() {
        let at = Timestamp(1_781_712_000_000);
        assert_eq!(moment(Lang::Pl, at), "17 czerwca 2026, godz. 18:00");
        assert_eq!(plain_moment(at), "2026-06-17 18:00:00");
    }
}
