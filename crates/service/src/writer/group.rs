//! One transaction: what is asked is read, each change is decided on in the order in which it came, and what was
//! decided is written, all by as few statements as there are kinds of rows.

use std::collections::{BTreeMap, BTreeSet};

use busola_domain::live::Channel;
use busola_domain::meeting::spoken::State as SpokenState;
use busola_domain::meeting::vote::Marks;
use busola_domain::{AccountId, CommentId, ConsultationId, EventKind, PollId, SpeakerId, Status, Subject, Timestamp};
use busola_storage::comments::New;
use busola_storage::events::Entry;
use busola_storage::meetings::{polls, spoken, votes};
use busola_storage::moderation::{self, Hold};
use busola_storage::{Db, Session, comments, consultations, events, supports};

use super::{Answer, Change, Item, Known};
use crate::Error;
use crate::comments::{Posting, Source, Support, Supporting};
use crate::drafts::Drafts;
use crate::meetings::{Delta, Voting};
use crate::moderation::Kept;

/// A group that is written, and durable once it is committed.
pub(super) struct Written {
    /// An answer for each change, in their order.
    pub(super) answers: Vec<Result<Answer, Error>>,
    /// The channels that have new events.
    pub(super) grown: BTreeSet<Channel>,
    /// What has other numbers.
    pub(super) tallies: BTreeSet<(Channel, Subject)>,
}

/// Writes a group in one transaction, and gives that to be committed, unless nothing changes.
pub(super) async fn write(
    db: &Db,
    drafts: &Drafts,
    rules: &Kept,
    items: &[Item],
) -> Result<(Option<Session>, Written), busola_storage::Error> {
    let mut tx = db.write().await?;
    let mut known = Known::read(&mut tx, drafts, rules, items).await?;
    let mut decided = Decided::default();
    let outcomes: Vec<_> = items.iter().map(|item| decided.add(&item.change, &mut known)).collect();
    let mut grown = decided.store_posts(&mut tx, &mut known).await?;
    grown.extend(decided.store_spoken(&mut tx, &known).await?);
    let mut tallies = decided.store_supports(&mut tx, &mut known).await?;
    tallies.extend(decided.store_votes(&mut tx, &known).await?);
    let changed = !(decided.posted.is_empty() && decided.supports.is_empty() && decided.votes.is_empty());
    let answers = outcomes
        .into_iter()
        .map(|outcome| {
            let (id, changed) = outcome?;
            Ok(Answer { comment: id.and_then(|id| known.comment(id)).cloned(), changed })
        })
        .collect();
    Ok((changed.then_some(tx), Written { answers, grown, tallies }))
}

/// What is to be written.
#[derive(Default)]
struct Decided {
    /// The new remarks, in the order in which they came.
    posted: Vec<CommentId>,
    /// Those of them that a rule holds.
    holds: Vec<Hold>,
    /// The speeches whose words are among them, and when their authors consented.
    spoken: Vec<(SpeakerId, Timestamp)>,
    /// The supports that change: since when they are given, or that they are not.
    supports: BTreeMap<(CommentId, AccountId), Option<Timestamp>>,
    /// The votes that change, and when they were cast.
    votes: BTreeMap<(PollId, AccountId), (Marks, Timestamp)>,
    /// By how much each poll's numbers change.
    deltas: BTreeMap<PollId, Delta>,
}

impl Decided {
    /// Decides on a change as if all before it were written already: which remark it is about, if any, and whether
    /// anything changes.
    fn add(&mut self, change: &Change, known: &mut Known) -> Result<(Option<CommentId>, bool), Error> {
        let (id, changed) = match change {
            Change::Post(posting) => self.add_post(posting, known)?,
            Change::Support(supporting) => self.add_support(supporting, known)?,
            Change::Vote(voting) => return Ok((None, self.add_vote(voting, known)?)),
            Change::Reach => return Ok((None, false)),
        };
        Ok((Some(id), changed))
    }

    fn add_post(&mut self, posting: &Posting, known: &mut Known) -> Result<(CommentId, bool), Error> {
        let Some(mut new) = posting.decide(known)? else { return Ok((posting.id, false)) };
        new.number = known.next_number(new.consultation);
        if let Some(held) = posting.held_by(known) {
            new.status = Status::Pending;
            self.holds.push(Hold { comment: new.id, consultation: new.consultation, held, at: posting.received });
        }
        known.wrote(&new);
        self.posted.push(new.id);
        if let Source::Spoken { speaker, .. } = posting.source
            && let Some(spoken) = known.spoken.get_mut(&speaker)
        {
            (spoken.state, spoken.body) = (SpokenState::Posted, new.body.clone());
            self.spoken.push((speaker, posting.received));
        }
        known.comments.insert(new.id, new);
        Ok((posting.id, true))
    }

    fn add_support(&mut self, supporting: &Supporting, known: &Known) -> Result<(CommentId, bool), Error> {
        supporting.decide(known)?;
        let pair = supporting.pair();
        let is = self.supports.get(&pair).map_or_else(|| known.supported(pair), Option::is_some);
        let wanted = match supporting.wanted {
            Support::Given => Some(supporting.received),
            Support::Withdrawn => None,
        };
        let changed = is != wanted.is_some();
        if changed {
            self.supports.insert(pair, wanted);
        }
        Ok((supporting.comment, changed))
    }

