//! What a group knows: all that its rules ask, read once for all of it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use busola_domain::meeting;
use busola_domain::meeting::vote::Marks;
use busola_domain::moderation::Matcher;
use busola_domain::policy::Doors;
use busola_domain::{AccountId, CommentId, ConsultationId, MeetingId, PollId, Role, SpeakerId, Timestamp, UnitId};
use busola_storage::comments::Stored;
use busola_storage::consultations::Stored as Consultation;
use busola_storage::meetings::{self, members, polls, spoken, votes};
use busola_storage::{Error, Session, comments, consultations, moderation, supports};

use super::{Change, Item};
use crate::comments::{Posting, Source, Supporting};
use crate::consultations::{Key, StoredUnit};
use crate::drafts::{Drafts, units_at};
use crate::meetings::{Voting, doors};
use crate::moderation::{Kept, matcher};

/// Consultations, taken until the commit, and remarks, those of the group's own among them once they are decided.
#[derive(Default)]
pub(crate) struct Known {
    pub(super) comments: HashMap<CommentId, Stored>,
    consultations: HashMap<ConsultationId, Consultation>,
    names: HashMap<String, ConsultationId>,
    /// Those of the versions that the group is about.
    units: HashMap<(ConsultationId, i64), Arc<[StoredUnit]>>,
    earlier: HashSet<(CommentId, String)>,
    /// The rules that hold remarks.
    matcher: Arc<Matcher>,
    /// When authors wrote last, in consultations in slow mode.
    last: HashMap<(ConsultationId, AccountId), Timestamp>,
    supports: HashSet<(CommentId, AccountId)>,
    pub(super) polls: HashMap<PollId, polls::Stored>,
    /// What was written down of speeches, and is to be remarks.
    pub(super) spoken: HashMap<SpeakerId, spoken::Stored>,
    meetings: HashMap<MeetingId, meetings::Stored>,
    members: HashSet<(MeetingId, AccountId)>,
    pub(super) votes: HashMap<(PollId, AccountId), Marks>,
}

impl Known {
    /// Takes the consultations that a group is about and reads what it asks of them.
    pub(super) async fn read(tx: &mut Session, drafts: &Drafts, rules: &Kept, items: &[Item]) -> Result<Self, Error> {
        let (mut postings, mut supportings, mut votings) = (Vec::new(), Vec::new(), Vec::new());
        for item in items {
            match &item.change {
                Change::Post(posting) => postings.push(posting),
                Change::Support(supporting) => supportings.push(supporting),
                Change::Vote(voting) => votings.push(voting),
                Change::Reach => {}
            }
        }
        let mut known = Self::default();
        // From here on no new version of the draft takes a unit away, and nobody hides what is answered or supported.
        known.take_consultations(tx, &postings, &supportings).await?;
        known.read_units(tx, drafts, &postings).await?;
        if !postings.is_empty() {
            known.matcher = matcher(rules, tx).await?;
            known.read_last(tx, &postings).await?;
        }
        known.read_comments(tx, &postings, &supportings).await?;
        let pairs: BTreeSet<_> = supportings.iter().map(|supporting| supporting.pair()).collect();
        known.supports = supports::given(tx, &Vec::from_iter(pairs)).await?.into_iter().collect();
        known.take_meetings(tx, &postings, &votings).await?;
        known.read_spoken(tx, &postings).await?;
        known.read_polls(tx, &votings).await?;
        Ok(known)
    }

    async fn take_consultations(&mut self, tx: &mut Session, postings: &[&Posting], supportings: &[&Supporting]) -> Result<(), Error> {
        let supported: BTreeSet<_> = supportings.iter().map(|supporting| supporting.comment).collect();
        let supported = comments::by_ids(tx, &Vec::from_iter(supported)).await?;
        let mut ids: BTreeSet<_> = supported.into_iter().map(|comment| comment.consultation).collect();
        for posting in postings {
            match &posting.key {
                Key::Id(id) => {
                    ids.insert(*id);
                }
                Key::Slug(name) if !self.names.contains_key(name) => {
                    if let Some(stored) = consultations::by_slug(tx, name).await? {
                        self.names.insert(name.clone(), stored.id);
                        ids.insert(stored.id);
                    }
                }
                Key::Slug(_) => {}
            }
        }
        // In the order of their ids: two processes never wait for each other.
        for id in ids {
            if let Some(stored) = consultations::take(tx, id).await? {
                self.consultations.insert(id, stored);
            }
        }
        Ok(())
    }

