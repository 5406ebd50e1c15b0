//! Reading meetings.

use std::collections::{BTreeMap, BTreeSet};

use busola_domain::event::EventPage;
use busola_domain::live::Channel;
use busola_domain::meeting::poll::{NamedVote, State as PollState};
use busola_domain::meeting::spoken::State as SpokenState;
use busola_domain::meeting::{AgendaItem, Meeting, Own, Poll, Snapshot, SpokenRemark, State};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::time::DAY;
use busola_domain::{Actor, MeetingId, OptionId, PollId, Timestamp};
use busola_storage::drafts::StoredUnit;
use busola_storage::meetings::{self, Stored, members, polls, questions, reminders, speakers, spoken, votes};
use busola_storage::{Session, consultations, events};

use super::guests::plain;
use super::{doors, followed, view};
use crate::consultations::{Dated, Key, readable};
use crate::drafts::units;
use crate::{Error, Service};

/// How long ago a meeting may have begun, or a consultation closed, that the calendar of all still has, in milliseconds.
pub(crate) const PAST_MAX: i64 = 90 * DAY;
/// The most meetings that the calendar of all has.
const PUBLIC_MAX: i64 = 500;

/// The page of a meeting.
pub struct MeetingPage {
    /// The meeting.
    pub snapshot: Snapshot,
    /// How often what was announced has changed.
    pub revision: i64,
    /// Its consultation's name in addresses.
    pub slug: String,
    /// Its consultation's title.
    pub consultation_title: String,
    /// The units of the draft, in document order.
    pub units: Vec<StoredUnit>,
    /// Whether the reader is somebody who takes part, or took.
    pub takes_part: bool,
    /// Whether the reader may have themselves reminded, or why not.
    pub may_be_reminded: Result<(), Denied>,
    /// What speakers said that was written down: for who runs it all of it, for everybody else their own.
    pub spoken: Vec<SpokenRemark>,
}

/// A meeting as calendars have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The meeting, without its code, and without its agenda where there are many.
    pub meeting: Meeting,
    /// How often what was announced has changed, from 0.
    pub revision: i64,
    /// Its consultation's title.
    pub consultation_title: String,
    /// Its consultation's name in addresses.
    pub consultation_slug: String,
}

impl CalendarEntry {
    fn of(stored: Stored, agenda: Vec<AgendaItem>, consultation: &consultations::Stored) -> Self {
        Self {
            revision: stored.revision,
            // A calendar is shown and passed on beyond whoever may read the meeting's page.
            meeting: Meeting { code: String::new(), ..view::meeting(stored, agenda) },
            consultation_title: consultation.title.clone(),
            consultation_slug: consultation.slug.clone(),
        }
    }
}

/// A poll by name that is closed.
pub struct NamedPoll {
    /// The meeting, without its agenda.
    pub meeting: Meeting,
    /// The poll.
    pub poll: Poll,
    /// Who voted how.
    pub votes: Vec<NamedVote>,
}

/// The calendar of a consultation.
pub struct ConsultationCalendar {
    /// The consultation.
    pub dated: Dated,
    /// Its meetings that somebody may know of, the first to begin first; without their agendas.
    pub entries: Vec<CalendarEntry>,
}

