//! What is due of a consultation, and when: the rules of the law are data, what follows from them is here.

mod rule;

use serde::Serialize;

use crate::day::Day;
use crate::names::names;
use crate::opinion::{Opinion, Standing};
use crate::schedule::Schedule;
use crate::time::{MINUTE, Timestamp};

pub use rule::{DAYS_MAX, Rule, SOURCE_MAX};

names! {
    /// What is due.
    What {
        /// The report of the consultation.
        Report = "report",
        /// The council's opinion, after which silence counts as no remarks.
        Opinion = "opinion",
        /// The adoption of what was consulted.
        Adoption = "adoption",
        /// The report on how what was adopted was carried out.
        YearlyReport = "yearly_report",
    }
}

names! {
    /// How it stands.
    State {
        /// It is done.
        Done = "done",
        /// There is time.
        Ahead = "ahead",
        /// It is due within a week.
        Near = "near",
        /// Its day is over.
        Late = "late",
    }
}

/// How many days before its day something is near.
pub const NEAR: i64 = 7;

/// How many days before a day its officer is written to, the earliest letter first.
pub const LETTERS: [i64; 2] = [7, 1];

/// Something that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// What.
    pub what: What,
    /// The last day for it; of what is done, the day on which it was.
    pub on: Day,
    /// How it stands.
    pub state: State,
}

/// What is known of a consultation that has deadlines.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// The opinion that the council was asked for.
    pub opinion: Option<&'a Opinion>,
    /// What an officer wrote down as done, and on which day.
    pub met: &'a [(What, Day)],
}

/// What is due of a consultation, in the order of [`What`].
#[must_use]
pub fn of(rule: &Rule, known: &Known<'_>, now: Timestamp) -> Vec<Deadline> {
    let today = Day::of(now);
    let last = last_day(known.schedule.closes_at);
    let due = |what, on: Day| Deadline { what, on, state: ahead(today, on) };
    let done = |what, on| Deadline { what, on, state: State::Done };
    let met = |what: What| known.met.iter().find(|(is, on)| *is == what && *on <= today).map(|(_, on)| done(what, *on));

    let reported = known.schedule.reported_at.filter(|at| *at <= now).map(|at| done(What::Report, Day::of(at)));
    let report = reported.or_else(|| rule.report_days.map(|days| due(What::Report, last.plus(days))));
    let opinion = known.opinion.and_then(|opinion| match (opinion.standing(today), opinion.given_on) {
        (Standing::Given, Some(on)) => Some(done(What::Opinion, on)),
        (Standing::Silent, _) => opinion.due_on.map(|on| done(What::Opinion, on)),
        _ => opinion.due_on.map(|on| due(What::Opinion, on)),
    });
    let adopted_by = rule.adopted_by.map(|by| by.not_before(last));
    let adoption = met(What::Adoption).or_else(|| adopted_by.map(|on| due(What::Adoption, on)));
    // What is adopted in a year is carried out in the next one and reported on in the one after that.
    let adopted_on = adoption.filter(|adoption| adoption.state == State::Done).map(|adoption| adoption.on);
    let carried_out = adopted_on.or(adopted_by).unwrap_or(last).year().saturating_add(1);
    let yearly = rule.reported_by.map(|by| by.in_year(carried_out.saturating_add(1)));
    let yearly = met(What::YearlyReport).or_else(|| yearly.map(|on| due(What::YearlyReport, on)));
    [report, opinion, adoption, yearly].into_iter().flatten().collect()
}

fn ahead(today: Day, on: Day) -> State {
    match today.until(on) {
        ..0 => State::Late,
        0..=NEAR => State::Near,
        _ => State::Ahead,
    }
}

/// The last day on which remarks are received: a closing at midnight ends the day before.
fn last_day(closes_at: Timestamp) -> Day {
    Day::of(closes_at.plus(-1))
}

/// Which letter about a deadline is due on a day, by how many days before it should have been sent: after a pause only
/// the latest of those that were missed.
#[must_use]
pub fn letter_due(deadline: &Deadline, today: Day) -> Option<i64> {
    if deadline.state == State::Done {
        return None;
    }
    let left = today.until(deadline.on);
    LETTERS.into_iter().rev().find(|days| (0..=*days).contains(&left))
}

/// A period that is shorter than the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// How many days it has.
    pub days: i64,
    /// How many it must have.
    pub least: i64,
}

/// Whether a period is shorter than the rules say.
#[must_use]
pub fn too_short(rule: &Rule, opens_at: Timestamp, closes_at: Timestamp) -> Option<Short> {
    let days = whole_days(opens_at, closes_at);
    rule.min_days.filter(|least| days < *least).map(|least| Short { days, least })
}

/// The days of a period as the law counts them: that of the opening does not count, the last one counts when it is
/// whole. People write 23:59 for the end of a day.
fn whole_days(opens_at: Timestamp, closes_at: Timestamp) -> i64 {
    let last = Day::of(closes_at.plus(MINUTE)).plus(-1);
    Day::of(opens_at).until(last).max(0)
}

#[cfg(test)]
mod tests;