    async fn read_units(&mut self, tx: &mut Session, drafts: &Drafts, postings: &[&Posting]) -> Result<(), Error> {
        let mut wanted = BTreeSet::new();
        for posting in postings.iter().filter(|posting| posting.unit.is_some()) {
            if let Some(consultation) = self.consultation(&posting.key) {
                wanted.insert((consultation.id, consultation.draft_version));
                // Few write on an earlier one: their page was open while the next was published.
                wanted.extend(posting.earlier(consultation).map(|version| (consultation.id, version)));
            }
        }
        for (id, version) in wanted {
            if let Some(consultation) = self.consultations.get(&id) {
                let units = units_at(drafts, tx, consultation, version).await?;
                self.units.insert((id, version), units);
            }
        }
        Ok(())
    }

    async fn read_comments(&mut self, tx: &mut Session, postings: &[&Posting], supportings: &[&Supporting]) -> Result<(), Error> {
        let posted = postings.iter().flat_map(|posting| [Some(posting.id), posting.parent]).flatten();
        let ids: BTreeSet<_> = posted.chain(supportings.iter().map(|supporting| supporting.comment)).collect();
        for comment in comments::by_ids(tx, &Vec::from_iter(ids)).await? {
            self.comments.insert(comment.id, comment);
        }
        for posting in postings {
            if let (Some(comment), Ok(body)) = (self.comments.get(&posting.id), &posting.body)
                && comment.revision > 1
                && comments::had_body(tx, comment.id, body.as_str()).await?
            {
                self.earlier.insert((comment.id, body.as_str().to_owned()));
            }
        }
        Ok(())
    }

    /// When those who write in slow mode wrote last.
    async fn read_last(&mut self, tx: &mut Session, postings: &[&Posting]) -> Result<(), Error> {
        let slow = postings.iter().filter_map(|posting| {
            let consultation = self.consultation(&posting.key).filter(|consultation| consultation.slow_seconds > 0)?;
            Some((consultation.id, posting.actor.account))
        });
        let slow: BTreeSet<_> = slow.collect();
        self.last = moderation::last(tx, &Vec::from_iter(slow)).await?.into_iter().collect();
        Ok(())
    }

    /// Takes the meetings of polls and of speeches, so that meanwhile nobody closes a poll or writes other words down.
    async fn take_meetings(&mut self, tx: &mut Session, postings: &[&Posting], votings: &[&Voting]) -> Result<(), Error> {
        let polls: BTreeSet<_> = votings.iter().map(|voting| voting.poll).collect();
        let mut ids = polls::meetings(tx, &Vec::from_iter(polls)).await?;
        ids.extend(postings.iter().filter_map(|posting| match posting.source {
            Source::Spoken { meeting, .. } => Some(meeting),
            Source::Written => None,
        }));
        // In the order of their ids, as the consultations before them.
        for id in ids {
            let Some(meeting) = meetings::take(tx, id).await? else { continue };
            if !self.consultations.contains_key(&meeting.consultation)
                && let Some(consultation) = consultations::by_id(tx, meeting.consultation).await?
            {
                self.consultations.insert(consultation.id, consultation);
            }
            self.meetings.insert(id, meeting);
        }
        Ok(())
    }

