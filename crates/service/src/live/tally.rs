//! Numbers as they are now: supports of remarks and questions, votes in polls.

use std::collections::BTreeMap;
use std::sync::Arc;

use busola_domain::live::Channel;
use busola_domain::{MeetingId, Subject};
use busola_storage::Session;
use busola_storage::meetings::{self, polls, questions};
use busola_storage::supports;

use crate::Error;
use crate::meetings::told;

/// What a tally of polls counts as having changed at: whoever comes is told each of them.
pub(super) const ALWAYS: i64 = i64::MAX;

/// The numbers of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    /// Of what.
    pub(super) subject: Subject,
    /// The numbers.
    pub(super) values: Values,
    /// The head of the channel when they changed; -1 when they never did, [`ALWAYS`] of a poll.
    pub(super) head: i64,
}

/// Numbers by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Values {
    /// How many support it: the one number of most subjects.
    Supports(i64),
    /// Votes by option, and ballots.
    Votes(Arc<BTreeMap<String, i64>>),
}

impl Values {
    /// As they are told.
    pub(super) fn to_map(&self) -> BTreeMap<String, i64> {
        match self {
            Self::Supports(number) => BTreeMap::from([("supports".to_owned(), *number)]),
            Self::Votes(votes) => BTreeMap::clone(votes),
        }
    }
}

/// The numbers of some subjects, as far as those are public.
pub(super) async fn read(session: &mut Session, subjects: &[Subject]) -> Result<Vec<Tally>, Error> {
    let (mut of_comments, mut of_questions, mut of_polls, mut of_desks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for subject in subjects {
        match subject {
            Subject::Comment(id) => of_comments.push(*id),
            Subject::Question(id) => of_questions.push(*id),
            Subject::Poll(id) => of_polls.push(*id),
            Subject::Desk(id) => of_desks.push(*id),
        }
    }
    let mut tallies: Vec<_> = supports::numbers(session, &of_comments).await?.into_iter().map(Tally::from).collect();
    tallies.extend(questions::numbers(session, &of_questions).await?.into_iter().map(Tally::from));
    tallies.extend(polls::by_ids(session, &of_polls).await?.iter().filter_map(of_poll));
    for id in of_desks {
        tallies.extend(of_desk(session, id).await?);
    }
    Ok(tallies)
}

/// The numbers of a channel that changed when its head was `since` or later.
pub(super) async fn changed_since(session: &mut Session, channel: Channel, since: i64) -> Result<Vec<Tally>, Error> {
    match channel {
        Channel::Consultation(id) => Ok(supports::changed_since(session, id, since).await?.into_iter().map(Tally::from).collect()),
        Channel::Meeting(id) => {
            let mut tallies: Vec<_> = questions::changed_since(session, id, since).await?.into_iter().map(Tally::from).collect();
            tallies.extend(polls::of_meeting(session, id).await?.iter().filter_map(of_poll));
            tallies.extend(of_desk(session, id).await?);
            Ok(tallies)
        }
        Channel::Desk(_) => Ok(Vec::new()),
    }
}

fn of_poll(poll: &polls::Stored) -> Option<Tally> {
    Some(Tally { subject: Subject::Poll(poll.id), values: Values::Votes(Arc::new(told(poll)?)), head: ALWAYS })
}

/// How often something changed that only those see who run a meeting: they read it anew.
async fn of_desk(session: &mut Session, id: MeetingId) -> Result<Option<Tally>, Error> {
    let changes = meetings::desk(session, id).await?;
    let values = |changes| Values::Votes(Arc::new(BTreeMap::from([("changes".to_owned(), changes)])));
    Ok(changes.map(|changes| Tally { subject: Subject::Desk(id), values: values(changes), head: ALWAYS }))
}

impl From<supports::Number> for Tally {
    fn from(number: supports::Number) -> Self {
        Self { subject: Subject::Comment(number.comment), values: Values::Supports(number.supports), head: number.head }
    }
}

impl From<questions::Number> for Tally {
    fn from(number: questions::Number) -> Self {
        Self { subject: Subject::Question(number.question), values: Values::Supports(number.supports), head: number.head }
    }
}
