//! What became of letters, in numbers.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

type ByOutcome = Family<[(&'static str, &'static str); 1], Counter>;

/// The numbers of letters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Metrics {
    outbox: ByOutcome,
    asked: ByOutcome,
}

impl Default for Metrics {
    /// All of them are there from the start: an alarm at what grows would miss the first of what came into being with it.
    fn default() -> Self {
        let (outbox, asked) = (ByOutcome::default(), ByOutcome::default());
        for outcome in Outcome::ALL {
            drop(outbox.get_or_create(&[("outcome", outcome.as_str())]));
        }
        for outcome in [SENT, LOST] {
            drop(asked.get_or_create(&[("outcome", outcome)]));
        }
        Self { outbox, asked }
    }
}

const SENT: &str = "sent";
const LOST: &str = "lost";

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
    const ALL: [Self; 7] = [Self::Sent, Self::PutOff, Self::Interrupted, Self::Away, Self::GivenUp, Self::Unknown, Self::Unwanted];

    fn as_str(self) -> &'static str {
        match self {
            Self::Sent => SENT,
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
        self.outbox.get_or_create(&[("outcome", outcome.as_str())]).inc_by(letters as u64);
    }

    /// Counts a letter that somebody asked for just now, such as a code to sign in: it is tried once.
    pub(crate) fn count_asked(&self, left: bool) {
        self.asked.get_or_create(&[("outcome", if left { SENT } else { LOST })]).inc();
    }

    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register("busola_letters", "Letters of the outbox by what became of an attempt to send them", self.outbox.clone());
        let asked = "Letters that somebody asked for just now, such as codes to sign in, by whether they left; they are tried once";
        registry.register("busola_letters_asked", asked, self.asked.clone());
    }
}