    /// Reads what was written down of speeches, whose meetings are taken.
    async fn read_spoken(&mut self, tx: &mut Session, postings: &[&Posting]) -> Result<(), Error> {
        for posting in postings {
            // A few in a meeting: one statement each.
            if let Source::Spoken { speaker, .. } = posting.source
                && let Some(stored) = spoken::get(tx, speaker).await?
            {
                self.spoken.insert(speaker, stored);
            }
        }
        Ok(())
    }

    /// Reads polls, whose meetings are taken, and the votes in them.
    async fn read_polls(&mut self, tx: &mut Session, votings: &[&Voting]) -> Result<(), Error> {
        let ids: BTreeSet<_> = votings.iter().map(|voting| voting.poll).collect();
        let ids = Vec::from_iter(ids);
        self.polls = polls::by_ids(tx, &ids).await?.into_iter().map(|poll| (poll.id, poll)).collect();
        let pairs: BTreeSet<_> = votings.iter().map(|voting| voting.pair()).collect();
        let meeting_of = |id: &PollId| self.meetings.get(&self.polls.get(id)?.meeting);
        let by_code = |voting: &&Voting| {
            let meeting = meeting_of(&voting.poll)?;
            (!meeting.public || voting.actor.role == Role::Guest).then_some((meeting.id, voting.actor.account))
        };
        let invited: BTreeSet<_> = votings.iter().filter_map(by_code).collect();
        self.members = members::joined(tx, &Vec::from_iter(invited)).await?.into_iter().collect();
        self.votes = votes::given(tx, &Vec::from_iter(pairs)).await?.into_iter().collect();
        Ok(())
    }

    /// A poll with what its rules ask of its meeting.
    pub(crate) fn poll(&self, id: PollId, account: AccountId) -> Option<(&polls::Stored, Doors<'_>, meeting::State)> {
        let poll = self.polls.get(&id)?;
        let meeting = self.meetings.get(&poll.meeting)?;
        let consultation = self.consultations.get(&meeting.consultation)?;
        let invited = self.members.contains(&(meeting.id, account));
        let doors = doors(meeting, &consultation.schedule, invited);
        Some((poll, doors, meeting.course.state()))
    }

    pub(crate) fn consultation(&self, key: &Key) -> Option<&Consultation> {
        let id = match key {
            Key::Id(id) => id,
            Key::Slug(name) => self.names.get(name)?,
        };
        self.consultations.get(id)
    }

    /// The rules that hold remarks.
    pub(crate) fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// When somebody wrote last in a consultation that is in slow mode.
    pub(crate) fn last(&self, consultation: ConsultationId, account: AccountId) -> Option<Timestamp> {
        self.last.get(&(consultation, account)).copied()
    }

    /// Remembers that somebody writes.
    pub(super) fn wrote(&mut self, new: &Stored) {
        self.last.insert((new.consultation, new.account), new.created_at);
    }

    /// The number of the next remark of a consultation.
    pub(super) fn next_number(&mut self, consultation: ConsultationId) -> i64 {
        self.consultations.get_mut(&consultation).map_or(0, |stored| {
            stored.numbers += 1;
            stored.numbers
        })
    }

    /// Whether a unit is in a version of the draft.
    pub(crate) fn has_unit(&self, consultation: ConsultationId, version: i64, unit: UnitId) -> bool {
        self.units.get(&(consultation, version)).is_some_and(|units| units.iter().any(|stored| stored.unit.id == unit))
    }

    pub(crate) fn comment(&self, id: CommentId) -> Option<&Stored> {
        self.comments.get(&id)
    }

    /// What was written down of a speech.
    pub(crate) fn spoken(&self, speaker: SpeakerId) -> Option<&spoken::Stored> {
        self.spoken.get(&speaker)
    }

    /// Whether a remark has, or once had, this text.
    pub(crate) fn had_body(&self, comment: &Stored, body: &str) -> bool {
        comment.body == body || self.earlier.contains(&(comment.id, body.to_owned()))
    }

    /// Whether somebody supported a remark before this group came.
    pub(super) fn supported(&self, pair: (CommentId, AccountId)) -> bool {
        self.supports.contains(&pair)
    }
}
