//! Voting in a straw poll.

use std::collections::BTreeMap;

use busola_domain::meeting::poll::Visibility;
use busola_domain::meeting::vote::{Marks, secret_tally_moves};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{AccountId, Actor, OptionId, PollId, Timestamp};
use busola_storage::meetings::polls::Stored;

use crate::writer::{Change, Known};
use crate::{Error, Service};

impl Service {
    /// Votes, in place of an earlier vote of the same person; counted and durable when this returns.
    ///
    /// # Errors
    /// The policy's no; [`Denied::PollNotOpen`], [`Denied::PollClosed`]; [`Error::Invalid`] at `options`;
    /// [`Error::Overloaded`].
    pub async fn vote(&self, actor: Option<&Actor>, poll: PollId, chosen: Vec<OptionId>, received: Timestamp) -> Result<(), Error> {
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        self.0.writer.write(Change::Vote(Voting { actor: actor.clone(), poll, chosen, received })).await?;
        Ok(())
    }
}

/// A vote on its way to the database.
pub(crate) struct Voting {
    pub(crate) actor: Actor,
    pub(crate) poll: PollId,
    pub(crate) chosen: Vec<OptionId>,
    pub(crate) received: Timestamp,
}

impl Voting {
    /// Whose vote in which poll.
    pub(crate) fn pair(&self) -> (PollId, AccountId) {
        (self.poll, self.actor.account)
    }

    /// What is marked, if it may be.
    pub(crate) fn decide(&self, known: &Known) -> Result<Marks, Error> {
        let (poll, doors, state) = known.poll(self.poll, self.actor.account).ok_or_else(Error::not_found)?;
        allow(Some(&self.actor), Action::Vote(doors, state, poll.course), self.received)?;
        let options: Vec<_> = poll.options.iter().map(|option| option.id).collect();
        Marks::parse(&self.chosen, &options, poll.max).map_err(|problem| Error::field("options", problem))
    }
}

/// By how much the numbers of a poll change.
#[derive(Default)]
pub(crate) struct Delta {
    pub(crate) ballots: i64,
    pub(crate) marks: BTreeMap<i64, i64>,
}

impl Delta {
    /// A vote in place of an earlier one, if there is one.
    pub(crate) fn add(&mut self, before: Option<&Marks>, after: &Marks) {
        self.ballots += i64::from(before.is_none());
        for place in before.into_iter().flat_map(Marks::places) {
            *self.marks.entry(*place).or_default() -= 1;
        }
        for place in after.places() {
            *self.marks.entry(*place).or_default() += 1;
        }
    }

    /// Whether what everybody is told of an open poll changes with it.
    pub(crate) fn is_told(&self, poll: &Stored) -> bool {
        let told_live = poll.visibility == Visibility::Live;
        told_live && (!poll.secret || secret_tally_moves(poll.ballots.told, poll.ballots.now + self.ballots))
    }
}
