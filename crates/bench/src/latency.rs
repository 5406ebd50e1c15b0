//! Durations, summed up.

use std::fmt::{Display, Formatter};
use std::time::Duration;

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;

use crate::table;

/// The middle and the slow end of many durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Latency {
    /// Half took no longer.
    pub(crate) median: Duration,
    /// One in a hundred took longer.
    pub(crate) p99: Duration,
}

impl Latency {
    /// Sums durations up: by the nearest rank, so that each figure is one that was measured.
    pub(crate) fn of(mut samples: Vec<Duration>) -> Result<Self> {
        ensure!(!samples.is_empty(), "nothing was measured");
        samples.sort_unstable();
        Ok(Self { median: rank(&samples, 50), p99: rank(&samples, 99) })
    }

    /// Sums a histogram of microseconds up, exact to three digits.
    pub(crate) fn of_histogram(micros: &Histogram<u64>) -> Result<Self> {
        ensure!(!micros.is_empty(), "nothing was measured");
        let at = |quantile| Duration::from_micros(micros.value_at_quantile(quantile));
        Ok(Self { median: at(0.50), p99: at(0.99) })
    }

    /// How many times the other median this one is.
    pub(crate) fn ratio(&self, other: &Self) -> String {
        table::ratio(self.median.as_secs_f64(), other.median.as_secs_f64())
    }
}

/// The duration that so many of a hundred sorted ones do not exceed, by the nearest rank; none of none.
pub(crate) fn rank(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
}

/// For microseconds up to an hour, in bounded memory.
pub(crate) fn histogram() -> Histogram<u64> {
    const HOUR: u64 = 3_600_000_000;
    #[expect(clippy::expect_used, reason = "the bounds are constants that it takes")]
    Histogram::new_with_bounds(1, HOUR, 3).expect("bounds of a histogram")
}

/// A duration as a histogram counts it.
pub(crate) fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

impl Display for Latency {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "median {}, p99 {}", table::time(self.median), table::time(self.p99))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_measured_values() -> Result<()> {
        let of = |n: u64| Latency::of((1..=n).rev().map(Duration::from_millis).collect());
        assert_eq!(of(1)?, Latency { median: Duration::from_millis(1), p99: Duration::from_millis(1) });
        assert_eq!(of(200)?, Latency { median: Duration::from_millis(100), p99: Duration::from_millis(198) });
        assert!(of(0).is_err());
        Ok(())
    }

    #[test]
    fn a_histogram_tells_the_same_to_three_digits() -> Result<()> {
        let mut micros = histogram();
        (1..=200).for_each(|millis| micros.saturating_record(millis * 1_000));
        let Latency { median, p99 } = Latency::of_histogram(&micros)?;
        assert_eq!((median.as_millis(), p99.as_millis()), (100, 198));
        assert!(Latency::of_histogram(&histogram()).is_err());
        Ok(())
    }
}
