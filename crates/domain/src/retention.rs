//! For how long names stay in a consultation whose report is public.

use crate::day::Day;
use crate::problem::Problem;
use crate::time::Timestamp;

/// The most years that names may stay.
pub const YEARS_MAX: i64 = 50;

/// Checks a number of years.
///
/// # Errors
/// [`Problem::TooFew`] below one, [`Problem::TooMany`] above [`YEARS_MAX`].
pub fn years(years: i64) -> Result<i64, Problem> {
    match years {
        ..=0 => Err(Problem::TooFew { min: 1 }),
        1..=YEARS_MAX => Ok(years),
        _ => Err(Problem::TooMany { max: YEARS_MAX as usize }),
    }
}

/// The day on which names leave: so many years after that of the report.
#[must_use]
pub fn leave_on(reported_at: Timestamp, years: i64) -> Day {
    Day::of(reported_at).plus_years(years)
}

/// What becomes of names when less time is given to them, for who decides it to see before: it can't be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// In how many consultations names stand that leave sooner than now.
    pub consultations: usize,
    /// How many people's they are.
    pub people: i64,
    /// The first day on which some leave.
    pub on: Day,
    /// The present day.
    pub today: Day,
}

impl Foreseen {
    /// Whether some leave as soon as that is decided.
    #[must_use]
    pub fn is_at_once(&self) -> bool {
        self.on <= self.today
    }
}

/// Whether names would leave on a day that is sooner than the one on which they do now.
#[must_use]
pub fn is_sooner(now: Option<Day>, then: Option<Day>) -> bool {
    then.is_some_and(|then| now.is_none_or(|now| then < now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(rfc3339: &str) -> Timestamp {
        serde_json::from_value(rfc3339.into()).unwrap()
    }

    #[test]
    fn names_leave_on_the_same_day_some_years_later() {
        // By the city's clocks it is the first of July already.
        assert_eq!(leave_on(at("2026-06-30T22:30:00.000Z"), 5).to_string(), "2031-07-01");
        assert_eq!(leave_on(at("2028-02-29T10:00:00.000Z"), 1).to_string(), "2029-02-28");
    }

    #[test]
    fn less_time_is_told_from_as_much_and_from_more() {
        let day = |text: &str| Some(text.parse::<Day>().unwrap());
        let (early, late) = (day("2027-06-17"), day("2031-06-17"));
        assert!(is_sooner(late, early) && is_sooner(None, late), "so far they did not leave at all");
        assert!(!is_sooner(early, late) && !is_sooner(late, late) && !is_sooner(early, None) && !is_sooner(None, None));
        let foreseen = |today| Foreseen { consultations: 1, people: 2, on: early.unwrap(), today };
        assert!(foreseen(late.unwrap()).is_at_once() && foreseen(early.unwrap()).is_at_once());
        assert!(!foreseen("2027-06-16".parse().unwrap()).is_at_once());
    }

    #[test]
    fn names_stay_for_a_year_at_least_and_not_for_ever() {
        assert!([0, -1].into_iter().all(|few| years(few) == Err(Problem::TooFew { min: 1 })));
        assert_eq!([1, 50].map(years), [Ok(1), Ok(50)]);
        assert_eq!(years(51), Err(Problem::TooMany { max: 50 }));
    }
}
