//! What is stored, as somebody may see it.

use std::collections::BTreeMap;

use busola_domain::meeting::poll::{Electorate, NamedVote, State as PollState, Visibility};
use busola_domain::meeting::speaker::{self, FirstSpeakersFirst, State as SpeakerState, Waiting};
use busola_domain::meeting::spoken::State as SpokenState;
use busola_domain::meeting::vote::Marks;
use busola_domain::meeting::{AgendaItem, Meeting, Poll, Question, Rules, Speaker, SpokenRemark, poll};
use busola_domain::policy::{Action, allow};
use busola_domain::time::SECOND;
use busola_domain::{Actor, SpeakerId, Timestamp};
use busola_storage::meetings::{Stored, polls, questions, speakers, spoken};

/// A meeting. Its code is for those who are in: who reads this may follow it.
pub(super) fn meeting(stored: Stored, agenda: Vec<AgendaItem>) -> Meeting {
    Meeting {
        id: stored.id,
        consultation: stored.consultation,
        title: stored.title,
        starts_at: stored.starts_at,
        ends_at: stored.ends_at,
        place: stored.place,
        public: stored.public,
        code: stored.code,
        state: stored.course.state(),
        started_at: stored.course.started_at,
        ended_at: stored.course.ended_at,
        minutes_at: stored.minutes_at,
        agenda,
        focus: stored.focus,
        rules: stored.rules,
    }
}

/// A question as somebody may see it; `None` while it was never public and is not theirs.
pub(super) fn question(stored: questions::Stored, actor: Option<&Actor>, now: Timestamp) -> Option<Question> {
    let readable = allow(actor, Action::ReadQuestion(stored.account, stored.state), now).is_ok();
    if !readable && stored.asked_at.is_none() {
        return None;
    }
    Some(Question {
        id: stored.id,
        session: stored.meeting,
        item: stored.item,
        unit: stored.unit,
        author: (!stored.anonymous && readable).then_some(stored.name),
        body: readable.then_some(stored.body),
        state: stored.state,
        merged_into: stored.merged_into,
        answer: stored.answer.filter(|_| readable),
        supports: stored.supports,
        created_at: stored.created_at,
    })
}

pub(super) fn speaker(stored: speakers::Stored) -> Speaker {
    let state = stored.course.state();
    let until = stored.course.called_at.filter(|_| stored.seconds > 0).map(|called| called.plus(stored.seconds * SECOND));
    Speaker {
        id: stored.id,
        session: stored.meeting,
        name: stored.name,
        state,
        raised_at: stored.course.raised_at,
        called_at: stored.course.called_at,
        ended_at: stored.course.ended_at,
        until,
        remark: stored.remark,
    }
}

/// Who waits, in the order of the queue.
pub(super) fn queue(rules: &Rules, all: &[speakers::Stored]) -> Vec<SpeakerId> {
    let has_spoken = |account| all.iter().any(|other| other.account == account && other.course.called_at.is_some());
    let mut waiting: Vec<_> = all
        .iter()
        .filter(|speaker| speaker.course.state() == SpeakerState::Waiting)
        .map(|speaker| Waiting {
            id: speaker.id,
            raised_at: speaker.course.raised_at,
            has_spoken: has_spoken(speaker.account),
            place: speaker.place,
        })
        .collect();
    let rule = if rules.first_speakers_first { FirstSpeakersFirst::Yes } else { FirstSpeakersFirst::No };
    speaker::order(&mut waiting, rule);
    waiting.into_iter().map(|speaker| speaker.id).collect()
}

pub(super) fn poll(stored: &polls::Stored) -> Poll {
    Poll {
        id: stored.id,
        session: stored.meeting,
        question: stored.question.clone(),
        kind: stored.kind,
        options: stored.options.iter().map(|option| poll::PollOption { id: option.id, text: option.text.clone() }).collect(),
        max: stored.max,
        visibility: stored.visibility,
        electorate: Electorate::Everyone,
        secret: stored.secret,
        named: stored.named,
        state: stored.course.state(),
        opened_at: stored.course.opened_at,
        closed_at: stored.course.closed_at,
        tally: told(stored),
    }
}

/// Who voted how in a poll by name.
pub(super) fn named(poll: &polls::Stored, votes: Vec<(String, Marks)>) -> Vec<NamedVote> {
    let option = |place: &i64| Some(poll.options.get(usize::try_from(*place).ok()?)?.id);
    let vote = |(name, marks): (String, Marks)| NamedVote { name, options: marks.places().iter().filter_map(option).collect() };
    votes.into_iter().map(vote).collect()
}

/// What a speaker said, as its author and moderators read it.
pub(super) fn spoken(stored: &spoken::Stored) -> SpokenRemark {
    SpokenRemark {
        speaker: stored.speaker,
        unit: stored.unit,
        body: stored.body.clone(),
        state: stored.state,
        comment: (stored.state == SpokenState::Posted).then_some(stored.comment),
    }
}

/// What somebody may read of what was written down: who runs the meeting all of it, everybody else their own.
pub(super) fn words_for(written: &[spoken::Stored], actor: Option<&Actor>, now: Timestamp) -> Vec<SpokenRemark> {
    let readable = |words: &&spoken::Stored| allow(actor, Action::ReadSpoken(words.account), now).is_ok();
    written.iter().filter(readable).map(spoken).collect()
}

/// The numbers of a poll as everybody may know them now; `None` while nobody may.
pub(crate) fn told(poll: &polls::Stored) -> Option<BTreeMap<String, i64>> {
    let state = poll.course.state();
    let visible = match poll.visibility {
        Visibility::Live => state != PollState::Prepared,
        Visibility::OnClose => state == PollState::Closed,
    };
    let number = |told: polls::Told| if poll.secret && state == PollState::Open { told.told } else { told.now };
    visible.then(|| {
        let of_options = poll.options.iter().map(|option| (option.id.to_string(), number(option.votes)));
        of_options.chain([("ballots".to_owned(), number(poll.ballots))]).collect()
    })
}
