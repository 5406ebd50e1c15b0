//! Votes with their answers, counted again here, and how long it took until sockets were told of them.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use hdrhistogram::Histogram;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::stage::Poll;
use crate::crowd::Told;
use crate::latency::{Latency, histogram, micros};

/// A vote and its answer.
pub(super) struct Vote {
    /// The number of the voter.
    pub(super) voter: usize,
    /// When it was to be sent.
    pub(super) due: Instant,
    /// When the answer was there.
    pub(super) answered: Instant,
    /// The answer.
    pub(super) status: StatusCode,
}

/// Votes in the order in which they were answered.
pub(super) struct Votes(Vec<Vote>);

impl Votes {
    /// Brings votes into their order.
    pub(super) fn new(mut votes: Vec<Vote>) -> Self {
        votes.sort_unstable_by_key(|vote| vote.answered);
        Self(votes)
    }

    /// Those that were answered with a status.
    pub(super) fn answered(&self, status: StatusCode) -> impl Iterator<Item = &Vote> {
        self.0.iter().filter(move |vote| vote.status == status)
    }

    /// Those that were accepted.
    pub(super) fn accepted(&self) -> impl Iterator<Item = &Vote> {
        self.answered(StatusCode::NO_CONTENT)
    }

    /// How many there are in all.
    pub(super) fn all(&self) -> usize {
        self.0.len()
    }

    /// From when a vote was due until it was acknowledged.
    ///
    /// # Errors
    /// When none was.
    pub(super) fn acknowledged(&self) -> Result<Latency> {
        Latency::of(self.accepted().map(|vote| vote.answered.saturating_duration_since(vote.due)).collect())
    }

    /// Looks whether a tally has each accepted vote once, at its option, and nothing else.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn check(&self, poll: &Poll, tally: &Value) -> Result<()> {
        let mut counted: BTreeMap<&str, usize> = poll.options.iter().map(|option| (option.as_str(), 0)).collect();
        for vote in self.accepted() {
            *counted.entry(poll.choice(vote.voter)).or_default() += 1;
        }
        counted.insert("ballots", self.accepted().count());
        let counted = json!(counted);
        ensure!(*tally == counted, "the tally is {tally}, but what was accepted is {counted}");
        Ok(())
    }

    /// From when each accepted vote was due until each socket was told a tally that holds it, in microseconds. A tally
    /// holds it once it has as many ballots as votes were acknowledged with this one and before it.
    ///
    /// # Errors
    /// When a socket was told of fewer ballots than before, or never of all.
    pub(super) fn told(&self, sockets: &[Told]) -> Result<Histogram<u64>> {
        let accepted: Vec<_> = self.accepted().collect();
        let awaited = accepted.iter().map(|vote| {
            let place = accepted.partition_point(|other| other.answered <= vote.answered);
            anyhow::Ok((u64::try_from(place)?, vote.due))
        });
        let awaited = awaited.collect::<Result<Vec<_>>>()?;
        let mut times = histogram();
        for told in sockets {
            ensure!(told.ballots.is_sorted_by_key(|(_, ballots)| *ballots), "a socket was told of fewer ballots than before");
            let mut at = 0;
            // Both grow: so each tally is looked at once, and not once for each of thousands of votes.
            for (place, due) in &awaited {
                while told.ballots.get(at).is_some_and(|(_, ballots)| ballots < place) {
                    at += 1;
                }
                let (came, _) = told.ballots.get(at).context("a socket was never told of a vote")?;
                times.saturating_record(micros(came.saturating_duration_since(*due)));
            }
        }
        Ok(times)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn vote(start: Instant, voter: usize, due: u64, answered: u64, status: StatusCode) -> Vote {
        let at = |millis| start + Duration::from_millis(millis);
        Vote { voter, due: at(due), answered: at(answered), status }
    }

    #[test]
    fn a_vote_is_told_with_the_first_tally_that_has_as_many_ballots() -> Result<()> {
        let start = Instant::now();
        // Acknowledged in another order than they were due; the one that was refused has no place.
        let votes = Votes::new(vec![
            vote(start, 0, 0, 30, StatusCode::NO_CONTENT),
            vote(start, 1, 10, 20, StatusCode::NO_CONTENT),
            vote(start, 2, 15, 25, StatusCode::CONFLICT),
            vote(start, 3, 40, 50, StatusCode::NO_CONTENT),
        ]);
        let told = |ballots: &[(u64, u64)]| Told {
            ballots: ballots.iter().map(|(millis, ballots)| (start + Duration::from_millis(*millis), *ballots)).collect(),
            closed: None,
        };
        let times = votes.told(&[told(&[(1, 0), (100, 2), (200, 3)]), told(&[(60, 3)])])?;
        // 90, 100 and 160 ms on the first, 50, 60 and 20 ms on the second.
        assert_eq!((times.len(), times.min() / 1_000, times.max() / 1_000), (6, 20, 160));
        assert!(votes.told(&[told(&[(100, 2)])]).is_err(), "one vote was never told");
        assert!(votes.told(&[told(&[(100, 3), (200, 2), (300, 3)])]).is_err(), "a vote was taken back");
        Ok(())
    }

    #[test]
    fn a_tally_has_each_accepted_vote_at_its_option() {
        let poll = Poll { id: "p".to_owned(), options: ["a", "b", "c", "d"].map(str::to_owned).to_vec() };
        let start = Instant::now();
        let votes = Votes::new(vec![
            vote(start, 0, 0, 1, StatusCode::NO_CONTENT),
            vote(start, 4, 0, 2, StatusCode::NO_CONTENT),
            vote(start, 9, 0, 3, StatusCode::CONFLICT),
        ]);
        assert!(votes.check(&poll, &json!({ "a": 1, "b": 1, "c": 0, "d": 0, "ballots": 2 })).is_ok());
        assert!(votes.check(&poll, &json!({ "a": 2, "b": 0, "c": 0, "d": 0, "ballots": 2 })).is_err());
        assert!(votes.check(&poll, &json!({ "a": 1, "b": 1, "c": 0, "d": 1, "ballots": 3 })).is_err());
    }
}
