use super::*;
use crate::consultation::Kind;
use crate::problem::Problem;
use crate::schedule::local::{self, Side};
use crate::time::{DAY, HOUR};

fn at(typed: &str) -> Timestamp {
    local::parse(typed, Side::Start).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Open from June 2026 until a moment.
fn until(closes_at: &str) -> Schedule {
    Schedule { published_at: Some(Timestamp(0)), ..Schedule::new(at("2026-06-01T00:00"), at(closes_at)).unwrap() }
}

fn known(schedule: &Schedule) -> Known<'_> {
    Known { schedule, opinion: None, met: &[] }
}

/// What is due at a moment, as text.
fn told(rule: &Rule, known: &Known<'_>, now: &str) -> Vec<String> {
    let line = |deadline: Deadline| format!("{} {} {}", deadline.what.as_str(), deadline.on, deadline.state.as_str());
    of(rule, known, at(now)).into_iter().map(line).collect()
}

fn asked(due_on: &str) -> Opinion {
    Opinion { requested_on: day("2026-10-20"), due_on: Some(day(due_on)), given_on: None, kind: None, text: String::new(), revision: 0 }
}

#[test]
fn the_report_is_due_days_after_the_last_day_for_remarks() {
    let rule = Rule::usual(Kind::Strategy);
    for closes_at in ["2026-09-08T12:00", "2026-09-08T23:59:59", "2026-09-09T00:00"] {
        assert_eq!(told(&rule, &known(&until(closes_at)), "2026-09-10T00:00"), ["report 2026-10-08 ahead"], "{closes_at}");
    }
    let schedule = until("2026-09-09T00:00");
    for (now, state) in
        [("2026-09-30T23:59:59", "ahead"), ("2026-10-01T00:00", "near"), ("2026-10-08T23:59:59", "near"), ("2026-10-09T00:00", "late")]
    {
        assert_eq!(told(&rule, &known(&schedule), now), [format!("report 2026-10-08 {state}")]);
    }
    let reported = Schedule { reported_at: Some(at("2026-10-12T09:00")), ..schedule };
    assert_eq!(told(&rule, &known(&reported), "2026-10-12T09:00"), ["report 2026-10-12 done"]);
    // Where no rule asks for a report, one that is there is told.
    let none = Rule::usual(Kind::Other);
    assert_eq!(told(&none, &known(&reported), "2026-11-12T09:00"), ["report 2026-10-12 done"]);
    assert!(told(&none, &known(&schedule), "2026-11-12T09:00").is_empty());
}

#[test]
fn days_go_on_over_the_change_of_the_clocks_and_the_end_of_the_year() {
    let rule = Rule::usual(Kind::Strategy);
    let due = |closes_at: &str| told(&rule, &known(&until(closes_at)), "2026-06-01T00:00");
    // The hour that is doubled is within these thirty days, the end of the year within those.
    assert_eq!(due("2026-10-01T00:00"), ["report 2026-10-30 ahead"]);
    assert_eq!(due("2026-12-16T00:00"), ["report 2027-01-14 ahead"]);
}

#[test]
fn the_programme_is_adopted_in_its_year_and_reported_on_after_the_next() {
    let rule = Rule::usual(Kind::CooperationProgramme);
    let due = |closes_at: &str| told(&rule, &known(&until(closes_at)), "2026-06-01T00:00");
    assert_eq!(due("2026-09-09T00:00"), ["adoption 2026-11-30 ahead", "yearly_report 2028-05-31 ahead"]);
    assert_eq!(due("2026-12-02T00:00"), ["adoption 2027-11-30 ahead", "yearly_report 2029-05-31 ahead"]);
    let schedule = until("2026-09-09T00:00");
    let met = [(What::Adoption, day("2026-11-26"))];
    let known = Known { met: &met, ..known(&schedule) };
    // Not before the day that was written down.
    assert_eq!(told(&rule, &known, "2026-11-25T12:00")[0], "adoption 2026-11-30 near");
    assert_eq!(told(&rule, &known, "2027-01-01T12:00"), ["adoption 2026-11-26 done", "yearly_report 2028-05-31 ahead"]);
}

