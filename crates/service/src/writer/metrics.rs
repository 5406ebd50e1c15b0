//! What the writer counts.

use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use super::Answer;
use crate::Error;

/// The writer's numbers. Cheap to clone.
#[derive(Clone)]
pub(super) struct Metrics {
    pub(super) waiting: Gauge,
    pub(super) overloaded: Counter,
    outcomes: Family<[(&'static str, &'static str); 1], Counter>,
    groups: Histogram,
    transactions: Histogram,
    answers: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        // From half a millisecond to four seconds.
        let seconds = || Histogram::new(exponential_buckets(0.0005, 2.0, 14));
        Self {
            waiting: Gauge::default(),
            overloaded: Counter::default(),
            outcomes: Family::default(),
            groups: Histogram::new(exponential_buckets(1.0, 2.0, 9)),
            transactions: seconds(),
            answers: seconds(),
        }
    }
}

impl Metrics {
    pub(super) fn transaction(&self, items: usize, took: Duration) {
        self.groups.observe(items as f64);
        self.transactions.observe(took.as_secs_f64());
    }

    pub(super) fn answered(&self, answer: &Result<Answer, Error>, after: Duration) {
        let outcome = match answer {
            Ok(Answer { changed: true, .. }) => "written",
            Ok(Answer { changed: false, .. }) => "same",
            Err(
                Error::Denied(_)
                | Error::Invalid(_)
                | Error::Conflict(_)
                | Error::TooShort(_)
                | Error::NamesLeave(_)
                | Error::TooSoon { .. }
                | Error::Unreadable(_),
            ) => "refused",
            Err(Error::Storage(_) | Error::Overloaded) => "failed",
        };
        self.outcomes.get_or_create(&[("outcome", outcome)]).inc();
        self.answers.observe(after.as_secs_f64());
    }

    pub(super) fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("busola_writer");
        registry.register("waiting", "Changes that wait to be written", self.waiting.clone());
        registry.register("overloaded", "Changes that were turned away because too many were waiting", self.overloaded.clone());
        registry.register("items", "Changes by what became of them", self.outcomes.clone());
        registry.register("group_size", "Changes in one transaction", self.groups.clone());
        registry.register_with_unit("transaction", "How long a transaction takes", Unit::Seconds, self.transactions.clone());
        registry.register_with_unit("answer", "From joining the queue to the answer", Unit::Seconds, self.answers.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prometheus_client::encoding::text::encode;

    #[test]
    fn what_is_counted_is_shown() {
        let metrics = Metrics::default();
        let mut registry = Registry::default();
        metrics.register(&mut registry);
        metrics.transaction(3, Duration::from_millis(1));
        for answer in [Err(Error::not_found()), Err(Error::Overloaded), Err(Error::not_found())] {
            metrics.answered(&answer, Duration::from_millis(2));
        }
        metrics.overloaded.inc();
        metrics.waiting.inc_by(7);
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        for line in [
            "busola_writer_waiting 7",
            "busola_writer_overloaded_total 1",
            "busola_writer_items_total{outcome=\"refused\"} 2",
            "busola_writer_items_total{outcome=\"failed\"} 1",
            "busola_writer_group_size_bucket{le=\"2.0\"} 0",
            "busola_writer_group_size_bucket{le=\"4.0\"} 1",
            "busola_writer_transaction_seconds_count 1",
            "busola_writer_answer_seconds_count 3",
        ] {
            assert!(text.lines().any(|shown| shown == line), "{line}\n{text}");
        }
    }
}
