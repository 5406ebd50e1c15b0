//! What became of letters, in numbers.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

/// The numbers of letters. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Metrics(Family<[(&'static str, &'static str); 1], Counter>);

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The server took it.
    Sent,
    /// It is tried again.
    PutOff,
    /// The program ended first: it leaves after the next start.
    Interrupted,
    /// No letter leaves at present: it is tried again.
    Away,
    /// The server does not take it, or did not for three days.
    GivenUp,
    /// Nobody knows whether it left, so it is not sent again.
    Unknown,
    /// Its reader does not want it any more, or there is nothing to tell any more.
    Unwanted,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::PutOff => "put_off",
            Self::Interrupted => "interrupted",
            Self::Away => "away",
            Self::GivenUp => "given_up",
            Self::Unknown => "unknown",
            Self::Unwanted => "unwanted",
        }
    }
}

impl Metrics {
    pub(super) fn count(&self, outcome: Outcome, letters: usize) {
        self.0.get_or_create(&[("outcome", outcome.as_str())]).inc_by(letters as u64);
    }

    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register("busola_letters", "Letters of the outbox by what became of an attempt to send them", self.0.clone());
    }
}
