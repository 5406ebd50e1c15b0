//! What may be done by whom, when.

use super::*;
use crate::comment::EDIT_WINDOW;
use crate::time::MINUTE;
use uuid::Uuid;

pub(super) fn actor(n: u128, role: Role) -> Actor {
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
    Item { author: AccountId(Uuid::from_u128(1)), created_at: Timestamp(1_000), status, answered: false }
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
    let doors = |public, invited| Doors { schedule: &schedule, public, invited, guests: true };
    let follow = |actor: Option<&Actor>, doors| allow(actor, Action::FollowMeeting(doors), Timestamp(2_000));
    assert_eq!(follow(None, doors(true, false)), Ok(()));
    assert_eq!(follow(None, doors(false, false)), Err(Denied::NotFound));
    assert_eq!(follow(Some(&actor(1, Role::Resident)), doors(false, false)), Err(Denied::NotFound));
    assert_eq!(follow(Some(&actor(1, Role::Resident)), doors(false, true)), Ok(()));
    assert_eq!(follow(Some(&actor(1, Role::Moderator)), doors(false, false)), Ok(()));
    // A name for the hall counts where such names are taken.
    let guest = actor(1, Role::Guest);
    assert_eq!(follow(Some(&guest), doors(false, true)), Ok(()));
    assert_eq!(follow(Some(&guest), Doors { guests: false, ..doors(false, true) }), Err(Denied::NotFound));
    assert_eq!(follow(Some(&actor(1, Role::Resident)), Doors { guests: false, ..doors(false, true) }), Ok(()));
}

#[test]
fn taking_part_needs_a_person_and_a_meeting_that_is_not_over() {
    let schedule = schedule(true);
    let doors = Doors { schedule: &schedule, public: true, invited: false, guests: true };
    let part = |actor: Option<&Actor>, state| allow(actor, Action::TakePart(doors, state), Timestamp(2_000));
    assert_eq!(part(None, meeting::State::Running), Err(Denied::SignInNeeded));
    assert_eq!(part(Some(&actor(1, Role::Resident)), meeting::State::Running), Ok(()));
    assert_eq!(part(Some(&actor(1, Role::Resident)), meeting::State::Ended), Err(Denied::MeetingOver));
}

#[test]
fn a_vote_is_taken_while_the_poll_is_open() {
    let schedule = schedule(true);
    let doors = Doors { schedule: &schedule, public: true, invited: false, guests: true };
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
    let read = |actor: Option<&Actor>, state| allow(actor, Action::ReadQuestion(AccountId(Uuid::from_u128(1)), state), Timestamp(2_000));
    let (pending, hidden) = (meeting::question::State::Pending, meeting::question::State::Hidden);
    assert_eq!(read(None, meeting::question::State::Answered), Ok(()));
    assert_eq!((read(None, pending), read(None, hidden)), (Err(Denied::NotFound), Err(Denied::WrongState)));
    assert_eq!(read(Some(&actor(1, Role::Resident)), pending), Ok(()));
    assert_eq!(read(Some(&actor(2, Role::Resident)), pending), Err(Denied::NotFound));
    assert_eq!(read(Some(&actor(2, Role::Moderator)), hidden), Ok(()));
}

#[test]
fn what_was_answered_is_not_edited_and_may_still_be_taken_back() {
    let schedule = schedule(true);
    let author = actor(1, Role::Resident);
    let answered = Item { answered: true, ..item(Status::Published) };
    let may = |action| allow(Some(&author), action, Timestamp(2_000));
    assert_eq!(may(Action::EditComment(&schedule, Moderation::Post, answered)), Err(Denied::Answered));
    assert_eq!(may(Action::WithdrawComment(&schedule, answered)), Ok(()));
}

#[test]
fn moderators_answer_until_the_report_is_out() {
    let reported = Schedule { reported_at: Some(Timestamp(9_000)), ..schedule(true) };
    let answer = |role, now| allow(Some(&actor(1, role)), Action::Answer(&reported), Timestamp(now));
    assert_eq!(answer(Role::Moderator, 8_999), Ok(()));
    assert_eq!(answer(Role::Moderator, 9_000), Err(Denied::AlreadyReported));
    assert_eq!(answer(Role::Resident, 2_000), Err(Denied::NotAllowed));
}

