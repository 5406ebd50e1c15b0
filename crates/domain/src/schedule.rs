//! When a consultation is what: the only phase logic there is.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::time::Timestamp;

/// What a consultation is at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Phase {
    /// Not published: its moderators see it.
    Draft,
    /// Published, not open yet.
    Announced,
    /// Remarks are received.
    Open,
    /// The time for remarks is over.
    Closed,
    /// The report has been published.
    Reported,
}

impl Phase {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Announced => "announced",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Reported => "reported",
        }
    }
}

impl std::str::FromStr for Phase {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        [Self::Draft, Self::Announced, Self::Open, Self::Closed, Self::Reported]
            .into_iter()
            .find(|phase| phase.as_str() == name)
            .ok_or(Problem::Malformed)
    }
}

/// The moments of a consultation, from which its phase follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// When it was made public; `None` while it is a draft.
    pub published_at: Option<Timestamp>,
    /// The first moment at which a remark is received.
    pub opens_at: Timestamp,
    /// The first moment at which none is received any more.
    pub closes_at: Timestamp,
    /// When its report was published.
    pub reported_at: Option<Timestamp>,
}

impl Schedule {
    /// A schedule that ends after it starts.
    ///
    /// # Errors
    /// [`Problem::EndsBeforeStart`].
    pub fn new(opens_at: Timestamp, closes_at: Timestamp) -> Result<Self, Problem> {
        if closes_at <= opens_at {
            return Err(Problem::EndsBeforeStart);
        }
        Ok(Self { published_at: None, opens_at, closes_at, reported_at: None })
    }

    /// The phase at `now`. Opening belongs to the phase it starts, closing to the phase after it.
    #[must_use]
    pub fn phase_at(&self, now: Timestamp) -> Phase {
        match (self.published_at, self.reported_at) {
            (None, _) => Phase::Draft,
            (Some(_), Some(reported)) if now >= reported => Phase::Reported,
            _ if now < self.opens_at => Phase::Announced,
            _ if now < self.closes_at => Phase::Open,
            _ => Phase::Closed,
        }
    }
}

/// A local date and time of the city, as a form has it (`2026-10-25T02:30`).
///
/// Of the two hours of autumn that have one name, the later is meant for an end and the earlier for a
/// start: whoever reads the notice is then never refused too early.
#[cfg(not(target_arch = "wasm32"))]
pub mod local {
    use jiff::civil::DateTime;
    use jiff::tz::{AmbiguousOffset, TimeZone};

    use crate::problem::Problem;
    use crate::time::Timestamp;

    /// The zone of the city's clocks.
    pub const ZONE: &str = "Europe/Warsaw";

    /// Which of two equal local times is meant when the clocks go back.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Side {
        /// The first moment of a period.
        Start,
        /// The moment at which a period is over.
        End,
    }

    /// The zone; its rules are part of the binary.
    #[must_use]
    pub fn zone() -> TimeZone {
        TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)
    }

    /// Reads what a form's `datetime-local` field has.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::Malformed`], or [`Problem::TimeSkipped`] for a time over which
    /// the clocks go forward.
    pub fn parse(typed: &str, side: Side) -> Result<Timestamp, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Problem::Required);
        }
        let civil: DateTime = typed.parse().map_err(|_| Problem::Malformed)?;
        let ambiguous = zone().to_ambiguous_zoned(civil);
        let zoned = match (ambiguous.offset(), side) {
            (AmbiguousOffset::Gap { .. }, _) => return Err(Problem::TimeSkipped),
            (_, Side::Start) => ambiguous.earlier(),
            (_, Side::End) => ambiguous.later(),
        };
        Ok(Timestamp(zoned.map_err(|_| Problem::Malformed)?.timestamp().as_millisecond()))
    }

    /// The civil time of the city's clocks at an instant.
    #[must_use]
    pub fn civil(at: Timestamp) -> DateTime {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        instant.to_zoned(zone()).datetime()
    }

    /// The value of a `datetime-local` field, to the second only where there are seconds.
    #[must_use]
    pub fn field(at: Timestamp) -> String {
        let civil = civil(at);
        let form = if civil.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
        civil.strftime(form).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::local::{Side, civil, field, parse};
    use super::*;
    use crate::time::HOUR;

    fn at(rfc3339: &str) -> Timestamp {
        serde_json::from_value(rfc3339.into()).unwrap()
    }

    fn schedule() -> Schedule {
        let mut schedule = Schedule::new(Timestamp(1_000), Timestamp(2_000)).unwrap();
        schedule.published_at = Some(Timestamp(0));
        schedule
    }

    #[test]
    fn phases_change_to_the_millisecond() {
        let schedule = schedule();
        let phases = [999, 1_000, 1_999, 2_000].map(|now| schedule.phase_at(Timestamp(now)));
        assert_eq!(phases, [Phase::Announced, Phase::Open, Phase::Open, Phase::Closed]);
    }

    #[test]
    fn what_is_not_published_is_a_draft_whatever_the_clock_says() {
        let schedule = Schedule { published_at: None, ..schedule() };
        assert_eq!(schedule.phase_at(Timestamp(1_500)), Phase::Draft);
    }

    #[test]
    fn a_report_ends_it() {
        let schedule = Schedule { reported_at: Some(Timestamp(3_000)), ..schedule() };
        assert_eq!(schedule.phase_at(Timestamp(2_999)), Phase::Closed);
        assert_eq!(schedule.phase_at(Timestamp(3_000)), Phase::Reported);
    }

    #[test]
    fn an_end_before_the_start_is_refused() {
        assert_eq!(Schedule::new(Timestamp(2), Timestamp(2)), Err(Problem::EndsBeforeStart));
    }

    #[test]
    fn local_times_are_those_of_warsaw_in_summer_and_winter() {
        assert_eq!(parse("2026-06-10T00:00", Side::Start).unwrap(), at("2026-06-09T22:00:00.000Z"));
        assert_eq!(parse("2026-12-10T00:00", Side::Start).unwrap(), at("2026-12-09T23:00:00.000Z"));
    }

    #[test]
    fn in_spring_the_hour_that_is_skipped_is_refused_and_its_neighbours_are_an_hour_apart_less() {
        assert_eq!(parse("2026-03-29T02:30", Side::End), Err(Problem::TimeSkipped));
        let before = parse("2026-03-29T01:59:59", Side::End).unwrap();
        let after = parse("2026-03-29T03:00:00", Side::End).unwrap();
        assert_eq!(after.since(before), 1_000);
    }

    #[test]
    fn in_autumn_the_doubled_hour_starts_early_and_ends_late() {
        let start = parse("2026-10-25T02:30", Side::Start).unwrap();
        let end = parse("2026-10-25T02:30", Side::End).unwrap();
        assert_eq!(start, at("2026-10-25T00:30:00.000Z"));
        assert_eq!(end.since(start), HOUR);
    }

    #[test]
    fn a_field_shows_what_was_typed() {
        for typed in ["2026-06-10T00:00", "2026-09-08T23:59:59"] {
            assert_eq!(field(parse(typed, Side::End).unwrap()), typed);
        }
        assert_eq!(civil(at("2026-10-25T01:30:00.000Z")).hour(), 2);
    }
}
