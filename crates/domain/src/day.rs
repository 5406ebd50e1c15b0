//! Days of the city's calendar: what the law counts in.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::problem::Problem;
use crate::schedule::local;
use crate::time::Timestamp;

/// A day of the city's calendar. In JSON, in storage and in a form's field it is `2026-11-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = Date, examples("2026-11-30")))]
#[cfg_attr(feature = "openapi", schema(description = "A day of the city's calendar."))]
pub struct Day(Date);

impl Day {
    /// The day that the city's clocks show at an instant.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self(local::civil(at).date())
    }

    /// The date, for those who write dates into files.
    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }

    /// The moment at which it begins.
    #[must_use]
    pub fn start(self) -> Timestamp {
        let begins = self.0.to_zoned(local::zone()).map(|zoned| zoned.timestamp().as_millisecond());
        Timestamp(begins.unwrap_or_default())
    }

    /// The day so many days later; the day itself is not counted, as the law counts.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(Span::new().try_days(days).map_or(Date::MAX, |span| self.0.saturating_add(span)))
    }

    /// The same day so many years later; a 29 February is the 28th in a year that has none.
    #[must_use]
    pub fn plus_years(self, years: i64) -> Self {
        Self(Span::new().try_years(years).map_or(Date::MAX, |span| self.0.saturating_add(span)))
    }

    /// How many days later `other` is; negative when it is earlier.
    #[must_use]
    pub fn until(self, other: Self) -> i64 {
        self.0.until(other.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month; 1 is January.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = Problem;
    fn from_str(typed: &str) -> Result<Self, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Problem::Required);
        }
        let date: Date = typed.parse().map_err(|_| Problem::Malformed)?;
        // Other ways to write a date are none of ours, nor are days that no consultation has.
        if date.to_string() == typed && date.year() > 0 { Ok(Self(date)) } else { Err(Problem::Malformed) }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("not a date"))
    }
}

/// A day of every year, as a law has it. In JSON, in storage and in a form's field it is `11-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearDay {
    month: i8,
    day: i8,
}

impl YearDay {
    /// The day of a year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Day {
        // Only what every year has was read; a year that no calendar has is later than all.
        Day(Date::new(year, self.month, self.day).unwrap_or(Date::MAX))
    }

    /// The first such day that is not before a day.
    #[must_use]
    pub fn not_before(self, day: Day) -> Day {
        let this_year = self.in_year(day.year());
        if this_year >= day { this_year } else { self.in_year(day.year().saturating_add(1)) }
    }
}

impl std::fmt::Display for YearDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl std::str::FromStr for YearDay {
    type Err = Problem;
    fn from_str(typed: &str) -> Result<Self, Problem> {
        // A year without a 29 February: such a day is not in every year.
        let day: Day = format!("2001-{}", typed.trim()).parse().map_err(|_| Problem::Malformed)?;
        Ok(Self { month: day.month(), day: day.day() })
    }
}

impl Serialize for YearDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("not a month and a day"))
    }
}

// Its fields are not what is written, so nothing can be derived.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for YearDay {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .description(Some("A day of every year: month and day."))
            .pattern(Some("^[0-9]{2}-[0-9]{2}$"))
            .examples(["11-30"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for YearDay {}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(rfc3339: &str) -> Timestamp {
        serde_json::from_value(rfc3339.into()).unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_and_ends_at_the_citys_midnight() {
        for (instant, expected) in [
            ("2026-06-09T21:59:59.999Z", "2026-06-09"),
            ("2026-06-09T22:00:00.000Z", "2026-06-10"),
            ("2026-12-09T22:59:59.999Z", "2026-12-09"),
            ("2026-12-31T23:00:00.000Z", "2027-01-01"),
        ] {
            assert_eq!(Day::of(at(instant)), day(expected), "{instant}");
        }
    }

    #[test]
    fn days_are_counted_over_changes_of_the_clock_and_ends_of_years() {
        for (from, days, to) in [
            ("2026-03-28", 1, "2026-03-29"),
            ("2026-03-28", 2, "2026-03-30"),
            ("2026-10-24", 14, "2026-11-07"),
            ("2026-12-20", 14, "2027-01-03"),
            ("2028-02-15", 14, "2028-02-29"),
            ("2027-01-03", -14, "2026-12-20"),
        ] {
            assert_eq!((day(from).plus(days), day(from).until(day(to))), (day(to), days));
        }
        assert!(day("2026-06-10").plus(i64::MAX) > day("2026-06-10"));
    }

    #[test]
    fn only_one_way_to_write_a_day_is_read() {
        assert_eq!(" 2026-11-30 ".parse::<Day>().unwrap().to_string(), "2026-11-30");
        assert_eq!("".parse::<Day>(), Err(Problem::Required));
        for typed in ["20261130", "2026-11-31", "2026-11-30T10:00", "-000001-01-01", "0000-01-01", "30.11.2026"] {
            assert_eq!(typed.parse::<Day>(), Err(Problem::Malformed), "{typed}");
        }
    }

    #[test]
    fn a_day_of_every_year_is_in_every_year() {
        let november: YearDay = "11-30".parse().unwrap();
        assert_eq!((november.in_year(2026), november.to_string().as_str()), (day("2026-11-30"), "11-30"));
        for (from, to) in [("2026-11-30", "2026-11-30"), ("2026-12-01", "2027-11-30"), ("2026-01-01", "2026-11-30")] {
            assert_eq!(november.not_before(day(from)), day(to));
        }
        for typed in ["", "02-29", "13-01", "11-31", "1-1", "11.30"] {
            assert_eq!(typed.parse::<YearDay>(), Err(Problem::Malformed), "{typed}");
        }
    }
}