#[test]
fn nothing_unanswered_appears_after_the_report() {
    let reported = Schedule { reported_at: Some(Timestamp(9_000)), ..schedule(true) };
    let show = |item, now| allow(Some(&actor(1, Role::Moderator)), Action::Show(&reported, item), Timestamp(now));
    assert_eq!(show(item(Status::Hidden), 8_999), Ok(()));
    assert_eq!(show(item(Status::Hidden), 9_000), Err(Denied::AlreadyReported));
    assert_eq!(show(Item { answered: true, ..item(Status::Hidden) }, 9_000), Ok(()));
    // Received while it was open, and written down too late.
    let comment = allow(Some(&actor(1, Role::Resident)), Action::Comment(&reported), Timestamp(2_000));
    assert_eq!(comment, Err(Denied::AlreadyClosed));
}

#[test]
fn a_report_is_published_once_the_consultation_is_closed_and_read_by_all_from_then_on() {
    let out = schedule(true).closes_at.plus(1_000);
    let reported = Schedule { reported_at: Some(out), ..schedule(true) };
    let publish = |now| allow(Some(&actor(1, Role::Moderator)), Action::PublishReport(&reported), Timestamp(now));
    assert_eq!(publish(reported.closes_at.0 - 1), Err(Denied::NotYetClosed));
    assert_eq!(publish(reported.closes_at.0), Ok(()));
    let read = |actor: Option<&Actor>, now| allow(actor, Action::ReadReport(&reported), Timestamp(now));
    assert_eq!(read(None, out.0 - 1), Err(Denied::NotFound));
    assert_eq!(read(None, out.0), Ok(()));
    assert_eq!(read(Some(&actor(1, Role::Moderator)), 2_000), Ok(()));
}

#[test]
fn an_answer_is_given_to_what_can_be_read_and_published_to_what_all_can_read() {
    let schedule = schedule(true);
    let moderator = actor(2, Role::Moderator);
    let answer = |status, answered, published| {
        let item = Item { answered, ..item(status) };
        allow(Some(&moderator), Action::AnswerComment(&schedule, item, published), Timestamp(2_000))
    };
    for published in [Published::Yes, Published::No] {
        assert_eq!(answer(Status::Published, false, published), Ok(()));
        assert_eq!(answer(Status::Hidden, false, published), Err(Denied::WrongState));
        assert_eq!(answer(Status::Withdrawn, true, published), Err(Denied::WrongState));
    }
    assert_eq!(answer(Status::Pending, false, Published::No), Ok(()));
    assert_eq!(answer(Status::Pending, false, Published::Yes), Err(Denied::WrongState));
    // What was public is changed in public.
    assert_eq!(answer(Status::Published, true, Published::Yes), Ok(()));
    assert_eq!(answer(Status::Published, true, Published::No), Err(Denied::WrongState));
    let by = |actor| allow(actor, Action::AnswerComment(&schedule, item(Status::Published), Published::No), Timestamp(2_000));
    assert_eq!(by(None), Err(Denied::SignInNeeded));
    assert_eq!(by(Some(&actor(1, Role::Resident))), Err(Denied::NotAllowed));
}

#[test]
fn a_draft_of_an_answer_is_read_by_moderators_and_a_public_one_by_all_whatever_becomes_of_the_remark() {
    let author = actor(1, Role::Resident);
    for status in [Status::Published, Status::Pending, Status::Hidden, Status::Withdrawn] {
        let read = |actor, answered| allow(actor, Action::ReadAnswer(Item { answered, ..item(status) }), Timestamp(2_000));
        assert_eq!(read(None, true), Ok(()));
        assert_eq!(read(None, false), Err(Denied::NotFound));
        assert_eq!(read(Some(&author), false), Err(Denied::NotFound));
        assert_eq!(read(Some(&actor(2, Role::Moderator)), false), Ok(()));
    }
}

