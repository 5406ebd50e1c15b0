//! Changing what was announced, and calling a meeting off.

use std::collections::BTreeSet;

use busola_domain::meeting::{AgendaItem, Meeting, MeetingChange, NewItem, State};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, AgendaItemId, EventKind, FieldError, MeetingId, Problem, Timestamp};
use busola_storage::meetings::{self, Stored, members};

use super::{append, run_by, taken, view};
use crate::drafts::units;
use crate::{Conflict, Error, Service};

impl Service {
    /// Changes what was announced. Who follows by mail is told of another title, time or place; who came in under a
    /// name for the hall loses their connection where no such names are taken any more.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::AnnouncementChanged`] when another revision was edited; every bad field.
    pub async fn change_meeting(
        &self,
        actor: Option<&Actor>,
        id: MeetingId,
        change: MeetingChange,
        now: Timestamp,
    ) -> Result<Meeting, Error> {
        let mut tx = self.0.db.write().await?;
        let found = run_by(&mut tx, actor, id, now).await?;
        if change.revision.is_some_and(|edited| edited != found.meeting.revision) {
            return Err(Error::Conflict(Conflict::AnnouncementChanged));
        }
        let units = units(&self.0.drafts, &mut tx, &found.consultation).await?;
        let agenda = meetings::agenda(&mut tx, id).await?;
        let before = view::meeting(found.meeting.clone(), agenda.clone());
        // A unit that the draft has lost since stays where it was.
        let has_unit = |unit| units.iter().any(|known| known.unit.id == unit) || agenda.iter().any(|item| item.unit == Some(unit));
        let wanted = change.onto(before.clone()).parse(has_unit).map_err(Error::Invalid)?;
        let agenda = self.agenda_of(wanted.agenda, &agenda)?;
        let mut after = Stored {
            title: wanted.title,
            place: wanted.place,
            starts_at: wanted.starts_at,
            ends_at: wanted.ends_at,
            rules: wanted.rules,
            ..found.meeting.clone()
        };
        after.focus.item = after.focus.item.filter(|shown| agenda.iter().any(|item| item.id == *shown));
        if view::meeting(after.clone(), agenda.clone()) == before {
            return Ok(before);
        }
        after.revision += 1;
        meetings::change(&mut tx, &after, &agenda).await?;
        meetings::set_focus(&mut tx, id, &after.focus).await?;
        if after.starts_at != before.starts_at {
            self.remind_again(&mut tx, &after, now).await?;
        }
        let shut_out = match before.rules.guests && !after.rules.guests {
            true => members::guest_sessions(&mut tx, id).await?,
            false => Vec::new(),
        };
        append(&mut tx, id, EventKind::SessionChanged, id.0, now).await?;
        self.record(&mut tx, actor, "session.change", id.0, now).await?;
        let is_news = (&after.title, after.starts_at, after.ends_at, &after.place)
            != (&before.title, before.starts_at, before.ends_at, &before.place);
        if is_news && after.course.state() == State::Planned {
            self.tell_followers(&mut tx, &after, now).await?;
        }
        self.commit_meeting(tx, id).await?;
        // Names for the hall count no more from here on, on pages that are open too.
        self.0.hub.send_away(&shut_out.into_iter().collect());
        self.letters_are_there();
        Ok(view::meeting(after, agenda))
    }

    /// Calls a meeting off that was not begun, and ends what is open in it: of a secret poll nothing is to be left that
    /// tells who voted how. One that is called off stays so. Who follows by mail is told.
    ///
    /// # Errors
    /// The policy's no; [`busola_domain::policy::Denied::WrongState`] for one that was begun.
    pub async fn cancel_meeting(&self, actor: Option<&Actor>, id: MeetingId, now: Timestamp) -> Result<Meeting, Error> {
        allow(actor, Action::RunMeetings, now)?;
        // Votes that were sent before count.
        self.0.writer.reach().await?;
        let mut tx = self.0.db.write().await?;
        let mut meeting = taken(&mut tx, actor, id, now).await?.meeting;
        allow(actor, Action::CancelMeeting(meeting.course.state()), now)?;
        let agenda = meetings::agenda(&mut tx, id).await?;
        if meeting.course.cancelled_at.is_some() {
            return Ok(view::meeting(meeting, agenda));
        }
        let closed = self.end_what_is_open(&mut tx, actor, id, now).await?;
        meeting.course.cancelled_at = Some(now);
        meeting.revision += 1;
        meetings::set_course(&mut tx, &meeting).await?;
        append(&mut tx, id, EventKind::SessionChanged, id.0, now).await?;
        self.record(&mut tx, actor, "session.cancel", id.0, now).await?;
        self.tell_followers(&mut tx, &meeting, now).await?;
        self.commit_meeting(tx, id).await?;
        self.tell_closed(id, &closed).await;
        self.letters_are_there();
        Ok(view::meeting(meeting, agenda))
    }

    /// An agenda as it is wanted: an item that has the id of one that is known stays that one.
    fn agenda_of(&self, wanted: Vec<NewItem>, known: &[AgendaItem]) -> Result<Vec<AgendaItem>, Error> {
        let (mut errors, mut taken) = (Vec::new(), BTreeSet::new());
        let mut agenda = Vec::with_capacity(wanted.len());
        for (at, NewItem { id, title, unit }) in wanted.into_iter().enumerate() {
            let id = match id {
                None => AgendaItemId(self.new_id()),
                Some(id) if known.iter().any(|item| item.id == id) && taken.insert(id) => id,
                Some(id) => {
                    errors.push(FieldError::new(format!("agenda.{at}.id"), Problem::Malformed));
                    id
                }
            };
            agenda.push(AgendaItem { id, title, unit });
        }
        if errors.is_empty() { Ok(agenda) } else { Err(Error::Invalid(errors)) }
    }
}
