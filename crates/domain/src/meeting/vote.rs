//! Votes in a straw poll, and how they are counted and told.

use crate::id::OptionId;
use crate::problem::Problem;

/// The live tally of a secret poll moves in steps of so many ballots, until there are [`SECRET_STEPS_UNTIL`]: from
/// one ballot to the next it would tell how somebody voted.
pub const SECRET_STEP: i64 = 5;
/// From so many ballots on, the live tally of a secret poll moves with each.
pub const SECRET_STEPS_UNTIL: i64 = 10;

/// What somebody marked: the places of options in their poll, each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Marks(Vec<i64>);

impl Marks {
    /// Reads a vote against the options of its poll.
    ///
    /// # Errors
    /// [`Problem::Required`] for an empty vote, [`Problem::UnknownOption`], [`Problem::TooMany`] marks.
    pub fn parse(chosen: &[OptionId], options: &[OptionId], max: i64) -> Result<Self, Problem> {
        let place = |option| options.iter().position(|known| known == option).map(|at| at as i64).ok_or(Problem::UnknownOption);
        let mut marks = chosen.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        marks.sort_unstable();
        marks.dedup();
        match marks.len() as i64 {
            0 => Err(Problem::Required),
            count if count > max => Err(Problem::TooMany { max: usize::try_from(max).unwrap_or(0) }),
            _ => Ok(Self(marks)),
        }
    }

    /// The places.
    #[must_use]
    pub fn places(&self) -> &[i64] {
        &self.0
    }
}

/// As it is stored: `0 2`.
impl std::fmt::Display for Marks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, place) in self.0.iter().enumerate() {
            write!(f, "{}{place}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Marks {
    type Err = Problem;
    fn from_str(stored: &str) -> Result<Self, Problem> {
        stored.split(' ').map(str::parse).collect::<Result<Vec<_>, _>>().map(Self).map_err(|_| Problem::Malformed)
    }
}

/// Counts votes: how many marks each of `options` options has.
pub fn count<'a>(votes: impl IntoIterator<Item = &'a Marks>, options: usize) -> Vec<i64> {
    let mut counts = vec![0; options];
    for place in votes.into_iter().flat_map(Marks::places) {
        if let Some(count) = usize::try_from(*place).ok().and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// Whether the live tally of a secret poll is told anew after a group of votes. `told` are the ballots that were told
/// last, `ballots` those that there are now.
#[must_use]
pub fn secret_tally_moves(told: i64, ballots: i64) -> bool {
    ballots >= SECRET_STEPS_UNTIL || ballots / SECRET_STEP > told / SECRET_STEP
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn options(count: u128) -> Vec<OptionId> {
        (0..count).map(|n| OptionId(Uuid::from_u128(n))).collect()
    }

    #[test]
    fn a_vote_marks_each_option_once_and_no_more_than_allowed() {
        let known = options(3);
        let parse = |chosen: &[usize], max| Marks::parse(&chosen.iter().map(|at| known[*at]).collect::<Vec<_>>(), &known, max);
        assert_eq!(parse(&[2, 0, 2], 2).unwrap().to_string(), "0 2");
        assert_eq!(parse(&[0, 1, 2], 2), Err(Problem::TooMany { max: 2 }));
        assert_eq!(parse(&[], 2), Err(Problem::Required));
        assert_eq!(Marks::parse(&options(4)[3..], &known, 1), Err(Problem::UnknownOption));
    }

    #[test]
    fn stored_marks_are_read_as_they_were() {
        for stored in ["0", "0 2", "1 2 29"] {
            assert_eq!(stored.parse::<Marks>().unwrap().to_string(), stored);
        }
        assert!("".parse::<Marks>().is_err());
    }

    #[test]
    fn votes_are_counted_by_option() {
        let votes: Vec<Marks> = ["0", "0 2", "2"].map(|stored| stored.parse().unwrap()).to_vec();
        assert_eq!(count(&votes, 3), [2, 0, 2]);
    }

    #[test]
    fn the_tally_of_a_small_secret_poll_moves_in_steps() {
        let moves: Vec<i64> = (1..=12)
            .scan(0, |told, ballots| {
                if secret_tally_moves(*told, ballots) {
                    *told = ballots;
                }
                Some(*told)
            })
            .collect();
        assert_eq!(moves, [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 11, 12]);
    }
}