#[test]
fn only_moderators_and_administrators_moderate() {
    for (role, outcome) in [(Role::Resident, Err(Denied::NotAllowed)), (Role::Moderator, Ok(())), (Role::Admin, Ok(()))] {
        assert_eq!(allow(Some(&actor(1, role)), Action::Moderate, Timestamp(0)), outcome);
    }
    assert_eq!(allow(None, Action::Moderate, Timestamp(0)), Err(Denied::SignInNeeded));
}

#[test]
fn a_name_for_the_hall_takes_part_where_it_came_in_and_nowhere_else() {
    let schedule = schedule(true);
    let guest = actor(1, Role::Guest);
    let part = |invited, guests| {
        let doors = Doors { schedule: &schedule, public: true, invited, guests };
        allow(Some(&guest), Action::TakePart(doors, meeting::State::Running), Timestamp(2_000))
    };
    assert_eq!(part(true, true), Ok(()));
    assert_eq!(part(false, true), Err(Denied::SignInNeeded));
    assert_eq!(part(true, false), Err(Denied::SignInNeeded));
    assert_eq!(allow(Some(&guest), Action::Comment(&schedule), Timestamp(2_000)), Err(Denied::SignInNeeded));
    assert_eq!(allow(Some(&guest), Action::Support(&schedule, item(Status::Published)), Timestamp(2_000)), Err(Denied::SignInNeeded));
}

#[test]
fn a_name_for_the_hall_is_taken_by_who_has_the_code() {
    let schedule = schedule(true);
    let enter = |guests, state| {
        let doors = Doors { schedule: &schedule, public: false, invited: false, guests };
        let asked = |actor: Option<&Actor>| allow(actor, Action::Enter(doors, state), Timestamp(2_000));
        // Who has a name from elsewhere is asked the same.
        assert_eq!(asked(None), asked(Some(&actor(1, Role::Guest))));
        asked(None)
    };
    assert_eq!(enter(true, meeting::State::Planned), Ok(()));
    assert_eq!(enter(false, meeting::State::Running), Err(Denied::SignInNeeded));
    assert_eq!(enter(true, meeting::State::Cancelled), Err(Denied::MeetingCancelled));
}

#[test]
fn words_become_a_remark_by_their_authors_consent_while_remarks_are_received() {
    let schedule = schedule(true);
    let author = AccountId(Uuid::from_u128(1));
    let post = |n, role, now| allow(Some(&actor(n, role)), Action::PostSpoken(&schedule, author), Timestamp(now));
    assert_eq!(post(1, Role::Guest, 2_000), Ok(()));
    assert_eq!(post(2, Role::Admin, 2_000), Err(Denied::NotTheAuthor));
    assert_eq!(post(1, Role::Resident, schedule.closes_at.0), Err(Denied::AlreadyClosed));
}

#[test]
fn minutes_are_written_by_moderators_once_the_meeting_is_over() {
    let write = |role, state| allow(Some(&actor(1, role)), Action::WriteMinutes(state), Timestamp(0));
    assert_eq!(write(Role::Moderator, meeting::State::Ended), Ok(()));
    assert_eq!(write(Role::Moderator, meeting::State::Running), Err(Denied::MeetingNotOver));
    assert_eq!(write(Role::Moderator, meeting::State::Cancelled), Err(Denied::MeetingCancelled));
    assert_eq!(write(Role::Resident, meeting::State::Ended), Err(Denied::NotAllowed));
}

#[test]
fn a_meeting_is_called_off_before_it_is_begun() {
    let cancel = |role, state| allow(Some(&actor(1, role)), Action::CancelMeeting(state), Timestamp(0));
    assert_eq!(cancel(Role::Moderator, meeting::State::Planned), Ok(()));
    assert_eq!(cancel(Role::Moderator, meeting::State::Running), Err(Denied::WrongState));
    assert_eq!(cancel(Role::Resident, meeting::State::Planned), Err(Denied::NotAllowed));
}