impl Service {
    /// A meeting with all that belongs to it, at one moment.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for one by invitation.
    pub async fn meeting(&self, actor: Option<&Actor>, id: MeetingId) -> Result<MeetingPage, Error> {
        let mut session = self.0.db.snapshot().await?;
        let now = self.now();
        let found = followed(&mut session, actor, id, now).await?;
        let staff = allow(actor, Action::RunMeetings, now).is_ok();
        let consultation = &found.consultation;
        let units = units(&self.0.drafts, &mut session, consultation).await?.to_vec();
        let agenda = meetings::agenda(&mut session, id).await?;
        let questions = questions::of_meeting(&mut session, id).await?;
        let speakers = speakers::of_meeting(&mut session, id).await?;
        let polls: Vec<_> = polls::of_meeting(&mut session, id)
            .await?
            .into_iter()
            .filter(|poll| staff || poll.course.state() != PollState::Prepared)
            .collect();
        let written = match actor {
            Some(_) if staff => spoken::of_meeting(&mut session, id).await?,
            Some(actor) => spoken::of_account(&mut session, id, actor.account).await?,
            None => Vec::new(),
        };
        let own_speeches = |actor: &Actor| {
            let account = actor.account;
            speakers.iter().filter(move |speaker| speaker.account == account)
        };
        let own_words = |actor: &Actor| {
            let account = actor.account;
            written.iter().filter(move |spoken| spoken.account == account)
        };
        let own = match actor {
            Some(actor) => Some(Own {
                votes: own_votes(&mut session, actor, &polls).await?,
                supports: questions::supported_by(&mut session, id, actor.account).await?,
                asked: questions.iter().filter(|question| question.account == actor.account).map(|question| question.id).collect(),
                speaker: own_speeches(actor).find(|speaker| speaker.course.ended_at.is_none()).map(|speaker| speaker.id),
                speeches: own_speeches(actor).map(|speaker| speaker.id).collect(),
                offered: own_words(actor).filter(|spoken| spoken.state == SpokenState::Offered).map(|spoken| spoken.speaker).collect(),
                reminded: found.meeting.course.state() == State::Planned
                    && reminders::get(&mut session, id, actor.account).await?.is_some(),
            }),
            None => None,
        };
        let state = found.meeting.course.state();
        let takes_part = allow(actor, Action::TakePart(found.doors(), state), now) != Err(Denied::SignInNeeded);
        let may_be_reminded = allow(actor, Action::BeReminded(found.doors(), state), now);
        let spoken = view::words_for(&written, actor, now);
        let head = events::head(&mut session, Channel::Meeting(id)).await?;
        let revision = found.meeting.revision;
        let snapshot = Snapshot {
            queue: view::queue(&found.meeting.rules, &speakers),
            meeting: view::meeting(found.meeting, agenda),
            questions: questions.into_iter().filter_map(|question| view::question(question, actor, now)).collect(),
            speakers: speakers.into_iter().map(view::speaker).collect(),
            polls: polls.iter().map(view::poll).collect(),
            own,
            head,
        };
        let (slug, consultation_title) = (found.consultation.slug, found.consultation.title);
        Ok(MeetingPage { snapshot, revision, slug, consultation_title, units, takes_part, may_be_reminded, spoken })
    }

    /// The meetings of a consultation that somebody may know of, the first to begin first; without their agendas.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn meetings(&self, actor: Option<&Actor>, key: &Key) -> Result<Vec<Meeting>, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        listed(&mut session, actor, &consultation, now).await
    }

    /// A meeting for a calendar, with its agenda.
    ///
    /// # Errors
    /// As [`Service::meeting`].
    pub async fn calendar_entry(&self, actor: Option<&Actor>, id: MeetingId) -> Result<CalendarEntry, Error> {
        let mut session = self.0.db.snapshot().await?;
        let found = followed(&mut session, actor, id, self.now()).await?;
        let agenda = meetings::agenda(&mut session, id).await?;
        Ok(CalendarEntry::of(found.meeting, agenda, &found.consultation))
    }

    /// A meeting alone, without its agenda: all that a page needs which is around it.
    ///
    /// # Errors
    /// As [`Service::meeting`].
    pub async fn meeting_alone(&self, actor: Option<&Actor>, id: MeetingId) -> Result<Meeting, Error> {
        let mut session = self.0.db.snapshot().await?;
        let found = followed(&mut session, actor, id, self.now()).await?;
        Ok(view::meeting(found.meeting, Vec::new()))
    }

    /// What the calendar of a consultation has for somebody.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for a draft.
    pub async fn consultation_calendar(&self, actor: Option<&Actor>, key: &Key) -> Result<ConsultationCalendar, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        let known = known(&mut session, actor, &consultation, now).await?;
        let entries = known.into_iter().map(|stored| CalendarEntry::of(stored, Vec::new(), &consultation)).collect();
        let dated = Dated { revision: consultation.revision, consultation: consultation.view(Vec::new(), now) };
        Ok(ConsultationCalendar { dated, entries })
    }

    /// The meetings that everybody may know of, of all consultations, the first to begin first and without their
    /// agendas: those to come, and those that were to begin in the last 90 days; 500 at most.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn public_meetings(&self) -> Result<Vec<CalendarEntry>, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let public = meetings::upcoming(&mut session, now.plus(-PAST_MAX), PUBLIC_MAX).await?;
        let ids: BTreeSet<_> = public.iter().map(|stored| stored.consultation).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let of: BTreeMap<_, _> =
            consultations::by_ids(&mut session, &ids).await?.into_iter().map(|consultation| (consultation.id, consultation)).collect();
        let entry = |stored: Stored| {
            let consultation = of.get(&stored.consultation)?;
            allow(None, Action::FollowMeeting(doors(&stored, &consultation.schedule, false)), now).ok()?;
            Some(CalendarEntry::of(stored, Vec::new(), consultation))
        };
        Ok(public.into_iter().filter_map(entry).collect())
    }

    /// The meeting of a short code, for whoever has it.
    ///
    /// # Errors
    /// "Not found" for a code that no meeting has, or that of a consultation which is not public yet.
    pub async fn meeting_by_code(&self, actor: Option<&Actor>, code: &str) -> Result<MeetingId, Error> {
        let mut session = self.0.db.read().await?;
        let stored = meetings::by_code(&mut session, &plain(code)).await?.ok_or_else(Error::not_found)?;
        readable(&mut session, actor, &Key::Id(stored.consultation), self.now()).await?;
        Ok(stored.id)
    }

    /// Lets somebody into a meeting by invitation who has its code.
    ///
    /// # Errors
    /// As [`Service::meeting_by_code`]; the policy's no for who goes by a name for the hall, where none are taken.
    pub async fn join_meeting(&self, actor: Option<&Actor>, code: &str) -> Result<MeetingId, Error> {
        match actor {
            Some(_) => self.enter_meeting(actor, code, "").await.map(|entered| entered.meeting),
            None => self.meeting_by_code(actor, code).await,
        }
    }

    /// Who voted how in a poll by name that is closed.
    ///
    /// # Errors
    /// The policy's no; "not found" for a poll that is not by name, or not closed.
    pub async fn named_votes(&self, actor: Option<&Actor>, id: PollId) -> Result<NamedPoll, Error> {
        let mut session = self.0.db.snapshot().await?;
        let poll = polls::get(&mut session, id).await?.filter(|poll| poll.named && poll.course.state() == PollState::Closed);
        let poll = poll.ok_or_else(Error::not_found)?;
        let found = followed(&mut session, actor, poll.meeting, self.now()).await?;
        let votes = view::named(&poll, votes::named(&mut session, id).await?);
        Ok(NamedPoll { meeting: view::meeting(found.meeting, Vec::new()), poll: view::poll(&poll), votes })
    }

    /// A stretch of a meeting's log.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn meeting_events(&self, actor: Option<&Actor>, id: MeetingId, after: i64, limit: usize) -> Result<EventPage, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        followed(&mut session, actor, id, now).await?;
        let channel = Channel::Meeting(id);
        let items = crate::events::read(&mut session, &self.0.markup, channel, after, limit as i64, now).await?;
        let head = events::head(&mut session, channel).await?;
        Ok(EventPage { items: items.into_iter().map(|composed| composed.event).collect(), head })
    }
}

