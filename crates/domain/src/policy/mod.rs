//! Who may do what, when: role ∧ phase ∧ item, in one function.

mod answers;
mod comments;
mod meetings;
mod moderation;
mod paper;
mod people;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::account::{Actor, Role};
use crate::comment::{Source, Status};
use crate::consultation::Moderation;
use crate::id::AccountId;
use crate::meeting;
use crate::schedule::{Phase, Schedule};
use crate::time::Timestamp;

pub use people::Office;

/// What the remark in question is, as far as rules ask.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Who wrote it.
    pub author: AccountId,
    /// When it was received.
    pub created_at: Timestamp,
    /// What became of it.
    pub status: Status,
    /// Whether the city has answered it in public.
    pub answered: bool,
}

/// Who may be in a meeting, as far as rules ask.
#[derive(Clone, Copy, Debug)]
pub struct Doors<'a> {
    /// That of its consultation.
    pub schedule: &'a Schedule,
    /// Whether everybody finds it.
    pub public: bool,
    /// Whether the person came in by its code.
    pub invited: bool,
    /// Whether names for the hall are taken.
    pub guests: bool,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug)]
pub enum Action<'a> {
    /// Read a consultation's pages, log and live channel.
    ReadConsultation(&'a Schedule),
    /// Create and publish consultations, and see previews.
    ManageConsultations,
    /// Change what is announced of a consultation.
    ChangeConsultation(&'a Schedule),
    /// Open a consultation at another moment; so many remarks were received.
    MoveOpening(&'a Schedule, i64),
    /// Set the rules of deadlines.
    SetRules,
    /// Set which sites may show cards of consultations in their pages.
    SetEmbedding,
    /// Say who runs the site and how accessible it is, and decide when names leave old consultations.
    RunSite,
    /// Find people and see what they may be.
    ManagePeople,
    /// Give somebody an office, or take it.
    GiveOffice(Office),
    /// Change how one signs in, and get a copy of one's data.
    KeepAccount,
    /// Remove one's account.
    EraseAccount,
    /// Write a remark or a reply.
    Comment(&'a Schedule),
    /// Enter remarks for people who wrote on paper, by mail or at a meeting elsewhere.
    EnterRemarks(&'a Schedule),
    /// Correct a remark that was entered so; in which way it came tells whether it was.
    CorrectRemark(&'a Schedule, Item, Source),
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
    /// Show a remark that is hidden or waits.
    Show(&'a Schedule, Item),
    /// Report somebody's remark to the moderators.
    Report(Item),
    /// Say something against the hiding of one's remark.
    Appeal(&'a Schedule, Item),
    /// Decide about an appeal, of a remark that somebody hid.
    DecideAppeal(Item, Option<AccountId>),
    /// Answer remarks for the city, and see answers that are prepared.
    Answer(&'a Schedule),
    /// Give a remark an answer, a draft of one or one for the public.
    AnswerComment(&'a Schedule, Item, Published),
    /// Read the answer to a remark.
    ReadAnswer(Item),
    /// Publish the report, which ends a consultation.
    PublishReport(&'a Schedule),
    /// Read the report.
    ReadReport(&'a Schedule),
    /// Read themes and which remarks are about them.
    ReadThemes,
    /// Write themes.
    ManageThemes,
    /// Say which themes a remark is about.
    TieComment(Item),
    /// Read who did what when.
    ReadAudit,
    /// Follow a meeting: its page, big screen, log and live channel.
    FollowMeeting(Doors<'a>),
    /// Ask, support, raise a hand and vote in a meeting.
    TakePart(Doors<'a>, meeting::State),
    /// Come into a meeting by its code: as oneself, or under a name for the hall.
    Enter(Doors<'a>, meeting::State),
    /// Have oneself reminded of a meeting by mail.
    BeReminded(Doors<'a>, meeting::State),
    /// Let words that one said in a meeting become a remark.
    PostSpoken(&'a Schedule, AccountId),
    /// Read what was written down of what somebody said in a meeting.
    ReadSpoken(AccountId),
    /// Decide on words that one said in a meeting.
    DecideOnSpoken(AccountId),
    /// Read the minutes of a meeting; they are published or not.
    ReadMinutes(Doors<'a>, Published),
    /// Write and publish the minutes of a meeting.
    WriteMinutes(meeting::State),
    /// Announce meetings, and see what is prepared for them.
    RunMeetings,
    /// Run a meeting.
    RunMeeting(meeting::State),
    /// Call a meeting off.
    CancelMeeting(meeting::State),
    /// Vote in a poll of a meeting; its moment is the receipt of the vote.
    Vote(Doors<'a>, meeting::State, meeting::poll::Course),
    /// Take somebody's hand down in a meeting, or end their speech.
    EndSpeech(Doors<'a>, meeting::State, AccountId),
    /// Read the words of a question that somebody asked.
    ReadQuestion(AccountId, meeting::question::State),
}

/// Whether something is public yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is.
    Yes,
    /// Not yet.
    No,
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
    /// It has opened and people have written: since when they could is a fact.
    AlreadyOpen,
    /// The consultation is closed.
    AlreadyClosed,
    /// Somebody else's remark.
    NotTheAuthor,
    /// The 15 minutes for editing are over.
    EditWindowOver,
    /// The city has answered: what was answered stays as it was answered.
    Answered,
    /// The consultation is still open.
    NotYetClosed,
    /// The report has been published, and says what was.
    AlreadyReported,
    /// Not in the remark's present state (hidden, withdrawn, waiting), nor in that of anything else.
    WrongState,
    /// The poll has not been opened.
    PollNotOpen,
    /// The poll is closed.
    PollClosed,
    /// The meeting is over.
    MeetingOver,
    /// The meeting was called off.
    MeetingCancelled,
    /// The meeting is not over yet.
    MeetingNotOver,
    /// Nobody gives themselves an office, or takes their own.
    OwnOffice,
    /// Somebody has to be an administrator.
    LastAdmin,
    /// Who holds an office has to give it up first.
    InOffice,
    /// Somebody else has to decide: nobody judges what they did themselves.
    AnotherDecides,
    /// It is one's own remark.
    OwnRemark,
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
        Action::ReadThemes => Ok(()),
        Action::TieComment(item) => {
            allow(actor, Action::ManageThemes, now)?;
            // What nobody may read is not shown under a theme.
            if matches!(item.status, Status::Hidden | Status::Withdrawn) { Err(Denied::WrongState) } else { Ok(()) }
        }
        Action::ManageConsultations | Action::ManageThemes | Action::Moderate | Action::ReadAudit | Action::RunMeetings => {
            signed_in()?;
            if staff { Ok(()) } else { Err(Denied::NotAllowed) }
        }
        Action::SetRules | Action::SetEmbedding | Action::ManagePeople | Action::RunSite => {
            (signed_in()?.role >= Role::Admin).then_some(()).ok_or(Denied::NotAllowed)
        }
        Action::GiveOffice(office) => people::give_office(actor, office, now),
        Action::KeepAccount => resident(actor).map(|_| ()),
        Action::EraseAccount => people::erase(resident(actor)?),
        Action::ChangeConsultation(schedule) => {
            allow(actor, Action::ManageConsultations, now)?;
            not_reported(schedule, now)
        }
        Action::MoveOpening(schedule, received) => {
            allow(actor, Action::ChangeConsultation(schedule), now)?;
            let begun = !matches!(schedule.phase_at(now), Phase::Draft | Phase::Announced);
            if begun && received > 0 { Err(Denied::AlreadyOpen) } else { Ok(()) }
        }
        Action::EnterRemarks(schedule) => paper::enter(actor, schedule, now),
        Action::CorrectRemark(schedule, item, source) => paper::correct(actor, schedule, item, source, now),
        Action::Show(schedule, item) => answers::show(actor, schedule, item, now),
        Action::Report(item) => moderation::report(actor, item, now),
        Action::Appeal(schedule, item) => moderation::appeal(actor, schedule, item, now),
        Action::DecideAppeal(item, hidden_by) => moderation::decide_appeal(actor, item, hidden_by, now),
        Action::Answer(schedule) => answers::answer(actor, schedule, now),
        Action::AnswerComment(schedule, item, published) => answers::answer_comment(actor, schedule, item, published, now),
        Action::ReadAnswer(item) => answers::read(actor, item),
        Action::PublishReport(schedule) => answers::publish_report(actor, schedule, now),
        Action::ReadReport(schedule) => answers::read_report(actor, schedule, now),
        Action::FollowMeeting(doors) => meetings::follow(actor, doors, now),
        Action::TakePart(doors, state) => meetings::take_part(actor, doors, state, now),
        Action::Enter(doors, state) => meetings::enter(actor, doors, state, now),
        Action::BeReminded(doors, state) => meetings::be_reminded(actor, doors, state, now),
        Action::ReadSpoken(whose) => {
            if staff {
                Ok(())
            } else {
                allow(actor, Action::DecideOnSpoken(whose), now)
            }
        }
        Action::DecideOnSpoken(whose) => {
            if signed_in()?.account == whose {
                Ok(())
            } else {
                Err(Denied::NotTheAuthor)
            }
        }
        Action::PostSpoken(schedule, whose) => {
            allow(actor, Action::DecideOnSpoken(whose), now)?;
            open(schedule, now, staff)
        }
        Action::ReadMinutes(doors, published) => meetings::read_minutes(actor, doors, published, now),
        Action::WriteMinutes(state) => allow(actor, Action::RunMeetings, now).and(meetings::over(state)),
        Action::RunMeeting(state) => allow(actor, Action::RunMeetings, now).and(meetings::not_over(state)),
        Action::CancelMeeting(state) => allow(actor, Action::RunMeetings, now).and(meetings::not_begun(state)),
        Action::Vote(doors, state, poll) => meetings::vote(actor, doors, state, poll, now),
        Action::EndSpeech(doors, state, whose) => {
            meetings::take_part(actor, doors, state, now)?;
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
            resident(actor).map(|_| ())
        }
        Action::ReadComment(item) => comments::read(actor, item),
        Action::EditComment(schedule, moderation, item) => comments::edit(actor, schedule, moderation, item, now),
        Action::WithdrawComment(schedule, item) => comments::withdraw(actor, schedule, item, now),
        Action::Support(schedule, item) => comments::support(actor, schedule, item, now),
    }
}

/// Somebody with an account; who goes by a name for the hall is asked to sign in for what is not of the hall.
fn resident(actor: Option<&Actor>) -> Result<&Actor, Denied> {
    actor.filter(|actor| actor.role >= Role::Resident).ok_or(Denied::SignInNeeded)
}

fn author(actor: Option<&Actor>, item: Item) -> bool {
    actor.is_some_and(|actor| actor.account == item.author)
}

fn not_reported(schedule: &Schedule, now: Timestamp) -> Result<(), Denied> {
    if schedule.phase_at(now) == Phase::Reported { Err(Denied::AlreadyReported) } else { Ok(()) }
}

fn open(schedule: &Schedule, now: Timestamp, staff: bool) -> Result<(), Denied> {
    match schedule.phase_at(now) {
        // What was received in time and waited is too late once the report is out.
        Phase::Open if schedule.reported_at.is_some() => Err(Denied::AlreadyClosed),
        Phase::Open => Ok(()),
        Phase::Draft if !staff => Err(Denied::NotFound),
        Phase::Draft | Phase::Announced => Err(Denied::NotYetOpen),
        Phase::Closed | Phase::Reported => Err(Denied::AlreadyClosed),
    }
}