    fn add_vote(&mut self, voting: &Voting, known: &mut Known) -> Result<bool, Error> {
        let marks = voting.decide(known)?;
        let pair = voting.pair();
        let before = known.votes.get(&pair);
        let changed = before != Some(&marks);
        if changed {
            self.deltas.entry(pair.0).or_default().add(before, &marks);
            self.votes.insert(pair, (marks.clone(), voting.received));
            known.votes.insert(pair, marks);
        }
        Ok(changed)
    }

    async fn store_posts(&self, tx: &mut Session, known: &mut Known) -> Result<BTreeSet<Channel>, busola_storage::Error> {
        let mut received: BTreeMap<ConsultationId, i64> = BTreeMap::new();
        let mut published: BTreeMap<ConsultationId, Vec<CommentId>> = BTreeMap::new();
        for id in &self.posted {
            let Some(new) = known.comment(*id) else { continue };
            *received.entry(new.consultation).or_default() += 1;
            if new.status == Status::Published {
                published.entry(new.consultation).or_default().push(new.id);
            }
        }
        for (consultation, ids) in &published {
            let entries: Vec<_> = ids
                .iter()
                .filter_map(|id| known.comment(*id))
                .map(|new| Entry { kind: EventKind::CommentPosted, subject: new.id.0, revision: new.revision, at: new.created_at })
                .collect();
            let first = events::append_all(tx, Channel::Consultation(*consultation), &entries).await?;
            for (seq, id) in (first..).zip(ids) {
                if let Some(new) = known.comments.get_mut(id) {
                    new.seq = Some(seq);
                }
            }
        }
        let rows: Vec<_> = self.posted.iter().filter_map(|id| known.comment(*id)).map(New::from).collect();
        comments::insert(tx, &rows).await?;
        moderation::hold(tx, &self.holds).await?;
        for (consultation, received) in received {
            let ids = published.get(&consultation).map_or(&[][..], Vec::as_slice);
            count(tx, consultation, ids, received, known).await?;
        }
        Ok(published.into_keys().map(Channel::Consultation).collect())
    }

    /// Settles what was said with the remark that it became: never is one public while its author is still asked.
    async fn store_spoken(&self, tx: &mut Session, known: &Known) -> Result<BTreeSet<Channel>, busola_storage::Error> {
        let mut grown = BTreeSet::new();
        for (speaker, at) in &self.spoken {
            let Some(stored) = known.spoken(*speaker) else { continue };
            spoken::settle(tx, *speaker, stored.state, &stored.body).await?;
            let channel = Channel::Meeting(stored.meeting);
            events::append(tx, channel, EventKind::SpeakerRemark, speaker.0, 1, *at).await?;
            grown.insert(channel);
        }
        Ok(grown)
    }

    async fn store_supports(&self, tx: &mut Session, known: &mut Known) -> Result<BTreeSet<(Channel, Subject)>, busola_storage::Error> {
        let (mut given, mut taken_back) = (Vec::new(), Vec::new());
        let mut changed: BTreeMap<CommentId, i64> = BTreeMap::new();
        for (pair, wanted) in &self.supports {
            let by = changed.entry(pair.0).or_default();
            // Given and taken back within one group is nothing.
            match (known.supported(*pair), *wanted) {
                (false, Some(since)) => {
                    given.push((*pair, since));
                    *by += 1;
                }
                (true, None) => {
                    taken_back.push(*pair);
                    *by -= 1;
                }
                _ => {}
            }
        }
        supports::insert(tx, &given).await?;
        supports::delete(tx, &taken_back).await?;
        let mut tallies = BTreeSet::new();
        for (id, by) in changed.into_iter().filter(|(_, by)| *by != 0) {
            if let Some(comment) = known.comments.get_mut(&id) {
                let channel = Channel::Consultation(comment.consultation);
                comment.supports = supports::count(tx, id, by, &channel.to_string()).await?;
                tallies.insert((channel, Subject::Comment(id)));
            }
        }
        Ok(tallies)
    }

    async fn store_votes(&self, tx: &mut Session, known: &Known) -> Result<BTreeSet<(Channel, Subject)>, busola_storage::Error> {
        let rows: Vec<_> = self.votes.iter().map(|(pair, (marks, at))| (*pair, marks.clone(), *at)).collect();
        votes::put(tx, &rows).await?;
        let mut tallies = BTreeSet::new();
        for (id, delta) in &self.deltas {
            let Some(poll) = known.polls.get(id) else { continue };
            let marks: Vec<_> = delta.marks.iter().map(|(place, by)| (*place, *by)).filter(|(_, by)| *by != 0).collect();
            polls::count(tx, *id, delta.ballots, &marks).await?;
            if delta.is_told(poll) {
                if poll.secret {
                    polls::tell(tx, *id).await?;
                }
                tallies.insert((Channel::Meeting(poll.meeting), Subject::Poll(*id)));
            }
        }
        Ok(tallies)
    }
}

/// Counts so many new remarks of a consultation in, of which those with these ids are public.
async fn count(
    tx: &mut Session,
    consultation: ConsultationId,
    ids: &[CommentId],
    received: i64,
    known: &Known,
) -> Result<(), busola_storage::Error> {
    let (mut units, mut authors, mut roots) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for new in ids.iter().filter_map(|id| known.comment(*id)) {
        *authors.entry(new.account).or_insert(0) += 1;
        if let Some(unit) = new.unit {
            *units.entry(unit).or_insert(0) += 1;
        }
        if let Some(root) = new.root {
            *roots.entry(root).or_insert(0) += 1;
        }
    }
    consultations::count(tx, consultation, &Vec::from_iter(units), &Vec::from_iter(authors), received).await?;
    for (root, by) in roots {
        comments::count_reply(tx, root, by).await?;
    }
    Ok(())
}
