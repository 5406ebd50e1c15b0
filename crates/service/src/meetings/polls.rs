//! Straw polls: prepared, opened and closed by moderators.

use std::time::Duration;

use busola_domain::live::Channel;
use busola_domain::meeting::Poll;
use busola_domain::meeting::poll::{Course, NewPoll, State};
use busola_domain::meeting::vote::Marks;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, EventKind, MeetingId, OptionId, PollId, Subject, Timestamp};
use busola_storage::Session;
use busola_storage::meetings::polls::{self, Stored, StoredOption, Told};
use busola_storage::meetings::{self, votes};
use busola_texts::Lang;

use tokio::time::sleep;

use super::{append, run_by, view};
use crate::{Error, Service};

/// How often, and after how long, emptying the database's log is tried again.
const TRIES: u32 = 60;
const AGAIN: Duration = Duration::from_secs(1);

impl Service {
    /// Prepares a poll: moderators see it, nobody else yet.
    ///
    /// # Errors
    /// The policy's no; [`Denied::MeetingOver`]; every bad field.
    pub async fn create_poll(&self, actor: Option<&Actor>, meeting: MeetingId, new: NewPoll, now: Timestamp) -> Result<Poll, Error> {
        allow(actor, Action::RunMeetings, now)?;
        // What stands on a poll is the city's language, as what else a moderator types.
        let city = Lang::default();
        let (yes, no, neither) = (city.poll_yes(), city.poll_no(), city.poll_neither());
        let new = new.parse([&yes, &no, &neither]).map_err(Error::Invalid)?;
        let mut tx = self.0.db.write().await?;
        run_by(&mut tx, actor, meeting, now).await?;
        let option = |text| StoredOption { id: OptionId(self.new_id()), text, votes: Told::default() };
        let stored = Stored {
            id: PollId(self.new_id()),
            meeting,
            question: new.question,
            kind: new.kind,
            max: new.max.unwrap_or(1),
            visibility: new.visibility,
            secret: new.secret,
            named: new.named,
            course: Course::default(),
            ballots: Told::default(),
            options: new.options.into_iter().map(option).collect(),
        };
        polls::insert(&mut tx, &stored, now).await?;
        meetings::touch_desk(&mut tx, meeting).await?;
        self.record(&mut tx, actor, "poll.create", stored.id.0, now).await?;
        tx.commit().await?;
        self.0.hub.tally(Channel::Meeting(meeting), Subject::Desk(meeting));
        Ok(view::poll(&stored))
    }

    /// Removes a poll that is prepared: with a slip in it, another one is prepared in its place.
    ///
    /// # Errors
    /// The policy's no; [`Denied::MeetingOver`]; [`Denied::WrongState`] once it was opened.
    pub async fn remove_poll(&self, actor: Option<&Actor>, id: PollId, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        let (poll, _) = self.run_poll(&mut tx, actor, id, now).await?;
        if poll.course.state() != State::Prepared {
            return Err(Denied::WrongState.into());
        }
        polls::remove(&mut tx, id).await?;
        meetings::touch_desk(&mut tx, poll.meeting).await?;
        self.record(&mut tx, actor, "poll.remove", id.0, now).await?;
        tx.commit().await?;
        self.0.hub.tally(Channel::Meeting(poll.meeting), Subject::Desk(poll.meeting));
        Ok(())
    }

    /// Opens a poll and shows it; one that is open stays so.
    ///
    /// # Errors
    /// The policy's no; [`Denied::MeetingOver`]; [`Denied::PollClosed`].
    pub async fn open_poll(&self, actor: Option<&Actor>, id: PollId, now: Timestamp) -> Result<Poll, Error> {
        let mut tx = self.0.db.write().await?;
        let (mut poll, found) = self.run_poll(&mut tx, actor, id, now).await?;
        match poll.course.state() {
            State::Closed => return Err(Denied::PollClosed.into()),
            State::Open => {}
            State::Prepared => {
                poll.course.opened_at = Some(now);
                polls::set_course(&mut tx, id, poll.course).await?;
                let focus = busola_domain::meeting::Focus { poll: Some(id), ..found.meeting.focus };
                meetings::set_focus(&mut tx, poll.meeting, &focus).await?;
                append(&mut tx, poll.meeting, EventKind::PollOpened, id.0, now).await?;
                append(&mut tx, poll.meeting, EventKind::SessionFocused, poll.meeting.0, now).await?;
                self.record(&mut tx, actor, "poll.open", id.0, now).await?;
            }
        }
        self.commit_meeting(tx, poll.meeting).await?;
        self.0.hub.tally(Channel::Meeting(poll.meeting), Subject::Poll(id));
        Ok(view::poll(&poll))
    }

