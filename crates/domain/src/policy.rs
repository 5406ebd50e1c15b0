//! Who may do what, when: role ∧ phase ∧ item, in one function.

use serde::{Deserialize, Serialize};

use crate::account::{Actor, Role};
use crate::comment::{EDIT_WINDOW, Status};
use crate::consultation::Moderation;
use crate::id::AccountId;
use crate::meeting;
use crate::schedule::{Phase, Schedule};
use crate::time::Timestamp;

/// What the remark in question is, as far as rules ask.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Who wrote it.
    pub author: AccountId,
    /// When it was received.
    pub created_at: Timestamp,
    /// What became of it.
    pub status: Status,
}

/// Who may be in a meeting, as far as rules ask.
#[derive(Clone, Copy, Debug)]
pub struct Doors<'a> {
    /// That of its consultation.
    pub schedule: &'a Schedule,
    /// Whether everybody finds it.
    pub public: bool,
    /// Whether the person came in by the invitation.
    pub invited: bool,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug)]
pub enum Action<'a> {
    /// Read a consultation's pages, log and live channel.
    ReadConsultation(&'a Schedule),
    /// Create and publish consultations, and see previews.
    ManageConsultations,
    /// Write a remark or a reply.
    Comment(&'a Schedule),
    /// Read the text of a remark.
    ReadComment(Item),
    /// Change one's remark.
    EditComment(&'a Schedule, Moderation, Item),
    /// Take one's remark back.
    WithdrawComment(&'a Schedule, Item),
    /// Support a remark, or no longer.
    Support(&'a Schedule, Item),
    /// Hide, show and approve remarks.
    Moderate,
    /// Read who did what when.
    ReadAudit,
    /// Follow a meeting: its page, big screen, log and live channel.
    FollowMeeting(Doors<'a>),
    /// Ask, support, raise a hand and vote in a meeting.
    TakePart(Doors<'a>, meeting::State),
    /// Announce meetings, and see what is prepared for them.
    RunMeetings,
    /// Run a meeting.
    RunMeeting(meeting::State),
    /// Vote in a poll of a meeting; its moment is the receipt of the vote.
    Vote(Doors<'a>, meeting::State, meeting::poll::Course),
    /// Take somebody's hand down in a meeting, or end their speech.
    EndSpeech(Doors<'a>, meeting::State, AccountId),
    /// Read the words of a question that somebody asked.
    ReadQuestion(AccountId, meeting::question::State),
}

/// Why not. Each is a sentence on the page and a status in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denied {
    /// Nobody is signed in.
    SignInNeeded,
    /// This role may not.
    NotAllowed,
    /// As if it were not there.
    NotFound,
    /// The consultation has not opened yet.
    NotYetOpen,
    /// The consultation is closed.
    AlreadyClosed,
    /// Somebody else's remark.
    NotTheAuthor,
    /// The 15 minutes for editing are over.
    EditWindowOver,
    /// Not in the remark's present state (hidden, withdrawn, waiting), nor in that of anything else.
    WrongState,
    /// The poll has not been opened.
    PollNotOpen,
    /// The poll is closed.
    PollClosed,
    /// The meeting is over.
    MeetingOver,
}

/// Whether `actor` may do `action` at `now`.
///
/// # Errors
/// Why not.
pub fn allow(actor: Option<&Actor>, action: Action<'_>, now: Timestamp) -> Result<(), Denied> {
    let staff = actor.is_some_and(|actor| actor.role >= Role::Moderator);
    let signed_in = || actor.ok_or(Denied::SignInNeeded);
    match action {
        Action::ReadConsultation(schedule) => match schedule.phase_at(now) {
            Phase::Draft if !staff => Err(Denied::NotFound),
            _ => Ok(()),
        },
        Action::ManageConsultations | Action::Moderate | Action::ReadAudit | Action::RunMeetings => {
            signed_in()?;
            if staff { Ok(()) } else { Err(Denied::NotAllowed) }
        }
        Action::FollowMeeting(doors) => {
            allow(actor, Action::ReadConsultation(doors.schedule), now)?;
            if doors.public || doors.invited || staff { Ok(()) } else { Err(Denied::NotFound) }
        }
        Action::TakePart(doors, state) => {
            allow(actor, Action::FollowMeeting(doors), now)?;
            if state == meeting::State::Ended {
                return Err(Denied::MeetingOver);
            }
            signed_in().map(|_| ())
        }
        Action::RunMeeting(state) => {
            allow(actor, Action::RunMeetings, now)?;
            if state == meeting::State::Ended { Err(Denied::MeetingOver) } else { Ok(()) }
        }
        Action::Vote(doors, state, poll) => match poll.state() {
            // Of a meeting that is over the polls are closed, and say so.
            meeting::poll::State::Closed => allow(actor, Action::FollowMeeting(doors), now).and(Err(Denied::PollClosed)),
            meeting::poll::State::Open | meeting::poll::State::Prepared => {
                allow(actor, Action::TakePart(doors, state), now)?;
                if poll.takes(now) { Ok(()) } else { Err(Denied::PollNotOpen) }
            }
        },
        Action::EndSpeech(doors, state, whose) => {
            allow(actor, Action::TakePart(doors, state), now)?;
            if staff || signed_in()?.account == whose { Ok(()) } else { Err(Denied::NotTheAuthor) }
        }
        Action::ReadQuestion(author, state) => match state {
            _ if state.is_public() || staff || actor.is_some_and(|actor| actor.account == author) => Ok(()),
            meeting::question::State::Pending => Err(Denied::NotFound),
            _ => Err(Denied::WrongState),
        },
        // The phase comes before the person: after closing, signing in would not help.
        Action::Comment(schedule) => {
            open(schedule, now, staff)?;
            signed_in().map(|_| ())
        }
        Action::ReadComment(item) => match item.status {
            Status::Published => Ok(()),
            Status::Pending if staff || author(actor, item) => Ok(()),
            Status::Pending => Err(Denied::NotFound),
            Status::Hidden | Status::Withdrawn => Err(Denied::WrongState),
        },
        Action::EditComment(schedule, moderation, item) => {
            own(signed_in()?, item, staff)?;
            open(schedule, now, staff)?;
            match item.status {
                Status::Hidden | Status::Withdrawn => Err(Denied::WrongState),
                // What a moderator has read and approved must not become another text behind their back.
                Status::Published if moderation == Moderation::Pre && !staff => Err(Denied::WrongState),
                _ if now.since(item.created_at) >= EDIT_WINDOW => Err(Denied::EditWindowOver),
                _ => Ok(()),
            }
        }
        Action::WithdrawComment(schedule, item) => {
            own(signed_in()?, item, staff)?;
            // Until the report is out a person may think better of it, also after closing.
            if schedule.phase_at(now) == Phase::Reported {
                return Err(Denied::AlreadyClosed);
            }
            match item.status {
                // A moderator's reason must not be wiped away by taking the remark back.
                Status::Hidden => Err(Denied::WrongState),
                _ => Ok(()),
            }
        }
        Action::Support(schedule, item) => {
            signed_in()?;
            allow(actor, Action::ReadComment(item), now)?;
            open(schedule, now, staff)?;
            if item.status == Status::Published { Ok(()) } else { Err(Denied::WrongState) }
        }
    }
}

fn author(actor: Option<&Actor>, item: Item) -> bool {
    actor.is_some_and(|actor| actor.account == item.author)
}

/// A pending remark of somebody else is not there at all for those who may not read it.
fn own(actor: &Actor, item: Item, staff: bool) -> Result<(), Denied> {
    match (author(Some(actor), item), item.status) {
        (true, _) => Ok(()),
        (false, Status::Pending) if !staff => Err(Denied::NotFound),
        (false, _) => Err(Denied::NotTheAuthor),
    }
}

fn open(schedule: &Schedule, now: Timestamp, staff: bool) -> Result<(), Denied> {
    match schedule.phase_at(now) {
        Phase::Open => Ok(()),
        Phase::Draft if !staff => Err(Denied::NotFound),
        Phase::Draft | Phase::Announced => Err(Denied::NotYetOpen),
        Phase::Closed | Phase::Reported => Err(Denied::AlreadyClosed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::MINUTE;
    use uuid::Uuid;

    fn actor(n: u128, role: Role) -> Actor {
        Actor { account: AccountId(Uuid::from_u128(n)), name: "A".into(), role, session: None }
    }

    fn schedule(published: bool) -> Schedule {
        Schedule {
            published_at: published.then_some(Timestamp(0)),
            opens_at: Timestamp(1_000),
            closes_at: Timestamp(1_000 + 60 * MINUTE),
            reported_at: None,
        }
    }

    fn item(status: Status) -> Item {
        Item { author: AccountId(Uuid::from_u128(1)), created_at: Timestamp(1_000), status }
    }

    #[test]
    fn a_draft_is_not_there_for_those_who_do_not_make_it() {
        let schedule = schedule(false);
        assert_eq!(allow(None, Action::ReadConsultation(&schedule), Timestamp(0)), Err(Denied::NotFound));
        assert_eq!(allow(Some(&actor(1, Role::Resident)), Action::Comment(&schedule), Timestamp(2_000)), Err(Denied::NotFound));
        assert_eq!(allow(Some(&actor(1, Role::Moderator)), Action::ReadConsultation(&schedule), Timestamp(0)), Ok(()));
    }

    #[test]
    fn remarks_are_received_from_opening_to_the_last_millisecond() {
        let schedule = schedule(true);
        let resident = actor(1, Role::Resident);
        let comment = |now| allow(Some(&resident), Action::Comment(&schedule), Timestamp(now));
        assert_eq!(comment(999), Err(Denied::NotYetOpen));
        assert_eq!(comment(1_000), Ok(()));
        assert_eq!(comment(schedule.closes_at.0 - 1), Ok(()));
        assert_eq!(comment(schedule.closes_at.0), Err(Denied::AlreadyClosed));
    }

    #[test]
    fn editing_ends_after_fifteen_minutes_and_is_the_authors_alone() {
        let schedule = schedule(true);
        let edit = |n, role, now| {
            allow(Some(&actor(n, role)), Action::EditComment(&schedule, Moderation::Post, item(Status::Published)), Timestamp(now))
        };
        assert_eq!(edit(1, Role::Resident, 1_000 + EDIT_WINDOW - 1), Ok(()));
        assert_eq!(edit(1, Role::Resident, 1_000 + EDIT_WINDOW), Err(Denied::EditWindowOver));
        assert_eq!(edit(2, Role::Admin, 2_000), Err(Denied::NotTheAuthor));
    }

    #[test]
    fn what_was_approved_is_not_edited_any_more() {
        let schedule = schedule(true);
        let author = actor(1, Role::Resident);
        let edit = |status| allow(Some(&author), Action::EditComment(&schedule, Moderation::Pre, item(status)), Timestamp(2_000));
        assert_eq!(edit(Status::Pending), Ok(()));
        assert_eq!(edit(Status::Published), Err(Denied::WrongState));
    }

    #[test]
    fn a_waiting_remark_is_read_by_its_author_and_moderators() {
        let read = |actor: Option<&Actor>| allow(actor, Action::ReadComment(item(Status::Pending)), Timestamp(2_000));
        assert_eq!(read(None), Err(Denied::NotFound));
        assert_eq!(read(Some(&actor(2, Role::Resident))), Err(Denied::NotFound));
        assert_eq!(read(Some(&actor(1, Role::Resident))), Ok(()));
        assert_eq!(read(Some(&actor(2, Role::Moderator))), Ok(()));
    }

    #[test]
    fn what_is_hidden_is_read_by_nobody_and_not_taken_back() {
        let schedule = schedule(true);
        let admin = actor(9, Role::Admin);
        assert_eq!(allow(Some(&admin), Action::ReadComment(item(Status::Hidden)), Timestamp(2_000)), Err(Denied::WrongState));
        let own = actor(1, Role::Resident);
        assert_eq!(allow(Some(&own), Action::WithdrawComment(&schedule, item(Status::Hidden)), Timestamp(2_000)), Err(Denied::WrongState));
    }

    #[test]
    fn a_meeting_by_invitation_is_not_there_for_others() {
        let schedule = schedule(true);
        let doors = |public, invited| Doors { schedule: &schedule, public, invited };
        let follow = |actor: Option<&Actor>, doors| allow(actor, Action::FollowMeeting(doors), Timestamp(2_000));
        assert_eq!(follow(None, doors(true, false)), Ok(()));
        assert_eq!(follow(None, doors(false, false)), Err(Denied::NotFound));
        assert_eq!(follow(Some(&actor(1, Role::Resident)), doors(false, false)), Err(Denied::NotFound));
        assert_eq!(follow(Some(&actor(1, Role::Resident)), doors(false, true)), Ok(()));
        assert_eq!(follow(Some(&actor(1, Role::Moderator)), doors(false, false)), Ok(()));
    }

    #[test]
    fn taking_part_needs_a_person_and_a_meeting_that_is_not_over() {
        let schedule = schedule(true);
        let doors = Doors { schedule: &schedule, public: true, invited: false };
        let part = |actor: Option<&Actor>, state| allow(actor, Action::TakePart(doors, state), Timestamp(2_000));
        assert_eq!(part(None, meeting::State::Running), Err(Denied::SignInNeeded));
        assert_eq!(part(Some(&actor(1, Role::Resident)), meeting::State::Running), Ok(()));
        assert_eq!(part(Some(&actor(1, Role::Resident)), meeting::State::Ended), Err(Denied::MeetingOver));
    }

    #[test]
    fn a_vote_is_taken_while_the_poll_is_open() {
        let schedule = schedule(true);
        let doors = Doors { schedule: &schedule, public: true, invited: false };
        let vote = |opened: Option<i64>, closed: Option<i64>| {
            let poll = meeting::poll::Course { opened_at: opened.map(Timestamp), closed_at: closed.map(Timestamp) };
            allow(Some(&actor(1, Role::Resident)), Action::Vote(doors, meeting::State::Running, poll), Timestamp(2_000))
        };
        assert_eq!(vote(Some(2_000), None), Ok(()));
        assert_eq!(vote(None, None), Err(Denied::PollNotOpen));
        assert_eq!(vote(Some(2_001), None), Err(Denied::PollNotOpen));
        assert_eq!(vote(Some(1_000), Some(2_001)), Err(Denied::PollClosed));
    }

    #[test]
    fn a_question_that_waits_is_read_by_its_author_and_moderators() {
        let read =
            |actor: Option<&Actor>, state| allow(actor, Action::ReadQuestion(AccountId(Uuid::from_u128(1)), state), Timestamp(2_000));
        let (pending, hidden) = (meeting::question::State::Pending, meeting::question::State::Hidden);
        assert_eq!(read(None, meeting::question::State::Answered), Ok(()));
        assert_eq!((read(None, pending), read(None, hidden)), (Err(Denied::NotFound), Err(Denied::WrongState)));
        assert_eq!(read(Some(&actor(1, Role::Resident)), pending), Ok(()));
        assert_eq!(read(Some(&actor(2, Role::Resident)), pending), Err(Denied::NotFound));
        assert_eq!(read(Some(&actor(2, Role::Moderator)), hidden), Ok(()));
    }

    #[test]
    fn only_moderators_and_administrators_moderate() {
        for (role, outcome) in [(Role::Resident, Err(Denied::NotAllowed)), (Role::Moderator, Ok(())), (Role::Admin, Ok(()))] {
            assert_eq!(allow(Some(&actor(1, role)), Action::Moderate, Timestamp(0)), outcome);
        }
        assert_eq!(allow(None, Action::Moderate, Timestamp(0)), Err(Denied::SignInNeeded));
    }
}
