//! Durations, summed up.

use std::fmt::{Display, Formatter};
use std::time::Duration;

use anyhow::{Result, ensure};

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
        let at = |percent: usize| samples[(samples.len() * percent).div_ceil(100).saturating_sub(1)];
        Ok(Self { median: at(50), p99: at(99) })
    }

    /// How many times the other median this one is.
    pub(crate) fn ratio(&self, other: &Self) -> String {
        table::ratio(self.median.as_secs_f64(), other.median.as_secs_f64())
    }
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
}