async fn own_votes(
    session: &mut busola_storage::Session,
    actor: &Actor,
    polls: &[polls::Stored],
) -> Result<BTreeMap<PollId, Vec<OptionId>>, Error> {
    let pairs: Vec<_> = polls.iter().map(|poll| (poll.id, actor.account)).collect();
    let given = votes::given(session, &pairs).await?;
    let options = |id: PollId, marks: &busola_domain::meeting::vote::Marks| {
        let poll = polls.iter().find(|poll| poll.id == id);
        let at = |place: &i64| Some(poll?.options.get(usize::try_from(*place).ok()?)?.id);
        marks.places().iter().filter_map(at).collect()
    };
    Ok(given.into_iter().map(|((id, _), marks)| (id, options(id, &marks))).collect())
}

/// The meetings of a consultation that somebody may know of, the first to begin first; without their agendas.
pub(crate) async fn listed(
    session: &mut Session,
    actor: Option<&Actor>,
    consultation: &consultations::Stored,
    now: Timestamp,
) -> Result<Vec<Meeting>, Error> {
    let known = known(session, actor, consultation, now).await?;
    Ok(known.into_iter().map(|stored| view::meeting(stored, Vec::new())).collect())
}

/// The same as they are stored.
async fn known(
    session: &mut Session,
    actor: Option<&Actor>,
    consultation: &consultations::Stored,
    now: Timestamp,
) -> Result<Vec<Stored>, Error> {
    let all = meetings::of_consultation(session, consultation.id).await?;
    let by_invitation = || all.iter().filter(|stored| !stored.public);
    let pairs: Vec<_> = actor.into_iter().flat_map(|actor| by_invitation().map(|stored| (stored.id, actor.account))).collect();
    let invited = members::joined(session, &pairs).await?;
    let may_follow = |stored: &Stored| {
        let invited = invited.iter().any(|(id, _)| *id == stored.id);
        allow(actor, Action::FollowMeeting(doors(stored, &consultation.schedule, invited)), now).is_ok()
    };
    Ok(all.into_iter().filter(may_follow).collect())
}