#[test]
fn the_council_may_be_silent_and_is_never_late() {
    let rule = Rule { adopted_by: None, reported_by: None, ..Rule::usual(Kind::CooperationProgramme) };
    let schedule = until("2026-10-01T00:00");
    let mut opinion = asked("2026-11-03");
    let line = |opinion: &Opinion, now: &str| told(&rule, &Known { opinion: Some(opinion), ..known(&schedule) }, now);
    assert_eq!(line(&opinion, "2026-10-20T12:00"), ["opinion 2026-11-03 ahead"]);
    assert_eq!(line(&opinion, "2026-11-03T23:59:59"), ["opinion 2026-11-03 near"]);
    assert_eq!(line(&opinion, "2026-11-04T00:00"), ["opinion 2026-11-03 done"]);
    opinion.given_on = Some(day("2026-10-29"));
    assert_eq!(line(&opinion, "2026-10-30T00:00"), ["opinion 2026-10-29 done"]);
}

#[test]
fn a_letter_is_due_a_week_and_a_day_before_and_those_that_were_missed_are_one() {
    let deadline = |state| Deadline { what: What::Report, on: day("2026-10-08"), state };
    let due = |today: &str| letter_due(&deadline(State::Ahead), day(today));
    for (today, letter) in [
        ("2026-09-30", None),
        ("2026-10-01", Some(7)),
        ("2026-10-06", Some(7)),
        ("2026-10-07", Some(1)),
        ("2026-10-08", Some(1)),
        ("2026-10-09", None),
    ] {
        assert_eq!(due(today), letter, "{today}");
    }
    assert_eq!(letter_due(&deadline(State::Done), day("2026-10-07")), None);
}

#[test]
fn a_period_has_the_days_that_are_whole_after_that_of_its_opening() {
    let rule = Rule::usual(Kind::Strategy);
    let short = |opens_at: &str, closes_at: &str| too_short(&rule, at(opens_at), at(closes_at)).map(|short| short.days);
    for (opens_at, closes_at, days) in [
        ("2026-06-01T00:00", "2026-07-07T00:00", None),
        ("2026-06-01T08:00", "2026-07-06T23:59", None),
        ("2026-06-01T08:00", "2026-07-06T23:58", Some(34)),
        ("2026-06-01T08:00", "2026-07-06T12:00", Some(34)),
        // Thirty-five times 24 hours are an hour less than as many days when the clocks went back.
        ("2026-10-01T00:00", "2026-11-05T00:00", Some(34)),
        ("2026-10-01T00:00", "2026-11-06T00:00", None),
        ("2026-06-01T08:00", "2026-06-01T12:00", Some(0)),
    ] {
        assert_eq!(short(opens_at, closes_at), days, "{opens_at} {closes_at}");
    }
    let opens_at = at("2026-06-01T08:00");
    assert_eq!(too_short(&rule, opens_at, opens_at.plus(DAY + HOUR)), Some(Short { days: 0, least: 35 }));
    assert_eq!(too_short(&Rule::usual(Kind::Other), opens_at, opens_at.plus(1)), None);
}

#[test]
fn every_bad_field_of_a_rule_is_named() {
    let rule = Rule {
        min_days: Some(0),
        report_days: Some(DAYS_MAX + 1),
        opinion_days: Some(DAYS_MAX),
        source: "\u{202E}".to_owned(),
        ..Rule::usual(Kind::Other)
    };
    let bad: Vec<_> = rule.parse().unwrap_err().into_iter().map(|error| (error.field, error.problem)).collect();
    assert_eq!(
        bad,
        [
            ("min_days".to_owned(), Problem::TooFew { min: 1 }),
            ("report_days".to_owned(), Problem::TooMany { max: 1_000 }),
            ("source".to_owned(), Problem::ForbiddenCharacters),
        ]
    );
    for kind in Kind::ALL {
        assert_eq!(Rule::usual(*kind).parse(), Ok(Rule::usual(*kind)));
    }
}