    /// Closes a poll: every vote that was taken counts, none that comes later. One that is closed stays so.
    ///
    /// # Errors
    /// The policy's no; [`Denied::PollNotOpen`] for one that was never opened.
    pub async fn close_poll(&self, actor: Option<&Actor>, id: PollId, now: Timestamp) -> Result<Poll, Error> {
        allow(actor, Action::RunMeetings, now)?;
        // Votes that were sent before count.
        self.0.writer.reach().await?;
        let mut tx = self.0.db.write().await?;
        let meeting = polls::get(&mut tx, id).await?.ok_or_else(Error::not_found)?.meeting;
        super::taken(&mut tx, actor, meeting, now).await?;
        let poll = polls::get(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        match poll.course.state() {
            State::Prepared => return Err(Denied::PollNotOpen.into()),
            State::Closed => return Ok(view::poll(&poll)),
            State::Open => {}
        }
        // The moment at which nobody else writes any more: each vote that is there was received before it.
        let poll = self.close_in(&mut tx, actor, poll, self.now()).await?;
        self.commit_meeting(tx, poll.meeting).await?;
        let shown = view::poll(&poll);
        self.tell_closed(poll.meeting, &[poll]).await;
        Ok(shown)
    }

    /// Closes a poll in a transaction that has its meeting.
    pub(super) async fn close_in(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        mut poll: Stored,
        now: Timestamp,
    ) -> Result<Stored, Error> {
        poll.course.closed_at = Some(now);
        polls::set_course(tx, poll.id, poll.course).await?;
        if poll.secret {
            self.seal(tx, &poll).await?;
        }
        append(tx, poll.meeting, EventKind::PollClosed, poll.id.0, now).await?;
        self.record(tx, actor, "poll.close", poll.id.0, now).await?;
        Ok(poll)
    }

    /// Takes a secret poll's links between people and votes away: what is left are ballots in random order, and who
    /// took part. All that was known of an order is gone: the rows are new ones.
    async fn seal(&self, tx: &mut Session, poll: &Stored) -> Result<(), Error> {
        let mut ballots: Vec<Marks> = votes::of_poll(tx, poll.id).await?.into_iter().map(|(_, marks)| marks).collect();
        self.0.random.shuffle(&mut ballots);
        Ok(votes::seal(tx, poll.id, &ballots).await?)
    }

    /// Tells the last numbers of polls that are closed; what was in the database's files of secret ones goes too.
    pub(super) async fn tell_closed(&self, meeting: MeetingId, closed: &[Stored]) {
        for poll in closed {
            self.0.hub.tally(Channel::Meeting(meeting), Subject::Poll(poll.id));
        }
        if closed.iter().any(|poll| poll.secret) && !matches!(self.0.db.forget_deleted().await, Ok(true)) {
            // Somebody read at that moment. It is tried again beside what else happens.
            let db = self.0.db.clone();
            tokio::spawn(async move {
                for _ in 0..TRIES {
                    sleep(AGAIN).await;
                    if matches!(db.forget_deleted().await, Ok(true)) {
                        return;
                    }
                }
                tracing::warn!("what was deleted is in the database's log until it is written back");
            });
        }
    }

    async fn run_poll(&self, tx: &mut Session, actor: Option<&Actor>, id: PollId, now: Timestamp) -> Result<(Stored, super::Found), Error> {
        allow(actor, Action::RunMeetings, now)?;
        let meeting = polls::get(tx, id).await?.ok_or_else(Error::not_found)?.meeting;
        let found = run_by(tx, actor, meeting, now).await?;
        // As it is now that nobody else has the meeting.
        let poll = polls::get(tx, id).await?.ok_or_else(Error::not_found)?;
        Ok((poll, found))
    }
}