#[test]
fn what_is_announced_is_changed_by_moderators_until_the_report_is_out() {
    let reported = Schedule { reported_at: Some(Timestamp(9_000)), ..schedule(true) };
    let change = |role, now| allow(Some(&actor(1, role)), Action::ChangeConsultation(&reported), Timestamp(now));
    assert_eq!(change(Role::Moderator, 8_999), Ok(()));
    assert_eq!(change(Role::Moderator, 9_000), Err(Denied::AlreadyReported));
    assert_eq!(change(Role::Resident, 9_000), Err(Denied::NotAllowed));
    assert_eq!(allow(None, Action::ChangeConsultation(&reported), Timestamp(0)), Err(Denied::SignInNeeded));
}

#[test]
fn the_opening_stays_once_people_have_written() {
    let published = schedule(true);
    let open = |schedule: &Schedule, received, now| {
        allow(Some(&actor(1, Role::Moderator)), Action::MoveOpening(schedule, received), Timestamp(now))
    };
    assert_eq!(open(&published, 0, 999), Ok(()));
    assert_eq!(open(&published, 0, 1_000), Ok(()));
    assert_eq!(open(&published, 1, 1_000), Err(Denied::AlreadyOpen));
    assert_eq!(open(&published, 1, published.closes_at.0), Err(Denied::AlreadyOpen));
    assert_eq!(open(&schedule(false), 0, 2_000), Ok(()));
}

#[test]
fn only_administrators_set_rules() {
    for (role, outcome) in [(Role::Resident, Err(Denied::NotAllowed)), (Role::Moderator, Err(Denied::NotAllowed)), (Role::Admin, Ok(()))] {
        assert_eq!(allow(Some(&actor(1, role)), Action::SetRules, Timestamp(0)), outcome);
        assert_eq!(allow(Some(&actor(1, role)), Action::SetEmbedding, Timestamp(0)), outcome);
        assert_eq!(allow(Some(&actor(1, role)), Action::RunSite, Timestamp(0)), outcome);
    }
    assert_eq!(allow(None, Action::SetRules, Timestamp(0)), Err(Denied::SignInNeeded));
    assert_eq!(allow(None, Action::SetEmbedding, Timestamp(0)), Err(Denied::SignInNeeded));
}

#[test]
fn themes_are_everybodys_to_read_and_moderators_to_tie() {
    let tie = |role, status| allow(Some(&actor(2, role)), Action::TieComment(item(status)), Timestamp(0));
    assert_eq!(allow(None, Action::ReadThemes, Timestamp(0)), Ok(()));
    assert_eq!(allow(None, Action::ManageThemes, Timestamp(0)), Err(Denied::SignInNeeded));
    assert_eq!(tie(Role::Resident, Status::Published), Err(Denied::NotAllowed));
    for (status, outcome) in [
        (Status::Published, Ok(())),
        (Status::Pending, Ok(())),
        (Status::Hidden, Err(Denied::WrongState)),
        (Status::Withdrawn, Err(Denied::WrongState)),
    ] {
        assert_eq!(tie(Role::Moderator, status), outcome);
    }
}

#[test]
fn remarks_are_entered_by_moderators_from_the_opening_until_the_report_is_out() {
    let published = schedule(true);
    let enter = |role, schedule: &Schedule, now| allow(Some(&actor(1, role)), Action::EnterRemarks(schedule), Timestamp(now));
    assert_eq!(enter(Role::Moderator, &published, 999), Err(Denied::NotYetOpen));
    assert_eq!(enter(Role::Moderator, &published, 1_000), Ok(()));
    assert_eq!(enter(Role::Moderator, &published, published.closes_at.0), Ok(()));
    assert_eq!(enter(Role::Resident, &published, 2_000), Err(Denied::NotAllowed));
    assert_eq!(allow(None, Action::EnterRemarks(&published), Timestamp(2_000)), Err(Denied::SignInNeeded));
    assert_eq!(enter(Role::Moderator, &schedule(false), 2_000), Err(Denied::NotYetOpen));
    let out = published.closes_at.plus(1_000);
    let reported = Schedule { reported_at: Some(out), ..published };
    assert_eq!(enter(Role::Admin, &reported, out.0), Err(Denied::AlreadyReported));
    // Sent before, and written down after it.
    assert_eq!(enter(Role::Admin, &reported, out.0 - 1), Err(Denied::AlreadyReported));
}
